// @ts-check
// The reports of a whole run over the command line: against their schemas, read, and without a secret.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Ajv } from 'ajv';

const here = fileURLToPath(new URL('.', import.meta.url));
const top = join(here, '..', '..');
const wasm = join(process.env.BUILD ?? join(top, 'build', 'wasm-release'), 'simulator.wasm');

/** @type {string} */
let folder;
before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bench-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** @returns {Promise<string>} */
async function callback_uri() {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    await new Promise((resolve) => server.close(resolve));
    return `http://127.0.0.1:${port}/callback`;
}

/** @param {string[]} options @param {(line: string, child: import('node:child_process').ChildProcess) => void} [heard] */
async function bench(options, heard = () => {}) {
    const child = spawn(process.execPath, [
        join(top, 'tools', 'simulator-server.mjs'),
        '--port',
        '0',
        '--wasm',
        wasm,
        ...options,
    ]);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (part) => {
            text += part;
            heard(text, child);
        });
    }
    const status = await new Promise((resolve) => child.on('exit', resolve));
    return { status, text };
}

const kinds = ['xml', 'json', 'html', 'md'];
const files = (/** @type {string} */ name) => kinds.map((kind) => join(folder, `${name}.${kind}`));
const client = (/** @type {string} */ mistake) =>
    `"${process.execPath}" "${join(here, 'clients', 'main.mjs')}" ${mistake}`;

/** @param {string} name */
async function check_reports(name) {
    const [xml, json, html, md] = await Promise.all(files(name).map((file) => readFile(file, 'utf8')));
    const report = /** @type {any} */ (JSON.parse(json));
    const ajv = new Ajv({ allErrors: true });
    const validate = ajv.compile(JSON.parse(await readFile(join(here, 'report.schema.json'), 'utf8')));
    const valid = /** @type {boolean} */ (validate(JSON.parse(json)));
    assert.ok(valid, ajv.errorsText(validate.errors));
    const lint = spawnSync('xmllint', ['--noout', '--schema', join(here, 'junit.xsd'), files(name)[0]], {
        encoding: 'utf8',
    });
    assert.equal(lint.status, 0, lint.stderr);
    for (const text of [xml, json, html, md]) {
        assert.doesNotMatch(text, /sim_(access|refresh|code|secret)_/);
        assert.doesNotMatch(text, /[A-Za-z0-9_-]{40}/, 'as long as a verifier or a token');
    }
    return { xml, report, html, md };
}

test('a wrong client: every report names its mistake, and the status tells', async () => {
    const uri = await callback_uri();
    const options = ['--matrix', '--only', 'F04,F63,F75', '--redirect-uri', uri, '--speed', '40', '--seed', '7'];
    const { status, text } = await bench([
        ...options,
        '--client',
        client('repeats_refresh_in_doubt'),
        '--report',
        ...files('wrong'),
    ]);
    assert.equal(status, 1, text);
    assert.match(text, /\[3\/3\] F63 processed, answer lost: failed/);
    const { xml, report, html, md } = await check_reports('wrong');
    const failed = report.verdicts.filter((/** @type {any} */ each) => each.outcome === 'failed');
    assert.deepEqual(
        failed.map((/** @type {any} */ each) => each.id),
        ['refresh_in_doubt'],
    );
    assert.equal(report.faults.find((/** @type {any} */ each) => each.id === 'F75').outcome, 'not testable');
    assert.equal(report.summary.verdicts.failed, 1);
    assert.match(xml, /<testcase classname="faults" name="F63 processed, answer lost" time="0">\s*<failure/);
    assert.match(html, /class="failed">failed/);
    assert.match(md, /\| failed \| Asks introspection/);
});

test('the end of a run writes the report of what there is', async () => {
    const uri = await callback_uri();
    let asked = false;
    const { text } = await bench(
        ['--matrix', '--redirect-uri', uri, '--speed', '40', '--client', client('""'), '--report', ...files('ended')],
        (heard, child) => {
            if (asked || !heard.includes('[2/')) return;
            asked = true;
            child.kill('SIGINT');
        },
    );
    assert.match(text, /Written: .*ended\.json/);
    const { report } = await check_reports('ended');
    assert.ok(report.runs.length >= 2 && report.runs.length < 50);
});

test('what cannot be is said at once', async () => {
    for (const [options, words] of /** @type {[string[], RegExp][]} */ ([
        [['--fault', 'F999'], /There is no fault F999/],
        [['--fault', 'moon'], /"moon" is no fault/],
        [['--report', 'report.pdf'], /must end in/],
        [['--fault', 'F75'], /not testable from the server/],
        [['--scenario', join(top, 'package.json')], /"name" is no option/],
    ])) {
        const { status, text } = await bench(options);
        assert.equal(status, 2, text);
        assert.match(text, words);
    }
});
