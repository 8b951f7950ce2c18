// @ts-check
// Simulated Staging as an HTTP server on this machine, for tests of your own:
//
//   node tools/simulator-server.mjs [--port 8090] [--wasm FILE] [--redirect-uri URI]... [--cors]
//
// --port 0 takes a free port. The address is printed; below it is what the page's service worker
// has below simulated/. --redirect-uri registers an address besides http://localhost:8080/ .
// --cors lets pages of other origins in. Everything is forgotten when it ends.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { webcrypto } from 'node:crypto';

import '../web/simulator_host.js';

// Node 18 has it, but not in the global scope.
if (!globalThis.crypto) Object.assign(globalThis, { crypto: webcrypto });

const built = fileURLToPath(new URL('../build/wasm-release/simulator.wasm', import.meta.url));
const longest_body = 64 * 1024;

/** @param {AsyncIterable<Buffer>} stream @returns {Promise<string | undefined>} undefined: too long */
async function read_body(stream) {
    const parts = [];
    let size = 0;
    for await (const part of stream) {
        size += part.length;
        if (size <= longest_body) parts.push(part);
    }
    return size <= longest_body ? Buffer.concat(parts).toString('utf8') : undefined;
}

const cors_headers = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type',
    'Access-Control-Allow-Methods': 'GET, POST, DELETE',
    'Access-Control-Expose-Headers': 'WWW-Authenticate',
};

/**
 * @param {Simulator} simulator
 * @param {{cors: boolean, redirect_uris: string[]}} options
 */
function make_server(simulator, { cors, redirect_uris }) {
    /** @type {unknown} */
    let state = null;

    /** @param {import('node:http').IncomingMessage} request */
    const answer = async (request) => {
        const body = await read_body(request);
        if (body === undefined) return { status: 413, headers: [], body: '' };
        // The Host header names us, or somebody else's page found its way here (DNS rebinding).
        const { host = '' } = request.headers;
        const port = request.socket.localPort;
        if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
            return { status: 421, headers: [], body: '' };
        }
        /** @type {[string, string][]} */
        const headers = [];
        for (const name of ['authorization', 'content-type']) {
            const value = request.headers[name];
            if (typeof value === 'string') headers.push([name, value]);
        }
        const answered = await simulator.answer({
            request: {
                method: request.method ?? '',
                url: `http://${host}${request.url}`,
                headers,
                body,
            },
            state,
            now_ms: Date.now(),
            base_url: `http://${host}/simulated`,
            redirect_uris,
        });
        state = answered.state;
        return answered.response;
    };

    // One after the other: each sees what the last one did.
    let last = Promise.resolve();
    return createServer((request, response) => {
        if (cors) {
            for (const [name, value] of Object.entries(cors_headers)) {
                response.setHeader(name, value);
            }
            if (request.method === 'OPTIONS') {
                response.writeHead(204).end();
                return;
            }
        }
        last = last.then(async () => {
            try {
                const { status, headers, body } = await answer(request);
                for (const [name, value] of headers) response.setHeader(name, value);
                response.statusCode = status;
                response.end(body);
            } catch (error) {
                console.error(error);
                response.writeHead(500).end();
            }
        });
    });
}

async function main() {
    const { values } = parseArgs({
        options: {
            port: { type: 'string', default: '8090' },
            wasm: { type: 'string', default: built },
            'redirect-uri': { type: 'string', multiple: true, default: [] },
            cors: { type: 'boolean', default: false },
        },
    });
    const wasm = await readFile(values.wasm ?? built).catch(() => {
        throw new Error(`${values.wasm} is not there. Build it with: tools/build wasm-release`);
    });
    const server = make_server(await create_simulator(new Uint8Array(wasm)), {
        cors: values.cors ?? false,
        redirect_uris: values['redirect-uri'] ?? [],
    });
    server.on('error', (error) => {
        console.error(`simulator-server: ${error.message}`);
        process.exitCode = 1;
    });
    server.listen(Number(values.port), '127.0.0.1', () => {
        const address = server.address();
        const port = typeof address === 'object' && address ? address.port : values.port;
        console.log(`Simulated Staging answers at http://127.0.0.1:${port}/simulated`);
    });
}

main().catch((error) => {
    console.error(`simulator-server: ${error.message}`);
    process.exitCode = 1;
});
