// @ts-check
// The faults in the page's worker: web/simulated_staging.js as it is, with a database and locks of this
// process. What a worker cannot do to the byte (a reset) it does as browsers show it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import '../../web/simulator_host.js';
import { catalogue } from './on_bench.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const wasm = join(process.env.BUILD ?? join(top, 'build', 'wasm-release'), 'simulator.wasm');
const scope = 'https://page.example/';

/** Settled a moment later, as IndexedDB does it. @param {unknown} result */
function later(result) {
    /** @type {any} */
    const request = { result };
    setTimeout(() => {
        request.onupgradeneeded?.();
        request.onsuccess?.();
    });
    return request;
}

/** @type {(request: Request) => Promise<Response>} */
let answer;
before(async () => {
    /** @type {Map<string, unknown>} */
    const kept = new Map();
    const store = {
        get: (/** @type {string} */ key) => later(structuredClone(kept.get(key))),
        put: (/** @type {unknown} */ value, /** @type {string} */ key) => later(kept.set(key, value) && key),
    };
    const database = {
        createObjectStore() {},
        close() {},
        transaction() {
            /** @type {any} */
            const transaction = { objectStore: () => store };
            setTimeout(() => transaction.oncomplete?.(), 5);
            return transaction;
        },
    };
    const locks = { request: (/** @type {string} */ _name, /** @type {() => unknown} */ work) => work() };
    Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
    Object.assign(globalThis, { indexedDB: { open: () => later(database) } });
    await import('../../web/simulated_staging.js');
    const octets = await readFile(wasm);
    answer = simulated_staging(scope, async () => new Response(octets));
});

/** @param {string} path @param {RequestInit} [init] */
const ask = (path, init) => answer(new Request(`${scope}simulated${path}`, init));

/** @param {Record<string, any>} rule */
async function arm(rule) {
    const fault = { ...catalogue.get('F01'), rules: [rule] };
    const response = await ask('/control/faults', { method: 'POST', body: JSON.stringify({ fault }) });
    assert.equal(response.status, 200, await response.clone().text());
}
const call = () => ask('/external/v2/employees');

test('an answer that nobody changed is as it was', async () => {
    const response = await call();
    assert.equal(response.status, 401);
    assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer/);
    assert.equal((await response.json()).type, 'UNAUTHORIZED');
});

test('status, headers, octets and repetitions are what the rule says, once', async () => {
    await arm({
        at: 'api',
        process: false,
        status: 429,
        headers: { 'Retry-After': '{retry_after}' },
        body: 'ab',
        repeat: 3,
    });
    const response = await call();
    assert.deepEqual(
        [response.status, response.headers.get('retry-after'), await response.text()],
        [429, '30', 'ababab'],
    );
    assert.equal((await call()).status, 401);
    await arm({ at: 'api', status: 200, base64: '/w==' });
    assert.deepEqual(new Uint8Array(await (await call()).arrayBuffer()), Uint8Array.of(255));
});

test('what is lost has no answer, and what is cut ends with an error', async () => {
    await arm({ at: 'api', lost: 'after' });
    assert.equal((await call()).type, 'error');
    await arm({ at: 'api', process: false, status: 200, body: '0123456789', cut: 4 });
    await assert.rejects((await call()).text());
});

test('what is late is late', async () => {
    await arm({ at: 'api', delay_ms: 150 });
    const began = Date.now();
    assert.equal((await call()).status, 401);
    assert.ok(Date.now() - began >= 149);
});
