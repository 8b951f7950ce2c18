// @ts-check
// Starts tools/simulator-server.mjs, and drives it as a client and a person would.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));
const wasm = join(process.env.BUILD ?? join(top, 'build', 'wasm-release'), 'simulator.wasm');
export const redirect_uri = 'https://client.example/callback';
export const client_id = '51a01a7e-0000-4000-8000-000000000001';
export const client_secret = 'sim_secret_4d1f0c2e9a7b4f6f8c35';

/** @typedef {{url: string, stop: () => void}} Server */

/** @param {string[]} options @returns {Promise<Server>} */
export async function start(...options) {
    const server = spawn(
        process.execPath,
        [
            join(top, 'tools', 'simulator-server.mjs'),
            ...['--port', '0', '--wasm', wasm, '--redirect-uri', redirect_uri],
            ...options,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const url = await new Promise((resolve, reject) => {
        let text = '';
        server.stdout.on('data', (part) => {
            text += part;
            const found = /http:\S+/.exec(text);
            if (found) resolve(found[0]);
        });
        server.on('exit', () => reject(new Error(`The server ended early: ${text}`)));
    });
    return { url: /** @type {string} */ (url), stop: () => server.kill() };
}

/** @param {string} html */
const transaction = (html) => /name="transaction" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** @param {Server} server @param {string} path @param {Record<string, string>} form @param {Record<string, string>} [headers] */
export const post = (server, path, form, headers = {}) =>
    fetch(server.url + path, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' });

/**
 * Through the pages as a browser would go. The address that the person is sent back to.
 * @param {Server} server @param {string} code_verifier @param {string} scope @param {string} [decision]
 */
export async function consent(server, code_verifier, scope, decision = 'approve') {
    const parameters = new URLSearchParams({
        response_type: 'code',
        client_id,
        redirect_uri,
        scope,
        state: 'opaque',
        code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
        code_challenge_method: 'S256',
    });
    return through_pages(server, `${server.url}/auth/oauth/authorize?${parameters}`, decision);
}

/** @param {Server} server @param {string} url of the authorisation request @param {string} [decision] */
export async function through_pages(server, url, decision = 'approve') {
    const login = await fetch(url);
    assert.equal(login.status, 200);
    const asked = await post(server, '/auth/oauth/authorize/log-in', {
        transaction: transaction(await login.text()),
        email: 'noor@dummy.example',
        password: 'noor-dummy',
    });
    assert.equal(asked.status, 200);
    const back = await post(server, '/auth/oauth/authorize/consent', {
        transaction: transaction(await asked.text()),
        decision,
    });
    assert.equal(back.status, 303);
    return new URL(back.headers.get('location') ?? '');
}

/** At the token endpoint, as the client. @param {Server} server @param {Record<string, string>} form */
export async function token(server, form) {
    const authorization = `Basic ${btoa(`${client_id}:${client_secret}`)}`;
    const response = await post(server, '/auth/oauth/token', form, { authorization });
    return { status: response.status, body: await response.json() };
}

/** Through the pages and the exchange. @param {Server} server @param {string} scope */
export async function access_token(server, scope) {
    const code_verifier = randomBytes(32).toString('base64url');
    const back = await consent(server, code_verifier, scope);
    const code = back.searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', code, redirect_uri, code_verifier };
    const { status, body } = await token(server, form);
    assert.equal(status, 200);
    return /** @type {string} */ (body.access_token);
}

/** @param {Server} server @param {string} token @param {string} method @param {string} path @param {unknown} [body] */
export async function call(server, token, method, path, body) {
    /** @type {Record<string, string>} */
    const headers = { authorization: `Bearer ${token}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const text = body === undefined ? undefined : JSON.stringify(body);
    const response = await fetch(`${server.url}/external${path}`, { method, headers, body: text });
    const answer = await response.text();
    return { status: response.status, body: answer === '' ? undefined : JSON.parse(answer) };
}

/** The body of what must succeed. @param {Parameters<typeof call>} parameters @returns {Promise<any>} */
export async function api(...parameters) {
    const { status, body } = await call(...parameters);
    assert.ok(status < 300, `${parameters[2]} ${parameters[3]}: ${status} ${JSON.stringify(body)}`);
    return body;
}

/** @param {Server} server @param {string} door @param {Record<string, string>} [form] @returns {Promise<any>} */
export async function control(server, door, form) {
    const response = form ? await post(server, `/control/${door}`, form) : await fetch(`${server.url}/control/${door}`);
    assert.ok(response.ok, `${door}: ${response.status}`);
    return response.json();
}
