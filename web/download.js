// @ts-check
// Gives the person a file. Nothing leaves the page for that.
import { text_of } from './packed.js';

/** @param {Uint8Array} name @param {Uint8Array} text JSON */
export function download(name, text) {
    const url = URL.createObjectURL(new Blob([text.slice()], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = text_of(name);
    link.click();
    // The browser takes the file a moment later.
    setTimeout(() => URL.revokeObjectURL(url), 60000);
}
