// @ts-check
// Options of the simulator that decide over a whole run, seen over HTTP: who plays the person and how long it thinks,
// and a file that says what a command line would say.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { client_id, control, redirect_uri, start, token } from './server.mjs';

/** @type {string} */
let folder;
before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scenario-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const code_verifier = 'v'.repeat(43);
const parameters = new URLSearchParams({
    response_type: 'code',
    client_id,
    redirect_uri,
    scope: 'users:read',
    state: 'opaque',
    code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
    code_challenge_method: 'S256',
});

/** Where the person is sent, who decides without a page. @param {import('./server.mjs').Server} server */
async function decided(server) {
    const began = performance.now();
    const answer = await fetch(`${server.url}/auth/oauth/authorize?${parameters}`, { redirect: 'manual' });
    assert.ok(answer.status === 302 || answer.status === 303, String(answer.status));
    const back = new URL(answer.headers.get('location') ?? '');
    return { back: back.searchParams, took_ms: performance.now() - began };
}

/** @param {string[]} options @param {(server: import('./server.mjs').Server) => Promise<void>} run */
async function with_server(options, run) {
    const server = await start(...options);
    try {
        await run(server);
    } finally {
        server.stop();
    }
}

/** @param {unknown} content */
async function scenario(content) {
    const file = join(folder, 'scenario.json');
    await writeFile(file, JSON.stringify(content));
    return file;
}

test('--person approve: whoever asks is sent back with a code that works; deny: with access_denied', async () => {
    await with_server(['--person', 'approve'], async (server) => {
        const { back } = await decided(server);
        const form = { grant_type: 'authorization_code', code: back.get('code') ?? '', redirect_uri, code_verifier };
        assert.equal((await token(server, form)).status, 200);
    });
    await with_server(['--person', 'deny'], async (server) => {
        const { back } = await decided(server);
        assert.equal(back.get('error'), 'access_denied');
        assert.equal(back.get('code'), null);
    });
});

test('--person-delay: the person thinks so long, and the server answers others meanwhile', async () => {
    const thinks_ms = 5000;
    await with_server(['--person', 'approve', '--person-delay', String(thinks_ms)], async (server) => {
        let settled = false;
        const waiting = decided(server).finally(() => {
            settled = true;
        });
        await control(server, 'record');
        assert.equal(settled, false);
        const { back, took_ms } = await waiting;
        assert.ok(back.get('code'));
        // Timers may fire a little early.
        assert.ok(took_ms > thinks_ms - 50, `${took_ms} ms`);
    });
});

test('--scenario: the file says what the command line would, which goes before it', async () => {
    const file = await scenario({ person: 'deny' });
    await with_server(['--scenario', file], async (server) => {
        assert.equal((await decided(server)).back.get('error'), 'access_denied');
    });
    await with_server(['--scenario', file, '--person', 'approve'], async (server) => {
        assert.ok((await decided(server)).back.get('code'));
    });
});

test('--scenario: a fault that the file names is armed and fires', async () => {
    const file = await scenario({ fault: ['F38@exchange'], person: 'approve' });
    await with_server(['--scenario', file], async (server) => {
        const { back } = await decided(server);
        const form = { grant_type: 'authorization_code', code: back.get('code') ?? '', redirect_uri, code_verifier };
        const { status, body } = await token(server, form);
        // An error that says that all is well (F38).
        assert.equal(status, 200);
        assert.equal(typeof body.error, 'string');
    });
});
