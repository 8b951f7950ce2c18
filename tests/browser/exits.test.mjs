// @ts-check
// Into each error and out of it by the one button of its notice, with everything that was typed or built.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { auth_host, client, external_host } from '../stand-in/server.mjs';
import { playground } from './harness.mjs';
import { serve, serve_with_stand_in } from './site.mjs';

/** @typedef {import('./harness.mjs').Stage<any>} Stage */

/** On the consent page, by one press of a dummy person. @param {Stage} stage @param {'Approve' | 'Deny'} word */
async function consent({ person }, word = 'Approve') {
    await person.button('Log in as Ada Holm').click();
    await person.decide(word);
}

/** @param {Stage} stage */
async function tokens(stage) {
    await stage.person.button('Exchange code for tokens').click();
    await stage.person.is_told(/^Tokens received$/);
}

/** Of Simulated Staging alone. @param {import('playwright-core').Page} page @param {number} seconds */
const move_clock = (page, seconds) =>
    page.evaluate(
        (advance_seconds) =>
            fetch('simulated/control/clock', { method: 'POST', body: new URLSearchParams({ advance_seconds }) }).then(
                ({ ok }) => ok,
            ),
        String(seconds),
    );

describe('the way out of an error', () => {
    const { scenario } = playground(() => serve());

    scenario('a denied consent: Authorise again', {}, async (stage) => {
        const { person, site } = stage;
        await person.open(site.url);
        await person.authorise();
        await consent(stage, 'Deny');
        await person.is_told(/access_denied/);
        await person.button('Authorise again').click();
        await consent(stage);
        await tokens(stage);
    });

    scenario('invalid_scope: Ask for the default scopes and authorise again', {}, async (stage) => {
        const { person, site, watch } = stage;
        await person.open(site.url);
        await person.field('Scopes').fill('users:read no:such');
        watch.expect_console(/status of 400/, 1);
        await person.authorise();
        await person.page.getByRole('link', { name: 'Go back with this error' }).click(); // Simulated Staging sends nobody on unasked
        await person.ready();
        await person.is_told(/invalid_scope/);
        await person.button('Ask for the default scopes and authorise again').click();
        await consent(stage);
        await tokens(stage);
    });

    scenario('403: Add the scope and authorise again, and what was built is there', {}, async (stage) => {
        const { person, page, site, watch } = stage;
        watch.expect_console(/status of 403/, 1);
        await person.open(site.url);
        await person.field('Scopes').fill('users:read');
        await person.authorise();
        await consent(stage);
        await tokens(stage);
        await person.choose_operation('POST /v0/tag-groups');
        const built = '{ "name": "Built by hand" }';
        await person.field('JSON body').fill(built);
        await person.button('Call API').click();
        await person.button('Send it').click();
        await person.button('Add tag-groups:write and authorise again').click();
        await consent(stage);
        await tokens(stage);
        await person.button('Call API').click();
        assert.equal(await person.field('JSON body').inputValue(), built);
        await person.button('Send it').waitFor(); // it asks again
        assert.match(await page.title(), /^Call APIs/);
    });

    scenario(
        'invalid_client: a wrong secret stays wrong, and the dummy client is one press away',
        {},
        async (stage) => {
            const { person, page, site, watch } = stage;
            watch.expect_console(/status of 401/, 1);
            await person.open(site.url);
            await person.field('Client secret').fill('not-the-registered-one');
            await person.authorise();
            await consent(stage);
            assert.equal(
                await page.evaluate(() =>
                    JSON.stringify({ ...sessionStorage, ...localStorage }).includes('not-the-registered-one'),
                ),
                false,
            );
            await person.button('Exchange code for tokens').click();
            await person.is_told(/invalid_client/);
            await person.button('Fill in the dummy client and authorise again').click();
            await consent(stage);
            await tokens(stage);
        },
    );

    scenario(
        'a redirect URI of somebody else: Use this page’s address, at the field, and what was typed is there',
        {},
        async (stage) => {
            const { person, site } = stage;
            await person.open(site.url);
            await person.field('Scopes').fill('users:read');
            await person.field('Redirect URI').fill('https://elsewhere.example/callback');
            await person.button("Use this page's address").click();
            assert.equal(await person.field('Redirect URI').inputValue(), site.url);
            assert.equal(await person.field('Scopes').inputValue(), 'users:read');
            await person.button("Use this page's address").waitFor({ state: 'detached' });
            await person.authorise();
            await consent(stage);
            await tokens(stage);
        },
    );

    scenario(
        'a redirect URI that the server refuses: Use this page’s address and authorise again',
        {},
        async (stage) => {
            const { person, page, site, watch } = stage;
            await person.open(site.url);
            await person.choose_operation('POST /v0/tag-groups');
            const built = '{ "name": "Built by hand" }';
            await person.field('JSON body').fill(built);
            await person.go_to('Register client');
            await person.field('Redirect URI').fill('https://elsewhere.example/callback');
            watch.expect_console(/status of 400/, 1);
            await person.authorise();
            await page.getByText('This redirect URI is not registered').waitFor();
            await page.getByRole('link', { name: 'Back to the page' }).click(); // of Simulated Staging
            await person.ready();
            await person.button("Use this page's address and authorise again").click();
            await consent(stage);
            await tokens(stage);
            await person.go_to('Call APIs');
            assert.equal(await person.field('JSON body').inputValue(), built);
        },
    );

    for (const [when, press] of /** @type {const} */ ([
        ['before', false],
        ['after', true],
    ])) {
        scenario(`an expired code, seen ${when} it is sent: Authorise again`, {}, async (stage) => {
            const { person, page, site, watch } = stage;
            await page.clock.install();
            await person.open(site.url);
            await person.choose_operation('POST /v0/tag-groups');
            const built = '{ "name": "Built by hand" }';
            await person.field('JSON body').fill(built);
            await person.get_code();
            if (press) {
                watch.expect_console(/status of 400/, 1);
                await move_clock(page, 11 * 60);
                await person.button('Exchange code for tokens').click();
                await person.is_told(/The code has expired/);
            } else {
                await page.clock.fastForward('11:00');
                await person.is_told(/expired by the clock/);
            }
            await person.button('Authorise again').click();
            await consent(stage);
            await tokens(stage);
            await person.go_to('Call APIs');
            assert.equal(await person.field('JSON body').inputValue(), built);
        });
    }

    scenario('Back and Forward of the browser move between steps, and hold nothing secret', {}, async (stage) => {
        const { person, page, site } = stage;
        await person.open(site.url);
        await person.go_to('Authorise');
        await person.go_to('Call APIs');
        await page.goBack();
        await page.getByRole('heading', { name: 'Authorise', exact: true, level: 2 }).waitFor();
        await page.goBack();
        await page.getByRole('heading', { name: 'Register client', exact: true, level: 2 }).waitFor();
        await page.goForward();
        await page.getByRole('heading', { name: 'Authorise', exact: true, level: 2 }).waitFor();
        assert.deepEqual(await page.evaluate(() => history.state), { step: 2 });
        assert.equal(page.url(), site.url);
    });

    scenario('leaving with live tokens asks first', {}, async (stage) => {
        const { person, page, site } = stage;
        await person.open(site.url);
        await person.get_code();
        await tokens(stage);
        const asked = page.waitForEvent('dialog');
        const reload = page.reload();
        const dialog = await asked;
        assert.equal(dialog.type(), 'beforeunload');
        await dialog.accept();
        await reload;
        await person.ready();
    });

    scenario('Forget everything asks, and is not the first stop of the Tab key', {}, async ({ person, page, site }) => {
        await person.open(site.url);
        await page.keyboard.press('Tab');
        assert.notEqual(await page.evaluate(() => document.activeElement?.textContent), 'Forget everything');
        await person.button('Forget everything').click();
        await person.button('Keep it').click();
        assert.equal(await page.getByText('Nothing is left').count(), 0);
        await person.forget_everything();
        await page.getByText('Nothing is left').first().waitFor();
    });
});

