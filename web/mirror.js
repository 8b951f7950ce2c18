// @ts-check
// The page under the picture: a tree of native elements, kept like the semantic nodes of the last
// pass. What did not change is not touched: focus, caret, selection and scroll positions stay.
import { is_control, make_element, make_outer, put_links, update_element, way_back } from './elements.js';
import { point_at_options } from './finder.js';
import { flag, read_nodes } from './nodes.js';
import { text_of } from './packed.js';

/**
 * @typedef {import('./nodes.js').Node} Node
 * @typedef {object} Entry
 * @property {Node} node as shown
 * @property {HTMLElement} element the one that is focused, pressed, filled in
 * @property {HTMLElement} outer the one that is placed
 * @property {HTMLElement | undefined} spacer makes a scroll region as high as its content
 */

const page_title = document.title;

/**
 * Where browsers can, an element is moved without losing its focus.
 * @param {any} container
 * @param {HTMLElement} element
 * @param {ChildNode | null} next
 */
function move(container, element, next) {
    if (container.moveBefore && element.isConnected) {
        container.moveBefore(element, next);
    } else {
        container.insertBefore(element, next);
    }
}

export class Mirror {
    /** @type {Map<number, Entry>} */
    #entries = new Map();
    /** @type {WeakMap<Element, Entry>} */
    #by_element = new WeakMap();
    #root;
    #voice;
    /** Serials of what was said. @type {Record<string, number>} */
    #said = { status: 0, alert: 0 };
    /** @type {(id: number) => void} */
    #scroll_reset;
    /** Where the focus was when a question came. @type {Entry | undefined} */
    #asked_from;
    /** Called when a picture is in its place. */
    after_patch = () => {};
    /** The label of a field that shall have the focus when it is there. */
    #wanted = '';
    /** What each notice says. @type {WeakMap<Element, string>} */
    #notices = new WeakMap();
    /** Somebody pressed something and looks for what it brings about. */
    #expecting = false;
    /** True while elements come and go: what the browser then says about focus is not news. */
    patching = false;

    /**
     * @param {HTMLElement} root
     * @param {ReturnType<typeof import('./voice.js').make_voice>} voice
     * @param {(id: number) => void} scroll_reset a scroll region is gone
     */
    constructor(root, voice, scroll_reset) {
        this.#root = root;
        this.#voice = voice;
        this.#scroll_reset = scroll_reset;
    }

    /**
     * The control at or around an element.
     * @param {EventTarget | null} target
     * @returns {Entry | undefined}
     */
    control_at(target) {
        for (let at = /** @type {Element | null} */ (target); at && at !== this.#root; at = at.parentElement) {
            const entry = this.#by_element.get(at);
            if (entry && is_control(entry.node)) return entry;
        }
        return undefined;
    }

    /** @param {EventTarget | null} target @returns {Entry | undefined} */
    entry_of(target) {
        return this.#by_element.get(/** @type {Element} */ (target));
    }

