// @ts-check
// SHA-256 for the unit tests when they run as WebAssembly in Node: called from sha256_node.cpp.
mergeInto(LibraryManager.library, {
    /** @param {number} bytes @param {number} size @param {number} digest */
    sha256_node: function (bytes, size, digest) {
        const hash = require('node:crypto').createHash('sha256');
        hash.update(HEAPU8.subarray(bytes, bytes + size));
        HEAPU8.set(hash.digest(), digest);
    },
    /** @param {number} key @param {number} key_size @param {number} bytes @param {number} size @param {number} mac */
    hmac_node: function (key, key_size, bytes, size, mac) {
        const hmac = require('node:crypto').createHmac('sha256', HEAPU8.slice(key, key + key_size));
        hmac.update(HEAPU8.subarray(bytes, bytes + size));
        HEAPU8.set(hmac.digest(), mac);
    },
});
