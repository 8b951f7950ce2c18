// @ts-check
// The watch behind every scenario sees what it promises to see. Without this, a silent watch would
// look like a clean page.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { in_context, launch } from './harness.mjs';

/** @type {import('playwright-core').Browser} */ let browser;
/** @type {import('node:http').Server} */ let server;
/** @type {import('./harness.mjs').Site} */ let site;

before(async () => {
    server = createServer((request, response) => {
        if (request.url === '/quiet.js') {
            response.setHeader('Content-Type', 'text/javascript');
            response.end(decodeURIComponent(new URL(request.headers.referer ?? '', site.origin).search.slice(1)));
            return;
        }
        response.setHeader('Content-Type', 'text/html');
        response.setHeader(
            'Content-Security-Policy',
            "default-src 'none'; script-src 'self'; img-src data:; connect-src 'self' http://127.0.0.1:1",
        );
        response.end(
            '<!doctype html><title>Test</title><link rel="icon" href="data:,"><script src="/quiet.js"></script>',
        );
    }).listen(0, 'localhost');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP address');
    const origin = `http://localhost:${address.port}`;
    site = { origin, url: `${origin}/`, stop: async () => {} };
    browser = await launch();
});
after(async () => {
    await browser.close();
    server.close();
});

/**
 * Opens a page that runs the script, and gives what the watch says about it.
 * @param {string} script
 */
async function verdict(script, announce = (/** @type {import('./watch.mjs').Watch} */ _watch) => {}) {
    return in_context(browser, site, {}, async ({ page, watch }) => {
        announce(watch);
        const finished = page.waitForFunction(() => Reflect.get(window, 'finished') === true);
        await page.goto(`${site.url}?${encodeURIComponent(`${script}\nwindow.finished = true;`)}`);
        await finished;
    }).then(
        () => '',
        (error) => String(error),
    );
}

describe('the watch', () => {
    it('lets a quiet page pass', async () => {
        assert.equal(await verdict(''), '');
    });

    it('sees a console message of any kind', async () => {
        assert.match(await verdict('console.debug("seven")'), /console.debug: seven/);
    });

    it('sees an error that nobody caught', async () => {
        assert.match(await verdict('Promise.reject(new Error("eight"))'), /page error: Error: eight/);
    });

    it('sees a violation of the policy', async () => {
        assert.match(
            await verdict('document.body?.append(1); new Image().src = "/nine.png"'),
            /policy violation: img-src blocked .*nine.png/,
        );
    });

    it('sees a request to another origin', async () => {
        const announce = (/** @type {import('./watch.mjs').Watch} */ watch) =>
            watch.expect_console(/ERR_UNSAFE_PORT|ERR_CONNECTION_REFUSED|CORS/, 1);
        assert.match(
            await verdict('fetch("http://127.0.0.1:1/ten").catch(() => {})', announce),
            /GET http:\/\/127.0.0.1:1\/ten/,
        );
    });

    it('takes an announced message, and misses one that does not come', async () => {
        const announce = (/** @type {import('./watch.mjs').Watch} */ watch) => watch.expect_console(/eleven/);
        assert.equal(await verdict('console.log("eleven")', announce), '');
        assert.match(await verdict('', announce), /announced messages that did not come/);
        assert.match(await verdict('console.log("eleven"); console.log("eleven")', announce), /nobody announced/);
    });
});