describe('a secret in the wrong place', () => {
    const { scenario } = playground(() => serve_with_stand_in());

    scenario(
        'S32: is seen while it is typed, and no URL, history, storage or log has it before it is settled',
        {},
        async (stage) => {
            const { person, page, site, watch } = stage;
            watch.allow_origin(`https://${auth_host}`);
            await person.open(site.url);
            await person.register_at_staging(
                { client_id: client.client_secret, client_secret: client.client_id },
                'Direct',
            );
            await person.button('Swap the two').waitFor();
            await person.button('Continue').and(page.locator('[aria-disabled]')).waitFor();
            await person.go_to('Authorise');
            await person.button('Authorise').waitFor({ state: 'detached' });
            const places = await page.evaluate(() =>
                JSON.stringify([
                    location.href,
                    history.state,
                    { ...sessionStorage },
                    { ...localStorage },
                    document.body.innerText,
                ]),
            );
            assert.equal(places.includes(client.client_secret), false);
            await person.button('Back to the fields').click();
            await person.has_focus(person.field('Client ID'));
            await person.button('Swap the two').click();
            assert.equal(await person.field('Client ID').inputValue(), client.client_id);
            for (const [typed, name] of [
                [`"${client.client_secret}"`, 'Remove the quotes'],
                [` ${client.client_secret} `, 'Remove the blanks'],
            ]) {
                await person.field('Client secret').fill(typed);
                await person.button(name).click();
                assert.equal(await person.field('Client secret').inputValue(), client.client_secret);
            }
            await person.button('Continue').and(page.locator(':not([aria-disabled])')).waitFor();
        },
    );

    scenario('without a network the page says so, and blames no server', {}, async (stage) => {
        const { person, context, site, watch } = stage;
        watch.allow_origin(`https://${auth_host}`);
        watch.allow_origin(`https://${external_host}`);
        await person.open(site.url);
        await person.register_at_staging(client, 'Direct');
        await context.setOffline(true);
        await person.button('Check credentials').click();
        await person.is_told(/This device is offline: nothing was sent/);
        assert.equal(site.stand_in.requests.length, 0);
        await person.button('Try again').waitFor();
        await context.setOffline(false);
    });

    scenario('an answer that CORS hid leads to the relay by one press', {}, async (stage) => {
        const { person, site, watch } = stage;
        watch.expect_console(/blocked by CORS policy/, 4);
        watch.expect_console(/net::ERR_FAILED/, 4);
        watch.expect_console(/status of 40[01]/, 6);
        watch.allow_origin(`https://${auth_host}`);
        await person.open(site.url);
        await person.register_at_staging(client, 'Direct');
        await person.button('Check credentials').click();
        await person.is_told(/No answer came that this page may read/);
        await person.button('Try by the relay').click();
        await person.is_told(/The credentials are accepted/);
    });
});
