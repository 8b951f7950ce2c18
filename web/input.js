// @ts-check
// What the person does with the native elements, and what the browser does with the page, told to
// the program. A press by mouse, finger, key or assistive technology all end in the same `click`,
// so there is one way in.
import { is_disabled, is_field } from './elements.js';
import { listen_to_finders } from './finder.js';
import { told } from './inbox.js';
import { flag } from './nodes.js';
import { listen_to_selection } from './selection.js';
import { listen_to_shortcuts, show_shortcuts } from './shortcuts.js';

/** As ui::Action::Kind. */
const kind = Object.freeze({ activate: 1, edit: 2, choose: 3, key: 4 });

/**
 * @param {import('./inbox.js').Tell} tell
 * @param {import('./mirror.js').Mirror} mirror
 * @param {HTMLElement} root
 */
function listen_to_controls(tell, mirror, root) {
    // On the document: below a container that listens, screen readers call every heading "clickable".
    document.addEventListener('click', (event) => {
        const entry = mirror.control_at(event.target);
        if (!entry) return;
        const { node } = entry;
        if (node.role === 'link' && !node.value.startsWith('#')) return; // the browser opens it
        if (node.role === 'link') event.preventDefault();
        if (node.flags & flag.opens_shortcuts) return show_shortcuts();
        if (is_disabled(node) || !['link', 'button', 'tree_item', 'option', 'tab', 'radio'].includes(node.role)) return;
        // The end of selecting text with the mouse is not a press.
        if (node.role === 'tree_item' && event.detail > 0 && !getSelection()?.isCollapsed) return;
        mirror.expect(node.role === 'button');
        tell(told.action, [node.id, kind.activate, 0], ['']);
    });
    for (const elsewhere of ['wheel', 'touchmove', 'input'])
        document.addEventListener(elsewhere, () => mirror.expect(false), { capture: true, passive: true });
    root.addEventListener('input', (event) => {
        const entry = mirror.entry_of(event.target);
        if (!entry) return;
        const { value } = /** @type {HTMLInputElement} */ (entry.element);
        if (entry.node.role === 'slider') tell(told.action, [entry.node.id, kind.choose, Number(value)], ['']);
        if (!is_field(entry.node)) return;
        tell(told.action, [entry.node.id, kind.edit, 0], [value]);
    });
    root.addEventListener('change', (event) => {
        const entry = mirror.entry_of(event.target);
        if (entry?.node.role !== 'combobox') return;
        const select = /** @type {HTMLSelectElement} */ (entry.element);
        const chosen = select.selectedIndex;
        tell(told.action, [entry.node.id, kind.choose, chosen], ['']);
    });
    // Enter in a password field submits its form, which would leave the page.
    root.addEventListener('submit', (event) => event.preventDefault());
}

/**
 * @param {import('./inbox.js').Tell} tell
 * @param {import('./mirror.js').Mirror} mirror
 * @param {HTMLElement} root
 */
function listen_to_focus(tell, mirror, root) {
    let focused = 0;
    let visible = false;
    const report = () => {
        const element = document.activeElement;
        const id = mirror.control_at(element)?.node.id ?? 0;
        const ring = id !== 0 && element !== null && element.matches(':focus-visible');
        if (id === focused && ring === visible) return;
        // Not every browser brings what is half in sight into view when a key gives it the focus.
        if (ring && id !== focused) element.scrollIntoView({ block: 'nearest' });
        focused = id;
        visible = ring;
        tell(told.focus, [id, ring ? 1 : 0]);
    };
    // While elements are exchanged, only the outcome counts, and the program is in the middle of
    // its pass.
    const later = () => (mirror.patching ? queueMicrotask(report) : report());
    root.addEventListener('focusin', later);
    root.addEventListener('focusout', (event) => {
        if (!event.relatedTarget) queueMicrotask(report);
    });
}

/**
 * @param {import('./inbox.js').Tell} tell
 * @param {import('./mirror.js').Mirror} mirror
 * @param {HTMLElement} root
 */
