// @ts-check
// Tells the program what happened: src/browser/inbox.hpp lists what there is to tell, in the same
// order.
import { pack } from './packed.js';

export const told = Object.freeze({
    opened: 0,
    viewport: 1,
    focus: 2,
    pointer: 3,
    scroll: 4,
    action: 5,
    wake: 6,
    visibility: 7,
    leaving: 8,
    digest: 9,
    fingerprint: 10,
    response: 11,
    failure: 12,
    simulator: 13,
    forgotten: 14,
    copied: 15,
    context: 16,
    relays: 17,
    reference: 18,
    version: 19,
    macs: 20,
    code: 21,
    place: 22,
});

/**
 * @typedef {object} Exports what the WebAssembly module gives to the page
 * @property {(size: number) => number} _open_inbox
 * @property {(what: number, numbers: number) => void} _deliver
 * @property {() => void} _draw_frame
 * @property {() => void} [_toggle_developer_windows] of checked builds (developer.js)
 *
 * @typedef {(what: number, numbers?: number[], strings?: (string | Uint8Array)[]) => void} Tell
 */

/**
 * @param {Exports} program @param {() => Uint8Array} memory its memory, which moves when it grows
 * @returns {Tell}
 */
export function make_tell(program, memory) {
    return (what, numbers = [], strings = []) => {
        const packed = pack(strings);
        const at = program._open_inbox(numbers.length * 8 + packed.length);
        const heap = memory();
        heap.set(new Uint8Array(new Float64Array(numbers).buffer), at);
        heap.set(packed, at + numbers.length * 8);
        packed.fill(0);
        program._deliver(what, numbers.length);
    };
}
