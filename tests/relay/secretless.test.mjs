// @ts-check
// Secretless mode: the relay adds the client's credentials, and the page sees neither.
import assert from 'node:assert/strict';
import { watch } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { basic, parse_credentials } from '../../tools/credentials.mjs';
import { serve } from '../browser/site.mjs';
import { make_site, other, start_relay, start_upstream } from './support.mjs';

const client_id = 'client:with/signs';
const client_secret = 'sentinel%secret+&"$x';
// RFC 6749 section 2.3.1: form-encoded, then joined, then Base64.
const header = `Basic ${Buffer.from('client%3Awith%2Fsigns:sentinel%25secret%2B%26%22%24x').toString('base64')}`;

/** @type {string} */ let folder;
/** @type {string} */ let file;
/** @type {Awaited<ReturnType<typeof start_upstream>>} */ let upstream;
/** @type {Awaited<ReturnType<typeof start_relay>>} */ let relay;

before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oauth-playground-secretless-'));
    file = join(folder, 'credentials');
    await writeFile(file, `# a comment\n[one]\nclient_id = ${client_id}\nclient_secret=${client_secret}\n`, {
        mode: 0o600,
    });
    upstream = await start_upstream();
    relay = await start_relay([other(upstream.origin, 'one'), other(upstream.origin, 'two')], { STAGING: file });
});
after(async () => {
    await relay?.stop();
    upstream?.stop();
    await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
    upstream.seen.length = 0;
});

for (const endpoint of ['token', 'introspect']) {
    test(`the ${endpoint} endpoint gets the credentials, whatever they are made of`, async () => {
        const { status } = await relay.ask(`/relay/one/${endpoint}`, { method: 'POST', body: 'token=t' });
        assert.equal(status, 200);
        assert.equal(upstream.seen[0]?.headers.authorization, header);
    });
    test(`what the page brings to the ${endpoint} endpoint itself is refused`, async () => {
        const answer = await relay.ask(`/relay/one/${endpoint}`, {
            method: 'POST',
            headers: { authorization: 'Basic YTpi' },
        });
        assert.deepEqual([answer.status, answer.fault], [400, 'authorization_not_wanted']);
        assert.deepEqual(upstream.seen, []);
    });
}

test('a relay that is told so sends them in the body, form-encoded, and nothing in a header', async () => {
    const posting = join(folder, 'posting');
    await writeFile(
        posting,
        `${await readFile(file, 'utf8')}client_authentication = client_secret_post\n[two]\nclient_id=b\nclient_secret=c\n`,
        { mode: 0o600 },
    );
    const told = await start_relay([other(upstream.origin, 'one'), other(upstream.origin, 'two')], {
        STAGING: posting,
    });
    try {
        await told.ask('/relay/one/token', { method: 'POST', body: 'grant_type=x&code=y' });
        await told.ask('/relay/one/introspect', { method: 'POST', body: 'token=t' });
        await told.ask('/relay/two/token', { method: 'POST', body: 'grant_type=x' });
        await told.ask('/relay/one/api/v1/x', { method: 'POST', body: '{"a":1}' });
        await told.ask('/relay/one/api/v1/x');
        const pair = { client_id, client_secret };
        assert.deepEqual(
            upstream.seen.map(({ headers, body }) => [headers.authorization, body]),
            [
                [undefined, `grant_type=x&code=y&${new URLSearchParams(pair)}`],
                [undefined, `token=t&${new URLSearchParams(pair)}`],
                [basic({ client_id: 'b', client_secret: 'c' }), 'grant_type=x'],
                [undefined, '{"a":1}'],
                [undefined, ''],
            ],
        );
        const answer = await told.ask('/relay/one/token', { method: 'POST', headers: { authorization: 'Basic YTpi' } });
        assert.equal(answer.fault, 'authorization_not_wanted');
        assert.equal(
            (await told.ask('/relay/one/token', { method: 'POST', headers: { cookie: undefined } })).fault,
            'not_entered',
        );
        const { text } = await told.ask('/relay/status.json');
        assert.deepEqual(
            JSON.parse(text).environments.map((/** @type {any} */ each) => each.client_authentication),
            ['client_secret_post', undefined],
        );
        assert.doesNotMatch(text, /sentinel/);
    } finally {
        await told.stop();
    }
});

