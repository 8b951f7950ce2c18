// @ts-check
// A browser at the relay, with the stand-in for Staging behind: a whole lifecycle with what Chromium
// itself puts into a request, and another page that tries the same. And the stand-in does what its
// CORS modes say, because other tests build on them.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch } from '../browser/harness.mjs';
import { free_port, serve } from '../browser/site.mjs';
import { client, start_stand_in } from '../stand-in/server.mjs';
import { make_site, staging, start_upstream } from './support.mjs';

const { client_id, client_secret } = client;
const credentials = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`;

/** @type {(() => Promise<unknown> | undefined)[]} */ const cleaning = [];
/** @type {Awaited<ReturnType<typeof start_stand_in>>} */ let stand_in;
/** @type {import('playwright-core').BrowserContext} */ let context;
/** @type {import('playwright-core').Page} */ let page;
/** @type {string} */ let plain;
/** @type {string} */ let secretless;
/** @type {string} */ let entrance;
/** @type {string} */ let evil;

before(async () => {
    const ports = [await free_port(), await free_port()];
    [plain = '', secretless = ''] = ports.map((port) => `http://localhost:${port}/`);
    stand_in = await start_stand_in({ redirect_uris: [plain, secretless] });
    cleaning.push(() => stand_in.stop());

    const folder = await mkdtemp(join(tmpdir(), 'oauth-playground-chromium-'));
    cleaning.push(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'credentials');
    await writeFile(file, `client_id=${client_id}\nclient_secret=${client_secret}\n`, { mode: 0o600 });
    const site = await make_site([staging]);
    cleaning.push(() => site.remove());
    const settings = { RELAY_UPSTREAMS: stand_in.upstreams, TRUSTED_CA: stand_in.authority.file };
    for (const [port, more] of /** @type {const} */ ([
        [ports[0], undefined],
        [ports[1], { STAGING: file }],
    ])) {
        const server = await serve(site.site, port, { ...settings, ...more });
        cleaning.push(() => server.stop());
        if (server.entrance) entrance = server.entrance;
    }
    const elsewhere = await start_upstream((_, response) => {
        response.setHeader('Content-Type', 'text/html');
        response.end('<!doctype html><title>Elsewhere</title>');
    });
    cleaning.push(async () => elsewhere.stop());
    evil = `http://127.0.0.1:${elsewhere.port}/`;

    const browser = await launch(stand_in.browser_arguments);
    cleaning.push(() => browser.close());
    context = await browser.newContext();
    page = await context.newPage();
});
after(async () => {
    for (const clean of cleaning.reverse()) await clean();
});

/**
 * fetch() with the options of the page (S28).
 * @param {string} url @param {{method?: string, headers?: Record<string, string>, form?: Record<string, string>}} [options]
 */
