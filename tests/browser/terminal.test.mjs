// @ts-check
// The Terminal route: the page prints a command, a person runs it in a shell that has the secrets in
// its environment, and pastes what curl printed. The shell, curl, TLS and the server are real.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'node:test';
import { promisify } from 'node:util';
import { auth_host, client } from '../stand-in/server.mjs';
import { copied_text } from './clipboard.mjs';
import { playground } from './harness.mjs';
import { assert_absent, everything_kept, memory_of, watch_memory } from './kept.mjs';
import { serve_with_stand_in } from './site.mjs';

const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };
const { client_secret } = client;

/** The page, and a curl that knows where Staging is today; the command itself reads no .curlrc. */
async function serve_with_terminal() {
    const site = await serve_with_stand_in();
    const folder = await mkdtemp(join(tmpdir(), 'oauth-playground-terminal-'));
    await writeFile(join(folder, 'config'), site.stand_in.curl_config);
    await writeFile(join(folder, '.curlrc'), 'fail\nverbose\n');
    const { stdout: curl } = await promisify(execFile)('/bin/sh', ['-c', 'command -v curl']);
    await writeFile(join(folder, 'curl'), `#!/bin/sh\nexec ${curl.trim()} "$@" --config ${folder}/config\n`);
    await chmod(join(folder, 'curl'), 0o755);
    return {
        ...site,
        /** What a shell prints for this script. @param {string} script @param {Record<string, string>} secrets */
        async run(script, secrets) {
            const environment = { PATH: `${folder}:${process.env.PATH}`, CURL_HOME: folder, ...secrets };
            const { stdout } = await promisify(execFile)('/bin/sh', ['-c', script], { env: environment });
            return stdout;
        },
        async stop() {
            await site.stop();
            await rm(folder, { recursive: true, force: true });
        },
    };
}
/** @typedef {import('./harness.mjs').Stage<Awaited<ReturnType<typeof serve_with_terminal>>>} Stage */

/** What a copy button of the page gives. @param {Stage} stage @param {string} name */
async function copied({ page, person }, name) {
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await person.button(name).click();
    return copied_text(page);
}

/**
 * Presses the button, runs the command that appears, and gives what it printed. The person has the
 * client's secret; all other variables are copied from the page.
 * @param {Stage} stage @param {string} button
 */
async function run_command_of(stage, button) {
    const { page, person, site } = stage;
    await person.button(button).click();
    await person.heading('Waiting for your terminal').waitFor();
    const command = await copied(stage, 'Copy command');
    const wanted = [...new Set([...command.matchAll(/\$([A-Z][A-Z0-9_]*)/g)].map(([, name]) => name))];
    assert.ok(wanted.length > 0, command);
    /** @type {Record<string, string>} */
    const secrets = { CLIENT_SECRET: client_secret };
    for (const name of wanted) {
        if (name === 'CLIENT_SECRET') continue;
        secrets[name] = await copied(stage, `Copy ${name}`);
        assert.ok(!command.includes(secrets[name]), `${name} is not in the command`);
    }
    const prompt = await copied(stage, 'Copy prompt');
    for (const name of wanted) assert.match(prompt, new RegExp(`\\b${name}\\b`));
    assert.equal(await page.getByText('Waiting for your terminal').count(), 1);
    return site.run(command, secrets);
}

/** @param {Stage} stage @param {string} answer */
async function paste({ person }, answer) {
    await person.field('Paste the answer').fill(answer);
    await person.button('Use this answer').click();
}

/** With a code, on the Terminal route, and without a secret in the page. @param {Stage} stage */
async function arrive_with_code({ person, watch, site }) {
    watch.allow_origin(`https://${auth_host}`);
    await person.open(site.url);
    await person.register_at_staging({ client_id: client.client_id }, 'Terminal');
    await person.get_code();
    site.stand_in.requests.length = 0;
}

