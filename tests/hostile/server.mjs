// @ts-check
// An authorisation server and an API that answer whatever they are asked to: any status, reason, header and body, late,
// in pieces, or cut off in the middle. Pages of every origin may read it. Its authorisation endpoint sends everybody
// straight back with a code, so that a test is at the token request at once.
//
//   const hostile = await start_hostile();
//   hostile.answers.token = { body: '{"access_token":"\\'.repeat(1000) };
//   hostile.answers.api = { status: 401, headers: [['WWW-Authenticate', 'Bearer'.repeat(999)]], cut: 10 };

import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * @typedef {object} Answer
 * @property {number} [status] 200
 * @property {string} [reason] phrase, as bytes
 * @property {[string, string][]} [headers] beside CORS; Content-Type is application/json unless given
 * @property {string | Buffer} [body] "{}"
 * @property {Promise<unknown>} [until] nothing is answered before
 * @property {number} [cut] the connection ends after so many bytes of the body, which was announced as longer
 * @property {number} [pieces] in how many the body is sent
 */

/** @typedef {'token' | 'introspect' | 'revoke' | 'api' | 'metadata'} Place */

const cors = [
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Allow-Headers', 'Authorization, Content-Type'],
    ['Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE'],
    ['Access-Control-Expose-Headers', '*, WWW-Authenticate'],
];

/** @param {string} path @returns {Place} */
function place_of(path) {
    const first = path.split(/[/?]/)[1] ?? '';
    if (first === 'token' || first === 'introspect' || first === 'revoke') return first;
    return first === '.well-known' ? 'metadata' : 'api';
}

export async function start_hostile() {
    /** @type {{ method: string, url: string, headers: import('node:http').IncomingHttpHeaders, body: string }[]} */
    const seen = [];
    /** What an honest server says, where nobody asks for anything else. @type {Record<Place, Answer>} */
    const honest = {
        token: {
            body: '{"access_token":"at-1","refresh_token":"rt-1","token_type":"Bearer","expires_in":3600,"scope":"users:read"}',
        },
        introspect: { body: '{"active":true}' },
        revoke: { body: '' },
        api: { body: '{"fine":true}' },
        metadata: { status: 404, body: '{}' },
    };

    /** @param {import('node:http').ServerResponse} response @param {Answer} answer */
    async function say(response, { status = 200, reason, headers = [], body = '{}', until, cut, pieces = 1 }) {
        await until;
        const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
        const typed = headers.some(([name]) => name.toLowerCase() === 'content-type');
        const all = [...cors, ...(typed ? [] : [['Content-Type', 'application/json']]), ...headers];
        // As bytes: Node would refuse some of what a hostile server sends.
        const head = [`HTTP/1.1 ${status} ${reason ?? ''}`, ...all.map(([name, value]) => `${name}: ${value}`)];
        const socket = response.socket;
        if (!socket) return;
        response.detachSocket(socket);
        socket.write(`${head.join('\r\n')}\r\nContent-Length: ${bytes.length}\r\nConnection: close\r\n\r\n`);
        const sent = bytes.subarray(0, cut ?? bytes.length);
        const size = Math.max(1, Math.ceil(sent.length / pieces));
        for (let at = 0; at < sent.length; at += size) {
            if (!socket.write(sent.subarray(at, at + size))) await once(socket, 'drain').catch(() => {});
        }
        if (cut === undefined) socket.end();
        else socket.destroySoon();
    }

    // A token that it gave may come back in a header, however long.
    const server = createServer({ maxHeaderSize: 256 * 1024 }, async (request, response) => {
        const parts = [];
        for await (const part of request) parts.push(part);
        const { method = '', url = '', headers } = request;
        if (method === 'OPTIONS') {
            response.writeHead(204, Object.fromEntries(cors)).end();
            return;
        }
        if (url.startsWith('/favicon')) {
            response.writeHead(204).end();
            return;
        }
        seen.push({ method, url, headers, body: Buffer.concat(parts).toString() });
        if (url.startsWith('/authorize')) {
            const asked = new URL(url, hostile.origin).searchParams;
            const back = new URL(asked.get('redirect_uri') ?? '');
            back.searchParams.set('code', 'code-of-the-hostile');
            back.searchParams.set('state', asked.get('state') ?? '');
            for (const [name, value] of hostile.beside_code) back.searchParams.append(name, value);
            response.writeHead(302, { Location: back.href }).end();
            return;
        }
        const place = place_of(url);
        await say(response, hostile.answers[place] ?? honest[place]);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP address');

    const hostile = {
        origin: `http://localhost:${address.port}`,
        /** What arrived, preflights left out. */
        seen,
        /** What is asked for; what is not there is honest. @type {Partial<Record<Place, Answer>>} */
        answers: {},
        /** What comes back beside code and state. @type {[string, string][]} */
        beside_code: [],
        /** As environments.json has it. */
        environment: {
            id: 'hostile',
            name: 'Hostile',
            kind: 'other',
            authorization_endpoint: `http://localhost:${address.port}/authorize`,
            token_endpoint: `http://localhost:${address.port}/token`,
            introspection_endpoint: `http://localhost:${address.port}/introspect`,
            revocation_endpoint: `http://localhost:${address.port}/revoke`,
            resource_server: `http://localhost:${address.port}/api`,
            default_scopes: ['users:read'],
        },
        stop() {
            server.close();
            server.closeAllConnections();
        },
    };
    return hostile;
}
