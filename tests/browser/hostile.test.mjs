// @ts-check
// Whatever a server answers to a token exchange, a refresh, a call, an introspection or a question for its endpoints:
// what was typed stays, the page goes on answering the person, and works again with what is right, in the same page.
//
// A page that freezes is busy for many seconds. What each answer costs the page's thread is measured, in time of the
// processor, from the press until the answer has been opened, the step changed and a text typed; and it may cost so many
// times what an ordinary answer of the same run costs. The bounds proper are those of tests/bench/hostile_bench.cpp.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve_with_hostile } from './site.mjs';

/** @typedef {import('../hostile/server.mjs').Answer} Answer */

const most_times = 20;

/** Different ideographs, each of three bytes. @param {number} count */
const ideographs = (count) =>
    Array.from({ length: count }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7) % 0x5000))).join('');
/** @param {string} inside of a JSON string @returns {Answer} */
const token = (inside) => ({
    body: `{"access_token":"${inside}","refresh_token":"${inside}","token_type":"Bearer","active":true}`,
});

/** @type {[string, Answer][]} */
const shapes = [
    ['an ordinary answer', token('at-1')],
    ['2,000 backslashes', token('\\\\'.repeat(2000))],
    ['slashes and backslashes', token('/\\\\'.repeat(20_000))],
    ['backslashes and quotes', token('\\"'.repeat(20_000))],
    ['60,000 different ideographs', token(ideographs(60_000))],
    [
        'a text of 1 MB nested 63 deep',
        { body: `${'{"token":'.repeat(63)}"${'a b '.repeat(250_000)}"${'}'.repeat(63)}` },
    ],
    ['100,000 lists in lists', { body: '['.repeat(100_000) }],
    ['4 MB of control characters', { headers: [['Content-Type', 'text/plain']], body: '\x01'.repeat(4_000_000) }],
    ['more than the page takes', { body: `{"text":"${'x'.repeat(5_000_000)}"}`, pieces: 50 }],
    ['a body that is cut off', { body: `{"access_token":"${'x'.repeat(5000)}"}`, cut: 1000 }],
];

/**
 * @typedef {Parameters<Parameters<ReturnType<typeof playground<Awaited<ReturnType<typeof serve_with_hostile>>>>['scenario']>[2]>[0]} Stage
 */

/**
 * Asks for each shape by `press`, and holds what it costs against the first one.
 * @param {Stage} stage @param {keyof Stage['site']['hostile']['answers']} place @param {() => Promise<unknown>} press
 * @param {string} id typed as Client ID
 */
async function ask_for_all({ person, page, context, watch, site: { hostile } }, place, press, id = 'a-client') {
    // A question for endpoints asks two places.
    watch.expect_console(/ERR_CONTENT_LENGTH_MISMATCH/, place === 'metadata' ? 2 : 1);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    /** Milliseconds that the page's thread has worked, once all that is under way has been drawn. */
    const worked_ms = async () => {
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
        const { metrics } = await devtools.send('Performance.getMetrics');
        return 1000 * (metrics.find((each) => each.name === 'TaskDuration')?.value ?? 0);
    };
    let usual = 0;
    for (const [name, answer] of shapes) {
        const before = await worked_ms();
        const arrived = hostile.seen.length;
        hostile.answers = { [place]: answer };
        await press();
        while (hostile.seen.length === arrived) await page.evaluate('0');
        await page.getByRole('region', { name: 'Exchanges' }).getByText('under way').waitFor({ state: 'detached' });
        await person.open_all_exchanges();
        await person.go_to('Register client');
        assert.equal(await person.field('Client ID').inputValue(), id, name);
        await person.field('Scopes').fill(`users:read and ${name}`);
        await page.getByRole('main').getByRole('textbox', { name: 'Scopes' }).and(page.locator(':focus')).waitFor();
        await person.field('Scopes').fill('users:read');
        hostile.answers = {};
        const cost = (await worked_ms()) - before;
        usual ||= cost;
        assert.ok(
            cost <= most_times * usual,
            `${name}: ${Math.round(cost)} ms, ${Math.round(usual)} ms with an ordinary answer`,
        );
    }
}

/** @param {Stage} stage */
async function register({ person, watch, site }) {
    site.hostile.answers = {};
    watch.allow_origin(site.hostile.origin);
    await person.open(site.url);
    await person.choose_environment('Hostile');
    await person.choice('Route').selectOption({ label: 'Direct' });
    await person.field('Client ID').fill('a-client');
}

/** @param {Stage} stage */
async function get_code({ person }) {
    await person.authorise();
    await person.ready();
    await person.heading('Redirect and exchange').waitFor();
    await person.field('Client secret').fill('a secret that nobody else has');
}

/** @param {Stage} stage */
async function get_token(stage) {
    await register(stage);
    await get_code(stage);
    assert.equal((await stage.person.press_and_wait('Exchange code for tokens')).status(), 200);
    await stage.person.token_becomes('Access token 1', 'active');
    await stage.page.evaluate('window.never_reloaded = true');
}

/** @param {Stage} stage */
async function works_on({ person, page }) {
    await person.go_to('Call APIs');
    await person.field('Path').fill('/things');
    await person.button('Call API').click();
    await page.getByRole('main').getByText('200 OK').first().waitFor();
    assert.equal(await page.evaluate('window.never_reloaded'), true);
}

describe('a hostile server: what was typed stays, and the page works on', () => {
    const { scenario } = playground(() => serve_with_hostile());

    scenario('whatever it answers to a code', {}, async (stage) => {
        await register(stage);
        await ask_for_all(stage, 'token', async () => {
            await get_code(stage);
            await stage.person.button('Exchange code for tokens').click();
        });
        await get_code(stage);
        assert.equal((await stage.person.press_and_wait('Exchange code for tokens')).status(), 200);
    });

    scenario('whatever it answers to a call', {}, async (stage) => {
        await get_token(stage);
        await ask_for_all(stage, 'api', async () => {
            await stage.person.go_to('Call APIs');
            await stage.person.field('Path').fill('/things');
            await stage.person.button('Call API').click();
        });
        await works_on(stage);
    });

    scenario('whatever it answers to an introspection', {}, async (stage) => {
        await get_token(stage);
        await ask_for_all(stage, 'introspect', async () => {
            await stage.person.go_to('Expiry and revocation');
            await stage.person.button('Introspect token').click();
        });
        await works_on(stage);
    });

    scenario('whatever it says of its endpoints', {}, async (stage) => {
        const { person, site } = stage;
        await get_token(stage);
        await ask_for_all(
            stage,
            'metadata',
            async () => {
                await person.choose_environment('Hostile');
                await person.choose_environment('Asked');
                await person.field('Client ID').fill('a-client');
            },
            'a-client',
        );
        await person.choose_environment('Hostile');
        site.hostile.answers = {};
    });
});
