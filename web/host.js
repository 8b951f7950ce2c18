// @ts-check
// Everything around the program, put together. The ports (ports.js) find it as Module.host.
import { make_clipboard } from './clipboard.js';
import { make_clock } from './clock.js';
import { make_write_code } from './code.js';
import { make_crypto } from './crypto.js';
import { listen_to_developer } from './developer.js';
import { download } from './download.js';
import { make_fetch } from './fetch.js';
import { make_frames } from './frames.js';
import { make_glyphs } from './glyphs.js';
import { told } from './inbox.js';
import { listen } from './input.js';
import { Mirror } from './mirror.js';
import { text_of } from './packed.js';
import { make_painter } from './painter.js';
import { make_reference } from './reference.js';
import { make_relay_status } from './relay_status.js';
import { make_simulator } from './simulator_client.js';
import { follow_steps, guard_leaving } from './steps_history.js';
import { kept_settings, make_storage } from './storage.js';
import { remember_departure, watch_for_update } from './versions.js';
import { watch_viewport } from './viewport.js';
import { make_voice } from './voice.js';

/** @param {string} id */
const by_id = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** The elements that index.html has from the start. */
function find_elements() {
    return {
        canvas: /** @type {HTMLCanvasElement} */ (by_id('canvas')),
        root: by_id('page'),
        status: by_id('status'),
        alert: by_id('alert'),
    };
}

/** @param {import('./program.js').Program} program @param {() => void} after_first_frame */
export function make_host(program, after_first_frame) {
    const elements = find_elements();
    const { tell, draw } = program;
    const simulator = make_simulator(tell, program.whole);
    const mirror = new Mirror(elements.root, make_voice(elements), (id) =>
        queueMicrotask(() => tell(told.scroll, [id, 0])),
    );
    const steps = follow_steps(elements.root, (place) => tell(told.place, [0], [place]));
    mirror.after_patch = steps.after_patch;

    return {
        clock: make_clock(tell),
        crypto: make_crypto(tell),
        fetch: make_fetch(tell, async (url) => {
            if (simulator.answers(url)) await simulator.ready();
        }),
        reference: make_reference(tell, program.whole),
        relay_status: make_relay_status(tell),
        storage: make_storage(tell),
        clipboard: make_clipboard(tell),
        download,
        write_code: make_write_code(tell),
        guard_leaving,
        show_place: steps.show_place,
        frames: make_frames(draw, after_first_frame),
        glyphs: make_glyphs(),
        painter: make_painter(elements.canvas),
        mirror,
        simulator,

        /** @param {Uint8Array} bytes */
        navigate(bytes) {
            const url = text_of(bytes);
            if (!/^https?:\/\//.test(url)) return; // never javascript: or data:, whatever the program says
            const leave = () => location.assign(url);
            if (!simulator.answers(url)) {
                remember_departure(url).then(leave, leave);
            } else if (!simulator.running()) {
                simulator.ready().then(leave, () => {});
            } else {
                leave();
            }
        },

        /** @param {boolean} visible */
        native_layer(visible) {
            document.documentElement.dataset.layer = visible ? 'native' : 'painted';
        },

        /** @param {() => Uint8Array} memory */
        set_memory: (memory) => program.set_memory(memory),

        /**
         * Lets the program run.
         * @param {import('../shell/boot.mjs').Arrival} arrival
         */
        async open(arrival) {
            listen(tell, mirror, elements.root);
            await watch_viewport(draw, tell, elements.canvas);
            const { href, record, environments, build } = arrival;
            const own = new URL(href);
            tell(
                told.opened,
                [isSecureContext ? 1 : 0, this.crypto.available() ? 1 : 0],
                [own.origin + own.pathname, build, href, environments, record, kept_settings()],
            );
            program.whole.then(() => listen_to_developer(program, tell, elements.root));
            if (own.search || own.hash || record) mirror.focus_heading(); // somebody comes back
            watch_for_update(tell);
        },
    };
}
