// @ts-check
// A request as code sends what the page sent, whatever stands in it, in every language that this machine has.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { write } from '../../web/snippets.js';

/** @typedef {import('../../web/snippets.js').Parts} Parts */

/** @type {Record<string, { file: string, command: string[] }>} */
const programs = {
    node: { file: 'call.mjs', command: ['node'] },
    python: { file: 'call.py', command: ['/usr/bin/python3'] },
    java: { file: 'Call.java', command: ['java'] },
    php: { file: 'call.php', command: ['php'] },
    go: { file: 'call.go', command: ['go', 'run'] },
};
const all = ['node', 'python', 'csharp', 'go', 'java', 'php'];

const quotes = 'a"b\'c\\d$e`f$\u007Bg}#{h}"""i%j\\u0022k</script>*/';
const hostile = `${quotes}\r\n\ttab\0nul\u007f\u0085\u202Eright to left\u2028\u{E0041}é漢🎉\\`;
const secret = 'a+b/c= %"\\$';

/** @type {Record<string, Omit<Parts, 'origin'>>} */
const requests = {
    'a token request with Basic': {
        method: 'POST',
        path: ['oauth/token'],
        headers: [
            { name: 'Accept', value: ['application/json'] },
            { name: 'Content-Type', value: ['application/x-www-form-urlencoded'] },
            {
                name: 'Authorization',
                value: [],
                basic: { id: ['an "id" \\ $x'], secret: { variable: 'CLIENT_SECRET', encode: true } },
            },
        ],
        media_type: 'application/x-www-form-urlencoded',
        body: ['grant_type=refresh_token&refresh_token=', { variable: 'REFRESH_TOKEN', encode: true }],
    },
    'a call with a hostile body and headers': {
        method: 'PUT',
        path: ['v1/things/%22%27?filter=%24%7Bx%7D&next=', { variable: 'CURSOR' }],
        headers: [
            { name: 'Authorization', value: ['Bearer ', { variable: 'ACCESS_TOKEN' }] },
            { name: "X-it's`odd", value: [quotes] },
            { name: 'Content-Type', value: ['application/json'] },
        ],
        media_type: 'application/json',
        body: [`{"a":"${hostile}","token":"`, { variable: 'ACCESS_TOKEN' }, '"}'],
    },
    'a call without a body': {
        method: 'GET',
        path: ['v1/employees?limit=1'],
        headers: [{ name: 'Authorization', value: ['Bearer ', { variable: 'ACCESS_TOKEN' }] }],
        media_type: '',
        body: [],
    },
    'a deletion': { method: 'DELETE', path: ['v1/installations/me'], headers: [], media_type: '', body: [] },
};
const environment = { CLIENT_SECRET: secret, REFRESH_TOKEN: secret, ACCESS_TOKEN: 'sim_1', CURSOR: 'x%2By' };

/** @typedef {{ method?: string, url?: string, headers: import('node:http').IncomingHttpHeaders, body: string }} Arrived */
/** @type {Arrived[]} */
let arrivals = [];
const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString('utf8');
    arrivals.push({ method: request.method, url: request.url, headers: request.headers, body });
    response.end('{"answered":true}');
});
/** @type {string} */ let origin;
/** @type {string} */ let folder;
before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
    folder = mkdtempSync(join(tmpdir(), 'snippets '));
});
after(() => {
    server.close();
    rmSync(folder, { recursive: true });
});

const form = (/** @type {string} */ text) => String(new URLSearchParams([['', text]])).slice(1);

/** @param {import('../../web/snippets.js').Piece[]} pieces */
const meant = (pieces) =>
    pieces
        .map((piece) => {
            if (typeof piece === 'string') return piece;
            const value = Reflect.get(environment, piece.variable);
            return piece.encode ? form(value) : value;
        })
        .join('');

describe('a request as code', () => {
    for (const [language, { file, command }] of Object.entries(programs)) {
        // In Java and Python a dozen lines of a whole tool chain; what is not installed is not run.
        const there = spawnSync('sh', ['-c', `command -v '${command[0]}'`]).status === 0;
        for (const [name, request] of Object.entries(requests)) {
            it(`${language}: ${name}`, { skip: !there && `${command[0]} is not installed` }, async () => {
                const path = join(folder, file);
                writeFileSync(path, write(language, { ...request, origin }));
                arrivals = [];
                const [program, ...rest] = [...command, path];
                const { stdout } = await promisify(execFile)(program, rest, {
                    env: { ...process.env, ...environment },
                });
                assert.match(stdout, /answered/);
                assert.equal(arrivals.length, 1);
                const [arrived] = arrivals;
                assert.equal(arrived.method, request.method);
                assert.equal(arrived.url, `/${meant(request.path)}`);
                assert.equal(arrived.body, meant(request.body));
                for (const { name: field, value, basic } of request.headers) {
                    const wanted = basic
                        ? `Basic ${Buffer.from(`${meant(basic.id)}:${meant([basic.secret])}`).toString('base64')}`
                        : meant(value);
                    assert.equal(arrived.headers[field.toLowerCase()], wanted);
                }
            });
        }
    }

    it('holds nothing that nobody sees, and no mark', () => {
        for (const language of all)
            for (const request of Object.values(requests)) {
                const code = write(language, { ...request, origin });
                assert.doesNotMatch(code, /[\p{Cf}\p{Zl}\p{Zp}\x00-\x08\x0b-\x1f\x7f-\x9f]/u, language);
                assert.doesNotMatch(code, /m4rk/, language);
            }
    });

    it('keeps every value in one literal of its language', () => {
        // What is left when the literals are gone is the same code, whatever the values were.
        const bare = (/** @type {string} */ language, /** @type {string} */ value) =>
            write(language, {
                method: 'POST',
                origin,
                path: ['x?', value],
                headers: [{ name: 'X-A', value: [value] }],
                media_type: 'text/plain',
                body: [value, { variable: 'T' }],
            }).replace(/"(?:[^"\\]|\\.)*"/g, '""');
        for (const language of all) {
            const plain = bare(language, 'plain');
            assert.equal(bare(language, quotes), plain, language);
            assert.equal(bare(language, hostile), plain, language);
        }
    });
});
