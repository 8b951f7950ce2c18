// @ts-check
/// <reference path="./simulator_host.d.ts" />
// The service worker: Simulated Staging answers what goes to simulated/ below the page, navigations
// included. Everything else goes to the network as if this file did not exist, so nothing of a
// callback is ever seen or kept here (S23).
//
// Browsers stop an idle worker at any time, so its state lives in IndexedDB and is written before
// the answer leaves. It holds digests of codes and tokens, never the values (S44).
importScripts('./simulator_host.js');

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** The scope ends in a slash. */
const base_url = `${worker.registration.scope}simulated`;
/** Two pages of one origin each have their own. */
const database_name = `simulated-staging ${worker.registration.scope}`;
const key = 'state';

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const settled = (request) =>
    new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });

/**
 * One transaction over the one object store. Closed at once, so that the page may delete the
 * database whenever somebody asks it to forget everything.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} work
 * @returns {Promise<T>}
 */
async function in_store(mode, work) {
    const opening = indexedDB.open(database_name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(key);
    const database = await settled(opening);
    try {
        const transaction = database.transaction(key, mode);
        const result = await settled(work(transaction.objectStore(key)));
        if (mode === 'readwrite') {
            await new Promise((resolve, reject) => {
                transaction.oncomplete = resolve;
                transaction.onabort = () => reject(transaction.error);
            });
        }
        return result;
    } finally {
        database.close();
    }
}

/** @type {Promise<Simulator> | undefined} */
let loading;

/** Loaded when it is first needed, and again after a failure. */
function simulator() {
    loading ??= (async () => {
        const response = await fetch('./simulator.wasm');
        if (!response.ok) throw new Error(`simulator.wasm: status ${response.status}.`);
        return create_simulator(await response.arrayBuffer());
    })();
    return loading;
}

/** The simulator reads these two, and what it does not read it need not know. */
const wanted_headers = ['authorization', 'content-type'];

/** @param {Request} request @returns {Promise<SimulatorRequest>} */
async function as_plain(request) {
    /** @type {[string, string][]} */
    const headers = [];
    for (const name of wanted_headers) {
        const value = request.headers.get(name);
        if (value !== null) headers.push([name, value]);
    }
    return { method: request.method, url: request.url, headers, body: await request.text() };
}

/** @param {Request} original */
async function answer(original) {
    const [request, { answer }] = await Promise.all([as_plain(original), simulator()]);
    const now_ms = Date.now();
    const { response, state, changed } = await answer({
        request,
        state: (await in_store('readonly', (store) => store.get(key))) ?? null,
        now_ms,
        base_url,
        redirect_uris: [],
    });
    if (changed) await in_store('readwrite', (store) => store.put(state, key));
    return new Response(response.body === '' ? null : response.body, {
        status: response.status,
        statusText: response.status_text,
        headers: response.headers,
    });
}

/** @param {unknown} error */
function unavailable(error) {
    loading = undefined;
    const reason = error instanceof Error ? error.message : String(error);
    return new Response(
        `Simulated Staging cannot answer: ${reason}\n` +
            'Reload the page. If that does not help, the site was not built completely.\n',
        {
            status: 503,
            statusText: 'Service Unavailable',
            headers: { 'Content-Type': 'text/plain;charset=UTF-8', 'Cache-Control': 'no-store' },
        },
    );
}

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
// A page that was reloaded past all caches has no service worker, until it asks for one.
worker.addEventListener('message', (event) => {
    if (event.data === 'claim') event.waitUntil(worker.clients.claim());
});

worker.addEventListener('fetch', (event) => {
    const { request } = event;
    if (!request.url.startsWith(`${base_url}/`)) return;
    // One after the other, over all instances of this worker: each reads what the last one wrote.
    const turn = navigator.locks.request(database_name, () => answer(request));
    event.respondWith(Promise.resolve(turn).catch(unavailable));
});
