// @ts-check
// The few keys that the page has of its own, and the list of them. None belongs to a browser or a
// screen reader; the characters among them, ? and /, are left alone while somebody types.
import { way_back } from './elements.js';

const list = () => /** @type {HTMLDialogElement} */ (document.getElementById('shortcuts'));

/** The browser keeps the focus in it, closes it on Escape, and gives the focus back. */
export function show_shortcuts() {
    if (!list().open) list().showModal();
}

/** @param {EventTarget | null} target */
const types = (target) => target instanceof Element && target.matches('input, textarea, select');

/** @param {HTMLElement} root @param {(place: string) => void} go_to and put the focus there */
export function listen_to_shortcuts(root, go_to) {
    document.getElementById('shortcuts-close')?.addEventListener('click', () => list().close());
    document.addEventListener('keydown', (event) => {
        if (event.isComposing || event.altKey || event.repeat || list().open) return;
        const command = event.ctrlKey || event.metaKey;
        if (event.key === '?' && !command && !types(event.target)) {
            show_shortcuts();
        } else if (event.key === '/' && !command && !types(event.target)) {
            go_to('call-apis');
        } else if (event.key === 'Enter' && command && !event.shiftKey) {
            // The first of them: a step has one main action, and a question before it comes first.
            /** @type {HTMLElement | null} */ (
                root.querySelector('main button[data-kind="0"]:not([aria-disabled])')
            )?.click();
        } else if (event.key === 'Escape' && way_back(root)) {
            way_back(root)?.click();
        } else {
            return;
        }
        event.preventDefault();
    });
}
