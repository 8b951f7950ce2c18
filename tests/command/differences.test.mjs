// @ts-check
// The engine beside oauth4webapi, an implementation that nobody here wrote: the same answers and
// documents, and a table of where they differ, with the reason. A difference that is not in the table
// fails, and so does one of the table that is gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as other from 'oauth4webapi';

import { explain, options_of, vectors } from './program.mjs';

const server = { issuer: 'https://as.example' };
const client = { client_id: 'c' };

/** @param {{ status: number, headers: [string, string][], body: string }} vector */
const response_of = ({ status, headers, body }) =>
    new Response([204, 304].includes(status) ? null : body, { status, headers });

/** @param {() => Promise<unknown>} process */
async function accepts(process) {
    try {
        await process();
        return true;
    } catch {
        return false;
    }
}

/** @type {Record<string, (vector: any) => Promise<boolean>>} */
const processes = {
    token: (vector) => accepts(() => other.processAuthorizationCodeResponse(server, client, response_of(vector))),
    refresh: (vector) => accepts(() => other.processRefreshTokenResponse(server, client, response_of(vector))),
    introspection: (vector) => accepts(() => other.processIntrospectionResponse(server, client, response_of(vector))),
    redirect: (vector) =>
        accepts(async () => {
            const answer = other.validateAuthResponse(server, client, new URL(vector.url), vector.state);
            assert.ok(answer.get('code'));
        }),
    discovery: (vector) => accepts(() => other.processDiscoveryResponse(new URL(vector.issuer), response_of(vector))),
};

/** Why the page takes what the other refuses, or refuses what it takes. @type {Record<string, Record<string, string>>} */
const explained = {
    token: {
        'scope as a list': 'taken: its words are read, with a warning (RFC 6749 §3.3)',
        'raw line break in a string': 'taken: one bad value costs no token (RFC 8259 §7)',
        'a token_type of another kind': 'refused: DPoP and MAC are nothing that this page can send',
        created: 'taken: 201 says that tokens were made, and only its number is wrong (RFC 6749 §5.1)',
        'a form as text/plain': 'taken: servers older than the RFC answer so',
        'an envelope': 'taken: the object inside is the answer',
        'nested deeper than the cap': 'refused: a hostile answer must not exhaust the stack',
        'a token that would end a header': 'refused: it cannot be sent, and would add a header if it were',
    },
    introspection: {
        'true as text': 'taken: it stands for true, with a warning (RFC 7662 §2.2)',
    },
    redirect: {
        'code twice': 'refused: which one is meant nobody knows (RFC 6749 §3.1)',
        'an unknown parameter twice': 'refused: no parameter may come twice (RFC 6749 §3.1)',
    },
    discovery: {
        // processDiscoveryResponse() compares URLs, in which "https://as.example" has a path.
        'another issuer': 'refused: an issuer is compared byte for byte (RFC 8414 §3.3)',
        'PKCE without S256': 'refused: the page sends no other method (RFC 9700 §2.1.1)',
    },
};

for (const [kind, process] of Object.entries(processes)) {
    test(`${kind}: every difference to oauth4webapi is explained`, async () => {
        /** @type {Record<string, string>} */
        const found = {};
        for (const vector of vectors(kind)) {
            const issuer = vector.issuer ? ['--issuer', vector.issuer] : [];
            const ours =
                kind === 'redirect'
                    ? explain([kind, '--state', vector.state, ...issuer], vector.url).code === 0
                    : explain([kind, ...issuer, ...options_of(vector)], vector.body).code === 0;
            const theirs = await process(vector);
            if (ours !== theirs) found[vector.name] = ours ? 'taken' : 'refused';
        }
        const reasons = explained[kind] ?? {};
        assert.deepEqual(Object.keys(found).sort(), Object.keys(reasons).sort());
        for (const [name, what] of Object.entries(found))
            assert.ok(reasons[name]?.startsWith(`${what}: `), `${name} is ${what}`);
    });
}
