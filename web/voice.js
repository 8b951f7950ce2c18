// @ts-check
// What is said to somebody who listens: the two live regions of index.html. What is urgent is said at
// once; of the rest one sentence a second, in its order, because a screen reader that is told two at
// once says the second only.

const pause_ms = 1000;

/**
 * @param {{ status: HTMLElement, alert: HTMLElement }} regions there from the start, live, and without
 *   a role: an empty status bar would be read at the end of the page. What is said in them has one
 */
export function make_voice({ status, alert }) {
    /** @type {string[]} */
    const waiting = [];
    let last = -Infinity;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;

    /** @param {HTMLElement} region @param {'status' | 'alert'} role @param {string} words */
    function say(region, role, words) {
        // A new element each time, so that the same words are news again.
        const element = document.createElement('p');
        element.setAttribute('role', role);
        element.textContent = words;
        region.replaceChildren(element);
    }

    function next() {
        timer = undefined;
        const words = waiting.shift();
        if (words === undefined) return;
        last = performance.now();
        say(status, 'status', words);
        if (waiting.length > 0) timer = setTimeout(next, pause_ms);
    }

    return {
        /** @param {string} words @param {boolean} urgent */
        say(words, urgent) {
            if (urgent) return say(alert, 'alert', words);
            waiting.push(words);
            if (timer !== undefined) return;
            const wait = last + pause_ms - performance.now();
            if (wait > 0) timer = setTimeout(next, wait);
            else next();
        },
    };
}
