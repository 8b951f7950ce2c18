// @ts-check
// Puts the static site together: tools/assemble-site [--environments FILE] [--build DIR] --out DIR
//
// boot.mjs and all that it imports become one file, and so does snippets.js; what is left of the folders shell and web ends up
// side by side. Everything but index.html and sw.js gets the hash of its content into its name.
// Sources keep writing plain names: in every text file, a quoted relative path to another part of
// the site ("./boot.mjs", "playground_first.wasm") becomes the hashed one.
//
// Words between @ signs are filled in, in any text file:
//   @CONTENT_SECURITY_POLICY@    for the meta element (S50)
//   @BYTES_SIMULATOR_WASM@       size of a part before compression. Any part will do.
//   @ICON@                       icon.svg as a data: URL. Browsers ask for an icon late, and that would
//                                wake the service worker that an update is about to follow.
//   @INTEGRITY_SIMULATOR_WASM@  "sha384-..." of a part (S55). The scripts and styles that
//                                index.html names get the attribute without asking.
//   @PARTS@                      all hashed names with blanks between them, in sw.js
//   @VERSION@                    hash over all parts, index.html and sw.js, in those two
//
// Beside DIR, the folder DIR.nginx gets what the web server has to know of this site: its headers and
// its environments.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build as esbuild, transform } from 'esbuild';
import { read_environments, remarks } from './environments.mjs';
import { finish, sha256 } from './hashed-names.mjs';
import { nginx_headers, page_policy } from './policy.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const served = /\.(html|css|js|mjs|webmanifest|svg|png|ico)$/;
const compressible = /\.(html|css|js|mjs|json|txt|webmanifest|svg|wasm)$/;
const built = ['playground.mjs', 'playground_first.wasm', 'playground_second.wasm', 'simulator.wasm'];
// Linked into the WebAssembly module, not a file of the site.
const linked = 'ports.js';

/** @param {string} name @param {Buffer} content */
async function minified(name, content) {
    const loader = /** @type {const} */ ({ '.js': 'js', '.css': 'css' })[extname(name)];
    if (!loader) return content;
    const { code } = await transform(content.toString('utf8'), { loader, minify: true, legalComments: 'none' });
    return Buffer.from(code);
}

/**
 * A module and all that it imports as one file. One file costs less on the wire than twenty, and is there at once.
 * @param {string} entry @param {import('esbuild').BuildOptions} [more]
 */
async function bundle(entry, more = {}) {
    const { outputFiles, metafile } = await esbuild({
        ...more,
        entryPoints: [join(top, entry)],
        bundle: true,
        write: false,
        metafile: true,
        absWorkingDir: top,
        format: 'esm',
        target: 'es2022',
        minify: true,
        legalComments: 'none',
        logLevel: 'error',
    });
    return {
        content: Buffer.from(outputFiles[0].contents),
        modules: new Set(Object.keys(metafile.inputs).map((path) => basename(path))),
    };
}

/**
 * The program's JavaScript: boot.mjs, the modules of web that it imports, and what Emscripten wrote.
 * @param {string} build
 */
const bundle_program = (build) =>
    bundle('shell/boot.mjs', {
        // Comes when somebody asks for it.
        external: ['./snippets.js'],
        plugins: [
            {
                name: 'what Emscripten wrote',
                setup({ onResolve }) {
                    onResolve({ filter: /^\.\/playground\.mjs$/ }, () => ({ path: resolve(build, 'playground.mjs') }));
                },
            },
        ],
    });

