// @ts-check
// What was asked for is in sight: how many presses it takes to the first answer, that after each press what answers it
// is inside the viewport, and that what was pressed did not move under the pointer.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

const desk = { viewport: { width: 1280, height: 720 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Every element with words or a value of its own, by id. @param {Page} page */
const picture = (page) =>
    page.evaluate(() =>
        Object.fromEntries(
            [...document.querySelectorAll('#page [id]')]
                .filter((element) => element.childElementCount === 0 || element.matches('button, a, li span'))
                .map((element) => {
                    const { top, bottom, left, right } = element.getBoundingClientRect();
                    const words = `${element.textContent} ${element.getAttribute('aria-label') ?? ''}`;
                    const state = ['aria-expanded', 'aria-pressed', 'aria-current', 'aria-disabled', 'aria-invalid']
                        .map((name) => element.getAttribute(name))
                        .join();
                    const value = 'value' in element ? element.value : '';
                    return [element.id, { words: `${words} ${state} ${value}`, top, bottom, left, right }];
                }),
        ),
    );

/** Nothing is under way, and two looks in a row see the same. @param {Page} page */
async function settled(page) {
    await page.waitForFunction(() => !document.body.innerText.includes('under way'));
    let before = '';
    for (;;) {
        const now = JSON.stringify(Object.values(await picture(page)).map(({ words }) => words.replace(/[0-9]+ (s|min)/g, '')));
        if (now === before) return;
        before = now;
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    }
}

/**
 * Presses it where it stands in the middle of its column, and looks at what changed.
 * @param {Page} page @param {Locator} control @param {string} name
 */
async function press_and_look(page, control, name) {
    await control.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    await settled(page);
    const id = (await control.getAttribute('id')) ?? '';
    const before = await picture(page);
    const from = before[id];
    await control.click();
    await settled(page);
    const after = await picture(page);
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    const changed = Object.entries(after).filter(([key, { words }]) => before[key]?.words !== words);
    const seen = changed.filter(
        ([, box]) =>
            box.bottom > box.top && box.top >= 0 && box.top < height && box.left >= 0 && box.left < width,
    );
    assert.ok(changed.length === 0 || seen.length > 0, `${name}: the answer is outside the viewport`);
    const to = after[id];
    if (to !== undefined && from !== undefined)
        assert.ok(Math.abs(to.top - from.top) < 1.5, `${name} moved by ${to.top - from.top} pixels`);
    return changed.length > 0;
}

/** What leads away from the page, or asks the browser for something that a test does not wait for. */
const elsewhere = /^(Authorise|Authorise again|Keyboard shortcuts|Forget .*|Add .*|Download .*|.* and authorise again)$/;

/**
 * Presses every button of the step that is there, each once; new ones that come by a press as well.
 * @param {Page} page @param {string} step
 */
async function press_all(page, step) {
    /** @type {Set<string>} */
    const done = new Set();
    for (;;) {
        const buttons = page.getByRole('main').locator('button:not([aria-disabled])');
        const names = await buttons.evaluateAll((all) =>
            all.map((each) => each.getAttribute('aria-label') ?? each.textContent ?? ''),
        );
        const next = names.findIndex((name) => !done.has(name) && !elsewhere.test(name));
        if (next < 0) return done.size;
        done.add(names[next]);
        await press_and_look(page, buttons.nth(next), `${step}: ${names[next]}`);
        if ((await page.getByRole('main').getByRole('heading', { level: 2 }).first().textContent()) !== step) {
            await page
                .getByRole('navigation', { name: 'Steps' })
                .getByRole('link', { name: new RegExp(`\\b${step}\\b`) })
                .click();
            await page.getByRole('heading', { name: step, exact: true, level: 2 }).waitFor();
        }
    }
}

/** Scrolls of the page's own columns. @param {Page} page */
const scrolled = (page) =>
    page.evaluate(() =>
        [...document.querySelectorAll('.scroll')].reduce((sum, { scrollTop }) => sum + scrollTop, 0),
    );

/** From a cold page to an answer: the presses, in order. */
const presses = ['Continue', 'Authorise', 'Log in as Ada Holm', 'Approve', 'Exchange code for tokens', 'Call API'];

describe('in sight', () => {
    const { scenario } = playground(() => serve());

    for (const [where, options, most_scrolls] of /** @type {const} */ ([
        ['on a desk of 1280x720', desk, 0],
        ['on a phone of 390x844', phone, 1],
    ])) {
        scenario(
            `${where}, six presses lead to the first answer, nothing is typed, and scrolls: ${most_scrolls}`,
            options,
            async ({ person, page, site }) => {
                await person.open(site.url);
                let scrolls = 0;
                for (const name of presses) {
                    const button = person.button(name);
                    await button.waitFor();
                    const box = await button.boundingBox();
                    const height = options.viewport.height;
                    if (!box || box.y < 0 || box.y + box.height > height) scrolls += 1;
                    await button.click();
                }
                const status = page.getByRole('main').getByText('200 OK', { exact: true }).first();
                await status.waitFor();
                const box = await status.boundingBox();
                if (!box || box.y < 0 || box.y + box.height > options.viewport.height) scrolls += 1;
                assert.ok(scrolls <= most_scrolls, `${scrolls} scrolls`);
                if (most_scrolls === 0) assert.equal(await scrolled(page), 0);
            },
        );
    }

    scenario(
        'what answers a press is inside the viewport, and what was pressed stays where it was',
        desk,
        async ({ person, page, site }) => {
            await person.open(site.url);
            for (const step of ['Get access', 'Register client', 'Authorise', 'Call APIs']) {
                await person.go_to(step);
                await settled(page);
                assert.ok((await press_all(page, step)) > 0);
            }
            await person.get_code();
            await press_all(page, 'Redirect and exchange');
            for (const step of ['Call APIs', 'Refresh tokens', 'Expiry and revocation']) {
                await person.go_to(step);
                await settled(page);
                await press_all(page, step);
            }
        },
    );

    scenario('the checks are one line, and open themselves when one failed', desk, async ({ person, page, site }) => {
        await person.open(site.url);
        await person.get_code();
        const line = page.getByRole('button', { name: /^9 checks: 8 passed, 1 not needed/ });
        await line.and(page.getByRole('button', { expanded: false })).waitFor();
        await page.getByRole('main').getByText(/ left$/).first().waitFor(); // of the code
        await page.goto(`${site.url}?code=sim_x&state=of-somebody-else`);
        await page.getByRole('button', { name: /^9 checks: .* failed/, expanded: true }).waitFor();
    });

    scenario('an answer tells what it is of, is searched, and is never another one’s', desk, async ({ person, page, site }) => {
        await person.open(site.url);
        await person.get_code();
        await person.press_and_wait('Exchange code for tokens');
        await person.token_becomes('Access token 1', 'active');
        await person.call('GET /v2/employees');
        const main = page.getByRole('main');
        await main.getByText(/^GET \/v2\/employees · \d\d:\d\d:\d\d UTC · exchange \d+$/).waitFor();
        await person.field('Search in the answer').fill('dummy.example');
        await main.getByText(/^1 of \d+$/).waitFor();
        await person.button('Next match').click();
        await main.getByText(/^2 of \d+$/).waitFor();
        await person.choose_operation('GET /v0/tag-groups');
        await main.getByRole('heading', { name: 'The answer' }).waitFor({ state: 'detached' });
        await person.choose_operation('GET /v2/employees');
        await main.getByRole('heading', { name: 'The answer' }).waitFor();
    });

    scenario('request and answer stand side by side from 1440 pixels', { viewport: { width: 1440, height: 900 } }, async ({ person, page, site }) => {
        await person.open(site.url);
        await person.get_code();
        await person.button('Exchange code for tokens').click();
        await person.button('Call API').click();
        const answer = page.getByRole('main').getByRole('heading', { name: 'The answer' });
        await answer.waitFor();
        const left = await person.choice('Operation').boundingBox();
        const right = await answer.boundingBox();
        assert.ok(left && right && right.x > left.x + left.width, 'the answer is beside the request');
    });
});
