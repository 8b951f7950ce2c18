// @ts-check
// A client that does everything right, and with a `mistake` one thing wrong: the test of the bench.
// It walks the whole life: authorise, exchange, call, refresh, introspect, disconnect.
import { authorization, browse, listen } from './callback.mjs';
import { Refusal, wire } from './wire.mjs';

/**
 * @typedef {import('./wire.mjs').World} World
 * @typedef {import('./wire.mjs').Tokens} Tokens
 * @typedef {import('./wire.mjs').Answer} Answer
 */

/** For a wait that no header tells. */
const first_pause_ms = 150;
const most_tries = 4;
/** In which the bench may open the callback once more. */
const door_open_ms = 500;

class Ended extends Error {}

/** @param {World} world */
export async function run(world) {
    const { wrong, ask, as_client, read_tokens, read_json, error_of, pause } = wire(world);
    const issuer = `${world.url}/auth`;
    /** @type {Tokens | undefined} */
    let tokens;
    /** @type {Promise<void> | undefined} */
    let refreshing;
    /** @type {string | undefined} */
    let replaced;

    /** Whether answers name their issuer. @returns {Promise<boolean>} */
    async function promises_issuer() {
        const answer = await ask(`${issuer}/.well-known/oauth-authorization-server`, {});
        if (answer?.status !== 200) return false;
        const metadata = read_json(answer);
        if (metadata.issuer !== issuer && !wrong('takes_any_metadata')) throw new Ended('another issuer');
        return metadata.authorization_response_iss_parameter_supported === true;
    }

    /** @param {string} code @param {string} code_verifier */
    async function exchange(code, code_verifier) {
        const redirect_uri = world.redirect_uri + (wrong('other_redirect_uri') ? '/' : '');
        const form = { grant_type: 'authorization_code', code, redirect_uri, code_verifier };
        if (wrong('no_verifier')) Reflect.deleteProperty(form, 'code_verifier');
        const send = () => as_client(`/auth/oauth/token${wrong('code_in_url') ? `?code=${code}` : ''}`, form);
        let answer = await send();
        const in_doubt = answer === undefined || answer.status >= 500;
        if (wrong('code_twice') || (wrong('repeats_code_in_doubt') && in_doubt)) answer = await send();
        if (answer === undefined || answer.status >= 300) throw new Ended('no tokens');
        if (wrong('refuses_201') && answer.status !== 200) await send();
        tokens = read_tokens(answer);
    }

    /** @param {string} token @returns {Promise<boolean | undefined>} undefined: not told */
    async function is_active(token) {
        const answer = await as_client('/auth/oauth/token/introspect', { token });
        return answer?.status === 200 ? read_json(answer).active === true : undefined;
    }

    /** @param {string} refresh_token */
    const send_refresh = (refresh_token) =>
        as_client('/auth/oauth/token', {
            grant_type: 'refresh_token',
            refresh_token,
            ...(wrong('widens_scope') ? { scope: 'users:read companies:read vendors:write' } : {}),
        });

    /** @param {string} refresh_token @returns {Promise<Answer>} */
    async function answered_refresh(refresh_token) {
        let answer = await send_refresh(refresh_token);
        for (let tries = 1; tries < most_tries; ++tries) {
            const error = answer ? error_of(answer) : '';
            const in_doubt =
                answer === undefined || answer.status >= 500 || (answer.status === 200 && answer.octets.length === 0);
            if (error === 'invalid_client') {
                // Nothing is wrong with the grant: once more, when somebody may have mended the secret.
                if (wrong('asks_person_for_secret')) await browse(world, authorization(world, undefined).url);
                await pause(first_pause_ms);
            } else if (in_doubt) {
                const careless = wrong('repeats_refresh_in_doubt') || wrong('impatient');
                if (!careless && (await is_active(refresh_token)) !== true) throw new Ended('in doubt');
                await pause(first_pause_ms);
            } else if (/^invalid_(grant|refresh_token)$/.test(error) && wrong('repeats_dead_grant')) {
                await pause(first_pause_ms);
            } else if (answer?.status === 403 && wrong('repeats_odd_refusal')) {
                await pause(first_pause_ms);
            } else {
                break;
            }
            answer = await send_refresh(refresh_token);
        }
        if (answer === undefined || answer.status !== 200) throw new Ended('the refresh was refused');
        return answer;
    }

    async function refresh_now() {
        const before = tokens;
        const refresh_token =
            before?.refresh_token ??
            (wrong('refreshes_without_token') || wrong('loses_refresh_token') ? 'undefined' : '');
        if (!before || refresh_token === '') throw new Ended('nothing to refresh with');
        const after = read_tokens(await answered_refresh(refresh_token));
        replaced = before.access_token;
        const kept = wrong('loses_refresh_token') ? after.refresh_token : (after.refresh_token ?? refresh_token);
        tokens = {
            ...after,
            scope: after.scope ?? before.scope,
            refresh_token: wrong('keeps_first_refresh_token') ? refresh_token : kept,
        };
        if (wrong('keeps_first_access_token')) tokens.access_token = before.access_token;
    }

    /** One at a time, whoever asks. */
    function refresh() {
        if (wrong('refreshes_twice_at_once')) return refresh_now();
        refreshing ??= refresh_now().finally(() => (refreshing = undefined));
        return refreshing;
    }

    /** Milliseconds, or undefined. @param {Answer} answer */
    function told_wait({ headers }) {
        const text = headers.get('retry-after');
        if (!text) return undefined;
        if (/^\d+$/.test(text)) return wrong('ignores_retry_after') ? undefined : Number(text) * 1000;
        const until = Date.parse(text) - Date.parse(headers.get('date') ?? '');
        // Both have whole seconds, and the second of Date has begun already.
        return wrong('reads_no_date') ? undefined : until + 1000;
    }

    /** @param {string} path */
    function send_call(path) {
        const token = tokens?.access_token ?? '';
        const url = `${world.url}/external${path}${wrong('token_in_url') ? `&access_token=${token}` : ''}`;
        if (!wrong('follows_with_bearer')) return ask(url, { headers: { authorization: `Bearer ${token}` } });
        return ask(url, { headers: { authorization: `Bearer ${token}` } }).then(async (answer) => {
            const next = answer && answer.status > 300 && answer.status < 309 ? answer.headers.get('location') : null;
            return next ? ask(next, { headers: { authorization: `Bearer ${token}` } }) : answer;
        });
    }

    /** @param {string} path @returns {Promise<any>} undefined: no right, or no answer of use */
    async function call(path) {
        let refreshed = 0;
        for (let tries = 0; tries < most_tries + 1; ++tries) {
            const answer = await send_call(path);
            const temporary = answer === undefined || [429, 502, 503, 504].includes(answer.status);
            if (temporary && !(wrong('gives_up') && answer?.status !== 429)) {
                const wait = answer && told_wait(answer);
                await pause(wait ?? (wrong('hammers') ? 0 : first_pause_ms * 2 ** tries));
                continue;
            }
            if (answer?.status === 401 && wrong('reuses_refused_token')) {
                await send_call(path);
            }
            if (answer?.status === 401) {
                if (refreshed >= (wrong('refreshes_for_ever') ? 3 : 1)) throw new Ended('refused with a fresh token');
                refreshed += 1;
                await refresh();
                continue;
            }
            if (answer?.status === 403 && wrong('refreshes_for_scope') && refreshed === 0) {
                refreshed += 1;
                await refresh();
                continue;
            }
            return answer?.status === 200 ? read_json(answer) : undefined;
        }
        return undefined;
    }

    const allowed = (/** @type {string} */ scope) =>
        wrong('assumes_scopes') || tokens?.scope === undefined || tokens.scope.split(/[ ,]/).includes(scope);

    async function use() {
        // Expired when it came: one refresh, whatever that brings.
        if (tokens?.expires_in !== undefined && tokens.expires_in <= 0 && tokens.refresh_token) {
            for (let i = 0; i < (wrong('refreshes_in_a_loop') ? 5 : 1); ++i) await refresh();
        }
        const page = await call('/v2/employees?limit=2');
        if (page?.pageInfo?.hasNextPage || page) await call('/v2/employees?limit=3');
        if (allowed('companies:read')) await call('/v1/companies?limit=1');
        if (!tokens?.refresh_token && !wrong('refreshes_without_token')) return;
        // Two parts of a program that notice the end of the token at once.
        const both = await Promise.allSettled([refresh(), refresh()]);
        if (both.every(({ status }) => status === 'rejected')) throw new Ended('no refresh');
        await call('/v2/employees?limit=4');
        if (wrong('uses_replaced_token') && replaced && tokens) {
            await pause(100);
            await ask(`${world.url}/external/v2/employees`, { headers: { authorization: `Bearer ${replaced}` } });
        }
        await refresh();
        if (tokens && (await is_active(tokens.access_token)) === false && !wrong('disbelieves_introspection'))
            await refresh();
        await call('/v2/employees?limit=5');
    }

    async function disconnect() {
        const headers = { authorization: `Bearer ${tokens?.access_token}` };
        const send = () => ask(`${world.url}/external/v1/installations/me`, { method: 'DELETE', headers });
        let answer = await send();
        // Deleting twice is deleting once.
        if (answer === undefined || answer.status >= 500) {
            await pause(first_pause_ms);
            answer = await send();
        }
        if (wrong('uses_after_leaving')) await call('/v2/employees?limit=6');
        tokens = undefined;
    }

    let issuer_named;
    try {
        issuer_named = await promises_issuer();
    } catch {
        return;
    }
    const attempt = authorization(world, issuer_named ? issuer : undefined);
    /** @type {Promise<void> | undefined} */
    let exchanging;
    const close = await listen(world, async (query) => {
        const taken = attempt.take(query);
        if (typeof taken === 'string') {
            if (wrong('sends_without_code') && taken === 'an error')
                await exchange('', attempt.verifier).catch(() => {});
            return 400;
        }
        const work = exchange(taken.code, taken.verifier).catch((error) => {
            if (!(error instanceof Refusal || error instanceof Ended)) throw error;
        });
        exchanging ??= work;
        await work;
        return 200;
    });
    try {
        await browse(world, attempt.url);
        if (wrong('asks_again_by_itself') && !exchanging) await browse(world, authorization(world, undefined).url);
        await pause(door_open_ms);
        await exchanging;
        if (!tokens) return;
        await use();
        await disconnect();
    } catch (error) {
        if (!(error instanceof Refusal || error instanceof Ended)) throw error;
    } finally {
        await close();
    }
}
