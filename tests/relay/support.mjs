// @ts-check
// A relay with the nginx of `make run`, and servers for it to lead to.

import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nginx_headers } from '../../tools/policy.mjs';
import { serve } from '../browser/site.mjs';

/** @typedef {import('../../tools/environments.mjs').Environment} Environment */
/** @typedef {import('node:http').OutgoingHttpHeaders} Headers */

/** @type {Environment} */
export const staging = {
    id: 'pleo-staging',
    name: 'Pleo Staging',
    kind: 'pleo',
    authorization_endpoint: 'https://auth.staging.pleo.io/oauth/authorize',
    token_endpoint: 'https://auth.staging.pleo.io/oauth/token',
    introspection_endpoint: 'https://auth.staging.pleo.io/oauth/token/introspect',
    resource_server: 'https://external.staging.pleo.io',
    default_scopes: ['users:read'],
};

/** Another provider on this origin. @param {string} origin @returns {Environment} */
export const other = (origin, id = 'other') => ({
    id,
    name: 'Other',
    kind: 'other',
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token?tenant=1`,
    introspection_endpoint: `${origin}/introspect`,
    resource_server: `${origin}/base`,
    default_scopes: [],
});

/**
 * A server that keeps what it was sent, and answers what `answer` says.
 * @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void} [answer]
 */
export async function start_upstream(answer = (_, response) => response.end('{}')) {
    /** @type {{method: string, url: string, headers: import('node:http').IncomingHttpHeaders, body: string}[]} */
    const seen = [];
    const server = createServer(async (asked, response) => {
        const parts = [];
        for await (const part of asked) parts.push(part);
        const { method = '', url = '', headers } = asked;
        seen.push({ method, url, headers, body: Buffer.concat(parts).toString() });
        answer(asked, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP address');
    return {
        port: address.port,
        origin: `http://127.0.0.1:${address.port}`,
        seen,
        stop() {
            server.close();
            server.closeAllConnections();
        },
    };
}

/** A site for tools/serve with these environments and one page. @param {Environment[]} environments */
export async function make_site(environments) {
    const folder = await mkdtemp(join(tmpdir(), 'oauth-playground-relay-'));
    const site = join(folder, 'site');
    await mkdir(site);
    await mkdir(`${site}.nginx`);
    await writeFile(join(site, 'index.html'), '<!doctype html><title>t</title>');
    await writeFile(join(`${site}.nginx`, 'headers.conf'), nginx_headers(environments));
    await writeFile(join(`${site}.nginx`, 'environments.json'), JSON.stringify({ environments }));
    return { site, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** @param {Environment[]} environments @param {Record<string, string>} [settings] */
export async function start_relay(environments, settings = {}) {
    const { site, remove } = await make_site(environments);
    const server = await serve(site, undefined, settings).catch(async (error) => {
        await remove();
        throw error;
    });
    const port = Number(new URL(server.origin).port);
    const key = server.entrance?.split('/').pop();
    /** What fetch() of the page sends along. */
    const own = {
        origin: server.origin,
        'sec-fetch-site': 'same-origin',
        'sec-fetch-dest': 'empty',
        ...(key ? { cookie: `playground_relay_${port}=${key}` } : {}),
    };
    return {
        ...server,
        port,
        /**
         * Sends the path as it stands; the headers of the page unless others are given.
         * @param {string} path @param {{method?: string, headers?: Headers, body?: string}} [options]
         */
        ask: (path, { method = 'GET', headers = {}, body } = {}) =>
            ask({ port, path, method, headers: { host: `localhost:${port}`, ...own, ...headers } }, body),
        /** Bytes as they stand; resolves with all that came back. @param {string} text @returns {Promise<string>} */
        raw: (text) =>
            new Promise((resolve, reject) => {
                let answer = '';
                connect(port, '127.0.0.1')
                    .on('data', (part) => (answer += part))
                    .on('error', reject)
                    .on('close', () => resolve(answer))
                    .end(text);
            }),
        async stop() {
            await server.stop();
            await remove();
        },
    };
}

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {string[]} raw_headers
 * @property {string} text
 * @property {string | undefined} fault what the relay itself has to say
 */

/**
 * @param {import('node:http').RequestOptions} options @param {string} [body]
 * @param {typeof request} [send] https's for TLS
 * @returns {Promise<Answer>}
 */
export function ask(options, body, send = request) {
    // Names with undefined for a value are not sent.
    const headers = Object.fromEntries(
        Object.entries(/** @type {Headers} */ (options.headers)).filter(([, value]) => value !== undefined),
    );
    return new Promise((resolve, reject) => {
        const asked = send({ host: '127.0.0.1', agent: false, ...options, headers }, async (answer) => {
            const parts = [];
            for await (const part of answer) parts.push(part);
            resolve({
                status: answer.statusCode ?? 0,
                headers: answer.headers,
                raw_headers: answer.rawHeaders,
                text: Buffer.concat(parts).toString(),
                fault: /** @type {string | undefined} */ (answer.headers['x-relay-error']),
            });
        });
        asked.on('error', reject);
        asked.end(body);
    });
}
