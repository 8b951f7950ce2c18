// @ts-check
// An environment that gave its issuer only: the page asks it for its endpoints (RFC 8414, OpenID Connect Discovery),
// believes no other issuer (S34), and walks the lifecycle with what it was told.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { provider_name, serve_with_provider } from './site.mjs';

describe('an environment that is asked for its endpoints', () => {
    const { scenario } = playground(() => serve_with_provider({ discovery: true }));
    const openid = '**/.well-known/openid-configuration';
    /** Before OpenID's place, the page asks at that of RFC 8414, where this provider has nothing. */
    const nothing_there = /oauth-authorization-server/;

    scenario('the endpoints of the issuer are found, and lead to tokens', {}, async ({ person, page, watch, site }) => {
        const { provider } = site;
        watch.allow_origin(provider.issuer);
        await person.open(site.url);
        await person.choose_environment(provider_name);
        await page.getByText(`The endpoints of ${provider_name} are found`).first().waitFor();
        await person.register_at(provider);
        await person.choice('Route').selectOption({ label: 'Direct' });
        const asked = await person.get_code_from_provider();
        assert.equal(asked.href.split('?')[0], provider.authorization_endpoint);
        // It was asked again: what was found is not kept over the redirect.
        await page.getByText(`The endpoints of ${provider_name} are found`).first().waitFor();
        await person.field('Client secret').fill(provider.client_secret);
        const exchanged = await person.press_and_wait('Exchange code for tokens');
        assert.equal(exchanged.url(), provider.token_endpoint);
        assert.equal(exchanged.status(), 200);
        await person.token_becomes('Access token 1', 'active');
        // Twice two lines: before leaving, and after coming back.
        watch.expect_console(nothing_there, 4);
    });

    scenario(
        'S34: metadata of another issuer is refused, and nobody is sent there',
        {},
        async ({ person, page, watch, site }) => {
            const { provider } = site;
            watch.allow_origin(provider.issuer);
            await page.route(openid, async (route) => {
                const response = await route.fetch();
                const body = { ...(await response.json()), issuer: `${provider.issuer}/` };
                await route.fulfill({ response, json: body });
            });
            await person.open(site.url);
            await person.choose_environment(provider_name);
            await page.getByText(`The endpoints of ${provider_name} were not found`).first().waitFor();
            await person.go_to('Authorise');
            await person.is_told(/The endpoints of .* are not known yet/);
            assert.equal(await person.button('Authorise').count(), 0);
            // It can be asked again, and the right answer is taken.
            await page.unroute(openid);
            await person.go_to('Register client');
            await person.button('Look up endpoints').click();
            await page.getByText(`The endpoints of ${provider_name} are found`).first().waitFor();
            watch.expect_console(nothing_there, 4);
        },
    );
});
