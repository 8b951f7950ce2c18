// @ts-check
// Fields are the browser's own, so whatever it can type, they take.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { playground } from './harness.mjs';
import { serve } from './site.mjs';

describe('fields', () => {
    const { scenario } = playground(() => serve());

    scenario(
        'S48: are offered to no autofill and no spell checker, and take their direction from what is in them',
        {},
        async ({ person, page, site }) => {
            await person.open(site.url);
            const fields = page.getByRole('textbox');
            assert.ok((await fields.count()) >= 4);
            for (const field of await fields.all()) {
                // With "off" the browser would offer to keep a secret.
                const secret = (await field.getAttribute('type')) === 'password';
                assert.equal(await field.getAttribute('autocomplete'), secret ? 'one-time-code' : 'off');
                assert.equal(await field.getAttribute('dir'), 'auto');
                assert.equal(await field.getAttribute('autocapitalize'), 'none');
                assert.equal(
                    await field.evaluate((element) => /** @type {HTMLInputElement} */ (element).spellcheck),
                    false,
                );
            }
            assert.equal(await person.field('Client secret').getAttribute('type'), 'password');
            await person.field('Client ID').fill('\u05e9\u05dc\u05d5\u05dd');
            const direction = await person
                .field('Client ID')
                .evaluate((element) => getComputedStyle(element).direction);
            assert.equal(direction, 'rtl');
        },
    );

    scenario(
        'a secret pasted with blanks, a line end and an invisible character is told to be so',
        { permissions: ['clipboard-read', 'clipboard-write'] },
        async ({ person, page, site }) => {
            await person.open(site.url);
            const field = person.field('Client secret');
            // A field of one line takes no line end; what it takes and nobody sees is described.
            for (const [pasted, taken, told] of /** @type {const} */ ([
                [' secret\n', ' secret', /space before the first character/],
                ['pasted\u200bsecret', 'pasted\u200bsecret', /U\+200B/],
                ['pasted secret', 'pasted secret', /^(?!.*(U\+|space))/],
            ])) {
                await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
                await field.focus();
                await page.keyboard.press('Control+A');
                await page.keyboard.press('Control+V');
                assert.equal(await field.inputValue(), taken);
                const described = await field.evaluate((element) => {
                    const id = element.getAttribute('aria-describedby');
                    return (id && document.getElementById(id)?.textContent) || '';
                });
                assert.match(described, told);
            }
        },
    );

    scenario(
        'undo and redo go back and forth over what was typed, and the page follows',
        {},
        async ({ person, page, site }) => {
            await person.open(site.url);
            const field = person.field('Scopes');
            const before = await field.inputValue();
            await field.focus();
            await page.keyboard.press('Control+A');
            await page.keyboard.type('users:read');
            await page.keyboard.press('Control+Z');
            assert.equal(await field.inputValue(), before);
            await page.keyboard.press('Control+Shift+Z');
            assert.equal(await field.inputValue(), 'users:read');
            await person.go_to('Authorise');
            await page.getByRole('main').getByText('users:read').first().waitFor();
        },
    );

    scenario(
        'an input method composes in place: nothing is lost while it does, and the page gets the word',
        {},
        async ({ person, page, context, site }) => {
            await person.open(site.url);
            const devtools = await context.newCDPSession(page);
            const field = person.field('Scopes');
            await field.fill('');
            await field.focus();
            for (const text of ['k', '\u304b', '\u304b\u3093', '\u6f22']) {
                await devtools.send('Input.imeSetComposition', {
                    text,
                    selectionStart: text.length,
                    selectionEnd: text.length,
                });
                assert.equal(await field.inputValue(), text);
            }
            await devtools.send('Input.insertText', { text: '\u6f22\u5b57' });
            assert.equal(await field.inputValue(), '\u6f22\u5b57');
            await person.go_to('Authorise');
            await person.go_to('Register client');
            assert.equal(await person.field('Scopes').inputValue(), '\u6f22\u5b57');
        },
    );

    scenario(
        'dead keys and AltGr type what the keyboard has there, and start no shortcut',
        {},
        async ({ person, page, context, site }) => {
            await person.open(site.url);
            const field = person.field('Scopes');
            await field.fill('');
            await field.focus();
            const devtools = await context.newCDPSession(page);
            // Windows tells AltGr as Ctrl and Alt together.
            const alt_and_ctrl = 1 + 2;
            for (const [key, code] of [
                ['@', 'KeyQ'],
                ['?', 'Minus'],
                ['\\', 'Minus'],
                ['\u20ac', 'KeyE'],
            ]) {
                const stroke = { key, code, modifiers: alt_and_ctrl };
                await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...stroke });
                await devtools.send('Input.dispatchKeyEvent', { type: 'char', text: key });
                await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...stroke });
            }
            const dead = { key: 'Dead', code: 'Equal' };
            await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...dead });
            await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...dead });
            await devtools.send('Input.imeSetComposition', {
                text: '\u00b4',
                selectionStart: 1,
                selectionEnd: 1,
            });
            await devtools.send('Input.insertText', { text: '\u00e9' });
            assert.equal(await field.inputValue(), '@?\\\u20ac\u00e9');
            assert.equal(await page.getByRole('dialog').count(), 0);
            await person.go_to('Authorise');
            await person.go_to('Register client');
            assert.equal(await person.field('Scopes').inputValue(), '@?\\\u20ac\u00e9');
        },
    );

    scenario('text can be dragged from one field into another', {}, async ({ person, page, site }) => {
        await person.open(site.url);
        const from = person.field('Client ID');
        const to = person.field('Scopes');
        await from.fill('dragged');
        await to.fill('');
        await from.focus();
        await page.keyboard.press('Control+A');
        const [source, target] = [await from.boundingBox(), await to.boundingBox()];
        assert.ok(source && target);
        await page.mouse.move(source.x + 30, source.y + source.height / 2);
        await page.mouse.down();
        await page.mouse.move(source.x + 60, source.y + source.height / 2 + 30, { steps: 5 });
        await page.mouse.move(target.x + 40, target.y + target.height / 2, { steps: 10 });
        await page.mouse.up();
        await page.waitForFunction(
            (element) => /** @type {HTMLInputElement} */ (element)?.value === 'dragged',
            await to.elementHandle(),
        );
        await person.go_to('Authorise');
        await person.go_to('Register client');
        assert.equal(await person.field('Scopes').inputValue(), 'dragged');
    });
});
