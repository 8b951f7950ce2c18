// @ts-check
// Simulated Staging as WebAssembly behind tools/simulator-server.mjs, over real HTTP: one lifecycle,
// and what the server adds to it.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { request as http_request } from 'node:http';
import { after, before, test } from 'node:test';

import * as simulated from './server.mjs';
import { redirect_uri, start } from './server.mjs';

/** @type {Awaited<ReturnType<typeof start>>} */
let server;
before(async () => {
    server = await start();
});
after(() => server?.stop());

/** @param {string} path @param {Record<string, string>} form */
const post = (path, form) => simulated.post(server, path, form);
/** @param {Record<string, string>} form */
const token = (form) => simulated.token(server, form);

/** @param {string} access_token @param {string} path @param {string} [method] */
const call = (access_token, path, method = 'GET') =>
    fetch(`${server.url}/external${path}`, {
        method,
        headers: { authorization: `Bearer ${access_token}` },
    });

/** @param {string} access_token @param {string} path @param {string} method @param {unknown} body */
const call_with = (access_token, path, method, body) =>
    fetch(`${server.url}/external${path}`, {
        method,
        headers: {
            authorization: `Bearer ${access_token}`,
            'content-type': 'application/json;charset=UTF-8',
        },
        body: JSON.stringify(body),
    });

test('a token lives and dies over HTTP', async () => {
    const code_verifier = randomBytes(32).toString('base64url');
    const back = await simulated.consent(server, code_verifier, 'users:read');
    assert.equal(back.origin + back.pathname, redirect_uri);
    assert.equal(back.searchParams.get('state'), 'opaque');

    const form = {
        grant_type: 'authorization_code',
        code: back.searchParams.get('code') ?? '',
        redirect_uri,
        code_verifier,
    };
    const first = await token(form);
    assert.equal(first.status, 200);
    assert.match(first.body.access_token, /^sim_access_/);

    const employees = await call(first.body.access_token, '/v2/employees?limit=5');
    assert.equal(employees.status, 200);
    assert.equal((await employees.json()).data.length, 5);
    assert.equal((await call(first.body.access_token, '/v1/companies')).status, 403);

    const refresh = { grant_type: 'refresh_token', refresh_token: first.body.refresh_token };
    const second = await token(refresh);
    assert.equal(second.status, 200);
    assert.equal((await call(first.body.access_token, '/v1/introspect')).status, 401);
    assert.equal((await token(refresh)).body.error, 'invalid_grant');

    const clock = await post('/control/clock', { advance_seconds: '900' });
    assert.equal((await clock.json()).offset_seconds, 900);
    const expired = await call(second.body.access_token, '/v1/introspect');
    assert.equal(expired.status, 401);
    assert.match(expired.headers.get('www-authenticate') ?? '', /invalid_token/);

    const third = await token({
        grant_type: 'refresh_token',
        refresh_token: second.body.refresh_token,
    });
    assert.equal(third.status, 200);
    const gone = await call(third.body.access_token, '/v1/installations/me', 'DELETE');
    assert.equal(gone.status, 204);
    assert.equal((await call(third.body.access_token, '/v1/introspect')).status, 401);
});

test('what is written with JSON is there for the next request', async () => {
    const code_verifier = randomBytes(32).toString('base64url');
    const back = await simulated.consent(server, code_verifier, 'export-jobs:read');
    const { body } = await token({
        grant_type: 'authorization_code',
        code: back.searchParams.get('code') ?? '',
        redirect_uri,
        code_verifier,
    });
    const subscription = {
        endpointUrl: 'https://hooks.dummy.example/',
        eventTypes: ['v1.export-job.created'],
    };
    const made = await call_with(body.access_token, '/v1/subscriptions', 'POST', subscription);
    assert.equal(made.status, 200);
    const { id } = (await made.json()).data;
    const path = `/v1/subscriptions/${id}`;
    const changed = { ...subscription, status: 'INACTIVE' };
    assert.equal((await call_with(body.access_token, path, 'PUT', changed)).status, 200);
    const kept = await (await call(body.access_token, path)).json();
    assert.equal(kept.data.status, 'INACTIVE');
    const secret = await (await call(body.access_token, `${path}/secret`)).json();
    assert.match(secret.data.secretKey, /^whsec_sim\/[A-Za-z0-9+/]{28}$/);
    assert.equal((await call(body.access_token, path, 'DELETE')).status, 204);
    assert.ok((await (await call(body.access_token, path)).json()).data.deletedAt);

    const refused = await call_with(body.access_token, '/v1/subscriptions', 'POST', [subscription]);
    assert.equal(refused.status, 400);
    assert.equal((await refused.json()).type, 'JSON_MAPPING_EXCEPTION');
});

test('denied consent brings back an error and no code', async () => {
    const back = await simulated.consent(server, randomBytes(32).toString('base64url'), 'users:read', 'deny');
    assert.equal(back.searchParams.get('error'), 'access_denied');
    assert.equal(back.searchParams.has('code'), false);
});

test('the pages of the WebAssembly module carry their policy', async () => {
    const page = await fetch(`${server.url}/`);
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.match(await page.text(), /this is not Pleo/);
});

test('requests that arrive together are answered one after the other', async () => {
    const before = await (await fetch(`${server.url}/control/clock`)).json();
    await Promise.all(Array.from({ length: 20 }, () => post('/control/clock', { advance_seconds: '1' })));
    const after = await (await fetch(`${server.url}/control/clock`)).json();
    assert.equal(after.offset_seconds, before.offset_seconds + 20);
});

test('a request for another host is refused', async () => {
    const { port } = new URL(server.url);
    const status = await new Promise((resolve, reject) => {
        http_request({ host: '127.0.0.1', port, path: '/simulated/', headers: { host: 'evil.example' } }, (response) =>
            resolve(response.resume().statusCode),
        )
            .on('error', reject)
            .end();
    });
    assert.equal(status, 421);
});

test('a body without end is not kept', async () => {
    const response = await post('/auth/oauth/token', { code: 'a'.repeat(100_000) });
    assert.equal(response.status, 413);
    const larger = await post('/auth/oauth/token', { code: 'a'.repeat(5_000_000) });
    assert.equal(larger.status, 413);
    assert.equal((await larger.json()).type, 'CONTENT_TOO_LARGE');
});

test('other origins are let in only when asked for', async () => {
    const closed = await fetch(`${server.url}/control/state`);
    assert.equal(closed.headers.get('access-control-allow-origin'), null);
    const open = await start('--cors');
    try {
        const preflight = await fetch(`${open.url}/auth/oauth/token`, { method: 'OPTIONS' });
        assert.equal(preflight.status, 204);
        assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /Authorization/);
        const allowed = await fetch(`${open.url}/control/state`);
        assert.equal(allowed.headers.get('access-control-allow-origin'), '*');
    } finally {
        open.stop();
    }
});
