// @ts-check
// Selecting and copying a text that is longer than what the mirror holds of it.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { auth_host, client } from '../stand-in/server.mjs';
import { copied_text } from './clipboard.mjs';
import { playground } from './harness.mjs';
import { serve_with_stand_in } from './site.mjs';

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
