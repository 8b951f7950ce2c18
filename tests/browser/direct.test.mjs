// @ts-check
// The Direct route: fetch() to the hosts of Staging, over TLS, and what the page says when their
// CORS policy hides an answer. The stand-in counts what really arrived.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { auth_host, client, external_host } from '../stand-in/server.mjs';
import { playground } from './harness.mjs';
import { serve_with_stand_in } from './site.mjs';

/** @typedef {Awaited<ReturnType<typeof serve_with_stand_in>>} Site */
/** @typedef {import('./harness.mjs').Stage<Site>} Stage */

/**
 * On the Direct route with a code, and with the secret that a page load forgets.
 * @param {Stage} stage @param {import('../stand-in/server.mjs').Cors} cors
 * @param {'client_secret_basic' | 'client_secret_post'} [authentication]
 */
async function arrive_with_code({ person, watch, site }, cors, authentication = 'client_secret_basic') {
    watch.allow_origin(`https://${auth_host}`);
    watch.allow_origin(`https://${external_host}`);
    site.stand_in.cors = cors;
    await person.open(site.url);
    await person.register_at_staging(client, 'Direct');
    const methods = { client_secret_basic: 0, client_secret_post: 1 };
    await person.choice('Client authentication').selectOption({ index: methods[authentication] });
    await person.get_code();
    await person.field('Client secret').fill(client.client_secret);
    site.stand_in.requests.length = 0;
}

/** Chromium's two lines for an answer that it hides. @param {Stage} stage @param {RegExp} url */
function expect_hidden({ watch }, url, times = 1) {
    watch.expect_console(new RegExp(`Access to fetch at '${url.source}' .*blocked by CORS`), times);
    watch.expect_console(new RegExp(`net::ERR_FAILED.*${url.source}`), times);
}

/** Methods of what arrived at a path. @param {Site} site @param {string} path */
const arrived = ({ stand_in }, path) =>
    stand_in.requests.filter(({ url }) => url.split('?')[0] === path).map(({ method }) => method);

