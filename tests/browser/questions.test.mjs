// @ts-check
// What writes or deletes is asked about first, in the page and not in front of it: the question
// takes the focus, is left by Tab, Escape and its buttons, and gives the focus back.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

/** @param {import('playwright-core').Page} page */
const question = (page) => page.getByRole('group', { name: /^This deletes data in Simulated Staging: / });

describe('a question', () => {
    const { scenario } = playground(() => serve());

    /** @param {{ person: import('./person.mjs').Person, site: { url: string } }} stage */
    async function before_a_deletion({ person, site }) {
        await person.open(site.url);
        await person.get_code();
        await person.press_and_wait('Exchange code for tokens');
        await person.choose_operation('DELETE /v1/installations/me');
    }

    scenario('takes the focus at its harmless button, and Escape cancels', {}, async (stage) => {
        const { person, page, watch } = stage;
        await before_a_deletion(stage);
        const requests = watch.requests.length;
        await person.button('Call API').focus();
        await page.keyboard.press('Enter');
        await person.has_focus(question(page).getByRole('button', { name: 'Cancel' }));
        assert.equal(await page.getByRole('alert').count(), 0); // the focus says it
        await page.keyboard.press('Escape');
        await person.has_focus(person.button('Call API'));
        await question(page).waitFor({ state: 'detached' });
        await page.getByRole('status').getByText('Nothing was sent.').waitFor();
        await page.keyboard.press('Escape'); // nothing is asked: nothing happens
        await person.has_focus(person.button('Call API'));
        assert.equal(watch.requests.length, requests);
    });

    scenario(
        'is no trap: Tab leaves it, and Escape cancels from elsewhere without taking the focus along',
        {},
        async (stage) => {
            const { person, page } = stage;
            await before_a_deletion(stage);
            await person.button('Call API').click();
            await person.has_focus(person.button('Cancel'));
            await page.keyboard.press('Shift+Tab');
            await person.has_focus(person.button('Send it'));
            await page.keyboard.press('Shift+Tab');
            await person.has_focus(person.button('Call API'));
            await page.keyboard.press('Tab');
            await page.keyboard.press('Tab');
            await person.has_focus(person.button('Cancel'));
            await page.keyboard.press('Tab');
            assert.equal(await question(page).locator(':focus').count(), 0);
            await person.choice('Operation').focus();
            await page.keyboard.press('Escape');
            await question(page).waitFor({ state: 'detached' });
            await person.has_focus(person.choice('Operation'));
        },
    );

    scenario('gives the focus back to the button that asked it, whatever is answered', {}, async (stage) => {
        const { person, page } = stage;
        await before_a_deletion(stage);
        await person.button('Call API').click();
        await person.button('Cancel').click();
        await person.has_focus(person.button('Call API'));
        await person.button('Call API').click();
        await person.has_focus(person.button('Cancel'));
        const answer = page.waitForResponse((response) => response.request().method() === 'DELETE');
        await page.keyboard.press('Shift+Tab');
        await page.keyboard.press('Space');
        assert.equal((await answer).status(), 204);
        await person.token_becomes('Access token 1', 'revoked');
        await person.has_focus(person.button('Call API'));
    });

    scenario('is not asked by what asks no more than once', {}, async (stage) => {
        const { person, page } = stage;
        await before_a_deletion(stage);
        // Both say what they do beside their button, and the focus stays there.
        await person.go_to('Expiry and revocation');
        await person.button('Disconnect').focus();
        await page.keyboard.press('Enter');
        await person.token_becomes('Access token 1', 'revoked');
        await person.has_focus(person.button('Disconnect'));
        await person.button('Forget everything').focus();
        await page.keyboard.press('Enter');
        // This one cannot be taken back by anything on the page.
        await person.has_focus(person.button('Keep it'));
        await page.keyboard.press('Shift+Tab');
        await page.keyboard.press('Enter');
        await page
            .getByRole('main')
            .getByText(/^Entries left, counted just now/)
            .waitFor();
        await person.has_focus(person.button('Forget everything'));
    });
});
