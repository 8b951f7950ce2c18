// @ts-check
// The few things that are kept, and the proof that nothing is left (S42, S44, S46).
import { told } from './inbox.js';
import { text_of } from './packed.js';

const record_key = 'playground.record';
const settings_key = 'playground.settings';

/**
 * Storage may be forbidden altogether; then nothing is kept, and nothing fails.
 * @template T
 * @param {() => T} use
 * @param {T} otherwise
 */
function permitted(use, otherwise) {
    try {
        return use();
    } catch {
        return otherwise;
    }
}

/** @param {Storage} storage @param {string} key @param {Uint8Array} text */
function keep(storage, key, text) {
    if (text.length === 0) {
        storage.removeItem(key);
    } else {
        storage.setItem(key, text_of(text));
    }
}

/**
 * What of a store is ours: other pages of this origin may keep things too.
 * @param {string[]} names
 */
const ours = (names) => names.filter((name) => name.startsWith('playground.'));

/** Of Simulated Staging (sw.js). */
const database = () => `simulated-staging ${new URL('./', document.baseURI).href}`;

async function databases() {
    // Firefox before 126 cannot list them.
    const known = indexedDB.databases ? await indexedDB.databases() : [];
    return known.filter(({ name }) => name === database());
}

/** @returns {Promise<void>} */
function delete_database() {
    return new Promise((resolve) => {
        const request = indexedDB.deleteDatabase(database());
        // Blocked: it goes when the service worker lets go of it. The count afterwards tells.
        request.onsuccess = request.onerror = request.onblocked = () => resolve();
    });
}

/**
 * The files of the page itself stay: it opens without a network, and nothing of a person is in them.
 * Whatever else is in the same place is found here.
 * @returns {Promise<[Cache, Request][]>}
 */
async function strays() {
    const base = new URL('./', document.baseURI).href;
    /** @type {[Cache, Request][]} */
    const found = [];
    for (const name of ours(await caches.keys())) {
        if (!name.endsWith(` ${base}`)) continue;
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            const own = /^([\w-]+\.[0-9a-f]{16}\.[a-z]+)?$/.test(request.url.slice(base.length));
            if (!own) found.push([cache, request]);
        }
    }
    return found;
}

const cookies = () => document.cookie.split(';').map((cookie) => cookie.split('=')[0].trim());

/** Place by place, how many entries of ours it holds. @returns {Promise<[string, number][]>} */
async function inventory() {
    /** @type {(list: () => Promise<unknown[]>) => Promise<number>} */
    const counted = async (list) => {
        try {
            return (await list()).length;
        } catch {
            return 0; // a store that may not be used holds nothing
        }
    };
    return [
        ['sessionStorage', await counted(async () => ours(Object.keys(sessionStorage)))],
        ['localStorage', await counted(async () => ours(Object.keys(localStorage)))],
        ['IndexedDB', await counted(databases)],
        ['Cache storage', await counted(strays)],
        ['Cookies', await counted(async () => ours(cookies()))],
    ];
}

export const kept_settings = () => permitted(() => localStorage.getItem(settings_key), null) ?? '';

/** @param {import('./inbox.js').Tell} tell */
export function make_storage(tell) {
    return {
        /** @param {Uint8Array} text */
        save_record: (text) => permitted(() => keep(sessionStorage, record_key, text), undefined),

        /** @param {Uint8Array} text */
        save_settings: (text) => permitted(() => keep(localStorage, settings_key, text), undefined),

        async forget() {
            for (const storage of ['sessionStorage', 'localStorage']) {
                permitted(() => {
                    const store = /** @type {any} */ (window)[storage];
                    for (const key of ours(Object.keys(store))) store.removeItem(key);
                }, undefined);
            }
            navigator.serviceWorker?.controller?.postMessage('forget');
            await permitted(delete_database, Promise.resolve());
            for (const [cache, request] of await strays().catch(() => [])) await cache.delete(request);
            const left = await inventory();
            tell(
                told.forgotten,
                left.map(([, entries]) => entries),
                left.map(([place]) => place),
            );
        },
    };
}
