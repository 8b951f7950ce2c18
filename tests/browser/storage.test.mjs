// @ts-check
// Secrets live in the memory of the tab and nowhere else. A run with known secrets, then a look
// into every place that a browser offers, and into the page itself.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve_with_provider } from './site.mjs';

/**
 * Everything that this origin keeps, and everything that the page shows, as one text.
 * @param {import('playwright-core').Page} page
 */
async function everything_kept(page) {
    return page.evaluate(async () => {
        /** @type {Record<string, unknown>} */
        const kept = {
            address: location.href,
            history: history.state,
            title: document.title,
            cookies: document.cookie,
            window_name: window.name,
            session: { ...sessionStorage },
            local: { ...localStorage },
        };
        for (const { name } of await indexedDB.databases()) {
            if (name === undefined) continue;
            /** @type {IDBDatabase} */
            const database = await new Promise((resolve, reject) => {
                const request = indexedDB.open(name);
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
            });
            for (const store of database.objectStoreNames) {
                kept[`IndexedDB ${name}/${store}`] = await new Promise((resolve, reject) => {
                    const request = database.transaction(store).objectStore(store).getAll();
                    request.onsuccess = () => resolve(request.result);
                    request.onerror = () => reject(request.error);
                });
            }
            database.close();
        }
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
                kept[`cache ${name} ${request.url}`] = await (await cache.match(request))?.text();
            }
        }
        kept.markup = document.documentElement.outerHTML;
        kept.text = document.documentElement.textContent; // long values are broken up in the markup
        return JSON.stringify(kept);
    });
}

/** As they are, and as they would look in Base64, in a URL or in JSON. @param {string} secret */
function disguises(secret) {
    return [
        ...new Set([
            secret,
            encodeURIComponent(secret),
            new URLSearchParams({ x: secret }).toString().slice(2),
            JSON.stringify(secret).slice(1, -1),
            // From inside the Base64 of a longer text, wherever the secret begins in it.
            ...[0, 1, 2].map((offset) =>
                Buffer.from(' '.repeat(offset) + secret)
                    .toString('base64')
                    .slice(4, -4),
            ),
        ]),
    ];
}

/** @param {string} kept @param {Record<string, string>} secrets */
function assert_absent(kept, secrets) {
    for (const [name, secret] of Object.entries(secrets)) {
        assert.ok(secret.length >= 16, `${name} is long enough to be told from chance`);
        for (const disguise of disguises(secret)) {
            const at = kept.indexOf(disguise);
            assert.equal(at, -1, `${name} is in: ${kept.slice(Math.max(0, at - 120), at + 60)}`);
        }
    }
}

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

            const callback = page.waitForRequest((request) =>
                request.url().startsWith(`${site.url}?`),
            );
            const asked = await person.get_code_from_provider();
            const code = new URL((await callback).url()).searchParams.get('code') ?? '';
            const state = asked.searchParams.get('state') ?? '';
            assert_absent(await everything_kept(page), { code, state });

            await person.field('Client secret').fill(provider.client_secret);
            await person.press_and_wait('Exchange code for tokens');
            const verifier =
                new URLSearchParams(watch.sent('POST', provider.token_endpoint)[0].body ?? '').get(
                    'code_verifier',
                ) ?? '';
            const first = await person.pair(1, 2);
            await person.introspect('RFC 7662, by the client', 'Refresh token');
            await person.go_to('Refresh tokens');
            await person.press_and_wait('Refresh tokens');
            const second = await person.pair(3, 4);

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
            await person.button('Reveal Access token 3').click();
            await page.getByText(second.access_token.slice(0, 20)).waitFor();
            const revealed = await everything_kept(page);
            assert.throws(
                () => assert_absent(revealed, { token: second.access_token }),
                /token is in/,
            );
            await person.button('Reveal Access token 3').click();

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
            const { access_token } = await person.pair(1, 2);
            await person.button('Forget everything').click();
            await page
                .getByRole('main')
                .getByText(/^Entries left, counted just now/)
                .waitFor();
            const left = await page.evaluate(async () => ({
                session: sessionStorage.length,
                local: localStorage.length,
                databases: (await indexedDB.databases()).length,
                caches: (await caches.keys()).length,
                cookies: document.cookie,
            }));
            assert.deepEqual(left, { session: 0, local: 0, databases: 0, caches: 0, cookies: '' });
            assert_absent(await everything_kept(page), {
                access_token,
                client_secret: provider.client_secret,
            });
            await person.go_to('Register client');
            assert.notEqual(
                await person.field('Client secret').inputValue(),
                provider.client_secret,
            );
        },
    );
});
