// @ts-check
// The way back: whatever is not proven right sends nothing. Requests are counted at the browser,
// not asked of the page.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

/** @param {string} url */
const token_endpoint = (url) => `${url}simulated/auth/oauth/token`;

describe('the redirect back', () => {
    const { scenario } = playground(() => serve());

    scenario('shows every check with its result before anything is sent', {}, async ({ person, page, watch, site }) => {
        await person.open(site.url);
        await person.get_code();
        await person.open_checks();
        const checks = page.getByRole('main').getByRole('listitem').filter({ hasText: 'passed' });
        await checks.filter({ hasText: 'state' }).first().waitFor();
        assert.equal(await page.getByRole('main').getByText('failed', { exact: true }).count(), 0);
        assert.deepEqual(watch.sent('POST', token_endpoint(site.url)), []);
        // The request is there to be read, masked, before the button is pressed.
        await page
            .getByRole('main')
            .getByText(/^POST .*\/simulated\/auth\/oauth\/token/m)
            .waitFor();
    });

    scenario(
        'S18: a denied consent shows the error and leaves nothing to exchange',
        {},
        async ({ person, page, watch, site }) => {
            await person.open(site.url);
            await person.authorise();
            await person.log_in();
            await person.decide('Deny');
            await page.getByRole('main').getByText('access_denied').first().waitFor();
            assert.equal(await person.button('Exchange code for tokens').count(), 0);
            assert.deepEqual(watch.sent('POST', token_endpoint(site.url)), []);
        },
    );

    scenario(
        'S13: the address is clean before the first request and the first frame, and Back does not bring the code back',
        {},
        async ({ person, page, context, watch, site }) => {
            await context.addInitScript(() => {
                if (window.top !== window) return;
                /** @type {{ what: string, search: string }[]} */
                const seen = [];
                Object.assign(window, { addresses_seen: seen });
                const look = (/** @type {string} */ what) =>
                    seen.push({ what, search: location.search + location.hash });
                const fetch_of_browser = window.fetch;
                window.fetch = (...call) => {
                    look('fetch');
                    return fetch_of_browser(...call);
                };
                const frame_of_browser = window.requestAnimationFrame;
                window.requestAnimationFrame = (call) => {
                    look('frame');
                    return frame_of_browser.call(window, call);
                };
                const register = navigator.serviceWorker?.register;
                if (register !== undefined) {
                    navigator.serviceWorker.register = (...call) => {
                        look('worker');
                        return register.apply(navigator.serviceWorker, call);
                    };
                }
            });
            await person.open(site.url);
            await person.get_code();
            const seen = await page.evaluate('addresses_seen');
            assert.ok(seen.length > 0);
            assert.deepEqual(
                seen.filter((/** @type {{ search: string }} */ { search }) => search !== ''),
                [],
            );
            assert.equal(page.url(), site.url);

            // Back is the log-in page, whose form was used: it says so, and knows nothing of the
            // code.
            watch.expect_console(/status of 400.*log-in/);
            await page.goBack();
            await page.goForward();
            await person.ready();
            assert.equal(page.url(), site.url);
            const callbacks = watch.requests.filter(
                ({ url }) => url.startsWith(`${site.url}?`) && url.includes('code='),
            );
            assert.equal(callbacks.length, 1, 'the callback was asked for once');
        },
    );

    for (const path of ['/', 'index.html', '%2F', '//']) {
        scenario(
            `S13, S46, S65: ${path} before the query of a redirect back leaves no code and no record behind`,
            {},
            async ({ person, page, watch, site }) => {
                await person.open(site.url);
                const state = (await person.authorise()).searchParams.get('state') ?? '';
                await page.goto(`${site.url}${path}?code=sim_code_made_up&state=${state}`);
                await person.ready();
                assert.equal(page.url(), `${site.url}${path}`);
                const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
                assert.equal(kept.includes(state), false, kept);
                assert.equal(await person.button('Exchange code for tokens').count(), 0);
                assert.deepEqual(watch.sent('POST', token_endpoint(site.url)), []);
            },
        );
    }

    scenario(
        'S13, S15: where the browser refuses to change the address, the answer is given up and the page goes on',
        {},
        async ({ person, page, context, watch, site }) => {
            await person.open(site.url);
            const state = (await person.authorise()).searchParams.get('state') ?? '';
            await context.addInitScript(() => {
                history.replaceState = () => {
                    throw new DOMException('too often', 'SecurityError');
                };
            });
            await page.goto(`${site.url}?code=sim_code_made_up&state=${state}`);
            await page.waitForURL(site.url);
            await person.ready();
            await page.getByRole('main').getByText('The authorisation did not come back').first().waitFor();
            const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
            assert.equal(kept.includes(state), false, kept);
            assert.equal(await person.button('Exchange code for tokens').count(), 0);
            assert.deepEqual(watch.sent('POST', token_endpoint(site.url)), []);
            await page.goBack();
            assert.equal(page.url().includes('code='), false);
        },
    );

    /** @type {Record<string, (state: string) => string>} */
    const wrong_states = {
        'another one': (state) => `state=${state.slice(0, -1)}${state.endsWith('A') ? 'B' : 'A'}`,
        none: () => 'x=1',
        'an empty one': () => 'state=',
        'a longer one': (state) => `state=${state}A`,
        'one in another case': (state) =>
            `state=${state === state.toLowerCase() ? state.toUpperCase() : state.toLowerCase()}`,
        'one with a percent-encoded percent sign': (state) =>
            `state=%25${state.charCodeAt(0).toString(16)}${state.slice(1)}`,
        'two of them': (state) => `state=${state}&state=${state}`,
    };
    for (const [name, query] of Object.entries(wrong_states)) {
        scenario(
            `S15: a callback with ${name} for a state sends no token request, and uses up the attempt`,
            {},
            async ({ person, page, watch, site }) => {
                await person.open(site.url);
                const state = (await person.authorise()).searchParams.get('state') ?? '';
                await page.goto(`${site.url}?code=sim_code_made_up&${query(state)}`);
                await person.ready();
                await page.getByRole('main').getByText('failed', { exact: true }).first().waitFor();
                assert.equal(await person.button('Exchange code for tokens').count(), 0);
                assert.equal(page.url(), site.url);
                // S16: the right state comes too late.
                await page.goto(`${site.url}?code=sim_code_made_up&state=${encodeURIComponent(state)}`);
                await person.ready();
                await page.getByRole('main').getByText('failed', { exact: true }).first().waitFor();
                assert.equal(await person.button('Exchange code for tokens').count(), 0);
                assert.deepEqual(watch.sent('POST', token_endpoint(site.url)), []);
            },
        );
    }

    scenario(
        'S16: a callback that is opened a second time is "already used" and sends nothing',
        {},
        async ({ person, page, watch, site }) => {
            await person.open(site.url);
            const callback = page.waitForRequest((request) => request.url().startsWith(`${site.url}?`));
            await person.get_code();
            const { url } = { url: (await callback).url() };
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
            await page.goto(url);
            await person.ready();
            await page
                .getByRole('main')
                .getByText(/used already/)
                .first()
                .waitFor();
            assert.equal(await person.button('Exchange code for tokens').count(), 0);
            assert.equal(watch.sent('POST', token_endpoint(site.url)).length, 1);
        },
    );

    scenario('S21: an answer in the fragment is refused and scrubbed', {}, async ({ person, page, watch, site }) => {
        await person.open(site.url);
        const state = (await person.authorise()).searchParams.get('state');
        await page.goto(`${site.url}#access_token=sim_at_made_up&token_type=Bearer&state=${state}`);
        await person.ready();
        assert.equal(page.url().split('#')[1] ?? '', '');
        await person.heading('Redirect and exchange').waitFor();
        await page.getByRole('main').getByText('failed', { exact: true }).first().waitFor();
        await person
            .region('Tokens')
            .getByText(/^None yet/)
            .waitFor();
        assert.deepEqual(watch.sent('POST', token_endpoint(site.url)), []);
    });

    scenario('S57: markup in an error description stays words', {}, async ({ person, page, site }) => {
        await person.open(site.url);
        const state = (await person.authorise()).searchParams.get('state');
        const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
        await page.goto(
            `${site.url}?${new URLSearchParams({ error: 'access_denied', error_description: hostile, state: state ?? '' })}`,
        );
        await person.ready();
        await page.getByRole('main').getByText(hostile).first().waitFor();
        assert.equal(await page.locator('img[src=x]').count(), 0);
        assert.doesNotMatch(await page.title(), /^[12]$/);
    });

    scenario('S24: no parameter makes the page go elsewhere', {}, async ({ person, page, site }) => {
        for (const name of ['url', 'next', 'redirect', 'redirect_uri', 'return_to', 'error_uri']) {
            await person.open(`${site.url}?${name}=https%3A%2F%2Fevil.example%2F`);
            assert.equal(new URL(page.url()).origin, site.origin, name);
        }
    });
});

