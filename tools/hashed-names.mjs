// @ts-check
// Names every part of the site after its content (style.css -> style.0123456789abcdef.css), so that
// it may be cached for ever, and fills in what one part has to know of another. What is understood
// in a text file is told at the top of assemble-site.mjs.
import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';

/** @typedef {{name: string, content: Buffer}} Part */

const textual = new Set(['.html', '.css', '.js', '.mjs', '.json', '.webmanifest', '.svg']);
// Their addresses are promises: the page itself, and the scope of the service worker.
const unhashed = new Set(['index.html', 'sw.js']);
const reference = /(["'`])((?:\.\.\/(?:web|shell)\/|\.\/)?)([A-Za-z0-9_-]+\.[a-z]+)\1/g;

/** @param {string | Buffer} content */
export const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** @param {Buffer} content */
const integrity = (content) => `sha384-${createHash('sha384').update(content).digest('base64')}`;

/** @param {string} name */
const as_word = (name) => name.toUpperCase().replace(/[^A-Z0-9]/g, '_');

/**
 * @param {Map<string, Buffer>} files by plain name
 * @param {Map<string, string>} constants what stands between at signs, and what for
 * @returns {Map<string, Part>} by plain name
 */
export function finish(files, constants) {
    /** @type {Map<string, Part>} */
    const parts = new Map();
    const by_word = new Map([...files.keys()].map((name) => [as_word(name), name]));
    /** @type {string[]} */
    const unfinished = [];

    // A part holds the names of others, and is named after what it holds: those come first.
    /** @type {(source: string) => Part} */
    const part = (source) => {
        const done = parts.get(source);
        if (done) return done;
        if (unfinished.includes(source)) {
            const circle = [...unfinished, source].join(' -> ');
            throw new Error(
                `These refer to each other in a circle, so none can be named after its content: ${circle}.`,
            );
        }
        unfinished.push(source);
        let content = /** @type {Buffer} */ (files.get(source));
        const extension = extname(source);
        if (textual.has(extension)) {
            content = Buffer.from(rename(source, fill_in(source, content.toString('utf8'))));
        }
        unfinished.pop();
        const name = unhashed.has(source)
            ? source
            : `${basename(source, extension)}.${sha256(content).slice(0, 16)}${extension}`;
        const finished = { name, content };
        parts.set(source, finished);
        return finished;
    };

    const hashed_names = () =>
        [...files.keys()]
            .filter((name) => !unhashed.has(name))
            .map((name) => part(name).name)
            .sort();

    // Over the page and the service worker too, which have no hash in their names.
    const version = () => {
        const others = [...unhashed].map((name) => sha256(files.get(name) ?? ''));
        return sha256([...hashed_names(), ...others, ...constants.values()].join()).slice(0, 16);
    };

    /** @type {(source: string, text: string) => string} */
    const fill_in = (source, text) =>
        text.replace(/@([A-Z][A-Z0-9_]*)@/g, (whole, /** @type {string} */ word) => {
            const constant = constants.get(word);
            if (constant !== undefined) return constant;
            if (word === 'PARTS' || word === 'VERSION') {
                if (!unhashed.has(source)) {
                    throw new Error(`${source} asks for ${whole}, which only index.html and sw.js can know.`);
                }
                return word === 'PARTS' ? hashed_names().join(' ') : version();
            }
            const [, kind, of = ''] = /^(BYTES|INTEGRITY)_(.+)$/.exec(word) ?? [];
            const name = by_word.get(of);
            if (!name) throw new Error(`${source} asks for ${whole}, and nobody knows what that is.`);
            const { content } = part(name);
            return kind === 'BYTES' ? String(content.length) : integrity(content);
        });

    /** @type {(source: string, text: string) => string} */
    const rename = (source, text) => {
        const renamed = text.replace(reference, (whole, quote, path, name) => {
            if (!files.has(name) || unhashed.has(name) || name === source) return whole;
            return `${quote}${path === '' ? '' : './'}${part(name).name}${quote}`;
        });
        return source === 'index.html' ? renamed.replace(/<(?:script|link)\b[^>]*>/g, protect) : renamed;
    };

    /** Subresource integrity for what a browser checks it for. @type {(tag: string) => string} */
    const protect = (tag) => {
        const [, name] = /\b(?:src|href)="\.\/([^"]+)"/.exec(tag) ?? [];
        const target = [...parts.values()].find((candidate) => candidate.name === name);
        if (!target || !/^<script|\brel="(stylesheet|modulepreload)"/.test(tag)) return tag;
        return tag.replace(/\s*\/?>$/, ` integrity="${integrity(target.content)}">`);
    };

    for (const source of files.keys()) part(source);
    return parts;
}
