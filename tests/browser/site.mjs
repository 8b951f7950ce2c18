// @ts-check
// The assembled site behind the same nginx, with the same template, that `make run` uses.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { start_hostile } from '../hostile/server.mjs';
import { client, start_stand_in } from '../stand-in/server.mjs';
import { start_provider, start_python_provider } from './provider.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The finished site; `SITE=` and `BUILD=` name others than `make site` makes. */
export const built_site = process.env.SITE ?? join(root, 'build', 'site');
/** Of Postman's desktop app. */
export const postman_callback = 'https://oauth.pstmn.io/v1/callback';
/** As the list on the page calls it. */
export const provider_name = 'Another provider';

const build = process.env.BUILD ?? join(root, 'build', 'wasm-release');

/** A TCP port that was free a moment ago. @returns {Promise<number>} */
export async function free_port() {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    server.close();
    await once(server, 'close');
    if (address === null || typeof address === 'string') throw new Error('no TCP address');
    return address.port;
}

/**
 * Serves a folder until `stop`. The origin is spelt `localhost`, because that is what a partner
 * registers.
 * Suites run side by side and nginx keeps its files beside the site, so each gets a link of its own
 * to it.
 * @param {string} [folder] @param {number} [port]
 * @param {Record<string, string>} [settings] for tools/serve
 */
export async function serve(folder = built_site, port, settings = {}) {
    port ??= await free_port();
    const home = await mkdtemp(join(tmpdir(), 'oauth-playground-nginx-'));
    const link = join(home, 'site');
    await symlink(folder, link);
    await mkdir(`${link}.nginx`);
    for (const name of ['headers.conf', 'environments.json']) {
        await copyFile(join(`${folder}.nginx`, name), join(`${link}.nginx`, name));
    }
    const child = spawn(join(root, 'tools', 'serve'), [link], {
        env: { ...process.env, PORT: String(port), ...settings },
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    let words = '';
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text) => {
            words += text;
        });
    }
    const ended = once(child, 'exit');
    const origin = `http://localhost:${port}`;
    const deadline = Date.now() + 20_000;
    for (;;) {
        if (child.exitCode !== null) throw new Error(`tools/serve ended with ${child.exitCode}: ${words}`);
        try {
            const answer = await fetch(origin);
            await answer.arrayBuffer();
            break;
        } catch (error) {
            if (Date.now() > deadline) throw new Error(`${origin} does not answer: ${words}`, { cause: error });
            await new Promise((resolve) => setTimeout(resolve, 30));
        }
    }
    return {
        origin,
        url: `${origin}/`,
        /** Of secretless mode: the address that was printed. */
        entrance: /\S+\/relay\/enter\/[0-9a-f]{64}/.exec(words)?.[0],
        /** Everything that the server has written: what it said at the start, and its log. */
        words: () => words,
        /** The folder that holds all files of this server. */
        home,
        async stop() {
            child.kill('SIGTERM');
            await ended;
            await rm(home, { recursive: true, force: true });
        },
    };
}

/**
 * Another site from the same parts, with other environments. The only way in for a test
 * environment.
 * @param {unknown} environments what environments.json holds
 */
