// @ts-check
// Runs before anything is shown or asked for, as a plain script at the top of the page: what came
// back from the authorisation server leaves the address bar and the history at once (S13, S21), and
// the one record is taken out of sessionStorage (S46). boot.mjs takes both from here, and the words for what does not arrive.
(() => {
    const href = location.href;
    if (location.search || location.hash) {
        // With its origin: a path of two slashes alone would be read as the name of a host.
        const clean = location.origin + location.pathname;
        try {
            history.replaceState(null, '', clean);
        } catch {
            // Browsers limit how often it may be asked for. Then the page goes there itself, and the answer is
            // given up: the record stays where it is, and the page that opens next says so and drops it.
            location.replace(clean);
            /** @type {any} */ (window).arrival = { leaving: true };
            return;
        }
    }
    const key = 'playground.record';
    let record = '';
    try {
        record = sessionStorage.getItem(key) ?? '';
        sessionStorage.removeItem(key);
    } catch {
        // Storage may be forbidden; then there is no record.
    }

    /** @param {string} title @param {string} detail @param {boolean} retry */
    function complain(title, detail, retry) {
        const by_id = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
        by_id('loading-state').hidden = true;
        by_id('trouble').hidden = false;
        by_id('trouble-title').textContent = title;
        by_id('trouble-detail').textContent = detail;
        by_id('retry').hidden = !retry;
        by_id('retry').onclick = () => {
            // As it was opened: it was not read yet.
            if (record) sessionStorage.setItem(key, record);
            if (location.href !== href) history.replaceState(null, '', href);
            location.reload();
        };
    }
    /** @param {string} what */
    const missing = (what) =>
        complain(
            'The page could not be loaded',
            `A part of it did not arrive: ${what}. Check the connection and try again.`,
            true,
        );
    // The loader itself, or the style sheet, did not come: then nobody else can say so.
    addEventListener(
        'error',
        ({ target }) => {
            if (target instanceof Element && target.matches('script, [rel=stylesheet]')) {
                const what = target.localName === 'script' ? 'the loader' : 'the style sheet';
                addEventListener('DOMContentLoaded', () => missing(what));
                if (document.readyState !== 'loading') missing(what);
            }
        },
        true,
    );
    /** @type {any} */ (window).arrival = { href, record, complain, missing };
    document.documentElement.dataset.scripts = 'on';
})();
