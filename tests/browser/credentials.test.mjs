// @ts-check
// "Check credentials": the table that a person sees for right and wrong ones, and what it costs the
// server, which counts.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { auth_host, client, external_host, published_client } from '../stand-in/server.mjs';
import { playground } from './harness.mjs';
import { serve_with_stand_in } from './site.mjs';

/** @typedef {Awaited<ReturnType<typeof serve_with_stand_in>>} Site */
/** @typedef {import('./harness.mjs').Stage<Site>} Stage */

/**
 * @param {Stage} stage @param {{ client_id: string, client_secret: string }} given
 * @param {'Direct' | 'Relay'} [route]
 */
async function check({ person, watch, site }, given, route = 'Relay') {
    watch.allow_origin(`https://${auth_host}`);
    site.stand_in.requests.length = 0;
    await person.open(site.url);
    await person.register_at_staging(given, route);
    await person.button('Check credentials').click();
}

/** The four lines of the table. @param {Stage} stage */
async function table({ page }) {
    const lines = page
        .getByRole('main')
        .getByRole('listitem')
        .filter({ hasText: /Exchange of an invented code|Introspection of an invented token/ });
    await lines.nth(3).waitFor();
    return lines.allTextContents();
}

/** Chromium's line for each answer that says no. @param {Stage} stage @param {number} status @param {number} times */
const expect_refusals = ({ watch }, status, times) => watch.expect_console(new RegExp(`status of ${status}`), times);

/** Nothing that was sent could have worked: no real code, no real token. @param {Site} site */
function assert_only_inventions({ stand_in }) {
    assert.ok(stand_in.requests.length <= 8, 'two to eight requests');
    for (const { method, url, body } of stand_in.requests) {
        if (method === 'OPTIONS') continue;
        const form = new URLSearchParams(body);
        assert.match(url, /^\/oauth\/token(\/introspect)?$/);
        if (url.endsWith('introspect')) assert.ok(form.has('token'));
        else assert.equal(form.get('grant_type'), 'authorization_code');
    }
}

