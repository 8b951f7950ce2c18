// @ts-check
// What the page cannot tell from Pleo's Staging: its host names over TLS with a certificate for them,
// its paths, and Simulated Staging behind. Tokens start with "staging_", because the page sends none of
// the simulator's own to a live route (S69). Where Pleo's documentation is silent, this is the
// simulator's reading of the RFCs and no evidence of what Pleo's servers do.
//
// The names lead here for those who are told so: a browser by `browser_arguments`, the relay by
// RELAY_UPSTREAMS. Nothing else on the machine is touched.
//
//   const stand_in = await start_stand_in({ redirect_uris: ['http://localhost:8080/'] });
//   launch(stand_in.browser_arguments);  newContext({ ignoreHTTPSErrors: true })
//   serve(folder, port, { RELAY_UPSTREAMS: stand_in.upstreams, TRUSTED_CA: stand_in.authority.file })

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
        text,
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
        return staging(
            { method, url: base_url + place + url, headers: read_headers(request.headers), body },
            { base_url, redirect_uris, prefix: 'staging_' },
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

    const server = createServer(await authority.issue([auth_host, external_host]), (request, response) => {
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

    const stand_in = {
        /** May be changed at any time. */
        cors,
        authority,
        /** What arrived, in order; preflights among it. */
        requests,
        browser_arguments: [
            `--host-resolver-rules=${Object.keys(places).map((host) => `MAP ${host} ${here}`).join(',')}`,
        ],
        upstreams: Object.keys(places).map((host) => `${host}=${here}`).join(' '),
        async stop() {
            server.close();
            server.closeAllConnections();
            await authority.remove();
        },
    };
    return stand_in;
}
