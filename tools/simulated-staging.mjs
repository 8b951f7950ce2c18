// @ts-check
// Simulated Staging in this Node process: simulator.wasm with a state in memory, one request after
// the other. tools/simulator-server.mjs puts HTTP around it.
//
//   const answer = await simulated_staging();
//   const { status, headers, body } = await answer(request, { base_url, redirect_uris: [] });
import { createHash, webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import '../web/simulator_host.js';

// Node 18 has it, but not in the global scope.
if (!globalThis.crypto) Object.assign(globalThis, { crypto: webcrypto });

export const built = fileURLToPath(new URL('../build/wasm-release/simulator.wasm', import.meta.url));
const longest_body = 4 * 1024 * 1024;

/**
 * What an HTTP server was sent: undefined when it is more than any client of ours sends.
 * @param {AsyncIterable<Buffer>} stream
 * @returns {Promise<string | undefined>}
 */
export async function read_body(stream) {
    const parts = [];
    let size = 0;
    for await (const part of stream) {
        size += part.length;
        if (size <= longest_body) parts.push(part);
    }
    return size <= longest_body ? Buffer.concat(parts).toString('utf8') : undefined;
}

/**
 * The headers that Simulated Staging reads.
 * @param {import('node:http').IncomingHttpHeaders} headers
 */
export function read_headers({ authorization, 'content-type': content_type }) {
    /** @type {[string, string][]} */
    const pairs = [];
    if (authorization) pairs.push(['authorization', authorization]);
    if (content_type) pairs.push(['content-type', content_type]);
    return pairs;
}

/**
 * 512 octets after the other, the same for the same seed: for a run that can be repeated.
 * @param {string} seed
 */
function seeded_random(seed) {
    let count = 0;
    return () => {
        const parts = [];
        for (let i = 0; i < 8; ++i) parts.push(createHash('sha512').update(`${seed} ${count++}`).digest());
        return Buffer.concat(parts).toString('base64');
    };
}

/**
 * @typedef {Pick<SimulatorQuestion, 'base_url' | 'redirect_uris' | 'prefix'>} Place
 * @param {string} [file] simulator.wasm
 * @param {string} [seed] draws codes and tokens from it, which then are no secrets at all
 */
export async function simulated_staging(file = built, seed = undefined) {
    const random = seed === undefined ? undefined : seeded_random(seed);
    const wasm = await readFile(file).catch(() => {
        throw new Error(`${file} is not there. Build it with: tools/build wasm-release`);
    });
    const simulator = await create_simulator(new Uint8Array(wasm));
    /** @type {unknown} */
    let state = null;
    /** @type {Promise<unknown>} */
    let last = Promise.resolve();

    /** @type {(request: SimulatorRequest, place: Place) => Promise<SimulatorAnswer['response']>} */
    return (request, place) => {
        const turn = async () => {
            const now_ms = Date.now();
            const answered = await simulator.answer({ request, state, now_ms, random: random?.(), ...place });
            state = answered.state;
            return answered.response;
        };
        // Each sees what the last one did, also when that one failed.
        const answer = last.then(turn, turn);
        last = answer;
        return answer;
    };
}
