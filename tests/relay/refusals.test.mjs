// @ts-check
// What the relay does not do, whoever asks. After each test nothing has reached a server.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import { other, start_relay, start_upstream } from './support.mjs';

/** @type {Awaited<ReturnType<typeof start_upstream>>} */ let upstream;
/** @type {Awaited<ReturnType<typeof start_relay>>} */ let relay;

before(async () => {
    upstream = await start_upstream();
    const { introspection_endpoint, ...smallest } = other(upstream.origin, 'no-introspection');
    assert.ok(introspection_endpoint);
    relay = await start_relay(
        [
            {
                id: 'simulated',
                name: 'Simulated',
                kind: 'simulated',
                authorization_endpoint: 'simulated/a',
                token_endpoint: 'simulated/t',
                default_scopes: [],
            },
            other(upstream.origin),
            smallest,
        ],
        { TIMEOUT: '1' },
    );
});
after(async () => {
    await relay?.stop();
    upstream?.stop();
});
afterEach(() => assert.deepEqual(upstream.seen.splice(0), []));

/** @param {import('./support.mjs').Answer} answer @param {number} expected @param {string} code */
function assert_refused(answer, expected, code) {
    const { status, headers, text, fault } = answer;
    assert.deepEqual([status, fault], [expected, code], text);
    assert.equal(headers['content-type'], 'application/json');
    assert.equal(headers['cache-control'], 'no-store');
    assert.match(String(headers['content-security-policy']), /^default-src 'none'/);
    const body = JSON.parse(text);
    assert.equal(body.relay_error, code);
    assert.match(body.message, /\.$/);
    assert.equal(body.error, undefined, 'never taken for an OAuth error');
}

for (const host of ['evil.example', 'localhost', 'localhost:1', 'localhost.evil.example:80']) {
    test(`another Host is refused: "${host}"`, async () => {
        for (const path of ['/relay/other/api/v1/x', '/relay/status.json', '/relay/nowhere']) {
            assert_refused(await relay.ask(path, { headers: { host } }), 421, 'foreign_host');
        }
    });
}

test('no Host is no host of ours', async () => {
    const none = await relay.raw('GET /relay/other/api/v1/x HTTP/1.0\r\n\r\n');
    assert.match(none, /^HTTP\/1\.1 421 [^]*X-Relay-Error: foreign_host/);
    const empty = await relay.raw('GET /relay/other/api/v1/x HTTP/1.1\r\nHost:\r\n\r\n');
    assert.match(empty, /^HTTP\/1\.1 400 /);
});

test('two Host headers are refused', async () => {
    const answer = await relay.raw(
        `GET /relay/other/api/v1/x HTTP/1.1\r\nHost: localhost:${relay.port}\r\nHost: evil.example\r\n\r\n`,
    );
    assert.match(answer, /^HTTP\/1\.1 400 /);
});

test('an absolute address in place of a path is refused, also the own one', async () => {
    for (const target of ['http://evil.example', `http://localhost:${relay.port}`, 'https://127.0.0.1']) {
        const answer = await relay.raw(
            `GET ${target}/relay/other/api/v1/x HTTP/1.1\r\nHost: localhost:${relay.port}\r\nConnection: close\r\n\r\n`,
        );
        assert.match(answer, /^HTTP\/1\.1 404 [^]*X-Relay-Error: no_such_endpoint/, target);
    }
    const tunnel = await relay.raw(
        `CONNECT 127.0.0.1:${upstream.port} HTTP/1.1\r\nHost: localhost:${relay.port}\r\n\r\n`,
    );
    assert.match(tunnel, /^HTTP\/1\.1 4/);
});

