// @ts-check
// What was copied, read by a page of somebody else: the playground's own policy keeps reading from it (S50).

const address = 'https://clipboard.example/';

/**
 * Waits until there is something else than `before`.
 * @param {import('playwright-core').Page} page of the playground @param {string} [before]
 */
export async function copied_text(page, before = '') {
    const browser = page.context().browser();
    if (!browser) throw new Error('A page without a browser.');
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    try {
        const reader = await context.newPage();
        await reader.route(address, (route) =>
            route.fulfill({ contentType: 'text/html', body: '<title>clipboard</title>' }),
        );
        await reader.goto(address);
        await reader.waitForFunction(async (old) => (await navigator.clipboard.readText()) !== old, before);
        return await reader.evaluate(() => navigator.clipboard.readText());
    } finally {
        await context.close();
    }
}
