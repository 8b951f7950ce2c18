// @ts-check
// What the page cannot tell from Pleo's Staging: its host names over TLS with a certificate for them,
// its paths, and Simulated Staging behind. Tokens start with "staging_", because the page sends none of
// the simulator's own to a live route (S69). Where Pleo's documentation is silent, this is the
// simulator's reading of the RFCs and no evidence of what Pleo's servers do.
//
// The names lead here for those who are told so: a browser by `browser_arguments`, the relay by
// RELAY_UPSTREAMS, curl by `curl_config`. Nothing else on the machine is touched.
//
//   const stand_in = await start_stand_in({ redirect_uris: ['http://localhost:8080/'] });
//   launch(stand_in.browser_arguments);
//   serve(folder, port, { RELAY_UPSTREAMS: stand_in.upstreams, TRUSTED_CA: stand_in.authority.file })

import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read_body, read_headers, simulated_staging } from '../../tools/simulated-staging.mjs';
import { make_authority } from './authority.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const wasm = join(process.env.BUILD ?? join(root, 'build', 'wasm-release'), 'simulator.wasm');

/** Where the simulator believes to be. Its addresses are put right in what it answers. */
const base_url = 'https://stand-in.invalid/simulated';

export const auth_host = 'auth.staging.pleo.io';
export const external_host = 'external.staging.pleo.io';
/** @type {Record<string, string>} host to what the simulator has below this path */
const places = { [auth_host]: '/auth', [external_host]: '/external' };

/**
 * The client that is registered here, and the only one. The page brings the one that Simulated
 * Staging publishes along, so only a secret of its own can be searched for in the page.
 */
export const client = {
    client_id: 'e5a0f1c2-7d34-4b86-9c51-0d2f6a8b7e93',
    client_secret: 'staging-7Qx2vM9dKp4Ls8TnBw3Yc6',
};
/** As in src/staging/simulated_client.hpp. */
export const published_client = {
    client_id: '51a01a7e-0000-4000-8000-000000000001',
    client_secret: 'sim_secret_4d1f0c2e9a7b4f6f8c35',
};

/** In URLs and forms: no character of them is encoded there. @param {string} text */
const with_published_client = (text) =>
    text
        .replaceAll(published_client.client_id, 'not-registered-here')
        .replaceAll(client.client_id, published_client.client_id)
        .replaceAll(client.client_secret, published_client.client_secret);

/** The same in a Basic header. @param {import('node:http').IncomingHttpHeaders} headers */
function with_published_credentials(headers) {
    const [scheme, credentials = ''] = headers.authorization?.split(' ') ?? [];
    if (scheme !== 'Basic') return headers;
    const pair = with_published_client(Buffer.from(credentials, 'base64').toString());
    return { ...headers, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/**
 * open: pages of every origin may read everything.
 * success-only: they may read answers below 400, and what went wrong stays hidden.
 * preflight-refused: only requests without a preflight go through.
 * closed: no page may read anything.
 * @typedef {'open' | 'success-only' | 'preflight-refused' | 'closed'} Cors
 */

/**
 * @typedef {object} SeenRequest
 * @property {string} method
 * @property {string} host
 * @property {string} url path and query
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {string} body
 */

/** @param {string} text */
const with_real_names = (text) =>
    Object.entries(places).reduce(
        (done, [host, path]) => done.replaceAll(base_url + path, `https://${host}`),
        text.replaceAll(published_client.client_id, client.client_id),
    );

/** @param {{ redirect_uris?: string[], cors?: Cors }} [options] */
export async function start_stand_in({ redirect_uris = [], cors = 'closed' } = {}) {
    const authority = await make_authority();
    const staging = await simulated_staging(wasm);
    /** @type {SeenRequest[]} */
    const requests = [];

    /** @param {import('node:http').IncomingMessage} request */
    async function answer(request) {
        const { method = '', url = '' } = request;
        const host = request.headers.host?.replace(/:\d+$/, '') ?? '';
        const body = (await read_body(request)) ?? '';
        requests.push({ method, host, url, headers: request.headers, body });
        const place = places[host];
        if (place === undefined) return { status: 421, headers: [], body: '' };
        if (method === 'OPTIONS') {
            return { status: stand_in.cors === 'preflight-refused' ? 403 : 204, headers: [], body: '' };
        }
        const other = stand_in.instead?.(method, url);
        if (other !== undefined) {
            const headers = [['Content-Type', 'application/json'], ...(other.headers ?? [])];
            return { status: other.status, headers, body: JSON.stringify(other.body) };
        }
        return staging(
            {
                method,
                url: base_url + place + with_published_client(url),
                headers: read_headers(with_published_credentials(request.headers)),
                body: with_published_client(body),
            },
            { base_url, redirect_uris, prefix: stand_in.prefix },
        );
    }

    /** @param {string} method @param {number} status @returns {Record<string, string>} */
    function cors_headers(method, status) {
        const readable = {
            open: true,
            'success-only': status < 400,
            'preflight-refused': method !== 'OPTIONS',
            closed: false,
        }[stand_in.cors];
        if (!readable) return {};
        const preflight = {
            'Access-Control-Allow-Headers': 'Authorization, Content-Type',
            'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
        };
        return { 'Access-Control-Allow-Origin': '*', ...(method === 'OPTIONS' ? preflight : {}) };
    }

    const certificate = await authority.issue([auth_host, external_host]);
    const server = createServer(certificate, (request, response) => {
        answer(request).then(
            ({ status, headers, body }) => {
                for (const [name, value] of headers) response.setHeader(name, with_real_names(value));
                for (const [name, value] of Object.entries(cors_headers(request.method ?? '', status))) {
                    response.setHeader(name, value);
                }
                response.statusCode = status;
                response.end(with_real_names(body));
            },
            (error) => {
                console.error(error);
                response.destroy();
            },
        );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP address');
    const here = `127.0.0.1:${address.port}`;

    const hosts = Object.keys(places);
    const key = new X509Certificate(certificate.cert).publicKey.export({ type: 'spki', format: 'der' });

    const stand_in = {
        /** May be changed at any time. */
        cors,
        /** What tokens and codes start with; may be changed at any time. */
        prefix: 'staging_',
        /**
         * Answers in the place of Simulated Staging where it is not undefined.
         * @type {((method: string, url: string) => { status: number, body: unknown, headers?: [string, string][] } | undefined) | undefined}
         */
        instead: undefined,
        authority,
        /** What arrived, in order; preflights among it. */
        requests,
        /** What arrived at this path, preflights left out. @param {string} method @param {string} path */
        carried_out: (method, path) =>
            requests.filter((each) => each.method === method && each.url.split('?')[0] === path),
        /** Both names lead here, and the key of this server, no other one, is trusted. */
        browser_arguments: [
            `--host-resolver-rules=${hosts.map((host) => `MAP ${host} ${here}`).join(',')}`,
            `--ignore-certificate-errors-spki-list=${createHash('sha256').update(key).digest('base64')}`,
        ],
        /** The same for curl: lines of a .curlrc. */
        curl_config: [
            ...hosts.map((host) => `connect-to = "${host}:443:${here}"`),
            `cacert = "${authority.file}"\n`,
        ].join('\n'),
        port: address.port,
        upstreams: hosts.map((host) => `${host}=${here}`).join(' '),
        async stop() {
            server.close();
            server.closeAllConnections();
            await authority.remove();
        },
    };
    return stand_in;
}
