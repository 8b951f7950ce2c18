// @ts-check
// Words: to select, to copy, to find, to type. They are painted, and the browser has them all the same.

import assert from 'node:assert/strict';
import { picture_ms, until } from '../driver.mjs';
import { colour_at, ink_box, read_png } from '../picture.mjs';

/** @typedef {import('../visitor.mjs').Visitor} Visitor */

/**
 * Where words lie that stand on one line and are in sight, in CSS pixels.
 * @returns {{ words: string, x: number, y: number, width: number, height: number }[]}
 */
function lines_in_sight() {
    const found = [];
    const leaves = document.querySelectorAll('#page :is(h1, h2, h3, span, label, code, a, button)');
    for (const element of leaves) {
        const [child] = element.childNodes;
        if (element.childNodes.length !== 1 || child.nodeType !== Node.TEXT_NODE) continue;
        const range = document.createRange();
        range.selectNodeContents(element);
        const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
        if (boxes.length !== 1) continue;
        const [{ x, y, width, height }] = boxes;
        if (width < 20 || x < 3 || y < 3 || x + width > innerWidth - 3 || y + height > innerHeight - 3) continue;
        if (document.elementFromPoint(x + width / 2, y + height / 2) !== element) continue;
        if (document.elementFromPoint(x + width / 2, y + 1)?.closest('.scroll') !== element.closest('.scroll'))
            continue;
        found.push({ words: element.textContent ?? '', x, y, width, height });
    }
    return found;
}

/** The browser's own words instead of the painted ones. */
function show_native_words() {
    const root = /** @type {HTMLElement} */ (document.getElementById('page'));
    /** @type {HTMLElement} */ (document.getElementById('canvas')).style.visibility = 'hidden';
    root.style.background = '#ffffff';
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('*'))) {
        element.style.color = '#000000';
        element.style.background = 'transparent';
    }
}

/** @param {Visitor} visitor @param {number} density */
async function words_lie_on_the_painted_ones({ page }, density) {
    await page.mouse(640, 5);
    const lines = await page.evaluate(lines_in_sight);
    assert.ok(lines.length >= 15, `only ${lines.length} lines in sight`);
    const [{ x, y, width, height }] = lines;
    const first = { x: x * density, y: y * density, width: width * density, height: height * density };
    // The page's own ground is never quite white: so a screen that is late is told apart.
    const picture = async (/** @type {boolean} */ of_native) => {
        const shown = read_png(await page.screenshot());
        const white = colour_at(shown, 2, shown.height - 3).every((channel) => channel === 255);
        return white === of_native && ink_box(shown, first) ? shown : undefined;
    };
    const painted = await until('the painted words', () => picture(false), picture_ms);
    await page.evaluate(show_native_words);
    const native = await until('the native words', () => picture(true), picture_ms);
    const apart = [];
    for (const { words, x, y, width, height } of lines) {
        const box = {
            x: (x - 2) * density,
            y: y * density,
            width: (width + 4) * density,
            height: height * density,
        };
        const one = ink_box(painted, box);
        const other = ink_box(native, box);
        if (one === undefined || other === undefined) {
            apart.push(`"${words}": ${one ? 'no native words' : 'not painted'}`);
            continue;
        }
        const distances = {
            left: one.x - other.x,
            right: one.x + one.width - other.x - other.width,
            top: one.y - other.y,
            bottom: one.y + one.height - other.y - other.height,
        };
        for (const [side, distance] of Object.entries(distances)) {
            if (Math.abs(distance) > density) apart.push(`"${words}": ${side} ${distance / density} px`);
        }
    }
    assert.deepEqual(apart, [], `of ${lines.length} lines`);
}

/** Pastes by the keyboard, into a field whose old value goes. @param {Visitor} visitor @param {string} name */
async function paste_into({ page }, name) {
    await page.focus('textbox', name);
    await page.press('Control+a');
    await page.press('Control+v');
}

