// @ts-check
// Pleo's OAuth 2.0 for a server: authorise, exchange, refresh, call. Node 18 or newer, no packages.
//
//   const pleo = new Pleo(from_environment(), file_store('tokens.json'));
//   redirect the browser to pleo.authorise(session);           // session: an object of that browser's
//   await pleo.exchange(session, new URL(request.url, base));  // when it comes back
//   const answer = await pleo.call('GET', '/v2/employees?limit=5');
//
// Secrets come from the environment: CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, AUTHORIZATION_ENDPOINT,
// TOKEN_ENDPOINT, RESOURCE_SERVER.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';

/** @typedef {{ access_token: string, refresh_token?: string, expires_at: number, in_doubt?: boolean }} Tokens */
/** @typedef {{ read: () => Promise<Tokens | undefined>, write: (tokens: Tokens) => Promise<void> }} Store */
/** @typedef {{ state?: string, code_verifier?: string }} Session */

/** @returns {Record<string, string>} */
export function from_environment(env = process.env) {
    const names = [
        'CLIENT_ID',
        'CLIENT_SECRET',
        'REDIRECT_URI',
        'AUTHORIZATION_ENDPOINT',
        'TOKEN_ENDPOINT',
        'RESOURCE_SERVER',
    ];
    const missing = names.filter((name) => !env[name]);
    if (missing.length > 0) throw new Error(`Set ${missing.join(', ')}.`);
    return Object.fromEntries(names.map((name) => [name.toLowerCase(), env[name] ?? '']));
}

/**
 * Both tokens of a pair in one step: written beside, forced to the disk, then put in its place.
 * @param {string} path @returns {Store}
 */
export function file_store(path) {
    return {
        async read() {
            try {
                return JSON.parse(await readFile(path, 'utf8'));
            } catch (/** @type {any} */ error) {
                if (error.code === 'ENOENT') return undefined;
                throw error;
            }
        },
        async write(tokens) {
            const file = await open(`${path}.new`, 'w', 0o600);
            try {
                await file.writeFile(JSON.stringify(tokens));
                await file.sync();
            } finally {
                await file.close();
            }
            await rename(`${path}.new`, path);
        },
    };
}

/** The grant is over, or its state is unknown: a person has to authorise again. */
export class AuthoriseAgain extends Error {}

/** @param {string | null} a @param {string} b */
const same = (a, b) => {
    const [left, right] = [a, b].map((text) => createHash('sha256').update(String(text)).digest());
    return timingSafeEqual(left, right);
};

export class Pleo {
    #settings;
    #store;
    /** The one refresh that everybody waits for. @type {Promise<Tokens> | undefined} */
    #refreshing;

    /** @param {Record<string, string>} settings @param {Store} store */
    constructor(settings, store) {
        this.#settings = settings;
        this.#store = store;
    }

