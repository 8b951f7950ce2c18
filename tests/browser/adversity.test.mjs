// @ts-check
// Things go wrong on the way: graphics are lost, the machine sleeps, tabs multiply, parts do not
// arrive.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

describe('in the middle of a flow', () => {
    const { scenario } = playground(() => serve());

    scenario(
        'the graphics are lost: what was typed and the code stay, and the flow goes on before they are back',
        {},
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.field('Scopes').fill('users:read');
            await page.evaluate(() => {
                const gl = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas')).getContext('webgl2');
                Object.assign(window, { loss: gl?.getExtension('WEBGL_lose_context') });
            });
            await page.evaluate('loss.loseContext()');
            await page.waitForFunction(() => document.documentElement.dataset.layer === 'native');
            assert.equal(await person.field('Scopes').inputValue(), 'users:read');
            await page.evaluate('loss.restoreContext()');
            await page.waitForFunction(() => document.documentElement.dataset.layer === 'painted');
            assert.equal(await person.field('Scopes').inputValue(), 'users:read');
            const url = await person.get_code();
            assert.equal(url.searchParams.get('scope'), 'users:read');
            await page.evaluate(() => {
                const gl = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas')).getContext('webgl2');
                Object.assign(window, { loss: gl?.getExtension('WEBGL_lose_context') });
            });
            await page.evaluate('loss.loseContext()');
            await page.waitForFunction(() => document.documentElement.dataset.layer === 'native');
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
            await person.token_becomes('Access token 1', 'active');
            await page.evaluate('loss.restoreContext()');
            await page.waitForFunction(() => document.documentElement.dataset.layer === 'painted');
            await person.token_becomes('Access token 1', 'active');
        },
    );

    scenario(
        'the machine sleeps longer than a token lives: when it wakes, the token is expired',
        {},
        async ({ person, page, site }) => {
            await page.clock.install();
            await person.open(site.url);
            await person.get_code();
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Access token 1', 'active');
            // Asleep: no timer runs on the way, and the clock is somewhere else afterwards.
            await page.clock.fastForward(16 * 60_000);
            await person.token_becomes('Access token 1', 'expired');
            // And after longer than anybody leaves a page alone, nothing of it is left.
            await page.clock.fastForward(31 * 60_000);
            await page.getByText('Forgotten after 30 minutes without a touch').first().waitFor();
            assert.equal(await page.getByText('Access token 1', { exact: true }).count(), 0);
        },
    );

    scenario(
        'a page that nobody sees gets its answer all the same, and tells it when it is seen again',
        {},
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.get_code();
            await page.evaluate(() => {
                Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
                document.dispatchEvent(new Event('visibilitychange'));
                // Hidden pages draw no frame.
                Object.assign(window, { requestAnimationFrame: () => 0 });
            });
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Access token 1', 'active');
            await page.getByRole('status').filter({ hasText: 'Tokens received' }).waitFor();
        },
    );

    scenario(
        'S49: an answer that belongs to another tab is refused here, and still taken there',
        {},
        async ({ person, context, site }) => {
            await person.open(site.url);
            const there = await person.authorise();
            const other = await context.newPage();
            const second = person.constructor;
            const somebody = new /** @type {typeof import('./person.mjs').Person} */ (second)(other);
            await somebody.open(site.url);
            const here = await somebody.authorise();
            const state = there.searchParams.get('state') ?? '';
            assert.notEqual(state, here.searchParams.get('state'));
            await other.goto(`${site.url}?${new URLSearchParams({ code: 'not-for-this-tab', state })}`);
            await somebody.ready();
            await other.getByRole('main').getByText('The redirect is refused').first().waitFor();
            assert.equal(await somebody.button('Exchange code for tokens').count(), 0);
            await person.log_in();
            await person.decide('Approve');
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
            await somebody.get_code();
            assert.equal((await somebody.press_and_wait('Exchange code for tokens')).status(), 200);
        },
    );

    scenario(
        'S16, S17: a tab with a copy of the record takes no answer that was taken already',
        {},
        async ({ person, page, context, watch, site }) => {
            await person.open(site.url);
            const callback = page.waitForRequest((request) => request.url().startsWith(`${site.url}?`));
            await person.authorise();
            await person.field('Email').waitFor();
            const copy = await page.evaluate(() => ({ ...sessionStorage }));
            assert.match(JSON.stringify(copy), /code_verifier/);
            await person.log_in();
            await person.decide('Approve');
            const url = (await callback).url();
            await person.button('Exchange code for tokens').waitFor();

            const other = await context.newPage();
            await other.addInitScript((record) => {
                for (const [key, value] of Object.entries(record)) sessionStorage.setItem(key, value);
            }, copy);
            await other.goto(url);
            await other
                .getByRole('main')
                .getByText(/used already/)
                .first()
                .waitFor();
            const { Person } = await import('./person.mjs');
            assert.equal(await new Person(other).button('Exchange code for tokens').count(), 0);
            const marks = await other.evaluate(() => localStorage.getItem('playground.taken'));
            assert.match(marks ?? '', /^ ?[0-9a-f]{64}$/);
            await other.close();
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
            assert.equal(watch.sent('POST', `${site.url}simulated/auth/oauth/token`).length, 1);
        },
    );

    scenario(
        'a reload on each step says what is gone, and the flow can be walked to its end',
        {},
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.field('Scopes').fill('users:read companies:read');
            await page.reload();
            await person.ready();
            assert.equal(await person.field('Scopes').inputValue(), 'users:read companies:read');
            await person.go_to('Authorise');
            await page.reload();
            await person.heading('Authorise').waitFor();
            await person.get_code();
            await page.reload();
            await page
                .getByRole('main')
                .getByText(/the authorisation code/)
                .first()
                .waitFor();
            await person.get_code();
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Access token 1', 'active');
            for (const step of ['Call APIs', 'Refresh tokens', 'Expiry and revocation']) {
                await person.go_to(step);
                await page.reload();
                await person.heading(step).waitFor();
            }
            await person.get_code();
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
        },
    );
});

