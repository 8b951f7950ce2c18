// @ts-check
// The way to Dear ImGui's own tools (src/browser/developer.hpp), in checked builds only: F9 shows and
// hides them. While they are shown, the mirror stands aside and Dear ImGui has the mouse, each move of it.
import { told } from './inbox.js';

/**
 * @param {import('./program.js').Program} program
 * @param {import('./inbox.js').Tell} tell @param {HTMLElement} root the mirror
 */
export function listen_to_developer(program, tell, root) {
    const toggle = program.developer_windows;
    if (!toggle) return;
    let shown = false;
    addEventListener('keydown', (event) => {
        if (event.key !== 'F9') return;
        event.preventDefault();
        shown = !shown;
        root.inert = shown;
        toggle();
        tell(told.pointer, [-1, -1, 0]);
    });
    for (const kind of /** @type {const} */ (['pointermove', 'pointerdown', 'pointerup'])) {
        addEventListener(kind, (event) => {
            if (shown) tell(told.pointer, [event.clientX, event.clientY, event.buttons & 1]);
        });
    }
}
