// @ts-check
// Who the relay talks to, and what it says when that fails: above all, whether anything was sent.
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as create_tls_server } from 'node:https';
import { createServer as create_tcp_server } from 'node:net';
import { after, before, test } from 'node:test';
import { free_port } from '../browser/site.mjs';
import { make_authority } from '../stand-in/authority.mjs';
import { other, staging, start_relay, start_upstream } from './support.mjs';

/** @typedef {import('node:net').AddressInfo} AddressInfo */
/** @typedef {import('../stand-in/authority.mjs').Authority} Authority */

/** @type {Authority} */ let authority;
/** @type {Authority} */ let another;
/** @type {(() => void)[]} */ const cleaning = [];

before(async () => {
    [authority, another] = await Promise.all([make_authority(), make_authority()]);
});
after(async () => {
    for (const clean of cleaning) clean();
    await Promise.all([authority?.remove(), another?.remove()]);
});

/** @param {import('node:net').Server} server */
async function listen(server) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleaning.push(() => server.close());
    return /** @type {AddressInfo} */ (server.address()).port;
}

/** A TLS server with a certificate of `from` for `names`. @param {Authority} from @param {string[]} names */
async function tls_server(from, names) {
    /** @type {{host: string | undefined, server_name: string | undefined}[]} */
    const seen = [];
    const server = create_tls_server(await from.issue(names), (request, response) => {
        const { servername } = /** @type {import('node:tls').TLSSocket & {servername?: string}} */ (request.socket);
        seen.push({ host: request.headers.host, server_name: servername });
        response.end('{"fine":true}');
    });
    return { port: await listen(server), seen };
}

/** One token request through a relay of its own. @param {import('./support.mjs').Environment} environment @param {Record<string, string>} settings */
async function token_answer(environment, settings) {
    const relay = await start_relay([environment], { TRUSTED_CA: authority.file, ...settings });
    try {
        const answer = await relay.ask(`/relay/${environment.id}/token`, { method: 'POST', body: 'code=c' });
        return { ...answer, words: relay.words() };
    } finally {
        await relay.stop();
    }
}

/** @param {number} port */
const as_staging = (port) => ({ RELAY_UPSTREAMS: `auth.staging.pleo.io=127.0.0.1:${port}` });

test('a certificate of a trusted authority for the right name is good, and the name is asked for', async () => {
    const { port, seen } = await tls_server(authority, ['auth.staging.pleo.io']);
    const { status, fault } = await token_answer(staging, as_staging(port));
    assert.deepEqual([status, fault], [200, undefined]);
    assert.deepEqual(seen, [{ host: 'auth.staging.pleo.io', server_name: 'auth.staging.pleo.io' }]);
});

test('an issuer is asked for its endpoints once, at the start, and nothing else of it is believed', async () => {
    /** @type {(issuer: string) => unknown} */
    let document = () => ({});
    let issuer = '';
    const server = await start_upstream((request, response) => {
        if (!request.url?.startsWith('/.well-known/')) return response.end('{"fine":true}');
        return response.writeHead(request.url.includes('openid') ? 200 : 404).end(JSON.stringify(document(issuer)));
    });
    cleaning.push(() => server.stop());
    issuer = `${server.origin}/tenant`;
    /** @type {import('./support.mjs').Environment} */
    const asked = {
        id: 'asked',
        name: 'Asked',
        kind: 'other',
        issuer,
        resource_server: `${server.origin}/base`,
        default_scopes: [],
    };
    const right = (/** @type {string} */ name) => ({
        issuer: name,
        authorization_endpoint: `${server.origin}/authorize`,
        token_endpoint: `${server.origin}/found`,
        introspection_endpoint: null,
        revocation_endpoint: `${server.origin}/revoke?x=1`,
    });
    document = right;
    const relay = await start_relay([asked]);
    try {
        server.seen.length = 0;
        assert.equal((await relay.ask('/relay/asked/token', { method: 'POST', body: 'a=b' })).status, 200);
        assert.equal((await relay.ask('/relay/asked/revoke', { method: 'POST' })).status, 200);
        assert.equal((await relay.ask('/relay/asked/introspect', { method: 'POST' })).fault, 'no_such_endpoint');
        assert.equal((await relay.ask('/relay/asked/api/x')).status, 200);
        assert.deepEqual(
            server.seen.map(({ url }) => url),
            ['/found', '/revoke?x=1', '/base/x'],
        );
        const [told] = JSON.parse((await relay.ask('/relay/status.json')).text).environments;
        assert.equal(told.token_endpoint, 'relay/asked/token');
    } finally {
        await relay.stop();
    }
    for (const [wrong, reason] of /** @type {[(issuer: string) => unknown, RegExp][]} */ ([
        [() => right('https://evil.example'), /document of another issuer/],
        [
            (name) => ({ ...right(name), token_endpoint: 'http://evil.example/token' }),
            /neither https nor http on this machine/,
        ],
        [(name) => ({ ...right(name), token_endpoint: 'https://auth.pleo.io/oauth/token' }), /Production/],
        [(name) => ({ ...right(name), token_endpoint: `${server.origin}/a";return 200;#` }), /fragment/],
        [(name) => ({ ...right(name), token_endpoint: undefined }), /names no token_endpoint/],
        [() => 'nonsense', /document of another issuer|not JSON/],
    ])) {
        document = wrong;
        const without = await start_relay([asked]);
        try {
            assert.match(without.words(), reason);
            assert.equal((await without.ask('/relay/asked/token', { method: 'POST' })).fault, 'no_such_endpoint');
        } finally {
            await without.stop();
        }
    }
});

