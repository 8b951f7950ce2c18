// @ts-check
// What the relay of web/relay.conf.in knows: the endpoints of environments.json and nothing else, who
// may use them, and what it says when it refuses. Text in, text out; tools/nginx-config.mjs writes it.
//
//   POST            /relay/<id>/token          the environment's token_endpoint
//   POST            /relay/<id>/introspect     its introspection_endpoint
//   POST            /relay/<id>/revoke         its revocation_endpoint
//   GET POST PUT
//   PATCH DELETE    /relay/<id>/api/<path>     what is below its resource_server

import { basic, goes_in_body, post } from './credentials.mjs';

/** @typedef {import('./environments.mjs').Environment} Environment */
/** @typedef {import('./credentials.mjs').Credentials} Credentials */

// A segment is not made of dots only, not encoded twice, and hides no slash, backslash, dot or control
// character from whoever decodes it later. No semicolon: some servers cut a segment there.
const segment = String.raw`/(?![.]+(?:[/? ]|$))(?:[A-Za-z0-9._~!*'():@&=+,-]|%(?!2[EeFf5]|5[Cc]|[01]|7[Ff])[0-9A-Fa-f][0-9A-Fa-f])+`;
const rest = String.raw`(?<relay_rest>(?:${segment})+/?(?:[?][!$-~]*)?)`;

/** A word of nginx's configuration that nothing in it can end or expand. @param {string} text */
export function quoted(text) {
    if (/["\\$\r\n]/.test(text)) {
        throw new Error(`${text} holds a character that nginx would take for its own.`);
    }
    return `"${text}"`;
}

/** @param {string} text as it is sent */
const as_pattern = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '[$&]');

/**
 * @typedef {object} Endpoint
 * @property {string} name "pleo-staging/token"
 * @property {string} pattern of the request line
 * @property {string} target where it goes
 * @property {string} upstream its host, and port if it has one
 */

/** @param {Environment[]} environments @returns {Endpoint[]} */
export function relay_endpoints(environments) {
    /** @type {Endpoint[]} */
    const list = [];
    for (const environment of environments) {
        if (environment.kind === 'simulated') continue; // the service worker answers it
        const { id, token_endpoint, introspection_endpoint, revocation_endpoint, resource_server } = environment;
        /** @type {[string, string | undefined][]} */
        const all = [
            ['token', token_endpoint],
            ['introspect', introspection_endpoint],
            ['revoke', revocation_endpoint],
            ['api', resource_server?.replace(/\/+$/, '')],
        ];
        for (const [kind, text] of all) {
            if (!text) continue;
            if (kind === 'api' && text.includes('?')) {
                throw new Error(`${text} has a query, and paths are to follow it.`);
            }
            const url = new URL(text);
            const upstream = url.host;
            // nginx asks name servers only, and those do not know this machine.
            const address = url.hostname === 'localhost' ? url.host.replace('localhost', '127.0.0.1') : url.host;
            const path = text.replace(/^[^:]+:\/\/[^/?]*/, '') || (kind === 'api' ? '' : '/');
            const name = `${id}/${kind}`;
            list.push({
                name,
                pattern: `~^[A-Z]+ /relay/${as_pattern(name)}${kind === 'api' ? rest : ''} HTTP/`,
                target: `${url.protocol}//${address}${path}`,
                upstream,
            });
        }
    }
    return list;
}

/** @param {Endpoint[]} endpoints */
export const relayed_ids = (endpoints) => [...new Set(endpoints.map(({ name }) => name.slice(0, name.indexOf('/'))))];

/** The lines of the maps. @param {Endpoint[]} endpoints */
export function endpoint_maps(endpoints) {
    /** @type {(line: (endpoint: Endpoint) => string) => string} */
    const lines = (line) => endpoints.map((each) => `    ${line(each)};`).join('\n');
    return {
        // $ stands for the end of a segment here, and nginx expands nothing in a pattern.
        ENDPOINTS: lines(({ name, pattern }) => `"${pattern}" ${quoted(name)}`),
        TARGETS: lines(({ name, target }) => {
            quoted(target);
            return `${quoted(name)} "${target}${name.endsWith('/api') ? '$relay_rest' : ''}"`;
        }),
        UPSTREAM_NAMES: lines(({ name, upstream }) => `${quoted(name)} ${quoted(upstream)}`),
    };
}

/** @param {string[]} origins of the page, as browsers write them */
export function visitor_maps(origins) {
    const hosts = origins.map((origin) => new URL(origin).host);
    /** @type {(list: string[]) => string} */
    const lines = (list) => list.map((line) => `    ${line};`).join('\n');
    return {
        HOSTS: lines(hosts.map((host) => `${quoted(host)} own`)),
        ORIGINS: lines(
            origins.flatMap((origin, index) => [
                `${quoted(`${hosts[index]} `)} absent`,
                `${quoted(`${hosts[index]} ${origin}`)} own`,
            ]),
        ),
    };
}

/**
 * The maps of secretless mode. They hold the secrets.
 * @param {Map<string, Credentials>} credentials by environment id
 */
export function credentials_maps(credentials) {
    const map = (/** @type {string} */ name, /** @type {(each: Credentials) => string} */ value) => {
        const lines = [...credentials].flatMap(([id, each]) =>
            ['token', 'introspect', 'revoke'].map((kind) => `    ${quoted(`${id}/${kind}`)} ${quoted(value(each))};\n`),
        );
        return `map $relay_endpoint $${name} {\n    default "";\n${lines.join('')}}\n`;
    };
    return (
        map('relay_basic', (each) => (goes_in_body(each) ? '' : basic(each))) +
        map('relay_post', (each) => (goes_in_body(each) ? post(each) : ''))
    );
}

