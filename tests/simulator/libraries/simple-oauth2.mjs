// @ts-check
// simple-oauth2 as its README shows it, without a line of care of our own. It has no PKCE, no state
// and no calls of an API: what is below for these is the least that the server asks for.
import { createHash, randomBytes } from 'node:crypto';
// @ts-expect-error it has no types
import { AuthorizationCode } from 'simple-oauth2';
import { call, callback, settings } from './world.mjs';

const { url, client_id, client_secret, redirect_uri } = settings;
const client = new AuthorizationCode({
    client: { id: client_id, secret: client_secret },
    auth: {
        tokenHost: url,
        tokenPath: '/simulated/auth/oauth/token',
        authorizePath: '/simulated/auth/oauth/authorize',
    },
});
const code_verifier = randomBytes(32).toString('base64url');
const state = randomBytes(16).toString('base64url');
const address = client.authorizeURL({
    redirect_uri,
    scope: 'users:read companies:read',
    state,
    code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
    code_challenge_method: 'S256',
});
const current = await callback(new URL(address));
let token = await client.getToken({ code: current.searchParams.get('code'), redirect_uri, code_verifier });
const fetched = (/** @type {string} */ path, method = 'GET') =>
    fetch(`${url}/external${path}`, { method, headers: { authorization: `Bearer ${token.token.access_token}` } });
await call(() => fetched('/v2/employees?limit=2'));
await call(() => fetched('/v1/companies?limit=1'));
for (let i = 0; i < 2; ++i) {
    token = await token.refresh();
    await call(() => fetched('/v2/employees?limit=3'));
}
await call(() => fetched('/v1/installations/me', 'DELETE'));
