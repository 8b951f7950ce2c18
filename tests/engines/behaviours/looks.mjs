// @ts-check
// What is seen: the picture, in the colours and at the size that the person chose.

import assert from 'node:assert/strict';
import { steps } from '../../browser/person.mjs';
import { colours, contrast, ground, ink_box, luminance, read_png } from '../picture.mjs';

/** @typedef {import('../suite.mjs').Given} Given */

/** What sticks out at the side, and what lies over something else. @returns {string[]} */
function crowding() {
    const faults = [];
    const name = (/** @type {Element} */ element) =>
        `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40)}"`;
    const root = /** @type {Element} */ (document.scrollingElement);
    if (root.scrollWidth > innerWidth) faults.push(`the page is ${root.scrollWidth} px wide`);
    for (const region of document.querySelectorAll('#page .scroll')) {
        if (region.scrollWidth > region.clientWidth) faults.push(`${name(region)} scrolls sideways`);
    }
    const leaves = [
        ...document.querySelectorAll('#page :is(h1, h2, h3, span, label, code, a, button, input, select, textarea)'),
    ].filter((element) => element.getClientRects().length > 0);
    const boxes = leaves.map((element) => element.getBoundingClientRect());
    // Copy floats in the corner of a code block: there its lines count, not the box around them.
    const areas = leaves.map((element, index) => {
        if (element.tagName !== 'CODE') return [boxes[index]];
        const words = document.createRange();
        words.selectNodeContents(element);
        return [...words.getClientRects()];
    });
    for (const [index, box] of boxes.entries()) {
        if (box.width === 0 || box.height === 0) continue;
        if (box.left < -0.5 || box.right > innerWidth + 0.5) {
            faults.push(`${name(leaves[index])} reaches from ${box.left} to ${box.right}`);
        }
        for (let other = index + 1; other < boxes.length; other += 1) {
            if (leaves[index].contains(leaves[other])) continue;
            if (leaves[index].closest('.scroll') !== leaves[other].closest('.scroll')) continue;
            const meet = areas[index].some((one) =>
                areas[other].some((two) => {
                    const across = Math.min(one.right, two.right) - Math.max(one.left, two.left);
                    const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
                    return across > 1 && down > 1;
                }),
            );
            if (meet) faults.push(`${name(leaves[index])} lies on ${name(leaves[other])}`);
        }
    }
    return faults;
}

/** @param {Given} given @param {import('../driver.mjs').Wishes} wishes */
async function fits({ visit }, wishes) {
    const ada = await visit(wishes);
    for (const step of steps) {
        await ada.go_to(step);
        assert.deepEqual(await ada.page.evaluate(crowding), [], step);
    }
}

/** @param {Given} given @param {'light' | 'dark'} scheme */
async function picture_in({ visit }, scheme) {
    const { page } = await visit({ scheme });
    return read_png(await page.screenshot());
}

/** @type {import('../suite.mjs').Behaviours} */
export const looks = {
    'the picture is painted': async ({ visit }) => {
        const { page } = await visit();
        assert.equal(await page.evaluate(() => document.documentElement.dataset.layer), 'painted');
        const picture = read_png(await page.screenshot());
        assert.ok(colours(picture).size > 100, `${colours(picture).size} colours`);
        const heading = await page.evaluate(() => {
            const { x, y, width, height } = /** @type {Element} */ (
                document.querySelector('main h2')
            ).getBoundingClientRect();
            return { x, y, width, height };
        });
        assert.ok(ink_box(picture, heading), 'the heading is not painted');
    },

    'a page at rest draws no frame': async ({ visit }) => {
        const { page } = await visit();
        await page.mouse(640, 5);
        const frames = () => page.evaluate(() => Number(document.documentElement.dataset.frames));
        const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
        // Time itself is measured here. At rest: two looks half a second apart see the same.
        let before = -1;
        for (let now = await frames(); now !== before; now = await frames()) {
            before = now;
            await wait(500);
        }
        assert.ok(before > 0, 'the page counts its frames');
        await wait(3000);
        assert.equal(await frames(), before);
    },

    'light where the system is light': async (given) => {
        assert.ok(luminance(ground(await picture_in(given, 'light'))) > 0.7);
    },

    'dark where the system is dark': async (given) => {
        assert.ok(luminance(ground(await picture_in(given, 'dark'))) < 0.05);
    },

    "with forced colours the native layer is seen, in the person's own": async ({ visit }) => {
        const ada = await visit({ forced_colours: true });
        const seen = await ada.page.evaluate(() => ({
            forced: matchMedia('(forced-colors: active)').matches,
            canvas: getComputedStyle(/** @type {Element} */ (document.getElementById('canvas'))).visibility,
        }));
        assert.deepEqual(seen, { forced: true, canvas: 'hidden' });
        const picture = read_png(await ada.page.screenshot());
        const heading = await ada.page.evaluate(() => {
            const { x, y, width, height } = /** @type {Element} */ (
                document.querySelector('main h2')
            ).getBoundingClientRect();
            return { x, y, width, height };
        });
        const most = ground(picture, heading);
        const strongest = Math.max(
            ...[...colours(picture, heading).keys()].map((colour) => {
                const [red, green, blue] = colour.split(',').map(Number);
                return contrast(most, [red, green, blue]);
            }),
        );
        assert.ok(strongest > 7, `the heading has a contrast of ${strongest}`);
        await ada.go_to('Authorise');
    },

    'at 200 % zoom nothing overlaps, and nothing scrolls sideways': (given) =>
        fits(given, { width: 640, height: 450, density: 2 }),

    'at 320 CSS pixels nothing overlaps, and nothing scrolls sideways': (given) =>
        fits(given, { width: 320, height: 640 }),
};
