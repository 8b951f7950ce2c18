// @ts-check
// What the server of this page passes on to live environments, if it is one of ours (docs/deploy.md).
import { told } from './inbox.js';

const longest = 65536;

/**
 * Endpoints at which the relay adds the credentials of secretless mode, as full addresses. Only there does a request
 * carry the cookie that tells that this browser may borrow them: where a browser may add credentials of its own, it
 * answers a 401 with a dialog, and the page waits for as long as that is open.
 * @type {Set<string>}
 */
export const lending = new Set();

/** @param {string} text */
function remember_lending(text) {
    lending.clear();
    for (const environment of JSON.parse(text).environments) {
        if (!environment.secretless) continue;
        for (const name of ['token_endpoint', 'introspection_endpoint', 'revocation_endpoint']) {
            if (environment[name]) lending.add(new URL(environment[name], document.baseURI).href);
        }
    }
}

/** @param {import('./inbox.js').Tell} tell */
export function make_relay_status(tell) {
    return {
        async fetch() {
            let text = '';
            try {
                const response = await fetch('relay/status.json', {
                    credentials: 'omit',
                    cache: 'no-store',
                    redirect: 'error',
                    referrerPolicy: 'no-referrer',
                });
                if (response.ok) text = (await response.text()).slice(0, longest);
                if (text) remember_lending(text);
            } catch {
                // No relay, or somebody else's server: the other routes are left.
            }
            tell(told.relays, [], [text]);
        },
    };
}
