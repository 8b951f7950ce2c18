// @ts-check
// SHA-256 for the unit tests when they run as WebAssembly in Node: called from sha256_node.cpp.
mergeInto(LibraryManager.library, {
    /** @param {number} bytes @param {number} size @param {number} digest */
    sha256_node: function (bytes, size, digest) {
        const hash = require("crypto").createHash("sha256");
        hash.update(HEAPU8.subarray(bytes, bytes + size));
        HEAPU8.set(hash.digest(), digest);
    },
});
