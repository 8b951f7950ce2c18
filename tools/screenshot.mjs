// @ts-check
// Pictures of the real page in its main states: node tools/screenshot.mjs [--out build/screenshots]
// [--only PATTERN]
//
// Every state at 1280x720 and 390x844, light and dark, from the site that `make site` built (SITE=
// names another).

import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { in_context, launch } from '../tests/browser/harness.mjs';
import { serve } from '../tests/browser/site.mjs';

const { values: options } = parseArgs({
    options: {
        out: { type: 'string', default: 'build/screenshots' },
        only: { type: 'string', default: '' },
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
    await person.token_becomes('Access token 3', 'active');
    await shoot('6a-rotated');
    await person.go_to('Expiry and revocation');
    await shoot('7-expiry');
    await person.press_and_wait('Disconnect');
    await person.token_becomes('Access token 3', 'revoked');
    await shoot('7a-disconnected');
    await person.button('Forget everything').click();
    await page
        .getByRole('main')
        .getByText(/^Entries left, counted just now/)
        .waitFor();
    await shoot('8-forgotten');
}

await mkdir(out, { recursive: true });
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
                async (stage) => {
                    await walk(stage, async (state) => {
                        await stage.page.mouse.move(0, 0);
                        // Two frames: one for what was asked for last, one for the glyphs that it
                        // needed.
                        await stage.page.evaluate(
                            () =>
                                new Promise((done) =>
                                    requestAnimationFrame(() => requestAnimationFrame(done)),
                                ),
                        );
                        await stage.page.screenshot({ path: join(out, `${state}-${variant}.png`) });
                    });
                },
            );
            console.log(`${variant}: done`);
        }
    }
} finally {
    await browser.close();
    await site.stop();
}
