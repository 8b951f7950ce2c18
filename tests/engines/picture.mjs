// @ts-check
// Screenshots as pixels. Reads what browsers write: PNG with 8 bits a channel, not interlaced (ISO/IEC 15948).
//
//   const picture = read_png(await page.screenshot());
//   const ink = ink_box(picture, { x: 10, y: 10, width: 80, height: 20 });

import { inflateSync } from 'node:zlib';

/**
 * @typedef {{ width: number, height: number, channels: number, data: Buffer }} Picture device pixels, row by row
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 * @typedef {[number, number, number]} Colour
 */

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
    const [to_left, to_up, to_corner] = [left, up, corner].map((near) => Math.abs(left + up - corner - near));
    if (to_left <= to_up && to_left <= to_corner) return left;
    return to_up <= to_corner ? up : corner;
}

/** @param {Buffer} file @returns {Picture} */
export function read_png(file) {
    const width = file.readUInt32BE(16);
    const height = file.readUInt32BE(20);
    const [depth, kind, , , interlaced] = file.subarray(24, 29);
    if (depth !== 8 || (kind !== 2 && kind !== 6) || interlaced !== 0) {
        throw new Error(`a PNG of another kind: ${depth} bits, kind ${kind}`);
    }
    const channels = kind === 6 ? 4 : 3;
    const packed = [];
    for (let at = 8; at < file.length; ) {
        const length = file.readUInt32BE(at);
        if (file.toString('latin1', at + 4, at + 8) === 'IDAT') {
            packed.push(file.subarray(at + 8, at + 8 + length));
        }
        at += length + 12;
    }
    const raw = inflateSync(Buffer.concat(packed));
    const row = width * channels;
    const data = Buffer.alloc(row * height);
    for (let y = 0; y < height; y += 1) {
        const filter = raw[y * (row + 1)];
        for (let x = 0; x < row; x += 1) {
            const at = y * row + x;
            const left = x < channels ? 0 : data[at - channels];
            const up = y === 0 ? 0 : data[at - row];
            const corner = x < channels || y === 0 ? 0 : data[at - row - channels];
            const guess = [0, left, up, (left + up) >> 1, filter === 4 ? paeth(left, up, corner) : 0][filter];
            data[at] = raw[y * (row + 1) + 1 + x] + guess;
        }
    }
    return { width, height, channels, data };
}

/** @param {Picture} picture @param {number} x @param {number} y @returns {Colour} */
export function colour_at({ width, channels, data }, x, y) {
    const at = (y * width + x) * channels;
    return [data[at], data[at + 1], data[at + 2]];
}

/** @param {Picture} picture @param {Box} [box] @returns {Map<string, number>} how many pixels have each colour */
export function colours(picture, box = { x: 0, y: 0, width: picture.width, height: picture.height }) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const [x, y] of places(picture, box)) {
        const colour = String(colour_at(picture, x, y));
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    return counts;
}

/** The colour that most of it has. @param {Picture} picture @param {Box} [box] @returns {Colour} */
export function ground(picture, box) {
    const [[most]] = [...colours(picture, box)].sort(([, a], [, b]) => b - a);
    const [red, green, blue] = most.split(',').map(Number);
    return [red, green, blue];
}

/** Relative luminance, WCAG 2.2. @param {Colour} colour */
export function luminance(colour) {
    const [red, green, blue] = colour.map((channel) => {
        const part = channel / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, from 1 to 21. @param {Colour} one @param {Colour} other */
export function contrast(one, other) {
    const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
}

/**
 * The box around everything that clearly differs from its ground, or nothing.
 * @param {Picture} picture @param {Box} box @returns {Box | undefined}
 */
export function ink_box(picture, box) {
    const [red, green, blue] = ground(picture, box);
    /** @type {[number, number, number][]} */
    const all = [];
    let most = 0;
    for (const [x, y] of places(picture, box)) {
        const [r, g, b] = colour_at(picture, x, y);
        const distance = Math.abs(r - red) + Math.abs(g - green) + Math.abs(b - blue);
        most = Math.max(most, distance);
        all.push([x, y, distance]);
    }
    if (most < 60) return undefined;
    const ink = all.filter(([, , distance]) => distance > most * 0.4);
    const xs = ink.map(([x]) => x);
    const ys = ink.map(([, y]) => y);
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    return { x, y, width: Math.max(...xs) + 1 - x, height: Math.max(...ys) + 1 - y };
}

/** @param {Picture} picture @param {Box} box */
function* places(picture, box) {
    const right = Math.min(picture.width, Math.ceil(box.x + box.width));
    const bottom = Math.min(picture.height, Math.ceil(box.y + box.height));
    for (let y = Math.max(0, Math.floor(box.y)); y < bottom; y += 1) {
        for (let x = Math.max(0, Math.floor(box.x)); x < right; x += 1) yield/** @type {const} */ ([x, y]);
    }
}
