// @ts-check
// The program's first screens without a browser: playground.wasm in Node, on ports that show nothing. What can happen
// before the second part of the program is there happens here: a first visit, on screens of every size and look, with and
// without WebGL2; mouse and focus move over everything; regions scroll; the window changes its size. Nothing depends on a
// clock or on chance, so the same program has the same first screens.
import { make_tell, told } from '../web/inbox.js';
import { flag, read_nodes } from '../web/nodes.js';

/**
 * @typedef {object} Scene
 * @property {number[]} viewport as told.viewport: width, height, density, dark, coarse pointer, more contrast
 * @property {string} url of the page
 * @property {boolean} secure the context is; without, there is no Web Crypto either
 * @property {boolean} picture there is WebGL2
 *
 * @typedef {'started' | 'opened' | 'all'} Extent how much of a scene is shown
 */

/** A page on which nothing is seen. */
export class Stage {
    /** @type {import('../web/nodes.js').Node[]} */
    nodes = [];
    memory = () => new Uint8Array();
    /** @type {import('../web/inbox.js').Exports | undefined} */
    #program;
    /** @type {import('../web/inbox.js').Tell | undefined} */
    #tell;
    #wishes_frame = false;

    /** @param {boolean} picture */
    #host(picture) {
        const nothing = () => {};
        let seed = 1;
        let letter = new Uint8Array();
        return {
            set_memory: (/** @type {() => Uint8Array} */ memory) => {
                this.memory = memory;
            },
            clock: { monotonic: () => 1000, wall: () => 1_800_000_000_000, wake: nothing },
            crypto: {
                entropy: (/** @type {Uint8Array} */ octets) => {
                    for (let at = 0; at < octets.length; ++at) octets[at] = seed = (seed * 75 + 74) % 65537;
                    return true;
                },
                sha256: nothing,
                fingerprint: nothing,
            },
            simulator: { start: nothing },
            relay_status: { fetch: nothing },
            reference: { fetch: nothing },
            fetch: { send: nothing, abort: nothing },
            storage: {
                save_record: nothing,
                save_settings: nothing,
                forget: nothing,
            },
            clipboard: { copy: nothing },
            navigate: nothing,
            download: nothing,
            write_code: nothing,
            native_layer: nothing,
            mirror: {
                patch: (/** @type {Uint8Array} */ bytes) => {
                    this.nodes = read_nodes(bytes);
                },
            },
            frames: {
                request: () => {
                    this.#wishes_frame = true;
                },
            },
            painter: {
                start: () => picture,
                texture: nothing,
                forget_texture: nothing,
                clear: nothing,
                vertices: nothing,
                triangles: nothing,
            },
            // Letters as large as those of a usual font, so that lines break and the texture grows as they do in a browser.
            glyphs: {
                metrics: (/** @type {number} */ _face, /** @type {number} */ size) => ({
                    ascent: Math.round(size * 0.93),
                    descent: Math.round(size * 0.24),
                }),
                advance: (/** @type {number} */ _face, /** @type {number} */ size) => size * 0.52,
                draw: (/** @type {number} */ _face, /** @type {number} */ size, /** @type {number} */ point) => {
                    if (point === 32) return [0, 0, 0, 0, 0];
                    const [width, height] = [Math.ceil(size * 0.6) + 2, Math.ceil(size) + 2];
                    letter = new Uint8Array(width * height).fill(255);
                    return [-1, -height, width, height, 0];
                },
                pixels: () => letter,
            },
        };
    }

    /**
     * @param {import('../web/program.js').Create} create
     * @param {(imports: WebAssembly.Imports) => WebAssembly.Instance} instantiate
     * @param {Scene} scene
     */
    async start(create, instantiate, scene) {
        /** @type {WebAssembly.Instance | undefined} */
        let instance;
        this.#program = await create({
            host: this.#host(scene.picture),
            instantiateWasm: (imports, receive) => {
                receive((instance = instantiate(imports)));
                return {};
            },
        });
        this.#tell = make_tell(this.#program, () => this.memory());
        return /** @type {WebAssembly.Instance} */ (/** @type {unknown} */ (instance));
    }

    /** @param {Scene} scene @param {string} environments the site's environments.json @param {Extent} extent */
    show(scene, environments, extent) {
        if (extent === 'started') return;
        this.#tell?.(told.viewport, scene.viewport);
        this.#say(told.opened, scene.secure ? [1, 1] : [0, 0], [
            scene.url,
            '0123456789abcdef',
            scene.url,
            environments,
            '',
            '',
        ]);
        if (extent === 'all') this.#look_around(scene);
    }

    /** And the next repaint of the browser. @type {import('../web/inbox.js').Tell} */
    #say(...message) {
        this.#tell?.(...message);
        if (this.#wishes_frame) this.#program?._draw_frame();
        this.#wishes_frame = false;
    }

    /** Whatever concerns the picture only. @param {Scene} scene */
    #look_around(scene) {
        const by_id = new Map(this.nodes.map((node) => [node.id, node]));
        for (const { id, flags, number, parent, x, y, width, height } of this.nodes) {
            // Nodes count from the corner of what scrolls, the mouse from the page's.
            let region = by_id.get(parent);
            while (region && !(region.flags & flag.scroll_region)) region = by_id.get(region.parent);
            const [left, top] = [x + width / 2 + (region?.x ?? 0), y + height / 2 + (region?.y ?? 0)];
            if (flags & flag.scroll_region) {
                for (const top of [1, number / 2, number, 0]) this.#say(told.scroll, [id, top]);
            }
            for (const [what, numbers] of /** @type {[number, number[]][]} */ ([
                [told.pointer, [left, top, 0]],
                [told.pointer, [left, top, 1]],
                [told.focus, [id, 0]],
                [told.focus, [id, 1]],
            ])) {
                this.#say(what, numbers);
            }
        }
        const [width, height, ...rest] = scene.viewport;
        // With the focus and the mouse where they are, further down.
        for (const { id, flags, number } of [...this.nodes]) {
            if (flags & flag.scroll_region) this.#say(told.scroll, [id, Math.min(300, number)]);
            this.#say(told.focus, [id, 1]);
            this.#say(told.viewport, [800, 500, ...rest]);
            this.#say(told.viewport, scene.viewport);
        }
        this.#say(told.pointer, [-1, -1, 0]);
        this.#say(told.focus, [0, 0]);
        this.#say(told.viewport, [height, width, ...rest]); // turned
        this.#say(told.viewport, [800, 500, ...rest]); // made small
        this.#say(told.viewport, scene.viewport);
    }
}

const viewports = [
    [1280, 720, 1, 0, 0, 0],
    [1280, 720, 1.5, 1, 0, 1],
    [1920, 1080, 2, 1, 0, 0],
    [820, 1180, 2, 0, 1, 0],
    [800, 500, 1, 0, 0, 0], // a small window of a desk
    [800, 500, 2, 1, 0, 0],
    [390, 844, 3, 0, 1, 0],
    [390, 844, 3, 1, 1, 1],
];

// As `make run` has it, as a host would, and as somebody's other machine in the house is reached.
const here = 'http://localhost:8080/';
const hosted = 'https://partners.example/oauth/playground/';
const by_number = ['http://[2001:db8::17]:8080/', 'http://192.0.2.17/'];

/** @type {Scene[]} */
export const scenes = [
    ...viewports.map((viewport) => ({ viewport, url: here, secure: true, picture: true })),
    { viewport: viewports[0], url: hosted, secure: true, picture: true },
    ...by_number.map((url) => ({ viewport: viewports[0], url, secure: false, picture: true })),
    { viewport: viewports[0], url: here, secure: true, picture: false },
];
