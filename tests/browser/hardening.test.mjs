// @ts-check
// What the page may do at all: headers on every answer, hosts it may talk to, and what happens when
// it is asked for more.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { playground } from './harness.mjs';
import { assemble, serve } from './site.mjs';

const staging_hosts = ['https://auth.staging.pleo.io', 'https://external.staging.pleo.io'];

describe('the served page', () => {
    const { scenario } = playground(() => serve());

    scenario(
        'S50, S52, S54: every answer of the web server carries the policy and the other headers',
        {},
        async ({ person, page, watch, site }) => {
            watch.expect_console(/status of 404.*not-there/);
            await person.open(site.url);
            await person.get_code();
            await page.goto(`${site.url}not-there`);
            const served = watch.responses.filter(
                ({ url, from_service_worker }) => url.startsWith(site.url) && !from_service_worker,
            );
            assert.ok(served.some(({ status }) => status === 404));
            assert.ok(served.some(({ url }) => url.endsWith('.wasm')));
            for (const { url, headers } of served) {
                const policy = new Map(
                    headers['content-security-policy'].split(';').map((directive) => {
                        const [name, ...values] = directive.trim().split(/\s+/);
                        return [name, values.sort().join(' ')];
                    }),
                );
                assert.deepEqual(
                    Object.fromEntries(policy),
                    {
                        'default-src': "'none'",
                        'script-src': "'self' 'wasm-unsafe-eval'",
                        'style-src': "'self'",
                        'img-src': "'self' data:",
                        'font-src': "'self'",
                        'manifest-src': "'self'",
                        'connect-src': ["'self'", ...staging_hosts].sort().join(' '),
                        'base-uri': "'none'",
                        'form-action': "'none'",
                        'object-src': "'none'",
                        'require-trusted-types-for': "'script'",
                        'trusted-types': 'playground',
                        'frame-ancestors': "'none'",
                    },
                    url,
                );
                assert.equal(headers['referrer-policy'], 'no-referrer', url);
                assert.equal(headers['x-content-type-options'], 'nosniff', url);
                assert.equal(headers['cross-origin-opener-policy'], 'same-origin', url);
                assert.match(headers['permissions-policy'], /camera=\(\)/, url);
                assert.equal(headers['set-cookie'], undefined, url);
            }
            const wasm = served.find(({ url }) => url.endsWith('.wasm'));
            assert.equal(wasm?.headers['content-type'], 'application/wasm');
        },
    );

    scenario(
        'S50: the policy holds: a request to a third host is stopped by the browser',
        {},
        async ({ person, page, watch, site }) => {
            // Chromium lists what its policy stopped among the requests. Nothing left, as its
            // reason says.
            watch.expect_console(/violates the following Content Security Policy directive: "connect-src/, 2);
            watch.expect_console(/policy violation: connect-src blocked https:\/\/auth\.pleo\.io/, 2);
            watch.expect_console(/Fetch API cannot load|Refused to connect/);
            await person.open(site.url);
            const words = await page.evaluate(() =>
                fetch('https://auth.pleo.io/oauth/token', { method: 'POST' }).then(
                    () => 'sent',
                    (error) => String(error),
                ),
            );
            assert.match(words, /TypeError/);
        },
    );

    scenario(
        'S51: a Production host in the path is refused with the reason, and no packet leaves',
        {},
        async ({ person, page, site, watch }) => {
            await person.open(site.url);
            await person.get_code();
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Access token 1', 'active');
            await person.choose_free_path();
            const before = watch.requests.length;
            const reason = /not Staging|look-?s? like|part before an @|over https|Start the path with a slash/;
            for (const path of [
                'https://auth.pleo.io/oauth/token',
                'https://external.pleo.io/v2/employees',
                'https://external.staging.pleo.io.evil.example/',
                'https://external.staging.pleo.io@evil.example/',
                'http://external.staging.pleo.io/v2/employees',
                'external.pleo.io/v2/employees',
            ]) {
                await person.field('Path').fill(path);
                await page.getByRole('main').getByText(reason).first().waitFor();
                assert.equal(await person.button('Call API').isEnabled(), false, path);
            }
            // Two slashes are a path here, not a host.
            await person.field('Path').fill('//external.pleo.io/v2/employees');
            const planned = page.getByRole('main').getByRole('code');
            await planned.filter({ hasText: '/simulated/external//external.pleo.io/v2' }).waitFor();
            assert.ok((await planned.textContent())?.includes(`Host: ${new URL(site.url).host}`));
            assert.equal(watch.requests.length, before);
        },
    );

    scenario(
        "S53, S23: a whole run asks nobody but the page's own origin, and no cache keeps the callback",
        {},
        async ({ person, page, watch, site }) => {
            await person.open(site.url);
            await person.get_code();
            await person.press_and_wait('Exchange code for tokens');
            await person.call('GET /v2/employees');
            const origins = new Set(watch.requests.map(({ url }) => new URL(url).origin));
            assert.deepEqual([...origins], [site.origin]);
            for (const { headers } of watch.requests) assert.ok(!headers.referer);
            const cached = await page.evaluate(async () => {
                const urls = [];
                for (const name of await caches.keys()) {
                    for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
                }
                return urls;
            });
            assert.deepEqual(
                cached.filter((url) => url.includes('code=')),
                [],
            );
        },
    );

    scenario(
        'S69: a token of the simulator has its prefix, in words and in looks',
        {},
        async ({ person, page, site }) => {
            await person.open(site.url);
            await page.getByText('Simulated: nothing leaves this page').waitFor();
            await person.get_code();
            await person.press_and_wait('Exchange code for tokens');
            const { access_token, refresh_token } = await person.pair(1);
            assert.match(access_token, /^sim_/);
            assert.match(refresh_token, /^sim_/);
        },
    );

    scenario(
        'S32: no address that the page ever asked for holds a token or the secret',
        {},
        async ({ person, watch, site }) => {
            await person.open(site.url);
            await person.go_to('Register client');
            const secret = await person.field('Client secret').inputValue();
            await person.get_code();
            await person.press_and_wait('Exchange code for tokens');
            const { access_token, refresh_token } = await person.pair(1);
            await person.call('GET /v2/employees');
            await person.introspect('RFC 7662, by the client', 'Refresh token');
            for (const { url } of watch.requests) {
                for (const value of [secret, access_token, refresh_token])
                    assert.equal(url.includes(value), false, url);
            }
        },
    );
});

describe('environments.json', () => {
    const good = {
        id: 'other',
        name: 'Other',
        kind: 'other',
        authorization_endpoint: 'https://as.example/auth',
        token_endpoint: 'https://as.example/token',
        resource_server: 'https://api.example',
        default_scopes: [],
    };
    const hosts = [
        'https://auth.pleo.io/oauth/token',
        'https://AUTH.PLEO.IO./oauth/token',
        'https://openapi.staging.pleo.io/v1',
        'https://u:p@as.example/token',
        'http://as.example/token',
    ];
    for (const token_endpoint of hosts) {
        it(`S51, S08: a site with the endpoint ${token_endpoint} cannot be assembled`, async () => {
            await assert.rejects(assemble({ environments: [{ ...good, token_endpoint }] }), /environments\.json:\d+: /);
        });
    }
});
