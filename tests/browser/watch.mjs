// @ts-check
// Everything a browser context does that a person would not see: console messages, page errors,
// violations of the Content-Security-Policy, requests and response headers. Whatever was not
// announced fails the scenario at its end, and so does an announcement that did not come true.
//
//   watch.expect_console(/status of 401/);   // Chromium writes a line for every 4xx answer
//   watch.allow_origin(provider.issuer);

import assert from 'node:assert/strict';

/**
 * @typedef {{ url: string, method: string, headers: Record<string, string>, body: string | null,
 *             navigation: boolean }} SeenRequest
 * @typedef {{ url: string, status: number, headers: Record<string, string>, from_service_worker: boolean }} SeenResponse
 */

/** A broken page may say one thing a thousand times. @param {string[]} messages */
function each_once(messages) {
    const different = [...new Set(messages)];
    const shown = different.slice(0, 12);
    if (different.length > shown.length) shown.push(`and ${different.length - shown.length} more`);
    return shown;
}

/** Not deepEqual: with a message of its own, Node 18 leaves out what it found. */
const none = (/** @type {string[]} */ found, /** @type {string} */ what) =>
    assert.equal(found.length, 0, `${what}:\n  ${found.join('\n  ')}`);

export class Watch {
    /** @type {string[]} */ #messages = [];
    /** @type {{ pattern: RegExp, times: number, seen: number }[]} */ #expected = [];
    /** @type {Set<string>} */ #origins;
    /** @type {SeenRequest[]} */ requests = [];
    /** @type {SeenResponse[]} */ responses = [];

    /** @param {string[]} origins that requests may go to */
    constructor(origins) {
        this.#origins = new Set(origins);
    }

    /** @param {import('playwright-core').BrowserContext} context */
    async attach(context) {
        context.on('console', (message) => {
            this.#messages.push(`console.${message.type()}: ${message.text()} (${message.location().url})`);
        });
        context.on('weberror', (error) => {
            this.#messages.push(`page error: ${error.error().stack}`);
        });
        context.on('serviceworker', (worker) => {
            worker.on('console', (message) => {
                this.#messages.push(`service worker console.${message.type()}: ${message.text()}`);
            });
        });
        context.on('request', (request) => {
            this.requests.push({
                url: request.url(),
                method: request.method(),
                headers: request.headers(),
                body: request.postData(),
                navigation: request.isNavigationRequest(),
            });
        });
        context.on('response', (response) => {
            this.responses.push({
                url: response.url(),
                status: response.status(),
                headers: response.headers(),
                from_service_worker: response.fromServiceWorker(),
            });
        });
        await context.exposeBinding('report_policy_violation', (_source, words) => {
            this.#messages.push(`policy violation: ${words}`);
        });
        await context.addInitScript(() => {
            document.addEventListener('securitypolicyviolation', (event) => {
                // @ts-expect-error the binding above
                report_policy_violation(
                    `${event.effectiveDirective} blocked ${event.blockedURI} ` +
                        `in ${event.sourceFile}:${event.lineNumber}`,
                );
            });
        });
    }

    /** A message with this pattern has to come, so many times. @param {RegExp} pattern */
    expect_console(pattern, times = 1) {
        this.#expected.push({ pattern, times, seen: 0 });
    }

    /** A message with this pattern may come. @param {RegExp} pattern */
    allow_console(pattern) {
        this.#expected.push({ pattern, times: Infinity, seen: 0 });
    }

    /** @param {string} origin */
    allow_origin(origin) {
        this.#origins.add(new URL(origin).origin);
    }

    /**
     * Requests of one method to one endpoint, query left out.
     * @param {string} method
     * @param {string} endpoint
     */
    sent(method, endpoint) {
        return this.requests.filter((request) => request.method === method && request.url.split('?')[0] === endpoint);
    }

    /** What was seen, for the report of a scenario that failed. */
    report() {
        const requests = this.requests.slice(-5).map(({ method, url }) => `${method} ${url}`);
        const responses = this.responses.slice(-5).map(({ status, url }) => `${status} ${url}`);
        return [
            ...['The browser said:', ...each_once(this.#messages)],
            ...['The last requests:', ...requests],
            ...['The last responses:', ...responses],
        ].join('\n  ');
    }

    /** Throws for whatever nobody announced. */
    check() {
        const unexpected = this.#messages.filter((message) => {
            const match = this.#expected.find(({ pattern, times, seen }) => seen < times && pattern.test(message));
            if (match !== undefined) match.seen += 1;
            return match === undefined;
        });
        none(each_once(unexpected), 'messages that nobody announced');
        const missing = this.#expected.filter(({ times, seen }) => times !== Infinity && seen !== times);
        none(
            missing.map(({ pattern, times, seen }) => `${pattern}: ${seen} of ${times}`),
            'announced messages that did not come',
        );
        const elsewhere = this.requests.filter(
            ({ url }) => !/^(data|blob):/.test(url) && !this.#origins.has(new URL(url).origin),
        );
        none(
            elsewhere.map(({ method, url }) => `${method} ${url}`),
            'requests to unlisted origins',
        );
    }
}
