// @ts-check
// HTTP around Simulated Staging: who may ask, and what a fault wants of the wire (transport.mjs).
import { createServer } from 'node:http';
import { read_body, read_headers } from './simulated-staging.mjs';
import { send } from './transport.mjs';

/** Before the host opens an address of the client itself: the redirect that it follows comes first. */
const visit_pause_ms = 150;

const cors_headers = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type',
    'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
    'Access-Control-Expose-Headers': 'WWW-Authenticate',
};

/**
 * @param {Awaited<ReturnType<typeof import('./simulated-staging.mjs').simulated_staging>>} staging
 * @param {{cors: boolean, redirect_uris: string[], heard?: () => void, note?: (status: number) => Promise<void>}} options
 * `heard` is called when a client is, `note` with what became of an address that was opened
 */
export function make_server(staging, { cors, redirect_uris, heard, note }) {
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

    /** @param {import('./transport.mjs').Visit} visit */
    const visit = async ({ url, headers }) => {
        const opened = fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(5000) });
        const status = await opened.then(
            (response) => response.status,
            () => 0,
        );
        await note?.(status);
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
            const of_client = !request.url?.startsWith('/simulated/control/');
            if (of_client) heard?.();
            const visits = await send(response, await answer(request));
            if (of_client) heard?.();
            for (const each of visits) setTimeout(() => visit(each), visit_pause_ms);
        } catch (error) {
            console.error(error);
            response.writeHead(500).end();
        }
    });
}
