// @ts-check
/// <reference path="./simulator_host.d.ts" />
// Drives simulator.wasm, the same for the service worker and for Node. A plain script that leaves
// one function in the global scope, because not every browser lets a service worker import modules:
//
//   importScripts("./simulator_host.js");            // service worker
//   import "../web/simulator_host.js";               // Node
//   const simulator = await create_simulator(bytes);
//   const { response, state } = await simulator.answer({ request, state, now_ms, base_url, ... });
//
// Randomness and SHA-256 come from Web Crypto. Its hash is asynchronous and WebAssembly is not: the
// module says what it wants hashed, and is called again with the digests.
(() => {
    /** More than any request needs. The module checks. */
    const random_octets = 512;
    /** A request asks for digests of what it brings, then of what it makes. */
    const most_rounds = 8;

    /** @param {Uint8Array} octets */
    const to_base64 = (octets) => btoa(String.fromCharCode(...octets));

    /** @param {string} text */
    const from_base64 = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));

    /** @param {string} text in Base64 @returns {Promise<string>} in Base64 */
    const sha256 = async (text) => to_base64(new Uint8Array(await crypto.subtle.digest('SHA-256', from_base64(text))));

    /**
     * The module needs nothing from outside but to say that its memory has grown. The C library
     * brings more imports with it, all for the moment in which the program ends itself.
     * @param {WebAssembly.Module} module
     */
    const imports_of = (module) => {
        /** @type {Record<string, Record<string, () => void>>} */
        const imports = {};
        for (const { module: from, name } of WebAssembly.Module.imports(module)) {
            imports[from] ??= {};
            imports[from][name] = () => {
                if (name === 'emscripten_notify_memory_growth') return;
                throw new Error(`Simulated Staging has ended itself: ${name}.`);
            };
        }
        return imports;
    };

    /** @param {BufferSource} wasm @returns {Promise<Simulator>} */
    const create_simulator = async (wasm) => {
        const module = await WebAssembly.compile(wasm);
        const { exports } = await WebAssembly.instantiate(module, imports_of(module));
        const memory = /** @type {WebAssembly.Memory} */ (exports.memory);
        /** @param {string} name */
        const exported = (name) => /** @type {(size?: number) => number} */ (exports[name]);
        exported('_initialize')();

        /** @param {unknown} value @returns {any} */
        const run = (value) => {
            const input = new TextEncoder().encode(JSON.stringify(value));
            const target = exported('simulator_input')(input.length);
            new Uint8Array(memory.buffer, target, input.length).set(input);
            const size = exported('simulator_run')();
            // Looked up now: the memory may have grown, and then its buffer is another one.
            const output = new Uint8Array(memory.buffer, exported('simulator_output')(), size);
            return JSON.parse(new TextDecoder().decode(output));
        };

        return {
            run,
            async answer(question) {
                const random = question.random ?? to_base64(crypto.getRandomValues(new Uint8Array(random_octets)));
                /** @type {[string, string][]} */
                const digests = [];
                for (let round = 0; round < most_rounds; ++round) {
                    const answer = run({ ...question, random, digests });
                    if (answer.error) throw new Error(answer.error);
                    if (!answer.wanted) return answer;
                    for (const text of answer.wanted) digests.push([text, await sha256(text)]);
                }
                throw new Error('Simulated Staging asks for ever more digests.');
            },
        };
    };

    Object.assign(globalThis, { create_simulator });
})();
