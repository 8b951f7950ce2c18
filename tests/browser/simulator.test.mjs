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
                for (const { versionId, runningStatus } of versions)
                    workers.set(versionId, runningStatus);
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

    scenario(
        'a page that was reloaded past all caches is let in',
        {},
        async ({ person, page, context, site }) => {
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
        },
    );

    scenario(
        'a wrong password is told, and no page holds a script',
        {},
        async ({ person, page, site }) => {
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
        },
    );
});