test('a certificate of another authority is refused before anything is sent', async () => {
    const { port, seen } = await tls_server(another, ['auth.staging.pleo.io']);
    const { status, fault, text } = await token_answer(staging, as_staging(port));
    assert.deepEqual([status, fault, seen], [502, 'upstream_unreachable', []]);
    assert.match(JSON.parse(text).message, /Nothing was sent\.$/);
});

test('a certificate for another name is refused before anything is sent', async () => {
    const { port, seen } = await tls_server(authority, ['external.staging.pleo.io', 'localhost']);
    const { status, fault } = await token_answer(staging, as_staging(port));
    assert.deepEqual([status, fault, seen], [502, 'upstream_unreachable', []]);
});

test('the authorities of the system do not know the one of this test', async () => {
    const { port, seen } = await tls_server(authority, ['auth.staging.pleo.io']);
    const { fault } = await token_answer(staging, { ...as_staging(port), TRUSTED_CA: '' });
    assert.deepEqual([fault, seen], ['upstream_unreachable', []]);
});

test('a server that speaks no TLS gets nothing', async () => {
    let received = '';
    const port = await listen(
        create_tcp_server((socket) =>
            socket.on('data', (part) => {
                received += part;
                socket.destroy();
            }),
        ),
    );
    const { status, fault } = await token_answer(staging, as_staging(port));
    assert.deepEqual([status, fault], [502, 'upstream_unreachable']);
    assert.doesNotMatch(received, /code=c|oauth/);
});

test('nobody there: said at once, and nothing was sent', async () => {
    const began = Date.now();
    const { status, fault, text } = await token_answer(other(`http://127.0.0.1:${await free_port()}`), {});
    assert.deepEqual([status, fault], [502, 'upstream_unreachable']);
    assert.equal(JSON.parse(text).relay_error, 'upstream_unreachable');
    assert.ok(Date.now() - began < 10_000);
});

test('a server that hangs up may have carried out the request', async () => {
    const port = await listen(create_tcp_server((socket) => socket.on('data', () => socket.destroy())));
    const { status, fault, text } = await token_answer(other(`http://127.0.0.1:${port}`), {});
    assert.deepEqual([status, fault], [502, 'upstream_no_answer']);
    assert.match(JSON.parse(text).message, /may have carried out the request\.$/);
});

test('a server that does not answer in time may have carried out the request', async () => {
    const port = await listen(create_tcp_server((socket) => socket.on('error', () => {}).resume()));
    const { status, fault, text } = await token_answer(other(`http://127.0.0.1:${port}`), { TIMEOUT: '1' });
    assert.deepEqual([status, fault], [504, 'upstream_timeout']);
    assert.match(JSON.parse(text).message, /within 1 s/);
});

/**
 * A name server that knows one name and says of all others that they do not exist.
 * @param {string} name @param {number[][]} [addresses] the octets of each
 */
