// @ts-check
// The program arrives in two parts: what the page can do with the first alone, what waits for the second, and what
// happens when one of them lacks something.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cut } from '../../tools/cut-program.mjs';
import { playground } from './harness.mjs';
import { serve, serve_with_provider } from './site.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const build = process.env.BUILD ?? join(root, 'build', 'wasm-release');
const first_part = /\/playground_first\.[0-9a-f]{16}\.wasm$/;
const second_part = /\/playground_second\.[0-9a-f]{16}\.wasm$/;

/** @typedef {import('playwright-core').Page} Page */

/**
 * The second part does not arrive before what is returned is called.
 * @param {Page} page @param {{ contentType: string, body: Buffer }} [other] what then arrives in its place
 */
async function hold_second_part(page, other) {
    let release = () => {};
    /** @type {Promise<void>} */
    const released = new Promise((resolve) => {
        release = resolve;
    });
    await page.route(second_part, async (route) => {
        await released;
        await (other ? route.fulfill(other) : route.continue());
    });
    return release;
}

/** @param {Page} page */
const has_both = (page) => page.locator('html[data-program="whole"]').waitFor({ state: 'attached' });
/** The first part lacked something. @param {Page} page */
const is_over = (page) => page.locator('html[data-program="over"]').waitFor({ state: 'attached' });
/** How often the program was begun. @param {Page} page */
const starts = (page) => page.evaluate(() => document.documentElement.dataset.starts);

/**
 * Parts that are cut so that the first lacks something it will be asked for.
 * @param {import('../../tools/first-screens.mjs').Extent} extent
 */
async function cut_short(extent) {
    const out = await mkdtemp(join(tmpdir(), 'oauth-playground-parts-'));
    await cut({ build, environments: join(root, 'environments.json'), out, extent });
    const [first, second] = ['first', 'second'].map((name) => readFileSync(join(out, `playground_${name}.wasm`)));
    await rm(out, { recursive: true });
    /** @param {Page} page */
    return async (page) => {
        const contentType = 'application/wasm';
        await page.route(first_part, (route) => route.fulfill({ contentType, body: first }));
        return hold_second_part(page, { contentType, body: second });
    };
}

