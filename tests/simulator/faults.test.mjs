// @ts-check
// Each fault over HTTP gives byte for byte what its file says, read from the socket, not from a client
// that might mend it.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';

import { the_client } from '../../tools/bench.mjs';
import { catalogue } from './on_bench.mjs';
import * as simulated from './server.mjs';
import { start } from './server.mjs';

/** @typedef {Record<string, any>} Rule */

/** @type {Awaited<ReturnType<typeof start>>} */
let server;
before(async () => {
    server = await start();
});
after(() => server?.stop());

const redirect_uri = 'http://localhost:8080/';
const basic = `Basic ${Buffer.from(`${the_client.client_id}:${the_client.secret}`).toString('base64')}`;

/**
 * What arrives until the connection ends.
 * @param {string} method @param {string} path @param {Record<string, string>} headers @param {string} [body]
 */
function raw(method, path, headers, body = '') {
    const { port, pathname } = new URL(server.url);
    const lines = [
        `${method} ${pathname}${path} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        'Connection: close',
        `Content-Length: ${Buffer.byteLength(body)}`,
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ];
    return /** @type {Promise<Buffer>} */ (
        new Promise((resolve) => {
            const socket = connect(Number(port), '127.0.0.1', () =>
                socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`),
            );
            /** @type {Buffer[]} */
            const parts = [];
            socket.on('data', (part) => parts.push(part));
            socket.on('error', () => {});
            socket.on('close', () => resolve(Buffer.concat(parts)));
        })
    );
}

/** @param {Buffer} octets */
function read(octets) {
    const end = octets.indexOf('\r\n\r\n');
    const [first, ...lines] = octets.subarray(0, end).toString('latin1').split('\r\n');
    const headers = new Headers(
        lines.map((line) => /** @type {[string, string]} */ (line.split(/: (.*)/s).slice(0, 2))),
    );
    return { status: Number(first.split(' ')[1]), headers, body: octets.subarray(end + 4) };
}