describe('the Terminal route', () => {
    const { scenario } = playground(serve_with_terminal);

    scenario(
        'S63: walks the lifecycle by commands that a shell runs, and the secret stays out of the page',
        clipboard,
        async (stage) => {
            const { person, page, context, watch, site } = stage;
            await watch_memory(context);
            await arrive_with_code(stage);

            const tokens = await run_command_of(stage, 'Exchange code for tokens');
            assert.match(tokens, /^HTTP\/1\.1 200 /);
            await paste(stage, tokens);
            await person.is_told(/Tokens received/);
            const first = await person.pair(1);
            assert.ok(tokens.includes(first.access_token));

            await person.choose_operation('GET /v2/employees');
            await paste(stage, await run_command_of(stage, 'Call API'));
            await page.getByRole('tree').getByText('ada@dummy.example').waitFor();

            // The JSON alone is enough as well.
            await person.go_to('Refresh tokens');
            const refreshed = await run_command_of(stage, 'Refresh tokens');
            await paste(stage, refreshed.slice(refreshed.indexOf('{')));
            await person.token_becomes('Refresh token 1', 'rotated');
            await person.token_becomes('Access token 2', 'active');

            await person.go_to('Expiry and revocation');
            await person.choice('Token').selectOption({ label: 'Refresh token' });
            await paste(stage, await run_command_of(stage, 'Introspect token'));
            assert.equal((await person.answer()).active, true);
            await paste(stage, await run_command_of(stage, 'Disconnect'));
            await person.token_becomes('Refresh token 2', 'revoked');

            // Each command ran once, and nothing was sent by the page itself.
            const seen = site.stand_in.requests.map(({ method, url }) => `${method} ${url.split('?')[0]}`);
            assert.deepEqual(seen, [
                'POST /oauth/token',
                'GET /v2/employees',
                'POST /oauth/token',
                'POST /oauth/token/introspect',
                'DELETE /v1/installations/me',
            ]);
            for (const { headers } of site.stand_in.requests) assert.match(headers['user-agent'] ?? '', /^curl\//);
            assert_absent(JSON.stringify(watch.requests), { client_secret });
            assert_absent(await everything_kept(page), { client_secret });
            assert_absent(await memory_of(page), { client_secret });
        },
    );

    scenario('a paste of nonsense is refused with the reason, and nothing is lost', clipboard, async (stage) => {
        const { person, site } = stage;
        await arrive_with_code(stage);
        const tokens = await run_command_of(stage, 'Exchange code for tokens');
        for (const [nonsense, reason] of /** @type {const} */ ([
            ['sh: 1: curl: not found', /neither a status line .* nor JSON/],
            ['curl: (6) Could not resolve host: auth.staging.pleo.io', /the command saying that it failed/],
            ['Dear Partner, thank you for your interest.', /Paste everything that the command printed/],
            [tokens.slice(0, -20), /the JSON ends or breaks there/],
            ['{"access_token": ', /Line 1, column \d+: the JSON ends or breaks there/],
        ])) {
            await paste(stage, nonsense);
            const field = person.field('Paste the answer');
            await field.and(stage.page.locator('[aria-invalid="true"]')).waitFor();
            const told = await field.evaluate((element) =>
                (element.getAttribute('aria-describedby') ?? '')
                    .split(' ')
                    .map((id) => document.getElementById(id)?.textContent ?? '')
                    .join(' '),
            );
            assert.match(told, reason, nonsense);
            // A text area has its own line ends.
            const kept = nonsense.replaceAll('\r\n', '\n');
            assert.equal(await field.inputValue(), kept, 'what was pasted is still there');
            await person.heading('Waiting for your terminal').waitFor();
        }
        await paste(stage, tokens);
        await person.is_told(/Tokens received/);
        await person.token_becomes('Access token 1', 'active');
        assert.equal(site.stand_in.carried_out('POST', '/oauth/token').length, 1);
    });

    scenario(
        'a paste is shown as what it was read before it counts, and can be corrected',
        clipboard,
        async (stage) => {
            const { page, person, site } = stage;
            await arrive_with_code(stage);
            const tokens = await run_command_of(stage, 'Exchange code for tokens');
            const field = person.field('Paste the answer');
            const status = person.field('Status');
            /** @param {string | RegExp} value */
            const is_read = (value) => page.getByRole('main').getByText(value).first().waitFor();

            // As curl talks with --verbose, in colours, with prompts around it.
            const [head, body] = tokens.replaceAll('\r\n', '\n').split('\n\n');
            const told = head
                .split('\n')
                .map((line) => `< ${line}\n`)
                .join('');
            await field.fill(`$ curl -v\n> POST / HTTP/1.1\n> \n\x1b[1m${told}< \n${body}$ `);
            await person.heading('What was read').waitFor();
            await is_read('200, line 4');
            await is_read(/Content-Type/i);
            await is_read(/lines 1 to 3/);
            const { access_token } = JSON.parse(body);
            const shown = page.getByText('‹access_token›').first();
            await shown.waitFor();
            assert.equal(await page.getByText(access_token).and(page.locator(':not(textarea)')).count(), 0);
            assert.equal(await person.region('Tokens').getByText('Access token 1').count(), 0, 'nothing counts yet');

            // An error alone does not count as a success: its status is asked for.
            await field.fill('{"type":"UNAUTHENTICATED","message":"Authentication required"}');
            await is_read(/type it below/);
            await person.button('Use this answer').click();
            await status.and(page.locator('[aria-invalid="true"]')).waitFor();
            await person.heading('Waiting for your terminal').waitFor();

            // Half of it is doubted, and can be used all the same by another button only.
            await field.fill(tokens.slice(0, -20));
            await person.button('Use it all the same').waitFor();

            await field.fill(tokens);
            await is_read('200, line 1');
            await person.button('Use this answer').click();
            await person.is_told(/Tokens received/);
            await person.token_becomes('Access token 1', 'active');
            assert.equal(site.stand_in.carried_out('POST', '/oauth/token').length, 1);
        },
    );

    scenario(
        'an error that the server answers is told, and giving up says that the code is not sent again',
        clipboard,
        async (stage) => {
            const { person, site } = stage;
            await arrive_with_code(stage);
            await person.button('Exchange code for tokens').click();
            const command = await copied(stage, 'Copy command');
            const secrets = {
                CLIENT_SECRET: 'another-secret',
                CODE: await copied(stage, 'Copy CODE'),
                CODE_VERIFIER: await copied(stage, 'Copy CODE_VERIFIER'),
            };
            await paste(stage, await site.run(command, secrets));
            await person.is_told(/invalid_client/);
            await person.is_told(/The code is not sent again: authorise again for a new one/);

            await person.get_code();
            await person.button('Exchange code for tokens').click();
            await person.button('Give up').click();
            await person.is_told(/Do not send this code again/);
        },
    );
});