    /**
     * Where to send the browser. State and verifier stay in its session, for one use.
     * @param {Session} session
     */
    authorise(session, scope = 'users:read') {
        session.state = randomBytes(32).toString('base64url');
        session.code_verifier = randomBytes(32).toString('base64url');
        const url = new URL(this.#settings.authorization_endpoint);
        const parameters = {
            response_type: 'code',
            client_id: this.#settings.client_id,
            redirect_uri: this.#settings.redirect_uri,
            scope,
            state: session.state,
            code_challenge: createHash('sha256').update(session.code_verifier).digest('base64url'),
            code_challenge_method: 'S256',
        };
        for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
        return url.href;
    }

    /** Takes the redirect, once. @param {Session} session @param {URL} url */
    async exchange(session, url) {
        const { state, code_verifier } = session;
        delete session.state;
        delete session.code_verifier;
        const query = url.searchParams;
        if (!state || query.getAll('state').length !== 1 || !same(query.get('state'), state))
            throw new Error('This answer belongs to no request of this browser.');
        if (query.has('error')) throw new Error(`Not authorised: ${query.get('error')}`);
        if (query.getAll('code').length !== 1) throw new Error('The answer has no code.');
        const form = {
            grant_type: 'authorization_code',
            code: query.get('code') ?? '',
            redirect_uri: this.#settings.redirect_uri,
            code_verifier: code_verifier ?? '',
        };
        await this.#store.write(await this.#ask_for_tokens(form));
    }

    /**
     * Refreshes once when the access token is over or refused.
     * @param {string} method @param {string} path @param {unknown} [body] JSON
     */
    async call(method, path, body) {
        let tokens = await this.#store.read();
        if (!tokens) throw new AuthoriseAgain('There are no tokens yet.');
        if (Date.now() >= tokens.expires_at - 30_000) tokens = await this.#refresh(tokens);
        let answer = await this.#send(method, path, body, tokens);
        if (answer.status === 401) {
            await answer.body?.cancel();
            answer = await this.#send(method, path, body, await this.#refresh(tokens));
        }
        return answer;
    }

    /** @param {string} method @param {string} path @param {unknown} body @param {Tokens} tokens */
    #send(method, path, body, tokens) {
        /** @type {Record<string, string>} */
        const headers = { accept: 'application/json', authorization: `Bearer ${tokens.access_token}` };
        if (body !== undefined) headers['content-type'] = 'application/json';
        return fetch(this.#settings.resource_server + path, {
            method,
            headers,
            body: body === undefined ? undefined : JSON.stringify(body),
            redirect: 'error',
            signal: AbortSignal.timeout(30_000),
        });
    }

    // One at a time in this process. Several processes that share a store need a lock that they share too,
    // such as a row of the database that is locked for the update.
    /** @param {Tokens} used */
    #refresh(used) {
        this.#refreshing ??= this.#refresh_now(used).finally(() => (this.#refreshing = undefined));
        return this.#refreshing;
    }

    /** @param {Tokens} used */
    async #refresh_now(used) {
        const stored = await this.#store.read();
        if (!stored) throw new AuthoriseAgain('There are no tokens any more.');
        // Somebody was faster: the pair that was used is not the newest any more.
        if (stored.access_token !== used.access_token) return stored;
        if (!stored.refresh_token || stored.in_doubt) throw new AuthoriseAgain('The refresh token may be spent.');
        // If this process ends before the answer is stored, the next one knows that the token may be spent.
        await this.#store.write({ ...stored, in_doubt: true });
        const fresh = await this.#ask_for_tokens({ grant_type: 'refresh_token', refresh_token: stored.refresh_token });
        const tokens = { ...fresh, refresh_token: fresh.refresh_token ?? stored.refresh_token };
        await this.#store.write(tokens); // stored before it is used
        return tokens;
    }

    // Never repeated: a code or refresh token whose answer got lost may be spent.
    /** @param {Record<string, string>} form @returns {Promise<Tokens>} */
    async #ask_for_tokens(form) {
        const { client_id, client_secret, token_endpoint } = this.#settings;
        const credentials = [client_id, client_secret]
            .map((each) => new URLSearchParams({ each }).toString().slice(5))
            .join(':');
        const answer = await fetch(token_endpoint, {
            method: 'POST',
            headers: {
                accept: 'application/json',
                authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
            },
            body: new URLSearchParams(form),
            redirect: 'error',
            signal: AbortSignal.timeout(60_000),
        });
        const said = await answer.json().catch(() => ({}));
        if (!answer.ok || typeof said.access_token !== 'string' || String(said.token_type).toLowerCase() !== 'bearer')
            throw new AuthoriseAgain(`The token endpoint answered ${answer.status} ${said.error ?? ''}`.trim());
        // From the moment of receipt: the two clocks need not agree.
        const expires_at = Date.now() + Number(said.expires_in ?? 0) * 1000;
        return { access_token: said.access_token, refresh_token: said.refresh_token, expires_at };
    }
}