test('no other endpoint gets them: not the API, not another environment', async () => {
    await relay.ask('/relay/one/api/v1/x');
    await relay.ask('/relay/one/api/token', { method: 'POST' });
    await relay.ask('/relay/one/api/v1/x', { headers: { authorization: 'Bearer t' } });
    await relay.ask('/relay/two/token', { method: 'POST' });
    await relay.ask('/relay/two/token', { method: 'POST', headers: { authorization: 'Basic YTpi' } });
    assert.deepEqual(
        upstream.seen.map(({ headers }) => headers.authorization),
        [undefined, undefined, 'Bearer t', undefined, 'Basic YTpi'],
    );
});

test('nobody but the own page gets them', async () => {
    /** @type {import('node:http').OutgoingHttpHeaders[]} */
    const visitors = [
        { origin: 'https://evil.example' },
        { host: 'evil.example' },
        { origin: undefined, 'sec-fetch-site': 'cross-site' },
        { origin: undefined, 'sec-fetch-site': undefined, 'sec-fetch-dest': undefined },
    ];
    for (const headers of visitors) {
        assert.ok((await relay.ask('/relay/one/token', { method: 'POST', headers })).fault);
    }
    assert.deepEqual(upstream.seen, []);
});

test('S26: no program of this machine borrows them that was not told the key', async () => {
    const { origin, port, entrance = '' } = relay;
    const key = entrance.split('/').pop() ?? '';
    for (const cookie of [
        undefined,
        '',
        `playground_relay_${port}=`,
        `playground_relay_${port}=${'0'.repeat(64)}`,
        `x=${key}`,
    ]) {
        for (const endpoint of ['token', 'introspect']) {
            const answer = await relay.ask(`/relay/one/${endpoint}`, { method: 'POST', headers: { cookie } });
            assert.deepEqual([answer.status, answer.fault], [403, 'not_entered'], cookie);
        }
    }
    assert.deepEqual(upstream.seen, []);
    // What is not lent needs no key.
    assert.equal((await relay.ask('/relay/two/token', { method: 'POST', headers: { cookie: undefined } })).status, 200);

    for (const path of [
        '/relay/enter/',
        `/relay/enter/${'0'.repeat(64)}`,
        `/relay/enter/${key}/`,
        `/relay/enter/${key.slice(1)}`,
    ]) {
        const { status, headers } = await relay.ask(path);
        assert.deepEqual([status, headers['set-cookie']], [404, undefined], path);
    }
    assert.equal((await relay.ask(new URL(entrance).pathname, { headers: { host: 'evil.example' } })).status, 421);
    const entered = await relay.ask(new URL(entrance).pathname);
    assert.deepEqual([entered.status, entered.headers.location], [303, '/']);
    assert.deepEqual(entered.headers['set-cookie'], [
        `playground_relay_${port}=${key}; Path=/relay; HttpOnly; SameSite=Strict`,
    ]);
    assert.equal(entered.headers['cache-control'], 'no-store');
    assert.ok(origin);

    const again = await start_relay([other(upstream.origin, 'one')], { STAGING: file });
    await again.stop();
    assert.notEqual(again.entrance?.split('/').pop(), key, 'a new one at each start');
});

test('a challenge reaches the page under a name on which no browser opens a dialog', async () => {
    /** @type {import('node:http').OutgoingHttpHeaders} */
    let headers = {};
    const server = await start_upstream((_, response) => response.writeHead(401, headers).end('{}'));
    const lending = await start_relay([other(server.origin, 'one')], { STAGING: file });
    const passing = await start_relay([other(server.origin, 'one')]);
    try {
        const question = /** @type {const} */ (['/relay/one/token', { method: 'POST', body: 'token=t' }]);
        headers = { 'WWW-Authenticate': 'Basic realm="x", Bearer error="y"' };
        const lent = await lending.ask(...question);
        assert.equal(lent.status, 401);
        assert.equal(lent.headers['www-authenticate'], undefined);
        assert.equal(lent.headers['x-relay-www-authenticate'], 'Basic realm="x", Bearer error="y"');
        const passed = await passing.ask(...question);
        assert.equal(passed.headers['www-authenticate'], 'Basic realm="x", Bearer error="y"');
        assert.equal(passed.headers['x-relay-www-authenticate'], undefined);

        // No server speaks in the relay's name.
        headers = { 'X-Relay-WWW-Authenticate': 'Basic realm="mine"' };
        for (const each of [lending, passing]) {
            assert.equal((await each.ask(...question)).headers['x-relay-www-authenticate'], undefined);
        }
    } finally {
        await Promise.all([lending.stop(), passing.stop()]);
        server.stop();
    }
});

