// @ts-check
// Ten thousand configurations that nobody thought of: the authorisation URL and the token body that the engine writes,
// read by Node's URLSearchParams, hold exactly what was configured, once each and in no other place.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.REQUESTS_OF ?? join(top, 'build', 'native-debug', 'tests', 'requests_of');
const how_many = 10_000;

/** The same numbers in every run: mulberry32. @param {number} seed */
function generator(seed) {
    let state = seed;
    return (/** @type {number} */ bound) => {
        state = (state + 0x6d2b79f5) | 0;
        let t = Math.imul(state ^ (state >>> 15), 1 | state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * bound);
    };
}

const next = generator(20260101);
/** @template T @param {T[] | string} all @returns {T | string} */
const one_of = (all) => all[next(all.length)] ?? '';
/** @param {string | string[]} letters @param {number} most @param {number} [least] */
const text = (letters, most, least = 1) =>
    Array.from({ length: least + next(most - least + 1) }, () => one_of(letters)).join('');

const visible = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).join('');
const words = 'abcdefghijklmnopqrstuvwxyz';
const scope_letters = visible.replaceAll(/[ "\\]/g, '');
const unreserved = `${words}ABCXYZ0189-._~`;

function configuration() {
    const verifier = text(unreserved, 128, 43);
    const query =
        next(3) === 0 ? `?${text(words, 8, 2)}1=${encodeURIComponent(text(visible, 12)).replaceAll("'", '%27')}` : '';
    const scopes = [...new Set(Array.from({ length: next(6) }, () => text(scope_letters, 20)))];
    return {
        authorization_endpoint: `https://${text(words, 10)}.example/${text(words, 8)}${query}`,
        token_endpoint: `https://${text(words, 10)}.example/token`,
        client_id: text(visible, 60),
        client_secret: text([...visible, 'æ', '中', '😀'], 80),
        redirect_uri: `https://${text(words, 10)}.example:${1024 + next(60000)}/${text(words, 12)}/`,
        scope: scopes.join(' '),
        state: text(visible, 64, 22),
        code: text(visible, 512),
        code_verifier: verifier,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        method: one_of(['basic', 'post']),
    };
}

test('what is configured is what a server reads, in ten thousand generated configurations', () => {
    const all = Array.from({ length: how_many }, configuration);
    const ran = spawnSync(program, { input: JSON.stringify(all), encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
    assert.equal(ran.status, 0, ran.stderr ?? String(ran.error));
    /** @type {{ url: string, body: string, authorization?: string, error?: string }[]} */
    const told = JSON.parse(ran.stdout);
    assert.equal(told.length, how_many);
    let refused = 0;
    for (const [index, made] of told.entries()) {
        const wanted = all[index];
        if (!wanted) throw new Error('more than was asked for');
        if (made.error) {
            // A port that browsers never use, for instance.
            refused += 1;
            continue;
        }
        const { searchParams, origin } = new URL(made.url);
        assert.equal(origin, new URL(wanted.authorization_endpoint).origin);
        const before = [...new URL(wanted.authorization_endpoint).searchParams];
        assert.deepEqual(
            [...searchParams],
            [
                ...before,
                ['response_type', 'code'],
                ['client_id', wanted.client_id],
                ['redirect_uri', wanted.redirect_uri],
                ...(wanted.scope ? [['scope', wanted.scope]] : []),
                ['state', wanted.state],
                ['code_challenge', wanted.code_challenge],
                ['code_challenge_method', 'S256'],
            ],
            JSON.stringify(wanted),
        );
        assert.deepEqual(
            [...new URLSearchParams(made.body)],
            [
                ['grant_type', 'authorization_code'],
                ['code', wanted.code],
                ['redirect_uri', wanted.redirect_uri],
                ['code_verifier', wanted.code_verifier],
                ...(wanted.method === 'post'
                    ? [
                          ['client_id', wanted.client_id],
                          ['client_secret', wanted.client_secret],
                      ]
                    : []),
            ],
        );
        if (wanted.method === 'basic') {
            const [id = '', secret = ''] = Buffer.from((made.authorization ?? '').slice('Basic '.length), 'base64')
                .toString()
                .split(':');
            const decoded = new URLSearchParams(`id=${id}&secret=${secret}`);
            assert.deepEqual([decoded.get('id'), decoded.get('secret')], [wanted.client_id, wanted.client_secret]);
        } else {
            assert.equal(made.authorization, undefined);
        }
    }
    assert.ok(refused < how_many / 100, `${refused} were refused`);
});
