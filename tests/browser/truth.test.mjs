// @ts-check
// What the client knows, and what really happened: four failures of a refresh that no client can tell apart, made by
// Simulated Staging, which can.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

const desk = { viewport: { width: 1280, height: 1080 } };

/** Rules of src/simulator/faults.hpp. @type {Record<string, object>} */
const faults = {
    'answer lost': { at: 'refresh', lost: 'after' },
    'request lost': { at: 'refresh', lost: 'before' },
    'server down': { at: 'refresh', lost: 'down' },
    'CORS on errors': {
        at: 'refresh',
        process: false,
        status: 400,
        body: '{"error":"invalid_grant"}',
        hidden: true,
    },
};

/** In the page's own worker. @param {import('playwright-core').Page} page @param {object} rule */
const arm = (page, rule) =>
    page.evaluate(async (armed) => {
        const fault = { id: 'F901', name: 'a test', client: 'any', from: 'a test', checks: [], rules: [armed] };
        const response = await fetch('simulated/control/faults', { method: 'POST', body: JSON.stringify({ fault }) });
        if (!response.ok) throw new Error(await response.text());
    }, rule);

const without_times = (/** @type {string} */ words) => words.replaceAll(/\d\d:\d\d:\d\d(\.\d+)?/g, '');

describe('what really happened', () => {
    const { scenario } = playground(() => serve());
    /** @type {Map<string, string>} */
    const known = new Map();
    /** @type {Map<string, string>} */
    const true_ones = new Map();

    for (const [name, rule] of Object.entries(faults)) {
        scenario(`${name}: the client sees no answer, and the server knows`, desk, async (stage) => {
            const { person, page, site, watch } = stage;
            watch.expect_console(/ERR_FAILED/);
            await person.open(site.url);
            await person.get_tokens();
            await arm(page, rule);
            await person.go_to('Refresh tokens');
            await person.press_in_vain('Refresh tokens');
            await page.getByRole('heading', { name: 'Refresh token 1: rotated or not?' }).waitFor();
            if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/doubt.png` });
            await page.getByRole('button', { name: 'Lifecycle', exact: true }).click();
            const region = page.getByRole('region', { name: 'Lifecycle' });
            // Of the moments in the picture the last four, as they are named.
            const story = async () => {
                const rows = await region
                    .getByRole('listitem')
                    .evaluateAll((items) =>
                        items.map(({ firstElementChild: row }) => row?.getAttribute('aria-label') ?? row?.textContent),
                    );
                const moments = rows.filter((row) => row?.startsWith('Moment '));
                return without_times(moments.slice(-4).join('\n'));
            };
            const asked = () => watch.sent('GET', `${site.url}simulated/control/record`).length;
            const client = region.getByRole('radio', { name: 'What the client knows' });
            const server = region.getByRole('radio', { name: 'What really happened' });
            assert.ok(await client.isChecked());
            await region.getByText(/Refresh token 1 is in doubt/).waitFor();
            known.set(name, await story());
            assert.equal(asked(), 0, 'a client asks no server what happened');

            await server.check();
            await region.getByText(/in doubt/).waitFor({ state: 'detached' });
            true_ones.set(name, await story());
            assert.equal(asked(), 1);
            if (process.env.PICTURES) {
                await page.screenshot({ path: `${process.env.PICTURES}/truth-${name.replaceAll(' ', '-')}.png` });
                await region.getByRole('tab', { name: 'Family' }).click();
                await page.screenshot({ path: `${process.env.PICTURES}/truth-family-${name.split(' ')[0]}.png` });
                await region.getByRole('tab', { name: 'Sequence' }).click();
                await page.emulateMedia({ colorScheme: 'dark' });
                await page.setViewportSize({ width: 390, height: 844 });
                await page.screenshot({ path: `${process.env.PICTURES}/truth-phone-${name.split(' ')[0]}.png` });
                await page.setViewportSize(desk.viewport);
            }
            // As radio buttons do: one Tab stop, and arrows between them.
            await server.focus();
            await page.keyboard.press('ArrowLeft');
            await region.getByText(/Refresh token 1 is in doubt/).waitFor();
            assert.ok(await client.isChecked());
            assert.equal(await story(), known.get(name));
        });
    }

    scenario('the four stories are one to the client, and four in truth', desk, async () => {
        assert.equal(known.size, 4, 'all of the above have run');
        assert.equal(new Set(known.values()).size, 1, [...known.values()].join('\n\n'));
        assert.equal(new Set(true_ones.values()).size, 4, [...true_ones.values()].join('\n\n'));
        assert.match(true_ones.get('answer lost') ?? '', /nobody holds it/);
        assert.match(true_ones.get('CORS on errors') ?? '', /400 invalid_grant\. The browser kept the answer/);
    });
});
