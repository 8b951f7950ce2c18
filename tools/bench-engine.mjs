// @ts-check
// The engine beside Node doing the same in the same run: node tools/bench-engine.mjs <native> [<WebAssembly>]
//
// An authorisation URL is put together by URLSearchParams; a token answer is read by JSON.parse, with the checks of
// RFC 6749 section 5.1 by hand. Ratios are told: how many times as fast as Node the engine is.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Nanoseconds of one turn: the median of many batches. They are short, so that a busy machine
 * interrupts few of them.
 * @param {() => number} work
 */
function nanoseconds(work) {
    const turns = 40;
    const times = [];
    let seen = 0;
    for (let batch = 0; batch < 3000; batch += 1) {
        const start = process.hrtime.bigint();
        for (let turn = 0; turn < turns; turn += 1) seen += work();
        times.push(Number(process.hrtime.bigint() - start) / turns);
    }
    if (seen === 0) throw new Error('nothing was done');
    return times.sort((a, b) => a - b)[1500] ?? 0;
}

const endpoint = 'https://auth.staging.pleo.io/oauth/authorize';
const parameters = {
    response_type: 'code',
    client_id: '12a3b456-78c9-0d12-93f4-f567ab8cde9f',
    redirect_uri: 'http://localhost:8080/',
    scope: 'users:read companies:read export-jobs:read',
    state: 'af0ifjsldkjAf0ifjsldkj_x',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
};
const body =
    '{"access_token":"2YotnFZFEjr1zCsicMWpAA2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer","expires_in":900,' +
    '"refresh_token":"tGzv3JOkF0XG5Qx2TlKWIAtGzv3JOkF0XG5Qx2TlKWIA","scope":"users:read companies:read export-jobs:read"}';

function authorization_url() {
    const url = new URL(endpoint);
    if (url.protocol !== 'https:' || url.hash || url.username) throw new Error('endpoint');
    const query = new URLSearchParams(url.search);
    for (const [name, value] of Object.entries(parameters)) {
        if (query.has(name)) throw new Error('repeated');
        query.append(name, value);
    }
    return `${endpoint}?${query}`.length;
}

const visible = /^[\x20-\x7e]+$/;
const bearer = /^[A-Za-z0-9._~+/-]+=*$/;
function token_answer() {
    const answer = JSON.parse(body);
    const { access_token, token_type, expires_in, refresh_token, scope } = answer;
    if (typeof access_token !== 'string' || !visible.test(access_token) || !bearer.test(access_token))
        throw new Error('token');
    if (typeof token_type !== 'string' || token_type.toLowerCase() !== 'bearer') throw new Error('type');
    if (!Number.isSafeInteger(expires_in) || expires_in < 0) throw new Error('lifetime');
    if (typeof refresh_token !== 'string' || !visible.test(refresh_token)) throw new Error('refresh');
    if (typeof scope !== 'string') throw new Error('scope');
    return access_token.length;
}

const [native = '', wasm = ''] = process.argv.slice(2);
const node = { authorization_url: nanoseconds(authorization_url), token_answer: nanoseconds(token_answer) };
for (const [name, command, file] of /** @type {[string, string[], string][]} */ ([
    ['natively', [native], native],
    ['as WebAssembly', [process.execPath, wasm], wasm],
])) {
    const [program = '', ...options] = command;
    if (!file || !existsSync(file)) continue;
    const engine = JSON.parse(execFileSync(program, options, { encoding: 'utf8' }));
    for (const [what, words] of /** @type {const} */ ([
        ['authorization_url', 'an authorisation URL'],
        ['token_answer', 'a token answer'],
    ])) {
        const times = node[what] / engine[what];
        console.log(
            `${words}, ${name}: ${times.toFixed(2)} times as fast as Node (${(engine[what] / 1000).toFixed(2)} us against ${(node[what] / 1000).toFixed(2)} us)`,
        );
    }
}