test('S44: no body of the relay touches the disk, in chunks neither', async () => {
    const temporary = join(relay.home, 'site.nginx', 'tmp', 'client_body');
    const watcher = watch(temporary);
    /** @type {(string | null)[]} */
    const made = [];
    watcher.on('change', (_, name) => made.push(String(name)));
    const key = (relay.entrance ?? '').split('/').pop();
    const head =
        `POST /relay/one/token HTTP/1.1\r\nHost: localhost:${relay.port}\r\nOrigin: ${relay.origin}\r\n` +
        `Sec-Fetch-Site: same-origin\r\nCookie: playground_relay_${relay.port}=${key}\r\n` +
        'Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n';
    const body = `code=${'x'.repeat(60_000)}`;
    const chunks = [...body].map((letter) => `1\r\n${letter}\r\n`).join('');
    for (const request of [
        `${head}Content-Length: ${body.length}\r\n\r\n${body}`,
        `${head}Transfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`,
        `${head}Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    ]) {
        const socket = connect(relay.port, '127.0.0.1');
        socket.write(request);
        let answer = '';
        for await (const part of socket) answer += part;
        assert.match(answer, /^HTTP\/1.1 200 /);
    }
    watcher.close();
    assert.deepEqual(
        upstream.seen.map((seen) => seen.body.length),
        [body.length, body.length, body.length],
    );
    assert.deepEqual(made, []);
});

test('a file of another user, or one that others could put another in the place of, is refused', async () => {
    const open = join(folder, 'a folder');
    await mkdir(open);
    const inside = join(open, 'credentials');
    await writeFile(inside, await readFile(file), { mode: 0o600 });
    await chmod(open, 0o777);
    assert.match(await refusal({ STAGING: inside }), /a folder can be changed by others/);
    await chmod(open, 0o1777);
    assert.equal(await refusal({ STAGING: inside }), 'it runs');
    await chmod(open, 0o755);
    if (process.getuid?.() !== 0) return; // only root can give a file away
    await chown(inside, 12345, 12345);
    assert.match(await refusal({ STAGING: inside }), /belongs to another user/);
});

test('the page learns the client_id and never the secret', async () => {
    const { text } = await relay.ask('/relay/status.json');
    const [one, two] = JSON.parse(text).environments;
    assert.deepEqual([one.id, one.secretless, one.client_id], ['one', true, client_id]);
    assert.deepEqual([two.id, two.secretless, two.client_id], ['two', false, undefined]);
    assert.doesNotMatch(text, /sentinel/);
});

/** @param {string} place @returns {Promise<string>} every regular file below, one after the other */
async function all_of(place) {
    let text = '';
    for (const entry of await readdir(place, { withFileTypes: true })) {
        if (entry.isDirectory()) text += await all_of(join(place, entry.name));
        else if (entry.isFile()) text += await readFile(join(place, entry.name), 'latin1');
    }
    return text;
}

test('the secret is in no file beside its own, in no argument, in no log and in no address', async () => {
    const forms = [client_secret, encodeURIComponent(client_secret), header.slice('Basic '.length)];
    const arguments_and_environments = [];
    for (const name of await readdir('/proc')) {
        if (!/^\d+$/.test(name) || name === String(process.pid)) continue;
        for (const part of ['cmdline', 'environ']) {
            arguments_and_environments.push(await readFile(`/proc/${name}/${part}`, 'latin1').catch(() => ''));
        }
    }
    const processes = arguments_and_environments.join('\n');
    const files = await all_of(relay.home);
    assert.match(processes, /nginx/, 'there are processes to look at');
    assert.match(files, /relay_basic/, 'there are files to look at');
    for (const path of [
        `/${relay.port}.relay.conf`,
        '/../credentials',
        '/staging-credentials',
        '/site.nginx/',
        '/relay/',
    ]) {
        const { status, text } = await relay.ask(path);
        assert.ok(status >= 400, path);
        for (const form of forms) assert.ok(!text.includes(form));
    }
    for (const form of forms) {
        assert.ok(!files.includes(form));
        assert.ok(!processes.includes(form));
        assert.ok(!relay.words().includes(form));
    }
});

/** @param {Record<string, string>} settings */
async function refusal(settings) {
    const { site, remove } = await make_site([other(upstream.origin, 'one')]);
    try {
        const server = await serve(site, undefined, settings);
        await server.stop();
        return 'it runs';
    } catch (error) {
        return String(error);
    } finally {
        await remove();
    }
}

test('a file that others can read is refused, and so is none', async () => {
    const open = join(folder, 'open');
    await writeFile(open, await readFile(file));
    await chmod(open, 0o640);
    assert.match(await refusal({ STAGING: open }), /can be read by others\. .*chmod 600/);
    assert.match(await refusal({ STAGING: join(folder, 'none') }), /none is not there\. .*client_id = /);
});

test('credentials are lent to other machines only if those are named', async () => {
    const wide = { LISTEN: '0.0.0.0:0', ORIGIN: 'https://playground.example', STAGING: file };
    assert.match(await refusal(wide), /Secretless mode needs the relay/);
    assert.match(await refusal({ ...wide, RELAY: 'on' }), /lends the credentials to every visitor.*\n.*ALLOW=/);
});

test('who is not named is turned away', async () => {
    const narrow = await start_relay([other(upstream.origin, 'one')], { STAGING: file, ALLOW: '10.0.0.0/8 ::2' });
    try {
        const answer = await narrow.ask('/relay/one/token', { method: 'POST' });
        assert.deepEqual([answer.status, answer.fault], [403, 'visitor_not_allowed']);
        assert.equal(JSON.parse(answer.text).relay_error, 'visitor_not_allowed');
        assert.equal((await narrow.ask('/relay/status.json')).status, 403);
        assert.equal((await narrow.ask('/')).status, 200);
        assert.deepEqual(upstream.seen, []);
    } finally {
        await narrow.stop();
    }
});

/** @type {[string, string, RegExp][]} */
const faults = [
    ['a line that is neither', 'client_id: a', /^Error: f:1: a line is client_id/],
    ['quotes of a document', 'client_id = "a"', /^Error: f:1: client_id stands in quotes: remove them\.$/],
    ['a blank inside', 'client_id = a\nclient_secret = top hidden', /^Error: f:2: client_secret holds a blank/],
    ['an invisible character', 'client_secret = hid\u200bden', /^Error: f:1: client_secret holds a character/],
    ['nothing after the sign', 'client_id =', /^Error: f:1: client_id is empty/],
    [
        'a method that nobody knows',
        'client_authentication = none',
        /^Error: f:1: client_authentication is client_secret_basic or client_secret_post\.$/,
    ],
    ['one thing twice', 'client_id = a\nclient_id = b', /^Error: f:2: client_id of pleo-staging stands here twice/],
    [
        'an environment without a relay',
        '[simulated]\nclient_id = a',
        /^Error: f:1: the relay leads to no environment "simulated"; it leads to pleo-staging\.$/,
    ],
    ['an id alone', 'client_id = a', /^Error: f: pleo-staging lacks client_secret\.$/],
    ['a secret alone', 'client_secret = hidden', /^Error: f: pleo-staging lacks client_id\.$/],
    ['nothing', '# client_id = a\n', /^Error: f: there are no credentials/],
];
for (const [what, text, message] of faults) {
    test(`the file is refused with line and reason, and no value of it: ${what}`, () => {
        assert.throws(
            () => parse_credentials(text, 'f', ['pleo-staging']),
            (error) => {
                assert.match(String(error), message);
                assert.doesNotMatch(String(error), /hid/);
                return true;
            },
        );
    });
}

test('the file is read with what editors leave behind, for one environment or several', () => {
    const text = ' client_id=a \r\n\r\nclient_secret =b=\t\n[other]\nclient_secret=d\nclient_id=c';
    assert.deepEqual(
        parse_credentials(text, 'f', ['pleo-staging', 'other']),
        new Map([
            ['pleo-staging', { client_id: 'a', client_secret: 'b=' }],
            ['other', { client_id: 'c', client_secret: 'd' }],
        ]),
    );
});

test('the Basic header is the one of the documentation', () => {
    assert.equal(basic({ client_id: 's6BhdRkqt3', client_secret: 'gX1fBat3bV' }), 'Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW');
});
