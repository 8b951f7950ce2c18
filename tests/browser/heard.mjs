// @ts-check
// What a screen reader is given to say: whatever comes into a live region, in its order.
//
//   await context.addInitScript(listen);
//   assert.deepEqual(await heard(page), ['status: Sent: Token request.']);

/** @typedef {import('playwright-core').Page} Page */

/** Runs in the page: notes whatever comes into a live region. */
export function listen() {
    /** @type {string[]} */
    const heard = [];
    Object.assign(window, { heard });
    addEventListener('DOMContentLoaded', () => {
        if (location.pathname.includes('/simulated/')) return; // the log-in and consent pages have no regions
        for (const role of ['status', 'alert']) {
            const region = document.getElementById(role);
            if (!region) throw new Error(`no region for ${role}`);
            new MutationObserver((changes) => {
                for (const { addedNodes } of changes) {
                    for (const { textContent } of addedNodes) heard.push(`${role}: ${textContent}`);
                }
            }).observe(region, { childList: true, characterData: true, subtree: true });
        }
    });
}

/** What was heard since the last time. @param {Page} page @returns {Promise<string[]>} */
export const heard = (page) =>
    // @ts-expect-error from listen
    page.evaluate(() => window.heard.splice(0));
