// @ts-check
// Secrets live in the memory of the tab and nowhere else. A run with known secrets, then a look
// into every place that a browser offers, and into the page itself.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { assert_absent, everything_kept } from './kept.mjs';
import { serve_with_provider } from './site.mjs';

/** @param {import('playwright-core').Page} page */
const kept_urls = (page) =>
    page.evaluate(async () => {
        const urls = [];
        for (const name of await caches.keys()) {
            for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
        }
        return urls;
    });

/** @param {import('playwright-core').Page} page */
const entries_left = (page) =>
    page.evaluate(async () => ({
        session: sessionStorage.length,
        local: localStorage.length,
        databases: (await indexedDB.databases()).length,
        cookies: document.cookie,
    }));
const nothing_left = { session: 0, local: 0, databases: 0, cookies: '' };

describe('what is kept', () => {
    const { scenario } = playground(serve_with_provider);

    scenario(
        'S44, S06, S46: no store and no part of the page holds secret, code, verifier or token',
        {},
        async ({ person, page, context, watch, site }) => {
            const { provider } = site;
            watch.allow_origin(provider.issuer);
            await person.open(site.url);
            await person.register_at(provider);
            assert_absent(await everything_kept(page), { client_secret: provider.client_secret });

            const callback = page.waitForRequest((request) => request.url().startsWith(`${site.url}?`));
            const asked = await person.get_code_from_provider();
            const code = new URL((await callback).url()).searchParams.get('code') ?? '';
            const state = asked.searchParams.get('state') ?? '';
            assert_absent(await everything_kept(page), { code, state });

            await person.field('Client secret').fill(provider.client_secret);
            await person.press_and_wait('Exchange code for tokens');
            const verifier =
                new URLSearchParams(watch.sent('POST', provider.token_endpoint)[0].body ?? '').get('code_verifier') ??
                '';
            const first = await person.pair(1);
            await person.introspect('RFC 7662, by the client', 'Refresh token');
            await person.go_to('Refresh tokens');
            await person.press_and_wait('Refresh tokens');
            const second = await person.pair(2);

            const secrets = {
                client_secret: provider.client_secret,
                code,
                state,
                verifier,
                access_token: first.access_token,
                refresh_token: first.refresh_token,
                second_access_token: second.access_token,
                second_refresh_token: second.refresh_token,
            };
            // Every exchange opened, still masked; every step visited.
            await person.open_all_exchanges();
            for (const step of [
                'Register client',
                'Authorise',
                'Redirect and exchange',
                'Call APIs',
                'Refresh tokens',
                'Expiry and revocation',
            ]) {
                await person.go_to(step);
                assert_absent(await everything_kept(page), secrets);
            }
            for (const { url } of watch.requests) {
                if (url.startsWith(`${site.url}?`) || url.startsWith(provider.issuer)) continue;
                assert_absent(url, secrets);
            }

            // This test can fail: what is revealed on purpose is found.
            await person.button('Reveal Access token 2').click();
            await page.getByText(second.access_token.slice(0, 20)).waitFor();
            const revealed = await everything_kept(page);
            assert.throws(() => assert_absent(revealed, { token: second.access_token }), /token is in/);
            await person.button('Reveal Access token 2').click();

            // Leaving writes down what may be kept; look again from another page of the same
            // origin.
            await page.goto(`${site.url}environments-that-do-not-exist`).catch(() => {});
            watch.expect_console(/status of 404/);
            assert_absent(await everything_kept(page), secrets);
            const { cookies, origins } = await context.storageState();
            assert.deepEqual(
                cookies.filter(({ domain, path }) => domain === 'localhost' && path === '/'),
                [],
            );
            assert_absent(JSON.stringify(origins), secrets);
        },
    );

    scenario(
        'S42: "Forget everything" leaves no entry in any store, and counts them',
        {},
        async ({ person, page, watch, site }) => {
            const { provider } = site;
            watch.allow_origin(provider.issuer);
            await person.open(site.url);
            await person.register_at(provider);
            await person.get_code_from_provider();
            await person.field('Client secret').fill(provider.client_secret);
            await person.press_and_wait('Exchange code for tokens');
            const { access_token } = await person.pair(1);
            await person.forget_everything();
            await page
                .getByRole('main')
                .getByText(/^Entries left, counted just now/)
                .waitFor();
            assert.deepEqual(await entries_left(page), nothing_left);
            // What makes the page open without a network is public, and the same for everybody.
            for (const url of await kept_urls(page)) {
                const name = url.slice(site.url.length);
                if (name === '') continue;
                assert.match(name, /^[\w-]+\.[0-9a-f]{16}\.[a-z]+$/);
                assert.equal((await page.request.get(url)).status(), 200);
            }
            assert_absent(await everything_kept(page), {
                access_token,
                client_secret: provider.client_secret,
            });
            await person.go_to('Register client');
            assert.notEqual(await person.field('Client secret').inputValue(), provider.client_secret);
        },
    );

    scenario(
        'S43: after half an hour without a touch no store holds anything, and Authorise works again',
        {},
        async ({ person, page, site }) => {
            await page.clock.install();
            await person.open(site.url);
            await person.get_code(); // leaves a record, settings, and the simulator's state
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Access token 1', 'active');
            assert.notDeepEqual(await entries_left(page), nothing_left);
            await page.clock.fastForward(31 * 60_000);
            await page.getByText('Forgotten after 30 minutes without a touch').first().waitFor();
            await page
                .getByRole('main')
                .getByText(/^Entries left, counted just now/)
                .waitFor();
            assert.deepEqual(await entries_left(page), nothing_left);
            await person.get_code();
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Access token 1', 'active');
        },
    );
});
