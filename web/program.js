// @ts-check
// The program in its two parts (tools/cut-program.mjs). The first one opens the page and paints it; the second carries
// everything else and is linked as soon as it is there. Until then
//
// - what concerns the picture only is told at once: size, hover, focus, scrolling;
// - everything else waits, in order: what a person did, and what the world answered. Fields keep what is typed;
// - if the first part is asked for a function that it does not have, the call ends there (Missing) and this start of the
//   program is over. Nothing was done yet, so when the second part is there the program begins again with both, is told
//   the same opening, the state of the picture, and then what waited.
import { make_tell, told } from './inbox.js';

/**
 * @typedef {import('./inbox.js').Exports} Exports
 * @typedef {[what: number, numbers: number[], strings: (string | Uint8Array)[]]} Message
 *
 * @typedef {object} Parts both compiled; a part that does not arrive is asked for until it does
 * @property {Promise<WebAssembly.Module>} first
 * @property {Promise<WebAssembly.Module>} second
 *
 * @typedef {(settings: {
 *     host: object,
 *     instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void): object,
 * }) => Promise<Exports>} Create what Emscripten wrote
 */

/** The first part does not have this function. */
class Missing extends Error {}

/** Stands for every function of the second part. */
const placeholder = new Proxy(
    {},
    {
        get: (_, index) => () => {
            throw new Missing(String(index));
        },
    },
);

/** @type {Set<number>} */
const pictorial = new Set([told.viewport, told.focus, told.pointer, told.scroll, told.context]);

/** The field or list that an action comes from: the mirror leaves what it shows alone. @param {number} id */
const native_element = (id) => document.getElementById(`n${id}`);

export class Program {
    #create;
    #parts;
    #on_wait;
    /** @type {object} */
    #host = {};
    /** @type {WebAssembly.Instance | undefined} */
    #first;
    /** @type {Exports | undefined} nothing: it has not begun, or what it lacked ended it */
    #exports;
    /** @type {import('./inbox.js').Tell} */
    #now = () => {};
    #memory = () => new Uint8Array();
    #whole = false;
    /** What a new start has to know: the opening, and the last word on each part of the picture. @type {Map<string, Message>} */
    #known = new Map();
    /** @type {Message[]} */
    #waiting = [];
    #starts = 0;
    #resolve_whole = () => {};
    /** Both parts are linked, and nothing waits any more. @type {Promise<void>} */
    whole = new Promise((resolve) => {
        this.#resolve_whole = resolve;
    });

    /** @param {Create} create @param {Parts} parts @param {() => void} on_wait a person did something that waits */
    constructor(create, parts, on_wait) {
        this.#create = create;
        this.#parts = parts;
        this.#on_wait = on_wait;
    }

    /** The program's own way to its memory, which moves when it grows. @param {() => Uint8Array} memory */
    set_memory(memory) {
        this.#memory = memory;
    }

    /**
     * Resolves when it can be told things.
     * @param {object} host the ports @param {boolean} first_alone false: nothing is begun before both parts are there
     */
    async start(host, first_alone) {
        this.#host = host;
        if (!first_alone) return this.#link();
        await this.#begin();
        this.#link().catch((error) => reportError(error));
    }

    /** @param {WebAssembly.Module} [second] */
    async #begin(second) {
        const first = await this.#parts.first;
        document.documentElement.dataset.starts = String(++this.#starts);
        if (!second) this.#is('first');
        this.#exports = await new Promise((resolve, reject) => {
            this.#create({
                host: this.#host,
                instantiateWasm: (imports, receive) => {
                    const run = async () => {
                        this.#first = await WebAssembly.instantiate(first, { ...imports, placeholder });
                        if (second) await this.#add(second);
                        receive(this.#first);
                    };
                    run().catch(reject);
                    return {};
                },
            }).then(resolve, reject);
        }).catch(this.#end);
        if (this.#exports) this.#now = make_tell(this.#exports, () => this.#memory());
    }

    /** @param {WebAssembly.Module} second */
    #add(second) {
        const { exports } = /** @type {WebAssembly.Instance} */ (this.#first);
        return WebAssembly.instantiate(second, { primary: exports });
    }

    /** What it lacked ended it: it begins again. @param {unknown} error */
    #end = (error) => {
        if (!(error instanceof Missing)) throw error;
        this.#exports = undefined;
        this.#is('over');
    };

    /** Of a checked build. @returns {(() => void) | undefined} */
    get developer_windows() {
        return this.#exports?._toggle_developer_windows;
    }

    /** For whoever looks from outside. @param {'first' | 'over' | 'whole'} state */
    #is(state) {
        document.documentElement.dataset.program = state;
    }

    async #link() {
        const second = await this.#parts.second;
        if (this.#exports) await this.#add(second);
        if (!this.#exports) {
            await this.#begin(second);
            for (const message of this.#known.values()) this.#now(...message);
        }
        for (let message; (message = this.#waiting.shift()); ) {
            const [what, [id], strings] = message;
            // From here on the field shows what the program says, unless it has not heard the last word yet.
            const last = !this.#waiting.some(([other, [from]]) => other === told.action && from === id);
            if (what === told.action && last) native_element(id)?.removeAttribute('data-waits');
            this.#now(...message);
            for (const each of strings) if (typeof each !== 'string') each.fill(0);
        }
        this.#whole = true;
        this.#known.clear();
        this.#is('whole');
        this.#resolve_whole();
    }

    /** @type {import('./inbox.js').Tell} */
    tell = (what, numbers = [], strings = []) => {
        if (this.#whole) return this.#now(what, numbers, strings);
        if (pictorial.has(what) || what === told.opened) {
            this.#known.set(what === told.scroll ? `${what} ${numbers[0]}` : `${what}`, [what, numbers, strings]);
            this.#attempt(() => this.#now(what, numbers, strings));
            return;
        }
        // Whoever tells may wipe what was told.
        this.#waiting.push([what, numbers, strings.map((each) => (typeof each === 'string' ? each : each.slice()))]);
        if (what !== told.action) return;
        native_element(numbers[0])?.setAttribute('data-waits', '');
        this.#on_wait();
    };

    /** @returns {boolean} there is a picture */
    draw = () => {
        this.#attempt(() => this.#exports?._draw_frame());
        return this.#exports !== undefined;
    };

    /** @param {() => void} step */
    #attempt(step) {
        if (!this.#exports) return;
        try {
            step();
        } catch (error) {
            this.#end(error);
        }
    }
}
