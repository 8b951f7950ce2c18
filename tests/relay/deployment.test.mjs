// @ts-check
// docs/deploy.md, tried: behind a name and TLS, behind somebody else's TLS, several at once, and the
// settings that are refused.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect as connect_http2 } from 'node:http2';
import { request as https_request } from 'node:https';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { free_port, serve } from '../browser/site.mjs';
import { make_authority } from '../stand-in/authority.mjs';
import { ask, make_site, other, start_relay, start_upstream } from './support.mjs';

const name = 'playground.example';
const origin = `https://${name}`;

/** @type {Awaited<ReturnType<typeof make_authority>>} */ let authority;
/** @type {Awaited<ReturnType<typeof make_site>>} */ let site;
/** @type {Awaited<ReturnType<typeof start_upstream>>} */ let upstream;
/** @type {{CERTIFICATE: string, CERTIFICATE_KEY: string}} */ let tls;
/** @type {string} */ let ca;

before(async () => {
    authority = await make_authority();
    ca = await readFile(authority.file, 'utf8');
    const { cert_file, key_file } = await authority.issue([name]);
    tls = { CERTIFICATE: cert_file, CERTIFICATE_KEY: key_file };
    upstream = await start_upstream();
    site = await make_site([other(upstream.origin)]);
});
after(async () => {
    upstream?.stop();
    await site?.remove();
    await authority?.remove();
});

