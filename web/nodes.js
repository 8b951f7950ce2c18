// @ts-check
// The semantic nodes of a pass, read from the bytes that src/ui/semantics.cpp writes (keep the two
// alike).
import { text_of } from './packed.js';

/** As ui::Role. */
export const roles = Object.freeze(
    /** @type {const} */ ([
        'banner',
        'navigation',
        'main',
        'region',
        'content_info',
        'group',
        'question',
        'list',
        'list_item',
        'tree',
        'heading',
        'text',
        'label',
        'code',
        'link',
        'button',
        'textbox',
        'password',
        'multiline',
        'combobox',
        'tree_item',
        'meter',
        'status',
        'alert',
        'image',
        'finder',
        'list_box',
        'option',
        'tab_list',
        'tab',
        'radio',
        'slider',
    ]),
);

/** As ui::NodeFlag. */
export const flag = Object.freeze({
    disabled: 1 << 0,
    expanded: 1 << 1,
    collapsed: 1 << 2,
    current: 1 << 3,
    opens_shortcuts: 1 << 4,
    pressed: 1 << 5,
    unpressed: 1 << 6,
    invalid: 1 << 7,
    read_only: 1 << 8,
    required: 1 << 9,
    mono: 1 << 10,
    strong: 1 << 11,
    scroll_region: 1 << 12,
    no_spell_check: 1 << 13,
    native: 1 << 14,
    partial: 1 << 15,
});

/**
 * @typedef {typeof roles[number]} Role
 * @typedef {object} Node
 * @property {number} id
 * @property {number} parent 0: the page
 * @property {Role} role
 * @property {number} level
 * @property {number} flags
 * @property {number} x in the content of the nearest scroll region; CSS pixels
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {number} text_x where the words begin, from the corner of the box
 * @property {number} text_y
 * @property {number} font_size
 * @property {number} line_height
 * @property {number} number
 * @property {number} reference
 * @property {string} name
 * @property {string} value
 * @property {string} description
 */

const head_size = 64;

/** @param {Uint8Array} bytes @returns {Node[]} in reading order */
export function read_nodes(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    /** @type {Node[]} */
    const nodes = [];
    for (let at = 0; at < bytes.length; ) {
        const f32 = (/** @type {number} */ offset) => view.getFloat32(at + offset, true);
        const u32 = (/** @type {number} */ offset) => view.getUint32(at + offset, true);
        const sizes = [u32(52), u32(56), u32(60)];
        let end = at + head_size;
        const texts = sizes.map((size) => text_of(bytes.subarray(end, (end += size))));
        nodes.push({
            id: u32(0),
            parent: u32(4),
            role: roles[view.getUint8(at + 8)],
            level: view.getUint8(at + 9),
            flags: view.getUint16(at + 10, true),
            x: f32(12),
            y: f32(16),
            width: f32(20),
            height: f32(24),
            text_x: f32(28),
            text_y: f32(32),
            font_size: f32(36),
            line_height: f32(40),
            number: f32(44),
            reference: u32(48),
            name: texts[0],
            value: texts[1],
            description: texts[2],
        });
        at = (end + 3) & ~3;
    }
    return nodes;
}
