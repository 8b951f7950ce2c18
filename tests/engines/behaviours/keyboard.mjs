// @ts-check
// Without a pointer.

import assert from 'node:assert/strict';
import { picture_ms, Unable, until } from '../driver.mjs';
import { colour_at, contrast, read_png } from '../picture.mjs';

/** What has the focus, and where it is; nothing once the focus has left the page. @param {import('../driver.mjs').Driver} page */
function focused(page) {
    return page.evaluate(() => {
        const element = document.activeElement;
        if (!document.hasFocus() || element === null || element === document.body) return null;
        if (element === document.documentElement) return null;
        const landmark = element.closest('header, nav, main, section, footer');
        const { x, y, width, height } = element.getBoundingClientRect();
        return {
            id: element.id,
            inside: element.parentElement?.closest('[id]')?.id ?? '',
            role: element.tagName.toLowerCase(),
            name: element.getAttribute('aria-label') ?? element.textContent ?? '',
            landmark: landmark?.getAttribute('aria-label') ?? landmark?.tagName.toLowerCase() ?? '',
            box: { x, y, width, height },
        };
    });
}

/** @param {import('../visitor.mjs').Visitor} visitor @param {string} role as a tag @param {RegExp} name */
async function tab_to({ page }, role, name) {
    for (let presses = 0; presses < 150; presses += 1) {
        await page.press('Tab');
        const at = await focused(page);
        if (at !== null && at.role === role && name.test(at.name)) return at;
    }
    throw new Error(`Tab never got to ${role} ${name}`);
}

/** @type {import('../suite.mjs').Behaviours} */
export const keyboard = {
    'the keyboard alone gets from the first visit to a token': async ({ visit }) => {
        const ada = await visit();
        const { page } = ada;
        await tab_to(ada, 'a', /^Authorise/);
        await page.press('Enter');
        await ada.sees('button', 'Authorise');
        await tab_to(ada, 'button', /^Authorise/);
        await page.press('Enter');
        await ada.sees('button', 'Log in as Ada Holm');
        await tab_to(ada, 'button', /^Log in as Ada/);
        await page.press('Enter');
        await ada.sees('button', 'Approve');
        await tab_to(ada, 'button', /^Approve/);
        await page.press('Space');
        await ada.ready();
        await ada.sees('button', 'Exchange code for tokens');
        await tab_to(ada, 'button', /^Exchange code/);
        await page.press('Space');
        await ada.token(/Access token 1 .*\bactive\b/);
    },

    'Tab goes in reading order, and leaves the page at both ends': async ({ visit }) => {
        const { page } = await visit();
        /**
         * Until the focus is out of the page, or at the first stop again.
         * @param {import('../driver.mjs').Driver} page @param {string} key
         */
        const walk = async (page, key) => {
            const stops = [];
            for (let presses = 0; presses < 60; presses += 1) {
                await page.press(key);
                const at = await focused(page);
                if (at === null && stops.length > 0) return { stops, left: true };
                if (at !== null && at.id === stops[0]?.id) return { stops, left: false };
                if (at !== null) stops.push(at);
            }
            throw new Error(`${key} never left the page: ${stops.map(({ name }) => name).join(', ')}`);
        };
        await page.mouse(640, 5, 1);
        const { stops: there, left } = await walk(page, 'Tab');
        assert.ok(there.length >= 15, `${there.length} stops`);
        assert.deepEqual([...new Set(there.map(({ landmark }) => landmark))].slice(0, 3), ['header', 'Steps', 'main']);
        for (const [index, stop] of there.entries()) {
            const before = there[index - 1];
            // In Firefox whatever scrolls is a stop itself, before what is in it.
            if (before?.landmark !== stop.landmark || before.id === stop.inside) continue;
            const below = stop.box.y >= before.box.y + before.box.height - 1;
            const beside = stop.box.x >= before.box.x + before.box.width - 1;
            assert.ok(below || beside, `${before.name} comes before ${stop.name}`);
        }
        if (!left && page.turns_tab_around) throw new Unable(page.turns_tab_around);
        assert.ok(left, 'Tab stays in the page');
        // A window that the focus has left is not asked to take it back.
        const { page: another } = await visit();
        await another.evaluate((id) => document.getElementById(id)?.focus(), there[there.length - 1].id);
        const back = await walk(another, 'Shift+Tab');
        assert.ok(back.left, 'Shift+Tab stays in the page');
        assert.deepEqual(
            back.stops.map(({ id }) => id),
            there
                .map(({ id }) => id)
                .reverse()
                .slice(1),
        );
    },

    'the focus is seen: what the ring changes stands out 3 to 1': async ({ visit }) => {
        const ada = await visit();
        const { page } = ada;
        await page.mouse(640, 5, 1);
        const without = read_png(await page.screenshot());
        for (const [role, name] of /** @type {[string, RegExp][]} */ ([
            ['a', /^Call APIs/],
            ['select', /Environment|Simulated Staging/],
            ['button', /^Continue/],
            ['input', /.*/],
        ])) {
            const { box } = await tab_to(ada, role, name);
            const is_ringed = async () => {
                const ringed = read_png(await page.screenshot());
                let count = 0;
                for (let y = Math.floor(box.y) - 5; y < box.y + box.height + 5; y += 1) {
                    for (let x = Math.floor(box.x) - 5; x < box.x + box.width + 5; x += 1) {
                        if (x < 0 || y < 0 || x >= ringed.width || y >= ringed.height) continue;
                        const [now, then] = [colour_at(ringed, x, y), colour_at(without, x, y)];
                        if (contrast(now, then) >= 3) count += 1;
                    }
                }
                // A line of one pixel around it, at least (WCAG 2.4.13 asks for two).
                return count >= 2 * (box.width + box.height);
            };
            await until(`a ring around ${role} ${name}`, is_ringed, picture_ms);
        }
    },
};
