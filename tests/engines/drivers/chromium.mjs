// @ts-check
// Debian's Chromium by playwright-core.

import { launch } from '../../browser/harness.mjs';
import { desk } from '../driver.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Parameters<Page['getByRole']>[0]} Role */

/** @param {Page} page @param {string[]} messages @returns {import('../driver.mjs').Driver} */
function drive(page, messages) {
    const context = page.context();
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(String(error)));
    /** @param {string} role @param {string} name */
    const find = (role, name) => page.getByRole(/** @type {Role} */ (role), { name, exact: true });
    return {
        async open(url) {
            await page.goto(url);
        },
        count: (role, name) => find(role, name).count(),
        click: (role, name) => find(role, name).click(),
        fill: (name, value) => find('textbox', name).fill(value),
        async choose(name, option) {
            await find('combobox', name).selectOption({ label: option });
        },
        focus: (role, name) => find(role, name).focus(),
        text: (role, name) =>
            find(role, name).evaluate((element) =>
                'value' in element ? String(element.value) : (element.textContent ?? ''),
            ),
        press: (keys) => page.keyboard.press(keys),
        type: (words) => page.keyboard.type(words),
        async compose(words) {
            const devtools = await context.newCDPSession(page);
            const end = { selectionStart: words.length, selectionEnd: words.length };
            await devtools.send('Input.imeSetComposition', { text: words.slice(0, 1), ...end });
            await devtools.send('Input.imeSetComposition', { text: words, ...end });
            await devtools.send('Input.insertText', { text: words });
            await devtools.detach();
        },
        async mouse(x, y, clicks = 0) {
            await page.mouse.move(x, y);
            if (clicks > 0) await page.mouse.click(x, y, { clickCount: clicks });
        },
        evaluate: (run, ...given) =>
            // The function travels as text, with what it is given.
            page.evaluate(`(${run})(...${JSON.stringify(given)})`),
        screenshot: () => page.screenshot(),
        async travel(direction) {
            if (direction === 'back') await page.goBack();
            else if (direction === 'forward') await page.goForward();
            else await page.reload();
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
    /** @type {Map<number, import('playwright-core').Browser>} */
    const browsers = new Map();
    /**
     * A density that is only emulated rounds text at the density of 1 and then enlarges it, as no real screen does. So
     * each density has a browser of its own that was started for such a screen.
     * @param {number} density
     */
    const browser_for = async (density) => {
        const running = browsers.get(density);
        if (running !== undefined) return running;
        const browser = await launch([`--force-device-scale-factor=${density}`]);
        browsers.set(density, browser);
        return browser;
    };
    await browser_for(1);
    return {
        async visit({ width = desk.width, height = desk.height, density = 1, scheme, forced_colours } = {}) {
            const browser = await browser_for(density);
            const context = await browser.newContext({
                viewport: null,
                colorScheme: scheme ?? 'light',
                forcedColors: forced_colours ? 'active' : 'none',
            });
            context.setDefaultTimeout(60_000);
            const page = await context.newPage();
            const devtools = await context.newCDPSession(page);
            await devtools.send('Emulation.setDeviceMetricsOverride', {
                width,
                height,
                deviceScaleFactor: 0, // as the screen has it
                mobile: false,
            });
            return drive(page, []);
        },
        async stop() {
            for (const browser of browsers.values()) await browser.close();
        },
    };
}
