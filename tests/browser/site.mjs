// @ts-check
// The assembled site behind the same nginx, with the same template, that `make run` uses.

import { spawn, execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The finished site; `SITE=` names another one than `make site` makes. */
export const built_site = process.env.SITE ?? join(root, 'build', 'site');

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
 * Serves a folder until `stop`. The origin is spelt `localhost`, because that is what a partner registers.
 * @param {string} folder @param {number} [port]
 */
export async function serve(folder = built_site, port) {
    port ??= await free_port();
    const child = spawn(join(root, 'tools', 'serve'), [folder], {
        env: { ...process.env, PORT: String(port) },
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    let words = '';
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text) => { words += text; });
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
        async stop() {
            child.kill('SIGTERM');
            await ended;
        },
    };
}

/**
 * Another site from the same parts, with other environments. The only way in for a test environment.
 * @param {unknown} environments what environments.json holds
 */
export async function assemble(environments) {
    const folder = await mkdtemp(join(tmpdir(), 'oauth-playground-site-'));
    const file = join(folder, 'environments.json');
    const out = join(folder, 'site');
    await writeFile(file, JSON.stringify(environments, null, 2));
    await promisify(execFile)(join(root, 'tools', 'assemble-site'), ['--environments', file, '--out', out]);
    return { folder: out, remove: () => rm(folder, { recursive: true, force: true }) };
}
