// @ts-check
// Authorisation servers that Debian packages and nobody here wrote: django-oauth-toolkit, and Authlib
// with Flask. Each is walked through from discovery to revocation, directly and through the relay, and
// with both client authentications. What is Pleo's is not said of them.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve_with_python_provider } from './site.mjs';

/** @typedef {import('./person.mjs').Person} Person */
/** @typedef {import('./provider.mjs').ProviderAddress} ProviderAddress */

/** @param {Person} person @param {string} route @param {'basic' | 'post'} method */
async function choose(person, route, method) {
    await person.choice('Route').selectOption({ label: route });
    const label = {
        basic: 'client_secret_basic: Authorization header',
        post: 'client_secret_post: in the body',
    }[method];
    await person.choice('Client authentication').selectOption({ label });
}

/** @param {Person} person */
async function call_me(person) {
    await person.go_to('Call APIs');
    assert.equal(await person.choice('Operation').count(), 0, "the operations are Pleo's");
    await person.field('Path').fill('/me');
    return person.press_and_wait('Call API');
}

// `places`: where the page looks for metadata; `empty`: how many of them are asked in vain.
for (const { name, file, introspects_refresh_tokens, places, empty } of [
    {
        name: 'django-oauth-toolkit',
        file: 'django_server.py',
        introspects_refresh_tokens: false,
        places: 3,
        empty: 1,
    },
    {
        name: 'Authlib with Flask',
        file: 'authlib_server.py',
        introspects_refresh_tokens: true,
        places: 2,
        empty: 0,
    },
]) {
    describe(`against ${name}`, () => {
        const { scenario } = playground(() => serve_with_python_provider(file));

        for (const [route, method] of /** @type {['Direct' | 'Relay', 'basic' | 'post'][]} */ ([
            ['Direct', 'basic'],
            ['Relay', 'post'],
        ])) {
            scenario(
                `${route}, client_secret_${method}: check, code, API, introspection, refresh, revocation`,
                {},
                async ({ person, page, watch, site }) => {
                    const { provider } = site;
                    watch.allow_origin(new URL(provider.issuer).origin);
                    // Six refusals of the check.
                    watch.expect_console(/status of 40[013]/, 6);
                    await person.open(site.url);
                    await person.register_at(provider, 'Known');
                    await choose(person, route, method);
                    await person.button('Check credentials').click();
                    await person.is_told(
                        /The credentials are accepted, with client_secret_basic and client_secret_post\./,
                    );
                    await person.get_code_from_provider();
                    await person.field('Client secret').fill(provider.client_secret);
                    const exchanged = await person.press_and_wait('Exchange code for tokens');
                    assert.equal(exchanged.status(), 200);
                    assert.equal(exchanged.url().includes('/relay/known/'), route === 'Relay');
                    await person.token_becomes('Access token 1', 'active');
                    assert.equal((await call_me(person)).status(), 200);
                    await person.introspect('RFC 7662, by the client', 'Access token');
                    assert.equal((await person.answer()).active, true);
                    await person.introspect('RFC 7662, by the client', 'Refresh token');
                    assert.equal((await person.answer()).active, introspects_refresh_tokens);
                    // One server's word about a kind of token ends none.
                    await person.token_becomes('Refresh token 1', introspects_refresh_tokens ? 'active' : 'refused');

                    // Nothing of Pleo's is said or sent.
                    assert.equal(await person.button('Disconnect').count(), 0);
                    const words = await page.getByRole('main').innerText();
                    assert.doesNotMatch(words, /60 days|Partner Manager|contradicts|installations\/me/);

                    await person.go_to('Refresh tokens');
                    assert.equal((await person.press_and_wait('Refresh tokens')).status(), 200);
                    await person.token_becomes('Access token 1', 'replaced');
                    await person.token_becomes('Access token 2', 'active');
                    // By the page (RFC 7009), the request that it shows, and by nobody else.
                    const access = await person.value_of_token('Access token 2');
                    await person.go_to('Expiry and revocation');
                    await person.choice('Token to revoke').selectOption({ label: 'Access token' });
                    const revoked = await person.press_and_wait('Revoke token');
                    assert.equal(revoked.status(), 200);
                    assert.equal(revoked.url().includes('/relay/known/revoke'), route === 'Relay');
                    await person.token_becomes('Access token 2', 'revoked');
                    const seen = await fetch(provider.introspection_endpoint, {
                        method: 'POST',
                        body: new URLSearchParams({
                            token: access,
                            client_id: provider.client_id,
                            client_secret: provider.client_secret,
                        }),
                    });
                    assert.equal(JSON.parse(await seen.text()).active, false);
                },
            );
        }

        scenario('its endpoints are found by discovery', {}, async ({ person, page, watch, site }) => {
            watch.allow_origin(new URL(site.provider.issuer).origin);
            // Before leaving, and after coming back.
            if (empty > 0) watch.expect_console(/\.well-known/, 2 * empty);
            await person.open(site.url);
            await person.choose_environment('Asked');
            await page.getByText('The endpoints of Asked are found').first().waitFor();
            await person.register_at(site.provider, 'Asked');
            const asked = await person.get_code_from_provider();
            assert.equal(asked.href.split('?')[0], site.provider.authorization_endpoint);
        });

        scenario(
            'where every place says something else, each is told, and nothing of credentials',
            {},
            async ({ person, page, watch, site }) => {
                watch.allow_origin(new URL(site.provider.issuer).origin);
                watch.expect_console(/status of 403/, places);
                await page.route('**/.well-known/**', (route) =>
                    route.fulfill({
                        status: 403,
                        contentType: 'text/html',
                        headers: { 'Access-Control-Allow-Origin': '*' },
                        body: '<html>Blocked</html>',
                    }),
                );
                await person.open(site.url);
                await person.choose_environment('Asked');
                await person.is_told(/The endpoints of Asked were not found/);
                await person.is_told(/oauth-authorization-server.*\(RFC 8414 §3\.1\): 403 Forbidden/s);
                await person.is_told(/openid-configuration.*403 Forbidden/s);
                assert.equal(await page.getByText('Paste both').count(), 0);
            },
        );

        scenario(
            'a token without a type is used as Bearer by the person only',
            {},
            async ({ person, page, watch, site }) => {
                const { provider } = site;
                watch.allow_origin(new URL(provider.issuer).origin);
                await page.route(provider.token_endpoint, async (route) => {
                    const response = await route.fetch();
                    const { token_type, ...rest } = await response.json();
                    assert.equal(token_type, 'Bearer');
                    await route.fulfill({ response, json: rest });
                });
                await person.open(site.url);
                await person.register_at(provider, 'Known');
                await choose(person, 'Direct', 'basic');
                await person.get_code_from_provider();
                await person.field('Client secret').fill(provider.client_secret);
                await person.press_and_wait('Exchange code for tokens');
                await person.is_told(/token_type is required \(RFC 6749 §5\.1\)/);
                assert.equal(await person.token('Access token 1').count(), 0);
                await person.button('Use it as Bearer').click();
                await person.token_becomes('Access token 1', 'active');
                assert.equal((await call_me(person)).status(), 200);
            },
        );
    });
}

describe('against a server that does not form-decode Basic', () => {
    const { scenario } = playground(() => serve_with_python_provider('authlib_server.py'));

    scenario('the refusal says what to try, and that works', {}, async ({ person, watch, site }) => {
        const { provider } = site;
        const { encoded_client_id = '', encoded_client_secret = '' } = provider;
        const client = { client_id: encoded_client_id, client_secret: encoded_client_secret };
        watch.allow_origin(new URL(provider.issuer).origin);
        watch.expect_console(/status of 40[01]/);
        await person.open(site.url);
        await person.register_at({ ...provider, ...client }, 'Known');
        await choose(person, 'Direct', 'basic');
        await person.get_code_from_provider();
        await person.field('Client secret').fill(encoded_client_secret);
        assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 401);
        await person.is_told(/some servers do not decode them: try client_secret_post/);
        await person.go_to('Register client');
        await choose(person, 'Direct', 'post');
        await person.get_code_from_provider();
        await person.field('Client secret').fill(encoded_client_secret);
        assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
        await person.token_becomes('Access token 1', 'active');
    });
});