function listen_to_pointer(tell, mirror, root) {
    // Dear ImGui finds what is under the mouse itself. It is told when that changes, not of each move:
    // nothing that looks the same is painted again.
    let hovered = 0;
    let pressed = false;
    /** @param {number} id @param {boolean} down @param {PointerEvent} [event] none: the mouse is gone */
    const report = (id, down, event) => {
        if (id === hovered && down === pressed) return;
        hovered = id;
        pressed = down;
        const { left, top } = root.getBoundingClientRect();
        const [x, y] = event ? [event.clientX - left, event.clientY - top] : [-1, -1];
        tell(told.pointer, [x, y, down ? 1 : 0]);
    };
    const id_at = (/** @type {Event} */ event) => mirror.control_at(event.target)?.node.id ?? 0;
    root.addEventListener('pointerover', (event) => {
        if (event.pointerType !== 'touch') report(id_at(event), event.buttons === 1 && pressed, event);
    });
    document.documentElement.addEventListener('pointerleave', () => report(0, false));
    root.addEventListener('pointerdown', (event) => {
        const id = id_at(event);
        report(id, event.button === 0 && id !== 0, event);
    });
    for (const end of /** @type {const} */ (['pointerup', 'pointercancel'])) {
        document.addEventListener(end, (event) => {
            if (event.pointerType === 'touch') report(0, false);
            else report(hovered, false, event);
        });
    }
}

/**
 * Arrow keys in a tree, as the ARIA Authoring Practices describe them.
 * @param {import('./mirror.js').Mirror} mirror
 * @param {HTMLElement} root
 */
function listen_to_trees(mirror, root) {
    root.addEventListener('keydown', (event) => {
        const entry = mirror.entry_of(event.target);
        if (entry?.node.role !== 'tree_item' || event.ctrlKey || event.metaKey || event.altKey) return;
        const tree = entry.element.closest('.tree');
        if (!tree) return;
        const items = /** @type {HTMLElement[]} */ ([...tree.querySelectorAll('.tree_item')]);
        const at = items.indexOf(entry.element);
        const level = (/** @type {HTMLElement} */ item) => Number(item.getAttribute('aria-level'));
        const toggles = (/** @type {number} */ bit) => (entry.node.flags & bit) !== 0;
        /** @type {HTMLElement | undefined} */
        let target;
        switch (event.key) {
            case 'ArrowDown':
                target = items[at + 1];
                break;
            case 'ArrowUp':
                target = items[at - 1];
                break;
            // The first and the last row of a tree are always there.
            case 'Home':
                target = items[0];
                break;
            case 'End':
                target = items[items.length - 1];
                break;
            case 'ArrowRight':
                if (toggles(flag.collapsed)) entry.element.click();
                else if (toggles(flag.expanded)) target = items[at + 1];
                break;
            case 'ArrowLeft':
                if (toggles(flag.expanded)) entry.element.click();
                else
                    target = items
                        .slice(0, at)
                        .reverse()
                        .find((item) => level(item) < level(entry.element));
                break;
            case 'Enter':
            case ' ':
                entry.element.click();
                break;
            default:
                return;
        }
        event.preventDefault();
        if (!target) return;
        for (const item of items) item.tabIndex = item === target ? 0 : -1;
        target.focus();
    });
}

/**
 * @param {import('./inbox.js').Tell} tell @param {import('./mirror.js').Mirror} mirror
 * @param {HTMLElement} root
 */
export function listen(tell, mirror, root) {
    listen_to_controls(tell, mirror, root);
    listen_to_focus(tell, mirror, root);
    listen_to_pointer(tell, mirror, root);
    listen_to_trees(mirror, root);
    listen_to_finders(root, (element, key) => {
        const entry = mirror.entry_of(element);
        if (entry) tell(told.action, [entry.node.id, kind.key, key], ['']);
    });
    listen_to_shortcuts(root, (place) => tell(told.place, [1], [place]));
    listen_to_selection(tell, mirror, root);
    root.addEventListener(
        'scroll',
        (event) => {
            const entry = mirror.entry_of(event.target);
            if (entry) tell(told.scroll, [entry.node.id, entry.element.scrollTop]);
        },
        { capture: true, passive: true },
    );
    document.addEventListener('visibilitychange', () =>
        tell(told.visibility, [document.visibilityState === 'visible' ? 1 : 0]),
    );
    addEventListener('pagehide', () => tell(told.leaving));
    addEventListener('pageshow', (event) => {
        // Back from the browser's memory: the program thinks that it left.
        if (event.persisted) tell(told.visibility, [1]);
    });
}