/** @type {import('../suite.mjs').Behaviours} */
export const text = {
    'typed text replaces what was selected, and the page keeps it': async ({ visit }) => {
        const ada = await visit();
        const { page } = ada;
        await page.focus('textbox', 'Scopes');
        await page.press('Control+a');
        await page.type('users:read');
        assert.equal(await page.text('textbox', 'Scopes'), 'users:read');
        await ada.go_to('Authorise');
        await ada.reads('users:read');
        await ada.go_to('Register client');
        await ada.sees('textbox', 'Scopes');
        assert.equal(await page.text('textbox', 'Scopes'), 'users:read');
    },

    'undo brings back what was typed over': async ({ visit }) => {
        const { page } = await visit();
        const before = await page.text('textbox', 'Scopes');
        await page.focus('textbox', 'Scopes');
        await page.press('Control+a');
        await page.type('x');
        assert.equal(await page.text('textbox', 'Scopes'), 'x');
        await page.undo();
        await until('the old value', async () => (await page.text('textbox', 'Scopes')) === before);
    },

    'what was copied can be pasted into the secret field, which stays masked': async ({ visit }) => {
        const ada = await visit();
        const { page } = ada;
        await page.fill('Scopes', 'pasted secret %&+');
        await page.focus('textbox', 'Scopes');
        await page.press('Control+a');
        await page.press('Control+c');
        await paste_into(ada, 'Client secret');
        await until(
            'the pasted secret',
            async () => (await page.text('textbox', 'Client secret')) === 'pasted secret %&+',
        );
        const kinds = await page.evaluate(() => document.querySelectorAll('input[type=password]').length);
        assert.equal(kinds, 1);
    },

    'an input method can compose a word in a field': async ({ visit }) => {
        const { page } = await visit();
        await page.fill('Scopes', '');
        await page.focus('textbox', 'Scopes');
        await page.compose('日本');
        assert.equal(await page.text('textbox', 'Scopes'), '日本');
    },

    'a double click selects a word of the painted text, and it can be copied': async ({ visit }) => {
        const ada = await visit();
        const { page } = ada;
        const lines = await page.evaluate(lines_in_sight);
        const line = lines.find(({ words }) => words.startsWith('Separated by spaces.'));
        assert.ok(line, 'the line to select from');
        await page.mouse(line.x + 12, line.y + line.height / 2, 2);
        const selected = await until('a selection', () => page.evaluate(() => String(getSelection())));
        assert.equal(selected.trim(), 'Separated');
        await page.press('Control+c');
        await paste_into(ada, 'Scopes');
        await until('the copied word', async () => (await page.text('textbox', 'Scopes')).trim() === 'Separated');
    },

    'find in page hits what is on the screen': async ({ visit }) => {
        const ada = await visit();
        const { page } = ada;
        await ada.go_to('Authorise');
        const hit = await page.evaluate(() => {
            // @ts-expect-error window.find is in every engine and in no standard
            if (!window.find('code_challenge_method')) return null;
            const range = getSelection()?.getRangeAt(0);
            if (range === undefined) return null;
            const { x, y, width, height } = range.getBoundingClientRect();
            const inside = x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight;
            getSelection()?.removeAllRanges();
            return inside ? { x, y, width, height } : null;
        });
        assert.ok(hit, 'found, and in sight');
        const is_painted = async () => {
            const painted = ink_box(read_png(await page.screenshot()), hit);
            return painted !== undefined && painted.width > hit.width / 2;
        };
        await until('something is painted at the hit', is_painted, picture_ms);
    },

    'scripts that join or run from right to left are shown by the browser, the others are painted': async ({
        visit,
    }) => {
        const ada = await visit();
        const { page } = ada;
        for (const [words, painted] of /** @type {const} */ ([
            ['Latin αβγ жий', true],
            ['漢字かな', true],
            ['שלום سلام', false],
            ['नमस्ते', false],
        ])) {
            const frames = () => page.evaluate(() => Number(document.documentElement.dataset.frames));
            const before = await frames();
            await page.evaluate((value) => {
                const field = [...document.querySelectorAll('input')].find(
                    (input) => input.value.includes(':read') || input.dataset.tried,
                );
                if (!field) throw new Error('no field');
                field.dataset.tried = 'yes';
                field.value = value;
                field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            }, words);
            await until(`a frame with ${words}`, async () => (await frames()) > before);
            const box = await page.evaluate(() => {
                const { x, y, width, height } = /** @type {Element} */ (
                    document.querySelector('[data-tried]')
                ).getBoundingClientRect();
                return { x: x + 4, y: y + 4, width: width - 8, height: height - 8 };
            });
            const ink = async (/** @type {boolean} */ canvas) => {
                await page.evaluate((shown) => {
                    for (const [id, seen] of Object.entries({ canvas: shown, page: !shown })) {
                        const { style } = /** @type {HTMLElement} */ (document.getElementById(id));
                        style.opacity = seen ? '1' : '0';
                    }
                }, canvas);
                return ink_box(read_png(await page.screenshot()), box) !== undefined;
            };
            // The screen follows a little later.
            const is_painted = async () => (await ink(true)) === painted;
            await until(`${words}: ${painted ? 'painted' : 'not painted'}`, is_painted, picture_ms);
            const is_native = async () => (await ink(false)) !== painted;
            await until(`${words}: ${painted ? 'not shown' : 'shown'} by the browser`, is_native, picture_ms);
        }
    },

    ...Object.fromEntries(
        [1, 1.5, 2].map((density) => [
            `the text lies within one CSS pixel of the painted text, at ${density}x`,
            async (/** @type {import('../suite.mjs').Given} */ { visit }) => {
                const ada = await visit({ density });
                await words_lie_on_the_painted_ones(ada, density);
            },
        ]),
    ),
};
