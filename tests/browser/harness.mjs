// @ts-check
// One scenario: a fresh browser context (a first visit, with nothing kept), a watch on everything
// it does, and a verdict at the end that includes what the watch saw.
//
//   const { scenario } = playground(serve);
//   scenario('S13: the address is clean at once', {}, async ({ person, site }) => { ... });

import { after, before, it } from 'node:test';
import { chromium } from 'playwright-core';
import { Person } from './person.mjs';
import { Watch } from './watch.mjs';

/**
 * @typedef {import('playwright-core').BrowserContextOptions} ContextOptions
 * @typedef {{ origin: string, url: string, browser_arguments?: string[], stop(): Promise<void> }} Site
 */
/**
 * @template {Site} S
 * @typedef {{ page: import('playwright-core').Page, context: import('playwright-core').BrowserContext,
 *             person: Person, watch: Watch, site: S }} Stage
 */

const patience_ms = 15_000;

/**
 * Debian's Chromium with software WebGL2, and none of its own calls to the outside.
 * @param {string[]} more @param {string[]} [without] arguments that playwright-core adds by itself
 */
export function launch(more = [], without = []) {
    return chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        chromiumSandbox: false,
        ignoreDefaultArgs: without,
        args: [
            '--use-angle=swiftshader',
            '--enable-unsafe-swiftshader',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--disable-features=OptimizationHints,MediaRouter',
            ...more,
        ],
    });
}

/**
 * What a failed scenario leaves behind.
 * @param {import('playwright-core').Page} page
 * @param {Watch} watch
 */
async function last_words(page, watch) {
    const shown = await page.evaluate(() => document.body?.innerText).catch((error) => String(error));
    return `\n\n${watch.report()}\n\nAt ${page.url()} the page shows:\n${shown}`;
}

/**
 * A fresh context with a page and a watch. `run` is the scenario's body.
 * @template {Site} S
 * @param {import('playwright-core').Browser} browser @param {S} site @param {ContextOptions} options
 * @param {(stage: Stage<S>) => Promise<void>} run
 */
export async function in_context(browser, site, options, run) {
    const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        ...options,
    });
    try {
        context.setDefaultTimeout(patience_ms);
        const watch = new Watch([site.origin]);
        await watch.attach(context);
        const page = await context.newPage();
        try {
            await run({ page, context, person: new Person(page), watch, site });
        } catch (error) {
            if (error instanceof Error) error.message += await last_words(page, watch);
            throw error;
        }
        // Messages arrive in order: what a page said before it answers here has been seen.
        for (const open of context.pages()) await open.evaluate('0');
        watch.check();
    } finally {
        await context.close();
    }
}

/**
 * Call inside `describe`: serves the site and launches the browser once for all scenarios of that
 * suite.
 * @template {Site} S
 * @param {() => Promise<S>} start @param {string[]} [browser_arguments]
 * @param {string[]} [without] arguments that playwright-core adds by itself
 */
export function playground(start, browser_arguments = [], without = []) {
    /** @type {S} */ let site;
    /** @type {import('playwright-core').Browser} */ let browser;
    before(async () => {
        site = await start();
        browser = await launch([...browser_arguments, ...(site.browser_arguments ?? [])], without);
    });
    after(async () => {
        await browser?.close();
        await site?.stop();
    });
    return {
        /**
         * @param {string} name
         * @param {ContextOptions} options
         * @param {(stage: Stage<S>) => Promise<void>} run
         */
        scenario(name, options, run) {
            it(name, { timeout: 120_000 }, () => in_context(browser, site, options, run));
        },
    };
}
