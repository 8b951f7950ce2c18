// @ts-check
// One native element for each semantic node: which one, and what of the node it shows. Text goes in
// as text only.
import { flag } from './nodes.js';

/** @typedef {import('./nodes.js').Node} Node */

const fields = new Set(['textbox', 'password', 'multiline', 'finder']);
const controls = new Set([...fields, 'link', 'button', 'combobox', 'tree_item', 'option', 'tab', 'radio', 'slider']);

/** @param {Node} node */
export const is_control = (node) => controls.has(node.role);
/** @param {Node} node */
export const is_field = (node) => fields.has(node.role);
/** @param {Node} node */
export const is_disabled = (node) => (node.flags & flag.disabled) !== 0;

/** The last button of a question, if one is asked. @param {HTMLElement} root @returns {HTMLElement | undefined} */
export const way_back = (root) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll('.question button')]).pop();

/** @type {Record<Node['role'], string>} */
const tags = {
    banner: 'header',
    navigation: 'nav',
    main: 'main',
    region: 'section',
    content_info: 'footer',
    group: 'div',
    question: 'div',
    list: 'ul',
    list_item: 'li',
    tree: 'div',
    heading: 'h2',
    text: 'span',
    label: 'label',
    code: 'code',
    link: 'a',
    button: 'button',
    textbox: 'input',
    password: 'input',
    multiline: 'textarea',
    combobox: 'select',
    tree_item: 'div',
    meter: 'div',
    status: 'div',
    alert: 'div',
    image: 'span',
    finder: 'input',
    list_box: 'div',
    option: 'div',
    tab_list: 'div',
    tab: 'button',
    radio: 'input',
    slider: 'input',
};

/** @param {Node} node @returns {HTMLElement} */
export function make_element(node) {
    const tag = node.role === 'heading' ? `h${node.level}` : tags[node.role];
    const element = document.createElement(tag);
    element.id = `n${node.id}`;
    element.className = node.role;
    switch (node.role) {
        case 'list': // Safari forgets that a list without bullets is one
        case 'tree':
        case 'meter':
            element.setAttribute('role', node.role);
            break;
        case 'tree_item':
            element.setAttribute('role', 'treeitem');
            element.tabIndex = -1;
            break;
        case 'image':
            element.setAttribute('role', 'img');
            break;
        case 'tab_list':
            element.setAttribute('role', 'tablist');
            break;
        case 'tab':
            element.setAttribute('role', 'tab');
            break;
        case 'question':
            element.setAttribute('role', 'group');
            break;
        case 'list_box':
            element.setAttribute('role', 'listbox');
            break;
        case 'option':
            element.setAttribute('role', 'option');
            break;
        case 'finder':
            element.setAttribute('role', 'combobox');
            element.setAttribute('aria-autocomplete', 'list');
            /** @type {HTMLInputElement} */ (element).type = 'text';
            break;
        case 'button':
            /** @type {HTMLButtonElement} */ (element).type = 'button';
            break;
        case 'radio':
            // One of those with its name has the Tab stop, and arrows go from one to the other.
            Object.assign(element, { type: 'radio', name: `n${node.parent}` });
            break;
        case 'slider':
            /** @type {HTMLInputElement} */ (element).type = 'range';
            break;
        case 'password':
            /** @type {HTMLInputElement} */ (element).type = 'password';
            break;
        case 'textbox':
            /** @type {HTMLInputElement} */ (element).type = 'text';
            break;
    }
    if (is_field(node)) {
        // Browsers offer to keep a password in spite of "off", and to keep none of these (S44, S48).
        element.setAttribute('autocomplete', node.role === 'password' ? 'one-time-code' : 'off');
        element.setAttribute('dir', 'auto');
        element.setAttribute('autocapitalize', 'none');
        element.setAttribute('autocorrect', 'off');
    }
    return element;
}

/**
 * What is placed on the page for an element: a password field stands in a form of its own, which
 * browsers ask for.
 * Nothing is ever submitted.
 * @param {HTMLElement} element @param {Node} node
 */
export function make_outer(element, node) {
    if (node.role !== 'password') return element;
    const form = document.createElement('form');
    form.append(element);
    return form;
}

/** @param {Element} element @param {string} name @param {string | number | undefined} value */
function set(element, name, value) {
    if (value === undefined || value === '') {
        element.removeAttribute(name);
    } else if (element.getAttribute(name) !== String(value)) {
        element.setAttribute(name, String(value));
    }
}

