// @ts-check
// Whatever a server answers to a token exchange, a refresh, a call, an introspection or a question for its endpoints:
// what was typed stays, the page goes on answering the person, and without a reload it works again with what is right.
//
// A page that freezes is busy for seconds and more. What each answer costs the page's thread is measured, in time of the
// processor, from the press until the answer has been opened, the step changed and a text typed; and it may cost so many
// times what an ordinary answer of the same run costs. The bounds proper are those of tests/bench/hostile_bench.cpp.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve_with_hostile } from './site.mjs';

/** @typedef {import('../hostile/server.mjs').Answer} Answer */

const most_times = 8;

/** Different ideographs, each of three bytes. @param {number} count */
const ideographs = (count) => Array.from({ length: count }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7) % 0x5000))).join('');
/** @param {string} inside of a JSON string @returns {Answer} */
const token = (inside) => ({ body: `{"access_token":"${inside}","refresh_token":"${inside}","token_type":"Bearer","active":true}` });

/** @type {[string, Answer][]} */
const shapes = [
    ['an ordinary answer', token('at-1')],
    ['500 backslashes', token('\\\\'.repeat(500))],
    ['2,000 backslashes', token('\\\\'.repeat(2000))],
    ['slashes and backslashes', token('/\\\\'.repeat(20_000))],
    ['backslashes and quotes', token('\\"'.repeat(20_000))],
    ['60,000 different ideographs', token(ideographs(60_000))],
    ['a text of 1 MB', token('s'.repeat(1_000_000))],
    ['a text of 1 MB nested 63 deep', { body: `${'{"token":'.repeat(63)}"${'a b '.repeat(250_000)}"${'}'.repeat(63)}` }],
    ['100,000 lists in lists', { body: '['.repeat(100_000) }],
    ['250 kB of control characters', { headers: [['Content-Type', 'text/plain']], body: '\x01'.repeat(250_000) }],
    ['more than the page takes', { body: `{"text":"${'x'.repeat(5_000_000)}"}`, pieces: 50 }],
    ['a body that is cut off', { body: `{"access_token":"${'x'.repeat(5000)}"}`, cut: 1000 }],
];

/** What an ordinary answer costs in this run, per place. @type {Map<string, number>} */
const ordinary = new Map();

describe('a hostile server', () => {
    const { scenario } = playground(() => serve_with_hostile());

    for (const [name, answer] of shapes) {
        scenario(`answers with ${name}: what was typed stays, and the page works on`, {}, async ({ person, page, context, watch, site }) => {
            const { hostile } = site;
            hostile.answers = {};
            watch.allow_origin(hostile.origin);
            if (answer.cut !== undefined) watch.expect_console(/ERR_CONTENT_LENGTH_MISMATCH/, 6);
            const devtools = await context.newCDPSession(page);
            await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
            /** Milliseconds that the page's thread has worked, once all that is under way has been drawn. */
            const worked_ms = async () => {
                await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
                const { metrics } = await devtools.send('Performance.getMetrics');
                return 1000 * (metrics.find((each) => each.name === 'TaskDuration')?.value ?? 0);
            };

            /** @type {string[]} */
            const costs = [];
            const still_answers = async (/** @type {string} */ what) => {
                await person.open_all_exchanges();
                await person.go_to('Register client');
                assert.equal(await person.field('Client ID').inputValue(), 'a-client', what);
                await person.field('Scopes').fill(`users:read ${what}`);
                await page.getByRole('main').getByRole('textbox', { name: 'Scopes' }).and(page.locator(':focus')).waitFor();
                await person.field('Scopes').fill('users:read');
            };
            /** @param {string} what @param {keyof typeof hostile.answers} place @param {() => Promise<unknown>} press */
            const asked = async (what, place, press) => {
                const before = await worked_ms();
                const arrived = hostile.seen.length;
                hostile.answers = { [place]: answer };
                await press();
                while (hostile.seen.length === arrived) await page.evaluate('0');
                await page.getByRole('region', { name: 'Exchanges' }).getByText('under way').waitFor({ state: 'detached' });
                await still_answers(what);
                hostile.answers = {};
                const cost = (await worked_ms()) - before;
                if (!ordinary.has(what)) ordinary.set(what, cost);
                const usual = ordinary.get(what) ?? 0;
                costs.push(`${what} ${Math.round(cost)} ms`);
                assert.ok(cost <= most_times * usual, `${what}: ${Math.round(cost)} ms, ${Math.round(usual)} ms with an ordinary answer`);
            };
            const get_code = async () => {
                await person.authorise();
                await person.ready();
                await person.heading('Redirect and exchange').waitFor();
                await person.field('Client secret').fill('a secret that nobody else has');
            };

            await person.open(site.url);
            await person.choose_environment('Hostile');
            await person.choice('Route').selectOption({ label: 'Direct' });
            await person.field('Client ID').fill('a-client');
            await get_code();
            await asked('exchange', 'token', () => person.button('Exchange code for tokens').click());
            // The page is left with it, and comes back.
            await get_code();
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
            await person.token_becomes('Access token 1', 'active');
            await page.evaluate('window.never_reloaded = true');

            const call = async () => {
                await person.go_to('Call APIs');
                await person.field('Path').fill('/things');
                await person.button('Call API').click();
            };
            await asked('call', 'api', call);
            await asked('introspection', 'introspect', async () => {
                await person.go_to('Expiry and revocation');
                await person.button('Introspect token').click();
            });
            await asked('refresh', 'token', async () => {
                await person.go_to('Refresh tokens');
                await person.button('Refresh tokens').click();
            });
            // What is right works again, in the page that has seen all of this.
            const before = hostile.seen.length;
            await call();
            while (hostile.seen.length === before) await page.evaluate('0');
            await page.getByRole('main').getByText('200 OK').first().waitFor();
            await asked('discovery', 'metadata', async () => {
                await person.choose_environment('Asked');
                await person.field('Client ID').fill('a-client');
            });
            await person.choose_environment('Hostile');
            assert.equal(await page.evaluate('window.never_reloaded'), true);
            console.log(`${name}: ${costs.join(', ')}`);
        });
    }
});
