// @ts-check
// What the page looks like, as far as a machine can tell: sizes of letters, rows in sight, the bar that stays, quiet links.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

const desk = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Sizes of all words in an element. @param {import('playwright-core').Locator} where */
const sizes = (where) =>
    where.evaluate((region) =>
        [
            ...new Set(
                [...region.querySelectorAll('span, h2, h3, h4, code, a, button')].map(
                    (each) => getComputedStyle(each).fontSize,
                ),
            ),
        ].sort(),
    );

describe('look', () => {
    const { scenario } = playground(() => serve());

    scenario(
        'thirty rows of the enlarged list of exchanges are in sight at 1440x900',
        desk,
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.get_tokens();
            await person.go_to('Call APIs');
            for (let call = 0; call < 30; ++call) {
                await person.button('Call API').click();
                await page
                    .getByRole('main')
                    .getByText(new RegExp(`exchange ${4 + call}$`))
                    .waitFor();
            }
            await person.button('Enlarge list').click();
            const rows = person.region('Exchanges').getByRole('listitem');
            await rows.nth(29).waitFor();
            let seen = 0;
            for (const row of await rows.all()) {
                const box = await row.boundingBox();
                if (box && box.height > 0 && box.y >= 56 && box.y + box.height <= 900) seen += 1;
            }
            assert.ok(seen >= 30, `${seen} rows`);
        },
    );

    scenario(
        'words beside the step have one size, and nothing is as large as the title of the step',
        desk,
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.get_tokens();
            await person.region('Exchanges').getByRole('button', { expanded: false }).first().click();
            await person.region('Exchanges').getByText('What the browser hides').waitFor();
            assert.deepEqual(await sizes(person.region('What happened')), ['14px']);
            const all = await sizes(page.locator('#page'));
            assert.deepEqual(all, ['14px', '18px', '24px']);
            assert.equal(
                await page
                    .locator('#page')
                    .evaluate(
                        (top) =>
                            [...top.querySelectorAll('*')].filter(
                                (each) =>
                                    /^(H\d|SPAN)$/.test(each.tagName) && getComputedStyle(each).fontSize === '24px',
                            ).length,
                    ),
                1,
            );
        },
    );

    scenario(
        'a standard that is named is a link of its own tab, which tells nobody where it stands',
        desk,
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.go_to('Authorise');
            const link = page.getByRole('main').getByRole('link', { name: 'RFC 7636 §4.1', exact: true });
            assert.equal(await link.getAttribute('href'), 'https://www.rfc-editor.org/rfc/rfc7636#section-4.1');
            assert.equal(await link.getAttribute('target'), '_blank');
            assert.match((await link.getAttribute('rel')) ?? '', /noreferrer/);
            await person.go_to('Get access');
            const source = page.getByRole('main').getByRole('link', { name: "Pleo's page: Ask for access" });
            assert.match((await source.getAttribute('href')) ?? '', /^https:\/\/developers\.pleo\.io\/docs\//);
        },
    );

    scenario(
        'on a phone a bar stays, says where one is, and leads back and on',
        phone,
        async ({ person, page, site }) => {
            await person.open(site.url);
            await person.go_to('Redirect and exchange');
            const words = page.getByText('Step 4 of 7 · Redirect', { exact: true });
            await words.waitFor();
            await page.getByText(/^Build /).scrollIntoViewIfNeeded();
            const box = await words.boundingBox();
            assert.ok(box && box.y >= 0 && box.y + box.height <= 52, 'in sight, whatever was scrolled');
            await person.button('Next step').click();
            await person.heading('Call APIs').waitFor();
            await person.has_focus(person.button('Next step'));
            await person.button('Back a step').click();
            await person.heading('Redirect and exchange').waitFor();
            await person.button('Keyboard shortcuts').click();
            await page.getByRole('dialog').waitFor();
        },
    );

    scenario('an exchange is sent again, and never one with a code', desk, async ({ person, site }) => {
        await person.open(site.url);
        await person.get_tokens();
        await person.call('GET /v2/employees');
        const list = person.region('Exchanges');
        await list.getByRole('button', { name: /^3 Token request/ }).click();
        await list.getByText(/this one may be spent/).waitFor();
        assert.equal(await person.button('Send again 3').getAttribute('aria-disabled'), 'true');
        await list.getByRole('button', { name: /^4 GET/ }).click();
        await person.button('Send again 4').click();
        await list.getByText('Sent again as exchange 5').waitFor();
        await list.getByRole('button', { name: /^5 GET .*200 OK/ }).waitFor();
    });

    scenario('the whole integration is there to take along', desk, async ({ person, page, site }) => {
        await person.open(site.url);
        await person.go_to('Refresh tokens');
        for (const [language, file] of [
            ['Node', 'node/pleo.mjs'],
            ['C#', 'csharp/Pleo.cs'],
        ]) {
            const link = page.getByRole('main').getByRole('link', { name: language, exact: true });
            assert.equal(await link.getAttribute('href'), `integrations/${file}`);
            const answer = await page.request.get(new URL(`integrations/${file}`, site.url).href);
            assert.match(await answer.text(), /CLIENT_SECRET/);
        }
    });
});
