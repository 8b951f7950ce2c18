// @ts-check
// What Orca says of the page, in Firefox and in Chromium: one session each, a lifecycle and a failure. With
// UPDATE_HEARD=1 all that was said goes into transcripts/, to be read from beginning to end.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { serve } from '../browser/site.mjs';
import { begin } from './walk.mjs';

/** @typedef {import('./walk.mjs').Walk} Walk */

/** Without what differs from run to run. @param {string[]} transcript */
const steady = (transcript) =>
    `${transcript.join('\n')}\n`
        .replace(/[ \t]+$/gm, '')
        .replace(/localhost( colon |:)\d+/g, 'localhost$18080')
        .replace(/Build [0-9a-f]+/g, 'Build 0')
        .replace(/\d+ ms/g, '10 ms')
        .replace(/\d+ min \d+ s/g, '10 min 0 s')
        .replace(/\d\d:\d\d:\d\d/g, '12:00:00')
        .replace(/\d+ of \d+ KB/g, '0 of 0 KB');

for (const browser of /** @type {const} */ (['firefox', 'chromium'])) {
    describe(`by ear in ${browser}`, { timeout: 600_000 }, () => {
        /** @type {Awaited<ReturnType<typeof serve>>} */ let site;
        /** @type {Walk} */ let walk;
        before(async () => {
            site = await serve();
            ({ walk } = await begin(browser, site.url));
        });
        after(async () => {
            await walk?.stop();
            await site?.stop();
            if (walk && process.env.UPDATE_HEARD)
                await writeFile(new URL(`transcripts/${browser}.txt`, import.meta.url), steady(walk.transcript));
        });

        /**
         * @param {string} step @param {RegExp[]} said @param {RegExp[]} [unsaid]
         * @param {string} [later] a step for what may be said after a silence: an answer takes its time
         */
        async function hear(step, said, unsaid = [], later = '') {
            let words = await walk.take(step);
            if (later) words += `\n${await walk.take(later)}`;
            const around = () => walk.transcript.slice(-60).join('\n');
            for (const each of said) assert.match(words, each, around());
            for (const each of unsaid) assert.doesNotMatch(words, each, around());
            return words;
        }

        it('headings and landmarks are the page’s, and nothing that is not a control is clickable', async () => {
            await hear('ctrl+Home', [/OAuth 2\.0 playground heading level 1/]);
            await hear('h', [/Register client heading level 2/], [/clickable/]);
            await hear('h', [/Tokens heading level 2/], [/clickable/]);
            await hear('m', [], [/statusbar/]);
            await hear('ctrl+End', [], [/statusbar|alert/]);
        });

        it('a step that changes is said once, and reading goes on at its heading', async () => {
            await hear('ctrl+Home', []);
            await hear('b~Continue push~12', []);
            const words = await hear('Return', [/Step 3 of 7, Authorise\./]);
            assert.equal(words.split('Step 3 of 7').length, 2, words);
            await hear('Down', [/The browser leaves for the authorisation server/]);
            await hear('h', [/The URL heading level 3/]);
        });

        it('the log-in says whom to log in as before it asks for anything, and calls nothing invalid', async () => {
            await hear('b~Authorise push~12', []);
            const words = await hear('Return', [/Log in as Ada Holm/], [/invalid/], 'wait:3');
            assert.ok(words.indexOf('Ada Holm') < words.indexOf('Email'), words);
            await hear('b~Log in as Ada~8', []);
            await hear('Return', [/Give OAuth Playground access/], [], 'wait:3');
        });

        it('who comes back hears what came of it, and how long the code lives', async () => {
            await hear('b~Approve push~8', []);
            await hear('Return', [/The redirect is accepted/, /Step 4 of 7/, /10 minutes/], [], 'wait:3');
        });

        it('a request and its answer are both said', async () => {
            await hear('b~Exchange code for tokens push~14', []);
            await hear(
                'Return',
                [/Sent: Token request\./, /Tokens received\./],
                [/The request is under way/],
                'wait:3',
            );
            await hear('ctrl+Home', []);
            await hear('k~Refresh tokens~12', []);
            await hear('Return', [/Step 6 of 7, Refresh tokens/]);
            await hear('b~Refresh tokens push~14', []);
            await hear('Return', [/A new pair/], [], 'wait:3');
        });

        it('a failure is said, urgently', async () => {
            await hear('ctrl+Home', []);
            await hear('Tab~Register client, step 2~14', []);
            await hear('Return', [/Step 2 of 7, Register client/]);
            await hear('Tab~Client secret password~14', []);
            await hear('ctrl+a', []);
            await hear('type:wrong', []);
            await hear('Tab~Show secret~3', []);
            await hear('ctrl+Home', []);
            await hear('b~Check credentials push~12', []);
            await hear('Return', [/The credentials are not accepted/], [], 'wait:3');
        });

        it('S44 no browser offers to keep the secret that was typed', async () => {
            await hear('ctrl+Home', []);
            await hear('b~Continue push~14', []);
            await hear('Return', [/Step 3 of 7, Authorise/], [/save password/i]);
            await hear('wait:2', [], [/save password/i]);
        });
    });
}
