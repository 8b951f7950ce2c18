// @ts-check
// The requests of the flow as they leave the browser, against an authorisation server that somebody
// else wrote.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve_with_provider } from './site.mjs';

/** RFC 6749 Appendix B. @param {string} text */
const form_encode = (text) => new URLSearchParams({ x: text }).toString().slice(2);

/** Lets a page remember every fetch with the options that the browser understood. */
function remember_fetches() {
    /** @type {object[]} */
    const calls = [];
    Object.assign(window, { fetches: calls });
    const fetch_of_browser = window.fetch;
    window.fetch = (input, init) => {
        const { url, method, credentials, cache, redirect, referrerPolicy, mode, headers, keepalive } = new Request(
            input,
            init,
        );
        calls.push({
            url,
            method,
            credentials,
            cache,
            redirect,
            referrerPolicy,
            mode,
            keepalive,
            headers: Object.fromEntries(headers),
            abortable: init?.signal instanceof AbortSignal,
        });
        return fetch_of_browser(input, init);
    };
}

describe('the token request', () => {
    const { scenario } = playground(serve_with_provider);

    scenario(
        'S07, S25, S26, S27: says exactly what the RFC asks for, once, with the same redirect URI',
        {},
        async ({ person, watch, site }) => {
            const { provider } = site;
            watch.allow_origin(provider.issuer);
            await person.open(site.url);
            await person.register_at(provider);
            const asked = await person.get_code_from_provider();
            await person.field('Client secret').fill(provider.client_secret);
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);

            const [sent, ...more] = watch.sent('POST', provider.token_endpoint);
            assert.deepEqual(more, []);
            const form = new URLSearchParams(sent.body ?? '');
            assert.deepEqual([...form.keys()].sort(), ['code', 'code_verifier', 'grant_type', 'redirect_uri']);
            assert.equal(form.get('grant_type'), 'authorization_code');
            assert.equal(form.get('redirect_uri'), provider.redirect_uri);
            assert.equal(asked.searchParams.get('redirect_uri'), provider.redirect_uri);
            const challenge = createHash('sha256')
                .update(form.get('code_verifier') ?? '')
                .digest('base64url');
            assert.equal(asked.searchParams.get('code_challenge'), challenge);
            assert.match(form.get('code_verifier') ?? '', /^[A-Za-z0-9._~-]{43,128}$/);

            assert.match(sent.headers['content-type'], /^application\/x-www-form-urlencoded/);
            assert.equal(sent.headers.accept, 'application/json');
            const basic = `${form_encode(provider.client_id)}:${form_encode(provider.client_secret)}`;
            assert.equal(sent.headers.authorization, `Basic ${Buffer.from(basic).toString('base64')}`);
            assert.equal(sent.headers.cookie, undefined);
            assert.ok(!sent.headers.referer);

            await person.go_to('Refresh tokens');
            assert.equal((await person.press_and_wait('Refresh tokens')).status(), 200);
            const refresh = new URLSearchParams(watch.sent('POST', provider.token_endpoint)[1].body ?? '');
            assert.deepEqual([...refresh.keys()].sort(), ['grant_type', 'refresh_token']);
        },
    );

    scenario(
        'S28: every request is sent without cookies, cache, redirects and referrer, and can be aborted',
        {},
        async ({ person, page, context, watch, site }) => {
            const { provider } = site;
            watch.allow_origin(provider.issuer);
            await context.addInitScript(remember_fetches);
            await person.open(site.url);
            await person.register_at(provider);
            await person.get_code_from_provider();
            await person.field('Client secret').fill(provider.client_secret);
            await person.press_and_wait('Exchange code for tokens');
            await person.introspect('RFC 7662, by the client', 'Access token');
            await person.go_to('Call APIs');
            await person.field('Path').fill('/me');
            await person.press_and_wait('Call API');
            const fetches = (await page.evaluate('fetches')).filter((/** @type {{ url: string }} */ { url }) =>
                url.startsWith(provider.issuer),
            );
            assert.equal(fetches.length, 3);
            for (const {
                credentials,
                cache,
                redirect,
                referrerPolicy,
                mode,
                keepalive,
                abortable,
                headers,
            } of fetches) {
                assert.deepEqual(
                    { credentials, cache, redirect, referrerPolicy, mode, keepalive, abortable },
                    {
                        credentials: 'omit',
                        cache: 'no-store',
                        redirect: 'error',
                        referrerPolicy: 'no-referrer',
                        mode: 'cors',
                        keepalive: false,
                        abortable: true,
                    },
                );
                const allowed = new Set(['accept', 'authorization', 'content-type']);
                assert.deepEqual(
                    Object.keys(headers).filter((name) => !allowed.has(name)),
                    [],
                );
            }
        },
    );

    scenario('S29: pressing twice sends the code once', {}, async ({ person, page, watch, site }) => {
        const { provider } = site;
        watch.allow_origin(provider.issuer);
        await person.open(site.url);
        await person.register_at(provider);
        await person.get_code_from_provider();
        await person.field('Client secret').fill(provider.client_secret);
        const button = person.button('Exchange code for tokens');
        const answer = page.waitForResponse(
            (response) => response.url() === provider.token_endpoint && response.request().method() === 'POST',
        );
        await button.evaluate((element) => {
            for (let press = 0; press < 5; press += 1) /** @type {HTMLElement} */ (element).click();
        });
        assert.equal((await answer).status(), 200);
        await person.token_becomes('Access token 1', 'active');
        assert.equal(watch.sent('POST', provider.token_endpoint).length, 1);
    });

    scenario(
        'S33: when the answer to the code is lost on the way, the page says so and never sends it again',
        {},
        async ({ person, page, watch, site }) => {
            const { provider } = site;
            watch.allow_origin(provider.issuer);
            watch.expect_console(/ERR_FAILED/);
            await person.open(site.url);
            await person.register_at(provider);
            await person.get_code_from_provider();
            await person.field('Client secret').fill(provider.client_secret);
            // The request arrives and is answered; the answer does not arrive: the code is spent,
            // and nobody here knows.
            let arrived = 0;
            await page.route(provider.token_endpoint, async (route) => {
                if (route.request().method() === 'POST') {
                    arrived += (await route.fetch()).status() === 200 ? 1 : 0;
                    await route.abort();
                } else {
                    await route.continue();
                }
            });
            await person.button('Exchange code for tokens').click();
            await page
                .getByRole('main')
                .getByText(/Do not send this code again/)
                .waitFor();
            assert.equal(arrived, 1);
            assert.equal(await person.button('Exchange code for tokens').count(), 0);
            assert.equal(watch.sent('POST', provider.token_endpoint).length, 1);
            await person.region('Exchanges').getByText('no answer').waitFor();
            await page.unroute(provider.token_endpoint);
            // The way out works without a reload.
            await person.get_code_from_provider();
            await person.field('Client secret').fill(provider.client_secret);
            assert.equal((await person.press_and_wait('Exchange code for tokens')).status(), 200);
        },
    );

    scenario('S20: an answer that comes from another issuer is refused', {}, async ({ person, page, watch, site }) => {
        const { provider } = site;
        watch.allow_origin(provider.issuer);
        for (const iss of ['http://127.0.0.1:1', `${provider.issuer}/`, undefined]) {
            await person.open(site.url);
            await person.register_at(provider);
            const state = (await person.authorise()).searchParams.get('state') ?? '';
            // The provider redirects before it shows anything.
            await page.getByRole('button', { name: 'Sign-in' }).waitFor();
            await page.goto(
                `${site.url}?${new URLSearchParams({ code: 'made-up', state, ...(iss === undefined ? {} : { iss }) })}`,
            );
            await person.ready();
            await page.getByRole('main').getByText('failed', { exact: true }).first().waitFor();
            assert.equal(await person.button('Exchange code for tokens').count(), 0, String(iss));
        }
        assert.deepEqual(watch.sent('POST', provider.token_endpoint), []);
    });
});
