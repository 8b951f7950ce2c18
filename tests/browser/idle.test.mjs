// @ts-check
// An idle page costs nothing: no frame, no timer, no request. Here time itself is what is measured,
// so these scenarios wait; nothing else in these tests does.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

const watched_seconds = 3;

function count_callbacks() {
    const counts = { frames_asked: 0, timers_asked: 0, timers_run: 0 };
    Object.assign(window, { callback_counts: counts });
    const frame = window.requestAnimationFrame;
    window.requestAnimationFrame = (call) => {
        counts.frames_asked += 1;
        return frame.call(window, call);
    };
    for (const name of /** @type {const} */ (['setTimeout', 'setInterval'])) {
        const timer = window[name];
        // @ts-expect-error the overloads of Node and of the browser
        window[name] = (call, delay, ...rest) => {
            counts.timers_asked += 1;
            return timer(() => {
                counts.timers_run += 1;
                call(...rest);
            }, delay);
        };
    }
}

/**
 * Counts before and after the seconds, once the page has come to rest.
 * @param {import('playwright-core').Page} page
 */
async function measure(page, seconds = watched_seconds) {
    const read = () =>
        page.evaluate(() => ({
            // @ts-expect-error from count_callbacks
            ...window.callback_counts,
            frames_drawn: Number(document.documentElement.dataset.frames),
        }));
    await page.mouse.move(0, 0);
    // At rest: two looks, half a second apart, see the same.
    for (let last = ''; ; ) {
        const now = JSON.stringify(await read());
        if (now === last) break;
        last = now;
        await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const before = await read();
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    const after = await read();
    assert.ok(before.frames_drawn > 0, 'the page counts its frames');
    return Object.fromEntries(
        Object.entries(after).map(([name, count]) => [
            name,
            count - /** @type {Record<string, number>} */ (before)[name],
        ]),
    );
}

describe('an idle page', () => {
    const { scenario } = playground(() => serve());
    const nothing = { frames_asked: 0, timers_asked: 0, timers_run: 0, frames_drawn: 0 };

    scenario('draws no frame, asks for none, and sets no timer', {}, async ({ person, page, context, watch, site }) => {
        await context.addInitScript(count_callbacks);
        await person.open(site.url);
        assert.deepEqual(await measure(page), nothing);
        const requests = watch.requests.length;
        await person.go_to('Authorise');
        assert.deepEqual(await measure(page), nothing);
        assert.equal(watch.requests.length, requests);
    });

    scenario(
        'with a token in sight draws about one frame a second, for the countdown',
        {},
        async ({ person, page, context, site }) => {
            await context.addInitScript(count_callbacks);
            await person.open(site.url);
            await person.get_code();
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Access token 1', 'active');
            await person.go_to('Expiry and revocation');
            const left = () => person.region('Tokens').getByRole('meter').first().getAttribute('aria-valuetext');
            const before = await left();
            // The countdown never rests, so no waiting for rest here: frames between two reads.
            const frames = () => page.evaluate(() => Number(document.documentElement.dataset.frames));
            await page.mouse.move(0, 0);
            const drawn = await frames();
            await new Promise((resolve) => setTimeout(resolve, watched_seconds * 1000));
            const more = (await frames()) - drawn;
            assert.ok(more >= watched_seconds - 1 && more <= watched_seconds + 2, `${more} frames`);
            assert.notEqual(await left(), before);
        },
    );
});