async function name_server(name, addresses = [[127, 0, 0, 1]]) {
    /** @type {string[]} */
    const asked = [];
    const socket = createSocket('udp4', (question, from) => {
        const labels = [];
        let at = 12;
        for (let size = question[at] ?? 0; size > 0; size = question[at] ?? 0) {
            labels.push(question.toString('latin1', at + 1, at + 1 + size));
            at += size + 1;
        }
        const end = at + 5;
        asked.push(`${labels.join('.')} ${question.readUInt16BE(at + 1)}`);
        const known = labels.join('.') === name;
        // RFC 1035 section 4.1: the question again, and A records that point at its name.
        const records = known ? addresses : [];
        const header = Buffer.from([0, 0, 0x81, known ? 0x80 : 0x83, 0, 1, 0, records.length, 0, 0, 0, 0]);
        question.copy(header, 0, 0, 2);
        const answers = records.flatMap((octets) => [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...octets]);
        socket.send(Buffer.concat([header, question.subarray(12, end), Buffer.from(answers)]), from.port, from.address);
    });
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    cleaning.push(() => socket.close());
    return { address: `127.0.0.1:${socket.address().port}`, asked };
}

test('names are found while it runs, by the name server, and only addresses that this machine can reach', async () => {
    const { port, seen } = await tls_server(authority, ['as.example']);
    const { address, asked } = await name_server('as.example');
    const { status, fault } = await token_answer(other(`https://as.example:${port}`), { RESOLVER: address });
    assert.deepEqual([status, fault], [200, undefined]);
    assert.deepEqual(seen, [{ host: `as.example:${port}`, server_name: 'as.example' }]);
    assert.deepEqual(asked, ['as.example 1']);
});

test('one request is one request, also when the connection breaks and the name has another address (S29, S33)', async () => {
    let requests = 0;
    const server = create_tls_server(await authority.issue(['as.example']), (request) => {
        requests += 1;
        request.socket.destroy();
    });
    server.listen(0, '0.0.0.0');
    await once(server, 'listening');
    cleaning.push(() => server.close());
    const { port } = /** @type {AddressInfo} */ (server.address());
    const { address } = await name_server('as.example', [
        [127, 0, 0, 1],
        [127, 0, 0, 2],
    ]);
    const relay = await start_relay([other(`https://as.example:${port}`)], {
        TRUSTED_CA: authority.file,
        RESOLVER: address,
    });
    try {
        for (const method of ['GET', 'PUT', 'DELETE']) {
            requests = 0;
            const { fault } = await relay.ask('/relay/other/api/v1/installations/me', { method });
            assert.deepEqual([fault, requests], ['upstream_no_answer', 1], method);
        }
    } finally {
        await relay.stop();
    }
});

test('a name that does not exist keeps nothing from starting, and nothing was sent', async () => {
    const { address } = await name_server('as.example');
    const { status, fault } = await token_answer(staging, { RESOLVER: address });
    assert.deepEqual([status, fault], [502, 'upstream_unreachable']);
});

test('logs hold nothing of any request, whatever happens to it (S23, S32)', async () => {
    const { port } = await tls_server(another, ['auth.staging.pleo.io']);
    const relay = await start_relay([staging, other(`http://127.0.0.1:${await free_port()}`)], {
        ...as_staging(port),
        TRUSTED_CA: authority.file,
        TIMEOUT: '1',
    });
    try {
        const headers = { authorization: 'Bearer sentinel-authorization', cookie: 'sentinel-cookie=1' };
        const body = 'code=sentinel-code&code_verifier=sentinel-verifier';
        await relay.ask('/relay/pleo-staging/token', { method: 'POST', headers, body });
        await relay.ask('/relay/pleo-staging/token', { method: 'POST', headers, body: body.repeat(2000) });
        await relay.ask('/relay/other/api/sentinel-path?access_token=sentinel-query', { headers });
        await relay.ask('/relay/other/api/../sentinel-path?access_token=sentinel-query', { headers });
        await relay.ask('/relay/other/api/x', { headers: { ...headers, host: 'sentinel-host' } });
        await relay.ask('/?code=sentinel-code&state=sentinel-state', { headers });
        await relay.ask('/sentinel-path?code=sentinel-code', { headers });
        await relay.raw('GET /sentinel-path?code=sentinel-code HTTP/1.1\r\nsentinel header: x\r\n\r\n');
        await relay.raw('sentinel-method\r\n\r\n');
        await relay.raw(`GET /?${'sentinel-query'.repeat(1000)} HTTP/1.1\r\n\r\n`);
    } finally {
        await relay.stop();
    }
    assert.match(relay.words(), /The playground is at/, 'what it writes is read');
    assert.doesNotMatch(relay.words(), /sentinel/i);
    assert.doesNotMatch(relay.words(), /error|emerg|127\.0\.0\.1:\d+,/);
});
