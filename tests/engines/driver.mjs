// @ts-check
// What a behaviour may ask of a browser: few verbs, the same in every engine. Elements are found by role and name, as
// the engine itself computes them for assistive technology. A driver that cannot do what is asked throws `Unable`, and
// the behaviour is skipped with that reason.
//
//   const page = await engine.visit(site.url, { width: 320 });
//   await page.click('button', 'Continue');

/**
 * What a visit shall be like. Left out: a desk, light, one device pixel for each CSS pixel.
 * @typedef {object} Wishes
 * @property {number} [width] CSS pixels
 * @property {number} [height] CSS pixels
 * @property {number} [density] device pixels for each CSS pixel
 * @property {'light' | 'dark'} [scheme] that the system prefers
 * @property {boolean} [forced_colours] the person's own few colours
 */
/**
 * @typedef {object} Driver
 * @property {(url: string) => Promise<void>} open
 * @property {(role: string, name: string) => Promise<number>} count elements that are exposed so
 * @property {(role: string, name: string) => Promise<void>} click with the mouse
 * @property {(name: string, value: string) => Promise<void>} fill a field with the keyboard, what was there is replaced
 * @property {(name: string, option: string) => Promise<void>} choose from a combobox
 * @property {(role: string, name: string) => Promise<void>} focus
 * @property {(role: string, name: string) => Promise<string>} text of an element, or the value of a field
 * @property {(keys: string) => Promise<void>} press like "Tab" or "Control+A"
 * @property {(words: string) => Promise<void>} type key by key, into what has the focus
 * @property {(words: string) => Promise<void>} compose as an input method does: provisional words, then these
 * @property {() => Promise<void>} undo what was done last in the field
 * @property {(x: number, y: number, clicks?: number) => Promise<void>} mouse goes there, and clicks; 0: only goes
 * @property {<T, A extends unknown[]>(run: (...given: A) => T | Promise<T>, ...given: A) => Promise<T>} evaluate in the page
 * @property {() => Promise<Buffer>} screenshot of the viewport, as PNG
 * @property {(direction: 'back' | 'forward' | 'reload') => Promise<void>} travel
 * @property {() => Promise<Driver>} another_tab with the same storage
 * @property {() => Promise<void>} bring_to_front
 * @property {() => string[]} messages on the console so far
 * @property {string} [turns_tab_around] why Tab starts again at the top here, where a window would take it on
 * @property {() => Promise<void>} close
 */
/**
 * @typedef {object} Engine
 * @property {(wishes?: Wishes) => Promise<Driver>} visit a first visit: nothing is kept from an earlier one
 * @property {() => Promise<void>} stop
 */

export const desk = Object.freeze({ width: 1280, height: 900 });

export class Unable extends Error {
    name = 'Unable';
}

// A machine with two slow processors runs three browsers side by side.
const patience_ms = 60_000;
const answer_ms = 5_000;
export const picture_ms = 40_000;

/**
 * A page that leaves while it is asked may never answer: Firefox's does not.
 * @template T
 * @param {Promise<T>} answer
 * @param {number} longest_ms
 * @returns {Promise<T>}
 */
async function in_time(answer, longest_ms) {
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const too_late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error('no answer')), longest_ms);
    });
    try {
        await Promise.race([answer, too_late]);
        return await answer;
    } finally {
        clearTimeout(timer);
    }
}

/**
 * Asks again and again until the answer is there. An error is no answer yet: the page may be on its way elsewhere.
 * @template T
 * @param {string} what is waited for
 * @param {() => Promise<T>} probe
 * @param {number} [longest_ms] for one answer
 * @returns {Promise<T extends Promise<infer U> ? U : NonNullable<T>>}
 */
export async function until(what, probe, longest_ms = answer_ms) {
    const deadline = Date.now() + patience_ms;
    /** @type {unknown} */
    let trouble;
    do {
        try {
            const answer = await in_time(probe(), longest_ms);
            // @ts-expect-error what is not falsy is the answer
            if (answer) return answer;
            trouble = undefined;
        } catch (error) {
            if (error instanceof Unable) throw error;
            trouble = error;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    } while (Date.now() < deadline);
    throw new Error(`waited in vain: ${what}`, { cause: trouble });
}
