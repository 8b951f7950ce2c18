// @ts-check
// What must not cross: tokens and codes between Simulated Staging and a live route (S69), and any
// request to Production (S51). Tried from the page, as a person could by mistake or by malice; the
// stand-in and the watch see what left.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { auth_host, client, external_host } from '../stand-in/server.mjs';
import { playground } from './harness.mjs';
import { serve_with_stand_in } from './site.mjs';

/** @typedef {import('./harness.mjs').Stage<Awaited<ReturnType<typeof serve_with_stand_in>>>} Stage */

/** @param {Stage} stage */
async function open({ person, watch, site }) {
    watch.allow_origin(`https://${auth_host}`);
    watch.allow_origin(`https://${external_host}`);
    site.stand_in.requests.length = 0;
    await person.open(site.url);
}

const only_simulated = /Only tokens of Simulated Staging, which start with sim_, are sent there/;
const nowhere_else = /Tokens that start with sim_ work on Simulated Staging only and are sent nowhere else/;

describe('S69: between Simulated Staging and a live route', () => {
    const { scenario } = playground(() => serve_with_stand_in({ cors: 'open' }));

    scenario('tokens of the simulator are offered to no live route', {}, async (stage) => {
        const { person, page, site } = stage;
        await open(stage);
        await page.getByText('Simulated: nothing leaves this page').waitFor();
        await person.get_code();
        await person.press_and_wait('Exchange code for tokens');
        const { access_token, refresh_token } = await person.pair(1);
        assert.match(access_token, /^sim_/);

        for (const route of /** @type {const} */ (['Direct', 'Relay', 'Terminal'])) {
            await person.register_at_staging(client, route);
            assert.equal(await page.getByText('Simulated: nothing leaves this page').count(), 0);
            await person.go_to('Call APIs');
            await person.is_told(/There is no access token for this environment yet/);
            assert.equal(await person.button('Call API').isEnabled(), false);
            await person.go_to('Refresh tokens');
            await person.is_told(/There is no refresh token yet/);
            assert.equal(await person.button('Refresh tokens').isEnabled(), false);
            await person.go_to('Expiry and revocation');
            assert.equal(await person.button('Introspect token').isEnabled(), false);
            assert.equal(await person.button('Disconnect').isEnabled(), false);
        }
        for (const { url, body, headers } of site.stand_in.requests) {
            assert.ok(!JSON.stringify([url, body, headers]).includes('sim_'));
        }
        // Back where they belong they still work.
        await person.choose_environment('Simulated Staging');
        assert.equal((await person.call('GET /v1/introspect')).status(), 200);
        assert.ok(refresh_token.startsWith('sim_'));
    });

    scenario('live tokens are offered to nobody but their own environment', {}, async (stage) => {
        const { person, watch } = stage;
        await open(stage);
        await person.register_at_staging(client, 'Direct');
        await person.get_code();
        await person.field('Client secret').fill(client.client_secret);
        await person.press_and_wait('Exchange code for tokens');
        const { access_token, refresh_token } = await person.pair(1);
        await person.choose_environment('Simulated Staging');
        for (const [step, button] of /** @type {const} */ ([
            ['Call APIs', 'Call API'],
            ['Refresh tokens', 'Refresh tokens'],
            ['Expiry and revocation', 'Introspect token'],
            ['Expiry and revocation', 'Disconnect'],
        ])) {
            await person.go_to(step);
            assert.equal(await person.button(button).isEnabled(), false, button);
        }
        for (const { url, body, headers } of watch.requests) {
            if (!url.includes('/simulated/')) continue;
            const sent = JSON.stringify([url, body, headers]);
            assert.ok(!sent.includes(access_token) && !sent.includes(refresh_token));
        }
    });

    scenario('a live server that answers with sim_ tokens: they are never sent back to it', {}, async (stage) => {
        const { person, site } = stage;
        const { stand_in } = site;
        await open(stage);
        await person.register_at_staging(client, 'Direct');
        await person.get_code();
        await person.field('Client secret').fill(client.client_secret);
        stand_in.instead = (method, url) =>
            method === 'POST' && url === '/oauth/token'
                ? {
                      status: 200,
                      body: {
                          access_token: 'sim_access_that_came_from_elsewhere',
                          refresh_token: 'sim_refresh_that_came_from_elsewhere',
                          token_type: 'Bearer',
                          expires_in: 900,
                      },
                  }
                : undefined;
        await person.press_and_wait('Exchange code for tokens');
        stand_in.instead = undefined;
        await person.token_becomes('Access token 1', 'active');
        stand_in.requests.length = 0;

        await person.go_to('Call APIs');
        await person.is_told(nowhere_else);
        assert.equal(await person.button('Call API').isEnabled(), false);
        for (const [step, button] of /** @type {const} */ ([
            ['Refresh tokens', 'Refresh tokens'],
            ['Expiry and revocation', 'Introspect token'],
            ['Expiry and revocation', 'Disconnect'],
        ])) {
            await person.go_to(step);
            if (await person.button(button).isEnabled()) await person.button(button).click();
            await person.is_told(nowhere_else);
        }
        assert.deepEqual(stand_in.requests, []);
    });

    scenario('a sim_ code is not exchanged at a live server, nor a live code at the simulator', {}, async (stage) => {
        const { person, page, site, watch } = stage;
        await open(stage);
        await person.register_at_staging(client, 'Direct');
        const live = await person.authorise();
        await person.field('Email').waitFor();
        await page.goto(`${site.url}?code=sim_code_from_elsewhere&state=${live.searchParams.get('state')}`);
        await person.ready();
        await person.field('Client secret').fill(client.client_secret);
        site.stand_in.requests.length = 0;
        await person.button('Exchange code for tokens').click();
        await person.is_told(nowhere_else);
        assert.deepEqual(site.stand_in.requests, []);

        await person.choose_environment('Simulated Staging');
        const simulated = await person.authorise();
        await person.field('Email').waitFor();
        await page.goto(`${site.url}?code=staging_code_from_elsewhere&state=${simulated.searchParams.get('state')}`);
        await person.ready();
        const before = watch.sent('POST', `${site.url}simulated/auth/oauth/token`).length;
        await person.button('Exchange code for tokens').click();
        await person.is_told(only_simulated);
        assert.equal(watch.sent('POST', `${site.url}simulated/auth/oauth/token`).length, before);
    });

    scenario('a code belongs to the environment that it was asked of', {}, async (stage) => {
        const { person } = stage;
        await open(stage);
        await person.register_at_staging(client, 'Direct');
        await person.get_code();
        await person.choose_environment('Simulated Staging');
        await person.go_to('Redirect and exchange');
        await person.is_told(/The code belongs to Pleo Staging, and Simulated Staging is chosen/);
        assert.equal(await person.button('Exchange code for tokens').isEnabled(), false);
    });
});

