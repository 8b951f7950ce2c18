// @ts-check
// Where the endpoints of an environment are that gives its issuer only: its server is asked (RFC 8414, OpenID Connect
// Discovery), as the page asks it. For the relay, which has to know them when it starts.
import { readFileSync } from 'node:fs';
import { request as http_request } from 'node:http';
import { request as https_request } from 'node:https';
import { refusal } from './environments.mjs';

/** @typedef {import('./environments.mjs').Environment} Environment */

const names = /** @type {const} */ ([
    'authorization_endpoint',
    'token_endpoint',
    'introspection_endpoint',
    'revocation_endpoint',
]);
const longest = 256 * 1024;
const timeout_ms = 10_000;

/** In the order to ask, as metadata_locations() of src/oauth has it. @param {string} issuer */
function places(issuer) {
    const { origin, pathname } = new URL(issuer);
    const path = pathname.replace(/\/+$/, '');
    return [
        ...new Set([
            `${origin}/.well-known/oauth-authorization-server${path}`,
            `${origin}${path}/.well-known/openid-configuration`,
            `${origin}/.well-known/openid-configuration${path}`,
        ]),
    ];
}

/**
 * @param {string} url @param {{ ca?: Buffer, upstreams: Map<string, string> }} options
 * @returns {Promise<{ status: number, text: string }>}
 */
function ask(url, { ca, upstreams }) {
    const { protocol, host, hostname, port, pathname } = new URL(url);
    const [here = '', here_port = ''] = upstreams.get(host)?.split(':') ?? [];
    const secure = protocol === 'https:';
    return new Promise((resolve, reject) => {
        const asked = (secure ? https_request : http_request)(
            {
                host: here || hostname,
                port: here_port || port || (secure ? 443 : 80),
                path: pathname,
                servername: hostname,
                ca,
                agent: false,
                timeout: timeout_ms,
                headers: { Host: host, Accept: 'application/json', 'User-Agent': 'oauth-playground' },
            },
            (answer) => {
                let text = '';
                answer.setEncoding('utf8').on('data', (part) => {
                    text += part;
                    if (text.length > longest) asked.destroy(new Error('the answer is too long'));
                });
                answer.on('error', reject);
                answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
            },
        );
        asked.on('timeout', () => asked.destroy(new Error('no answer came in time')));
        asked.on('error', reject);
        asked.end();
    });
}

/** @param {string} text @param {string} issuer @returns {Partial<Environment>} */
function endpoints_of(text, issuer) {
    let found;
    try {
        found = JSON.parse(text);
    } catch {
        found = undefined;
    }
    if (typeof found !== 'object' || found === null) throw new Error('it is not JSON');
    if (found.issuer !== issuer) throw new Error('it is the document of another issuer');
    /** @type {Partial<Environment>} */
    const endpoints = {};
    for (const name of names) {
        const value = found[name];
        if (value === undefined || value === null) continue;
        const reason = typeof value === 'string' ? refusal(value) : 'it is no text';
        if (reason) throw new Error(`${name}: ${reason}`);
        endpoints[name] = value;
    }
    if (!endpoints.token_endpoint) throw new Error('it names no token_endpoint');
    return endpoints;
}

/**
 * The environment with its endpoints. An Error tells what each place said.
 * @param {Environment} environment @param {{ trusted?: string, upstreams: Map<string, string> }} options
 * @returns {Promise<Environment>}
 */
export async function discover(environment, { trusted, upstreams }) {
    const issuer = environment.issuer ?? '';
    const ca = trusted ? readFileSync(trusted) : undefined;
    const said = [];
    for (const url of places(issuer)) {
        try {
            const { status, text } = await ask(url, { ca, upstreams });
            if (status !== 200) throw new Error(`it answered ${status}`);
            return { ...environment, ...endpoints_of(text, issuer) };
        } catch (error) {
            said.push(`${url}: ${error instanceof Error ? error.message : error}`);
        }
    }
    throw new Error(said.join('; '));
}

/** Has to be asked. @param {Environment} environment */
export const gives_issuer_only = (environment) =>
    environment.kind === 'other' && !!environment.issuer && !names.some((name) => environment[name]);
