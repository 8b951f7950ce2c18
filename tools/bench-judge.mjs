// @ts-check
// The reader of src/simulator/faults.json and the verdicts on a client: bench.wasm in this process.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import '../web/simulator_host.js';

/**
 * @typedef {{id: string, name: string, client: string, from: string, checks?: string[], rules?: object[], untestable?: string}} Fault
 * @typedef {Record<string, any> & {n: number, at: number, point: string}} Moment
 * @typedef {'passed' | 'failed' | 'not seen' | 'not testable'} Outcome
 * @typedef {{id: string, title: string, rfc: string, pleo: string, outcome: Outcome, why: string, moments: number[]}} Verdict
 */

export const catalogue_file = fileURLToPath(new URL('../src/simulator/faults.json', import.meta.url));

/** @param {string} wasm bench.wasm */
export async function create_judge(wasm) {
    const octets = await readFile(wasm).catch(() => {
        throw new Error(`${wasm} is not there. Build it with: tools/build wasm-release`);
    });
    const { run } = await create_simulator(new Uint8Array(octets));
    return {
        /** Faults by their id. @param {string} [file] @returns {Promise<Map<string, Fault>>} */
        async catalogue(file = catalogue_file) {
            const text = await readFile(file, 'utf8');
            const { place, reason } = run({ catalogue: text });
            if (place) throw new Error(`${file}: ${place}: ${reason}`);
            return new Map(JSON.parse(text).faults.map((/** @type {Fault} */ each) => [each.id, each]));
        },
        /**
         * @param {Moment[][]} runs
         * @returns {{verdicts: (Verdict & {run: number})[], runs: Verdict[][]}}
         */
        judge: (runs) => run({ runs }),
    };
}
