// @ts-check
// Where a secret could be: everything that the browser keeps for this origin, the page itself, and
// the memory of the program; and whether it is there, in whatever disguise.
//
//   assert_absent(await everything_kept(page), { client_secret });
//   await watch_memory(context);  ...  assert_absent(await memory_of(page), { client_secret });

import assert from 'node:assert/strict';

/**
 * Everything that this origin keeps, and everything that the page shows, as one text.
 * @param {import('playwright-core').Page} page
 */
export async function everything_kept(page) {
    return page.evaluate(async () => {
        /** @type {Record<string, unknown>} */
        const kept = {
            address: location.href,
            history: history.state,
            title: document.title,
            cookies: document.cookie,
            window_name: window.name,
            session: { ...sessionStorage },
            local: { ...localStorage },
        };
        for (const { name } of await indexedDB.databases()) {
            if (name === undefined) continue;
            /** @type {IDBDatabase} */
            const database = await new Promise((resolve, reject) => {
                const request = indexedDB.open(name);
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
            });
            for (const store of database.objectStoreNames) {
                kept[`IndexedDB ${name}/${store}`] = await new Promise((resolve, reject) => {
                    const request = database.transaction(store).objectStore(store).getAll();
                    request.onsuccess = () => resolve(request.result);
                    request.onerror = () => reject(request.error);
                });
            }
            database.close();
        }
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
                kept[`cache ${name} ${request.url}`] = await (await cache.match(request))?.text();
            }
        }
        kept.markup = document.documentElement.outerHTML;
        kept.text = document.documentElement.textContent; // long values are broken up in the markup
        return JSON.stringify(kept);
    });
}

/** As they are, and as they would look in Base64, in a URL or in JSON. @param {string} secret */
function disguises(secret) {
    return [
        ...new Set([
            secret,
            encodeURIComponent(secret),
            new URLSearchParams({ x: secret }).toString().slice(2),
            JSON.stringify(secret).slice(1, -1),
            // From inside the Base64 of a longer text, wherever the secret begins in it.
            ...[0, 1, 2].map((offset) =>
                Buffer.from(' '.repeat(offset) + secret)
                    .toString('base64')
                    .slice(4, -4),
            ),
        ]),
    ];
}

/** @param {string} kept @param {Record<string, string>} secrets */
export function assert_absent(kept, secrets) {
    for (const [name, secret] of Object.entries(secrets)) {
        assert.ok(secret.length >= 16, `${name} is long enough to be told from chance`);
        for (const disguise of disguises(secret)) {
            const at = kept.indexOf(disguise);
            assert.equal(at, -1, `${name} is in: ${kept.slice(Math.max(0, at - 120), at + 60)}`);
        }
    }
}

/**
 * Before the page is opened: keeps hold of the memory that the program will have.
 * @param {import('playwright-core').BrowserContext} context
 */
export async function watch_memory(context) {
    await context.addInitScript(() => {
        /** @type {WebAssembly.Memory[]} */
        const memories = [];
        Object.assign(window, { memories });
        /** @param {WebAssembly.Exports} exports */
        const keep = (exports) =>
            memories.push(
                ...Object.values(exports).filter(
                    /** @returns {each is WebAssembly.Memory} */
                    (each) => each instanceof WebAssembly.Memory,
                ),
            );
        for (const name of /** @type {const} */ (['instantiate', 'instantiateStreaming'])) {
            const of_browser = /** @type {Function} */ (WebAssembly[name]);
            Object.assign(WebAssembly, {
                /** @param {unknown[]} given */
                [name]: async (...given) => {
                    const made = await of_browser.apply(WebAssembly, given);
                    keep((made.instance ?? made).exports);
                    return made;
                },
            });
        }
    });
}

/** Every byte that the program has, as Latin-1. @param {import('playwright-core').Page} page */
export async function memory_of(page) {
    const text = await page.evaluate(() => {
        /** @type {WebAssembly.Memory[]} */
        const memories = Reflect.get(window, 'memories');
        return memories.map(({ buffer }) => new TextDecoder('latin1').decode(buffer)).join('');
    });
    assert.ok(text.length > 1024 * 1024, 'the memory of the program was found');
    return text;
}