/** Words without the breaks of their lines. @param {string} words */
const plain = (words) => words.replaceAll('\v', '');

/**
 * Words that stand apart in one element; what did not change is not touched.
 * @param {Element} element
 * @param {string[]} words
 */
function set_parts(element, words) {
    while (element.children.length < words.length) element.append(document.createElement('span'));
    for (const [index, part] of words.entries()) {
        const child = element.children[index];
        if (child.textContent !== part) child.textContent = part;
    }
}

/** The lines as painted: a soft break is looks, not text (style.css). @param {string} words */
const lines_of = (words) =>
    words.split('\v').flatMap((line, index) => {
        if (index === 0) return [line];
        const line_end = document.createElement('i');
        line_end.className = 'b';
        return [line_end, line];
    });

/** @param {Element} element @param {string} words */
const set_words = (element, words) => element.replaceChildren(...lines_of(words));

/**
 * Links stand among the words that they are, so that these are read, found and selected once.
 * @param {Element} text @param {string} words of the text
 * @param {{element: Element, node: Node}[]} links in the order of the text
 */
export function put_links(text, words, links) {
    if (links.every(({ element }) => element.parentNode === text)) return;
    /** @type {(string | Element)[]} */
    const parts = [];
    let at = 0;
    for (const { element, node } of links) {
        const from = words.indexOf(node.name, at);
        parts.push(...lines_of(words.slice(at, from)), element);
        at = from + node.name.length;
    }
    text.replaceChildren(...parts, ...lines_of(words.slice(at)));
}

/** @param {HTMLSelectElement} select @param {Node} node @param {Node | undefined} before */
function set_options(select, node, before) {
    if (node.value !== before?.value) {
        select.replaceChildren(
            ...node.value.split('\n').map((words) => {
                const option = document.createElement('option');
                option.textContent = words.trimStart();
                option.disabled = words.startsWith('\t');
                return option;
            }),
        );
    }
    if (select.selectedIndex !== node.number && !('waits' in select.dataset)) select.selectedIndex = node.number;
}

/** @param {HTMLElement} element @param {Node} node */
function set_looks(element, node) {
    const { style, classList } = element;
    classList.toggle('mono', (node.flags & flag.mono) !== 0);
    classList.toggle('strong', (node.flags & flag.strong) !== 0);
    classList.toggle('native', (node.flags & flag.native) !== 0);
    if (node.font_size > 0) {
        style.fontSize = `${node.font_size}px`;
        style.lineHeight = `${node.line_height}px`;
    }
    if (node.role === 'button') element.dataset.kind = String(node.level);
    if (node.text_x > 0 || node.text_y > 0) {
        // A button centres its words by itself.
        style.padding = `${node.role === 'button' ? 0 : node.text_y}px 0 0 ${node.text_x}px`;
        style.textAlign = 'left';
    }
    if (node.role === 'tree_item') style.textIndent = `${-node.text_x}px`;
}

/** "3 of 500", where not all of them have an element. @param {HTMLElement} element @param {Node} node */
function set_place(element, node) {
    set(element, 'aria-posinset', node.reference ? node.number : undefined);
    set(element, 'aria-setsize', node.reference || undefined);
}

/** @param {HTMLElement} element @param {Node} node */
function set_states(element, node) {
    const has = (/** @type {number} */ bit) => (node.flags & bit) !== 0;
    const choice = (/** @type {number} */ yes, /** @type {number} */ no) =>
        has(yes) ? 'true' : has(no) ? 'false' : undefined;
    set(element, 'aria-expanded', choice(flag.expanded, flag.collapsed));
    if (node.role !== 'radio')
        set(element, node.role === 'tab' ? 'aria-selected' : 'aria-pressed', choice(flag.pressed, flag.unpressed));
    // Not the attribute `disabled`: it would throw the focus away when a press disables its own
    // button.
    set(element, 'aria-disabled', has(flag.disabled) ? 'true' : undefined);
    if (node.role === 'option') set(element, 'aria-selected', has(flag.current) ? 'true' : 'false');
    else set(element, 'aria-current', has(flag.current) ? 'step' : undefined);
    set(element, 'aria-invalid', has(flag.invalid) ? 'true' : undefined);
    set(element, 'aria-required', has(flag.required) ? 'true' : undefined);
}

