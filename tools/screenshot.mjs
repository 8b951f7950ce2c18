// @ts-check
// Pictures of the real page, from the site that `make site` built (SITE= names another):
//   node tools/screenshot.mjs [--out build/screenshots] [--only PATTERN]
//       the main states of the lifecycle at 1280x720 and 390x844, light and dark
//   node tools/screenshot.mjs --first-hour [--out docs]
//       the README's pictures of a Partner's first hour, with the stand-in for Staging

import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { in_context, launch } from '../tests/browser/harness.mjs';
import { serve, serve_with_stand_in } from '../tests/browser/site.mjs';
import { auth_host, client } from '../tests/stand-in/server.mjs';

const { values: options } = parseArgs({
    options: {
        out: { type: 'string', default: 'build/screenshots' },
        only: { type: 'string', default: '' },
        'first-hour': { type: 'boolean', default: false },
    },
});
const out = resolve(/** @type {string} */ (options.out));
const only = new RegExp(/** @type {string} */ (options.only));

/**
 * One walk through the lifecycle; `shoot` is called whenever there is something to see.
 * @param {import('../tests/browser/harness.mjs').Stage<import('../tests/browser/harness.mjs').Site>} stage
 * @param {(state: string) => Promise<void>} shoot
 */
async function walk({ person, page, site }, shoot) {
    await person.open(site.url);
    await person.go_to('Get access');
    await shoot('1-get-access');
    await person.go_to('Register client');
    await shoot('2-register');
    await person.go_to('Authorise');
    await shoot('3-authorise');
    await person.authorise();
    await shoot('3a-log-in');
    await person.log_in();
    await person.button('Approve').waitFor();
    await shoot('3b-consent');
    await person.decide('Approve');
    await shoot('4-redirect-checks');
    await person.press_and_wait('Exchange code for tokens');
    await person.token_becomes('Access token 1', 'active');
    await shoot('4a-tokens');
    await person.call('GET /v2/employees');
    await page.getByRole('tree').first().waitFor();
    await shoot('5-call-apis');
    await person.region('Exchanges').getByRole('button', { expanded: false }).first().click();
    await shoot('5a-exchange-open');
    await person.go_to('Refresh tokens');
    await shoot('6-refresh');
    await person.press_and_wait('Refresh tokens');
    await person.token_becomes('Access token 2', 'active');
    await shoot('6a-rotated');
    await person.go_to('Expiry and revocation');
    await shoot('7-expiry');
    await person.press_and_wait('Disconnect');
    await person.token_becomes('Access token 2', 'revoked');
    await shoot('7a-disconnected');
    await person.button('Forget everything').click();
    await page
        .getByRole('main')
        .getByText(/^Entries left, counted just now/)
        .waitFor();
    await shoot('8-forgotten');
}

/**
 * Two frames: one for what was asked for last, one for the glyphs that it needed.
 * @param {import('playwright-core').Page} page @param {string} name
 */
async function picture(page, name) {
    await page.mouse.move(0, 0);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.screenshot({ path: join(out, `${name}.png`) });
}

async function lifecycle() {
    const site = await serve();
    const browser = await launch();
    try {
        for (const [width, height] of [
            [1280, 720],
            [390, 844],
        ]) {
            for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
                const variant = `${width}x${height}-${colorScheme}`;
                if (!only.test(variant)) continue;
                await in_context(
                    browser,
                    site,
                    { viewport: { width, height }, colorScheme, deviceScaleFactor: 2 },
                    (stage) => walk(stage, (state) => picture(stage.page, `${state}-${variant}`)),
                );
                console.log(`${variant}: done`);
            }
        }
    } finally {
        await browser.close();
        await site.stop();
    }
}

async function first_hour() {
    const site = await serve_with_stand_in();
    const browser = await launch(site.browser_arguments);
    const viewport = { width: 1280, height: 720 };
    try {
        await in_context(browser, site, { viewport, ignoreHTTPSErrors: true }, async ({ page, person, watch }) => {
            watch.allow_origin(`https://${auth_host}`);
            watch.expect_console(/status of 400/, 2); // the invented codes
            watch.expect_console(/status of 401/, 4); // what the check compares them with
            await person.open(site.url);
            await person.go_to('Get access');
            await picture(page, 'first-hour-1-access');
            await person.register_at_staging(client, 'Relay');
            await person.button('Check credentials').click();
            const found = page.getByRole('main').getByText(/Introspection of an invented token/);
            await found.nth(1).waitFor();
            await person.button('Check credentials').evaluate((button) => button.scrollIntoView({ block: 'start' }));
            await picture(page, 'first-hour-2-check');
            await person.get_code();
            await picture(page, 'first-hour-3-redirect');
            await person.field('Client secret').fill(client.client_secret);
            await person.press_and_wait('Exchange code for tokens');
            await person.call('GET /v2/employees');
            await person.go_to('Refresh tokens');
            await person.press_and_wait('Refresh tokens');
            await person.token_becomes('Access token 1', 'rotated');
            await picture(page, 'first-hour-4-tokens');
        });
    } finally {
        await browser.close();
        await site.stop();
    }
}

await mkdir(out, { recursive: true });
await (options['first-hour'] ? first_hour() : lifecycle());
