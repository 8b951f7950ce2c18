// @ts-check
// A token from birth to death.

import assert from 'node:assert/strict';

/** @type {import('../suite.mjs').Behaviours} */
export const lifecycle = {
    'the whole token lifecycle on Simulated Staging works by role and name': async ({ visit }) => {
        const ada = await visit();
        await ada.get_tokens();
        await ada.page.evaluate(() => location.assign('#call-apis/list_employees')); // a link to the operation
        await ada.sees('heading', 'Call APIs');
        await ada.press_button('Call API');
        await ada.sees('tree', 'Body');
        await ada.reads('ada@dummy.example');
        await ada.ask('Expiry and revocation', 'Form', 'RFC 7662, by the client', 'Introspect token');
        await ada.reads('Introspection of the access token');
        await ada.go_to('Refresh tokens');
        await ada.press_button('Refresh tokens');
        await ada.token(/^Pair 1, rotated$/);
        await ada.token(/Access token 2 .*\bactive\b/);
        await ada.token(/Refresh token 2 .*\bactive\b/);
        await ada.go_to('Expiry and revocation');
        await ada.press_button('Disconnect');
        await ada.token(/^Pair 2, revoked$/);
        await ada.press_button('Forget everything');
        await ada.press_button('Forget all of it');
        await ada.reads('Entries left, counted just now');
        assert.deepEqual(await ada.tokens(), []);
    },

    'nothing is written on the console, from the first visit to a token': async ({ visit }) => {
        const ada = await visit();
        ada.page.messages();
        await ada.get_tokens();
        assert.deepEqual(ada.page.messages(), []);
    },
};
