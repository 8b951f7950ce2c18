// @ts-check
// oauth4webapi as its examples/oauth.ts shows it, without a line of care of our own.
import * as oauth from 'oauth4webapi';
import { call, callback, settings } from './world.mjs';

const { url, client_id, client_secret, redirect_uri } = settings;
const as = {
    issuer: `${url}/auth`,
    authorization_endpoint: `${url}/auth/oauth/authorize`,
    token_endpoint: `${url}/auth/oauth/token`,
    introspection_endpoint: `${url}/auth/oauth/token/introspect`,
};
const client = { client_id };
const proof = oauth.ClientSecretBasic(client_secret);
const insecure = { [oauth.allowInsecureRequests]: true };

const code_verifier = oauth.generateRandomCodeVerifier();
const state = oauth.generateRandomState();
const address = new URL(as.authorization_endpoint);
address.search = String(
    new URLSearchParams({
        ...{ client_id, redirect_uri, response_type: 'code', scope: 'users:read companies:read', state },
        code_challenge: await oauth.calculatePKCECodeChallenge(code_verifier),
        code_challenge_method: 'S256',
    }),
);
const parameters = oauth.validateAuthResponse(as, client, await callback(address), state);
const exchanged = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    proof,
    parameters,
    redirect_uri,
    code_verifier,
    insecure,
);
let tokens = await oauth.processAuthorizationCodeResponse(as, client, exchanged);
const fetched = (/** @type {string} */ path, method = 'GET') =>
    oauth.protectedResourceRequest(
        tokens.access_token,
        method,
        new URL(`${url}/external${path}`),
        undefined,
        undefined,
        insecure,
    );
await call(() => fetched('/v2/employees?limit=2'));
await call(() => fetched('/v1/companies?limit=1'));
for (let i = 0; i < 2 && tokens.refresh_token; ++i) {
    const refreshed = await oauth.refreshTokenGrantRequest(as, client, proof, tokens.refresh_token, insecure);
    tokens = await oauth.processRefreshTokenResponse(as, client, refreshed);
    await call(() => fetched('/v2/employees?limit=3'));
}
const asked = await oauth.introspectionRequest(as, client, proof, tokens.access_token, insecure);
await oauth.processIntrospectionResponse(as, client, asked);
await call(() => fetched('/v1/installations/me', 'DELETE'));
