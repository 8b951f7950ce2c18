// @ts-check
// The lifecycle in pictures: each tab shows the run that was made, to look back sends and keeps nothing, and the files of
// it hold no secret.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

const desk = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Everything that the page has kept. @param {import('playwright-core').Page} page */
const stores = (page) =>
    page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie]));

describe('the lifecycle in pictures', () => {
    const { scenario } = playground(() => serve());

    for (const [size, options] of /** @type {const} */ ([
        ['desk', desk],
        ['phone', phone],
    ])) {
        scenario(`every picture shows the run, on a ${size}`, options, async ({ person, page, site, watch }) => {
            await person.open(site.url);
            await person.get_tokens();
            await person.go_to('Refresh tokens');
            await person.press_and_wait('Refresh tokens');
            await person.token_becomes('Refresh token 1', 'rotated');
            await page.getByRole('button', { name: 'Lifecycle', exact: true }).click();
            const region = page.getByRole('region', { name: 'Lifecycle' });
            const tab = (/** @type {string} */ name) => region.getByRole('tab', { name, exact: true }).click();

            const kept = await stores(page);
            const sent = watch.requests.length;
            await tab('States');
            await region.getByText(/\d+ of 30 ways seen/).waitFor();
            if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/states-${size}.png` });
            await tab('Time');
            await region
                .getByText(/Access token 2/)
                .first()
                .waitFor();
            if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/time-${size}.png` });
            await tab('Family');
            await region.getByText('Refresh token 2').first().waitFor();
            await tab('Sequence');
            await region.getByRole('button', { name: 'Back', exact: true }).click();
            await region.getByText('You are looking back.').waitFor();
            if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/sequence-${size}.png` });
            // The browser's own arrows, Home and End.
            const slider = region.getByRole('slider', { name: 'Moment' });
            await slider.focus();
            await page.keyboard.press('ArrowLeft');
            const last = Number(await slider.getAttribute('max')) + 1;
            await region.getByText(`Moment ${last - 2} of ${last}`, { exact: true }).waitFor();
            await page.keyboard.press('Home');
            await region.getByText(`Moment 1 of ${last}`, { exact: true }).waitFor();
            assert.equal(await slider.getAttribute('aria-valuetext'), `Moment 1 of ${last}`);
            await page.keyboard.press('End');
            await region.getByText('You are looking back.').waitFor({ state: 'detached' });
            await region.getByRole('button', { name: 'Back', exact: true }).click();
            await region.getByRole('button', { name: 'Now', exact: true }).click();
            await region.getByText('You are looking back.').waitFor({ state: 'detached' });
            assert.equal(watch.requests.length, sent, 'something was sent');
            assert.equal(await stores(page), kept, 'something was kept');
        });
    }

    scenario('the run is taken along as files without a secret', desk, async ({ person, page, site }) => {
        await person.open(site.url);
        await person.get_tokens();
        const token = await person.value_of_token('Access token 1');
        await page.getByRole('button', { name: 'Lifecycle', exact: true }).click();
        const region = page.getByRole('region', { name: 'Lifecycle' });
        await region.getByRole('button', { name: 'Export', exact: true }).click();
        for (const [name, begins] of /** @type {const} */ ([
            ['Download Markdown', /^#/],
            ['Download Mermaid', /sequenceDiagram/],
            ['Download HAR', /^\{/],
        ])) {
            const arrives = page.waitForEvent('download');
            await region.getByRole('button', { name }).click();
            const text = await readFile(await (await arrives).path(), 'utf8');
            assert.match(text, begins);
            for (let at = 7; at + 8 <= token.length; ++at) assert.ok(!text.includes(token.slice(at, at + 8)), name);
        }
    });
});
