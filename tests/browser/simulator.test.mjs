// @ts-check
// Simulated Staging where it lives: in a service worker that the browser stops, bypasses and restarts as it likes.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

describe('Simulated Staging in its service worker', () => {
    const { scenario } = playground(serve);

    scenario(
        'a stopped worker forgets nothing',
        {},
        async ({ person, page, context, site }) => {
            await person.open(site.url);
            await person.get_code();
            const devtools = await context.newCDPSession(page);
            await devtools.send('ServiceWorker.enable');
            for (const press of ['Exchange code for tokens', 'Refresh tokens']) {
                await devtools.send('ServiceWorker.stopAllWorkers');
                if (press === 'Refresh tokens') await person.go_to(press);
                assert.equal((await person.press_and_wait(press)).status(), 200, press);
            }
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
            await person.has_focus(person.field('Email'));
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
