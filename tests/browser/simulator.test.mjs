// @ts-check
// Simulated Staging where it lives: in a service worker that the browser stops, bypasses and
// restarts as it likes.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

describe('Simulated Staging in its service worker', () => {
    const { scenario } = playground(serve);

    scenario(
        'a worker that the browser stops at any time forgets nothing',
        {},
        async ({ person, page, context, site }) => {
            const session = await context.newCDPSession(page);
            /** @type {Map<string, string>} */
            const workers = new Map();
            session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
                for (const { versionId, runningStatus } of versions) workers.set(versionId, runningStatus);
            });
            await session.send('ServiceWorker.enable');
            const stop = async () => {
                await session.send('ServiceWorker.stopAllWorkers');
                const deadline = Date.now() + 10_000;
                while ([...workers.values()].some((status) => status !== 'stopped')) {
                    assert.ok(Date.now() < deadline, `still ${[...workers.values()]}`);
                    await page.evaluate('0');
                }
                assert.ok(workers.size > 0);
            };
            await person.open(site.url);
            await person.authorise();
            await person.log_in();
            await person.button('Approve').waitFor();
            await stop();
            await person.decide('Approve');
            await stop();
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
            await person.token_becomes('Access token 1', 'active');
            await stop();
            await person.go_to('Refresh tokens');
            assert.equal((await person.press_and_wait('Refresh tokens')).status(), 200);
            await stop();
            assert.equal((await person.call('GET /v2/employees')).status(), 200);
        },
    );

    scenario('a page that was reloaded past all caches is let in', {}, async ({ person, page, context, site }) => {
        await person.open(site.url);
        const devtools = await context.newCDPSession(page);
        const loaded = page.waitForEvent('load');
        await devtools.send('Page.reload', { ignoreCache: true });
        await loaded;
        await person.ready();
        const clock = await page.evaluate(async () => {
            if (!navigator.serviceWorker.controller) {
                await new Promise((resolve) =>
                    navigator.serviceWorker.addEventListener('controllerchange', resolve, {
                        once: true,
                    }),
                );
            }
            return (await fetch('simulated/control/clock')).status;
        });
        assert.equal(clock, 200);
    });

    scenario('a wrong password is told, and no page holds a script', {}, async ({ person, page, site }) => {
        await person.open(site.url);
        await person.authorise();
        await person.field('Email').waitFor();
        assert.equal(await page.locator('script').count(), 0);
        await person.field('Email').fill('ada@dummy.example');
        await person.field('Password').fill('wrong');
        await person.button('Log in').click();
        await page.getByRole('alert').getByText('do not match').waitFor();
        assert.equal(await person.field('Email').inputValue(), 'ada@dummy.example');
        await person.has_focus(person.field('Password'));
        await person.field('Password').fill('ada-dummy');
        await person.button('Log in').click();
        await person.button('Deny').waitFor();
        assert.equal(await page.locator('script').count(), 0);
    });

    scenario(
        'S24, S69: other sites reach neither the control door nor an endpoint, and send nobody on',
        {},
        async ({ person, page, context, watch, site }) => {
            await person.open(site.url);
            await page.evaluate(async () => {
                if (navigator.serviceWorker.controller) return;
                await new Promise((resolve) =>
                    navigator.serviceWorker.addEventListener('controllerchange', resolve, {
                        once: true,
                    }),
                );
            });
            const state = () => page.evaluate(async () => (await fetch('simulated/control/clock')).text());
            await page.evaluate(() => fetch('simulated/control/clock', { method: 'POST', body: 'advance_seconds=60' }));
            const before = JSON.parse(await state());
            assert.equal(before.offset_seconds, 60);

            // A document of no origin stands for another site: what it sends is as foreign.
            const other = await context.newPage();
            const send = async (/** @type {string} */ path, /** @type {string} */ body) => {
                await other.setContent(
                    `<form method="post" action="${site.url}${path}"><input name="${body.split('=')[0]}" ` +
                        `value="${body.split('=')[1]}"><button>Go</button></form>`,
                );
                const answered = other.waitForNavigation();
                await other.getByRole('button').click();
                return (await answered)?.status();
            };
            watch.expect_console(/status of 403/, 6);
            for (const [path, body] of [
                ['simulated/control/clock', 'advance_seconds=3600'],
                ['simulated/control/reset', 'x=1'],
                ['simulated/auth/oauth/token', 'grant_type=authorization_code'],
                ['simulated/auth/oauth/token/introspect', 'token=x'],
            ]) {
                assert.equal(await send(path, body), 403, path);
            }
            assert.equal((await other.goto(`${site.url}simulated/control/state`))?.status(), 403);
            assert.equal((await other.goto(`${site.url}simulated/external/v1/introspect`))?.status(), 403);
            assert.equal(JSON.parse(await state()).offset_seconds, 60);

            watch.expect_console(/status of 400/, 2);
            for (const parameters of [
                { response_type: 'token', redirect_uri: site.url },
                { response_type: 'code', redirect_uri: 'http://localhost:8080/' },
            ]) {
                const query = new URLSearchParams({
                    client_id: '51a01a7e-0000-4000-8000-000000000001',
                    state: 'of-the-attacker',
                    ...parameters,
                });
                const url = `${site.url}simulated/auth/oauth/authorize?${query}`;
                assert.equal((await other.goto(url))?.status(), 400);
                assert.equal(other.url(), url, 'nobody was sent on');
            }
            await other.close();
        },
    );
});
