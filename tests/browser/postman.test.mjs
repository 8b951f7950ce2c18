// @ts-check
// The Postman route: the files that the page gives are run by newman, Postman's own runner, against
// the stand-in. The person does what Postman asks of them: types the credentials into the
// environment, and logs in with a browser.

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { createRequire } from 'node:module';
import { describe } from 'node:test';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { auth_host, client } from '../stand-in/server.mjs';
import { playground } from './harness.mjs';
import { postman_callback, serve_with_stand_in } from './site.mjs';

const newman = createRequire(import.meta.url)('newman');

/** @typedef {{ key: string, value: string, type: string }} Variable */
/** @typedef {import('./harness.mjs').Stage<Awaited<ReturnType<typeof serve_with_stand_in>>>} Stage */

/** The file behind a button, and its name. @param {Stage} stage @param {string} button */
async function downloaded({ page, person }, button) {
    const download = page.waitForEvent('download');
    await person.button(button).click();
    const file = await download;
    return { name: file.suggestedFilename(), content: JSON.parse(await readFile(await file.path(), 'utf8')) };
}

/**
 * newman's verdict. The host names lead to the stand-in, whose authority is trusted.
 * @param {Stage} stage @param {unknown} collection @param {unknown} environment
 */
async function run({ site }, collection, environment) {
    const { port, authority } = site.stand_in;
    const ca = await readFile(authority.file);
    const agent = new Agent();
    Object.assign(agent, {
        createConnection: (/** @type {import('node:tls').ConnectionOptions} */ options) =>
            connect({ ...options, host: '127.0.0.1', port, ca }),
    });
    const { run: result } = await promisify(newman.run)({
        collection,
        environment,
        reporters: [],
        requestAgents: { https: agent },
    });
    agent.destroy();
    /** @type {{ name: string, status: number | undefined }[]} */
    const executions = result.executions.map((/** @type {any} */ { item, response }) => ({
        name: item.name,
        status: response?.code,
    }));
    const failures = result.failures.map((/** @type {any} */ { error, source }) => `${source?.name}: ${error.message}`);
    return { executions, failures, assertions: result.stats.assertions };
}

describe('the Postman route', () => {
    const { scenario } = playground(() => serve_with_stand_in());

    scenario(
        'newman runs the files of the page: exchange, refresh, introspection, and the reads',
        {},
        async (stage) => {
            const { person, page, context, watch, site } = stage;
            watch.allow_origin(`https://${auth_host}`);
            watch.allow_origin(postman_callback);
            await person.open(site.url);
            await person.choose_environment('Pleo Staging');
            await person.field('Scopes').fill('users:read companies:read');
            await person.go_to('Get access');
            const collection = await downloaded(stage, 'Download collection');
            const environment = await downloaded(stage, 'Download environment, desktop');
            assert.equal(collection.name, 'pleo-staging.postman_collection.json');
            assert.equal(environment.name, 'pleo-staging.postman_environment.json');

            /** @type {Variable[]} */
            const values = environment.content.values;
            const value_of = (/** @type {string} */ key) => values.find((each) => each.key === key)?.value;
            for (const { key, value, type } of values) {
                if (type === 'secret') assert.equal(value, '', `${key} leaves the page empty`);
            }
            assert.equal(value_of('redirect_uri'), postman_callback);

            // The log-in in the person's own browser; Postman's page is where it ends.
            const code_verifier = randomBytes(32).toString('base64url');
            const parameters = new URLSearchParams({
                response_type: 'code',
                client_id: client.client_id,
                redirect_uri: postman_callback,
                scope: value_of('scope') ?? '',
                state: 'of-postman',
                code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
                code_challenge_method: 'S256',
            });
            await context.route(`${postman_callback}**`, (route) => route.fulfill({ body: 'Back at Postman' }));
            await page.goto(`${value_of('authorization_endpoint')}?${parameters}`);
            await person.log_in();
            await person.button('Approve').click();
            await page.waitForURL(`${postman_callback}?**`);
            const code = new URL(page.url()).searchParams.get('code') ?? '';
            assert.match(code, /^staging_/);

            const typed = { ...client, code, code_verifier };
            for (const [key, value] of Object.entries(typed)) {
                const variable = values.find((each) => each.key === key);
                assert.ok(variable, `${key} is a variable of the environment`);
                variable.value = value;
            }
            const { executions, failures, assertions } = await run(stage, collection.content, environment.content);
            assert.deepEqual(failures, []);
            assert.deepEqual(
                executions,
                [
                    'Exchange code for tokens',
                    'Refresh tokens',
                    'Introspect token',
                    'GET /v1/introspect',
                    'GET /v2/employees',
                    'GET /v1/companies',
                    'GET /v1/installations/me',
                ].map((name) => ({ name, status: 200 })),
            );
            assert.deepEqual([assertions.total, assertions.failed], [executions.length, 0]);
            const sent = site.stand_in.carried_out('POST', '/oauth/token');
            const grants = sent.map(({ body }) => new URLSearchParams(body).get('grant_type'));
            assert.deepEqual(grants, ['authorization_code', 'refresh_token']);
            for (const { body } of sent) assert.ok(!body.includes(client.client_secret), 'it is in the header');
        },
    );

    scenario('newman skips what lacks its code or token, and a wrong secret fails its tests', {}, async (stage) => {
        const { person, site } = stage;
        await person.open(site.url);
        await person.go_to('Get access');
        const collection = await downloaded(stage, 'Download collection');
        const environment = await downloaded(stage, 'Download environment, web');
        site.stand_in.requests.length = 0;
        const empty = await run(stage, collection.content, environment.content);
        // Without a token the reads are refused, and say so; nothing else was asked.
        assert.ok(empty.failures.length > 0);
        assert.deepEqual(site.stand_in.carried_out('POST', '/oauth/token'), []);

        /** @type {Variable[]} */
        const values = environment.content.values;
        for (const variable of values) {
            if (variable.type === 'secret') variable.value = 'wrong';
        }
        const wrong = await run(stage, collection.content, environment.content);
        const [exchange] = wrong.executions;
        assert.deepEqual(exchange, { name: 'Exchange code for tokens', status: 401 });
        assert.match(wrong.failures[0] ?? '', /^Exchange code for tokens: .*status code 200.* 401/);
    });
});
