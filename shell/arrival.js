// @ts-check
// Runs before anything is shown or asked for, as a plain script at the top of the page: what came
// back from the authorisation server leaves the address bar and the history at once (S13, S21), and
// the one record is taken out of sessionStorage (S46). boot.mjs takes both from here.
(() => {
    const href = location.href;
    if (location.search || location.hash) history.replaceState(null, '', location.pathname);
    const key = 'playground.record';
    let record = '';
    try {
        record = sessionStorage.getItem(key) ?? '';
        sessionStorage.removeItem(key);
    } catch {
        // Storage may be forbidden; then there is no record.
    }
    /** @type {any} */ (window).arrival = { href, record };
    document.documentElement.dataset.scripts = 'on';
})();
