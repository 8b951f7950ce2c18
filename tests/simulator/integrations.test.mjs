// @ts-check
// The integrations that the page offers as code, run against Simulated Staging over HTTP: each in its
// own language, where this machine has it. The others are said to be skipped.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { client_id, client_secret, redirect_uri, start, through_pages } from './server.mjs';

const here = fileURLToPath(new URL('integrations', import.meta.url));
const source = fileURLToPath(new URL('../../integrations', import.meta.url));

/** @param {string} program */
function has(program) {
    try {
        execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
        return true;
    } catch {
        return false;
    }
}

/** @typedef {{ program: string, command: (folder: string) => string[] }} Language */
/** @type {Record<string, Language>} */
const languages = {
    Node: { program: 'node', command: () => ['node', join(here, 'walk.mjs')] },
    Python: { program: 'python3', command: () => ['python3', join(here, 'walk.py')] },
    Java: {
        program: 'javac',
        command: (folder) => {
            execFileSync('javac', ['-d', folder, join(source, 'java', 'Pleo.java'), join(here, 'Walk.java')]);
            return ['java', '-cp', folder, 'Walk'];
        },
    },
};

/** @param {string[]} command @param {string} url @param {string} store */
function run([program, ...words], url, store) {
    const child = spawn(program, [...words, store], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: {
            PATH: process.env.PATH,
            HOME: process.env.HOME,
            CLIENT_ID: client_id,
            CLIENT_SECRET: client_secret,
            REDIRECT_URI: redirect_uri,
            AUTHORIZATION_ENDPOINT: `${url}/auth/oauth/authorize`,
            TOKEN_ENDPOINT: `${url}/auth/oauth/token`,
            RESOURCE_SERVER: `${url}/external`,
        },
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return {
        hear: async () => (await lines.next()).value,
        /** @param {string} line */
        say: async (line) => {
            child.stdin.write(`${line}\n`);
            return (await lines.next()).value;
        },
        end: () => child.stdin.end(),
    };
}

for (const [name, { program, command }] of Object.entries(languages)) {
    test(`the integration for ${name} authorises, calls, refreshes once for five, and never guesses`, {
        skip: !has(program) && `no ${program} here`,
    }, async () => {
        const folder = mkdtempSync(join(tmpdir(), 'integration-'));
        const store = join(folder, 'tokens');
        const staging = await start();
        const walk = run(command(folder), staging.url, store);
        const later = () =>
            fetch(`${staging.url}/control/clock`, {
                method: 'POST',
                body: new URLSearchParams({ advance_seconds: '901' }),
            });
        try {
            const back = await through_pages(staging, await walk.hear());
            assert.equal(await walk.say(`exchange ${back}`), '200');
            const first = readFileSync(store, 'utf8');
            assert.match(await walk.say(`exchange ${back}`), /^refused: This answer belongs to no request/);
            assert.equal(readFileSync(store, 'utf8'), first, 'what did not belong to it changed nothing');

            // The server ends the grant when a refresh token is used twice: five calls, one refresh.
            await later();
            assert.equal(await walk.say('together'), '200 200 200 200 200');
            const second = readFileSync(store, 'utf8');
            assert.notEqual(second, first);
            assert.equal(await walk.say('once'), '200');
            assert.equal(readFileSync(store, 'utf8'), second, 'no refresh without need');

            // As after a crash between the question and the answer.
            const doubtful =
                name === 'Java'
                    ? second.replace(/false$/, 'true')
                    : JSON.stringify({ ...JSON.parse(second), in_doubt: true });
            writeFileSync(store, doubtful);
            await later();
            assert.equal(await walk.say('once'), 'authorise again');
            assert.equal(readFileSync(store, 'utf8'), doubtful, 'nothing was sent');
        } finally {
            walk.end();
            staging.stop();
            rmSync(folder, { recursive: true, force: true });
        }
    });
}

for (const name of [
    'node/pleo.mjs',
    'python/pleo.py',
    'java/Pleo.java',
    'go/pleo.go',
    'php/Pleo.php',
    'csharp/Pleo.cs',
]) {
    test(`no secret stands in integrations/${name}, and each has its six settings from the environment`, () => {
        const text = readFileSync(join(source, name), 'utf8');
        assert.ok(!text.includes(client_secret) && !/sim_[a-z]/.test(text));
        for (const setting of [
            'CLIENT_ID',
            'CLIENT_SECRET',
            'REDIRECT_URI',
            'AUTHORIZATION_ENDPOINT',
            'TOKEN_ENDPOINT',
            'RESOURCE_SERVER',
        ])
            assert.ok(text.includes(setting), setting);
    });
}
