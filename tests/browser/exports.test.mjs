// @ts-check
// An export walked in the page from the bookkeeper's press to its end, and what a subscriber of
// webhooks would be sent, with the check of its signature.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { assert_absent, everything_kept } from './kept.mjs';
import { serve } from './site.mjs';

/** @typedef {import('./person.mjs').Person} Person */
/** @typedef {import('playwright-core').Page} Page */

const desk = { viewport: { width: 1280, height: 720 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/**
 * Bodies as the page gets them: of a response that a service worker gave, the browser keeps none for
 * whoever looks from outside.
 * @param {Page} page
 */
async function keep_bodies(page) {
    await page.addInitScript(() => {
        const real = window.fetch;
        window.fetch = async (...asked) => {
            const response = await real(...asked);
            if (response.url.includes('/simulated/external/'))
                Object.assign(window, { last_body: await response.clone().text() });
            return response;
        };
    });
}

/** Waits for it: each is given once. @param {Page} page */
async function last_answer(page) {
    const body = await page.waitForFunction(() => {
        const kept = /** @type {any} */ (window);
        const text = kept.last_body;
        delete kept.last_body;
        return text;
    });
    return JSON.parse(await body.jsonValue());
}

/** With the scopes that the walk needs. @param {Person} person @param {string} url */
async function come_with_tokens(person, url) {
    await keep_bodies(person.page);
    await person.open(url);
    await person.go_to('Register client');
    await person.field('Scopes').fill('export-jobs:read export-jobs:write export-items:read vendors:write');
    await person.get_code();
    assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
}

/** @param {Page} page @param {string | RegExp} name */
const disclosure = (page, name) => page.getByRole('main').getByRole('button', { name });

/** Presses, and answers the question if it asks one. @param {Person} person @param {string} name @param {boolean} [asks] */
async function act(person, name, asks = false) {
    if (!asks) return person.press_and_wait(name);
    await person.button(name).click();
    return person.press_and_wait('Send it');
}

/** The page then asks whom Simulated Staging tells; that is over as well. @param {Person} person */
async function press_export(person) {
    const asked = person.page.waitForResponse(/\/control\/deliveries$/);
    const pressed = await act(person, 'A bookkeeper presses Export');
    await asked;
    return pressed;
}

/** In sight, by the words at the walk. @param {Person} person @param {RegExp} words */
async function told(person, words) {
    const found = person.page.getByRole('main').getByText(words).first();
    await found.waitFor();
    return found;
}

/** Is it inside the window? @param {import('playwright-core').Locator} element */
async function in_sight(element) {
    const box = await element.boundingBox();
    const size = element.page().viewportSize();
    return box !== null && size !== null && box.y >= 0 && box.y + box.height <= size.height;
}

describe('an export in the page', () => {
    const { scenario } = playground(() => serve());

    for (const [where, options] of /** @type {const} */ ([
        ['a desk', desk],
        ['a phone', phone],
    ])) {
        scenario(
            `is walked on ${where}, from the press to its end with errors`,
            options,
            async ({ person, page, site }) => {
                await come_with_tokens(person, site.url);
                await person.choose_operation('GET /v3/export-jobs');
                await disclosure(page, 'An export, step by step').click();

                await act(person, 'Find the oldest pending job');
                await told(person, /No job is pending/);
                assert.equal((await press_export(person)).status(), 201);
                await told(person, /A bookkeeper pressed Export: a job with \d+ entries is pending/);
                await act(person, 'Find the oldest pending job');
                await told(person, /is pending, with \d+ items/);
                const found = await last_answer(page);
                assert.equal(found.data[0].status, 'pending');
                await told(person, /is pending, with \d+ items/);

                assert.equal((await act(person, 'Start the job', true)).status(), 202);
                await told(person, /The job is in_progress/);
                const items = found.data[0].numberOfItems;
                for (let fetched = 0; fetched < items; ) {
                    await act(person, 'Fetch items');
                    await told(person, new RegExp(`[1-9]\\d* of ${items} items fetched`));
                    fetched += (await last_answer(page)).data.length;
                    await told(person, new RegExp(`${fetched} of ${items} items fetched`));
                    assert.equal((await act(person, 'Report items', true)).status(), 200);
                    await told(person, new RegExp(`${fetched} items reported, 1 of them as failed`));
                }
                assert.equal((await act(person, 'Complete the job', true)).status(), 202);
                const end = await told(person, /The job has ended: completed_with_errors/);
                await end.scrollIntoViewIfNeeded();
                assert.ok(await in_sight(end));
            },
        );
    }

    scenario('expires after an hour by the virtual clock', desk, async ({ person, page, site }) => {
        await come_with_tokens(person, site.url);
        await person.choose_operation('GET /v3/export-jobs');
        await disclosure(page, 'An export, step by step').click();
        await press_export(person);
        await told(person, /A bookkeeper pressed Export/);
        await act(person, 'Find the oldest pending job');
        await told(person, /is pending, with/);
        await act(person, 'Start the job', true);
        await told(person, /in_progress/);
        await act(person, 'Let an hour pass');
        await told(person, /An hour later/);
        await act(person, 'Refresh the expired token');
        await person.token_becomes('Access token 2', 'active');
        await act(person, 'Look at the job');
        await told(person, /The job is failed, job_expired/);
    });

    scenario('lacks scopes, says which, and adds them', desk, async ({ person, page, site }) => {
        await person.open(site.url);
        await person.get_code();
        await person.press_and_wait('Exchange code for tokens');
        await person.choose_operation('GET /v3/export-jobs');
        await disclosure(page, 'An export, step by step').click();
        await told(person, /export-jobs:write export-items:read/);
        await person.button('Add these scopes and authorise again').click();
        await person.heading('Authorise').waitFor();
        await person.go_to('Register client');
        assert.match(await person.field('Scopes').inputValue(), /export-jobs:write export-items:read$/);
    });

    scenario('the older exports are folded away, and found by words', desk, async ({ person, page, site }) => {
        await person.open(site.url);
        await person.go_to('Call APIs');
        const older = page.getByRole('group', { name: /^Export, older/ }).getByRole('option');
        await person.choice('Operation').click();
        await person.rows.filter({ hasText: '/v3/export-jobs' }).first().waitFor();
        assert.equal(await older.count(), 0);
        await page.keyboard.press('Escape');
        await person.button('Older exports, deprecated').click();
        await person.choice('Operation').click();
        await older.first().waitFor();
        assert.equal(await older.count(), 21);
        await page.keyboard.press('Escape');
        await person.button('Older exports, deprecated').click();
        await person.choice('Operation').fill('/v0/');
        await older.first().waitFor();
        assert.equal(await older.count(), 7);
        await page
            .getByRole('status')
            .getByText(/operations match/)
            .waitFor();
    });
});

describe('webhooks in the page', () => {
    const { scenario } = playground(() => serve());

    for (const [where, options] of /** @type {const} */ ([
        ['a desk', desk],
        ['a phone', phone],
    ])) {
        scenario(
            `S44: on ${where} a delivery is shown and not sent, its signature is checked, and nothing of it is kept`,
            options,
            async ({ person, page, site }) => {
                const credentials = { header: 'tenant-secret-4711', password: 'hook-password-0815' };
                await come_with_tokens(person, site.url);
                await person.choose_operation('POST /v1/subscriptions');
                await person.field('JSON body').fill(
                    JSON.stringify({
                        endpointUrl: 'https://hooks.dummy.example/events',
                        eventTypes: ['v1.export-job.created'],
                        customHeaders: { 'x-tenant': credentials.header },
                        endpointAuth: { type: 'BASIC', credentials: { username: 'u', password: credentials.password } },
                    }),
                );
                await act(person, 'Call API', true);
                await page.getByRole('main').getByRole('heading', { name: 'The answer' }).waitFor();
                const made = await last_answer(page);
                assert.equal(made.data.customHeaders['x-tenant'], credentials.header);

                await person.choose_operation('GET /v1/subscriptions/{id}/secret');
                await person.field('id').fill(made.data.id);
                await person.press_and_wait('Call API');
                await page.getByRole('main').getByRole('heading', { name: 'The answer' }).waitFor();
                const { secretKey } = (await last_answer(page)).data;

                await disclosure(page, 'An export, step by step').waitFor({ state: 'detached' });
                await person.choose_operation('GET /v3/export-jobs');
                await disclosure(page, 'An export, step by step').click();
                await press_export(person);
                const exchanges = person.region('Exchanges');
                const delivery = exchanges.getByRole('button', { name: /Webhook v1\.export-job\.created, not sent/ });
                await delivery.click();
                await exchanges
                    .getByText(/there is no receiver in a page/)
                    .first()
                    .waitFor();
                for (const header of [/webhook-id: /, /webhook-timestamp: \d+/, /webhook-signature: v1,/]) {
                    await exchanges.getByText(header).first().waitFor();
                }

                await exchanges.getByRole('button', { name: /^Check the signature of/ }).click();
                assert.match(await person.field('Delivery').inputValue(), /^webhook-id: /);
                const secret = page.getByRole('textbox', { name: 'Signing secret' });
                await secret.fill(secretKey);
                await person.button('Check signature').click();
                await told(person, /^The signature is valid$/);
                assert_absent(await everything_kept(page), { ...credentials });

                const pasted = await person.field('Delivery').inputValue();
                const [headers, body] = pasted.split('\n\n');
                await person.field('Delivery').fill(`${headers}\n\n${JSON.stringify(JSON.parse(body), null, 2)}`);
                await person.button('Check signature').click();
                await told(person, /The body was re-formatted/);
                await person.field('Delivery').fill(pasted);
                await secret.fill('whsec_c2ltL2Fub3RoZXIgc2VjcmV0');
                await person.button('Check signature').click();
                await told(person, /It is not that of this secret/);

                await person.forget_everything();
                await told(person, /Everything is forgotten/);
                assert.equal(await page.getByText('whsec_').count(), 0);
            },
        );
    }
});