/**
 * Only where something is added to a body does nginx put it together; else it passes on what came.
 * @param {Map<string, Credentials>} credentials
 */
export const body_line = (credentials) => ({
    BODY: [...credentials.values()].some(goes_in_body) ? 'proxy_set_body $relay_body;' : '',
});

/**
 * The key of a running server in secretless mode, and the cookie that opening its address leaves in a browser. Not
 * every program of this machine that can send the right Origin is to borrow the credentials.
 * @param {string} key hexadecimal; empty: nothing is lent @param {string} port @param {boolean} tls
 */
export function entrance_maps(key, port, tls) {
    const name = `playground_relay_${port}`;
    const cookie = `${name}=${key}; Path=/relay; HttpOnly; SameSite=Strict${tls ? '; Secure' : ''}`;
    const lines = (/** @type {string} */ line) => `{\n    default "";\n${key ? `    ${line};\n` : ''}}\n`;
    return (
        `map $uri $relay_entrance ${lines(`"/relay/enter/${key}" "${cookie}"`)}` +
        `map $cookie_${name} $relay_entered ${lines(`"${key}" yes`)}`
    );
}

/**
 * Requests that are lent credentials carry a cookie, and where a browser may send what it keeps, it meets a 401 with a
 * dialog of its own that hides the page. So it gets the challenge under a name that only the page reads. (nginx before
 * 1.23 tells the first of several challenges there: where nothing is lent, they all stay what they are.)
 * @param {boolean} lends
 */
export const challenge_lines = (lends) => ({
    HIDDEN_CHALLENGE: lends ? 'proxy_hide_header WWW-Authenticate;' : '',
    CHALLENGE: lends ? 'add_header X-Relay-WWW-Authenticate $upstream_http_www_authenticate always;' : '',
});

/**
 * What the page is told: /relay/status.json. Addresses are relative to the page.
 * @param {Endpoint[]} endpoints @param {Map<string, Credentials>} credentials
 */
export function relay_status(endpoints, credentials) {
    const fields = /** @type {const} */ ({
        token: 'token_endpoint',
        introspect: 'introspection_endpoint',
        revoke: 'revocation_endpoint',
        api: 'resource_server',
    });
    return {
        environments: relayed_ids(endpoints).map((id) => {
            /** @type {Record<string, string | boolean>} */
            const entry = { id };
            for (const { name } of endpoints.filter((each) => each.name.startsWith(`${id}/`))) {
                const kind = /** @type {keyof fields} */ (name.slice(id.length + 1));
                entry[fields[kind]] = `relay/${name}`;
            }
            const lent = credentials.get(id);
            return lent === undefined
                ? { ...entry, secretless: false }
                : {
                      ...entry,
                      secretless: true,
                      client_id: lent.client_id,
                      ...(goes_in_body(lent) ? { client_authentication: 'client_secret_post' } : {}),
                  };
        }),
    };
}

/** @typedef {Record<string, [status: number, message: string]>} Words by code */

/** What is refused before anything is passed on. @param {string[]} origins @returns {Words} */
const refusals = ([origin]) => ({
    foreign_host: [
        421,
        `The relay works for the page at ${origin} and was asked under another name. Start the server with ORIGIN= when the page has another address.`,
    ],
    foreign_origin: [403, 'The relay works for fetch() of its own page only, and this request came from elsewhere.'],
    no_such_endpoint: [
        404,
        'The relay leads to the endpoints in relay/status.json and nowhere else. Segments of dots, empty ones and encoded slashes are not passed on, and the address of an endpoint has no query.',
    ],
    method_not_allowed: [405, 'The relay does not pass this method on. The Allow header names those that it does.'],
    not_entered: [
        403,
        'The relay lends the credentials of a client, and only to a browser that has opened the address which was printed when the server started. Open that one. Nothing was sent.',
    ],
    authorization_not_wanted: [
        400,
        'The relay adds the credentials of the client itself here: send this request without an Authorization header.',
    ],
});

/**
 * What nginx finds out later. Where the connection never stood, TLS and the certificate included,
 * nothing was sent: a code or a refresh token is unspent (S33).
 * @param {number} timeout in seconds
 * @returns {Words}
 */
const failures = (timeout) => ({
    visitor_not_allowed: [403, 'The relay does not work for your address.'],
    body_too_large: [413, 'The relay passes on bodies of up to 64 kB. Nothing was sent.'],
    upstream_unreachable: [
        502,
        'There is no connection to the server: its name was not found, nobody answers there, or its certificate is not good. Nothing was sent.',
    ],
    upstream_no_answer: [
        502,
        'The request was sent, and the server hung up without an answer that is HTTP. It may have carried out the request.',
    ],
    upstream_timeout: [
        504,
        `The request was sent, and no answer came within ${timeout} s. The server may have carried it out.`,
    ],
});

/** @param {string} code @param {Words[string]} words */
function answer(code, [status, message]) {
    const body = JSON.stringify({ relay_error: code, message });
    if (/['\\$]/.test(body)) throw new Error(`The words for ${code} would end nginx's text.`);
    return `return ${status} '${body}';`;
}

/** @param {string[]} origins @param {number} timeout in seconds */
export function fault_words(origins, timeout) {
    const all = { ...refusals(origins), ...failures(timeout) };
    return Object.fromEntries(Object.entries(all).map(([code, words]) => [code.toUpperCase(), answer(code, words)]));
}
