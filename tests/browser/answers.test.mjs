// @ts-check
// Every button of the page, pressed in turn: what answers it is inside the viewport.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { steps } from './person.mjs';
import { serve } from './site.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('./harness.mjs').Stage<any>} Stage
 * @typedef {{ id: string, name: string }} Button
 */

const screens = [
    ['a desk of 1280x720', { viewport: { width: 1280, height: 720 } }],
    ['a phone of 390x844', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
];

/** In the step, and once in what stands around it. @param {Page} page @param {boolean} around @returns {Promise<Button[]>} */
const buttons_of = (page, around) =>
    page.locator('#page').evaluate((root, all) => {
        /** @param {Element} button */
        const within = (button) => all || (button.closest('main') && !button.closest('section'));
        return [...root.querySelectorAll('button:not([aria-disabled])')].filter(within).map((button) => ({
            id: button.id,
            name: button.getAttribute('aria-label') ?? button.textContent ?? '',
        }));
    }, around);

/** What each element shows, but for what the clock changes. @param {Page} page @returns {Promise<Record<string, string>>} */
const shown = (page) =>
    page.evaluate(() => {
        /** @type {Record<string, string>} */
        const all = {};
        for (const element of document.querySelectorAll('#page [id]')) {
            if (element.querySelector('[id]') || element.matches('.meter')) continue;
            const states = ['aria-expanded', 'aria-pressed', 'aria-disabled', 'aria-invalid', 'aria-current'];
            all[element.id] = [
                element.textContent,
                /** @type {HTMLInputElement} */ (element).value,
                ...states.map((state) => element.getAttribute(state)),
            ].join('|');
        }
        return all;
    });

/**
 * What is wrong with the answer to a press; empty: it is in sight.
 * @param {Page} page @param {Record<string, string>} before @param {string} id of the button
 */
const out_of_sight = (page, before, id, now = shown(page)) =>
    now.then((after) =>
        page.evaluate(
            ({ before, after, id, region }) => {
                /** @param {Element} element */
                const inside = (element) => {
                    const { top, bottom, left, right, height } = element.getBoundingClientRect();
                    return height > 0 && bottom > 4 && top < innerHeight - 4 && right > 0 && left < innerWidth;
                };
                /** @param {Element} element */
                const whole = (element) => {
                    const { top, bottom } = element.getBoundingClientRect();
                    return top >= -1 && bottom <= innerHeight + 1;
                };
                const focused = document.activeElement;
                if (focused?.closest('dialog, .question')) return inside(focused) ? '' : 'the question is not in sight';
                const news = Object.keys(after)
                    .filter((each) => before[each] !== after[each])
                    .map((each) => document.getElementById(each))
                    .filter((each) => each !== null);
                const notices = new Set(
                    news.map((each) => each.closest('.group.strong')).filter((each) => each !== null),
                );
                for (const notice of notices) if (!whole(notice)) return `not in sight: ${notice.textContent}`;
                if (notices.size > 0) return '';
                if (focused && focused !== document.body && focused.id !== id && inside(focused)) return '';
                // Beside the step the list of what happened grows with every request: that is no answer to a press elsewhere.
                const near = news.filter((each) => (each.closest('section, main, nav, header')?.id ?? '') === region);
                return near.some(inside) ? '' : `${news.length} things changed, none near it in sight`;
            },
            { before, after, id, region: regions.get(id) ?? '' },
        ),
    );

/** Where each button stands. @type {Map<string, string>} */
const regions = new Map();

/** Waits until nothing is under way, and the picture is there. @param {Page} page @param {Set<unknown>} pending */
async function settle(page, pending) {
    for (let quiet = 0; quiet < 2; ) {
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        quiet = pending.size === 0 ? quiet + 1 : 0;
    }
}

/** @param {Stage} stage */
async function cold({ person, site }) {
    await person.open(site.url);
}

/** @param {Stage} stage */
async function with_tokens({ person, page, site }) {
    page.once('dialog', (dialog) => dialog.accept());
    await person.open(site.url);
    await person.authorise();
    await person.button('Log in as Ada Holm').click();
    await person.decide('Approve');
    await person.press_and_wait('Exchange code for tokens');
    // Not the first pair, when the page was opened again.
    await person
        .region('Tokens')
        .getByText(/active/)
        .first()
        .waitFor();
}

describe('what answers a press is in sight', () => {
    const { scenario } = playground(() => serve());

    for (const [where, options] of /** @type {[string, object][]} */ (screens)) {
        for (const [when, begin] of /** @type {const} */ ([
            ['before', cold],
            ['after', with_tokens],
        ])) {
            for (const [number, step] of steps.entries()) {
                scenario(`on ${where}, ${when} there are tokens: ${step}`, options, async (stage) => {
                    const { person, page, watch } = stage;
                    watch.allow_console(/status of 4\d\d/); // what a button asks for may be refused
                    /** @type {Set<unknown>} */
                    const pending = new Set();
                    page.on('request', (request) => pending.add(request));
                    page.on('requestfinished', (request) => pending.delete(request));
                    page.on('requestfailed', (request) => pending.delete(request));
                    let downloads = 0;
                    page.on('download', () => (downloads += 1));
                    const start = async () => {
                        await begin(stage);
                        await person.go_to(step);
                        await settle(page, pending);
                    };
                    await start();
                    const all = await buttons_of(page, number === 4);
                    const wrong = [];
                    for (const { id, name } of all) {
                        const button = page.locator(`[id="${id}"]`);
                        if ((await button.count()) === 0 || (await button.getAttribute('aria-disabled'))) await start();
                        await button.scrollIntoViewIfNeeded();
                        regions.set(
                            id,
                            await button.evaluate((each) => each.closest('section, main, nav, header')?.id ?? ''),
                        );
                        const names = await buttons_of(page, true);
                        const before = await shown(page);
                        const fetched = downloads;
                        await button.click();
                        if (/authorise( again)?$/i.test(name)) {
                            await person.button('Log in as Ada Holm').waitFor(); // the server's own page answers
                            await start();
                            continue;
                        }
                        let problem = 'nothing was looked at';
                        // The clipboard, for one, answers when it answers.
                        for (let looks = 0; problem && looks < 60; looks += 1) {
                            await settle(page, pending);
                            problem = downloads > fetched ? '' : await out_of_sight(page, before, id);
                        }
                        if (problem) wrong.push(`${name}: ${problem}`);
                        const same = JSON.stringify(names) === JSON.stringify(await buttons_of(page, true));
                        if (!same || (await page.locator('dialog[open]').count())) await start();
                    }
                    assert.deepEqual(wrong, []);
                });
            }
        }
    }
});
