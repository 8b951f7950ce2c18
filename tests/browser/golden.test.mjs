// @ts-check
// A few screens against pictures that somebody has looked at and approved (golden/*.png). What is
// compared is the mean colour of blocks, so that another font or another token's name changes
// nothing, but a panel that is gone, moved or of another colour does.
// After a wanted change: UPDATE_GOLDEN=1 node --test tests/browser/golden.test.mjs, and look at them.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { colour_at, read_png } from '../engines/picture.mjs';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

const block = 40; // pixels: a line of text and a half
const most_distant = 30; // of 255, in one channel of a block's mean
const most_different = 0.03; // of all blocks

/** @typedef {import('../engines/picture.mjs').Picture} Picture */

/** Mean colours, block by block. @param {Picture} picture */
function means(picture) {
    const columns = Math.ceil(picture.width / block);
    const sums = Array.from({ length: columns * Math.ceil(picture.height / block) }, () => [0, 0, 0, 0]);
    for (let y = 0; y < picture.height; y += 1) {
        for (let x = 0; x < picture.width; x += 1) {
            const sum = sums[Math.floor(y / block) * columns + Math.floor(x / block)];
            colour_at(picture, x, y).forEach((value, channel) => {
                sum[channel] += value;
            });
            sum[3] += 1;
        }
    }
    return sums.map(([red, green, blue, count]) => [red / count, green / count, blue / count]);
}

/** The share of blocks that differ clearly. @param {Picture} one @param {Picture} other */
function difference(one, other) {
    assert.deepEqual([one.width, one.height], [other.width, other.height]);
    const expected = means(other);
    const seen = means(one);
    const differs = seen.filter((mean, index) =>
        mean.some((value, channel) => Math.abs(value - expected[index][channel]) > most_distant),
    );
    return differs.length / seen.length;
}

/** @param {string} name */
const golden = (name) => fileURLToPath(new URL(`golden/${name}.png`, import.meta.url));

/** @param {import('playwright-core').Page} page */
async function screenshot(page) {
    await page.mouse.move(0, 0);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    return page.screenshot();
}

/** @param {import('playwright-core').Page} page @param {string} name */
async function looks_as_approved(page, name) {
    const shot = await screenshot(page);
    if (process.env.UPDATE_GOLDEN) {
        await writeFile(golden(name), shot);
        return;
    }
    const share = difference(read_png(shot), read_png(await readFile(golden(name))));
    if (share <= most_different) return;
    const seen = join(tmpdir(), `${name}.png`);
    await writeFile(seen, shot);
    assert.fail(`${(share * 100).toFixed(1)} % of the blocks are not those of ${golden(name)}: see ${seen}`);
}

describe('the look', () => {
    const { scenario } = playground(() => serve());
    const desk = { viewport: { width: 1280, height: 720 } };
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

    for (const [device, viewport] of Object.entries({ desk, phone })) {
        for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
            const name = `${device}-${colorScheme}`;
            scenario(
                `on a ${device}, ${colorScheme}, is the approved one`,
                { ...viewport, colorScheme },
                async ({ page, person, site }) => {
                    await person.open(site.url);
                    await looks_as_approved(page, `${name}-register`);
                    await person.get_code();
                    await person.press_and_wait('Exchange code for tokens');
                    await person.call('GET /v2/employees');
                    await page.getByRole('tree').first().waitFor();
                    await looks_as_approved(page, `${name}-call`);
                },
            );
        }
    }

    scenario(
        'is told apart from that of another theme',
        { ...desk, colorScheme: 'dark' },
        async ({ page, person, site }) => {
            await person.open(site.url);
            const light = read_png(await readFile(golden('desk-light-register')));
            assert.ok(difference(read_png(await screenshot(page)), light) > 0.5);
        },
    );
});
