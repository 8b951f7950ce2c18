// @ts-check
// A wrong environments.json is refused with the line and the reason, and Production is never let in.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { read_environments, refusal, remarks } from '../../tools/environments.mjs';
import { find_fault } from '../../tools/json-lines.mjs';

const folder = mkdtempSync(join(tmpdir(), 'environments-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} text */
function read(text) {
    const file = join(folder, 'environments.json');
    writeFileSync(file, text);
    return read_environments(file);
}

const good = `{
  "environments": [
    {
      "id": "one",
      "name": "One",
      "kind": "other",
      "authorization_endpoint": "http://127.0.0.1:4000/auth",
      "token_endpoint": "http://127.0.0.1:4000/token",
      "resource_server": "https://api.example",
      "default_scopes": ["openid", "users:read"]
    }
  ]
}
`;

test('two environments that give the same issuer and nothing else are one too many', () => {
    const asked = (/** @type {string} */ id, /** @type {string} */ issuer) =>
        `{"id": "${id}", "name": "N", "kind": "other", "issuer": "${issuer}", "default_scopes": []}`;
    const file = (/** @type {string} */ second) =>
        `{"environments": [\n${asked('one', 'https://as.example')},\n${asked('two', second)}]}`;
    assert.throws(() => read(file('https://as.example')), /:3: another environment gives this issuer/);
    assert.equal(read(file('https://as.example/')).length, 2);
});

test('the file that ships is right, and so is the smallest one', () => {
    const shipped = read_environments(fileURLToPath(new URL('../../environments.json', import.meta.url)));
    assert.deepEqual(
        shipped.map(({ id }) => id),
        ['simulated', 'pleo-staging'],
    );
    assert.equal(read(good)[0]?.name, 'One');
});

/** @type {[string, string, string, number, RegExp][]} what, replaced, by, line, reason */
const faults = [
    ['a name that is a list', '"One"', '["One"]', 5, /name has to be text/],
    ['scopes that are one text', '["openid", "users:read"]', '"openid users:read"', 10, /is a list of scopes/],
    [
        'an environment that is text',
        '    {\n      "id": "one"',
        '    "one",\n    {\n      "id": "one"',
        3,
        /an environment is an object/,
    ],
    ['no list', '"environments"', '"environment"', 1, /list "environments"/],
    ['a missing field', '      "name": "One",\n', '', 3, /lacks "name"/],
    ['a field nobody knows', '"name"', '"nmae": "x",\n"name"', 5, /"nmae" is not a field/],
    ['an unknown kind', '"other"', '"real"', 6, /kind is one of/],
    ['an id with a space', '"one"', '"one two"', 4, /an id is made of/],
    ['a name that is a number', '"One"', '1', 5, /name has to be text/],
    ['a scope of two words', '"users:read"', '"users read"', 10, /one word each/],
    ['the same key twice', '"id": "one",', '"id": "one",\n      "id": "two",', 5, /"id" stands here twice/],
    [
        'an address of IPv6',
        'http://127.0.0.1:4000/auth',
        'http://[::1]:4000/auth',
        7,
        /IPv6.*write 127\.0\.0\.1 or localhost/,
    ],
    [
        'a loopback name that nginx cannot resolve',
        'http://127.0.0.1:4000/auth',
        'http://as.localhost:4000/auth',
        7,
        /write localhost/,
    ],
    ['a relative endpoint', 'http://127.0.0.1:4000/auth', '/auth', 7, /not an absolute URL/],
    ['http to another machine', 'http://127.0.0.1:4000/auth', 'http://as.example/auth', 7, /neither https/],
    ['another scheme', 'http://127.0.0.1:4000/auth', 'javascript:alert(1)', 7, /neither https/],
    ['user information', '//127.0.0.1:4000/token', '//a:b@127.0.0.1:4000/token', 8, /password/],
    ['a fragment', '4000/token', '4000/token#', 8, /fragment/],
    ['a second directive', '4000/token', '4000/token; script-src *', 8, /does not belong/],
    ['Production', 'https://api.example', 'https://external.pleo.io', 9, /Production/],
    [
        'the older API',
        'https://api.example',
        'https://openapi.staging.pleo.io',
        9,
        /deprecated API: use external\.staging\.pleo\.io/,
    ],
    ['a kind that does not fit', '"other"', '"pleo"', 7, /another provider is kind "other"/],
    ['a simulated host', '"other"', '"simulated"', 7, /begins with simulated\//],
];
for (const [what, replaced, by, line, reason] of faults) {
    test(`refused: ${what}`, () => {
        assert.ok(good.includes(replaced), 'the example holds what is to be replaced');
        assert.throws(
            () => read(good.replace(replaced, by)),
            (/** @type {Error} */ error) => {
                assert.match(error.message, reason);
                assert.match(error.message, new RegExp(`environments\\.json:${line}: `));
                return true;
            },
        );
    });
}

test('refused: the same id for two environments, with the line of the second', () => {
    const entry = /^ {4}\{[^]*\n {4}\}/m.exec(good)?.[0] ?? '';
    assert.throws(
        () => read(good.replace(entry, `${entry},\n${entry}`)),
        /environments\.json:13: the id "one" is taken by another environment\.$/,
    );
});

/** @type {[string, string, string, string, RegExp][]} what, replaced, by, line and column, reason */
const slips = [
    ['a comma too many', '"users:read"]', '"users:read"],', '11:5', /a name in double quotes belongs here/],
    ['a comma too many in a list', '"users:read"]', '"users:read",]', '10:49', /a value belongs here/],
    ['a comma that lacks', '"one",', '"one"', '5:7', /a comma or the end belongs here/],
    ['a colon that lacks', '"id":', '"id"', '4:12', /a colon belongs here/],
    ['quotes of a document', '"one"', '“one”', '4:13', /a value belongs here/],
    ['single quotes', '"id"', "'id'", '4:7', /a name in double quotes/],
    ['a comment', '"id"', '// the first\n"id"', '4:7', /a name in double quotes/],
    ['an end too early', '  ]\n}\n', '', '11:6', /a comma or the end belongs here/],
    ['something behind the end', '\n}\n', '\n}\n}\n', '14:1', /nothing more belongs here/],
    ['an empty file', good, '', '1:1', /a value belongs here/],
];
for (const [what, replaced, by, place, reason] of slips) {
    test(`refused with line and column: ${what}`, () => {
        assert.ok(good.includes(replaced), 'the example holds what is to be replaced');
        assert.throws(
            () => read(good.replace(replaced, by)),
            (/** @type {Error} */ { message }) => {
                assert.match(message, reason);
                assert.ok(message.includes(`environments.json:${place}: this is not JSON`), message);
                return true;
            },
        );
    });
}

test('what is not JSON is what JSON.parse refuses', () => {
    const text = '{"a": [1, -0.5e+3, true, null], "b\\n\\u00e9": {"c": ""}, "d": []}';
    const is_json = (/** @type {string} */ candidate) => {
        try {
            JSON.parse(candidate);
            return true;
        } catch {
            return false;
        }
    };
    assert.ok(is_json(text));
    const signs = [...'{}[],:"\\ 0e.-tn\n\v'];
    for (let at = 0; at <= text.length; at += 1) {
        for (const sign of ['', ...signs]) {
            for (const taken of [0, 1]) {
                const candidate = text.slice(0, at) + sign + text.slice(at + taken);
                assert.equal(find_fault(candidate) === undefined, is_json(candidate), candidate);
            }
        }
    }
});

test('a build with a wrong file fails, and says where and why', async () => {
    const file = join(folder, 'environments.json');
    writeFileSync(file, good.replace('"kind": "other"', '"kind": "other",,'));
    const assemble = fileURLToPath(new URL('../../tools/assemble-site', import.meta.url));
    await assert.rejects(
        promisify(execFile)(assemble, ['--environments', file, '--out', join(folder, 'site')]),
        /environments\.json:6:23: this is not JSON: a name in double quotes belongs here\./,
    );
});

test('an issuer may stand for the endpoints, but not for one of them and not for Pleo', () => {
    const only_issuer = { id: 'a', name: 'A', kind: 'other', issuer: 'https://as.example', default_scopes: [] };
    const file = (/** @type {object} */ entry) => JSON.stringify({ environments: [entry] });
    assert.equal(read(file(only_issuer))[0].token_endpoint, undefined);
    for (const [wrong, reason] of /** @type {[object, RegExp][]} */ ([
        [{ token_endpoint: 'https://as.example/t' }, /lacks "authorization_endpoint"/],
        [{ kind: 'pleo' }, /lacks "authorization_endpoint"/],
        [{ issuer: 'https://auth.pleo.io' }, /Production/],
        [{ issuer: 'as.example' }, /not an absolute URL/],
    ])) {
        assert.throws(() => read(file({ ...only_issuer, ...wrong })), reason);
    }
});

test('refused: a file that is not there', () => {
    assert.throws(() => read_environments(join(folder, 'nowhere.json')), /cannot be read/);
});

test('S51: Production and the deprecated API are refused however they are written', () => {
    for (const url of [
        'https://auth.pleo.io/oauth/token',
        'https://external.pleo.io',
        'https://app.pleo.io',
        'https://pleo.io',
        'https://AUTH.PLEO.IO/',
        'https://auth.pleo.io./',
        'https://auth.pleo.io:8443/',
        'https://staging.pleo.io/',
        'https://auth-staging.pleo.io/',
        'https://openapi.pleo.io/v1',
        'https://openapi.staging.pleo.io/v1',
    ]) {
        assert.notEqual(refusal(url), undefined, url);
    }
    assert.equal(refusal('https://auth.staging.pleo.io/oauth/token'), undefined);
    assert.equal(refusal('https://external.staging.pleo.io'), undefined);
});

test('S08: addresses of nobody, ports that no browser connects to, and letters in disguise are refused', () => {
    for (const url of [
        'https://0.0.0.0/token',
        'https://0.1.2.3/token',
        'https://[::]/token',
        'https://[::ffff:127.0.0.1]/token',
        'https://as.example:6667/token',
        'https://as.example:6000/token',
        'https://as.example:10080/token',
        'https://as.example:25/token',
        'https://xn--auth.staging.pleo.io/token',
    ]) {
        assert.notEqual(refusal(url), undefined, url);
    }
    assert.equal(refusal('https://as.example:8443/token'), undefined);
});

test('S20: two live environments without an issuer are told at build time', () => {
    const live = (/** @type {string} */ id, /** @type {string} */ issuer) =>
        /** @type {any} */ ({ id, kind: 'other', ...(issuer ? { issuer } : {}) });
    const simulated = /** @type {any} */ ({ id: 'simulated', kind: 'simulated' });
    assert.deepEqual(remarks([simulated, live('one', '')]), []);
    assert.deepEqual(remarks([live('one', ''), live('two', 'https://as.example')]), []);
    assert.match(remarks([live('one', ''), live('two', '')])[0], /^one and two name no issuer.*mix-up/);
});
