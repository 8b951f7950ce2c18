// @ts-check
// The one policy of Trusted Types (S57): where browsers ask for it, no text becomes the address of a script unless it
// passes here, and here passes the service worker only.

/** @param {string} url of the service worker, below this page @returns {string} */
export function trusted_worker(url) {
    const { trustedTypes } = /** @type {any} */ (globalThis);
    if (!trustedTypes) return url;
    const policy = trustedTypes.createPolicy('playground', {
        createScriptURL(/** @type {string} */ text) {
            if (text !== './sw.js') throw new TypeError('Only the service worker is loaded like this.');
            return text;
        },
    });
    return policy.createScriptURL(url);
}
