// @ts-check
// Selecting and copying a long text of which only the part in sight has elements: what a person
// means by all of it is all of it.
import { told } from './inbox.js';
import { flag } from './nodes.js';

/** @param {Element} block */
function is_selected(block) {
    const selection = getSelection();
    if (!selection || selection.rangeCount === 0) return false;
    const whole = document.createRange();
    whole.selectNodeContents(block);
    const range = selection.getRangeAt(0);
    return range.toString() === whole.toString() && range.intersectsNode(block) && !selection.isCollapsed;
}

/**
 * The code or tree that the person is in: by focus, or by where a press began.
 * @param {import('./mirror.js').Mirror} mirror
 */
function block_around(mirror) {
    const focused = document.activeElement?.closest('.tree');
    const anchor = getSelection()?.anchorNode;
    const near = anchor instanceof Element ? anchor : anchor?.parentElement;
    const block = focused ?? near?.closest('.code, .tree');
    return block ? mirror.entry_of(block) : undefined;
}

/**
 * @param {import('./inbox.js').Tell} tell
 * @param {import('./mirror.js').Mirror} mirror
 * @param {HTMLElement} root
 */
export function listen_to_selection(tell, mirror, root) {
    // Ctrl+A inside a block selects the block first; once more, the page.
    document.addEventListener('keydown', (event) => {
        if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
        if (event.key.toLowerCase() !== 'a') return;
        const element = block_around(mirror)?.element;
        if (!element || document.activeElement?.matches('input, textarea, select')) return;
        if (is_selected(element)) return;
        getSelection()?.selectAllChildren(element);
        event.preventDefault();
    });
    root.addEventListener('copy', (event) => {
        const entry = block_around(mirror);
        if (!entry || !(entry.node.flags & flag.partial) || !is_selected(entry.element)) return;
        event.preventDefault();
        tell(told.action, [entry.node.id, 1, 0], ['']); // the program copies the whole text
    });
}