/** @param {HTMLAnchorElement} link @param {Node} node */
function set_address(link, node) {
    const elsewhere = !node.value.startsWith('#');
    const own = node.value.startsWith('integrations/'); // files of the site, to take along
    const allowed = !elsewhere || own || node.value.startsWith('https://');
    // A step is a place of the program, not of the document: a bare # would promise an anchor, as a
    // skip link does.
    set(link, 'href', allowed ? (elsewhere ? '' : './') + node.value : undefined);
    set(link, 'target', elsewhere ? '_blank' : undefined);
    set(link, 'download', own ? node.value.split('/').pop() : undefined);
    set(link, 'rel', elsewhere ? 'noreferrer noopener' : undefined);
}

/** What the title of an element is to be. @type {WeakMap<HTMLElement, string>} */
const titles = new WeakMap();

/**
 * A title that changes while its element has the focus would be read at once, over what the press
 * did: it waits until the focus goes on.
 * @param {HTMLElement} element @param {string} words
 */
function set_title(element, words) {
    if (!titles.has(element)) element.addEventListener('blur', () => set(element, 'title', titles.get(element)));
    titles.set(element, words);
    if (document.activeElement !== element || !element.hasAttribute('title')) set(element, 'title', words);
}

/**
 * Makes the element show the node; `before` is what it shows already.
 * @param {HTMLElement} element @param {Node} node @param {Node | undefined} before
 */
export function update_element(element, node, before) {
    set_looks(element, node);
    set_states(element, node);
    switch (node.role) {
        case 'tab':
        case 'button':
            if (node.name !== before?.name || node.value !== before?.value) {
                element.textContent = node.value || node.name;
                set(element, 'aria-label', node.value ? node.name : undefined);
            }
            set_title(element, node.description);
            break;
        case 'link':
            set_address(/** @type {HTMLAnchorElement} */ (element), node);
            set(element, 'aria-label', node.description && `${plain(node.name)}, ${node.description}`);
            set(element, 'data-state', node.description);
            if (node.name !== before?.name) set_words(element, node.name);
            break;
        case 'textbox':
        case 'finder':
        case 'password':
        case 'multiline': {
            const field = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (element);
            // Only what the program changed: writing the same text again would move the caret. Nor what it
            // has not heard of yet (program.js).
            if (field.value !== node.value && !('waits' in field.dataset)) field.value = node.value;
            field.readOnly = (node.flags & flag.read_only) !== 0;
            field.spellcheck = (node.flags & flag.no_spell_check) === 0;
            set(field, 'placeholder', node.description);
            set(field, 'aria-describedby', node.reference ? `n${node.reference}` : undefined);
            break;
        }
        case 'combobox':
            set_options(/** @type {HTMLSelectElement} */ (element), node, before);
            set(element, 'aria-describedby', node.reference ? `n${node.reference}` : undefined);
            break;
        case 'meter':
            set(element, 'aria-label', node.name);
            set(element, 'aria-valuemin', 0);
            set(element, 'aria-valuemax', 100);
            set(element, 'aria-valuenow', Math.round(node.number * 100));
            set(element, 'aria-valuetext', node.value);
            set_parts(element, [node.name, node.value]);
            element.style.setProperty('--full', `${Math.round(node.number * 100)}%`);
            break;
        case 'tree_item':
            set_place(element, node);
            set(element, 'aria-level', node.level);
            set(element, 'aria-label', node.description);
            if (node.name !== before?.name) set_words(element, node.name);
            break;
        case 'label':
            set(element, 'for', `n${node.reference}`);
            if (node.name !== before?.name) set_words(element, node.name);
            break;
        case 'heading':
        case 'text':
        case 'code':
            if (node.name !== before?.name) set_words(element, node.name);
            break;
        case 'list_item':
            set_place(element, node);
            break;
        case 'option':
            if (node.name !== before?.name) set_words(element, node.name);
            break;
        case 'slider':
            set(element, 'aria-label', node.name);
            set(element, 'aria-valuetext', node.value);
            set(element, 'max', node.reference);
            /** @type {HTMLInputElement} */ (element).value = String(node.number);
            break;
        case 'radio':
            /** @type {HTMLInputElement} */ (element).checked = (node.flags & flag.pressed) !== 0;
            break;
        case 'group':
            set(element, 'role', node.name ? 'group' : undefined);
            set(element, 'aria-label', node.name);
            break;
        default:
            set(element, 'aria-label', node.name);
    }
}
