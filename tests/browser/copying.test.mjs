// @ts-check
// Copying what is more than one line in sight: a text of which the mirror holds a part, and code that is written
// when it is asked for.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { auth_host, client } from '../stand-in/server.mjs';
import { copied_text } from './clipboard.mjs';
import { playground } from './harness.mjs';
import { serve, serve_with_stand_in } from './site.mjs';

const employees = Array.from({ length: 2000 }, (_, i) => ({ id: `employee-${i}`, code: String(i) }));
const body = JSON.stringify({ data: employees });

describe('a long body', () => {
    const { scenario } = playground(() => serve_with_stand_in());

    scenario(
        'Ctrl+A and Ctrl+C copy all of it, of which the page holds the part in sight only',
        { permissions: ['clipboard-read', 'clipboard-write'] },
        async ({ person, page, watch, site }) => {
            watch.allow_origin(`https://${auth_host}`);
            await person.open(site.url);
            await person.register_at_staging(client, 'Relay');
            await person.get_code();
            await person.field('Client secret').fill(client.client_secret);
            await person.press_and_wait('Exchange code for tokens');
            await person.token_becomes('Access token 1', 'active');
            await page.route('**/relay/**/v2/employees**', (route) =>
                route.fulfill({ contentType: 'application/json', body }),
            );
            await person.call('GET /v2/employees');
            const main = page.getByRole('main');

            /** Ctrl+A and Ctrl+C where the focus or the last press is. */
            const copy_all = async () => {
                await page.evaluate(() => navigator.clipboard.writeText('nothing'));
                await page.keyboard.press('Control+A');
                await page.keyboard.press('Control+C');
                return copied_text(page, 'nothing');
            };
            const tree = main.getByRole('tree', { name: 'Body' });
            await tree.getByRole('treeitem', { name: '"id": "employee-0"' }).click();
            assert.equal(await tree.getByText('employee-1000').count(), 0);
            assert.equal(await copy_all(), body);

            await main.getByRole('button', { name: 'Exact bytes', exact: true }).click();
            const code = main.getByRole('code').filter({ hasText: 'employee-0' });
            await code.click();
            assert.ok(((await code.textContent()) ?? '').length < body.length / 2);
            assert.equal(await copy_all(), body);
        },
    );
});

describe('a request as code', () => {
    const { scenario } = playground(() => serve());

    scenario(
        'S63 comes when it is asked for, runs on names of the environment, and is copied as it is shown',
        { permissions: ['clipboard-read', 'clipboard-write'] },
        async ({ person, page, site }) => {
            /** @type {string[]} */
            const loaded = [];
            page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
            await person.open(site.url);
            await person.get_tokens();
            const token = await person.value_of_token('Access token 1');
            const list = person.region('Exchanges');
            await list.getByRole('button', { name: /^3 Token request/ }).click();
            assert.deepEqual(
                loaded.filter((path) => path.includes('snippets')),
                [],
            );
            for (const [language, sign] of [
                ['Python', 'os.environ["CLIENT_SECRET"]'],
                ['C#', 'Environment.GetEnvironmentVariable("CLIENT_SECRET")'],
            ]) {
                await list.getByRole('button', { name: language, exact: true }).click();
                const code = list.getByRole('code').filter({ hasText: sign });
                await code.waitFor();
                await page.evaluate(() => navigator.clipboard.writeText('nothing'));
                await list.getByRole('button', { name: /^Copy code/ }).click();
                const copied = await copied_text(page, 'nothing');
                await list
                    .getByRole('button', { name: /^Copy code/ })
                    .getByText('Copied')
                    .waitFor();
                assert.ok(copied.includes(sign), copied);
                assert.ok(!copied.includes(token), copied);
            }
            await list.getByRole('button', { name: 'C#', exact: true }).click();
            await list.getByRole('button', { name: /^Copy code/ }).waitFor({ state: 'detached' });
            assert.equal(loaded.filter((path) => path.includes('snippets')).length, 1);
        },
    );
});