describe('the Direct route', () => {
    const { scenario } = playground(() => serve_with_stand_in());

    scenario('walks the whole lifecycle where the CORS policy is open', {}, async (stage) => {
        const { person, page, site } = stage;
        await arrive_with_code(stage, 'open');
        assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
        const { access_token } = await person.pair(1);
        assert.match(access_token, /^staging_/);
        assert.equal((await person.call('GET /v2/employees')).status(), 200);
        await page.getByRole('tree').getByText('ada@dummy.example').waitFor();
        for (const kind of ['Access token', 'Refresh token']) {
            await person.introspect('RFC 7662, by the client', kind);
            assert.equal((await person.answer()).active, true, kind);
        }
        await person.go_to('Refresh tokens');
        assert.equal((await person.press_and_wait('Refresh tokens')).status(), 200);
        await person.token_becomes('Access token 1', 'rotated');
        await person.token_becomes('Access token 2', 'active');
        await person.go_to('Expiry and revocation');
        assert.equal((await person.press_and_wait('Disconnect')).status(), 204);
        await person.token_becomes('Refresh token 2', 'revoked');
        // The browser asked before each request that carries Authorization.
        assert.deepEqual(arrived(site, '/oauth/token'), ['OPTIONS', 'POST', 'OPTIONS', 'POST']);
        for (const { headers } of site.stand_in.requests) {
            assert.equal(headers.cookie, undefined);
            assert.equal(headers.referer, undefined);
        }
    });

    scenario(
        'S33: closed to pages, with a Basic header: the page cannot know, says so, and sends nothing again',
        {},
        async (stage) => {
            const { person, page, site } = stage;
            expect_hidden(stage, /https:\/\/auth\.staging\.pleo\.io\/oauth\/token/);
            await page.clock.install();
            await arrive_with_code(stage, 'closed');
            await person.is_told(/The browser asks first \(CORS preflight\)/);
            await person.press_in_vain('Exchange code for tokens');
            await person.is_told(/No answer: perhaps never sent, perhaps executed/);
            await person.is_told(/The preflight was refused.*never sent.*executed.*the code is spent/s);
            await person.is_told(/Do not send this code again: authorise again for a new one/);
            await person.is_told(/Choose the Relay or the Terminal route/);
            // The truth, which only the server knows: nothing but the preflight came.
            assert.deepEqual(arrived(site, '/oauth/token'), ['OPTIONS']);

            assert.equal(await person.button('Exchange code for tokens').count(), 0);
            await page.clock.fastForward('05:00');
            await person.go_to('Refresh tokens');
            await person.go_to('Redirect and exchange');
            await page.reload();
            await person.ready();
            assert.deepEqual(arrived(site, '/oauth/token'), ['OPTIONS']);

            await person.go_to('Register client');
            await person.is_told(/Recommended: Relay/);
        },
    );

    scenario(
        'S33: closed to pages, with the secret in the body: executed unseen, and the page says probably',
        {},
        async (stage) => {
            const { person, page, site } = stage;
            expect_hidden(stage, /https:\/\/auth\.staging\.pleo\.io\/oauth\/token/);
            await page.clock.install();
            await arrive_with_code(stage, 'closed', 'client_secret_post');
            await person.is_told(/The browser sends it without asking first/);
            await person.press_in_vain('Exchange code for tokens');
            await person.is_told(/Possibly executed: the code is probably spent/);
            await person.is_told(/If the server was reached, it has executed the request/);
            await person.is_told(/Do not send this code again: authorise again for a new one/);
            await page.clock.fastForward('05:00');
            await person.go_to('Call APIs');
            assert.deepEqual(arrived(site, '/oauth/token'), ['POST']);
        },
    );

    scenario(
        'S33: a refresh whose answer is hidden: introspection tells what became of the token',
        {},
        async (stage) => {
            const { person, site } = stage;
            const { stand_in } = site;
            expect_hidden(stage, /https:\/\/auth\.staging\.pleo\.io\/oauth\/token/);
            await arrive_with_code(stage, 'open', 'client_secret_post');
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Refresh token 1', 'active');

            stand_in.cors = 'closed';
            await person.go_to('Refresh tokens');
            await person.press_in_vain('Refresh tokens');
            // It has answered before, so the page is more careful with its words than at first.
            await person.is_told(/Possibly executed: the refresh token is probably spent/);
            await person.is_told(/This endpoint answered this page before/);
            await person.is_told(/Do not refresh with this token again: introspect it, which spends nothing/);
            assert.equal(stand_in.carried_out('POST', '/oauth/token').length, 2);
            await person.token_becomes('Refresh token 1', 'active');

            stand_in.cors = 'open';
            await person.go_to('Register client');
            await person.choice('Client authentication').selectOption({ index: 0 });
            await person.introspect('RFC 7662, by the client', 'Refresh token');
            assert.equal((await person.answer()).active, false);
            await person.token_becomes('Refresh token 1', 'rejected');
            assert.equal(stand_in.carried_out('POST', '/oauth/token').length, 2);
        },
    );

    scenario('open on success only: what works is seen, and a hidden error is told as one', {}, async (stage) => {
        const { person, page, site, watch } = stage;
        await arrive_with_code(stage, 'success-only');
        assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
        assert.equal((await person.call('GET /v2/employees')).status(), 200);

        // A scope that was not asked for: 403, which this server shows to no page.
        expect_hidden(stage, /https:\/\/external\.staging\.pleo\.io\/v3\/export-jobs[^']*/);
        await person.choose_free_path();
        await person.field('Path').fill('/v3/export-jobs?company_id=x');
        await person.press_in_vain('Call API');
        await person.is_told(/No answer that the page can read/);
        await person.is_told(/Nothing is lost: the request only reads/);
        await person.is_told(/It can be sent again/);
        assert.deepEqual(arrived(site, '/v3/export-jobs'), ['OPTIONS', 'GET']);
        await person.token_becomes('Access token 1', 'active');

        // The wrong secret at the next refresh: 401, hidden as well.
        expect_hidden(stage, /https:\/\/auth\.staging\.pleo\.io\/oauth\/token/);
        await person.go_to('Register client');
        await person.field('Client secret').fill('not-the-secret-of-this-client');
        await person.go_to('Refresh tokens');
        await person.press_in_vain('Refresh tokens');
        await person.is_told(/this answer came without the header that shows it to the page, as errors often do/);
        assert.deepEqual(arrived(site, '/oauth/token'), ['OPTIONS', 'POST', 'OPTIONS', 'POST']);
        assert.ok(watch.requests.length > 0 && page.url() === site.url);
    });

    scenario(
        'preflight refused: what needs none goes through, and the other route goes on where this one ends',
        {},
        async (stage) => {
            const { person, page, site } = stage;
            const { stand_in } = site;
            await arrive_with_code(stage, 'preflight-refused', 'client_secret_post');
            // Without Authorization there is no preflight.
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
            await person.token_becomes('Access token 1', 'active');

            expect_hidden(stage, /https:\/\/external\.staging\.pleo\.io\/v2\/employees[^']*/);
            await person.choose_free_path();
            await person.field('Path').fill('/v2/employees?limit=5');
            await person.is_told(/The browser asks first \(CORS preflight\)/);
            await person.press_in_vain('Call API');
            await person.is_told(/The preflight was refused, as servers do that are made for servers/);
            await person.is_told(/Choose the Relay or the Terminal route/);
            assert.deepEqual(arrived(site, '/v2/employees'), ['OPTIONS']);

            // As advised.
            await person.go_to('Register client');
            await person.choice('Route').selectOption({ label: 'Relay' });
            await person.go_to('Call APIs');
            assert.equal((await person.press_and_wait('Call API')).status(), 200);
            await person.go_to('Refresh tokens');
            assert.equal((await person.press_and_wait('Refresh tokens')).status(), 200);
            await person.token_becomes('Access token 2', 'active');
            assert.equal(stand_in.carried_out('POST', '/oauth/token').length, 2);
            assert.ok(page.url() === site.url);
        },
    );

    scenario('blocked by the policy of the page: certainly not sent, so the code stays good', {}, async (stage) => {
        const { person, context, site, watch } = stage;
        watch.expect_console(/violates the following Content Security Policy directive/);
        watch.expect_console(/policy violation: connect-src blocked https:\/\/auth\.staging/);
        watch.expect_console(/Fetch API cannot load|Refused to connect/);
        // As a host may that adds a policy of its own.
        await context.addInitScript(() =>
            addEventListener('DOMContentLoaded', () => {
                const policy = document.createElement('meta');
                policy.httpEquiv = 'Content-Security-Policy';
                policy.content = "connect-src 'self'";
                document.head.append(policy);
            }),
        );
        await arrive_with_code(stage, 'open');
        await person.button('Exchange code for tokens').click();
        await person.is_told(/Blocked before sending: nothing is spent/);
        await person.is_told(/Content-Security-Policy does not allow this host/);
        await person.is_told(/The code is unspent, while it is fresh/);
        assert.deepEqual(site.stand_in.requests, []);

        await person.go_to('Register client');
        await person.choice('Route').selectOption({ label: 'Relay' });
        await person.go_to('Redirect and exchange');
        assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
        await person.token_becomes('Access token 1', 'active');
    });
});