const page = { host: name, origin, 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' };

test('behind a name, nginx speaks TLS itself', async () => {
    const port = await free_port();
    const server = await serve(site.site, port, { LISTEN: `127.0.0.1:${port}`, ORIGIN: origin, RELAY: 'on', ...tls });
    try {
        /** @type {(path: string, method: string, headers: import('node:http').OutgoingHttpHeaders) => ReturnType<typeof ask>} */
        const ask_tls = (path, method, headers) =>
            ask(
                /** @type {any} */ ({ port, path, method, headers, ca, servername: name }),
                undefined,
                /** @type {any} */ (https_request),
            );
        const index = await ask_tls('/', 'GET', { host: name });
        assert.equal(index.status, 200);
        assert.equal(index.headers['strict-transport-security'], 'max-age=31536000');
        const token = await ask_tls('/relay/other/token', 'POST', page);
        assert.deepEqual([token.status, token.text], [200, '{}']);
        assert.equal(token.headers['strict-transport-security'], 'max-age=31536000');
        const local = await ask_tls('/relay/other/token', 'POST', {
            ...page,
            host: 'localhost',
            origin: 'https://localhost',
        });
        assert.equal(local.fault, 'foreign_host');
        const plain = await ask_tls('/relay/other/token', 'POST', { ...page, origin: `http://${name}` });
        assert.equal(plain.fault, 'foreign_origin');

        const session = connect_http2(`https://127.0.0.1:${port}`, { ca, servername: name });
        try {
            const stream = session.request({
                ':authority': name,
                ':method': 'GET',
                ':path': '/relay/other/api/v1/x?y=1',
                origin,
                'sec-fetch-site': 'same-origin',
            });
            const status = await new Promise((resolve, reject) => {
                stream
                    .on('response', (headers) => resolve(headers[':status']))
                    .on('error', reject)
                    .resume();
            });
            assert.equal(status, 200, 'HTTP/2');
            assert.equal(upstream.seen.at(-1)?.url, '/base/v1/x?y=1');
        } finally {
            session.close();
        }
        assert.match(server.words(), /The playground is at {2}https:\/\/playground\.example\n/);
    } finally {
        await server.stop();
    }
});

test("behind somebody else's TLS", async () => {
    const relay = await start_relay([other(upstream.origin)], { ORIGIN: origin });
    try {
        assert.equal((await relay.ask('/relay/other/token', { method: 'POST', headers: page })).status, 200);
        const before_it = await relay.ask('/relay/other/token', { method: 'POST' });
        assert.equal(before_it.fault, 'foreign_host');
        assert.match(JSON.parse(before_it.text).message, /page at https:\/\/playground\.example /);
        assert.equal((await relay.ask('/')).headers['strict-transport-security'], undefined);
    } finally {
        await relay.stop();
    }
});

test('any number side by side: one page, each request to another one', async () => {
    const relays = await Promise.all([1, 2, 3].map(() => start_relay([other(upstream.origin)], { ORIGIN: origin })));
    try {
        for (const relay of [...relays, ...relays]) {
            assert.equal((await relay.ask('/relay/other/token', { method: 'POST', headers: page })).status, 200);
        }
    } finally {
        await Promise.all(relays.map((relay) => relay.stop()));
    }
});

/** `tools/serve --check` with these settings. @param {Record<string, string>} settings @returns {Promise<{code: number, words: string}>} */
const check = (settings) =>
    new Promise((resolve) => {
        const program = fileURLToPath(new URL('../../tools/serve', import.meta.url));
        execFile(program, ['--check', site.site], { env: { ...process.env, ...settings } }, (error, out, words) =>
            resolve({ code: Number(error?.code ?? 0), words: out + words }),
        );
    });

test('the example of the documentation is one that nginx takes', async () => {
    const text = await readFile(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
    const example = /```sh\n(LISTEN=[^]*?)```/.exec(text)?.[1] ?? '';
    /** @type {Record<string, string>} */
    const settings = {};
    for (const [, key = '', quoted, plain] of example.matchAll(/\b([A-Z_]+)=(?:'([^']*)'|(\S+))/g)) {
        settings[key] = quoted ?? plain ?? '';
    }
    assert.deepEqual(Object.keys(settings), ['LISTEN', 'ORIGIN', 'CERTIFICATE', 'CERTIFICATE_KEY', 'RELAY', 'ALLOW']);
    assert.equal(settings.LISTEN, '0.0.0.0:443 [::]:443');
    // The port of the example belongs to root, and not every machine has IPv6.
    const port = await free_port();
    const six = existsSync('/proc/net/if_inet6') && (await readFile('/proc/net/if_inet6', 'utf8')) !== '';
    const LISTEN = `0.0.0.0:${port}${six ? ` [::]:${port}` : ''}`;
    const { code, words } = await check({ ...settings, LISTEN, ...tls });
    assert.match(words, /syntax is ok/);
    assert.equal(code, 0);

    const told = new Set(text.matchAll(/^\| `([A-Z_]+)`(?:, `([A-Z_]+)`)? \|/gm));
    const names = [...told].flatMap(([, one, two]) => [one, two]).filter(Boolean);
    const read = await readFile(new URL('../../tools/nginx-config.mjs', import.meta.url), 'utf8');
    const known = [...read.matchAll(/(?:setting|words|file_of)\('([A-Z_]+)'\)/g)].map(([, each]) => each);
    const inside = new Set(['CHECK', 'RELAY_UPSTREAMS']);
    assert.deepEqual(
        [...new Set(known)].filter((each) => !inside.has(String(each))).sort(),
        names.sort(),
        'settings that exist are settings that are told',
    );
});

/** @type {[string, Record<string, string>, RegExp][]} */
const refused = [
    [
        'an address without a port',
        { LISTEN: '0.0.0.0' },
        /serve: LISTEN=0\.0\.0\.0 is not an address with a port\.\n.*443/,
    ],
    ['a second directive', { LISTEN: '127.0.0.1:80;root' }, /is not an address with a port/],
    [
        'an origin with a path',
        { ORIGIN: 'https://a.example/x' },
        /is not the origin of a page\.\n.*playground\.example/,
    ],
    ['an origin with a password', { ORIGIN: 'https://a:b@a.example' }, /is not the origin of a page/],
    ['capital letters, which no browser sends', { ORIGIN: 'https://A.example' }, /is not the origin of a page/],
    ['a relay for others without a name', { LISTEN: '0.0.0.0:1', RELAY: 'on' }, /has to know its page\.\n.*ORIGIN=/],
    ['half a switch', { RELAY: 'maybe' }, /RELAY=maybe is neither on nor off/],
    ['a visitor that is no address', { ALLOW: 'all;' }, /ALLOW=all; is not an address/],
    ['no patience', { TIMEOUT: '0' }, /TIMEOUT is a number of seconds/],
    ['a certificate that is not there', { CERTIFICATE: '/nowhere' }, /CERTIFICATE=\/nowhere is not a file/],
    ['authorities that are not there', { TRUSTED_CA: '/nowhere' }, /TRUSTED_CA=\/nowhere is not a file/],
    ['a name server by name', { RESOLVER: 'dns.example' }, /RESOLVER=dns\.example is not an address/],
    [
        'an upstream that is not on this machine',
        { RELAY_UPSTREAMS: 'a=192.0.2.1:1' },
        /not a host of an environment on an address of this machine/,
    ],
];
for (const [what, settings, message] of refused) {
    test(`refused in words: ${what}`, async () => {
        const { code, words } = await check(settings);
        assert.equal(code, 1);
        assert.match(words, message);
    });
}

test('other machines get the page and no relay, unless it is asked for', async () => {
    const port = await free_port();
    const server = await serve(site.site, port, { LISTEN: `0.0.0.0:${port}`, ORIGIN: `http://localhost:${port}` });
    try {
        const headers = { ...page, host: `localhost:${port}`, origin: `http://localhost:${port}` };
        assert.equal((await ask({ port, path: '/', headers })).status, 200);
        assert.equal((await ask({ port, path: '/relay/status.json', headers })).text, '{"environments":[]}');
        const token = await ask({ port, path: '/relay/other/token', method: 'POST', headers });
        assert.equal(token.fault, 'no_such_endpoint');
    } finally {
        await server.stop();
    }
});
