// @ts-check
// The file that holds the client's credentials for secretless mode (docs/deploy.md):
//
//   # from 1Password
//   client_id = 12a3b456-78c9-0d12-93f4-f567ab8cde9f
//   client_secret = ...
//
// A third line, client_authentication = client_secret_post, sends them in the body, for a server that takes no Basic or
// reads it in its own way. They are for Pleo Staging; a line [another-id] makes what follows it for another environment. No
// message of this program repeats a value.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** @typedef {{client_id: string, client_secret: string, client_authentication?: string}} Credentials */

const first_section = 'pleo-staging';
const methods = ['client_secret_basic', 'client_secret_post'];

/** @param {string} value @returns {string | undefined} */
function slip(value) {
    if (value === '') return 'is empty';
    if (/^["'].*["']$/.test(value)) return 'stands in quotes: remove them';
    // RFC 6749 appendices A.1 and A.2.
    if (/[^\x20-\x7e]/.test(value)) return 'holds a character that cannot be seen or is not ASCII: copy it again';
    if (/\s/.test(value)) return 'holds a blank: copy it again';
    return undefined;
}

/**
 * @param {string} text @param {string} file for messages @param {string[]} ids environments it may be for
 * @returns {Map<string, Credentials>}
 */
export function parse_credentials(text, file, ids) {
    /** @type {Map<string, Partial<Credentials>>} */
    const sections = new Map();
    let section = first_section;
    for (const [index, raw] of text.split('\n').entries()) {
        /** @type {(reason: string) => never} */
        const refuse = (reason) => {
            throw new Error(`${file}:${index + 1}: ${reason}.`);
        };
        const line = raw.trim();
        if (line === '' || line.startsWith('#')) continue;
        const heading = /^\[([a-z0-9-]+)\]$/.exec(line);
        if (heading) {
            section = heading[1] ?? '';
        } else {
            const [, key = '', value = ''] =
                /^(client_id|client_secret|client_authentication)\s*=(.*)$/.exec(line) ?? [];
            if (key === '') refuse('a line is client_id = ..., client_secret = ... or [environment]');
            const trimmed = value.trim();
            const reason = slip(trimmed);
            if (reason) refuse(`${key} ${reason}`);
            if (key === 'client_authentication' && !methods.includes(trimmed)) {
                refuse(`client_authentication is ${methods.join(' or ')}`);
            }
            const entry = sections.get(section) ?? {};
            if (key in entry) refuse(`${key} of ${section} stands here twice`);
            sections.set(section, { ...entry, [key]: trimmed });
        }
        if (!ids.includes(section)) {
            refuse(`the relay leads to no environment "${section}"; it leads to ${ids.join(', ') || 'none'}`);
        }
    }
    /** @type {Map<string, Credentials>} */
    const complete = new Map();
    for (const [id, { client_id, client_secret, client_authentication }] of sections) {
        if (!client_id || !client_secret) {
            throw new Error(`${file}: ${id} lacks ${client_id ? 'client_secret' : 'client_id'}.`);
        }
        complete.set(id, { client_id, client_secret, ...(client_authentication ? { client_authentication } : {}) });
    }
    if (complete.size === 0) throw new Error(`${file}: there are no credentials in it.`);
    return complete;
}

/**
 * A folder above the file in which others could put another in its place, or nothing. A sticky one keeps each file
 * to its owner; a group of the own name is the user alone on many systems.
 * @param {string} file
 */
function open_folder(file) {
    for (let folder = dirname(realpathSync(file)); ; folder = dirname(folder)) {
        const { mode, gid } = statSync(folder);
        const closed = (mode & 0o1000) !== 0 || (mode & (gid === process.getgid?.() ? 0o002 : 0o022)) === 0;
        if (!closed) return folder;
        if (folder === dirname(folder)) return undefined;
    }
}

/** @param {string} file @param {string[]} ids */
export function read_credentials(file, ids) {
    const status = statSync(file, { throwIfNoEntry: false });
    if (!status?.isFile()) {
        throw new Error(
            `${file} is not there. Write two lines into it, client_id = ... and client_secret = ..., and make it yours alone: chmod 600`,
        );
    }
    const own = process.getuid?.() ?? status.uid;
    if (status.uid !== own && status.uid !== 0) {
        throw new Error(`${file} belongs to another user of this machine. Write one that is yours.`);
    }
    const folder = open_folder(file);
    if (folder) {
        throw new Error(
            `${folder} can be changed by others, and ${file} with it. Close it (chmod go-w '${folder}'), or put the file elsewhere.`,
        );
    }
    if ((status.mode & 0o077) !== 0) {
        throw new Error(`${file} can be read by others. Make it yours alone: chmod 600 '${file}'`);
    }
    return parse_credentials(readFileSync(file, 'utf8'), file, ids);
}

/** RFC 6749 appendix B. @param {string} text */
const form_encoded = (text) => new URLSearchParams([['', text]]).toString().slice(1);

/**
 * The Authorization header of client_secret_basic (RFC 6749 section 2.3.1).
 * @param {Credentials} credentials
 */
export function basic({ client_id, client_secret }) {
    const text = `${form_encoded(client_id)}:${form_encoded(client_secret)}`;
    return `Basic ${Buffer.from(text).toString('base64')}`;
}

/**
 * The parameters of client_secret_post, in the body of a form.
 * @param {Credentials} credentials
 */
export const post = ({ client_id, client_secret }) => new URLSearchParams({ client_id, client_secret }).toString();

/** @param {Credentials} credentials */
export const goes_in_body = ({ client_authentication }) => client_authentication === 'client_secret_post';
