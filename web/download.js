// @ts-check
// Gives the person a file. Nothing leaves the page for that.
import { text_of } from './packed.js';

/** @param {Uint8Array} name @param {Uint8Array} text JSON, or plain text if the name does not say so */
export function download(name, text) {
    const type = text_of(name).endsWith('.json') ? 'application/json' : 'text/plain';
    const url = URL.createObjectURL(new Blob([text.slice()], { type }));
    const link = document.createElement('a');
    link.href = url;
    link.download = text_of(name);
    link.click();
    // The browser takes the file a moment later.
    setTimeout(() => URL.revokeObjectURL(url), 60000);
}