describe('Check credentials', () => {
    const { scenario } = playground(() => serve_with_stand_in());

    scenario('right ones are accepted, by both methods, with the evidence; and nothing is spent', {}, async (stage) => {
        const { person, watch, site } = stage;
        watch.allow_origin(`https://${auth_host}`);
        await person.open(site.url);
        await person.register_at_staging(client, 'Relay');
        await person.get_code();
        await person.field('Client secret').fill(client.client_secret);
        await person.press_and_wait('Exchange code for tokens');
        await person.token_becomes('Refresh token 1', 'active');

        // 400 for each invented code; 401 for each control with an invented secret.
        expect_refusals(stage, 400, 2);
        expect_refusals(stage, 401, 4);
        site.stand_in.requests.length = 0;
        await person.go_to('Register client');
        await person.button('Check credentials').click();
        await person.is_told(/The credentials are accepted, with client_secret_basic and client_secret_post/);
        await person.is_told(/Keep Client authentication at client_secret_basic, and authorise/);
        const lines = await table(stage);
        assert.equal(lines.length, 4);
        for (const line of lines.slice(0, 3)) {
            assert.match(line, /with an invented secret 401 Unauthorized, invalid_client/);
            assert.match(line, /so this one was accepted/);
        }
        // Its introspection takes a Basic header only; a row of its own says so.
        assert.match(lines[3] ?? '', /not accepted.*does not take credentials in the body/);
        assert_only_inventions(site);

        // The tokens live on, and the server says so.
        await person.token_becomes('Access token 1', 'active');
        await person.introspect('RFC 7662, by the client', 'Refresh token');
        assert.equal((await person.answer()).active, true);
    });

    const wrong = /** @type {const} */ ([
        ['a wrong secret', { ...client, client_secret: 'staging-not-this-one' }],
        ['an unknown client', { ...client, client_id: '00000000-1111-4222-8333-444444444444' }],
        ['the published client of Simulated Staging', published_client],
    ]);
    for (const [what, given] of wrong) {
        scenario(`${what} is not accepted, and what to do next is said`, {}, async (stage) => {
            expect_refusals(stage, 401, 4);
            await check(stage, given);
            await stage.person.is_told(/^The credentials are not accepted\.$/);
            await stage.person.is_told(/Paste id and secret again .* belong to this environment/);
            for (const line of await table(stage)) assert.match(line, /not accepted.*401 Unauthorized/s);
            assert.equal(stage.site.stand_in.requests.length, 4, 'no control is needed');
            assert_only_inventions(stage.site);
        });
    }

    scenario('id and secret in each other’s place are named as such', {}, async (stage) => {
        const { person, site, watch } = stage;
        watch.allow_origin(`https://${auth_host}`);
        await person.open(site.url);
        await person.register_at_staging({ client_id: client.client_secret, client_secret: client.client_id }, 'Relay');
        await person.is_told(/Perhaps they are in each other's place/);
        await person.button('Check credentials').and(stage.page.locator('[aria-disabled]')).waitFor();
    });

    scenario('an answer that everybody gets allows no conclusion', {}, async (stage) => {
        // A server that looks at the code before it looks at the client.
        expect_refusals(stage, 400, 4);
        stage.site.stand_in.instead = (_, url) =>
            url === '/oauth/token'
                ? { status: 400, body: { error: 'invalid_grant' } }
                : { status: 200, body: { active: false } };
        try {
            await check(stage, client);
            await stage.person.is_told(/The server's answers do not allow a conclusion/);
            for (const line of await table(stage)) {
                assert.match(line, /no conclusion/);
                assert.match(line, /An invented secret gets the same answer/);
            }
            assert.equal(stage.site.stand_in.requests.length, 8);
        } finally {
            stage.site.stand_in.instead = undefined;
        }
    });

    scenario('a server that is out of order allows no conclusion', {}, async (stage) => {
        expect_refusals(stage, 503, 4);
        stage.site.stand_in.instead = () => ({ status: 503, body: { error: 'temporarily_unavailable' } });
        try {
            await check(stage, client);
            await stage.person.is_told(/The server's answers do not allow a conclusion/);
            assert.equal(stage.site.stand_in.requests.length, 4);
        } finally {
            stage.site.stand_in.instead = undefined;
        }
    });

    scenario('hidden answers allow no conclusion, and no request is repeated', {}, async (stage) => {
        const { watch, site, person } = stage;
        watch.expect_console(/blocked by CORS policy/, 4);
        watch.expect_console(/net::ERR_FAILED/, 4);
        await check(stage, client, 'Direct');
        await person.is_told(/No answer came that this page may read/);
        await person.is_told(/Try another route/);
        for (const line of await table(stage)) assert.match(line, /no answer/);
        // With the credentials in the body there is no preflight, so those two arrived.
        const methods = site.stand_in.requests.map(({ method }) => method).sort();
        assert.deepEqual(methods, ['OPTIONS', 'OPTIONS', 'POST', 'POST']);
    });

    scenario('nothing can be sent while a slip stands, and each is named at its field', {}, async (stage) => {
        const { person, site, watch, page } = stage;
        watch.allow_origin(`https://${external_host}`);
        const { client_id, client_secret } = client;
        await person.open(site.url);
        await person.register_at_staging({ client_id }, 'Relay');
        site.stand_in.requests.length = 0;
        for (const [secret, words] of /** @type {const} */ ([
            [`client_secret=${client_secret}`, /It begins with its own label\. Remove it/],
            [`Bearer ${client_secret}`, /It is a header, or a part of one/],
            [client_secret.replace('a', 'а'), /outside printable ASCII/], // Cyrillic
        ])) {
            await person.field('Client secret').fill(secret);
            await person.is_told(words);
            await person.button('Check credentials').and(page.locator('[aria-disabled]')).waitFor();
        }
        assert.deepEqual(site.stand_in.requests, []);
    });

    const slips = /** @type {const} */ ([
        ['a space before', ` ${client.client_secret}`, /space/i],
        ['an invisible character', `${client.client_secret}\u200b`, /invisible .*U\+200B/i],
        ['quotes of a document', `“${client.client_secret}”`, /quotation mark/i],
        ['a link from a vault', 'https://share.1password.com/s#abc', /It is a link/],
    ]);
    scenario('slips of copying are shown beside the field', {}, async (stage) => {
        const { person, site, page } = stage;
        await person.open(site.url);
        await person.register_at_staging({ client_id: client.client_id }, 'Relay');
        for (const [what, secret, words] of slips) {
            await person.field('Client secret').fill(secret);
            await page.getByText(words).first().waitFor();
            await person.button('Check credentials').and(page.locator('[aria-disabled]')).waitFor();
            assert.ok(what);
        }
    });
});
