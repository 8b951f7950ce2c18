// @ts-check
// A host that sends whoever asks for the page's folder on to its file: the page opens without a network all the same.
// The service worker is the page's own; page and parts are stand-ins, so that nothing else decides.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { describe } from 'node:test';
import { playground } from './harness.mjs';

const version = 'a-version';
const part = 'part.0123456789abcdef.js';

/** @returns {Promise<import('./harness.mjs').Site & { asked: string[], gone(): void }>} */
async function serve_with_redirect() {
    const worker = await readFile(new URL('../../web/sw.js', import.meta.url), 'utf8');
    /** @type {Record<string, [type: string, content: string]>} */
    const files = {
        'index.html': [
            'text/html',
            `<!doctype html><html data-build="${version}"><title>t</title><link rel="icon" href="data:,"><script src="${part}"></script><main></main>`,
        ],
        [part]: [
            'text/javascript',
            'addEventListener("load", () => { document.querySelector("main").textContent = "It is there"; });',
        ],
        'sw.js': ['text/javascript', worker.replaceAll('@VERSION@', version).replaceAll('@PARTS@', part)],
        'simulator_host.js': ['text/javascript', ''],
        'simulated_staging.js': ['text/javascript', 'function simulated_staging() { return () => new Response(); }'],
    };
    /** @type {string[]} */
    const asked = [];
    const server = createServer((request, response) => {
        const path = (request.url ?? '').split('?')[0] ?? '';
        asked.push(path);
        if (path === '/app/') return response.writeHead(302, { Location: '/app/index.html' }).end();
        const [type, content] = files[path.replace('/app/', '')] ?? [];
        return response.writeHead(type ? 200 : 404, { 'Content-Type': type ?? 'text/plain' }).end(content);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    const gone = () => {
        server.close();
        server.closeAllConnections();
    };
    return {
        origin: `http://localhost:${port}`,
        url: `http://localhost:${port}/app/`,
        asked,
        gone,
        stop: async () => gone(),
    };
}

describe('where the host redirects the folder of the page to its file', () => {
    const { scenario } = playground(serve_with_redirect);

    scenario(
        'the page opens without a network, by either address, with a query or none',
        {},
        async ({ page, site }) => {
            await page.goto(site.url);
            assert.equal(page.url(), `${site.url}index.html`);
            await page.evaluate(async () => {
                await navigator.serviceWorker.register('sw.js');
                const { active } = await navigator.serviceWorker.ready;
                while (!navigator.serviceWorker.controller || active?.state !== 'activated') {
                    await new Promise((resolve) => {
                        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
                        active?.addEventListener('statechange', resolve, { once: true });
                    });
                }
            });
            site.gone();
            const before = site.asked.length;
            for (const address of ['', 'index.html', '?code=c&state=s', 'index.html?code=c&state=s']) {
                await page.goto(site.url + address);
                await page.getByText('It is there').waitFor();
            }
            assert.equal(site.asked.length, before);
        },
    );
});
