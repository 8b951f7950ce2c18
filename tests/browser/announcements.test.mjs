// @ts-check
// What somebody hears who does not see the page: each thing that happens, once, and nothing else.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { heard, listen } from './heard.mjs';
import { serve } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {RegExp} words */
const said = (page, words) => page.getByRole('status').filter({ hasText: words }).waitFor();

describe('a live region', () => {
    const { scenario } = playground(() => serve());

    scenario('says once that a request left, and once what came back', {}, async ({ person, page, context, site }) => {
        await context.addInitScript(listen);
        await person.open(site.url);
        await person.get_code();
        await heard(page);
        await person.button('Exchange code for tokens').click();
        await said(page, /^Tokens received/);
        const [request, answer, ...more] = await heard(page);
        assert.equal(request, 'status: Sent: Token request.');
        assert.match(answer, /^status: Tokens received/);
        assert.deepEqual(more, []);
        await person.go_to('Refresh tokens');
        await said(page, /^Step 6 of 7, Refresh tokens\.$/);
        assert.deepEqual(await heard(page), ['status: Step 6 of 7, Refresh tokens.']);
        await person.button('Refresh tokens').click();
        await said(page, /^A new pair/);
        const refreshed = await heard(page);
        assert.equal(refreshed.length, 2);
        assert.equal(refreshed[0], 'status: Sent: Refresh request.');
    });

    scenario(
        'says once that an access token is about to expire, once that it is expired, and nothing in the seconds between',
        {},
        async ({ person, page, context, site }) => {
            await context.addInitScript(listen);
            await page.clock.install();
            await person.open(site.url);
            await person.get_code();
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Access token 1', 'active');
            await said(page, /^Tokens received/);
            await heard(page);
            const left = () => person.region('Tokens').getByRole('meter').first().getAttribute('aria-valuetext');
            /** Seconds in which the countdown moves, and that is all. */
            const quiet_seconds = async () => {
                const before = await left();
                await page.clock.runFor(3000);
                assert.notEqual(await left(), before);
                assert.deepEqual(await heard(page), []);
            };
            await quiet_seconds();
            await page.clock.fastForward(13 * 60_000);
            await person.token_becomes('Access token 1', 'active');
            await quiet_seconds();
            await page.clock.fastForward(60_000);
            await person.token_becomes('Access token 1', 'expiring');
            assert.deepEqual(await heard(page), [
                'status: Access token 1 expires in less than a minute. Refresh before it does.',
            ]);
            await quiet_seconds();
            await page.clock.fastForward(60_000);
            await person.token_becomes('Access token 1', 'expired');
            const [end, ...more] = await heard(page);
            assert.match(end, /^status: Access token 1 is expired by the clock\. Refresh for a new one\./);
            assert.deepEqual(more, []);
            await page.clock.runFor(3000);
            assert.deepEqual(await heard(page), []);
        },
    );
});
