// @ts-check
/// <reference path="./simulator_host.d.ts" />
// Simulated Staging in the service worker: a plain script that leaves one function in the global
// scope, from a Request to the Response of the simulator.
//
//   importScripts('./simulator_host.js', './simulated_staging.js');
//   const answer = simulated_staging(scope, part);
//   event.respondWith(answer(event.request));
//
// Browsers stop an idle worker at any time, so the state lives in IndexedDB and is written before
// the answer leaves. It holds digests of codes and tokens, never the values, and nothing of what the
// receivers of webhooks are sent by (S44): that is in memory, and gone when the worker is stopped.
(() => {
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
     * @param {string} database_name
     * @param {IDBTransactionMode} mode
     * @param {(store: IDBObjectStore) => IDBRequest<T>} work
     * @returns {Promise<T>}
     */
    async function in_store(database_name, mode, work) {
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

    /** @param {unknown} error */
    function unavailable(error) {
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

    /**
     * Any site can send a browser here, by a link or a form. Only what a person looks at is for that; the rest
     * answers fetch() of the pages of this scope, and a worker hears of no other.
     * @param {Request} request @param {string} base_url
     */
    function is_for(request, base_url) {
        if (request.mode !== 'navigate') return true;
        const { origin, pathname } = new URL(request.url);
        return /^(\/|\/auth\/oauth\/authorize(\/(log-in|consent))?)$/.test((origin + pathname).slice(base_url.length));
    }

    const not_a_page = () =>
        new Response('This part of Simulated Staging answers the fetch() of its own page only.\n', {
            status: 403,
            statusText: 'Forbidden',
            headers: { 'Content-Type': 'text/plain;charset=UTF-8', 'Cache-Control': 'no-store' },
        });

    /**
     * @param {string} scope of the worker, with its slash
     * @param {(name: string) => Promise<Response>} part a file of the site
     */
    const simulated_staging = (scope, part) => {
        /** Two pages of one origin each have their own. */
        const database_name = `simulated-staging ${scope}`;
        const base_url = `${scope}simulated`;
        /** @type {Promise<Simulator> | undefined} */
        let loading;
        /** Of receivers of webhooks. @type {unknown} */
        let secrets = null;

        /** Loaded when it is first needed, and again after a failure. */
        const simulator = () => {
            loading ??= (async () => {
                const response = await part('./simulator.wasm');
                if (!response.ok) throw new Error(`simulator.wasm: status ${response.status}.`);
                return create_simulator(await response.arrayBuffer());
            })();
            return loading;
        };

        /** @param {Request} original */
        const answer = async (original) => {
            const [request, { answer }] = await Promise.all([as_plain(original), simulator()]);
            const now_ms = Date.now();
            const kept = (await in_store(database_name, 'readonly', (store) => store.get(key))) ?? null;
            const answered = await answer({
                request,
                state: kept,
                secrets: kept && secrets,
                now_ms,
                base_url,
                redirect_uris: [],
                in_browser: true,
            });
            const { response, state, changed } = answered;
            secrets = answered.secrets;
            if (changed) {
                await in_store(database_name, 'readwrite', (store) => store.put(state, key));
            }
            return response;
        };

        /**
         * What a fault wants of this host (src/simulator/transport.hpp), as far as a worker can do it. While
         * it waits, others are answered.
         * @param {SimulatorAnswer['response']} answered
         */
        const carry_out = async ({ status, status_text, headers, body }) => {
            const wishes = new Map(headers.filter(([name]) => name.startsWith(':')));
            const wish = (/** @type {string} */ name) => Number(wishes.get(name) ?? 0);
            if (wishes.has(':delay-ms')) {
                await new Promise((resolve) => setTimeout(resolve, wish(':delay-ms')));
            }
            // Not the same, and the page cannot tell: that is the lesson.
            if (wishes.has(':lost') || wishes.has(':hidden')) return Response.error();
            const text = wishes.has(':base64') ? atob(body) : body.repeat(wish(':repeat') || 1);
            const octets = wishes.has(':base64')
                ? Uint8Array.from(text, (each) => each.charCodeAt(0))
                : new TextEncoder().encode(text);
            /** @type {BodyInit | null} */
            let content = octets.length === 0 ? null : octets;
            if (wishes.has(':cut')) {
                content = new ReadableStream({
                    start(controller) {
                        controller.enqueue(octets.subarray(0, wish(':cut')));
                        setTimeout(() => controller.error(new TypeError('The connection ended.')));
                    },
                });
            }
            return new Response(content, {
                status,
                statusText: status_text,
                headers: headers.filter(([name]) => !name.startsWith(':')),
            });
        };

        // One after the other, over all instances of this worker: each reads what the last one wrote.
        const simulated = async (/** @type {Request} */ request) => {
            if (!is_for(request, base_url)) return not_a_page();
            try {
                const answered = await navigator.locks.request(database_name, () => answer(request));
                return await carry_out(answered);
            } catch (error) {
                loading = undefined;
                return unavailable(error);
            }
        };
        return Object.assign(simulated, {
            forget() {
                secrets = null;
            },
        });
    };

    Object.assign(globalThis, { simulated_staging });
})();
