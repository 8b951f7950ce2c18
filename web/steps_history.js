// @ts-check
// Back and Forward of the browser move between steps. An entry holds the number of its step and nothing else; its
// address is that of the page.

/**
 * @param {HTMLElement} root of the mirror
 * @returns {() => void} to be called after each picture
 */
export function follow_steps(root) {
    const links = () => /** @type {HTMLElement[]} */ ([...root.querySelectorAll('nav a')]);
    /** -1: no picture yet */
    let shown = -1;
    addEventListener('popstate', ({ state }) => {
        const link = Number.isInteger(state?.step) ? links()[state.step] : undefined;
        if (!link) return;
        shown = state.step; // what follows is where the history is already
        link.click();
    });
    return () => {
        const step = links().findIndex((link) => link.hasAttribute('aria-current'));
        if (step < 0 || step === shown) return;
        const first = shown < 0;
        shown = step;
        try {
            if (first) history.replaceState({ step }, '');
            else history.pushState({ step }, '');
        } catch {
            // A browser allows so many entries in a time and no more: Back then goes further.
        }
    };
}

/** @param {BeforeUnloadEvent} event */
const ask = (event) => event.preventDefault();

/** The browser asks in its own words. @param {boolean} on */
export function guard_leaving(on) {
    if (on) addEventListener('beforeunload', ask);
    else removeEventListener('beforeunload', ask);
}