/** @param {unknown} order */
async function arm(order) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/control/faults`, {
        method: 'POST',
        headers,
        body: JSON.stringify(order),
    });
    assert.equal(response.status, 200, await response.text());
}

/** @returns {Promise<{code: string, code_verifier: string, location: string}>} */
async function authorise() {
    const code_verifier = randomBytes(32).toString('base64url');
    const query = new URLSearchParams({
        ...{ response_type: 'code', client_id: the_client.client_id, redirect_uri, scope: 'users:read companies:read' },
        ...{ state: 'a+state', code_challenge_method: 'S256' },
        code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
    });
    const { headers } = read(await raw('GET', `/auth/oauth/authorize?${query}`, {}));
    const location = headers.get('location') ?? '';
    return { code: (location && new URL(location).searchParams.get('code')) || '', code_verifier, location };
}

/** @param {Record<string, string>} form @param {string} [path] */
const as_client = (form, path = '/auth/oauth/token') =>
    raw(
        'POST',
        path,
        { authorization: basic, 'content-type': 'application/x-www-form-urlencoded' },
        String(new URLSearchParams(form)),
    );

/** A good pair, before anything is armed. */
async function tokens() {
    const { code, code_verifier } = await authorise();
    return JSON.parse(
        String(read(await as_client({ grant_type: 'authorization_code', code, redirect_uri, code_verifier })).body),
    );
}

/** Makes the request that a rule waits for. @param {string} at @param {string} path @param {Rule} order @returns {Promise<Buffer>} */
async function provoke(at, path, order) {
    if (at === 'exchange' || at === 'token') {
        const { code, code_verifier } = await authorise();
        await arm(order);
        return as_client({ grant_type: 'authorization_code', code, redirect_uri, code_verifier });
    }
    const pair = await tokens();
    await arm(order);
    const headers = { authorization: `Bearer ${pair.access_token}` };
    switch (at) {
        case 'authorize':
            return raw('GET', `/auth/oauth/authorize?client_id=${the_client.client_id}`, {});
        case 'refresh':
            return as_client({ grant_type: 'refresh_token', refresh_token: pair.refresh_token });
        case 'introspect':
            return as_client({ token: pair.access_token }, '/auth/oauth/token/introspect');
        case 'disconnect':
            return raw('DELETE', '/external/v1/installations/me', headers);
        case 'discovery':
            return raw('GET', '/auth/.well-known/oauth-authorization-server', {});
        default:
            return raw('GET', `/external${path ?? '/v2/employees'}`, headers);
    }
}

const http_date = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
/** A text of the file as a pattern: what is filled in is not known here. @param {string} text */
function pattern(text) {
    const parts = text.split(/(\{[a-z_]+\})/).map((part) => {
        if (part === '{issuer}') return `${server.url}/auth`;
        if (part === '{foreign}') return `${server.url.replace('127.0.0.1', 'localhost')}/foreign`;
        if (/^\{[a-z_]+\}$/.test(part)) return undefined;
        return part;
    });
    const escaped = parts.map((part) => (part === undefined ? '[^"&]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
    return new RegExp(`^${escaped.join('')}$`, 's');
}

/** @param {Rule} rule @param {ReturnType<typeof read>} answer */
function check_answer(rule, { status, headers, body }) {
    if (rule.status) assert.equal(status, rule.status);
    for (const [name, text] of Object.entries(rule.headers ?? {})) {
        const value = headers.get(name);
        if (text === null) assert.equal(value, null, name);
        else if (/_date\}|\{date\}/.test(text)) assert.match(value ?? '', http_date);
        else assert.match(value ?? '', pattern(text), name);
    }
    if (rule.base64) assert.deepEqual(body, Buffer.from(rule.base64, 'base64'));
    if (rule.body !== undefined) {
        const times = rule.repeat ?? 1;
        if (times > 1) assert.equal(body.toString(), rule.body.repeat(times));
        else assert.match(body.toString(), pattern(rule.body));
    }
    if (rule.json) {
        const value = JSON.parse(body.toString());
        for (const [name, set] of Object.entries(rule.json.set ?? {})) assert.deepEqual(value[name], set, name);
        for (const name of rule.json.remove ?? []) assert.equal(name in value, false, name);
    }
}

/** @param {Rule} rule */
async function check_callback(rule, fault = {}) {
    await arm({ fault });
    const { location } = await authorise();
    const { searchParams, hash } = new URL(location);
    const got = rule.fragment ? [...new URLSearchParams(hash.slice(1))] : [...searchParams];
    if (rule.code?.length) assert.equal(searchParams.get('code')?.length, rule.code.length);
    if (rule.code?.prefix) assert.match(location, /code=4%2F0Ab/);
    if (!rule.query)
        return assert.deepEqual(
            got.map(([name]) => name),
            ['code', 'state'],
        );
    assert.deepEqual(
        got.map(([name]) => name),
        rule.query.map(([name = '']) => name),
    );
    for (const [i, [name, text]] of rule.query.entries()) {
        const value = got[i][1];
        if (text === '{state}') assert.equal(value, 'a+state');
        else if (text === '{state_spaced}') assert.equal(value, 'a state');
        else if (text === '{other_state}') assert.notEqual(value, 'a+state');
        else if (text.endsWith('code}')) assert.match(value, /^sim_code_/);
        else assert.match(value, pattern(text), name);
    }
}

const long_waits = 5000;
for (const fault of catalogue.values()) {
    for (const [i, rule] of /** @type {Rule[]} */ (fault.rules ?? []).entries()) {
        const slow = rule.delay_ms > long_waits || rule.pace_ms > 0;
        const name = `${fault.id} ${fault.name}${i ? `, rule ${i + 1}` : ''}`;
        if (rule.server) continue; // tests/unit/simulator/faults_test.cpp
        test(name, async () => {
            await simulated.control(server, 'reset', {});
            await simulated.control(server, 'bench', { decision: 'approve', speed: slow ? '1000' : '1' });
            // Alone and at its first request, whatever the rest of its fault waits for.
            const { nth, ...alone } = rule;
            const order = { fault: { ...fault, rules: [alone] } };
            if (rule.at === 'callback') return check_callback(rule, order.fault);
            const octets = await provoke(rule.at, rule.path, order);
            if (rule.lost) return assert.equal(octets.length, 0);
            const answer = read(octets);
            if (rule.cut_in) {
                const text = answer.body.toString();
                assert.ok(text.includes(rule.cut_in), text);
                assert.ok(text.length < Number(answer.headers.get('content-length')), 'nothing was cut');
                assert.throws(() => JSON.parse(text));
            }
            check_answer(rule, answer);
            for (const [header] of answer.headers) assert.doesNotMatch(header, /^:/);
            const again = await simulated.control(server, 'faults');
            if (rule.times === undefined && !rule.for_ms) assert.deepEqual(again.armed, []);
        });
    }
}

test('a slow answer comes octet by octet, and a delayed one late', async () => {
    await simulated.control(server, 'reset', {});
    await simulated.control(server, 'bench', { decision: 'approve' });
    const began = Date.now();
    const rule = { at: 'api', process: false, status: 200, body: '123456', delay_ms: 200, pace_ms: 50 };
    const order = { fault: { ...catalogue.get('F82'), rules: [rule] } };
    const { body } = read(await provoke('api', '/v2/employees', order));
    assert.equal(body.toString(), '123456');
    assert.ok(Date.now() - began >= 450);
});

test('what is not a fault is refused with its place', async () => {
    const headers = { 'content-type': 'application/json' };
    const fault = { ...catalogue.get('F01'), rules: [{ at: 'callback', querry: [] }] };
    const response = await fetch(`${server.url}/control/faults`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ fault }),
    });
    assert.equal(response.status, 400);
    assert.match((await response.json()).message, /^F01\.rules\[0\]\.querry: is not known\.$/);
});
