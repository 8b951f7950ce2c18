// @ts-check
// What our own client sends and reads: token requests and strict answers. Each `wrong(...)` is one
// mistake that a real client has made; without any, all is right.
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {{url: string, client_id: string, secret: string, redirect_uri: string, speed: number, mistake: string}} World */
/** @typedef {{access_token: string, refresh_token?: string, scope?: string, expires_in?: number}} Tokens */
/** @typedef {{status: number, headers: Headers, octets: Uint8Array}} Answer */

/** The server may work for 45 s; whoever waits less does not know what became of it. */
const patience_ms = 60_000;
const longest_answer = 1_000_000;

export class Refusal extends Error {}

/** @param {World} world */
export function wire(world) {
    const wrong = (/** @type {string} */ name) => world.mistake === name;
    const encoded = (/** @type {string} */ text) =>
        wrong('raw_secret') ? text : new URLSearchParams({ a: text }).toString().slice(2);

    /**
     * Nothing when the connection ended, or all took too long.
     * @param {string} url @param {RequestInit} request @returns {Promise<Answer | undefined>}
     */
    async function ask(url, request) {
        const impatient = wrong('impatient') ? 1200 : Math.max(3000, patience_ms / world.speed);
        const signal = AbortSignal.timeout(impatient);
        const redirect = wrong('follows_with_code') ? 'follow' : 'manual';
        try {
            const response = await fetch(url, { redirect, ...request, signal });
            const octets = new Uint8Array(await response.arrayBuffer());
            return { status: response.status, headers: response.headers, octets };
        } catch {
            return undefined;
        }
    }

    /** @param {string} path @param {Record<string, string>} form */
    function as_client(path, form) {
        /** @type {Record<string, string>} */
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        if (!wrong('no_authentication')) {
            headers.authorization = `Basic ${Buffer.from(`${encoded(world.client_id)}:${encoded(world.secret)}`).toString('base64')}`;
        }
        /** @type {Record<string, string>} */
        const more = {};
        if (wrong('two_authentications'))
            Object.assign(more, { client_id: world.client_id, client_secret: world.secret });
        const body = new URLSearchParams({ ...form, ...more }).toString();
        return ask(world.url + path, { method: 'POST', headers, body });
    }

    /** Two members of one name, which JSON.parse hides. @param {string} text */
    function has_twice(text) {
        const names = [...text.matchAll(/"((?:[^"\\]|\\.)*)"\s*:/g)].map(([, name]) => name);
        return new Set(names).size < names.length;
    }

    /** @param {Answer} answer @param {boolean} [flat] one object without others in it @returns {any} */
    function read_json({ headers, octets }, flat = false) {
        if (octets.length > longest_answer) throw new Refusal('too long');
        let text;
        try {
            text = new TextDecoder('utf-8', { fatal: true }).decode(octets);
        } catch {
            throw new Refusal('not UTF-8');
        }
        if (wrong('takes_forms') && !headers.get('content-type')?.includes('json')) {
            const value = /"?access_token"?[:=]"?([^"&]+)/.exec(text)?.[1];
            if (value) return { access_token: value, token_type: 'Bearer', expires_in: 900 };
        }
        if (!headers.get('content-type')?.includes('json')) throw new Refusal('not JSON');
        if (flat && has_twice(text) && !wrong('takes_repeated_members')) throw new Refusal('a member twice');
        try {
            return JSON.parse(text);
        } catch {
            throw new Refusal('not JSON');
        }
    }

    /** @param {Answer} answer @returns {Tokens} */
    function read_tokens(answer) {
        const value = read_json(answer, true);
        if (wrong('takes_errors') && value.error) return { access_token: 'undefined' };
        if (typeof value.access_token !== 'string' || (value.access_token === '' && !wrong('takes_empty_tokens')))
            throw new Refusal('no access token');
        const type = String(value.token_type ?? (wrong('takes_no_type') ? 'bearer' : ''));
        const known = wrong('compares_case') ? type === 'Bearer' : type.toLowerCase() === 'bearer';
        if (!known && !wrong('takes_any_type')) throw new Refusal(`token_type ${type}`);
        const { access_token, refresh_token, scope } = value;
        const expires_in = value.expires_in === undefined ? undefined : Number(value.expires_in);
        return { access_token, refresh_token, scope, expires_in };
    }

    /** What an error is called, if it is one. @param {Answer} answer @returns {string} */
    function error_of({ octets }) {
        try {
            return JSON.parse(new TextDecoder().decode(octets)).error ?? '';
        } catch {
            return '';
        }
    }

    return { wrong, ask, as_client, read_tokens, read_json, error_of, pause };
}
