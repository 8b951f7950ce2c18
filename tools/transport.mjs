// @ts-check
// Sends an answer of Simulated Staging over a socket, and does what its faults want of the host
// (src/simulator/transport.hpp): a delay, a body that comes octet by octet, one that is cut, a
// connection that ends without a byte.
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {{status: number, headers: [string, string][], body: string}} Answer */
/** @typedef {{url: string, headers: Record<string, string>}} Visit */

/** @param {Answer} answer */
export function transport_of({ headers, body }) {
    /** @type {Map<string, string>} */
    const wishes = new Map(headers.filter(([name]) => name.startsWith(':')));
    const number = (/** @type {string} */ name) => Number(wishes.get(name) ?? 0);
    const octets = Buffer.from(body, wishes.has(':base64') ? 'base64' : 'utf8');
    return {
        headers: headers.filter(([name]) => !name.startsWith(':')),
        lost: wishes.has(':lost'),
        delay_ms: number(':delay-ms'),
        pace_ms: number(':pace-ms'),
        cut: wishes.has(':cut') ? number(':cut') : undefined,
        repeat: Math.max(1, number(':repeat')),
        octets,
        visits: /** @type {Visit[]} */ (JSON.parse(wishes.get(':visits') ?? '[]')),
    };
}

/**
 * What is sent before a repetition or a cut; nothing of a client that has gone.
 * @param {import('node:http').ServerResponse} response @param {Buffer} octets
 */
async function write(response, octets) {
    if (response.destroyed || response.write(octets)) return;
    await Promise.race([
        new Promise((resolve) => response.once('drain', resolve)),
        new Promise((resolve) => response.once('close', resolve)),
    ]);
}

/**
 * @param {import('node:http').ServerResponse} response @param {Answer} answer
 * @returns {Promise<Visit[]>} what the host is to open afterwards
 */
export async function send(response, answer) {
    const wishes = transport_of(answer);
    if (wishes.delay_ms > 0) await pause(wishes.delay_ms);
    if (wishes.lost) {
        response.socket?.resetAndDestroy?.();
        response.destroy();
        return wishes.visits;
    }
    for (const [name, value] of wishes.headers) response.setHeader(name, value);
    response.statusCode = answer.status;
    const { octets, cut, repeat } = wishes;
    if (cut === undefined && wishes.pace_ms === 0 && repeat === 1) {
        response.end(octets);
        return wishes.visits;
    }
    response.setHeader('Content-Length', octets.length * repeat);
    if (wishes.pace_ms > 0) {
        for (const octet of octets) {
            await write(response, Buffer.of(octet));
            await pause(wishes.pace_ms);
            if (response.destroyed) break;
        }
        response.end();
    } else if (cut !== undefined) {
        // The part arrives before the connection ends: a reset would take it back.
        await new Promise((resolve) => response.write(octets.subarray(0, cut), resolve));
        response.socket?.end();
        response.destroy();
    } else {
        for (let i = 0; i < repeat && !response.destroyed; i += 4096)
            await write(response, Buffer.concat(Array(Math.min(4096, repeat - i)).fill(octets)));
        response.end();
    }
    return wishes.visits;
}
