// @ts-check
// A token from birth to death in the real page, with real navigation and real fetch: once on
// Simulated Staging, which lives in the page, and once against an authorisation server that
// somebody else wrote.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve, serve_with_provider } from './site.mjs';

describe('on Simulated Staging', () => {
    const { scenario } = playground(() => serve());

    scenario(
        'a first visit walks the whole lifecycle without typing anything but the log-in',
        {},
        async ({ person, page, watch, site }) => {
            await person.open(site.url);
            await person.go_to('Register client');
            assert.notEqual(await person.field('Client ID').inputValue(), '');
            assert.equal(await person.field('Redirect URI').inputValue(), site.url);

            const asked = await person.get_code();
            assert.equal(asked.href.split('?')[0], `${site.url}simulated/auth/oauth/authorize`);
            assert.equal(asked.searchParams.get('code_challenge_method'), 'S256');
            assert.equal(page.url(), site.url);

            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
            await person.token_becomes('Access token 1', 'active');
            await person.token_becomes('Refresh token 1', 'active');

            const employees = await person.call('GET /v2/employees');
            assert.equal(employees.status(), 200);
            await page.getByRole('tree', { name: 'Body' }).first().getByText('ada@dummy.example').waitFor();

            for (const kind of ['Access token', 'Refresh token']) {
                await person.introspect('RFC 7662, by the client', kind);
                assert.equal((await person.answer()).active, true, kind);
            }
            await person.introspect('GET /v1/introspect, by the bearer');
            assert.equal((await person.answer()).data.authMethod, 'OAUTH2');

            await person.go_to('Refresh tokens');
            assert.equal((await person.press_and_wait('Refresh tokens')).status(), 200);
            await person.token_becomes('Access token 1', 'rotated');
            await person.token_becomes('Refresh token 1', 'rotated');
            await person.token_becomes('Access token 2', 'active');
            await person.token_becomes('Refresh token 2', 'active');
            assert.equal((await person.call('GET /v2/employees')).status(), 200);

            await person.go_to('Expiry and revocation');
            assert.equal((await person.press_and_wait('Disconnect')).status(), 204);
            await person.token_becomes('Access token 2', 'revoked');
            await person.token_becomes('Refresh token 2', 'revoked');

            await person.forget_everything();
            await page
                .getByRole('main')
                .getByText(/^Entries left, counted just now/)
                .waitFor();
            await person
                .region('Tokens')
                .getByText(/^None yet/)
                .waitFor();
            await person
                .region('Exchanges')
                .getByText(/^None yet/)
                .waitFor();
            assert.ok(watch.responses.some(({ from_service_worker }) => from_service_worker));
        },
    );

    scenario(
        'every request and answer is listed in order, the navigation included',
        {},
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.get_code();
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Access token 1', 'active');
            await person.call('GET /v1/introspect');
            // The newest is on top.
            const listed = ['4 GET /v1/introspect', '3 Token request', '2 Redirect back', '1 Authorisation request'];
            const entries = person.region('Exchanges').getByRole('listitem').getByRole('button');
            await entries.nth(3).waitFor();
            assert.equal(await entries.count(), 4);
            for (const [index, name] of listed.entries()) {
                await entries
                    .nth(index)
                    .and(page.getByRole('button', { name, expanded: false }))
                    .waitFor();
            }
            // The navigation was carried over the way there and back: without its secrets.
            await entries.nth(3).click();
            await person.region('Exchanges').getByRole('heading', { name: 'Navigation' }).waitFor();
            await person
                .region('Exchanges')
                .getByText(/secrets are gone/)
                .waitFor();
            assert.ok((await page.getByText('What the browser hides').count()) > 0);
        },
    );

    scenario(
        'the secret goes in the body when the person chooses client_secret_post',
        {},
        async ({ person, watch, site }) => {
            await person.open(site.url);
            await person.go_to('Register client');
            await person.choice('Client authentication').selectOption({ index: 1 });
            await person.get_code();
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
            const [sent] = watch.sent('POST', `${site.url}simulated/auth/oauth/token`);
            assert.equal(sent.headers.authorization, undefined);
            assert.ok(new URLSearchParams(sent.body ?? '').get('client_secret'));
        },
    );

    scenario(
        'an expired token is refused, and refreshing brings a new one',
        {},
        async ({ person, page, watch, site }) => {
            watch.expect_console(/status of 401/);
            await person.open(site.url);
            await person.get_code();
            await person.press_and_wait('Exchange code for tokens');
            await person.go_to('Expiry and revocation');
            await person.press_and_wait('Skip 15 minutes');
            await person.token_becomes('Access token 1', 'expired');
            assert.equal((await person.call('GET /v2/employees')).status(), 401);
            await person.token_becomes('Access token 1', 'rejected');
            await person.go_to('Refresh tokens');
            assert.equal((await person.press_and_wait('Refresh tokens')).status(), 200);
            await person.token_becomes('Access token 2', 'active');
            assert.equal(await page.getByRole('alert').count(), 1);
        },
    );
});

describe('against another authorisation server', () => {
    const { scenario } = playground(serve_with_provider);

    scenario(
        'the same lifecycle works: code, tokens, API, introspection, refresh, the old ones replaced',
        {},
        async ({ person, page, watch, site }) => {
            const { provider } = site;
            watch.allow_origin(provider.issuer);
            await person.open(site.url);
            await person.register_at(provider);
            const asked = await person.get_code_from_provider();
            assert.equal(asked.href.split('?')[0], provider.authorization_endpoint);
            assert.equal(page.url(), site.url);

            // The secret did not survive the way there and back.
            assert.equal(await person.button('Exchange code for tokens').isEnabled(), false);
            await person.field('Client secret').fill(provider.client_secret);
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
            await person.token_becomes('Access token 1', 'active');

            await person.go_to('Call APIs');
            await person.field('Path').fill('/me');
            await person.press_and_wait('Call API');
            assert.deepEqual(await person.answer(), {
                data: { sub: 'ada', client_id: provider.client_id, scope: 'employees:read' },
            });

            for (const kind of ['Access token', 'Refresh token']) {
                await person.introspect('RFC 7662, by the client', kind);
                assert.equal((await person.answer()).active, true, kind);
            }

            await person.go_to('Refresh tokens');
            assert.equal((await person.press_and_wait('Refresh tokens')).status(), 200);
            // Whether this server ends the ones before is not documented to this page.
            await person.token_becomes('Refresh token 1', 'replaced');
            await person.token_becomes('Access token 2', 'active');
            await person.token_becomes('Refresh token 2', 'active');
            await person.introspect('RFC 7662, by the client', 'Access token');
            assert.equal((await person.answer()).active, true);
        },
    );
});
