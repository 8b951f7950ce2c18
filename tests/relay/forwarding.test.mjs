// @ts-check
// What the relay passes on, there and back.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { other, staging, start_relay, start_upstream } from './support.mjs';

/** @type {Awaited<ReturnType<typeof start_upstream>>} */ let upstream;
/** @type {Awaited<ReturnType<typeof start_relay>>} */ let relay;

/** @type {Record<string, (response: import('node:http').ServerResponse) => void>} */
const answers = {
    '/base/loaded': (response) => {
        response.writeHead(401, {
            'Content-Type': 'application/json;charset=UTF-8',
            'WWW-Authenticate': 'Bearer error="invalid_token"',
            'X-Request-Id': 'r1',
            'Retry-After': '7',
            'Set-Cookie': ['a=1', 'b=2'],
            'X-Relay-Error': 'forged',
            'X-Relay-Location': 'forged',
            'X-Accel-Redirect': '/index.html',
            'Access-Control-Allow-Origin': '*',
            'Clear-Site-Data': '"*"',
            'Service-Worker-Allowed': '/',
            'Content-Security-Policy': 'default-src *',
            'Referrer-Policy': 'unsafe-url',
            'Cache-Control': 'public, max-age=1000',
            'Strict-Transport-Security': 'max-age=1',
            Link: '</x>; rel=preload',
            Refresh: '0; url=/',
            'X-Powered-By': 'x',
        });
        response.end('{"error":"invalid_token"}');
    },
    '/base/away': (response) => {
        response.writeHead(302, { Location: 'https://elsewhere.example/next' });
        response.end();
    },
    '/base/bad-gateway': (response) => response.writeHead(502).end('{"type":"OWN"}'),
    '/base/too-large': (response) => response.writeHead(413).end('{"type":"OWN"}'),
    '/base/late': (response) => response.writeHead(504).end('{"type":"OWN"}'),
    '/base/large': (response) => response.end('x'.repeat(3_000_000)),
};

before(async () => {
    upstream = await start_upstream(({ url = '' }, response) =>
        (answers[url] ?? ((/** @type {any} */ each) => each.end('{"fine":true}')))(response),
    );
    relay = await start_relay([staging, other(upstream.origin), other(`http://localhost:${upstream.port}`, 'by-name')]);
});
after(async () => {
    await relay?.stop();
    upstream?.stop();
});
beforeEach(() => {
    upstream.seen.length = 0;
});

test('a token request arrives as the page built it, and with nothing of the browser', async () => {
    const body = 'grant_type=authorization_code&code=a%2Bb';
    const answer = await relay.ask('/relay/other/token', {
        method: 'POST',
        headers: {
            Authorization: 'Basic YTpi',
            Accept: 'application/json',
            'Content-Type': 'application/x-www-form-urlencoded',
            Cookie: 'session=1',
            Referer: 'http://localhost/?code=1',
            'User-Agent': 'Browser of Ada',
            'Accept-Language': 'da',
            'Accept-Encoding': 'gzip',
            'X-Forwarded-For': '1.2.3.4',
            'X-Anything': '1',
            Range: 'bytes=0-1',
        },
        body,
    });
    assert.deepEqual([answer.status, answer.text, answer.fault], [200, '{"fine":true}', undefined]);
    assert.equal(upstream.seen.length, 1);
    assert.deepEqual(upstream.seen[0], {
        method: 'POST',
        url: '/token?tenant=1',
        headers: {
            host: `127.0.0.1:${upstream.port}`,
            connection: 'close',
            'user-agent': 'oauth-playground',
            accept: 'application/json',
            'content-type': 'application/x-www-form-urlencoded',
            authorization: 'Basic YTpi',
            'content-length': String(body.length),
        },
        body,
    });
});

test('an empty request brings no header that it did not have', async () => {
    await relay.ask('/relay/other/api/v1/introspect');
    assert.deepEqual(upstream.seen[0]?.headers, {
        host: `127.0.0.1:${upstream.port}`,
        connection: 'close',
        'user-agent': 'oauth-playground',
    });
});

