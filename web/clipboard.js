// @ts-check
// Copies on request only. Runs inside the person's own press, which browsers demand.
import { told } from './inbox.js';
import { text_of } from './packed.js';

/** For browsers and contexts without the asynchronous clipboard. @param {string} text */
function copy_by_command(text) {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'offscreen';
    field.setAttribute('aria-hidden', 'true');
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.value = '';
    field.remove();
    focused?.focus({ preventScroll: true });
    return copied;
}

/** @param {import('./inbox.js').Tell} tell */
export function make_clipboard(tell) {
    return {
        /** @param {number} widget @param {Uint8Array} label @param {Uint8Array} bytes */
        async copy(widget, label, bytes) {
            const name = text_of(label);
            const text = text_of(bytes);
            let copied = false;
            try {
                await navigator.clipboard.writeText(text);
                copied = true;
            } catch {
                copied = copy_by_command(text);
            }
            tell(told.copied, [widget, copied ? 1 : 0], [name]);
        },
    };
}
