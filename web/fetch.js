// @ts-check
// Sends what the program built, as it was built, once (S28, S33). There is no retry in here.
import { told } from './inbox.js';
import { text_of, unpack } from './packed.js';
import { lending } from './relay_status.js';

const largest_answer = 4 * 1024 * 1024;

/** As http::Failure. */
const failure = Object.freeze({ network: 1, timeout: 2, aborted: 3, refused: 4, unread: 5, offline: 6 });

/** @type {Set<string>} origins that the page's own policy keeps requests from */
const forbidden = new Set();
addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective === 'connect-src') forbidden.add(new URL(blockedURI).origin);
});

const too_large = 'The answer is larger than 4 MB, which this page does not read.';

/**
 * Does the browser know that nothing can leave for there? What runs on this computer is reached without a network.
 * @param {string} target
 */
function is_out_of_reach(target) {
    const { hostname, origin } = new URL(target);
    return !navigator.onLine && origin !== location.origin && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}

/**
 * The body, or an error when it is larger than the cap; what is on its way then is cut off.
 * @param {Response} response
 */
async function read_body(response) {
    if (!response.body) return new Uint8Array();
    const reader = response.body.getReader();
    /** @type {Uint8Array[]} */
    const chunks = [];
    let size = 0;
    for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        size += value.length;
        if (size > largest_answer) {
            await reader.cancel();
            throw new RangeError(too_large);
        }
        chunks.push(value);
    }
    const body = new Uint8Array(size);
    let at = 0;
    for (const chunk of chunks) {
        body.set(chunk, at);
        at += chunk.length;
    }
    return body;
}

/**
 * @param {import('./inbox.js').Tell} tell
 * @param {(url: string) => Promise<void>} ready resolves when this URL can be answered
 */
export function make_fetch(tell, ready) {
    /** @type {Map<number, AbortController>} */
    const under_way = new Map();
    const timed_out = Symbol('timed out');

    return {
        /** @param {number} exchange @param {number} timeout_ms @param {Uint8Array} packed */
        async send(exchange, timeout_ms, packed) {
            const [method, url, body, ...fields] = unpack(packed);
            const headers = new Headers();
            const controller = new AbortController();
            under_way.set(exchange, controller);
            const timer = setTimeout(() => controller.abort(timed_out), timeout_ms);
            let start = performance.now();
            const elapsed = () => Math.round(performance.now() - start);
            try {
                for (let i = 0; i + 1 < fields.length; i += 2) {
                    headers.append(text_of(fields[i]), text_of(fields[i + 1]));
                }
                await ready(text_of(url));
                start = performance.now();
                const target = text_of(url);
                if (is_out_of_reach(target)) {
                    tell(told.failure, [exchange, 0, failure.offline], ['The browser knows of no network.']);
                    return;
                }
                const response = await fetch(target, {
                    method: text_of(method),
                    headers,
                    body: body.length > 0 ? body : undefined,
                    mode: 'cors',
                    credentials: lending.has(target) ? 'same-origin' : 'omit',
                    cache: 'no-store',
                    redirect: 'error',
                    referrerPolicy: 'no-referrer',
                    signal: controller.signal,
                });
                const content = await read_body(response);
                // UTF-16 by its byte order mark, FE FF or FF FE, is read where it is told that it was (http/utf16.hpp).
                const utf16 = Math.min(content[0], content[1]) === 0xfe && Math.max(content[0], content[1]) === 0xff;
                const valid = utf16 ? content.slice() : new TextDecoder().decode(content);
                content.fill(0);
                tell(
                    told.response,
                    [exchange, elapsed(), response.status],
                    [response.statusText, valid, ...[...response.headers].flat()],
                );
            } catch (error) {
                const took = elapsed();
                // The browser tells of its policy in an event that may come after the failure.
                await new Promise((resolve) => setTimeout(resolve, 20));
                const kind =
                    error instanceof RangeError
                        ? failure.unread
                        : !controller.signal.aborted
                          ? forbidden.has(new URL(text_of(url)).origin)
                              ? failure.refused
                              : failure.network
                          : controller.signal.reason === timed_out
                            ? failure.timeout
                            : failure.aborted;
                const words = error instanceof Error ? error.message : '';
                tell(told.failure, [exchange, took, kind], [words]);
            } finally {
                clearTimeout(timer);
                under_way.delete(exchange);
                packed.fill(0);
            }
        },

        /** @param {number} exchange */
        abort(exchange) {
            under_way.get(exchange)?.abort();
        },
    };
}
