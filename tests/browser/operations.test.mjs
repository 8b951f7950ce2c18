// @ts-check
// The list of operations: it comes beside the page, may fail to, is searched, walked through by keys, and linked to.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

const employees = 'GET · Search for employees · /v2/employees · users:read';

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
            await person.choose_free_path();
            await person.field('Path').waitFor();
            await person.button('Retry').click();
            await page.getByText('The list of operations did not arrive').waitFor({ state: 'detached' });
            await person.choice('Operation').click();
            await person.rows.nth(50).waitFor();
        },
    );

    scenario(
        'it is found by words of name, path, group and scope in any order, and the choice stays',
        {},
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.go_to('Call APIs');
            const field = person.choice('Operation');
            const status = page.getByRole('status');
            await field.fill('users:read');
            await status.getByText('2 operations match.').waitFor();
            assert.deepEqual(await person.rows.allTextContents(), [
                employees,
                'GET · One employee · /v2/employees/{employeeId} · users:read',
                'Free path · any method and any path',
            ]);
            for (const words of ['list employees', 'employees list', 'EMPLOYEES search /v2']) {
                await field.fill(words);
                assert.equal(await person.rows.first().textContent(), employees, words);
            }
            await person.rows.first().click();
            assert.equal(await field.inputValue(), employees);
            await field.fill('no such thing');
            await status.getByText('No operation matches.').waitFor();
            await page.keyboard.press('Escape');
            await page.getByRole('listbox').waitFor({ state: 'detached' });
            assert.equal(await field.inputValue(), employees);
            await page.getByRole('button', { name: /^Optional parameters, \d+$/ }).click();
            await person.field('email').waitFor();
        },
    );

    scenario(
        'a keyboard comes there by /, walks through it, and always has one place in it',
        { viewport: { width: 1280, height: 720 } },
        async ({ person, page, site }) => {
            await person.open(site.url);
            const field = person.choice('Operation');
            await person.field('Scopes').focus();
            await page.keyboard.press('/'); // typed
            assert.match(await person.field('Scopes').inputValue(), /\//);
            await person.button('Continue').focus();
            await page.keyboard.press('/');
            await person.has_focus(field);
            assert.equal(await field.getAttribute('aria-expanded'), 'false');
            const active = async () => {
                const id = await field.getAttribute('aria-activedescendant');
                const option = page.locator(`[id="${id}"]`);
                const [box, list] = [await option.boundingBox(), await page.getByRole('listbox').boundingBox()];
                assert.ok(
                    box && list && box.y >= list.y - 1 && box.y + box.height <= list.y + list.height + 1,
                    'in sight',
                );
                assert.equal(await page.locator('[role=option][aria-selected=true]').count(), 1);
                return option.textContent();
            };
            await page.keyboard.press('ArrowDown');
            await page.getByRole('listbox').waitFor();
            assert.equal(await field.getAttribute('aria-expanded'), 'true');
            assert.equal(await field.getAttribute('aria-controls'), await page.getByRole('listbox').getAttribute('id'));
            assert.match((await active()) ?? '', /introspect$/);
            await page.keyboard.press('End');
            assert.match((await active()) ?? '', /^Free path/);
            await page.keyboard.press('ArrowDown');
            assert.match((await active()) ?? '', /introspect$/);
            await page.keyboard.press('ArrowUp');
            await page.keyboard.press('Home');
            assert.match((await active()) ?? '', /introspect$/);
            await page.keyboard.press('Escape');
            await page.keyboard.type('list employees'); // in the place of what stood there
            assert.equal(await active(), employees);
            await page.keyboard.press('Enter');
            await page.getByRole('listbox').waitFor({ state: 'detached' });
            assert.equal(await field.inputValue(), employees);
            await person.has_focus(field);
        },
    );

    scenario(
        'a link opens the step with its operation, and the address follows the choice',
        {},
        async ({ person, page, site }) => {
            await person.open(`${site.url}#call-apis/create_tag_group`);
            await person.heading('Call APIs').waitFor();
            await page.waitForFunction(() => location.hash === '#call-apis/create_tag_group');
            await person.field('JSON body').waitFor();
            await person.choose_operation('GET /v2/employees');
            assert.equal(page.url(), `${site.url}#call-apis/list_employees`);
            await person.go_to('Authorise');
            assert.equal(page.url(), site.url);
            await page.evaluate(() => location.assign('#call-apis/list_companies'));
            await person.heading('Call APIs').waitFor();
            assert.match(await person.choice('Operation').inputValue(), /\/v1\/companies/);
            await page.reload();
            await person.heading('Call APIs').waitFor();
            await page.waitForFunction(() => location.hash === '#call-apis/list_companies');
        },
    );

    scenario(
        'what is needed is never optional, and a body is sent as it is after one question',
        {},
        async ({ person, page, site, watch }) => {
            watch.expect_console(/status of 403/, 1); // of a scope that was not asked for
            await person.open(site.url);
            await person.get_code();
            await person.press_and_wait('Exchange code for tokens');
            await person.choose_operation('GET /v0/tag-groups');
            await person.field('company_id').fill('');
            await person.field('company_id').and(page.locator('[aria-required]')).waitFor();
            await person.is_told(/Fill in company_id or organization_id/);
            await person.choose_operation('POST /v0/tag-groups');
            await person.field('JSON body').fill('{ "name": ');
            await person.button('Call API').click();
            const answer = page.waitForResponse(/\/v0\/tag-groups/);
            await person.button('Send it as it is').click();
            assert.equal((await answer).request().postData(), '{ "name": ');
            await person.choice('Operation').click();
            await page
                .getByRole('group', { name: 'Recent calls' })
                .getByRole('option', { name: /Create a tag group/ })
                .waitFor();
        },
    );
});