const fetch_in_page = (url, { method = 'GET', headers = {}, form } = {}) =>
    page.evaluate(
        async ({ url, method, headers, body }) => {
            try {
                const response = await fetch(url, {
                    method,
                    headers:
                        body === undefined
                            ? headers
                            : { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
                    body,
                    mode: 'cors',
                    credentials: url.startsWith('relay/') ? 'same-origin' : 'omit',
                    cache: 'no-store',
                    redirect: 'error',
                    referrerPolicy: 'no-referrer',
                });
                const text = await response.text();
                const fault = response.headers.get('x-relay-error');
                return { status: response.status, fault, body: text === '' ? undefined : JSON.parse(text) };
            } catch (error) {
                return { status: 0, fault: null, body: String(error) };
            }
        },
        { url, method, headers, body: form && new URLSearchParams(form).toString() },
    );

/** Through log-in and consent to a code. @param {string} redirect_uri @param {string} code_verifier */
async function authorise(redirect_uri, code_verifier) {
    const parameters = new URLSearchParams({
        response_type: 'code',
        client_id,
        redirect_uri,
        scope: 'users:read',
        state: 'opaque',
        code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
        code_challenge_method: 'S256',
    });
    await page.goto(redirect_uri === secretless ? entrance : redirect_uri);
    assert.equal(page.url(), redirect_uri);
    await page.goto(`${staging.authorization_endpoint}?${parameters}`);
    await page.getByRole('textbox', { name: 'Email' }).fill('noor@dummy.example');
    await page.getByLabel('Password').fill('noor-dummy');
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.waitForURL(/[?&]code=/);
    const back = new URL(page.url());
    assert.equal(back.origin + back.pathname, redirect_uri);
    return back.searchParams.get('code') ?? '';
}

for (const mode of ['with the secret in the page', 'secretless']) {
    test(`a token lives and dies through the relay, ${mode}`, async () => {
        const site = mode === 'secretless' ? secretless : plain;
        /** @type {Record<string, string>} */
        const headers = mode === 'secretless' ? {} : { Authorization: credentials };
        const code_verifier = randomBytes(32).toString('base64url');
        const code = await authorise(site, code_verifier);

        const [entry] = (await fetch_in_page('relay/status.json')).body.environments;
        assert.deepEqual([entry.id, entry.secretless], ['pleo-staging', mode === 'secretless']);
        const token = (/** @type {Record<string, string>} */ form) =>
            fetch_in_page(entry.token_endpoint, { method: 'POST', headers, form });
        const first = await token({ grant_type: 'authorization_code', code, redirect_uri: site, code_verifier });
        assert.deepEqual([first.status, first.fault], [200, null], JSON.stringify(first.body));
        assert.match(first.body.access_token, /^staging_access_/);
        const second = await token({ grant_type: 'refresh_token', refresh_token: first.body.refresh_token });
        assert.equal(second.status, 200);

        const bearer = { Authorization: `Bearer ${second.body.access_token}` };
        const employees = await fetch_in_page(`${entry.resource_server}/v2/employees?limit=5`, { headers: bearer });
        assert.deepEqual([employees.status, employees.body.data.length], [200, 5]);
        const introspected = await fetch_in_page(entry.introspection_endpoint, {
            method: 'POST',
            headers,
            form: { token: first.body.access_token },
        });
        assert.deepEqual([introspected.status, introspected.body], [200, { active: false }]);
        const gone = await fetch_in_page(`${entry.resource_server}/v1/installations/me`, {
            method: 'DELETE',
            headers: bearer,
        });
        assert.equal(gone.status, 204);
        const rejected = await fetch_in_page(`${entry.resource_server}/v1/introspect`, { headers: bearer });
        assert.deepEqual([rejected.status, rejected.fault], [401, null]);

        const sent = stand_in.requests.filter(({ url }) => url === '/oauth/token').at(-1);
        assert.equal(sent?.headers.authorization, credentials);
        assert.deepEqual(Object.keys(sent?.headers ?? {}).sort(), [
            'accept',
            'authorization',
            'connection',
            'content-length',
            'content-type',
            'host',
            'user-agent',
        ]);
    });
}

test('another page gets nothing out of the relay and nothing through it', async () => {
    await page.goto(evil);
    stand_in.requests.length = 0;
    const form = { grant_type: 'refresh_token', refresh_token: 'r' };
    for (const path of ['relay/pleo-staging/token', 'relay/pleo-staging/introspect']) {
        const answer = await fetch_in_page(secretless + path, { method: 'POST', form });
        assert.equal(answer.status, 0, 'unreadable');
    }
    assert.equal((await fetch_in_page(`${secretless}relay/status.json`)).status, 0);
    // What needs no CORS: a form, a picture, a script, a frame.
    await page.evaluate(async (target) => {
        const done = (/** @type {HTMLElement} */ element) =>
            new Promise((resolve) => {
                element.addEventListener('load', resolve);
                element.addEventListener('error', resolve);
                document.body.append(element);
            });
        const image = document.createElement('img');
        image.src = `${target}relay/pleo-staging/api/v1/introspect`;
        const script = document.createElement('script');
        script.src = `${target}relay/pleo-staging/api/v1/introspect`;
        const frame = document.createElement('iframe');
        frame.name = 'inner';
        frame.src = `${target}relay/pleo-staging/api/v1/introspect`;
        await Promise.all([image, script, frame].map(done));
        const form = document.createElement('form');
        form.method = 'post';
        form.action = `${target}relay/pleo-staging/token`;
        form.target = 'inner';
        document.body.append(form);
        const submitted = new Promise((resolve) => frame.addEventListener('load', resolve));
        form.submit();
        await submitted;
    }, secretless);
    assert.deepEqual(stand_in.requests, []);
});

/** @type {[import('../stand-in/server.mjs').Cors, Record<string, number>][]} status as the page sees it; 0: nothing */
const modes = [
    ['open', { simple: 401, preflighted: 401, good: 200 }],
    ['closed', { simple: 0, preflighted: 0, good: 0 }],
    ['success-only', { simple: 0, preflighted: 0, good: 200 }],
    ['preflight-refused', { simple: 401, preflighted: 0, good: 0 }],
];
for (const [cors, expected] of modes) {
    test(`the stand-in with CORS ${cors}`, async () => {
        await page.goto(plain);
        stand_in.cors = cors;
        stand_in.requests.length = 0;
        const form = { grant_type: 'refresh_token', refresh_token: 'r' };
        const url = staging.token_endpoint ?? '';
        const in_body = { ...form, client_id, client_secret: 'wrong' };
        const simple = await fetch_in_page(url, { method: 'POST', form: in_body });
        const preflighted = await fetch_in_page(url, {
            method: 'POST',
            form,
            headers: { Authorization: 'Basic YTpi' },
        });
        const good = await fetch_in_page(staging.introspection_endpoint ?? '', {
            method: 'POST',
            form: { token: 'unknown' },
            headers: { Authorization: credentials },
        });
        assert.deepEqual({ simple: simple.status, preflighted: preflighted.status, good: good.status }, expected);
        // What the page cannot see: whether the request was carried out.
        const carried_out = stand_in.requests.filter(({ method }) => method === 'POST').length;
        assert.equal(carried_out, { open: 3, closed: 1, 'success-only': 3, 'preflight-refused': 1 }[cors]);
    });
}
