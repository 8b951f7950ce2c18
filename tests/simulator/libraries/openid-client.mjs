// @ts-check
// openid-client as its README and examples/oauth.ts show it, without a line of care of our own.
import * as client from 'openid-client';
import { call, callback, settings } from './world.mjs';

const { url, client_id, client_secret, redirect_uri } = settings;
const server = {
    issuer: `${url}/auth`,
    authorization_endpoint: `${url}/auth/oauth/authorize`,
    token_endpoint: `${url}/auth/oauth/token`,
    introspection_endpoint: `${url}/auth/oauth/token/introspect`,
};
const config = new client.Configuration(server, client_id, client_secret, client.ClientSecretBasic(client_secret));
client.allowInsecureRequests(config);

const code_verifier = client.randomPKCECodeVerifier();
const state = client.randomState();
const address = client.buildAuthorizationUrl(config, {
    redirect_uri,
    scope: 'users:read companies:read',
    code_challenge: await client.calculatePKCECodeChallenge(code_verifier),
    code_challenge_method: 'S256',
    state,
});
const current = await callback(address);
/** @type {client.TokenEndpointResponse} */
let tokens = await client.authorizationCodeGrant(config, current, {
    pkceCodeVerifier: code_verifier,
    expectedState: state,
});
const fetched = (/** @type {string} */ path, method = 'GET') =>
    client.fetchProtectedResource(config, tokens.access_token, new URL(`${url}/external${path}`), method);
await call(() => fetched('/v2/employees?limit=2'));
await call(() => fetched('/v1/companies?limit=1'));
if (tokens.refresh_token) {
    tokens = await client.refreshTokenGrant(config, tokens.refresh_token);
    await call(() => fetched('/v2/employees?limit=3'));
    if (tokens.refresh_token) tokens = await client.refreshTokenGrant(config, tokens.refresh_token);
}
await client.tokenIntrospection(config, tokens.access_token);
await call(() => fetched('/v1/installations/me', 'DELETE'));
