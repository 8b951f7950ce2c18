// @ts-check
// An authorisation server that we did not write (oidc-provider), in a process of its own, so that
// the page meets somebody else's reading of the RFCs: PKCE S256 required, confidential client,
// refresh tokens rotated, introspection. A small API beside it takes its access tokens. Everything
// is in memory and gone with the process.
//
//   node tests/provider/server.mjs --redirect-uri http://localhost:8080/
//   {"issuer":"http://127.0.0.1:40123", "authorization_endpoint": ..., "client_id": ..., "client_secret": ...}
//
// One line of JSON on standard output says where it is; the process ends when its standard input
// closes, so that no test run leaves it behind.

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Provider } from 'oidc-provider';

const { values: options } = parseArgs({
    options: {
        port: { type: 'string', default: '0' },
        'redirect-uri': { type: 'string' },
        'access-token-seconds': { type: 'string', default: '900' },
    },
});
const redirect_uri = options['redirect-uri'];
if (redirect_uri === undefined) {
    console.error('server.mjs: say where to come back to: --redirect-uri http://localhost:8080/');
    process.exit(2);
}
const page_origin = new URL(redirect_uri).origin;

// The issuer is part of every answer, and the port of the issuer: listen first, configure
// afterwards.
const server = createServer();
server.listen(Number(options.port), '127.0.0.1');
await once(server, 'listening');
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('no TCP address');
const issuer = `http://127.0.0.1:${address.port}`;

const client_id = 'browser-test-client';
// With characters that change under form encoding (RFC 6749 section 2.3.1), so that a wrong Basic
// header is refused.
const client_secret = `provider secret/${randomBytes(18).toString('base64url')}+%`;

const provider = new Provider(issuer, {
    clients: [
        {
            client_id,
            client_secret,
            redirect_uris: [redirect_uri],
            grant_types: ['authorization_code', 'refresh_token'],
            response_types: ['code'],
            token_endpoint_auth_method: 'client_secret_basic',
        },
    ],
    scopes: ['openid', 'offline_access', 'employees:read'],
    cookies: { keys: [randomBytes(32).toString('hex')] },
    pkce: { methods: ['S256'], required: () => true },
    issueRefreshToken: async () => true, // a plain scope is enough, as at Staging
    rotateRefreshToken: true,
    clientBasedCORS: (_context, origin) => origin === page_origin,
    ttl: {
        AccessToken: Number(options['access-token-seconds']),
        AuthorizationCode: 60,
        Grant: 3600,
        Interaction: 600,
        RefreshToken: 3600,
        Session: 600,
    },
    findAccount: async (_context, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
    features: {
        devInteractions: { enabled: true }, // its own log-in and consent pages
        introspection: { enabled: true },
        revocation: { enabled: true },
        userinfo: { enabled: true },
        resourceIndicators: { enabled: false },
    },
});

// The built-in pages import a web font from elsewhere, and no test of ours sends a packet beyond
// loopback. And they earn a hint from Chromium about autocomplete, which would drown among messages
// of our own page.
provider.use(async (context, next) => {
    await next();
    if (typeof context.body === 'string') {
        context.body = context.body
            .replace(/@import\s+url\([^)]*\);/g, '')
            .replace('name="login"', 'name="login" autocomplete="username"')
            .replace('type="password"', 'type="password" autocomplete="current-password"');
    }
});
const authorization_server = provider.callback();

/**
 * `GET /api/me`: who the access token is for. Answers as RFC 6750 section 3 says.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function resource_server(request, response) {
    response.setHeader('Vary', 'Origin');
    if (request.headers.origin === page_origin) {
        response.setHeader('Access-Control-Allow-Origin', page_origin);
        response.setHeader('Access-Control-Expose-Headers', 'WWW-Authenticate');
    }
    if (request.method === 'OPTIONS') {
        response.setHeader('Access-Control-Allow-Methods', 'GET, DELETE');
        response.setHeader('Access-Control-Allow-Headers', 'Authorization, Accept, Content-Type');
        response.writeHead(204).end();
        return;
    }
    /** @param {number} status @param {unknown} body */
    const answer = (status, body) => {
        response.writeHead(status, {
            'Content-Type': 'application/json',
            'Cache-Control': 'no-store',
        });
        response.end(JSON.stringify(body));
    };
    const presented = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/.exec(request.headers.authorization ?? '');
    const token = presented === null ? undefined : await provider.AccessToken.find(presented[1]);
    if (token === undefined || token.isExpired) {
        response.setHeader('WWW-Authenticate', 'Bearer realm="test", error="invalid_token"');
        answer(401, { error: 'invalid_token' });
    } else if (request.method === 'GET' && request.url === '/api/me') {
        answer(200, {
            data: { sub: token.accountId, client_id: token.clientId, scope: token.scope ?? '' },
        });
    } else {
        answer(404, { error: 'not_found' });
    }
}

server.on('request', (request, response) => {
    if (request.url?.startsWith('/api/')) {
        resource_server(request, response).catch((error) => {
            console.error(error);
            response.destroy();
        });
    } else if (request.url === '/favicon.ico') {
        response.writeHead(204).end();
    } else {
        authorization_server(request, response);
    }
});

console.log(
    JSON.stringify({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        introspection_endpoint: `${issuer}/token/introspection`,
        resource_server: `${issuer}/api`,
        client_id,
        client_secret,
        redirect_uri,
    }),
);

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
