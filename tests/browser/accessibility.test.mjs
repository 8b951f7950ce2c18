// @ts-check
// The page for people who do not see it, do not use a mouse, or prefer it dark.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe } from 'node:test';
import { copied_text } from './clipboard.mjs';
import { playground } from './harness.mjs';
import { steps } from './person.mjs';
import { serve } from './site.mjs';

const axe_source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Every rule of axe, best practices included; each breach with the elements concerned.
 * @param {import('playwright-core').Page} page
 */
async function breaches(page) {
    await page.evaluate(axe_source);
    return page.evaluate(async () => {
        // HTML gives one-time-code to password fields too (its control group is Password); axe knows it of text.
        // @ts-expect-error axe was evaluated above
        axe.configure({
            checks: [{ id: 'autocomplete-appropriate', options: { 'one-time-code': ['text', 'password'] } }],
        });
        // @ts-expect-error
        const { violations, passes } = await axe.run(document, {
            preload: false,
            resultTypes: ['violations', 'passes'],
        });
        if (passes.length < 10) return [`axe looked at too little: ${passes.length} passes`];
        return violations.map(
            (/** @type {any} */ { id, help, nodes }) =>
                `${id}: ${help}: ${nodes
                    .slice(0, 3)
                    .map((/** @type {any} */ { html }) => html)
                    .join(' | ')}`,
        );
    });
}

describe('axe finds nothing', () => {
    const { scenario } = playground(() => serve());

    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        for (const viewport of [
            { width: 1280, height: 900 },
            { width: 390, height: 844 },
        ]) {
            scenario(
                `on any step, before and after the exchange, ${colorScheme}, ${viewport.width} pixels wide`,
                { colorScheme, viewport },
                async ({ person, page, site }) => {
                    await person.open(site.url);
                    for (const step of steps) {
                        await person.go_to(step);
                        assert.deepEqual(await breaches(page), [], step);
                    }
                    await person.authorise();
                    assert.deepEqual(await breaches(page), [], 'log-in page');
                    await person.log_in();
                    await person.button('Approve').waitFor();
                    assert.deepEqual(await breaches(page), [], 'consent page');
                    await person.decide('Approve');
                    assert.deepEqual(await breaches(page), [], 'checks');
                    await person.press_and_wait('Exchange code for tokens');
                    await person.token_becomes('Access token 1', 'active');
                    await person.call('GET /v2/employees');
                    await page.getByRole('tree').first().waitFor();
                    assert.deepEqual(await breaches(page), [], 'an answer');
                    await person.choose_operation('DELETE /v1/installations/me');
                    await person.button('Call API').click();
                    await person.has_focus(person.button('Cancel'));
                    assert.deepEqual(await breaches(page), [], 'a question');
                    await page.keyboard.press('Escape');
                    await person.open_all_exchanges();
                    assert.deepEqual(await breaches(page), [], 'exchanges opened');
                    for (const step of steps) {
                        await person.go_to(step);
                        assert.deepEqual(await breaches(page), [], `${step}, with tokens`);
                    }
                },
            );
        }
    }
});

describe('axe finds nothing', () => {
    const { scenario } = playground(() => serve());

    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        scenario(
            `in the list of shortcuts, with more contrast and without, ${colorScheme}`,
            { colorScheme },
            async ({ person, page, site }) => {
                await person.open(site.url);
                await page.keyboard.press('?');
                await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
                for (const contrast of /** @type {const} */ (['no-preference', 'more'])) {
                    await page.emulateMedia({ contrast });
                    assert.deepEqual(await breaches(page), [], contrast);
                }
            },
        );
    }
});

describe('without a mouse', () => {
    const { scenario } = playground(() => serve());

    /**
     * Presses Tab until the focus is on the element.
     * @param {import('playwright-core').Page} page
     * @param {import('playwright-core').Locator} target
     */
    async function tab_to(page, target) {
        for (let presses = 0; presses < 120; presses += 1) {
            await page.keyboard.press('Tab');
            if (await target.evaluate((element) => element === document.activeElement)) return;
        }
        throw new Error('Tab never got there');
    }

    scenario('the keyboard alone gets from the first visit to a token', {}, async ({ person, page, site }) => {
        await person.open(site.url);
        await tab_to(page, page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: /Authorise/ }));
        await page.keyboard.press('Enter');
        await person.button('Authorise').waitFor();
        await tab_to(page, person.button('Authorise'));
        await page.keyboard.press('Enter');
        await tab_to(page, person.field('Email'));
        await page.keyboard.type('ada@dummy.example');
        await page.keyboard.press('Tab');
        await page.keyboard.type('ada-dummy');
        await page.keyboard.press('Enter');
        await person.button('Approve').waitFor();
        await tab_to(page, person.button('Approve'));
        await page.keyboard.press('Space');
        await person.ready();
        await tab_to(page, person.button('Exchange code for tokens'));
        await page.keyboard.press('Space');
        await person.token_becomes('Access token 1', 'active');
    });

    scenario('what happened is announced politely, and an error at once', {}, async ({ person, page, watch, site }) => {
        watch.expect_console(/status of 401/);
        await person.open(site.url);
        await person.get_code();
        await person.go_to('Register client');
        await person.field('Client secret').fill('sim_secret_that_is_wrong');
        await person.go_to('Redirect and exchange');
        assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 401);
        await page.getByRole('alert').filter({ hasText: 'The code was not exchanged' }).waitFor();
        await person.go_to('Register client');
        await person.button('Fill in the dummy client').click();
        await person.get_code();
        await person.press_and_wait('Exchange code for tokens');
        await page.getByRole('status').filter({ hasText: 'Tokens received' }).waitFor();
    });
});

describe('text', () => {
    const { scenario } = playground(() => serve());

    scenario(
        'a secret can be pasted from the clipboard, and stays masked',
        { permissions: ['clipboard-read', 'clipboard-write'] },
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.go_to('Register client');
            const pasted = 'pasted secret %&+ \u00e6\u00f8\u00e5';
            await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
            const field = person.field('Client secret');
            await field.focus();
            await page.keyboard.press('Control+A');
            await page.keyboard.press('Control+V');
            assert.equal(await field.inputValue(), pasted);
            assert.equal(await field.getAttribute('type'), 'password');
            await person.button('Show secret').click();
            await page.waitForFunction(() => document.querySelector('input[type=password]') === null);
            assert.equal(await person.field('Client secret').inputValue(), pasted);
        },
    );

    scenario(
        'can be found in the page and copied',
        { permissions: ['clipboard-read', 'clipboard-write'] },
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.go_to('Authorise');
            // @ts-expect-error window.find is not in the standard
            assert.equal(await page.evaluate(() => window.find('code_challenge_method')), true);
            await person.button('Copy authorisation URL').click();
            await person
                .button('Copy authorisation URL')
                .getByText('Copied')
                .or(page.getByRole('status').filter({ hasText: /copied/i }))
                .first()
                .waitFor();
            const copied = await copied_text(page);
            assert.ok(copied.startsWith(`${site.url}simulated/auth/oauth/authorize?response_type=code&`), copied);
        },
    );
});