describe('S51: hosts that are typed into the page', () => {
    const { scenario } = playground(() => serve_with_stand_in({ cors: 'open' }));

    /** What is typed, the reason, and the host to use instead. @type {[string, RegExp, string][]} */
    const hosts = [
        [
            'https://auth.pleo.io/oauth/token',
            /auth\.pleo\.io is not Staging.*never talks to Production/,
            'auth.staging.pleo.io',
        ],
        ['https://external.pleo.io/v2/employees', /external\.pleo\.io is not Staging/, 'external.staging.pleo.io'],
        [
            'https://openapi.pleo.io/v1/employees',
            /openapi\.pleo\.io belongs to the older API/,
            'external.staging.pleo.io',
        ],
        ['https://openapi.staging.pleo.io/v1/employees', /belongs to the older API/, 'external.staging.pleo.io'],
        [
            'https://external.staging.p1eo.io/v2/employees',
            /looks like a host of Pleo but is not below pleo\.io/,
            'external.staging.pleo.io',
        ],
        ['https://auth-staging-pleo.io/oauth', /looks like a host of Pleo/, 'auth.staging.pleo.io'],
    ];

    scenario(
        'Production, the legacy API and look-alikes are refused with the reason and the right host',
        {},
        async (stage) => {
            const { person, site, watch } = stage;
            await open(stage);
            await person.register_at_staging(client, 'Direct');
            await person.get_code();
            await person.field('Client secret').fill(client.client_secret);
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Access token 1', 'active');

            await person.choose_free_path();
            site.stand_in.requests.length = 0;
            const before = watch.requests.length;
            for (const [typed, reason, right] of hosts) {
                await person.field('Path').fill(typed);
                await person.is_told(new RegExp(`${reason.source}.* Use ${right.replaceAll('.', '\\.')} instead`));
                assert.equal(await person.button('Call API').isEnabled(), false, typed);
            }
            // The right one is taken as it is pasted.
            await person.field('Path').fill(`https://${external_host}/v2/employees?limit=5`);
            assert.equal(await person.button('Call API').isEnabled(), true);
            assert.equal(watch.requests.length, before);

            await person.go_to('Register client');
            for (const [typed, reason] of hosts) {
                await person.field('Redirect URI').fill(typed);
                const field = person.field('Redirect URI').and(stage.page.locator('[aria-invalid="true"]'));
                await field.waitFor();
                await stage.page.getByText(reason).first().waitFor();
                assert.equal(await person.button('Continue').isEnabled(), false, typed);
            }
            assert.deepEqual(site.stand_in.requests, []);
            assert.equal(watch.requests.length, before);
        },
    );
});
