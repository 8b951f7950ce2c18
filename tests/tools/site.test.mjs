// @ts-check
// What the assembled site is made of: hashed names, filled-in words, and the policy (S50).
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { finish } from '../../tools/hashed-names.mjs';
import { nginx_headers, page_policy } from '../../tools/policy.mjs';

/** @param {Record<string, string>} files */
function site(files, words = new Map()) {
    const parts = finish(new Map(Object.entries(files).map(([k, v]) => [k, Buffer.from(v)])), words);
    /** @type {(name: string) => {name: string, text: string}} */
    return (name) => {
        const part = parts.get(name);
        assert.ok(part, name);
        return { name: part.name, text: part.content.toString() };
    };
}

test('a part is named after its content, and a change travels up to whoever names it', () => {
    const before = site({ 'a.mjs': 'import "../web/b.js";', 'b.js': 'export {};' });
    const after = site({ 'a.mjs': 'import "../web/b.js";', 'b.js': 'export { };' });
    assert.match(before('b.js').name, /^b\.[0-9a-f]{16}\.js$/);
    assert.equal(before('a.mjs').text, `import "./${before('b.js').name}";`);
    assert.notEqual(before('b.js').name, after('b.js').name);
    assert.notEqual(before('a.mjs').name, after('a.mjs').name);
});

test('index.html and sw.js keep their names, and so do references to them', () => {
    const parts = site({ 'index.html': '', 'sw.js': '', 'boot.mjs': 'register("./sw.js")' });
    assert.equal(parts('index.html').name, 'index.html');
    assert.equal(parts('sw.js').name, 'sw.js');
    assert.equal(parts('boot.mjs').text, 'register("./sw.js")');
});

test('sizes, hashes and the list of parts are filled in', () => {
    const parts = site({
        'boot.mjs': 'const size = @BYTES_A_WASM@, hash = "@INTEGRITY_A_WASM@";',
        'a.wasm': 'abc',
        'sw.js': "const parts = '@PARTS@';",
    });
    const digest = createHash('sha384').update('abc').digest('base64');
    assert.equal(parts('boot.mjs').text, `const size = 3, hash = "sha384-${digest}";`);
    assert.equal(
        parts('sw.js').text,
        `const parts = '${[parts('a.wasm').name, parts('boot.mjs').name].sort().join(' ')}';`,
    );
});

test('the version is another one when a part, the page or the service worker is', () => {
    const files = { 'index.html': '@VERSION@', 'sw.js': '@VERSION@', 'a.js': ';' };
    const version = (/** @type {Record<string, string>} */ changed) =>
        site({ ...files, ...changed })('index.html').text.slice(0, 16);
    const first = version({});
    assert.match(first, /^[0-9a-f]{16}$/);
    assert.equal(version({}), first);
    assert.equal(site(files)('sw.js').text, first);
    for (const name of Object.keys(files)) {
        assert.notEqual(version({ [name]: `${files[/** @type {'sw.js'} */ (name)]} ` }), first, name);
    }
});

test('S55: scripts and styles of the page carry their hash', () => {
    const html = '<link rel="stylesheet" href="./a.css"><link rel="icon" href="./a.svg"><script src="./a.js">';
    const parts = site({ 'index.html': html, 'a.css': 'b{}', 'a.svg': '<svg/>', 'a.js': ';' });
    const integrity = parts('index.html').text.match(/href="[^"]*css" integrity="sha384-[^"]{64}">/);
    assert.ok(integrity);
    assert.match(parts('index.html').text, /src="[^"]*js" integrity="sha384-[^"]{64}">/);
    assert.doesNotMatch(parts('index.html').text, /svg" integrity/);
});

test('refused: a circle, and a word nobody knows', () => {
    assert.throws(
        () => site({ 'a.js': 'import "./b.js"', 'b.js': 'import "./a.js"' }),
        /in a circle.*: a\.js -> b\.js/,
    );
    assert.throws(() => site({ 'a.js': '@BYTES_B_WASM@' }), /a\.js asks for @BYTES_B_WASM@/);
});

test('S50: the policy opens the hosts of the environments and nothing else', () => {
    /** @type {import('../../tools/environments.mjs').Environment[]} */
    const environments = [
        {
            id: 'simulated',
            name: 'Simulated',
            kind: 'simulated',
            authorization_endpoint: 'simulated/authorize',
            token_endpoint: 'simulated/token',
            default_scopes: [],
        },
        {
            id: 'other',
            name: 'Other',
            kind: 'other',
            authorization_endpoint: 'https://login.example/authorize',
            token_endpoint: 'https://as.example/token',
            introspection_endpoint: 'https://as.example/introspect',
            resource_server: 'https://api.example:8443/v1',
            default_scopes: [],
        },
        {
            id: 'asked',
            name: 'Asked for its endpoints',
            kind: 'other',
            issuer: 'https://issuer.example/tenant',
            default_scopes: [],
        },
    ];
    const policy = page_policy(environments);
    assert.match(
        policy,
        /connect-src 'self' https:\/\/as\.example https:\/\/api\.example:8443 https:\/\/issuer\.example;/,
    );
    assert.match(policy, /^default-src 'none';/);
    assert.doesNotMatch(policy, /unsafe-eval(?<!wasm-unsafe-eval)|unsafe-inline|\*|login\.example/);
    assert.ok(nginx_headers(environments).includes(`"${policy}; frame-ancestors 'none'"`));
});

test('S56: messages are taken from the own service worker only, and sent to nobody else', () => {
    const top = new URL('../../', import.meta.url);
    /** @type {string[]} */
    const receivers = [];
    for (const folder of ['web/', 'shell/']) {
        for (const name of readdirSync(new URL(folder, top)).filter((each) => /\.(m?js|html)$/.test(each))) {
            const text = readFileSync(new URL(folder + name, top), 'utf8');
            assert.doesNotMatch(text, /onmessage|BroadcastChannel|MessageChannel/, name);
            for (const [, who = ''] of text.matchAll(/([\w.?]*)\.?addEventListener\(\s*['"]message['"]/g))
                receivers.push(`${name} hears ${who}`);
            for (const [, who = ''] of text.matchAll(/([\w.?]*?)\??\.?postMessage\(/g))
                receivers.push(`${name} tells ${who}`);
        }
    }
    // `active`, `controller` and `update` are workers of the page's own registration, and `event.source` is who asked such a worker.
    assert.deepEqual(receivers.sort(), [
        'simulator_client.js tells active',
        'storage.js tells navigator.serviceWorker?.controller',
        'sw.js hears worker.',
        'sw.js tells event.source',
        'versions.js hears worker.',
        'versions.js tells update',
    ]);
});

test('S70: the README says what the page is for', () => {
    const words = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    assert.match(words, /Not made, reviewed or endorsed by Pleo\. A tool for learning and testing against Staging/);
});
