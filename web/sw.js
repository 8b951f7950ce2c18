// @ts-check
/// <reference path="./simulator_host.d.ts" />
// The service worker: Simulated Staging answers what goes to simulated/ below the page, navigations
// included, and the page itself comes from a copy, so that both work without a network.
//
// One version, one copy. Every part but the page has the hash of its content in its name, so a part
// of another version has another name. The page is taken into the copy only when it says that it is
// of this version. Nothing else is ever kept: no answer, no query, nothing below relay/ or
// simulated/, nothing of another origin. A callback is answered with the same copy of the page
// whatever its query says (S23).
//
// An update waits beside the version in use, until no page is open, or until a page that was just
// opened asks for it and is the only one (versions.js). A flow that has left for an authorisation
// server comes back to the version it left.
{
    // The policy of its page is this worker's as well (trusted.js).
    const policy = /** @type {any} */ (self).trustedTypes?.createPolicy('playground', {
        createScriptURL: (/** @type {string} */ text) => text,
    });
    const part_of_it = (/** @type {string} */ url) => policy?.createScriptURL(url) ?? url;
    importScripts(part_of_it('./simulator_host.js'), part_of_it('./simulated_staging.js'));
}

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** It ends in a slash. */
const { scope } = worker.registration;
const version = '@VERSION@';
/** Some hosts send whoever asks for the folder on to the file. */
const own_addresses = [scope, `${scope}index.html`];
/** As versions.js and storage.js have it. */
const own_cache = `playground.${version} ${scope}`;
/** Not the icons of a home screen, nor what the browser keeps with this worker. */
const parts = '@PARTS@'.split(' ').filter((name) => !/^(icon-|simulator_|simulated_)/.test(name));
const hashed = /^[\w-]+\.[0-9a-f]{16}\.[a-z]+$/;
/** A flow is given up after that (S17). */
const longest_flow_ms = 600_000;

const caches_of_this_page = async () =>
    (await caches.keys()).filter((name) => name.startsWith('playground.') && name.endsWith(` ${scope}`));

/** The whole copy, or none. */
async function install() {
    const cache = await caches.open(own_cache);
    try {
        await cache.addAll(parts.map((name) => scope + name));
        const page = await fetch(scope, { cache: 'reload' });
        if (!page.ok || !(await page.clone().text()).includes(`data-build="${version}"`)) {
            throw new Error('The page on the web server is of another version.');
        }
        // An answer that was redirected answers no navigation (Fetch standard): its content does.
        await cache.put(scope, page.redirected ? new Response(page.body, { headers: page.headers }) : page);
    } catch (error) {
        await caches.delete(own_cache);
        throw error;
    }
    // Only the first one: an update waits.
    if (!worker.registration.active) await worker.skipWaiting();
}

/**
 * The entry that versions.js makes when a flow leaves.
 * @param {string} state
 */
async function departure(state) {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(state));
    return `${scope}left/${[...new Uint8Array(digest)].map((octet) => octet.toString(16).padStart(2, '0')).join('')}`;
}

/** May somebody come back to this version? @param {Cache} cache */
async function awaited(cache) {
    for (const request of await cache.keys()) {
        if (!request.url.startsWith(`${scope}left/`)) continue;
        const left_ms = Number(await (await cache.match(request))?.text());
        if (Date.now() - left_ms < longest_flow_ms) return true;
        await cache.delete(request);
    }
    return false;
}

/** Copies of versions that are over. The list is in the order in which they were made: what comes later is an update. */
async function tidy() {
    const names = await caches_of_this_page();
    for (const name of names.slice(0, Math.max(0, names.indexOf(own_cache)))) {
        if (!(await awaited(await caches.open(name)))) await caches.delete(name);
    }
}

/**
 * The page: of this version, or of the one that the flow has left.
 * @param {Request} request
 */
async function page(request) {
    const state = new URL(request.url).searchParams.get('state');
    let cacheName = own_cache;
    if (state) {
        const entry = await departure(state);
        for (const name of await caches_of_this_page()) {
            if (await caches.match(entry, { cacheName: name })) cacheName = name;
        }
    }
    return (await caches.match(scope, { cacheName, ignoreVary: true })) ?? fetch(request);
}

/** @param {Request | string} request */
const part = async (request) => (await caches.match(request, { ignoreVary: true })) ?? fetch(request);

const simulated = simulated_staging(scope, part);

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => worker.clients.claim())));

worker.addEventListener('message', (event) => {
    // A page that was reloaded past all caches has no service worker, until it asks for one.
    if (event.data === 'claim') event.waitUntil(worker.clients.claim());
    if (event.data === 'forget') simulated.forget();
    if (event.data === 'take over') event.waitUntil(take_over(event));
});

const windows = async () =>
    (await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter(({ url }) =>
        url.startsWith(scope),
    );

/** An update begins when one page is open, has just been opened, and asks. @param {ExtendableMessageEvent} event */
async function take_over(event) {
    // A page that was reloaded may still be there for a moment.
    for (let looks = 0; looks < 5; ++looks) {
        if ((await windows()).length < 2) return worker.skipWaiting();
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    event.source?.postMessage('stay');
}

worker.addEventListener('fetch', (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    const address = origin + pathname;
    if (address.startsWith(`${scope}simulated/`)) {
        event.respondWith(simulated(request));
    } else if (request.mode === 'navigate' && own_addresses.includes(address)) {
        event.respondWith(page(request));
        event.waitUntil(tidy());
    } else if (address.startsWith(scope) && hashed.test(address.slice(scope.length))) {
        event.respondWith(part(request));
    }
});
