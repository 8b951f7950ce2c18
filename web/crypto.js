// @ts-check
// Randomness and hashes, from Web Crypto only (S03, S04, S62).
import { told } from './inbox.js';
import { bytes_of, unpack } from './packed.js';

const hex = (/** @type {Uint8Array} */ bytes) =>
    Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @param {import('./inbox.js').Tell} tell */
export function make_crypto(tell) {
    const subtle = globalThis.crypto?.subtle;
    /** @type {Promise<CryptoKey> | undefined} one key for this session, which nobody can read */
    let key;
    return {
        available: () => subtle !== undefined,

        /** Fills in place. @param {Uint8Array} octets @returns {boolean} */
        entropy(octets) {
            if (!globalThis.crypto?.getRandomValues) return false;
            const fresh = new Uint8Array(octets.length);
            crypto.getRandomValues(fresh);
            octets.set(fresh);
            fresh.fill(0);
            return true;
        },

        /** @param {Uint8Array} text */
        async sha256(text) {
            let digest = new Uint8Array();
            try {
                if (subtle) digest = new Uint8Array(await subtle.digest('SHA-256', text));
            } catch {
                // An empty digest says that there is no Web Crypto.
            }
            tell(told.digest, [], [text, digest]);
            text.fill(0);
        },

        /** @param {number} token @param {Uint8Array} value */
        async fingerprint(token, value) {
            if (!subtle) return;
            key ??= subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
            const mac = new Uint8Array(await subtle.sign('HMAC', await key, value));
            value.fill(0);
            tell(told.fingerprint, [token], [bytes_of(hex(mac.subarray(0, 5)))]);
        },

        /** HMAC-SHA256 of each text with the key before it. @param {number} number @param {Uint8Array} packed */
        async hmac(number, packed) {
            const strings = unpack(packed);
            /** @type {Uint8Array[]} */
            const macs = [];
            try {
                for (let i = 0; i < strings.length; i += 2) {
                    const own = await subtle.importKey('raw', strings[i], { name: 'HMAC', hash: 'SHA-256' }, false, [
                        'sign',
                    ]);
                    macs.push(new Uint8Array(await subtle.sign('HMAC', own, strings[i + 1])));
                }
            } catch {
                // Fewer than were asked for say that there is no Web Crypto.
            }
            packed.fill(0);
            tell(told.macs, [number], macs);
        },
    };
}
