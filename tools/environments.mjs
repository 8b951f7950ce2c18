// @ts-check
// Reads environments.json, the one list of where a run may talk to: the page and its policy are
// made from it. What is wrong with a file is said with its line. Production is refused here as well
// as in the program (S51).
import { readFileSync } from 'node:fs';
import { blocked_ports } from './blocked-ports.mjs';
import { find_fault, lines_of } from './json-lines.mjs';

/**
 * @typedef {object} Environment
 * @property {string} id
 * @property {string} name
 * @property {'simulated' | 'pleo' | 'other'} kind
 * @property {string} [authorization_endpoint] absent, as the next three: the page asks the issuer
 * @property {string} [token_endpoint]
 * @property {string} [introspection_endpoint]
 * @property {string} [revocation_endpoint] RFC 7009
 * @property {string} [issuer]
 * @property {boolean} [authorization_response_iss_parameter_supported]
 * @property {string} [resource_server] absent: no API to call
 * @property {string[]} default_scopes
 */

const kinds = ['simulated', 'pleo', 'other'];
const endpoints = [
    'authorization_endpoint',
    'token_endpoint',
    'introspection_endpoint',
    'revocation_endpoint',
    'resource_server',
];
const required = ['id', 'name', 'kind', 'authorization_endpoint', 'token_endpoint', 'default_scopes'];
// Whoever gives its issuer and none of these is asked for them by the page (RFC 8414).
const discovered = ['authorization_endpoint', 'token_endpoint', 'introspection_endpoint', 'revocation_endpoint'];
const iss_supported = 'authorization_response_iss_parameter_supported';
const fields = new Set([...required, ...endpoints, 'issuer', iss_supported]);
// RFC 6749 section 3.3.
const scope_token = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/**
 * Why a request must not go to this absolute URL, or nothing when it may.
 * @param {string} text
 * @returns {string | undefined}
 */
export function refusal(text) {
    let url;
    try {
        url = new URL(text);
    } catch {
        return `"${text}" is not an absolute URL`;
    }
    const host = url.hostname.replace(/\.+$/, '');
    const loopback = /(^|\.)localhost$/.test(host) || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
    // Content Security Policy has no way to write an address of IPv6, so no request would ever leave.
    if (host.startsWith('[')) {
        const instead = host === '[::1]' ? 'write 127.0.0.1 or localhost' : 'give the host a name';
        return `"${text}" names an address of IPv6, which the policy of a page cannot: ${instead}`;
    }
    if (host.endsWith('.localhost')) {
        return `"${text}" has a name that no name server knows, so the relay cannot reach it: write localhost`;
    }
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
        return `"${text}" is neither https nor http on this machine`;
    }
    if (/^0\./.test(host)) return `"${text}" names the address of nobody: write 127.0.0.1 or localhost`;
    if (url.port !== '' && blocked_ports.has(Number(url.port))) {
        return `"${text}" names a port that no browser connects to (Fetch standard, "bad port")`;
    }
    if (url.username || url.password) return 'a URL with a user name or password is not allowed';
    if (text.includes('#')) return 'an endpoint with a fragment (#) is not allowed';
    // These would also end a directive of the policy that is made from this URL.
    if (/[^\x21-\x7e]|[\\;,'"]/.test(text)) {
        return `"${text}" holds a character that does not belong in an endpoint`;
    }
    if (host.startsWith('openapi.')) {
        return `${host} is the deprecated API: use external.staging.pleo.io`;
    }
    if (/(^|\.)xn--/.test(host)) {
        return `${host} is written with letters outside ASCII, which can look like others`;
    }
    if (/(^|\.)pleo\.io$/.test(host) && !host.endsWith('.staging.pleo.io')) {
        return `${host} is Production, which this playground never talks to: use the host under staging.pleo.io`;
    }
    return undefined;
}

/**
 * What is wrong with one field, or nothing.
 * @param {any} environment @param {string} field
 * @returns {string | undefined}
 */
