// @ts-check
// Debian's Firefox ESR by WebDriver BiDi (puppeteer-core), on a virtual screen: headless it has no WebGL2. Colours that
// the system prefers are told to it by its settings, so each kind of visit has a browser of its own.

import puppeteer from 'puppeteer-core';
import { desk, Unable, until } from '../driver.mjs';
import { start_display } from './display.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {Page} page @param {string[]} messages @returns {import('../driver.mjs').Driver} */
function drive(page, messages) {
    const context = page.browserContext();
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(String(error)));
    /** @param {string} role @param {string} name */
    const find_all = async (role, name) => {
        const found = await page.$$(`::-p-aria([name="${name}"][role="${role}"])`);
        if (found.length > 0 || role !== 'textbox') return found;
        // HTML gives a password field no role of ARIA; Playwright and WebKit call it a textbox.
        const named = await page.$$(`::-p-aria([name="${name}"])`);
        const is_secret = (/** @type {Element} */ element) => element.matches('input[type=password]');
        const secret = await Promise.all(named.map((element) => element.evaluate(is_secret)));
        return named.filter((_, index) => secret[index]);
    };
    /** @param {string} role @param {string} name */
    const find = async (role, name) => {
        const [element, ...more] = await find_all(role, name);
        if (element === undefined || more.length > 0) {
            throw new Error(`${more.length === 0 ? 'no' : 'more than one'} ${role} "${name}"`);
        }
        return element;
    };
    return {
        async open(url) {
            await page.goto(url);
        },
        count: async (role, name) => (await find_all(role, name)).length,
        async click(role, name) {
            await (await find(role, name)).click();
        },
        async fill(name, value) {
            const field = await find('textbox', name);
            await field.evaluate((element) => {
                const input = /** @type {HTMLInputElement} */ (element);
                input.focus();
                input.select();
            });
            if (value === '') await page.keyboard.press('Backspace');
            else await page.keyboard.type(value);
        },
        async choose(name, option) {
            await (await find('combobox', name)).select(option);
        },
        async focus(role, name) {
            await (await find(role, name)).focus();
        },
        text: async (role, name) =>
            (await find(role, name)).evaluate((element) =>
                'value' in element ? String(element.value) : (element.textContent ?? ''),
            ),
        async press(keys) {
            const all = /** @type {import('puppeteer-core').KeyInput[]} */ (
                keys.split('+').map((key) => (key === 'Space' ? ' ' : key))
            );
            const last = /** @type {import('puppeteer-core').KeyInput} */ (all.pop());
            for (const held of all) await page.keyboard.down(held);
            await page.keyboard.press(last);
            for (const held of all.reverse()) await page.keyboard.up(held);
        },
        type: (words) => page.keyboard.type(words),
        compose() {
            throw new Unable('WebDriver BiDi has no verb for composition');
        },
        async mouse(x, y, clicks = 0) {
            await page.mouse.move(x, y);
            if (clicks > 0) await page.mouse.click(x, y, { count: clicks });
        },
        evaluate: (run, ...given) =>
            // @ts-expect-error the function travels as text, with what it is given
            page.evaluate(`(${run})(...${JSON.stringify(given)})`),
        screenshot: async () => Buffer.from(await page.screenshot({ captureBeyondViewport: false })),
        async travel(direction) {
            // A page that comes back from the browser's memory loads nothing, which the verbs of BiDi wait for in vain.
            await page.evaluate((way) => {
                Object.assign(window, { left_behind: true });
                setTimeout(() => (way === 'reload' ? location.reload() : history[way]()));
            }, direction);
            await until('another document', () => page.evaluate(() => !('left_behind' in window)));
        },
        undo() {
            return this.press('Control+z');
        },
        another_tab: async () => drive(await context.newPage(), messages),
        bring_to_front: () => page.bringToFront(),
        messages: () => messages,
        close: () => context.close(),
    };
}

/** @returns {Promise<import('../driver.mjs').Engine>} */
export async function start() {
    const display = await start_display();
    /** @type {Map<string, import('puppeteer-core').Browser>} */
    const browsers = new Map();

    /** @param {'light' | 'dark'} scheme @param {boolean} forced_colours */
    const browser_for = async (scheme, forced_colours) => {
        const key = `${scheme} ${forced_colours}`;
        const running = browsers.get(key);
        if (running !== undefined) return running;
        const browser = await puppeteer.launch({
            browser: 'firefox',
            executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
            headless: false,
            timeout: 120_000,
            env: { ...process.env, ...display.environment },
            args: ['--width=1400', '--height=1100'],
            extraPrefsFirefox: {
                'layout.css.prefers-color-scheme.content-override': scheme === 'dark' ? 0 : 1,
                'ui.systemUsesDarkTheme': scheme === 'dark' ? 1 : 0,
                // 0: as the system says, 2: always the person's own
                'browser.display.document_color_use': forced_colours ? 2 : 0,
                // Tab goes to links too, as on every system but macOS.
                'accessibility.tabfocus': 7,
                'webgl.force-enabled': true,
                // The driver loses a page that is put aside for the way back.
                'fission.bfcacheInParent': false,
            },
        });
        browsers.set(key, browser);
        return browser;
    };
    await browser_for('light', false);
    return {
        async visit({ width = desk.width, height = desk.height, density = 1, scheme, forced_colours } = {}) {
            const browser = await browser_for(scheme ?? 'light', forced_colours ?? false);
            const page = await (await browser.createBrowserContext()).newPage();
            page.setDefaultTimeout(60_000);
            await page.setViewport({ width, height, deviceScaleFactor: density });
            return drive(page, []);
        },
        async stop() {
            for (const browser of browsers.values()) await browser.close();
            display.stop();
        },
    };
}
