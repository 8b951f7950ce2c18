// @ts-check
// The client's door for the answer of the authorisation server, and the way there: our own client
// opens the address itself, as a person's browser would.
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

/** @typedef {import('./wire.mjs').World} World */

const scope = 'users:read companies:read';
/** Of clients that make neither anew. */
const old_state = 'a-state-that-never-changes-0000';
const old_verifier = 'a-verifier-that-never-changes-0000000000000000000';

/** @param {World} world @param {string | undefined} issuer that the metadata promise to name */
export function authorization(world, issuer) {
    const wrong = (/** @type {string} */ name) => world.mistake === name;
    /** What was sent, by its state. @type {Map<string, string>} */
    const pending = new Map();
    const state = wrong('old_state')
        ? old_state
        : wrong('short_state')
          ? randomBytes(4).toString('hex')
          : randomBytes(24).toString('base64url') + (wrong('forgives_plus') ? '+' : '');
    const verifier = wrong('old_verifier')
        ? old_verifier
        : randomBytes(wrong('short_verifier') ? 15 : wrong('long_verifier') ? 99 : 32).toString('base64url');
    pending.set(state, verifier);

    const parameters = new URLSearchParams({
        response_type: 'code',
        client_id: world.client_id,
        redirect_uri: world.redirect_uri,
        scope,
        state,
        code_challenge: wrong('plain_challenge') ? verifier : createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: wrong('plain_challenge') ? 'plain' : 'S256',
    });
    if (wrong('no_state')) parameters.delete('state');
    if (wrong('secret_in_url')) parameters.set('client_secret', world.secret);

    /** @param {URLSearchParams} query @returns {string} why not; empty: right */
    function refusal(query) {
        const once = ['code', 'state', 'error', 'iss'].every((name) => query.getAll(name).length < 2);
        if (!once && !wrong('takes_repeated')) return 'a parameter twice';
        if (wrong('knows_all_parameters') && [...query.keys()].some((name) => !/^(code|state|iss)$/.test(name)))
            return 'an unknown parameter';
        if (query.has('error') && !(wrong('takes_code_with_error') && query.has('code'))) return 'an error';
        const back = query.get('state');
        const same = back === state || (wrong('forgives_plus') && back?.replaceAll(' ', '+') === state);
        const forgiven =
            wrong('no_state') || wrong('ignores_state') || (wrong('forgives_missing_state') && back === null);
        if (!same && !forgiven) return 'another state';
        const iss = query.get('iss');
        const trimmed = (/** @type {string | null} */ text) => text?.replace(/\/$/, '');
        const right = wrong('trims_iss') ? trimmed(iss) === trimmed(issuer ?? null) : iss === issuer;
        const spared = wrong('ignores_iss') || (wrong('forgives_missing_iss') && iss === null);
        if (issuer !== undefined && !right && !spared) return 'another issuer';
        return '';
    }

    /** Once for each state. @param {URLSearchParams} query @returns {{code: string, verifier: string} | string} */
    function take(query) {
        const why = refusal(query);
        if (why !== '') return why;
        const code = query.get('code');
        if (!code) return 'no code';
        if (!pending.has(state) && !wrong('takes_callback_again') && !wrong('ignores_state'))
            return 'used here already';
        pending.delete(state);
        return { code, verifier };
    }

    return { url: `${world.url}/auth/oauth/authorize?${parameters}`, take, verifier };
}

/**
 * Listens until `close`. Each right callback is given to `use`, and answered when that is done.
 * @param {World} world
 * @param {(query: URLSearchParams) => Promise<number>} use the status to answer with
 */
export async function listen(world, use) {
    const { hostname, port, pathname } = new URL(world.redirect_uri);
    const server = createServer(async (request, response) => {
        const url = new URL(request.url ?? '', world.redirect_uri);
        const status = url.pathname === pathname ? await use(url.searchParams) : 404;
        response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' }).end('Done.\n');
    });
    await /** @type {Promise<void>} */ (new Promise((resolve) => server.listen(Number(port), hostname, resolve)));
    return () => new Promise((resolve) => server.close(resolve).closeAllConnections?.());
}

/** As a browser: follows the way back to the client. @param {World} world @param {string} url */
export async function browse(world, url) {
    const response = await fetch(url, { redirect: 'manual' });
    const location = response.headers.get('location');
    await response.arrayBuffer();
    if (!location) return false;
    const back = new URL(location);
    // A page of the client that reads its fragment would send it so.
    if (world.mistake === 'takes_fragments' && back.hash) back.search = back.hash.slice(1);
    back.hash = '';
    await (await fetch(back)).arrayBuffer();
    return true;
}
