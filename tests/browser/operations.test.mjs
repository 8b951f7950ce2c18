// @ts-check
// The list of operations: it comes beside the page, may fail to, and is searched.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

describe('the list of operations', () => {
    const { scenario } = playground(() => serve());

    scenario(
        'a list that does not arrive stops nobody, and comes when it is asked for again',
        {},
        async ({ person, page, watch, site }) => {
            watch.expect_console(/reference\.[0-9a-f]+\.txt/);
            await page.route(/\/reference\.[0-9a-f]+\.txt$/, (route) => route.abort(), { times: 1 });
            await person.open(site.url);
            await person.go_to('Call APIs');
            await page.getByText('The list of operations did not arrive').waitFor();
            await person.choice('Operation').selectOption({ label: 'Free path' });
            await person.field('Path').waitFor();
            await person.button('Retry').click();
            await person.field('Search operations').waitFor();
            assert.ok((await person.choice('Operation').locator('option').count()) > 50);
        },
    );

    scenario(
        'a search narrows the list by name, path and scope, keeps the choice, and says what it found',
        {},
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.go_to('Call APIs');
            const options = person.choice('Operation').locator('option');
            const status = page.getByRole('status');
            await person.field('Search operations').fill('users:read');
            await status.getByText('2 operations match.').waitFor();
            assert.deepEqual(await options.allTextContents(), [
                'App marketplace · GET /v1/introspect',
                'Employees · GET /v2/employees',
                'Employees · GET /v2/employees/{employeeId}',
                'Free path',
            ]);
            await person.choice('Operation').selectOption({ label: 'Employees · GET /v2/employees' });
            await person.field('Search operations').fill('no such thing');
            await status.getByText('No operation matches.').waitFor();
            assert.deepEqual(await options.allTextContents(), ['Employees · GET /v2/employees', 'Free path']);
            await person.field('employeeId').waitFor({ state: 'detached' });
            await page.getByRole('button', { name: /^Optional parameters, \d+$/ }).click();
            await person.field('email').waitFor();
        },
    );
});
