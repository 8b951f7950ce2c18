// @ts-check
// The two parts of the program on their way: the second right behind the first, both compiled as they stream. True
// progress, because the sizes were known when the site was built. A part that does not arrive is said, and asked for
// again when the person wishes; what was done meanwhile waits (web/program.js).

/** Before compression. */
const sizes = Object.freeze({
    './playground_first.wasm': Number('@BYTES_PLAYGROUND_FIRST_WASM@'),
    './playground_second.wasm': Number('@BYTES_PLAYGROUND_SECOND_WASM@'),
});
/** @typedef {keyof typeof sizes} PartName */

/** @param {string} id */
export const by_id = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const still_loading = () => document.getElementById('loading') !== null;

/** @param {string} url @param {RequestInit} [more] */
export async function download(url, more) {
    const response = await fetch(url, { referrerPolicy: 'no-referrer', ...more });
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return response;
}

/** @param {number} loaded @param {number} all */
function show_progress(loaded, all) {
    if (!still_loading()) return;
    const bar = /** @type {HTMLProgressElement} */ (by_id('progress'));
    bar.value = Math.min(1, loaded / all);
    const kilobytes = (/** @type {number} */ bytes) => Math.round(bytes / 1024);
    by_id('progress-words').textContent = `${kilobytes(loaded)} of ${kilobytes(all)} KB`;
}

/** Resolves when the person wants to try again. @param {HTMLElement} button */
const pressed = (button) =>
    new Promise((resolve) => {
        button.onclick = resolve;
    });

/** Nothing can be shown without it. @param {string} what @param {(what: string) => void} missing arrival.js */
async function trouble_at_the_start(what, missing) {
    missing(what);
    await pressed(by_id('retry'));
    by_id('trouble').hidden = true;
    by_id('loading-state').hidden = false;
}

/** The page is there, and only waits. @param {string} what */
async function trouble_behind_the_page(what) {
    tell_rest(`The rest of the page did not arrive: ${what}. What you do meanwhile waits for it.`);
    const retry = document.createElement('button');
    retry.type = 'button';
    retry.textContent = 'Retry';
    by_id('rest').append(retry);
    await pressed(retry);
    retry.remove();
    tell_rest('');
}

/** A live region, so it is always there. @param {string} words none: there is nothing to say any more */
function tell_rest(words) {
    by_id('rest').classList.toggle('offscreen', words === '');
    by_id('rest-words').textContent = words;
}

/** Something that the person did waits. @param {Promise<void>} whole when it no longer does */
export function tell_of_waiting(whole) {
    if (by_id('rest-words').textContent !== '') return;
    tell_rest('The rest of the page is on its way. What you did waits for it.');
    whole.then(() => tell_rest(''));
}

/**
 * @param {object} wishes
 * @param {boolean} wishes.both_at_once nothing is shown before both are there
 * @param {(what: string) => void} wishes.missing
 * @returns {import('../web/program.js').Parts}
 */
export function fetch_parts({ both_at_once, missing }) {
    /** @type {Map<PartName, number>} */
    const loaded = new Map();
    const names = /** @type {PartName[]} */ (Object.keys(sizes));
    const awaited = both_at_once ? names : names.slice(0, 1);
    const all = awaited.reduce((sum, name) => sum + sizes[name], 0);

    /** Counts the bytes on their way into the compiler. @param {PartName} name @param {Response} response */
    const counted = (name, response) => {
        if (!response.body) return response;
        loaded.set(name, 0);
        const counter = new TransformStream({
            transform(chunk, controller) {
                loaded.set(name, (loaded.get(name) ?? 0) + chunk.length);
                show_progress(
                    awaited.reduce((sum, each) => sum + (loaded.get(each) ?? 0), 0),
                    all,
                );
                controller.enqueue(chunk);
            },
        });
        return new Response(response.body.pipeThrough(counter), {
            headers: { 'Content-Type': 'application/wasm' },
        });
    };

    /** @param {PartName} name @param {RequestInit} [more] @returns {Promise<WebAssembly.Module>} */
    const part = async (name, more) => {
        for (;;) {
            try {
                return await WebAssembly.compileStreaming(
                    download(name, more).then((response) => counted(name, response)),
                );
            } catch (error) {
                const what = error instanceof Error ? error.message : String(error);
                if (awaited.includes(name)) await trouble_at_the_start(what, missing);
                else await trouble_behind_the_page(what);
            }
        }
    };

    const first = part('./playground_first.wasm');
    // Not beside the first: it would take half of the line from what everybody waits for.
    const second = (both_at_once ? Promise.resolve() : first).then(() =>
        part('./playground_second.wasm', { priority: 'low' }),
    );
    return { first, second };
}
