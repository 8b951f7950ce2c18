// @ts-check
// passport-oauth2 as its README shows it, behind Node's own HTTP server instead of Express. It logs
// people in: refreshes and calls of an API are not its business, so the walk ends with the profile.
import { createServer } from 'node:http';
// @ts-expect-error it has no types
import OAuth2Strategy from 'passport-oauth2';
import { browse, call, settings } from './world.mjs';

const { url, client_id, client_secret, redirect_uri } = settings;
const session = {};
let logged_in = () => {};
const done = new Promise((resolve) => (logged_in = () => resolve(undefined)));
const strategy = new OAuth2Strategy(
    {
        authorizationURL: `${url}/auth/oauth/authorize`,
        tokenURL: `${url}/auth/oauth/token`,
        clientID: client_id,
        clientSecret: client_secret,
        callbackURL: redirect_uri,
        scope: 'users:read companies:read',
        ...{ state: true, pkce: true },
    },
    async (
        /** @type {string} */ token,
        /** @type {string} */ _refresh,
        /** @type {any} */ _profile,
        /** @type {Function} */ cb,
    ) => {
        const headers = { authorization: `Bearer ${token}` };
        await call(() => fetch(`${url}/external/v2/employees?limit=2`, { headers }));
        cb(null, { id: 1 });
    },
);
const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', redirect_uri);
    const attempt = Object.create(strategy);
    const answer = (/** @type {number} */ status) => () => {
        response.writeHead(status, { connection: 'close' }).end();
        logged_in();
    };
    Object.assign(attempt, { success: answer(200), fail: answer(401), error: answer(500) });
    attempt.redirect = (/** @type {string} */ location) => response.writeHead(302, { location }).end();
    attempt.authenticate(Object.assign(request, { query: Object.fromEntries(searchParams), session }), {});
});
const { port, hostname, origin } = new URL(redirect_uri);
server.listen(Number(port), hostname, async () => {
    if (await browse(new URL(`${origin}/log-in`))) await done;
    setTimeout(() => process.exit(), 400);
});
