// @ts-check
// Keys of a field that finds something in a list, as the ARIA Authoring Practices describe a combobox: the focus stays
// in the field, and aria-activedescendant tells where in the list one is.

/** As playground::ListMove. */
const moves = Object.freeze({ open: 0, close: 1, down: 2, up: 3, first: 4, last: 5, take: 6 });

/** What a key does with the list; the ones that only do it while it is open. */
const keys = Object.freeze({ ArrowDown: moves.down, ArrowUp: moves.up, Enter: moves.take });
const keys_of_list = Object.freeze({ Home: moves.first, End: moves.last, Escape: moves.close });

/** @param {EventTarget | null} target @returns {HTMLInputElement | undefined} */
const finder_at = (target) => (target instanceof HTMLInputElement && target.matches('.finder') ? target : undefined);

/** @param {Element} finder */
const is_open = (finder) => finder.getAttribute('aria-expanded') === 'true';

/**
 * @param {HTMLElement} root
 * @param {(element: Element, move: number) => void} press
 */
export function listen_to_finders(root, press) {
    root.addEventListener('keydown', (event) => {
        const finder = finder_at(event.target);
        if (!finder || event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
        const open = is_open(finder);
        const move =
            keys[/** @type {keyof typeof keys} */ (event.key)] ??
            (open ? keys_of_list[/** @type {keyof typeof keys_of_list} */ (event.key)] : undefined);
        if (move === undefined) return;
        event.preventDefault();
        event.stopPropagation(); // Escape closes the list, and no question behind it
        press(finder, move);
        // What stands there now is what was chosen: the next letter takes its place.
        if (open && !is_open(finder)) finder.select();
    });
    root.addEventListener('click', (event) => {
        const finder = finder_at(event.target);
        if (finder && !is_open(finder)) press(finder, moves.open);
    });
    root.addEventListener('focusout', (event) => {
        const finder = finder_at(event.target);
        // Later: elements may be on their way out just now.
        if (finder)
            queueMicrotask(() => document.activeElement !== finder && is_open(finder) && press(finder, moves.close));
    });
    // The list takes no focus away from its field, wherever in it one presses.
    root.addEventListener('mousedown', (event) => {
        if (event.target instanceof Element && event.target.closest('.list_box')) event.preventDefault();
    });
}

/** What was pointed at last. @type {Element | undefined} */
let pointed_at;

/** @param {Element} element @param {string} name @param {string | undefined} id */
function point(element, name, id) {
    if (id === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== id) element.setAttribute(name, id);
}

/** After each picture: the field names its list and the active option, which comes into view. @param {HTMLElement} root */
export function point_at_options(root) {
    const finder = root.querySelector('.finder');
    if (!finder) return;
    const list = root.querySelector('.list_box') ?? undefined;
    const active = list?.querySelector('[aria-selected="true"]') ?? undefined;
    point(finder, 'aria-controls', list?.id);
    point(finder, 'aria-activedescendant', active?.id);
    if (active !== pointed_at) active?.scrollIntoView({ block: 'nearest' });
    pointed_at = active;
}
