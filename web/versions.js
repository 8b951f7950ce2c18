// @ts-check
// Which version of the page is used. The service worker (sw.js) serves one version until nobody uses
// it any more; here are the two moments in which the page has a say, and what it says meanwhile.
import { told } from './inbox.js';

/** As the service worker calls its copy. @param {string} version */
const cache_of = (version) => `playground.${version} ${new URL('./', document.baseURI).href}`;

const longest_wait_ms = 10_000;

/**
 * A page that was just opened, and not by an authorisation server, loses nothing by an update: when
 * one is ready and no other page is open, it is taken, and the page starts again in its new version.
 * Waits until the page has all its parts: a request that meets the old worker while it is being
 * stopped wakes it again, and then Chromium lets the update wait.
 * Resolves when this version goes on.
 * @param {string} href as the page was opened
 * @param {Promise<unknown>} last_part resolves when the page has all its parts
 */
export async function take_update(href, last_part) {
    const worker = navigator.serviceWorker;
    if (!worker?.controller || new URL(href).search) return;
    const update = (await worker.getRegistration('./'))?.waiting;
    if (!update) return;
    await last_part;
    const listening = new AbortController();
    const { signal } = listening;
    await new Promise((resolve) => {
        worker.addEventListener('message', resolve, { signal });
        worker.startMessages();
        setTimeout(resolve, longest_wait_ms);
        worker.addEventListener('controllerchange', () => location.reload(), { signal });
        update.postMessage('take over');
    });
    listening.abort();
}

/**
 * Tells the program that an update waits. The browser says when; nothing runs until then.
 * @param {import('./inbox.js').Tell} tell
 */
export async function watch_for_update(tell) {
    const registration = await navigator.serviceWorker?.ready;
    if (!registration) return;
    const look = () => {
        if (registration.waiting) tell(told.version);
    };
    const watch = () => registration.installing?.addEventListener('statechange', look);
    registration.addEventListener('updatefound', watch);
    watch(); // may be on its way already
    look();
}

/** What may be kept of a state. @param {string} state */
async function digest_of(state) {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(state));
    return [...new Uint8Array(digest)].map((octet) => octet.toString(16).padStart(2, '0')).join('');
}

/**
 * A tab that was duplicated, or opened by a script, has a copy of the record: an answer is taken once in this
 * browser all the same (S16, S17). Of those that were taken, digests are kept.
 * A tab whose record is of another attempt takes nothing (S49): the tab that waits for the answer still can.
 * @param {string} href as the page was opened @param {string} record of this tab
 * @returns {Promise<boolean>} false: another tab has taken it
 */
export async function take_answer(href, record) {
    const state = new URL(href).searchParams.get('state');
    if (!state || !record.includes(state) || !navigator.locks) return true;
    const key = 'playground.taken';
    const mark = await digest_of(state);
    return navigator.locks.request(key, () => {
        try {
            const taken = (localStorage.getItem(key) ?? '').split(' ');
            if (taken.includes(mark)) return false;
            localStorage.setItem(key, [...taken, mark].slice(-9).join(' '));
        } catch {
            // Without storage there is no record to copy either.
        }
        return true;
    });
}

/**
 * Before the page leaves for another origin: its version is kept until the flow comes back, or is
 * too old to. Other pages may read the copies, so there is a digest of the state and no more (S49).
 * @param {string} url of the authorisation request
 */
export async function remember_departure(url) {
    const state = new URL(url).searchParams.get('state');
    const name = cache_of(document.documentElement.dataset.build ?? '');
    if (!state || !globalThis.caches || !(await caches.has(name))) return;
    const cache = await caches.open(name);
    await cache.put(`./left/${await digest_of(state)}`, new Response(String(Date.now())));
}
