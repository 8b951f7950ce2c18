// @ts-check
// The other authorisation server is as strict as the browser tests take it to be: otherwise they
// would prove less.

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { start_provider } from './provider.mjs';

const page_origin = 'http://localhost:8080';
const redirect_uri = `${page_origin}/`;

/** @type {Awaited<ReturnType<typeof start_provider>>} */
let provider;
before(async () => {
    provider = await start_provider(redirect_uri);
});
after(async () => {
    await provider.stop();
});

/** RFC 6749 section 2.3.1: both parts form-encoded before Base64. */
function basic() {
    const encode = (/** @type {string} */ text) => new URLSearchParams({ x: text }).toString().slice(2);
    return `Basic ${btoa(`${encode(provider.client_id)}:${encode(provider.client_secret)}`)}`;
}

/**
 * @param {string} endpoint
 * @param {Record<string, string>} form
 * @param {Record<string, string>} headers
 */
function post(endpoint, form, headers = { Authorization: basic() }) {
    return fetch(endpoint, {
        method: 'POST',
        headers: { Origin: page_origin, ...headers },
        body: new URLSearchParams(form),
    });
}

/**
 * Plays a person with a cookie jar through log-in and consent.
 * @param {Record<string, string>} parameters
 */
async function authorise(parameters) {
    /** @type {Map<string, string>} */
    const jar = new Map();
    let url = `${provider.authorization_endpoint}?${new URLSearchParams({
        response_type: 'code',
        client_id: provider.client_id,
        redirect_uri,
        scope: 'employees:read',
        state: 's',
        ...parameters,
    })}`;
    /** @type {RequestInit} */
    let init = {};
    for (let hop = 0; hop < 12; hop += 1) {
        const response = await fetch(url, {
            ...init,
            redirect: 'manual',
            headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        });
        // Not getSetCookie(): Debian's Node 18 has none. A comma in a date has no "name=" behind it.
        const cookies = response.headers.get('set-cookie')?.split(/, (?=[^;,= ]+=)/) ?? [];
        for (const cookie of cookies) {
            const [name, value] = cookie.split(';')[0].split(/=(.*)/s);
            jar.set(name, value);
        }
        const location = response.headers.get('location');
        if (location !== null) {
            url = new URL(location, url).href;
            if (url.startsWith(redirect_uri)) return new URL(url).searchParams;
            init = {};
            continue;
        }
        const page = await response.text();
        const action = /action="([^"]+)"/.exec(page);
        const prompt = /name="prompt" value="([^"]+)"/.exec(page);
        if (action === null || prompt === null) throw new Error(`${response.status} ${page}`);
        assert.doesNotMatch(page, /googleapis/, 'the pages of the provider stay on loopback');
        url = new URL(action[1], url).href;
        init = {
            method: 'POST',
            body: new URLSearchParams({ prompt: prompt[1], login: 'ada', password: 'any' }),
        };
    }
    throw new Error('no end of redirects');
}

function pkce() {
    const code_verifier = randomBytes(32).toString('base64url');
    return {
        code_verifier,
        code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
    };
}

/** A pair of tokens born from a code. */
async function tokens() {
    const { code_verifier, code_challenge } = pkce();
    const answer = await authorise({ code_challenge, code_challenge_method: 'S256' });
    const form = {
        grant_type: 'authorization_code',
        code: answer.get('code') ?? '',
        redirect_uri,
        code_verifier,
    };
    const response = await post(provider.token_endpoint, form);
    assert.equal(response.status, 200);
    return { ...(await response.json()), form, answer };
}

describe('the provider that stands in for another authorisation server', () => {
    it('gives tokens, the granted scope and iss for a plain scope', async () => {
        const { answer, access_token, refresh_token, token_type, scope, expires_in } = await tokens();
        assert.equal(answer.get('iss'), provider.issuer);
        assert.equal(answer.get('state'), 's');
        assert.equal(token_type, 'Bearer');
        assert.equal(scope, 'employees:read');
        assert.equal(expires_in, 900);
        assert.ok(access_token && refresh_token);
        const me = await fetch(`${provider.resource_server}/me`, {
            headers: { Authorization: `Bearer ${access_token}` },
        });
        assert.deepEqual(await me.json(), {
            data: { sub: 'ada', client_id: provider.client_id, scope: 'employees:read' },
        });
    });

    it('refuses a request without PKCE, and PKCE plain', async () => {
        assert.equal((await authorise({})).get('error'), 'invalid_request');
        const plain = { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' };
        assert.equal((await authorise(plain)).get('error'), 'invalid_request');
    });

    it('refuses a wrong verifier, a used code and a wrong secret', async () => {
        const { code_challenge } = pkce();
        const answer = await authorise({ code_challenge, code_challenge_method: 'S256' });
        const wrong = await post(provider.token_endpoint, {
            grant_type: 'authorization_code',
            code: answer.get('code') ?? '',
            redirect_uri,
            ...pkce(),
        });
        assert.equal((await wrong.json()).error, 'invalid_grant');

        const { form } = await tokens();
        assert.equal((await (await post(provider.token_endpoint, form)).json()).error, 'invalid_grant');
        const headers = { Authorization: `Basic ${btoa(`${provider.client_id}:wrong`)}` };
        assert.equal((await post(provider.token_endpoint, form, headers)).status, 401);
    });

    it('rotates refresh tokens, and a rotated one ends the whole grant', async () => {
        const { refresh_token } = await tokens();
        const form = { grant_type: 'refresh_token', refresh_token };
        const next = await (await post(provider.token_endpoint, form)).json();
        assert.notEqual(next.refresh_token, refresh_token);
        const introspect = async (/** @type {string} */ token) =>
            (await post(provider.introspection_endpoint, { token })).json();
        assert.equal((await introspect(next.access_token)).active, true);
        assert.equal((await (await post(provider.token_endpoint, form)).json()).error, 'invalid_grant');
        assert.equal((await introspect(next.access_token)).active, false);
        const late = await fetch(`${provider.resource_server}/me`, {
            headers: { Authorization: `Bearer ${next.access_token}` },
        });
        assert.equal(late.status, 401);
        assert.match(late.headers.get('www-authenticate') ?? '', /invalid_token/);
    });

    it('lets the page of its redirect URI read its answers, and no other origin', async () => {
        for (const endpoint of [
            provider.token_endpoint,
            provider.introspection_endpoint,
            `${provider.resource_server}/me`,
        ]) {
            const preflight = (/** @type {string} */ origin) =>
                fetch(endpoint, {
                    method: 'OPTIONS',
                    headers: {
                        Origin: origin,
                        'Access-Control-Request-Method': 'POST',
                        'Access-Control-Request-Headers': 'authorization',
                    },
                });
            assert.ok((await preflight(page_origin)).headers.get('access-control-allow-origin'), endpoint);
        }
        const other = await post(
            provider.token_endpoint,
            { grant_type: 'refresh_token', refresh_token: 'x' },
            { Authorization: basic(), Origin: 'http://evil.example' },
        );
        assert.equal(other.headers.get('access-control-allow-origin'), null);
    });
});
