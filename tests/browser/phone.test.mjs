// @ts-check
// A small screen, a finger, a keyboard on the screen, and any zoom.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { ink_box, read_png } from '../engines/picture.mjs';
import { playground } from './harness.mjs';
import { Person, steps } from './person.mjs';
import { serve } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
/** What a finger can press, and is smaller than 44 by 44 pixels. @param {Page} page */
const small_targets = (page) =>
    page.evaluate(() => {
        const all = [
            ...document.querySelectorAll('a[href], button, input, select, textarea, [role=treeitem][aria-expanded]'),
        ].filter(
            (element) =>
                element.checkVisibility() &&
                // A word of a sentence, whose lines stand closer (WCAG 2.5.5, inline).
                !/^https:..www\.rfc-editor\.org\//.test(element.getAttribute('href') ?? ''),
        );
        if (all.length < 3) return [`only ${all.length} targets`];
        return all
            .map((element) => ({ element, box: element.getBoundingClientRect() }))
            .filter(({ box }) => Math.min(box.width, box.height) < 43.9)
            .map(
                ({ element, box }) =>
                    `${element.getAttribute('aria-label') ?? element.textContent} ` +
                    `${Math.round(box.width)} x ${Math.round(box.height)}`,
            );
    });

/** What reaches beyond the right or left edge of the page. @param {Page} page */
const beyond = (page) =>
    page.evaluate(() => {
        const width = document.documentElement.clientWidth;
        const wide = [...document.querySelectorAll('*')].filter((element) => {
            if (!element.checkVisibility() || element.closest('.offscreen')) return false;
            const box = element.getBoundingClientRect();
            return box.width > 0 && (box.right > width + 0.5 || box.left < -0.5);
        });
        const found = wide.slice(0, 5).map((element) => `${element.id} ${element.textContent}`);
        if (document.documentElement.scrollWidth > width) found.push('the page scrolls sideways');
        return found;
    });

describe('on a phone', () => {
    const { scenario } = playground(() => serve());

    scenario(
        'everything that can be pressed is 44 pixels high and wide, on every screen of a lifecycle',
        phone,
        async ({ person, page, site }) => {
            await person.open(site.url);
            const check = async (/** @type {string} */ where) => {
                assert.deepEqual(await small_targets(page), [], where);
                assert.deepEqual(await beyond(page), [], where);
            };
            for (const step of steps) {
                await person.go_to(step);
                await check(step);
            }
            await person.authorise();
            await person.log_in();
            await person.decide('Approve');
            await check('checks');
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Access token 1', 'active');
            await check('tokens');
            await person.call('GET /v2/employees');
            await page.getByRole('tree').first().waitFor();
            await person.open_all_exchanges();
            await check('an answer and its exchanges');
            for (const step of steps) {
                await person.go_to(step);
                await check(`${step}, with tokens`);
            }
        },
    );

    scenario(
        'the keyboard on the screen does not cover the field that is being filled in',
        phone,
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.go_to('Register client');
            const viewport = await page.locator('meta[name=viewport]').getAttribute('content');
            assert.match(viewport ?? '', /interactive-widget=resizes-content/);
            assert.match(viewport ?? '', /viewport-fit=cover/);
            for (const name of ['Client ID', 'Client secret', 'Redirect URI', 'Scopes']) {
                const field = person.field(name);
                await field.scrollIntoViewIfNeeded();
                await field.focus();
                await page.setViewportSize({ width: 360, height: 320 });
                await page.waitForFunction(() => {
                    const box = document.activeElement?.getBoundingClientRect();
                    return innerHeight === 320 && box && box.top >= 0 && box.bottom <= 320;
                });
                await person.has_focus(field);
                await page.setViewportSize(phone.viewport);
            }
        },
    );

    scenario(
        'two fingers zoom, one finger scrolls as everywhere, and a long press opens the menu of the browser',
        phone,
        async ({ person, page, context, site }) => {
            await person.open(site.url);
            const devtools = await context.newCDPSession(page);
            await devtools.send('Input.synthesizePinchGesture', { x: 180, y: 320, scaleFactor: 2 });
            await page.waitForFunction(() => (visualViewport?.scale ?? 1) > 1.5);
            const kept = await page.evaluate(() => {
                const asked = [...document.querySelectorAll('#page span, #page input')].map((element) =>
                    element.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })),
                );
                const touch = [...document.querySelectorAll('*')].filter(
                    (element) => getComputedStyle(element).touchAction !== 'auto',
                );
                return { asked: asked.length, refused: asked.includes(false), touch: touch.length };
            });
            assert.ok(kept.asked > 5);
            assert.equal(kept.refused, false);
            assert.equal(kept.touch, 0);
        },
    );

    scenario(
        'nothing lies behind a notch or the round corners, and the picture stays with what can be pressed',
        phone,
        async ({ person, page, context, site }) => {
            const insets = { top: 47, bottom: 34, left: 12, right: 12 };
            const devtools = await context.newCDPSession(page);
            await devtools.send('Emulation.setSafeAreaInsetsOverride', { insets });
            await person.open(site.url);
            for (const step of steps) {
                await person.go_to(step);
                const [canvas, ...boxes] = await page.evaluate(() =>
                    ['canvas', '#page', 'h1', 'h2', 'nav a', 'main button']
                        .flatMap((each) => [...document.querySelectorAll(each)])
                        .filter((element) => element.checkVisibility())
                        .map((element) => element.getBoundingClientRect().toJSON()),
                );
                assert.deepEqual(
                    [canvas.top, canvas.left, canvas.right, canvas.bottom],
                    [insets.top, insets.left, 360 - insets.right, 640 - insets.bottom],
                );
                assert.ok(boxes.length > 8);
                for (const { left, right } of boxes) {
                    assert.ok(left >= insets.left && right <= 360 - insets.right, `${step}: ${left} to ${right}`);
                }
            }
            const shot = read_png(await page.screenshot());
            assert.equal(ink_box(shot, { x: 0, y: 0, width: 360, height: insets.top }), undefined);
            const title = await page.getByRole('heading', { level: 1 }).boundingBox();
            assert.ok(title && ink_box(shot, title));
        },
    );
});

