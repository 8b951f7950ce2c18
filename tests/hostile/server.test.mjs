// @ts-check
// The hostile server says what it is asked to say, to the byte: else what a test sees of a page proves nothing.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { start_hostile } from './server.mjs';

/** @type {Awaited<ReturnType<typeof start_hostile>>} */ let hostile;
before(async () => {
    hostile = await start_hostile();
});
after(() => hostile?.stop());
beforeEach(() => {
    hostile.answers = {};
    hostile.beside_code = [];
    hostile.seen.length = 0;
});

/** All bytes of an answer. @param {string} path */
async function raw(path) {
    const { port } = new URL(hostile.origin);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    /** @type {Buffer[]} */
    const parts = [];
    socket.on('data', (part) => parts.push(part));
    await once(socket, 'close');
    return Buffer.concat(parts).toString('latin1');
}

test('unless it is asked, it is honest, and every page may read it', async () => {
    const answer = await fetch(`${hostile.origin}/token`, { method: 'POST', body: 'code=c' });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    assert.equal((await answer.json()).token_type, 'Bearer');
    assert.deepEqual(
        hostile.seen.map(({ method, url, body }) => [method, url, body]),
        [['POST', '/token', 'code=c']],
    );
    assert.equal((await fetch(`${hostile.origin}/token`, { method: 'OPTIONS' })).status, 204);
});

test('any status, reason, header and body, also what Node itself would not send', async () => {
    hostile.answers.api = {
        status: 299,
        reason: '\x1b[31mred',
        headers: [
            ['X-A', 'b'],
            ['X-A', 'c\x01'],
            ['Content-Type', 'text/plain'],
        ],
        body: Buffer.from([0, 0xff, 0xfe]),
    };
    const text = await raw('/api/x');
    assert.ok(text.startsWith('HTTP/1.1 299 \x1b[31mred\r\n'), text);
    assert.match(text, /\r\nX-A: b\r\nX-A: c\x01\r\nContent-Type: text\/plain\r\n/);
    assert.ok(text.endsWith('\r\n\r\n\x00\xff\xfe'));
});

test('cut off in the middle of what was announced, and in a thousand pieces', async () => {
    hostile.answers.api = { body: '0123456789', cut: 4 };
    assert.match(await raw('/api/x'), /\r\nContent-Length: 10\r\n[^]*\r\n\r\n0123$/);
    hostile.answers.api = { body: 'x'.repeat(100_000), pieces: 1000 };
    assert.equal((await (await fetch(`${hostile.origin}/api/x`)).text()).length, 100_000);
});

test('late: not before it is let', async () => {
    let answered = false;
    let let_go = () => {};
    hostile.answers.introspect = {
        until: new Promise((resolve) => {
            let_go = () => resolve(undefined);
        }),
    };
    const waiting = fetch(`${hostile.origin}/introspect`, { method: 'POST' }).then((answer) => {
        answered = true;
        return answer.status;
    });
    while (hostile.seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(answered, false);
    let_go();
    assert.equal(await waiting, 200);
});

test('everybody is sent straight back with a code, and with what is asked for beside it', async () => {
    hostile.beside_code = [
        ['iss', 'https://evil.example'],
        ['state', 'again'],
    ];
    const asked = new URLSearchParams({ redirect_uri: 'http://localhost:1/', state: 's' });
    const { status, headers } = await fetch(`${hostile.origin}/authorize?${asked}`, { redirect: 'manual' });
    assert.equal(status, 302);
    assert.deepEqual(
        [...new URL(headers.get('location') ?? '').searchParams],
        [
            ['code', 'code-of-the-hostile'],
            ['state', 's'],
            ['iss', 'https://evil.example'],
            ['state', 'again'],
        ],
    );
});