describe('back, in a browser that keeps the pages it leaves', () => {
    const { scenario } = playground(() => serve(), [], ['--disable-back-forward-cache']);

    scenario(
        'the page is there as it was, drops the attempt that left, and a new one gets a token',
        {},
        async ({ person, page, context, site }) => {
            await context.addInitScript(() => {
                addEventListener('pageshow', ({ persisted }) => Object.assign(window, { kept: persisted }));
            });
            await person.open(site.url);
            await person.field('Scopes').fill('users:read companies:read');
            const left = await person.authorise();
            await person.field('Email').waitFor();
            await page.goBack({ waitUntil: 'commit' });
            await page.waitForFunction(() => Reflect.get(window, 'kept') === true);
            await page.getByRole('main').getByText('Back without an answer').first().waitFor();
            await person.go_to('Register client');
            assert.equal(await person.field('Scopes').inputValue(), 'users:read companies:read');
            const again = await person.get_code();
            assert.notEqual(again.searchParams.get('state'), left.searchParams.get('state'));
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
            await person.token_becomes('Access token 1', 'active');
            // Back from a page with tokens and forward again: they were in memory only.
            await page.goto('about:blank');
            await page.goBack({ waitUntil: 'commit' });
            await page.getByText('Secrets and tokens were forgotten').first().waitFor();
            assert.equal(await page.getByText('Access token 1', { exact: true }).count(), 0);
        },
    );
});

describe('a part of the page', () => {
    const { scenario } = playground(() => serve());

    for (const part of ['playground_first', 'boot', 'environments', 'style']) {
        scenario(
            `(${part}) that does not arrive: it is said, and Retry loads the page`,
            {},
            async ({ person, page, watch, site }) => {
                const pattern = new RegExp(`/${part}\\.[0-9a-f]{16}\\.`);
                await page.route(pattern, (route) => route.abort());
                watch.expect_console(/ERR_FAILED/);
                await page.goto(site.url);
                await page.getByRole('alert').getByRole('heading').waitFor();
                await page.unroute(pattern);
                await page.getByRole('button', { name: 'Retry' }).click();
                await person.ready();
            },
        );
    }

    scenario(
        '(arrival) that does not arrive: nothing is started without it, and it is said',
        {},
        async ({ person, page, watch, site }) => {
            await page.route(/arrival\.[0-9a-f]{16}\.js/, (route) => route.abort());
            watch.expect_console(/ERR_FAILED/);
            watch.expect_console(/page error/);
            await page.goto(site.url);
            await page.getByText('A part of the page did not arrive').waitFor();
            await page.unroute(/arrival\.[0-9a-f]{16}\.js/);
            await page.reload();
            await person.ready();
        },
    );

    scenario(
        'that arrives slowly: how far it is can be seen, and then the page is there',
        {},
        async ({ person, page, context, site }) => {
            const devtools = await context.newCDPSession(page);
            await devtools.send('Network.enable');
            await devtools.send('Network.emulateNetworkConditions', {
                offline: false,
                latency: 100,
                downloadThroughput: 100_000,
                uploadThroughput: 100_000,
            });
            await page.goto(site.url, { waitUntil: 'commit' });
            const bar = page.getByRole('progressbar', { name: 'Loading' });
            await bar.waitFor();
            const seen = new Set();
            while (seen.size < 4) {
                seen.add(await bar.evaluate((element) => /** @type {HTMLProgressElement} */ (element).value));
            }
            // Bytes may have arrived before the first look.
            const values = [...seen];
            assert.ok(
                values.every((value, index) => index === 0 || value > values[index - 1]),
                String(values),
            );
            assert.ok(Math.max(...values) <= 1);
            await person.ready();
        },
    );
});
