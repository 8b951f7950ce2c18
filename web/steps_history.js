// @ts-check
// Back and Forward of the browser move between steps. An entry holds the number of its step and nothing else; its
// address is that of the page, and behind a # the operation that is chosen: a link to it.
import { text_of } from './packed.js';

/**
 * @param {HTMLElement} root of the mirror
 * @param {(place: string) => void} go_to what a link within the page asks for
 */
export function follow_steps(root, go_to) {
    const links = () => /** @type {HTMLElement[]} */ ([...root.querySelectorAll('nav a')]);
    /** -1: no picture yet */
    let shown = -1;
    let wanted = '';
    let place = '';
    addEventListener('popstate', ({ state }) => {
        const link = Number.isInteger(state?.step) ? links()[state.step] : undefined;
        if (!link) return;
        shown = state.step; // what follows is where the history is already
        link.click();
    });
    addEventListener('hashchange', () => {
        if (location.hash.length > 1 && location.hash.slice(1) !== place) go_to(location.hash.slice(1));
    });
    return {
        /** @param {Uint8Array} bytes */
        show_place(bytes) {
            wanted = text_of(bytes);
        },
        /** To be called after each picture. */
        after_patch() {
            const step = links().findIndex((link) => link.hasAttribute('aria-current'));
            if (step < 0 || (step === shown && place === wanted)) return;
            const replaces = shown < 0 || step === shown;
            shown = step;
            place = wanted;
            const address = location.origin + location.pathname + location.search + (place && `#${place}`);
            try {
                if (replaces) history.replaceState({ step }, '', address);
                else history.pushState({ step }, '', address);
            } catch {
                // A browser allows so many entries in a time and no more: Back then goes further.
            }
        },
    };
}

/** @param {BeforeUnloadEvent} event */
const ask = (event) => event.preventDefault();

/** The browser asks in its own words. @param {boolean} on */
export function guard_leaving(on) {
    if (on) addEventListener('beforeunload', ask);
    else removeEventListener('beforeunload', ask);
}
