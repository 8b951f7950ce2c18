// @ts-check
// Things go wrong, or go another way than forward.

import assert from 'node:assert/strict';
import { serve } from '../../browser/site.mjs';
import { picture_ms, until } from '../driver.mjs';
import { ink_box, read_png } from '../picture.mjs';
import { Visitor } from '../visitor.mjs';

/** @param {Visitor} visitor @param {string} layer */
function shows_layer({ page }, layer) {
    return until(`the ${layer} layer`, () =>
        page.evaluate((wanted) => document.documentElement.dataset.layer === wanted, layer),
    );
}

/** @type {import('../suite.mjs').Behaviours} */
export const adversity = {
    'when the graphics are lost the page goes on, and paints again when they are back': async ({ visit }) => {
        const ada = await visit();
        const { page } = ada;
        await page.evaluate(() => {
            const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
            const loss = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
            Object.assign(window, { loss });
            loss?.loseContext();
        });
        await shows_layer(ada, 'native');
        await ada.go_to('Authorise');
        // @ts-expect-error kept above
        await page.evaluate(() => window.loss.restoreContext());
        await shows_layer(ada, 'painted');
        await ada.go_to('Register client');
        const box = await page.evaluate(() => {
            const { x, y, width, height } = /** @type {Element} */ (
                document.querySelector('main h2')
            ).getBoundingClientRect();
            return { x, y, width, height };
        });
        const heading = async () => ink_box(read_png(await page.screenshot()), box);
        await until('the heading is painted again', heading, picture_ms);
    },

    'back from the log-in page the page works, and a new attempt succeeds': async ({ visit }) => {
        const ada = await visit();
        await ada.authorise();
        await ada.page.travel('back');
        await ada.ready();
        await ada.get_tokens();
    },

    'back and forward between page and log-in lose nothing that is on its way': async ({ visit }) => {
        const ada = await visit();
        await ada.authorise();
        await ada.page.travel('back');
        await ada.ready();
        await ada.page.travel('forward');
        await ada.sees('textbox', 'Email');
        await ada.log_in();
        await ada.approve();
    },

    'a reload between redirect and exchange loses nothing but secrets': async ({ visit }) => {
        const ada = await visit();
        await ada.authorise();
        await ada.log_in();
        await ada.approve();
        await ada.page.travel('reload');
        await ada.ready();
        await ada.get_tokens();
    },

    'two tabs walk side by side, and neither disturbs the other': async ({ visit }) => {
        const ada = await visit();
        await ada.authorise();
        const other = new Visitor(await ada.page.another_tab(), ada.url);
        await other.open();
        await other.authorise();
        await other.log_in();
        await ada.page.bring_to_front();
        await ada.log_in();
        await ada.approve();
        await ada.exchange();
        await other.page.bring_to_front();
        await other.approve();
        await other.exchange();
        assert.equal((await other.tokens()).length, 2);
        await ada.page.bring_to_front();
        assert.equal((await ada.tokens()).length, 2);
    },

    'after one visit the page works without a network': async ({ visit }) => {
        const ada = await visit();
        const own = await serve();
        ada.url = own.url;
        try {
            await ada.open();
            await until('the service worker has its copy', () =>
                ada.page.evaluate(() => navigator.serviceWorker.controller !== null),
            );
        } finally {
            await own.stop();
        }
        await ada.open();
        await ada.get_tokens();
    },
};
