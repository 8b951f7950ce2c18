// @ts-check
// What nginx sends: the headers of S50 to S54 with every answer, the right types, and what may be cached.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { nginx_headers } from '../../tools/policy.mjs';
import { serve } from '../browser/site.mjs';

const folder = mkdtempSync(join(tmpdir(), "serve it's & - "));
const site = join(folder, 'a site');
const environments = fileURLToPath(new URL('../../environments.json', import.meta.url));
const gzipped = gzipSync('<!doctype html><title>t</title>');
const hashed = 'part.0123456789abcdef.wasm';
/** @type {{origin: string, stop: () => Promise<void>}} */ let server;

before(async () => {
    mkdirSync(site);
    mkdirSync(`${site}.nginx`);
    writeFileSync(join(`${site}.nginx`, 'headers.conf'), nginx_headers([]));
    copyFileSync(environments, join(`${site}.nginx`, 'environments.json'));
    writeFileSync(join(site, 'index.html'), '<!doctype html><title>t</title>');
    writeFileSync(join(site, 'index.html.gz'), gzipped);
    writeFileSync(join(site, 'sw.js'), ';');
    writeFileSync(join(site, hashed), '\0asm');
    server = await serve(site);
});
after(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
});

/**
 * Plain HTTP, because fetch hides what it decodes.
 * @param {string} path @param {import('node:http').RequestOptions} [options]
 * @returns {Promise<import('node:http').IncomingMessage>}
 */
function ask(path, options = {}) {
    return new Promise((resolve, reject) => {
        const asked = request(`${server.origin}${path}`, options, (answer) => {
            answer.resume();
            resolve(answer);
        });
        asked.on('error', reject);
        asked.end();
    });
}

test('S50 S52 S54: every answer carries the headers, errors as well', async () => {
    for (const [path, method, status] of /** @type {[string, string, number][]} */ ([
        ['/', 'GET', 200],
        ['/sw.js', 'GET', 200],
        [`/${hashed}`, 'GET', 200],
        ['/?code=1&state=2', 'GET', 200],
        ['/nowhere', 'GET', 404],
        ['/simulated/auth/oauth/token', 'POST', 404],
        ['/', 'POST', 405],
    ])) {
        const { statusCode, headers } = await ask(path, { method });
        assert.equal(statusCode, status, `${method} ${path}`);
        assert.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/);
        assert.equal(headers['referrer-policy'], 'no-referrer');
        assert.equal(headers['x-content-type-options'], 'nosniff');
        assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
        assert.match(String(headers['permissions-policy']), /camera=\(\)/);
        assert.equal(headers['server'], 'nginx', 'no version');
    }
});

test('only what has a hash in its name is kept for ever', async () => {
    const cache = async (/** @type {string} */ path) => (await ask(path)).headers['cache-control'];
    assert.equal(await cache('/'), 'no-cache');
    assert.equal(await cache('/sw.js'), 'no-cache');
    assert.equal(await cache(`/${hashed}`), 'public, max-age=31536000, immutable');
    assert.equal(await cache('/gone.0123456789abcdef.wasm'), 'no-cache');
});

test('S23: no cache keeps the address of a redirect back', async () => {
    for (const path of [
        '/?code=1&state=2',
        '//?code=1',
        '/index.html?code=1',
        '/?error=access_denied',
        '/nowhere?code=1',
    ]) {
        assert.equal((await ask(path)).headers['cache-control'], 'no-store', path);
    }
});

test('types are right, and what is compressed already is sent so', async () => {
    assert.equal((await ask(`/${hashed}`)).headers['content-type'], 'application/wasm');
    assert.equal((await ask('/sw.js')).headers['content-type'], 'text/javascript; charset=utf-8');
    const { headers } = await ask('/', { headers: { 'accept-encoding': 'gzip' } });
    assert.equal(headers['content-encoding'], 'gzip');
    assert.equal(headers['content-length'], String(gzipped.length));
});

test('a port that is taken, or none, is said in words', async () => {
    const say = (/** @type {string} */ port) =>
        new Promise((resolve) => {
            const program = fileURLToPath(new URL('../../tools/serve', import.meta.url));
            execFile(program, [site], { env: { ...process.env, PORT: port } }, (error, _, words) =>
                resolve(`${error?.code} ${words}`),
            );
        });
    const port = new URL(server.origin).port;
    assert.match(String(await say(port)), new RegExp(`^1 serve: Port ${port} is taken.*\n.*PORT=8081`));
    assert.match(String(await say('http')), /^1 serve: PORT=http is not a port number\./);
});
