// @ts-check
// The page without a network, as an installed application, and through an update: a page of one
// version is given parts of that version only, whatever the web server has by now.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { playground } from './harness.mjs';
import { heard, listen } from './heard.mjs';
import { start_provider } from './provider.mjs';
import { assemble, free_port, provider_name, serve } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
const version = (page) => page.evaluate(() => document.documentElement.dataset.build ?? '');

/** Until the service worker serves this page, and has its copy. @param {Page} page */
const installed = (page) =>
    // Not waitForFunction: it takes the promise of an async function for a yes.
    page.evaluate(async () => {
        const { serviceWorker } = navigator;
        const { active } = await serviceWorker.ready;
        while (!serviceWorker.controller || active?.state !== 'activated') {
            await new Promise((resolve) => {
                serviceWorker.addEventListener('controllerchange', resolve, { once: true });
                active?.addEventListener('statechange', resolve, { once: true });
            });
        }
    });

/**
 * As browsers do now and then, until an update was found, and is ready or refused. A look that has
 * already begun when the web server changes finds nothing, so it may take two.
 * @param {Page} page
 */
const look_for_update = (page) =>
    page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        for (;;) {
            if (registration.waiting) return 'waits';
            await registration.update();
            const worker = registration.installing;
            if (!worker) continue;
            while (worker.state === 'installing') {
                await new Promise((resolve) => {
                    worker.addEventListener('statechange', resolve, { once: true });
                });
            }
            if (worker.state === 'redundant') return 'refused';
        }
    });

/** @param {Page} page */
const copies = (page) =>
    page.evaluate(async () => {
        /** @type {Record<string, string[]>} */
        const found = {};
        for (const name of await caches.keys()) {
            found[name] = (await (await caches.open(name)).keys()).map(({ url }) => url);
        }
        return found;
    });

describe('without a network', () => {
    const { scenario } = playground(() => serve());

    scenario('the page opens, and Simulated Staging runs a whole lifecycle', {}, async ({ person, page, watch }) => {
        const own = await serve();
        watch.allow_origin(own.origin);
        await person.open(own.url);
        await installed(page);
        await own.stop();
        await page.reload();
        await person.ready();
        await person.get_code();
        assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
        await person.token_becomes('Access token 1', 'active');
        assert.equal((await person.call('GET /v2/employees')).status(), 200);
        await person.go_to('Refresh tokens');
        assert.equal((await person.press_and_wait('Refresh tokens')).status(), 200);
        await person.token_becomes('Access token 1', 'rotated');
        await person.introspect('RFC 7662, by the client');
        await person.press_and_wait('Disconnect');
        await person.token_becomes('Access token 2', 'revoked');
    });

    scenario('S23: the copy holds the files of the page, and nothing of a flow', {}, async ({ person, page, site }) => {
        await person.open(site.url);
        await installed(page);
        await person.get_code();
        await person.press_and_wait('Exchange code for tokens');
        await person.token_becomes('Access token 1', 'active');
        const found = Object.values(await copies(page));
        assert.equal(found.length, 1);
        assert.ok(found[0].includes(site.url));
        assert.ok(found[0].some((url) => /simulator\.[0-9a-f]+\.wasm$/.test(url)));
        for (const url of found[0]) {
            assert.match(url.slice(site.url.length), /^([\w-]+\.[0-9a-f]{16}\.[a-z]+)?$/);
        }
    });

    scenario(
        'it can be installed: manifest, icons and worker are complete',
        {},
        async ({ person, page, context, site }) => {
            await person.open(site.url);
            await installed(page);
            const devtools = await context.newCDPSession(page);
            const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
            const reasons = installabilityErrors.map(({ errorId }) => errorId);
            // Every context of a test is a private window.
            assert.deepEqual(
                reasons.filter((reason) => reason !== 'in-incognito'),
                [],
            );
            const { data, errors, url } = await devtools.send('Page.getAppManifest');
            assert.deepEqual(errors, []);
            const { icons, start_url } = JSON.parse(data ?? '');
            assert.equal(new URL(start_url, url).href, site.url);
            for (const { src, type } of icons) {
                const answer = await page.request.get(new URL(src, url).href);
                assert.equal(answer.status(), 200, src);
                assert.equal(answer.headers()['content-type'].split(';')[0], type);
            }
        },
    );
});

