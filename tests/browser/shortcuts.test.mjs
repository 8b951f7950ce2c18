// @ts-check
// Without a pointer: the page's own keys, the list of them, and a whole lifecycle.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
const list = (page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });

/**
 * Presses Tab until the focus is on the element.
 * @param {Page} page
 * @param {import('playwright-core').Locator} target
 */
async function tab_to(page, target) {
    await target.waitFor();
    for (let presses = 0; presses < 150; presses += 1) {
        await page.keyboard.press('Tab');
        if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error('Tab never got there');
}

describe('the list of shortcuts', () => {
    const { scenario } = playground(() => serve());

    scenario('opens by ? and by its button, keeps the focus, and gives it back', {}, async ({ person, page, site }) => {
        await person.open(site.url);
        const environment = person.choice('Environment');
        const button = person.button('Keyboard shortcuts');
        // A popup would put a screen reader into the mode in which letters go to the page.
        assert.equal(await button.getAttribute('aria-haspopup'), null);
        await button.focus();
        await page.keyboard.press('?');
        await list(page).waitFor();
        await person.has_focus(list(page).getByRole('button', { name: 'Close' }));
        for (const key of ['Tab', 'Tab', 'Shift+Tab']) {
            await page.keyboard.press(key); // at its ends it may leave for the browser itself
            const behind = page.locator('#page :focus');
            assert.equal(await behind.count(), 0, key);
        }
        await page.keyboard.press('Escape');
        await list(page).waitFor({ state: 'hidden' });
        await person.has_focus(button);
        await button.click();
        await list(page).getByRole('button', { name: 'Close' }).click();
        await list(page).waitFor({ state: 'hidden' });
        await person.has_focus(button);
        // A question mark that is typed is a question mark.
        await person.field('Scopes').fill('');
        await person.field('Scopes').focus();
        await page.keyboard.type('what?');
        assert.equal(await person.field('Scopes').inputValue(), 'what?');
        assert.equal(await list(page).isVisible(), false);
        await environment.focus();
        await page.keyboard.press('?');
        assert.equal(await list(page).isVisible(), false);
    });

    scenario(
        'a keyboard alone walks the whole lifecycle, the main action of each step by Ctrl+Enter',
        {},
        async ({ person, page, site }) => {
            await person.open(site.url);
            const step = (/** @type {string} */ name) =>
                page
                    .getByRole('navigation', { name: 'Steps' })
                    .getByRole('link', { name: new RegExp(`\\b${name}\\b`) });
            const go_to = async (/** @type {string} */ name) => {
                await tab_to(page, step(name));
                await page.keyboard.press('Enter');
                await page.getByRole('heading', { name, exact: true, level: 2 }).waitFor();
            };
            await page.keyboard.press('Control+Enter'); // Continue
            await page.getByRole('heading', { name: 'Authorise', exact: true, level: 2 }).waitFor();
            await person.button('Authorise').waitFor();
            await page.keyboard.press('Control+Enter');
            await tab_to(page, person.field('Email'));
            await page.keyboard.type('ada@dummy.example');
            await page.keyboard.press('Tab');
            await page.keyboard.type('ada-dummy');
            await page.keyboard.press('Enter');
            await tab_to(page, person.button('Approve'));
            await page.keyboard.press('Enter');
            await person.ready();
            await person.button('Exchange code for tokens').waitFor();
            await page.keyboard.press('Control+Enter');
            await person.token_becomes('Access token 1', 'active');
            await go_to('Call APIs');
            await page.keyboard.press('Control+Enter');
            await page.getByRole('tree').first().waitFor();
            await go_to('Refresh tokens');
            await page.keyboard.press('Control+Enter');
            await person.token_becomes('Access token 1', 'rotated');
            await go_to('Expiry and revocation');
            await tab_to(page, person.button('Disconnect'));
            await page.keyboard.press('Space');
            await person.token_becomes('Access token 2', 'revoked');
            await tab_to(page, person.button('Forget everything'));
            await page.keyboard.press('Enter');
            await tab_to(page, person.button('Forget all of it'));
            await page.keyboard.press('Enter');
            await page
                .getByRole('main')
                .getByText(/^Entries left, counted just now/)
                .waitFor();
        },
    );
});