for (const path of [
    '/v2/employees?limit=5&email=a%40b.example&after=%2F..%2F',
    '/v1/vendors:search',
    '/v0/tags/a%20b/dimensions',
    "/v1/it's(a)~b!*,=@&+-_.c",
    '/v1/..well-known',
    '/v1/companies/',
]) {
    test(`the path of an operation is passed on byte for byte: ${path}`, async () => {
        const answer = await relay.ask(`/relay/other/api${path}`);
        assert.deepEqual([answer.status, answer.fault], [200, undefined]);
        assert.equal(upstream.seen[0]?.url, `/base${path}`);
    });
}

for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    test(`${method} reaches the API`, async () => {
        assert.equal((await relay.ask('/relay/other/api/v1/x', { method })).status, 200);
        assert.equal(upstream.seen[0]?.method, method);
    });
}

test('localhost leads to this machine, although no name server knows it', async () => {
    assert.equal((await relay.ask('/relay/by-name/introspect', { method: 'POST' })).status, 200);
    assert.equal(upstream.seen[0]?.headers.host, `localhost:${upstream.port}`);
});

test('an answer comes back without what acts on the browser, and with what a person wants to see', async () => {
    const { status, headers, raw_headers, text, fault } = await relay.ask('/relay/other/api/loaded');
    assert.deepEqual([status, text, fault], [401, '{"error":"invalid_token"}', undefined]);
    assert.equal(headers['www-authenticate'], 'Bearer error="invalid_token"');
    assert.equal(headers['x-request-id'], 'r1');
    assert.equal(headers['retry-after'], '7');
    assert.equal(headers['content-type'], 'application/json;charset=UTF-8');
    for (const name of [
        'set-cookie',
        'x-relay-location',
        'x-accel-redirect',
        'access-control-allow-origin',
        'clear-site-data',
        'service-worker-allowed',
        'strict-transport-security',
        'link',
        'refresh',
        'x-powered-by',
    ]) {
        assert.equal(headers[name], undefined, name);
    }
    const names = raw_headers.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
    assert.equal(new Set(names).size, names.length, 'no header stands there twice');
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.match(String(headers['content-security-policy']), /^default-src 'none'/);
});

test('a redirect is shown and not followed', async () => {
    const { status, headers, fault } = await relay.ask('/relay/other/api/away');
    assert.deepEqual([status, headers.location, fault], [302, undefined, undefined]);
    assert.equal(headers['x-relay-location'], 'https://elsewhere.example/next');
    assert.equal(upstream.seen.length, 1);
});

for (const [path, status] of /** @type {const} */ ([
    ['bad-gateway', 502],
    ['too-large', 413],
    ['late', 504],
])) {
    test(`${status} of the server itself is not taken for one of the relay`, async () => {
        const answer = await relay.ask(`/relay/other/api/${path}`);
        assert.deepEqual([answer.status, answer.text, answer.fault], [status, '{"type":"OWN"}', undefined]);
    });
}

test('a large answer comes whole', async () => {
    assert.equal((await relay.ask('/relay/other/api/large')).text.length, 3_000_000);
});

test('the page is told where the relay leads', async () => {
    const { status, headers, text } = await relay.ask('/relay/status.json');
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'application/json');
    assert.equal(headers['cache-control'], 'no-store');
    const { environments } = JSON.parse(text);
    assert.deepEqual(environments[0], {
        id: 'pleo-staging',
        token_endpoint: 'relay/pleo-staging/token',
        introspection_endpoint: 'relay/pleo-staging/introspect',
        resource_server: 'relay/pleo-staging/api',
        secretless: false,
    });
    assert.deepEqual(
        environments.map((/** @type {{id: string}} */ { id }) => id),
        ['pleo-staging', 'other', 'by-name'],
    );
});
