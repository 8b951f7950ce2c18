// @ts-check
// The loader: brings the program and shows how far it is. What can go wrong is said in words.
//
// A first visit is painted by the first part of the program alone. Whoever comes back, from an
// authorisation server or with something kept, has both parts at hand already; what such a page shows
// first is not in the profile that the program is cut along, so it begins with both.
import { make_host } from '../web/host.js';
import { Program } from '../web/program.js';
import { kept_settings } from '../web/storage.js';
import { take_answer, take_update } from '../web/versions.js';
import { by_id, download, fetch_parts, tell_of_waiting } from './parts.mjs';

/**
 * @typedef {object} Arrival
 * @property {string} href the address as it was opened; it is already gone from the address bar
 * @property {string} record what sessionStorage held; already removed
 * @property {string} environments JSON
 * @property {string} build
 * @property {boolean} [leaving] the document is about to be replaced: nothing begins
 */

/** What arrival.js has left. */
const page = /** @type {any} */ (window);
if (!page.arrival) {
    by_id('trouble').hidden = false;
    by_id('trouble-title').textContent = 'A part of the page did not arrive';
    by_id('trouble-detail').textContent = 'Check the connection, and load the page again.';
}
const { href, record, complain, missing, leaving } = page.arrival;
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
    // Left or loaded again before the program has read it: whoever comes next finds it again.
    const opened = new AbortController();
    addEventListener('pagehide', () => record && sessionStorage.setItem('playground.record', record), {
        signal: opened.signal,
    });
    const { search, hash } = new URL(href);
    const first_alone = !search && !hash && !record && !kept_settings();
    const parts = fetch_parts({ both_at_once: !first_alone, missing });
    const environments = download('./environments.json').then((response) => response.text());
    environments.catch(() => {}); // awaited below, after the program
    const { default: create } = await import('./playground.mjs');
    const program = new Program(create, parts, () => tell_of_waiting(program.whole));
    const host = make_host(program, () => {
        if (by_id('trouble').hidden) by_id('loading').remove();
    });
    await program.start(host, first_alone);
    const text = await environments;
    await take_update(href, parts.second);
    const build = document.documentElement.dataset.build ?? '';
    const taken = record && !(await take_answer(href, record));
    await host.open({ href, record: taken ? '' : record, environments: text, build });
    opened.abort();
}

if (!leaving) boot().catch((error) => missing(error instanceof Error ? error.message : error));
