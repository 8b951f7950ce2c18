// @ts-check
// The Relay route: requests go to the page's own server, whose nginx passes them on to Staging, and
// in secretless mode adds the client's credentials, which the page then never has.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { auth_host, client, external_host } from '../stand-in/server.mjs';
import { playground } from './harness.mjs';
import { assert_absent, everything_kept, memory_of, watch_memory } from './kept.mjs';
import { serve_with_stand_in } from './site.mjs';

/**
 * From the code to the end of all tokens.
 * @param {import('./person.mjs').Person} person
 */
async function live_and_die(person) {
    assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
    assert.match((await person.pair(1)).access_token, /^staging_/);
    assert.equal((await person.call('GET /v2/employees')).status(), 200);
    await person.introspect('RFC 7662, by the client', 'Refresh token');
    assert.equal((await person.answer()).active, true);
    await person.go_to('Refresh tokens');
    assert.equal((await person.press_and_wait('Refresh tokens')).status(), 200);
    await person.token_becomes('Access token 1', 'rotated');
    await person.introspect('RFC 7662, by the client', 'Access token');
    assert.equal((await person.answer()).active, true);
    assert.equal((await person.press_and_wait('Disconnect')).status(), 204);
    await person.token_becomes('Refresh token 2', 'revoked');
}

/**
 * The log-in at Staging is a place to go to; every request of the page itself stays at its origin.
 * @param {import('./watch.mjs').Watch} watch @param {string} origin
 */
function assert_all_through_relay({ requests }, origin) {
    const relayed = requests.filter(({ url }) => url.startsWith(`${origin}/relay/pleo-staging/`));
    assert.ok(relayed.length >= 6);
    const direct = requests.filter(({ url }) => /pleo\.io\/(oauth\/token|v\d)/.test(url));
    assert.deepEqual(direct, []);
}

describe('the Relay route', () => {
    const { scenario } = playground(() => serve_with_stand_in());

    scenario(
        'walks the whole lifecycle although no page may read what Staging answers',
        {},
        async ({ person, watch, site }) => {
            watch.allow_origin(`https://${auth_host}`);
            await person.open(site.url);
            await person.register_at_staging(client, 'Relay');
            await person.is_told(/Recommended: Relay/);
            await person.get_code();
            await person.field('Client secret').fill(client.client_secret);
            await live_and_die(person);
            assert_all_through_relay(watch, site.origin);
            const sent = site.stand_in.carried_out('POST', '/oauth/token');
            assert.deepEqual(
                sent.map(({ headers }) => [headers.host, headers.origin, headers.cookie]),
                sent.map(() => [auth_host, undefined, undefined]),
            );
            assert.ok(site.stand_in.requests.some(({ host }) => host === external_host));
        },
    );

    scenario(
        'an answer of the relay itself is told as one, and a code that was not passed on is not spent',
        {},
        async ({ person, page, watch, site }) => {
            watch.allow_origin(`https://${auth_host}`);
            watch.expect_console(/status of 413/);
            await person.open(site.url);
            await person.register_at_staging(client, 'Relay');
            await person.get_code();
            await person.field('Client secret').fill(client.client_secret);
            const before = site.stand_in.carried_out('POST', '/oauth/token').length;
            // Something on the way makes the body larger than the relay takes.
            const inflate = (/** @type {import('playwright-core').Route} */ route) =>
                route.continue({ postData: `${route.request().postData()}&x=${'x'.repeat(3_000_000)}` });
            await page.route('**/relay/**', inflate);
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 413);
            await person.is_told(/The relay did not pass it on/);
            await person.is_told(/The relay says: .*The code is unspent, while it is fresh/);
            assert.equal(site.stand_in.carried_out('POST', '/oauth/token').length, before);
            await page.unroute('**/relay/**', inflate);
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
            await person.token_becomes('Access token 1', 'active');
        },
    );
});

describe('the Relay route, secretless', () => {
    const { scenario } = playground(() => serve_with_stand_in({ secretless: true }));

    scenario(
        'asks for no secret, walks the whole lifecycle, and the secret is nowhere in the page',
        {},
        async ({ person, page, context, watch, site }) => {
            watch.allow_origin(`https://${auth_host}`);
            await watch_memory(context);
            await person.open(site.entrance ?? site.url);
            await person.choose_environment('Pleo Staging');
            await person.is_told(/Recommended: Relay, because .* adds the secret itself/);
            await person.choice('Route').selectOption({ label: 'Relay' });
            await person.is_told(/Client secret: the relay has it and adds it/);
            assert.equal(await person.field('Client secret').count(), 0);
            // The relay says whose secret it has.
            assert.equal(await person.field('Client ID').inputValue(), client.client_id);

            watch.expect_console(/status of 400/);
            await person.button('Check credentials').click();
            await person.is_told(/The credentials are accepted, with client_secret_basic/);
            assert.equal(await page.getByText('Nothing was sent').count(), 0);
            await person.get_code();
            assert.equal(await person.field('Client secret').count(), 0);
            await live_and_die(person);
            assert_all_through_relay(watch, site.origin);

            // It was there where it belongs, and nowhere else.
            const { headers } = site.stand_in.carried_out('POST', '/oauth/token').at(-1) ?? {};
            const pair = `${client.client_id}:${client.client_secret}`;
            assert.equal(headers?.authorization, `Basic ${Buffer.from(pair).toString('base64')}`);
            const { client_secret } = client;
            assert_absent(JSON.stringify([watch.requests, watch.responses]), { client_secret });
            await person.open_all_exchanges();
            for (const step of ['Register client', 'Redirect and exchange', 'Refresh tokens']) {
                await person.go_to(step);
                assert_absent(await everything_kept(page), { client_secret });
            }
            assert_absent(await memory_of(page), { client_secret });
        },
    );

    scenario(
        'this search can fail: a secret that is typed is found in the memory of the page',
        {},
        async ({ person, page, context, watch, site }) => {
            watch.allow_origin(`https://${auth_host}`);
            await watch_memory(context);
            await person.open(site.entrance ?? site.url);
            await person.register_at_staging(client, 'Direct');
            await person.go_to('Authorise');
            const memory = await memory_of(page);
            assert.throws(() => assert_absent(memory, { client_secret: client.client_secret }), /is in/);
        },
    );
});