/** @param {string} build @returns {Promise<Map<string, Buffer>>} by plain name */
async function collect(build) {
    for (const name of built) {
        if (existsSync(join(build, name))) continue;
        throw new Error(`${join(build, name)} is not there. Build it with: tools/build wasm-release`);
    }
    const program = await bundle_program(build);
    const snippets = await bundle('web/snippets.js');
    /** @type {Map<string, Buffer>} */
    const files = new Map([
        ['boot.mjs', program.content],
        ['snippets.js', snippets.content],
    ]);
    for (const folder of ['shell', 'web']) {
        for (const entry of readdirSync(join(top, folder), { withFileTypes: true })) {
            const { name } = entry;
            if (!entry.isFile() || !served.test(name)) continue;
            if (name === linked || program.modules.has(name) || snippets.modules.has(name)) continue;
            if (files.has(name)) {
                throw new Error(`Two files are called ${name}: rename one, they end up in one folder.`);
            }
            files.set(name, await minified(name, readFileSync(join(top, folder, name))));
        }
    }
    for (const name of built) {
        if (name.endsWith('.wasm')) files.set(name, readFileSync(join(build, name)));
    }
    return files;
}

/** Brotli at its best takes a second for the big parts, so what was compressed once is kept. */
function compressed(/** @type {Buffer} */ content) {
    const kept = join(top, 'build', 'compressed');
    mkdirSync(kept, { recursive: true });
    /** @type {(suffix: string, make: () => Buffer) => Buffer} */
    const once = (suffix, make) => {
        const file = join(kept, `${sha256(content)}${suffix}`);
        if (existsSync(file)) return readFileSync(file);
        const made = make();
        writeFileSync(`${file}.${process.pid}`, made);
        renameSync(`${file}.${process.pid}`, file);
        return made;
    };
    const params = {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    return {
        br: once('.br', () => brotliCompressSync(content, { params })),
        gz: once('.gz', () => gzipSync(content, { level: 9 })),
    };
}

async function main() {
    const { values } = parseArgs({
        options: {
            environments: { type: 'string', default: join(top, 'environments.json') },
            build: { type: 'string', default: join(top, 'build', 'wasm-release') },
            out: { type: 'string' },
        },
    });
    if (!values.out) throw new Error('Name the folder: tools/assemble-site --out build/site');
    const out = resolve(values.out);
    const environments = read_environments(String(values.environments));
    for (const remark of remarks(environments)) console.error(`environments.json: ${remark}`);
    const files = await collect(String(values.build));
    files.set('reference.txt', readFileSync(join(top, 'src', 'staging', 'reference.txt')));
    files.set('environments.json', Buffer.from(JSON.stringify({ environments })));
    const icon = encodeURIComponent(String(files.get('icon.svg')).replace(/\s*\n\s*/g, ''));
    const words = new Map([
        ['CONTENT_SECURITY_POLICY', page_policy(environments)],
        ['ICON', `data:image/svg+xml,${icon}`],
    ]);

    const partial = `${out}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    for (const { name, content } of finish(files, words).values()) {
        const file = join(partial, name);
        writeFileSync(file, content);
        if (!compressible.test(extname(name))) continue;
        const { br, gz } = compressed(content);
        writeFileSync(`${file}.br`, br);
        writeFileSync(`${file}.gz`, gz);
    }
    // What a web server without a relay answers; nginx answers in its place when it has one.
    mkdirSync(join(partial, 'relay'));
    writeFileSync(join(partial, 'relay', 'status.json'), '{"environments":[]}');
    // Code to take along: names are part of what is taken, so they stay as they are.
    cpSync(join(top, 'integrations'), join(partial, 'integrations'), { recursive: true });
    mkdirSync(`${out}.nginx`, { recursive: true });
    writeFileSync(join(`${out}.nginx`, 'headers.conf'), nginx_headers(environments));
    writeFileSync(join(`${out}.nginx`, 'environments.json'), JSON.stringify({ environments }, null, 2));
    rmSync(out, { recursive: true, force: true });
    renameSync(partial, out);
    console.log(`The site is assembled in ${values.out}.`);
}

try {
    await main();
} catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    const sentence = code === 'ENOSPC' ? 'The disk is full. Make room and run this again.' : message;
    console.error(`assemble-site: ${sentence}`);
    process.exit(1);
}
