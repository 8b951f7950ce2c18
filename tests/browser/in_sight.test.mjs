// @ts-check
// What was asked for is in sight: how many presses and scrolls it takes to the first answer, and that an answer says
// what it is of.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

const desk = { viewport: { width: 1280, height: 720 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Scrolls of the page's own columns. @param {Page} page */
const scrolled = (page) =>
    page.evaluate(() => [...document.querySelectorAll('.scroll')].reduce((sum, { scrollTop }) => sum + scrollTop, 0));

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

    scenario('the checks are one line, and open themselves when one failed', desk, async ({ person, page, site }) => {
        await person.open(site.url);
        await person.get_code();
        const line = page.getByRole('button', { name: /^9 checks: 8 passed, 1 not needed/ });
        await line.and(page.getByRole('button', { expanded: false })).waitFor();
        await page
            .getByRole('main')
            .getByText(/ left$/)
            .first()
            .waitFor(); // of the code
        await page.goto(`${site.url}?code=sim_x&state=of-somebody-else`);
        await page.getByRole('button', { name: /^9 checks: .* failed/, expanded: true }).waitFor();
    });

    scenario(
        'an answer tells what it is of, is searched, and is never another one’s',
        desk,
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.get_tokens();
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
        },
    );

    scenario(
        'request and answer stand side by side from 1440 pixels',
        { viewport: { width: 1440, height: 900 } },
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.get_code();
            await person.button('Exchange code for tokens').click();
            await person.button('Call API').click();
            const answer = page.getByRole('main').getByRole('heading', { name: 'The answer' });
            await answer.waitFor();
            const left = await person.choice('Operation').boundingBox();
            const right = await answer.boundingBox();
            assert.ok(left && right && right.x > left.x + left.width, 'the answer is beside the request');
        },
    );
});
