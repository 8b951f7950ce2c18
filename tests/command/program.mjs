// @ts-check
// Runs the `explain` that the native build made (EXPLAIN=path for another one).
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.EXPLAIN ?? join(top, 'build', 'native-debug', 'explain');

/**
 * @typedef {{ understood: boolean, status: number | null, error: string, error_description: string,
 *     values: Record<string, any>, effect: string, warnings: { text: string, section: string }[],
 *     sentence: string, masked: string }} Told
 */

/**
 * @param {string[]} options
 * @param {string | Buffer} input
 */
export function run(options, input) {
    const ran = spawnSync(program, options, { input, encoding: 'utf8' });
    // Wrong usage ends it before it has read anything.
    const unread = ran.error !== undefined && 'code' in ran.error && ran.error.code === 'EPIPE';
    if (ran.error && !unread) throw ran.error;
    return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

/**
 * @param {string[]} options
 * @param {string | Buffer} input
 * @returns {Told & { code: number | null }}
 */
export function explain(options, input) {
    const { code, out, err } = run(options, input);
    if (out === '') throw new Error(`explain ${options.join(' ')} printed nothing: ${err}`);
    return { ...JSON.parse(out), code };
}

/** @typedef {{ name: string, status: number, headers: [string, string][], body: string }} Answer */

/** A body with its status and headers, as options. @param {Answer} answer */
export function options_of({ status, headers }) {
    return ['--status', String(status), ...headers.flatMap(([name, value]) => ['--header', `${name}: ${value}`])];
}

/** @param {string} kind @returns {any[]} */
export function vectors(kind) {
    return JSON.parse(readFileSync(join(top, 'tests', 'vectors', `${kind}.json`), 'utf8'));
}
