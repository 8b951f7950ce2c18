// @ts-check
// Brings Simulated Staging up: a service worker of this page that answers below simulated/. The
// first visit needs no reload, because the worker claims the page as soon as it runs.
import { told } from './inbox.js';
import { trusted_worker } from './trusted.js';

/** As playground::SimulatorState. */
const state = Object.freeze({ starting: 1, ready: 2, unavailable: 3 });
const longest_wait_ms = 60000;

/** @returns {string} why it cannot be, or nothing */
function obstacle() {
    if (!globalThis.isSecureContext) {
        return 'Service workers need https, or http on this machine (localhost). Open the page from there.';
    }
    if (!('serviceWorker' in navigator)) {
        return 'This browser has switched service workers off, as private windows do. Use a normal window.';
    }
    return '';
}

/** @type {string | undefined} the policy behind it is made once */
let address;

/** Resolves when the worker answers for this page. */
async function controlled() {
    const worker = navigator.serviceWorker;
    address ??= trusted_worker('./sw.js');
    const { installing } = await worker.register(address, { scope: './', updateViaCache: 'none' });
    if (worker.controller) return;
    await new Promise((resolve, reject) => {
        const timer = setTimeout(
            () => reject(new Error('The service worker did not start within a minute.')),
            longest_wait_ms,
        );
        installing?.addEventListener('statechange', () => {
            if (installing.state !== 'redundant') return;
            clearTimeout(timer);
            reject(new Error('A part of the page did not arrive. Check the connection and reload the page.'));
        });
        worker.addEventListener(
            'controllerchange',
            () => {
                clearTimeout(timer);
                resolve(undefined);
            },
            { once: true },
        );
        if (worker.controller) {
            clearTimeout(timer);
            resolve(undefined);
            return;
        }
        // A reload past all caches leaves an active worker outside: it is asked in.
        worker.ready.then(({ active }) => active?.postMessage('claim'), reject);
    });
}

/** @param {import('./inbox.js').Tell} tell @param {Promise<void>} whole when the program has both parts */
export function make_simulator(tell, whole) {
    const base = new URL('simulated/', document.baseURI).href;
    /** @type {Promise<void> | undefined} */
    let started;
    let running = false;

    const simulator = {
        /** @param {string} url */
        answers: (url) => url.startsWith(base),
        running: () => running,

        start() {
            // Its own start takes bytes that the program waits for. And a port must not call back into
            // the program that is calling it.
            whole.then(() => simulator.ready()).catch(() => {});
        },

        /** @returns {Promise<void>} */
        ready() {
            started ??= (async () => {
                const reason = obstacle();
                try {
                    if (reason) throw new Error(reason);
                    tell(told.simulator, [state.starting], ['']);
                    await controlled();
                    running = true;
                    tell(told.simulator, [state.ready], ['']);
                } catch (error) {
                    started = undefined; // the next wish tries again
                    const words = error instanceof Error ? error.message : String(error);
                    tell(told.simulator, [state.unavailable], [words]);
                    throw error;
                }
            })();
            return started;
        },
    };
    return simulator;
}