describe('an update', () => {
    const { scenario } = playground(() => serve());
    /** Two versions that differ in one part. @type {Awaited<ReturnType<typeof assemble>>} */ let newer;
    /** @type {string} */ let home;
    /** @type {Awaited<ReturnType<typeof start_provider>>} */ let provider;
    /** @type {Awaited<ReturnType<typeof assemble>>} */ let older;
    /** @type {number} */ let port;

    before(async () => {
        home = await mkdtemp(join(tmpdir(), 'oauth-playground-versions-'));
        port = await free_port();
        provider = await start_provider(`http://localhost:${port}/`);
        const file = fileURLToPath(new URL('../../environments.json', import.meta.url));
        const { environments } = JSON.parse(await readFile(file, 'utf8'));
        const with_scopes = (/** @type {string[]} */ default_scopes) =>
            assemble({
                environments: [
                    ...environments,
                    {
                        id: 'oidc-provider',
                        name: provider_name,
                        kind: 'other',
                        authorization_endpoint: provider.authorization_endpoint,
                        token_endpoint: provider.token_endpoint,
                        introspection_endpoint: provider.introspection_endpoint,
                        issuer: provider.issuer,
                        authorization_response_iss_parameter_supported: true,
                        resource_server: provider.resource_server,
                        default_scopes,
                    },
                ],
            });
        older = await with_scopes(['employees:read']);
        newer = await with_scopes(['employees:read', 'tags:read']);
    });
    after(async () => {
        await provider.stop();
        await older.remove();
        await newer.remove();
        await rm(home, { recursive: true, force: true });
    });

    /** A web server on `port` whose folder can be exchanged. */
    async function changing_site() {
        const current = join(home, 'current');
        const show = async (/** @type {string} */ folder) => {
            for (const suffix of ['', '.nginx']) {
                await symlink(`${folder}${suffix}`, `${current}.next`);
                await rename(`${current}.next`, `${current}${suffix}`);
            }
        };
        await show(older.folder);
        return { ...(await serve(current, port)), show };
    }

    scenario(
        'waits while a flow is under way, and is taken by the next page that is opened',
        {},
        async ({ person, page, watch }) => {
            const site = await changing_site();
            watch.allow_origin(site.origin);
            try {
                await person.open(site.url);
                await installed(page);
                const first = await version(page);
                await person.go_to('Authorise');
                await site.show(newer.folder);
                assert.equal(await look_for_update(page), 'waits');
                await person.get_code();
                assert.equal(await version(page), first);
                assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
                await person.token_becomes('Access token 1', 'active');
                assert.equal(Object.keys(await copies(page)).length, 2);
                await page.reload();
                await page.waitForFunction(
                    (old) => ![undefined, old].includes(document.documentElement.dataset.build),
                    first,
                );
                await person.ready();
                // What the first page left for the next one has come through both.
                await page.getByRole('main').getByText('The page was loaded again').waitFor();
                const second = await version(page);
                const [[name, urls], ...others] = Object.entries(await copies(page));
                assert.equal(others.length, 0);
                assert.ok(name.includes(second));
                const text = await page.evaluate(async () => (await caches.match('./'))?.text());
                assert.ok(text?.includes(`data-build="${second}"`));
                assert.ok(urls.length > 5);
                await person.get_code();
                assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
            } finally {
                await site.stop();
            }
        },
    );

    scenario(
        'that waits is said once, waits on beside another tab, and comes when the only page is reloaded',
        {},
        async ({ person, page, context, watch }) => {
            const site = await changing_site();
            watch.allow_origin(site.origin);
            await context.addInitScript(listen);
            const ready = page.getByRole('group', { name: 'New version' });
            try {
                await person.open(site.url);
                await installed(page);
                const first = await version(page);
                assert.deepEqual(await heard(page), []);
                assert.equal(await ready.count(), 0);
                await site.show(newer.folder);
                assert.equal(await look_for_update(page), 'waits');
                await ready.getByText('A new version of this page is ready').waitFor();
                await ready.getByText(/A reload forgets the\s+secret, the code and the\s+tokens/).waitFor();
                const [words, ...more] = await heard(page);
                assert.match(words, /^status: A new version of this page is ready\. It starts when you reload/);
                assert.deepEqual(more, []);
                // With another tab, a reload is a reload, and the version still waits.
                const other = await context.newPage();
                await other.goto(site.url);
                await other.getByRole('group', { name: 'New version' }).waitFor();
                const loaded = page.waitForEvent('load');
                await person.button('Reload').click();
                await loaded;
                await ready.waitFor();
                assert.equal(await version(page), first);
                // Alone, it brings the new version in.
                await other.close();
                await person.button('Reload').click();
                await page.waitForFunction(
                    (old) => ![undefined, old].includes(document.documentElement.dataset.build),
                    first,
                );
                await person.ready();
                assert.equal(await ready.count(), 0);
            } finally {
                await site.stop();
            }
        },
    );

    scenario('waits for a flow in another tab', {}, async ({ person, page, context, watch }) => {
        const site = await changing_site();
        watch.allow_origin(site.origin);
        try {
            await person.open(site.url);
            await installed(page);
            const first = await version(page);
            await person.authorise();
            await person.log_in();
            await person.button('Approve').waitFor();
            await site.show(newer.folder);
            const other = await context.newPage();
            for (const load of [() => other.goto(site.url), () => other.reload()]) {
                await load();
                await other.getByRole('navigation', { name: 'Steps' }).waitFor();
                assert.equal(await look_for_update(other), 'waits');
                assert.equal(await version(other), first);
            }
            await person.decide('Approve');
            assert.equal(await version(page), first);
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
        } finally {
            await site.stop();
        }
    });

    scenario(
        'that begins while the flow is at an authorisation server elsewhere: the flow comes back to the version it left',
        {},
        async ({ person, page, watch }) => {
            const site = await changing_site();
            watch.allow_origin(site.origin);
            watch.allow_origin(provider.issuer);
            try {
                await person.open(site.url);
                await installed(page);
                const first = await version(page);
                await person.register_at(provider);
                await site.show(newer.folder);
                assert.equal(await look_for_update(page), 'waits');
                // While no page of ours is open, the update becomes the version in use.
                const url = await person.get_code_from_provider();
                assert.ok(url.href.startsWith(provider.authorization_endpoint));
                assert.equal(await version(page), first);
                const { waiting, copies_kept } = await page.evaluate(async () => ({
                    waiting: (await navigator.serviceWorker.ready).waiting !== null,
                    copies_kept: (await caches.keys()).length,
                }));
                assert.equal(waiting, false);
                assert.equal(copies_kept, 2);
                await person.field('Client secret').fill(provider.client_secret);
                assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
                // A page that is opened is a page of the new version.
                await page.goto(site.url);
                await person.ready();
                assert.notEqual(await version(page), first);
            } finally {
                await site.stop();
            }
        },
    );

    scenario('is not taken from a web server that has only half of it', {}, async ({ person, page, watch }) => {
        const half = join(home, 'half');
        for (const suffix of ['', '.nginx']) {
            await cp(`${newer.folder}${suffix}`, `${half}${suffix}`, { recursive: true });
        }
        for (const name of ['index.html', 'index.html.br', 'index.html.gz']) {
            await cp(join(older.folder, name), join(half, name));
        }
        const site = await changing_site();
        watch.allow_origin(site.origin);
        try {
            await person.open(site.url);
            await installed(page);
            const first = await version(page);
            await site.show(half);
            assert.equal(await look_for_update(page), 'refused');
            assert.equal(Object.keys(await copies(page)).length, 1);
            await page.reload();
            await person.ready();
            assert.equal(await version(page), first);
            await site.show(newer.folder);
            assert.equal(await look_for_update(page), 'waits');
        } finally {
            await site.stop();
        }
    });
});
