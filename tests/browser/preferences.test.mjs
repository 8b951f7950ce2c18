// @ts-check
// What the person has asked their system for: less motion, more contrast, their own colours.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * Colours of single pixels of the picture, as "red,green,blue".
 * @param {Page} page
 * @param {{ x: number, y: number }[]} places CSS pixels, at one device pixel each
 */
async function colours_at(page, places) {
    const picture = (await page.screenshot()).toString('base64');
    // The page's own policy lets no script of ours read it, so another one does.
    const reader = await page.context().newPage();
    try {
        return await reader.evaluate(
            async ([source, wanted]) => {
                const image = new Image();
                image.src = `data:image/png;base64,${source}`;
                await image.decode();
                const canvas = new OffscreenCanvas(image.width, image.height);
                const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
                context.drawImage(image, 0, 0);
                return wanted.map(({ x, y }) => context.getImageData(x, y, 1, 1).data.slice(0, 3).join());
            },
            /** @type {const} */ ([picture, places]),
        );
    } finally {
        await reader.close();
    }
}

describe('the page follows the system', () => {
    const { scenario } = playground(() => serve());

    for (const [colorScheme, usual, strong] of /** @type {const} */ ([
        ['light', '247,247,245', '255,255,255'],
        ['dark', '20,22,27', '0,0,0'],
    ])) {
        scenario(
            `with more contrast where it is asked for, ${colorScheme}, also while the page is open`,
            { colorScheme, contrast: 'more' },
            async ({ person, page, site }) => {
                await person.open(site.url);
                const ground = [{ x: 4, y: 890 }]; // below the steps
                const painted = async (/** @type {string} */ wanted) => {
                    for (;;) {
                        const [colour] = await colours_at(page, ground);
                        if (colour === wanted) return;
                    }
                };
                await painted(strong);
                await page.emulateMedia({ contrast: 'no-preference' });
                await painted(usual);
                await page.emulateMedia({ contrast: 'more' });
                await painted(strong);
                const native = await page.evaluate(() => {
                    const { backgroundColor, color } = getComputedStyle(document.body);
                    return { backgroundColor, color };
                });
                assert.equal(native.backgroundColor.replace(/[^\d,]/g, ''), strong);
            },
        );
    }

    scenario(
        'nothing moves by itself, with or without the wish for less motion',
        { reducedMotion: 'reduce' },
        async ({ person, page, site }) => {
            await person.open(site.url);
            const moving = () =>
                page.evaluate(() => ({
                    animations: document.getAnimations().length,
                    smooth: [...document.querySelectorAll('*')].filter(
                        (element) => getComputedStyle(element).scrollBehavior === 'smooth',
                    ).length,
                    transitions: [...document.querySelectorAll('*')].filter((element) =>
                        getComputedStyle(element)
                            .transitionDuration.split(',')
                            .some((duration) => parseFloat(duration) > 0),
                    ).length,
                }));
            for (const reducedMotion of /** @type {const} */ (['reduce', 'no-preference'])) {
                await page.emulateMedia({ reducedMotion });
                await person.go_to('Authorise');
                await person.go_to('Register client');
                assert.deepEqual(await moving(), { animations: 0, smooth: 0, transitions: 0 });
            }
        },
    );

    scenario(
        'in colours of their own the native layer is seen instead of the picture, and a flow works',
        { forcedColors: 'active' },
        async ({ person, page, site }) => {
            await person.open(site.url);
            const seen = await page.evaluate(() => {
                const button = /** @type {Element} */ (document.querySelector('#page main button'));
                const heading = /** @type {Element} */ (document.querySelector('#page h2'));
                return {
                    canvas: getComputedStyle(/** @type {Element} */ (document.querySelector('canvas'))).visibility,
                    heading: getComputedStyle(heading).color,
                    border: getComputedStyle(button).borderTopWidth,
                };
            });
            assert.equal(seen.canvas, 'hidden');
            assert.doesNotMatch(seen.heading, /^rgba|transparent/);
            assert.equal(seen.border, '1px');
            await person.get_code();
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Access token 1', 'active');
        },
    );
});