function field_fault(environment, field) {
    const value = environment[field];
    if (!fields.has(field)) {
        return `"${field}" is not a field of an environment; the fields are ${[...fields].join(', ')}`;
    }
    if (field === 'default_scopes') {
        const words = Array.isArray(value) ? value : [undefined];
        return words.every((word) => typeof word === 'string' && scope_token.test(word))
            ? undefined
            : 'default_scopes is a list of scopes, one word each';
    }
    if (field === iss_supported) {
        return typeof value === 'boolean' ? undefined : `${field} is true or false`;
    }
    if (typeof value !== 'string' || value === '') {
        return `${field} has to be text that is not empty`;
    }
    if (field === 'id' && !/^[a-z0-9-]{1,40}$/.test(value)) {
        return 'an id is made of small letters, digits and hyphens, 40 at most';
    }
    if (field === 'kind' && !kinds.includes(value)) return `kind is one of ${kinds.join(', ')}`;
    if (field === 'issuer' && environment.kind === 'other') return refusal(value);
    if (!endpoints.includes(field)) return undefined;
    if (environment.kind === 'simulated') {
        // Below the page and nowhere else: the service worker answers there.
        return /^simulated(\/[A-Za-z0-9_-]+)+$/.test(value)
            ? undefined
            : `a simulated ${field} is a path that begins with simulated/`;
    }
    const reason = refusal(value);
    if (reason) return reason;
    return environment.kind === 'pleo' && !new URL(value).hostname.endsWith('.staging.pleo.io')
        ? 'kind "pleo" is for hosts under staging.pleo.io; another provider is kind "other"'
        : undefined;
}

/** @param {string} file */
function read_json(file) {
    let text;
    try {
        text = readFileSync(file, 'utf8');
    } catch {
        throw new Error(`${file} cannot be read. Name a file like environments.json.`);
    }
    const fault = find_fault(text);
    if (fault) {
        const { line, column, wanted } = fault;
        throw new Error(`${file}:${line}:${column}: this is not JSON: ${wanted} belongs here.`);
    }
    return { value: JSON.parse(text), ...lines_of(text) };
}

/**
 * The environments of a file; an Error with file, line and reason when anything is wrong with it.
 * @param {string} file
 * @returns {Environment[]}
 */
export function read_environments(file) {
    const { value, lines, duplicates } = read_json(file);
    const [duplicate] = duplicates;
    if (duplicate) throw new Error(`${file}:${duplicate.line}: "${duplicate.key}" stands here twice.`);

    /** @type {(path: string, reason: string) => never} */
    const refuse = (path, reason) => {
        throw new Error(`${file}:${lines.get(path) ?? 1}: ${reason}.`);
    };
    const list = value?.environments;
    if (!Array.isArray(list) || list.length === 0) {
        refuse('environments', 'there has to be a list "environments" that is not empty');
    }
    const ids = new Set();
    const issuers = new Set();
    for (const [index, environment] of list.entries()) {
        const path = `environments.${index}`;
        if (typeof environment !== 'object' || environment === null || Array.isArray(environment)) {
            refuse(path, 'an environment is an object');
        }
        const discovery =
            environment.kind === 'other' &&
            'issuer' in environment &&
            !discovered.some((field) => field in environment);
        for (const field of required) {
            if (discovery && discovered.includes(field)) continue;
            if (!(field in environment)) refuse(path, `this environment lacks "${field}"`);
        }
        for (const field of Object.keys(environment)) {
            const fault = field_fault(environment, field);
            if (fault) refuse(`${path}.${field}`, fault);
        }
        if (ids.has(environment.id)) {
            refuse(`${path}.id`, `the id "${environment.id}" is taken by another environment`);
        }
        ids.add(environment.id);
        if (discovery && issuers.has(environment.issuer)) {
            refuse(`${path}.issuer`, 'another environment gives this issuer and nothing else: one of them is enough');
        }
        if (discovery) issuers.add(environment.issuer);
    }
    return list;
}

/**
 * What is allowed and still worth a word to whoever builds the site.
 * @param {Environment[]} environments
 * @returns {string[]}
 */
export function remarks(environments) {
    // RFC 9700 section 4.4: who serves one of them could pass off an answer of the other as its own.
    const nameless = environments.filter(({ kind, issuer }) => kind !== 'simulated' && !issuer);
    if (nameless.length < 2) return [];
    const names = nameless.map(({ id }) => id).join(' and ');
    return [
        `${names} name no issuer, so an answer of one of them cannot be told from the other's (mix-up, RFC 9700 ` +
            'section 4.4). Give each its "issuer", as it stands in its metadata.',
    ];
}