describe('the first part of the program', () => {
    const { scenario } = playground(() => serve());

    for (const [name, options] of /** @type {const} */ ([
        ['a desk', { viewport: { width: 1280, height: 720 } }],
        ['a desk, dark', { viewport: { width: 1280, height: 720 }, colorScheme: 'dark', deviceScaleFactor: 2 }],
        ['a phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 3 }],
        [
            'a phone, dark, more contrast',
            { viewport: { width: 360, height: 640 }, colorScheme: 'dark', contrast: 'more' },
        ],
    ])) {
        scenario(
            `paints a first visit and follows mouse, focus and size by itself: ${name}`,
            options,
            async ({ person, page, site }) => {
                const release = await hold_second_part(page);
                await person.open(site.url);
                await person.heading('Register client').waitFor();
                for (const control of await page.getByRole('button').all()) await control.hover();
                for (let i = 0; i < 12; ++i) await page.keyboard.press('Tab');
                await page.mouse.wheel(0, 300);
                await page.setViewportSize({ width: 800, height: 500 });
                await page.emulateMedia({ colorScheme: 'light' });
                assert.equal(await page.evaluate(() => document.documentElement.dataset.program), 'first');
                release();
                await has_both(page);
                assert.equal(await starts(page), '1');
            },
        );
    }

    scenario(
        'what a person does before the second part waits in order, and is not lost',
        {},
        async ({ person, page, site }) => {
            const release = await hold_second_part(page);
            await person.open(site.url);
            await person.field('Client ID').fill('of another environment');
            await person.choice('Environment').selectOption({ label: 'Pleo Staging' });
            await person.field('Client ID').fill('typed');
            await person.field('Client ID').pressSequentially(' early');
            await page.setViewportSize({ width: 1000, height: 700 }); // a pass does not take away what waits
            await person.field('Client ID').hover();
            assert.equal(await person.field('Client ID').inputValue(), 'typed early');
            const notice = page.getByText('The rest of the page is on its way. What you did waits for it.');
            await notice.waitFor();
            release();
            await has_both(page);
            await notice.waitFor({ state: 'hidden' });
            // An environment that is chosen forgets the client that was typed before, not after.
            assert.equal(await person.choice('Environment').locator('option:checked').textContent(), 'Pleo Staging');
            assert.equal(await person.field('Client ID').inputValue(), 'typed early');
            assert.equal(await starts(page), '1');
        },
    );

    scenario(
        'what does not arrive of it is said, and comes when it is asked for again',
        {},
        async ({ person, page, watch, site }) => {
            await page.route(second_part, (route) => route.abort());
            watch.expect_console(/ERR_FAILED/);
            watch.expect_console(/ERR_FAILED/);
            await person.open(site.url);
            await page
                .getByText(/^The rest of the page did not arrive: .+ What you do meanwhile waits for it\.$/)
                .waitFor();
            await person.field('Client ID').fill('typed without it');
            const again = page.waitForRequest(second_part);
            await person.button('Retry').click(); // still not there
            await again;
            await person.button('Retry').waitFor();
            await page.unroute(second_part);
            await person.button('Retry').click();
            await has_both(page);
            await person.button('Retry').waitFor({ state: 'hidden' });
            await person.go_to('Authorise');
            await page.getByRole('main').getByText('typed without it').first().waitFor();
        },
    );

    scenario(
        'of what Simulated Staging needs, nothing is asked for before the program is whole',
        {},
        async ({ person, page, watch, site }) => {
            const release = await hold_second_part(page);
            await person.open(site.url);
            const names = watch.requests.map(({ url }) => url.slice(site.url.length).replace(/\.[0-9a-f]{16}/, ''));
            assert.deepEqual(names.sort(), [
                '',
                'arrival.js',
                'boot.mjs',
                'environments.json',
                'playground_first.wasm',
                'playground_second.wasm', // held: it comes behind the first
                'style.css',
            ]);
            release();
            await has_both(page);
            await person.get_code();
        },
    );
});

describe('a first part that lacks something', () => {
    const { scenario } = playground(() => serve());

    scenario('for the opening: the page begins again with both', {}, async ({ person, page, site }) => {
        const release = await (await cut_short('started'))(page);
        await page.goto(site.url);
        await is_over(page);
        assert.equal(await page.getByRole('progressbar', { name: 'Loading' }).count(), 1);
        release();
        await person.ready();
        await has_both(page);
        assert.equal(await starts(page), '2');
        await person.get_code();
        assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
        await person.token_becomes('Access token 1', 'active');
    });

    scenario('after the first picture: nothing that was typed is lost', {}, async ({ person, page, site }) => {
        const release = await (await cut_short('opened'))(page);
        await person.open(site.url);
        await person.field('Client ID').fill('typed before');
        // What shows the focus, and what follows the mouse, is not there.
        for (let i = 0; i < 8; ++i) await page.keyboard.press('Tab');
        for (const button of await page.getByRole('button').all()) await button.hover();
        await page.setViewportSize({ width: 600, height: 800 });
        await is_over(page);
        await person.field('Scopes').fill('typed:after');
        assert.equal(await person.field('Client ID').inputValue(), 'typed before');
        release();
        await has_both(page);
        assert.equal(await starts(page), '2');
        assert.equal(await person.field('Client ID').inputValue(), 'typed before');
        assert.equal(await person.field('Scopes').inputValue(), 'typed:after');
        await person.go_to('Authorise');
        await page.getByRole('main').getByText('typed before').first().waitFor();
        await page.getByRole('main').getByText('typed:after').first().waitFor();
    });
});

describe('a page that somebody comes back to', () => {
    const { scenario } = playground(serve_with_provider);

    for (const [name, part] of /** @type {const} */ ([
        ['the first part', first_part],
        ['the second part', second_part],
        ['the environments', /\/environments\.[0-9a-f]{16}\.json$/],
    ])) {
        scenario(
            `keeps the code and its record when ${name} does not arrive at first`,
            { serviceWorkers: 'block' }, // the parts come from the web server
            async ({ person, page, watch, site }) => {
                const { provider } = site;
                watch.allow_origin(provider.issuer);
                await person.open(site.url);
                await person.register_at(provider);
                await has_both(page);
                const back = page.waitForRequest((request) => request.url().startsWith(`${site.url}?`));
                await page.route(part, (route) => route.abort());
                watch.expect_console(/ERR_FAILED/);
                watch.expect_console(/registration blocked/);
                await person.come_back_from_provider();
                await back;
                await page.getByText('The page could not be loaded').waitFor();
                await page.unroute(part);
                await person.button('Retry').click();
                await person.heading('Redirect and exchange').waitFor();
                await person.field('Client secret').fill(provider.client_secret);
                assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
                await person.token_becomes('Access token 1', 'active');
            },
        );
    }
});
