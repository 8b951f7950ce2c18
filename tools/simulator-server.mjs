// @ts-check
// Simulated Staging as an HTTP server on this machine, for tests of your own:
//
//   node tools/simulator-server.mjs [--port 8090] [--wasm FILE] [--redirect-uri URI]... [--cors]
//
// --port 0 takes a free port. The address is printed; below it is what the page's service worker
// has below simulated/. --redirect-uri registers an address besides http://localhost:8080/ .
// Webhooks are sent to endpoints of this machine (tools/webhooks.mjs); what became of each is told by
// /control/deliveries. /control/export does what a bookkeeper's press on Export does.
// --cors lets pages of other origins in. Everything is forgotten when it ends.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { built, read_body, read_headers, simulated_staging } from './simulated-staging.mjs';
import { webhook_sender } from './webhooks.mjs';

/** Between two looks at what is due. */
const webhook_pause_ms = 200;

const cors_headers = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type',
    'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
    'Access-Control-Expose-Headers': 'WWW-Authenticate',
};

/**
 * @param {Awaited<ReturnType<typeof simulated_staging>>} staging
 * @param {{cors: boolean, redirect_uris: string[]}} options
 */
function make_server(staging, { cors, redirect_uris }) {
    /** @param {import('node:http').IncomingMessage} request */
    const answer = async (request) => {
        const body = await read_body(request);
        if (body === undefined) {
            /** @type {[string, string][]} */
            const headers = [['Content-Type', 'application/json;charset=UTF-8']];
            const message = 'The body is longer than 4 MiB.';
            return { status: 413, headers, body: JSON.stringify({ type: 'CONTENT_TOO_LARGE', message }) };
        }
        // The Host header names us, or somebody else's page found its way here (DNS rebinding).
        const { host = '' } = request.headers;
        const port = request.socket.localPort;
        if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
            return { status: 421, headers: [], body: '' };
        }
        return staging(
            {
                method: request.method ?? '',
                url: `http://${host}${request.url}`,
                headers: read_headers(request.headers),
                body,
            },
            { base_url: `http://${host}/simulated`, redirect_uris },
        );
    };

    return createServer(async (request, response) => {
        if (cors) {
            for (const [name, value] of Object.entries(cors_headers)) {
                response.setHeader(name, value);
            }
            if (request.method === 'OPTIONS') {
                response.writeHead(204).end();
                return;
            }
        }
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
    const staging = await simulated_staging(values.wasm);
    const server = make_server(staging, {
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
        const deliver = webhook_sender(staging, {
            base_url: `http://127.0.0.1:${port}/simulated`,
            redirect_uris: [],
        });
        // What is due by the virtual clock is due whoever moved it, and whether or not somebody asks.
        setInterval(() => {
            deliver().catch((error) => console.error(error));
        }, webhook_pause_ms);
        console.log(`Simulated Staging answers at http://127.0.0.1:${port}/simulated`);
    });
}

main().catch((error) => {
    console.error(`simulator-server: ${error.message}`);
    process.exitCode = 1;
});