/** @type {[string, string, import('node:http').OutgoingHttpHeaders][]} */
const foreign = [
    ['another origin', 'POST', { origin: 'https://evil.example' }],
    ['the same host with another scheme', 'POST', { origin: 'https://localhost' }],
    ['another port', 'GET', { origin: 'http://localhost:1' }],
    ['the null origin of a sandbox', 'POST', { origin: 'null' }],
    ['one of the own origins, but not the one asked', 'POST', { origin: 'http://127.0.0.1' }],
    ['another site', 'GET', { origin: undefined, 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', 'GET', { origin: undefined, 'sec-fetch-site': 'same-site' }],
    ['the address bar', 'GET', { origin: undefined, 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' }],
    ['a script element', 'GET', { origin: undefined, 'sec-fetch-dest': 'script' }],
    ['a link', 'GET', { origin: undefined, 'sec-fetch-dest': 'document' }],
    ['a form', 'POST', { 'sec-fetch-dest': 'document' }],
    ['nobody knows where', 'POST', { origin: undefined, 'sec-fetch-site': undefined, 'sec-fetch-dest': undefined }],
];
for (const [what, method, headers] of foreign) {
    test(`refused: a request of ${what}`, async () => {
        assert_refused(await relay.ask('/relay/other/api/v1/x', { method, headers }), 403, 'foreign_origin');
        if (method === 'GET') {
            assert_refused(await relay.ask('/relay/status.json', { headers }), 403, 'foreign_origin');
        }
    });
}

for (const path of [
    '/relay/other/api/v1/../../token',
    '/relay/other/api/../token',
    '/relay/other/api/..',
    '/relay/other/api/v1/./x',
    '/relay/other/api/v1/.../x',
    '/relay/other/api/v1/%2e%2e/x',
    '/relay/other/api/v1/.%2E/x',
    '/relay/other/api/v1/..;/x',
    '/relay/other/api/v1%2Fx',
    '/relay/other/api/v1%5cx',
    '/relay/other/api/v1\\x',
    '/relay/other/api/v1/%252e%252e/x',
    '/relay/other/api/v1/%01',
    '/relay/other/api/v1/x%0d%0aX-Injected:%201',
    '/relay/other/api/v1/%7F',
    '/relay/other/api//v1/x',
    '/relay/other/api/v1//x',
    '/relay/other/api/v1/x//',
    '//relay/other/api/v1/x',
    '/relay//other/api/v1/x',
    '/relay/./other/api/v1/x',
    '/x/../relay/other/api/v1/x',
    '/%72elay/other/api/v1/x',
    '/relay/other/%61pi/v1/x',
    '/relay/OTHER/api/v1/x',
    '/relay/other/api',
    '/relay/other/api/',
    '/relay/other/api?x',
    '/relay/other/apix/v1',
    '/relay/other/api@evil.example/v1',
    '/relay/other/api:1/v1',
    '/relay/other/api.evil.example/v1',
    '/relay/other/api/v1/x#fragment',
    '/relay/other/api/v1/x?a#b',
    '/relay/other/api/v1/{x}',
    '/relay/other/api/v1/$host',
    '/relay/other/authorize',
    '/relay/other/',
    '/relay/unlisted/api/v1/x',
    '/relay/simulated/api/v1/x',
    '/relay/https://evil.example/api/v1/x',
    '/relay/',
]) {
    test(`nothing is passed on from ${path}`, async () => {
        assert_refused(await relay.ask(path), 404, 'no_such_endpoint');
    });
}

for (const path of ['/relay/other/api/v1/%zz', '/relay/other/api/v1/%00', '/../relay/other/api/v1/x']) {
    test(`not even understood: ${path}`, async () => {
        assert.equal((await relay.ask(path)).status, 400);
    });
}

for (const path of [
    '/relay/other/token?code=1',
    '/relay/other/token?',
    '/relay/other/token/',
    '/relay/other/token/x',
    '/relay/other/token%2Fx',
    '/relay/other/%74oken',
    '/relay/other/introspect/../token',
    '/relay/no-introspection/introspect',
    '/relay/simulated/token',
]) {
    test(`a token request goes to the endpoint itself only: ${path}`, async () => {
        assert_refused(await relay.ask(path, { method: 'POST' }), 404, 'no_such_endpoint');
    });
}

test('methods are those of the contract, and the others are named', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND']) {
        const answer = await relay.ask('/relay/other/token', { method });
        assert.equal(answer.headers.allow, 'POST', method);
        if (method !== 'HEAD') assert_refused(answer, 405, 'method_not_allowed');
    }
    for (const method of ['HEAD', 'OPTIONS', 'PROPFIND']) {
        const answer = await relay.ask('/relay/other/api/v1/x', { method });
        assert.deepEqual([answer.status, answer.fault], [405, 'method_not_allowed'], method);
        assert.equal(answer.headers.allow, 'GET, POST, PUT, PATCH, DELETE');
    }
    assert.equal((await relay.ask('/relay/other/api/v1/x', { method: 'TRACE' })).status, 405);
});

test('no other page is let in by CORS', async () => {
    const preflight = await relay.ask('/relay/other/token', {
        method: 'OPTIONS',
        headers: {
            origin: 'https://evil.example',
            'sec-fetch-site': 'cross-site',
            'access-control-request-method': 'POST',
        },
    });
    assert_refused(preflight, 403, 'foreign_origin');
    assert.deepEqual(
        Object.keys(preflight.headers).filter((name) => name.startsWith('access-control')),
        [],
    );
});

test('a body of more than 64 kB is refused, announced or not', async () => {
    const body = 'x'.repeat(65_537);
    const announced = await relay.ask('/relay/other/token', { method: 'POST', body });
    assert_refused(announced, 413, 'body_too_large');
    const chunked = await relay.ask('/relay/other/token', {
        method: 'POST',
        headers: { 'transfer-encoding': 'chunked' },
        body,
    });
    assert_refused(chunked, 413, 'body_too_large');
});

test('a body that does not come is not waited for', async () => {
    const began = Date.now();
    // The connection stays open on our side: the relay ends it.
    const answer = await new Promise((resolve, reject) => {
        let text = '';
        connect(relay.port, '127.0.0.1')
            .on('data', (part) => (text += part))
            .on('error', reject)
            .on('close', () => resolve(text))
            .write(
                `POST /relay/other/token HTTP/1.1\r\nHost: localhost:${relay.port}\r\n` +
                    `Origin: ${relay.origin}\r\nContent-Length: 100\r\n\r\ncode=`,
            );
    });
    assert.doesNotMatch(answer, /^HTTP\/1\.1 [23]/);
    assert.ok(Date.now() - began < 10_000);
});

test('two lengths, and a length beside chunks, are refused (request smuggling)', async () => {
    const head = `POST /relay/other/token HTTP/1.1\r\nHost: localhost:${relay.port}\r\nOrigin: ${relay.origin}\r\nConnection: close\r\n`;
    for (const framing of [
        'Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd',
        'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
        'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
        'Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
    ]) {
        assert.match(await relay.raw(head + framing), /^HTTP\/1\.1 (400|501) /, framing);
    }
});

test('a relay that is switched off says so', async () => {
    const off = await start_relay([other(upstream.origin)], { RELAY: 'off' });
    try {
        assert.deepEqual(JSON.parse((await off.ask('/relay/status.json')).text), { environments: [] });
        assert_refused(await off.ask('/relay/other/token', { method: 'POST' }), 404, 'no_such_endpoint');
    } finally {
        await off.stop();
    }
});
