// @ts-check
// A browser that lacks something, loses something, or comes for the first time.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

describe('a browser', () => {
    const { scenario } = playground(() => serve());

    scenario('without JavaScript is told so in words', { javaScriptEnabled: false }, async ({ page, site }) => {
        await page.goto(site.url);
        await page
            .getByText(/JavaScript/)
            .first()
            .waitFor();
        assert.ok(await page.getByRole('heading', { level: 1 }).isVisible());
    });

    scenario('without WebAssembly is told so in words', {}, async ({ page, context, site }) => {
        await context.addInitScript(() => {
            Reflect.deleteProperty(window, 'WebAssembly');
        });
        await page.goto(site.url);
        await page
            .getByText(/WebAssembly/)
            .first()
            .waitFor();
    });

    scenario(
        'without WebGL2 shows the native layer, and the lifecycle still works',
        {},
        async ({ person, page, context, site }) => {
            await context.addInitScript(() => {
                for (const canvas of [HTMLCanvasElement, OffscreenCanvas]) {
                    const get = canvas.prototype.getContext;
                    // @ts-expect-error the overloads
                    canvas.prototype.getContext = function (kind, ...rest) {
                        // @ts-expect-error the overloads
                        return /webgl/.test(kind) ? null : get.call(this, kind, ...rest);
                    };
                }
            });
            await person.open(site.url);
            assert.equal(await page.locator('html').getAttribute('data-layer'), 'native');
            const colour = await person
                .heading('Register client')
                .evaluate((heading) => getComputedStyle(heading).color);
            assert.doesNotMatch(colour, /, 0\)$|transparent/);
            await person.get_code();
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
            await person.token_becomes('Access token 1', 'active');
        },
    );

    scenario(
        'that loses its graphics goes on working, and paints again when they come back',
        {},
        async ({ person, page, context, site }) => {
            await context.addInitScript(() => {
                const get = HTMLCanvasElement.prototype.getContext;
                // @ts-expect-error the overloads
                HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
                    const made = get.call(this, kind, ...rest);
                    if (kind === 'webgl2' && made !== null) {
                        Object.assign(window, {
                            loss: /** @type {WebGL2RenderingContext} */ (made).getExtension('WEBGL_lose_context'),
                        });
                    }
                    return made;
                };
            });
            await person.open(site.url);
            await page.evaluate('loss.loseContext()');
            await person.go_to('Authorise');
            await page.waitForFunction(() => document.documentElement.dataset.layer === 'native');
            await page.evaluate('loss.restoreContext()');
            await page.waitForFunction(() => document.documentElement.dataset.layer !== 'native');
            await person.go_to('Register client');
        },
    );

    scenario('on its first visit needs no reload, and loads the page once', {}, async ({ person, watch, site }) => {
        await person.open(site.url);
        await person.authorise();
        await person.field('Email').waitFor();
        const loads = watch.requests.filter(({ url, navigation }) => navigation && url === site.url);
        assert.equal(loads.length, 1);
    });
});
