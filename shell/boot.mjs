// @ts-check
// The loader: brings the program and shows how far it is. True progress, because the size was known
// when the site was built. What can go wrong is said in words.
import { make_host } from '../web/host.js';
import { take_update } from '../web/versions.js';

/**
 * @typedef {object} Arrival
 * @property {string} href the address as it was opened; it is already gone from the address bar
 * @property {string} record what sessionStorage held; already removed
 * @property {string} environments JSON
 * @property {string} build
 */

const program_bytes = Number('@BYTES_PLAYGROUND_WASM@');

/** @param {string} id */
const by_id = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {number} loaded */
function show_progress(loaded) {
    const bar = /** @type {HTMLProgressElement} */ (by_id('progress'));
    bar.value = Math.min(1, loaded / program_bytes);
    const kilobytes = (/** @type {number} */ bytes) => Math.round(bytes / 1024);
    by_id('progress-words').textContent =
        `${kilobytes(loaded)} of ${kilobytes(program_bytes)} KB`;
}

/** @param {string} url */
async function download(url) {
    const response = await fetch(url, { referrerPolicy: 'no-referrer' });
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return response;
}

/** Counts the bytes on their way into the compiler. @param {Response} response */
function counted(response) {
    if (!response.body) return response;
    let loaded = 0;
    const counter = new TransformStream({
        transform(chunk, controller) {
            loaded += chunk.length;
            show_progress(loaded);
            controller.enqueue(chunk);
        },
    });
    return new Response(response.body.pipeThrough(counter), {
        headers: { 'Content-Type': 'application/wasm' },
    });
}

/** @param {Promise<Response>} response @param {WebAssembly.Imports} imports */
async function instantiate(response, imports) {
    const { instance } = await WebAssembly.instantiateStreaming(
        response.then(counted),
        imports,
    );
    return instance;
}

/** What arrival.js has left. */
const page = /** @type {any} */ (window);
if (!page.arrival) {
    by_id('trouble').hidden = false;
    by_id('trouble-title').textContent = 'A part of the page did not arrive';
    by_id('trouble-detail').textContent = 'Check the connection, and load the page again.';
}
const { href, record, complain, missing } = page.arrival;
delete page.arrival;

async function boot() {
    if (typeof WebAssembly !== 'object' || !WebAssembly.instantiateStreaming) {
        complain(
            'This page needs WebAssembly',
            'Your browser has none, or it is switched off by a setting or an extension. Any current browser has it.',
            false,
        );
        return;
    }
    const program = download('./playground.wasm');
    const environments = download('./environments.json').then((response) => response.text());
    environments.catch(() => {}); // awaited below, after the program
    const { default: create } = await import('./playground.mjs');
    const host = make_host(() => {
        if (by_id('trouble').hidden) by_id('loading').remove();
    });
    const exported = await new Promise((resolve, reject) => {
        create({
            host,
            /**
             * @param {WebAssembly.Imports} imports
             * @param {(instance: WebAssembly.Instance) => void} receive
             */
            instantiateWasm(imports, receive) {
                instantiate(program, imports).then(receive, reject);
                return {};
            },
        }).then(resolve, reject);
    });
    const text = await environments;
    await take_update({ href, record });
    const build = document.documentElement.dataset.build ?? '';
    await host.open(exported, { href, record, environments: text, build });
}

boot().catch((error) => missing(error instanceof Error ? error.message : error));
