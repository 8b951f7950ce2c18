// @ts-check
// What a screen reader is told on each step, as committed files that read like the page. When the words of the page
// change on purpose: UPDATE_ARIA=1 node --test tests/engines/aria.test.mjs, and read the difference.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { in_context, launch } from '../browser/harness.mjs';
import { serve } from '../browser/site.mjs';

/** Said one after the other, and heard in tests/screen-reader. */
const news = /^- (status|alert)\b.*\n?/gm;

/** Values that differ from run to run. @type {[RegExp, string][]} */
const volatile = [
    [/http:\/\/localhost:\d+/g, '‹origin›'],
    [/http%3A%2F%2Flocalhost%3A\d+/g, '‹origin›'],
    [/localhost:\d+/g, '‹host›'],
    [/\b\d\d:\d\d:\d\d UTC/g, '‹time›'],
    [/\d+ min\b( \d+ s)?|(?<=left"?: ?|left in )\d+ s/g, '‹minutes›'],
    [/\b\d+ ms\b|\b\d+ s(?=, ‹time›)/g, '‹milliseconds›'],
    [/\b\d+ B\b/g, '‹bytes›'],
    [/began \d+ s ago/g, 'began ‹seconds› ago'],
    [/\bBuild [0-9a-f]{16}\b/g, 'Build ‹build›'],
    [/fingerprint [0-9a-f]{10}/g, 'fingerprint ‹fingerprint›'],
    [/((?:state|code_challenge|code)=)[\w-]{16,}/g, '$1‹random›'],
    [/\bsim_(code|access|refresh|token|at|rt)_[\w-]+/g, '‹sim_$1›'],
    [/(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{43}(?![\w-])/g, '‹random›'],
    [/"‹random›"/g, '‹random›'], // YAML quotes it when it begins like something else
    [/\b(state|code|code_challenge|code_verifier) [\w-]{20,}/g, '$1 ‹random›'],
    [/\b1[78]\d{8}\b/g, '‹seconds›'],
];

/** @param {import('playwright-core').Page} page */
async function told(page) {
    const words = (await page.locator('body').ariaSnapshot()).replace(news, '').trimEnd();
    return `${volatile.reduce((text, [pattern, word]) => text.replace(pattern, word), words)}\n`;
}

/** @param {import('playwright-core').Page} page @param {string} name */
async function compare(page, name) {
    const file = new URL(`aria/${name}.yml`, import.meta.url);
    const now = await told(page);
    if (process.env.UPDATE_ARIA) {
        await writeFile(file, now);
        return;
    }
    assert.equal(now, await readFile(file, 'utf8'), name);
}

describe('what a screen reader is told', () => {
    it('is as committed, on every step before and after the exchange', { timeout: 120_000 }, async () => {
        const site = await serve();
        const browser = await launch();
        try {
            await in_context(browser, site, {}, async ({ person, page }) => {
                await person.open(site.url);
                for (const [file, step] of [
                    ['1-get-access', 'Get access'],
                    ['2-register-client', 'Register client'],
                    ['3-authorise', 'Authorise'],
                    ['5-call-apis', 'Call APIs'],
                    ['6-refresh-tokens', 'Refresh tokens'],
                    ['7-expiry-and-revocation', 'Expiry and revocation'],
                ]) {
                    await person.go_to(step);
                    await compare(page, file);
                }
                await person.get_code();
                await compare(page, '4-redirect-and-exchange');
                await person.press_and_wait('Exchange code for tokens');
                await person.token_becomes('Access token 1', 'active');
                await compare(page, '4-redirect-and-exchange-with-tokens');
                await person.call('GET /v2/employees');
                await page.getByRole('tree').first().waitFor();
                await compare(page, '5-call-apis-with-answer');
            });
        } finally {
            await browser.close();
            await site.stop();
        }
    });
});
