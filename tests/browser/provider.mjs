// @ts-check
// Starts a server of tests/provider in its own process, and ends it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{
 *   issuer: string, authorization_endpoint: string, token_endpoint: string, introspection_endpoint:
 * string,
 *   resource_server: string, client_id: string, client_secret: string, redirect_uri: string,
 *   revocation_endpoint?: string, encoded_client_id?: string, encoded_client_secret?: string,
 * }} ProviderAddress
 */

/** @param {string} redirect_uri where the provider may send people back to */
export function start_provider(redirect_uri) {
    const program = fileURLToPath(new URL('../provider/server.mjs', import.meta.url));
    return start([process.execPath, program, '--redirect-uri', redirect_uri]);
}

/**
 * One that Debian packages, in its Python.
 * @param {string} file in tests/provider @param {string} redirect_uri
 */
export function start_python_provider(file, redirect_uri) {
    const program = fileURLToPath(new URL(`../provider/${file}`, import.meta.url));
    return start(['/usr/bin/python3', program, redirect_uri]);
}

/**
 * @param {string[]} command
 * @returns {Promise<ProviderAddress & { stop(): Promise<void> }>}
 */
async function start([program = '', ...rest]) {
    const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'pipe'] });
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
        complaints += text;
    });
    const first_line = once(createInterface({ input: child.stdout }), 'line');
    const ended = once(child, 'exit');
    const line = await Promise.race([
        first_line.then(([text]) => /** @type {string} */ (text)),
        ended.then(([code]) => {
            throw new Error(`the provider ended with ${code}: ${complaints}`);
        }),
    ]);
    return {
        ...JSON.parse(line),
        async stop() {
            child.stdin.end();
            await ended;
        },
    };
}
