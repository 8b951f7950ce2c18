// @ts-check
// Strings across the border between JavaScript and C++ (src/browser/packed.hpp): each is its length
// as u32, little-endian, and its bytes.

const encoder = new TextEncoder();
const decoder = new TextDecoder(); // invalid UTF-8 becomes U+FFFD, as everywhere in the program

/** @param {Uint8Array} bytes */
export const text_of = (bytes) => decoder.decode(bytes);

/** @param {string} text */
export const bytes_of = (text) => encoder.encode(text);

/** @param {(string | Uint8Array)[]} strings @returns {Uint8Array} */
export function pack(strings) {
    const parts = strings.map((one) => (typeof one === 'string' ? encoder.encode(one) : one));
    const packed = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
    const view = new DataView(packed.buffer);
    let at = 0;
    for (const part of parts) {
        view.setUint32(at, part.length, true);
        packed.set(part, at + 4);
        at += 4 + part.length;
    }
    return packed;
}

/** @param {Uint8Array} packed @returns {Uint8Array[]} */
export function unpack(packed) {
    const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
    const strings = [];
    for (let at = 0; at + 4 <= packed.length; ) {
        const size = view.getUint32(at, true);
        strings.push(packed.subarray(at + 4, at + 4 + size));
        at += 4 + size;
    }
    return strings;
}