export async function assemble(environments) {
    const folder = await mkdtemp(join(tmpdir(), 'oauth-playground-site-'));
    const file = join(folder, 'environments.json');
    const out = join(folder, 'site');
    await writeFile(file, JSON.stringify(environments, null, 2));
    await promisify(execFile)(join(root, 'tools', 'assemble-site'), [
        '--environments',
        file,
        '--build',
        build,
        '--out',
        out,
    ]);
    return { folder: out, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * The page with one more environment: the provider of tests/provider, which knows the page's origin
 * and is known by it.
 * @param {{ discovery?: boolean }} [options] discovery: the page knows its issuer and its API only
 * @returns {Promise<{ origin: string, url: string, provider: Awaited<ReturnType<typeof start_provider>>,
 *                     stop(): Promise<void> }>}
 */
export async function serve_with_provider({ discovery = false } = {}) {
    const port = await free_port();
    const provider = await start_provider(`http://localhost:${port}/`);
    const { environments } = JSON.parse(await readFile(join(root, 'environments.json'), 'utf8'));
    const { folder, remove } = await assemble({
        environments: [
            ...environments,
            {
                id: 'oidc-provider',
                name: provider_name,
                kind: 'other',
                ...(discovery
                    ? {}
                    : {
                          authorization_endpoint: provider.authorization_endpoint,
                          token_endpoint: provider.token_endpoint,
                          introspection_endpoint: provider.introspection_endpoint,
                          authorization_response_iss_parameter_supported: true,
                      }),
                issuer: provider.issuer,
                resource_server: provider.resource_server,
                default_scopes: ['employees:read'],
            },
        ],
    });
    const site = await serve(folder, port);
    return {
        ...site,
        provider,
        async stop() {
            await site.stop();
            await provider.stop();
            await remove();
        },
    };
}

/**
 * The page with two environments of a server in Python: one with its endpoints, and one with its
 * issuer only. Its own server passes on to the first.
 * @param {string} file in tests/provider
 */
export async function serve_with_python_provider(file) {
    const port = await free_port();
    const provider = await start_python_provider(file, `http://localhost:${port}/`);
    const common = {
        kind: 'other',
        issuer: provider.issuer,
        resource_server: provider.resource_server,
        default_scopes: ['employees:read'],
    };
    const { folder, remove } = await assemble({
        environments: [
            {
                id: 'known',
                name: 'Known',
                ...common,
                authorization_endpoint: provider.authorization_endpoint,
                token_endpoint: provider.token_endpoint,
                introspection_endpoint: provider.introspection_endpoint,
                revocation_endpoint: provider.revocation_endpoint,
            },
            { id: 'asked', name: 'Asked', ...common },
        ],
    });
    const site = await serve(folder, port);
    return {
        ...site,
        provider,
        async stop() {
            await site.stop();
            await provider.stop();
            await remove();
        },
    };
}

/**
 * The page as it ships, with a stand-in for Staging behind the real host names: for the browser, and
 * for the relay of the page's own server. `secretless`: that relay has the client's credentials.
 * @param {{ cors?: import('../stand-in/server.mjs').Cors, secretless?: boolean }} [options]
 */
export async function serve_with_stand_in({ cors = 'closed', secretless = false } = {}) {
    const port = await free_port();
    const redirect_uris = [`http://localhost:${port}/`, postman_callback];
    const stand_in = await start_stand_in({ redirect_uris, cors });
    const folder = await mkdtemp(join(tmpdir(), 'oauth-playground-staging-'));
    const file = join(folder, 'credentials');
    const lines = Object.entries(client).map(([name, value]) => `${name} = ${value}\n`);
    await writeFile(file, lines.join(''), { mode: 0o600 });
    const site = await serve(built_site, port, {
        RELAY_UPSTREAMS: stand_in.upstreams,
        TRUSTED_CA: stand_in.authority.file,
        ...(secretless ? { STAGING: file } : {}),
    });
    return {
        ...site,
        stand_in,
        browser_arguments: stand_in.browser_arguments,
        async stop() {
            await site.stop();
            await stand_in.stop();
            await rm(folder, { recursive: true, force: true });
        },
    };
}

/**
 * The page with two environments of a server that answers whatever it is asked to
 * (tests/hostile/server.mjs): one with its endpoints, and one with its issuer only.
 */
export async function serve_with_hostile() {
    const hostile = await start_hostile();
    const { folder, remove } = await assemble({
        environments: [
            hostile.environment,
            {
                id: 'asked',
                name: 'Asked',
                kind: 'other',
                issuer: hostile.origin,
                resource_server: `${hostile.origin}/api`,
                default_scopes: ['users:read'],
            },
        ],
    });
    const site = await serve(folder);
    return {
        ...site,
        hostile,
        async stop() {
            await site.stop();
            hostile.stop();
            await remove();
        },
    };
}