describe('a reload in the middle', () => {
    const { scenario } = playground(() => serve());

    scenario(
        'between redirect and exchange it gives up the code, and never sends it',
        {},
        async ({ person, page, watch, site }) => {
            await person.open(site.url);
            await person.get_code();
            await page.reload();
            await person.ready();
            assert.equal(await person.button('Exchange code for tokens').count(), 0);
            assert.deepEqual(watch.sent('POST', token_endpoint(site.url)), []);
            await person.get_code();
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
        },
    );

    scenario(
        'with tokens it loses the tokens, and keeps the registration and the list of exchanges',
        {},
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.go_to('Register client');
            await person.field('Scopes').fill('users:read');
            await person.get_code();
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Access token 1', 'active');
            const secret = await person.value_of_token('Access token 1');
            assert.match(secret, /^sim_/);
            await page.reload();
            await person.ready();
            await person.go_to('Register client');
            assert.equal(await person.field('Scopes').inputValue(), 'users:read');
            assert.equal(await person.field('Redirect URI').inputValue(), site.url);
            await person
                .region('Tokens')
                .getByText(/^None yet/)
                .waitFor();
            assert.equal(await person.region('Exchanges').getByRole('listitem').count(), 3);
            assert.equal((await page.content()).includes(secret), false);
        },
    );
});