    /** @param {Uint8Array} bytes */
    patch(bytes) {
        const nodes = read_nodes(bytes);
        this.patching = true;
        const focused = this.entry_of(document.activeElement);
        const asked = way_back(this.#root);
        const answering = focused?.element.closest('.question');
        const leaving = this.#let_go_of_all_but(nodes);
        // What goes and has the focus stays until another element has got it: when it simply
        // disappeared, the place where a screen reader reads would be lost with it.
        const last = leaving.filter((element) => element.contains(document.activeElement));
        for (const element of leaving) if (!last.includes(element)) element.remove();
        this.#place(nodes);
        this.#keep_focus(focused, answering ? this.#asked_from : undefined);
        for (const element of last) element.remove();
        if (!asked && way_back(this.#root)) {
            this.#asked_from = focused;
            way_back(this.#root)?.focus();
        }
        this.#focus_wanted();
        this.#make_reachable();
        point_at_options(this.#root);
        this.#bring_into_sight();
        this.#name_document();
        this.patching = false;
        this.after_patch();
    }

    /**
     * Elements without a node, or whose node became something else: they are to be removed.
     * @param {Node[]} nodes
     */
    #let_go_of_all_but(nodes) {
        /** @type {HTMLElement[]} */
        const leaving = [];
        const wanted = new Map(nodes.map((node) => [node.id, node]));
        for (const [id, entry] of this.#entries) {
            const node = wanted.get(id);
            const same = node?.role === entry.node.role;
            // The level of a heading is its tag.
            if (same && (node.role !== 'heading' || node.level === entry.node.level)) continue;
            this.#entries.delete(id);
            leaving.push(entry.outer);
            if (entry.node.flags & flag.scroll_region) this.#scroll_reset(id);
        }
        return leaving;
    }

    /** @param {Node[]} nodes */
    #place(nodes) {
        /**
         * The next child to be met in each container.
         * @type {Map<HTMLElement, ChildNode | null>}
         */
        const cursors = new Map([[this.#root, this.#root.firstChild]]);
        /** By the text that they stand in. @type {Map<number, Entry[]>} */
        const links = new Map();
        for (const node of nodes) {
            if (node.role === 'status' || node.role === 'alert') {
                this.#say(node.role, node);
                continue;
            }
            const parent = this.#entries.get(node.parent);
            const container = parent?.element ?? this.#root;
            const entry = this.#entries.get(node.id) ?? this.#make(node);
            if (node.role === 'link' && node.reference !== 0) {
                links.set(node.reference, [...(links.get(node.reference) ?? []), entry]);
                update_element(entry.element, node, entry.node);
                entry.node = node;
                continue;
            }
            const next = cursors.get(container) ?? null;
            if (entry.outer === next) {
                cursors.set(container, next.nextSibling);
            } else {
                // Where it is taken from, the next one to be met is the one after it.
                const from = entry.outer.parentElement;
                if (from && cursors.get(from) === entry.outer) cursors.set(from, entry.outer.nextSibling);
                move(container, entry.outer, next);
            }
            if (!cursors.has(entry.element)) {
                cursors.set(entry.element, entry.spacer ? entry.spacer.nextSibling : entry.element.firstChild);
            }
            this.#show(entry, node, parent?.node);
        }
        for (const [id, entries] of links) {
            const text = this.#entries.get(id);
            if (text) put_links(text.element, text.node.name, entries);
        }
    }

    /** @param {Node} node */
    #make(node) {
        const element = make_element(node);
        /** @type {HTMLElement | undefined} */
        let spacer;
        if (node.flags & flag.scroll_region) {
            element.classList.add('scroll');
            spacer = document.createElement('div');
            spacer.className = 'spacer';
            element.append(spacer);
        }
        /** @type {Entry} */
        const entry = { node: { ...node, name: '\0', value: '\0' }, element, outer: make_outer(element, node), spacer };
        this.#entries.set(node.id, entry);
        this.#by_element.set(element, entry);
        return entry;
    }

    /** @param {Entry} entry @param {Node} node @param {Node | undefined} parent */
    #show(entry, node, parent) {
        const { style } = entry.element;
        // Nodes count from the corner of the scroll region's content, elements from the corner of
        // their container.
        const inside = parent !== undefined && !(parent.flags & flag.scroll_region);
        style.left = `${node.x - (inside ? parent.x : 0)}px`;
        style.top = `${node.y - (inside ? parent.y : 0)}px`;
        style.width = `${node.width}px`;
        style.height = `${node.height}px`;
        if (entry.spacer) entry.spacer.style.height = `${node.number}px`;
        update_element(entry.element, node, entry.node);
        entry.node = node;
    }

    /** @param {'status' | 'alert'} role @param {Node} node */
    #say(role, node) {
        if (this.#said[role] === node.number) return;
        this.#said[role] = node.number;
        this.#voice.say(node.name, role === 'alert');
    }

    /**
     * What had the focus keeps it. When it went away with a question, what had it before gets it
     * back; when it went away with its step, the heading of what came instead gets it: so a
     * keyboard or a screen reader is not thrown back to the top of the page.
     * @param {Entry | undefined} entry @param {Entry | undefined} before
     */
    #keep_focus(entry, before) {
        if (!entry) return;
        const stays = this.#entries.get(entry.node.id) === entry;
        if (stays && document.activeElement === entry.element) return;
        const again = this.#entries.get(entry.node.id) ?? this.#entries.get(before?.node.id ?? 0);
        if (again) {
            again.element.focus({ preventScroll: true });
            return;
        }
        this.focus_heading();
    }

    /** @param {boolean} yes a press; else the person looks elsewhere by now */
    expect(yes) {
        this.#expecting = yes;
    }

    /** What answers a press is in sight, whether it comes at once or later; what the clock says moves nothing. */
    #bring_into_sight() {
        for (const notice of this.#root.querySelectorAll('.group.strong')) {
            const words = notice.textContent ?? '';
            const news = this.#notices.get(notice) !== words;
            this.#notices.set(notice, words);
            if (!news || !this.#expecting) continue;
            notice.scrollIntoView({ block: 'nearest' });
            this.#expecting = false;
        }
    }

    /** @param {Uint8Array} name its label */
    focus_field(name) {
        this.#wanted = text_of(name);
    }

    #focus_wanted() {
        if (!this.#wanted) return;
        const fields = /** @type {NodeListOf<HTMLInputElement>} */ (this.#root.querySelectorAll('input, textarea'));
        const field = [...fields].find(({ labels }) => labels?.[0]?.textContent?.trim() === this.#wanted);
        if (!field) return;
        this.#wanted = '';
        field.focus();
        if (field.matches('.finder')) field.select();
    }

    /** Of the step that is there now. @returns {HTMLElement | undefined} */
    #heading() {
        const headings = /** @type {NodeListOf<HTMLElement>} */ (this.#root.querySelectorAll('main h2'));
        return [...headings].find((heading) => this.#entries.has(this.entry_of(heading)?.node.id ?? 0));
    }

    /** Reading goes on at the heading of the step. */
    focus_heading() {
        const heading = this.#heading();
        if (!heading) return;
        heading.tabIndex = -1;
        heading.focus();
        // Firefox keeps the place where one reads at the caret, not at the focus.
        getSelection()?.collapse(heading, 0);
    }

    /** The tab, the history and a screen reader tell the step. */
    #name_document() {
        const step = this.#heading()?.textContent;
        const title = step ? `${step} · ${page_title}` : page_title;
        if (document.title !== title) document.title = title;
    }

    /**
     * Each tree has one tab stop; a scroll region without a control inside is one itself, and the
     * others are none, whatever the browser thinks of boxes that scroll.
     */
    #make_reachable() {
        for (const tree of this.#root.querySelectorAll('.tree')) {
            const items = /** @type {HTMLElement[]} */ ([...tree.querySelectorAll('.tree_item')]);
            if (items.length > 0 && !items.some((item) => item.tabIndex === 0)) items[0].tabIndex = 0;
        }
        for (const region of /** @type {NodeListOf<HTMLElement>} */ (this.#root.querySelectorAll('.scroll'))) {
            const inner = region.querySelector('a[href], button, input, select, textarea, [tabindex="0"]');
            region.tabIndex = inner || region.matches('.list_box') ? -1 : 0;
        }
    }
}
