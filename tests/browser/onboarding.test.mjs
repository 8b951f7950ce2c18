// @ts-check
// The way to Staging: the checklist knows where one is, keeps it without a secret, and forgets it.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

describe('the way to Staging', () => {
    const { scenario } = playground(() => serve());

    scenario(
        'S47: what was ticked and the day of the credentials outlive a reload, and are forgotten',
        {},
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.go_to('Get access');
            await person.button('Mark as done: Ask for access').click();
            await person.button('Mark as done: Wait for the review').click();
            await page.getByText('Redirect URI to register').waitFor();
            await person.button('Mark as done: Register the client').click();
            await person.field('They came on').fill('2026-11-21');
            await page.getByText('Fetch log-in and credentials from 1Password by Saturday 28 November 2026.').waitFor();
            await page.reload();
            await person.ready();
            await person.go_to('Get access');
            await person.button('Open again: Register the client').waitFor();
            assert.equal(await person.field('They came on').inputValue(), '2026-11-21');
            const kept = await page.evaluate(() => JSON.stringify(localStorage));
            assert.match(kept, /2026-11-21/);

            await person.forget_everything();
            await page.getByText('Nothing is left').first().waitFor();
            await person.go_to('Get access');
            await person.button('Mark as done: Ask for access').waitFor();
            assert.equal(await page.evaluate(() => localStorage.length), 0);
        },
    );

    scenario(
        'typed credentials tick themselves, and what comes next stands out',
        {},
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.choose_environment('Pleo Staging');
            await person.field('Client ID').fill('any-client');
            await person.field('Client secret').fill('a-secret-of-nobody');
            await person.go_to('Get access');
            await page.getByText('Client ID and secret are typed in.').waitFor();
            assert.equal(await person.button('Mark as done: Fetch log-in and credentials').count(), 0);
            await person.button('Mark as done: Verify the log-in').click();
            await page.getByRole('status').getByText('Done. Next: Check the credentials.').waitFor();
            await person.button('Go to Register client').click();
            await person.heading('Register client').waitFor();
            const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
            assert.doesNotMatch(kept, /a-secret-of-nobody/);
        },
    );

    scenario('S51: Production is in the list, and cannot be chosen', {}, async ({ person, site }) => {
        await person.open(site.url);
        await person.go_to('Register client');
        const production = person.choice('Environment').locator('option').filter({ hasText: 'Production' });
        assert.equal(await production.count(), 1);
        assert.equal(await production.isDisabled(), true);
    });

    scenario(
        'the client secret behind Bearer is stopped with the explanation',
        {},
        async ({ person, page, watch, site }) => {
            await person.open(site.url);
            const secret = await person.field('Client secret').inputValue();
            await person.choose_free_path();
            await person.field('Path').fill('/v2/employees');
            await person.field('Headers').fill(`Authorization: Bearer ${secret}`);
            await person.button('Call API').click();
            await page.getByRole('alert').getByText('The client secret stands where an access token belongs').waitFor();
            assert.deepEqual(
                watch.requests.filter(({ url }) => url.includes('/v2/employees')),
                [],
            );
        },
    );
});