/** @typedef {import('../engines/picture.mjs').Picture} Picture */

/** The share of bytes that differ. @param {Picture} one @param {Picture} other */
function difference({ data: one }, { data: other }) {
    assert.equal(one.length, other.length);
    return one.reduce((count, byte, index) => count + (byte === other[index] ? 0 : 1), 0) / one.length;
}

describe('at any zoom', () => {
    const { scenario } = playground(() => serve());

    for (const [percent, width, height, deviceScaleFactor] of [
        [400, 320, 256, 4],
        [200, 640, 360, 2],
        [50, 2560, 1440, 0.5],
    ]) {
        scenario(
            `${percent} %: nothing is lost beyond the edge, and a token is got`,
            { viewport: { width, height }, deviceScaleFactor },
            async ({ person, page, site }) => {
                await person.open(site.url);
                for (const step of steps) {
                    await person.go_to(step);
                    assert.deepEqual(await beyond(page), [], step);
                }
                await person.get_code();
                await person.press_and_wait('Exchange code for tokens');
                await person.token_becomes('Access token 1', 'active');
                assert.deepEqual(await beyond(page), []);
            },
        );
    }

    scenario(
        'what was typed, the cursor and the focus outlive a turned phone and a window that changes its size',
        {},
        async ({ person, page, site }) => {
            await person.open(site.url);
            const field = person.field('Scopes');
            await field.fill('users:read companies:read');
            await field.evaluate((element) => {
                const input = /** @type {HTMLInputElement} */ (element);
                input.focus();
                input.setSelectionRange(3, 7);
            });
            await person.field('Client secret').evaluate((element) => {
                const input = /** @type {HTMLInputElement} */ (element);
                input.value = 'typed and not yet sent';
                input.dispatchEvent(new Event('input', { bubbles: true }));
            });
            for (const [width, height] of [
                [844, 390],
                [390, 844],
                [320, 256],
                [1280, 900],
            ]) {
                await page.setViewportSize({ width, height });
                await page.waitForFunction((wanted) => {
                    const canvas = document.querySelector('canvas');
                    return canvas !== null && canvas.width === wanted;
                }, width);
                assert.equal(await field.inputValue(), 'users:read companies:read');
                assert.equal(await person.field('Client secret').inputValue(), 'typed and not yet sent');
                await person.has_focus(field);
                const selection = await field.evaluate((element) => {
                    const { selectionStart, selectionEnd } = /** @type {HTMLInputElement} */ (element);
                    return [selectionStart, selectionEnd];
                });
                assert.deepEqual(selection, [3, 7], `${width} wide`);
            }
        },
    );

    scenario(
        'a window that moves to a screen of another density is painted anew, as sharp as one that was opened there',
        { viewport: { width: 1280, height: 720 } },
        async ({ page, context, site }) => {
            const other = await context.newPage();
            // Not playwright's screenshot: it puts its own density back.
            const devtools = new Map([
                [page, await context.newCDPSession(page)],
                [other, await context.newCDPSession(other)],
            ]);
            /** @param {import('playwright-core').Page} window @param {number} deviceScaleFactor */
            const move = async (window, deviceScaleFactor) => {
                // An emulated density alone makes no event: so the window changes its size on the way.
                for (const width of [1290, 1280]) {
                    const screen = { width, height: 720, deviceScaleFactor, mobile: false };
                    await devtools.get(window)?.send('Emulation.setDeviceMetricsOverride', screen);
                    await window.waitForFunction(
                        (wanted) => [undefined, wanted].includes(document.querySelector('canvas')?.width),
                        width * deviceScaleFactor,
                    );
                }
            };
            /** @param {import('playwright-core').Page} window */
            const picture = async (window) => {
                await window.bringToFront();
                await window.evaluate(
                    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
                );
                const shot = await devtools.get(window)?.send('Page.captureScreenshot');
                return read_png(Buffer.from(shot?.data ?? '', 'base64'));
            };
            await new Person(page).open(site.url);
            await move(other, 2);
            await new Person(other).open(site.url);
            const opened_there = await picture(other);
            assert.equal(opened_there.width, 2560);
            const before = await picture(page);
            await move(page, 2);
            const moved_there = await picture(page);
            assert.ok(difference(moved_there, opened_there) < 0.0005);
            await move(page, 1);
            assert.ok(difference(await picture(page), before) < 0.0005);
        },
    );
});
