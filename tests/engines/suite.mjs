// @ts-check
// All behaviours in one engine, each a test of its own. What an engine cannot show is skipped by name, with the reason.

import { after, before, describe, it } from 'node:test';
import { serve } from '../browser/site.mjs';
import { adversity } from './behaviours/adversity.mjs';
import { keyboard } from './behaviours/keyboard.mjs';
import { lifecycle } from './behaviours/lifecycle.mjs';
import { looks } from './behaviours/looks.mjs';
import { text } from './behaviours/text.mjs';
import { Unable } from './driver.mjs';
import { Visitor } from './visitor.mjs';

/**
 * @typedef {object} Given
 * @property {(wishes?: import('./driver.mjs').Wishes) => Promise<Visitor>} visit the page, ready, for the first time
 */
/** @typedef {Record<string, ((given: Given) => Promise<void>) | { not_yet: string }>} Behaviours by what they prove */

/** @type {Behaviours} */
const behaviours = { ...lifecycle, ...looks, ...text, ...keyboard, ...adversity };

/** @param {Visitor} visitor */
async function last_words({ page }) {
    const shown = await page
        .evaluate(() => `At ${location.href} the page shows:\n${document.body.innerText}`)
        .catch(String);
    return `\n\n${shown.slice(0, 3000)}`;
}

/** @param {string} name @param {() => Promise<import('./driver.mjs').Engine>} start */
export function run_in(name, start) {
    describe(name, () => {
        /** @type {import('./driver.mjs').Engine} */ let engine;
        /** @type {Awaited<ReturnType<typeof serve>>} */ let site;
        before(async () => {
            site = await serve();
            engine = await start();
        });
        after(async () => {
            await engine?.stop();
            await site?.stop();
        });
        for (const [behaviour, run] of Object.entries(behaviours)) {
            if (typeof run === 'object') {
                it(behaviour, { skip: run.not_yet }, () => {});
                continue;
            }
            it(behaviour, { timeout: 300_000 }, async (test) => {
                /** @type {Visitor[]} */
                const visitors = [];
                try {
                    await run({
                        async visit(wishes) {
                            const visitor = new Visitor(await engine.visit(wishes), site.url);
                            visitors.push(visitor);
                            await visitor.open();
                            return visitor;
                        },
                    });
                } catch (error) {
                    if (error instanceof Unable) {
                        test.skip(error.message);
                        return;
                    }
                    if (error instanceof Error) {
                        for (const visitor of visitors) error.message += await last_words(visitor);
                    }
                    throw error;
                } finally {
                    for (const { page } of visitors) await page.close();
                }
            });
        }
    });
}
