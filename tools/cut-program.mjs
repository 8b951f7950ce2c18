// @ts-check
// Cuts the program in two with wasm-split (binaryen, which Emscripten brings):
//   node tools/cut-program.mjs --build DIR --environments FILE [--wasm-split PROGRAM]
//
//   playground_first.wasm    what the first screens need; the page is painted with it
//   playground_second.wasm   everything else; web/program.js links it behind the first
//
// The build makes the profile to cut along: an instrumented copy of the program shows its first screens in Node
// (first-screens.mjs), and what it then called is the first part. Why not a browser: `make run` would need one. Why not a
// committed list of functions: it would have to be made again by hand after every change of the interface, and a forgotten
// one would cost everybody a second start, unseen. This one takes a second, fits by construction, and the same sources
// give the same parts. What no profile can know (a letter or a size that only some browser has) costs a second start and
// nothing else: tests/browser/two_parts.test.mjs.
//
// Before the parts are left behind, the first screens are shown once more by the first part alone.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Stage, scenes } from './first-screens.mjs';

/**
 * @typedef {import('./first-screens.mjs').Extent} Extent
 * @typedef {import('../web/program.js').Create} Create
 */

// As cmake/rules.cmake has them, and what every module has had for years.
const features = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals'].map(
    (name) => `--enable-${name}`,
);

/** @param {string} file */
const compiled = (file) => new WebAssembly.Module(readFileSync(file));

/**
 * What was called so far. The program writes it into its own memory, which is put back as it was.
 * @param {WebAssembly.Instance} instance @param {() => Uint8Array} memory
 */
function read_profile(instance, memory) {
    const write = /** @type {(at: number, room: number) => number} */ (instance.exports.__write_profile);
    const size = write(0, 0);
    const at = 1024;
    const before = memory().slice(at, at + size);
    write(at, size);
    const profile = memory().slice(at, at + size);
    memory().set(before, at);
    return profile;
}

/**
 * @param {object} wishes
 * @param {string} wishes.build the folder with playground.wasm and playground.mjs
 * @param {string} wishes.environments environments.json
 * @param {string} wishes.out
 * @param {string} [wishes.wasm_split]
 * @param {Extent} [wishes.extent] less than everything: for the tests of what then happens
 */
export async function cut({ build, environments, out, wasm_split = 'wasm-split', extent = 'all' }) {
    const work = `${out}/cut`;
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    const text = readFileSync(environments, 'utf8');
    const whole = join(build, 'playground.wasm');
    // The checked build asks whether it is in a browser, and this one is not.
    Object.assign(globalThis, { window: globalThis });
    /** @type {{ default: Create }} */
    const { default: create } = await import(pathToFileURL(resolve(build, 'playground.mjs')).href);
    /** @param {string[]} words */
    const split = (...words) =>
        execFileSync(wasm_split, [...words, ...features], { stdio: ['ignore', 'inherit', 'inherit'] });

    const instrumented = join(work, 'instrumented.wasm');
    split('--instrument', whole, '-o', instrumented);
    const module = compiled(instrumented);
    /** @type {string[]} */
    const profiles = [];
    for (const scene of scenes) {
        const stage = new Stage();
        const instance = await stage.start(create, (imports) => new WebAssembly.Instance(module, imports), scene);
        stage.show(scene, text, extent);
        profiles.push(join(work, `${profiles.length}.profile`));
        writeFileSync(profiles[profiles.length - 1], read_profile(instance, stage.memory));
    }
    const profile = join(work, 'first.profile');
    split('--merge-profiles', ...profiles, '-o', profile);
    const [first, second] = ['playground_first.wasm', 'playground_second.wasm'].map((name) => join(work, name));
    split(
        whole,
        `--profile=${profile}`,
        '-o1',
        first,
        '-o2',
        second,
        '--import-namespace=primary',
        '--placeholder-namespace=placeholder',
        '--export-prefix=%',
    );
    await check(create, first, text, extent);
    for (const file of [first, second]) renameSync(file, file.replace(work, out));
    rmSync(work, { recursive: true });
}

/**
 * The first screens by the first part alone.
 * @param {Create} create @param {string} first @param {string} environments @param {Extent} extent
 */
async function check(create, first, environments, extent) {
    const module = compiled(first);
    const placeholder = new Proxy(
        {},
        {
            get: (_, index) => () => {
                throw new Error(
                    `The first part lacks a function that the first screens need: placeholder ${String(index)}.`,
                );
            },
        },
    );
    for (const scene of scenes) {
        const stage = new Stage();
        await stage.start(create, (imports) => new WebAssembly.Instance(module, { ...imports, placeholder }), scene);
        stage.show(scene, environments, extent);
    }
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
    const { values } = parseArgs({
        options: {
            build: { type: 'string' },
            environments: { type: 'string' },
            'wasm-split': { type: 'string' },
        },
    });
    const { build, environments } = values;
    try {
        if (!build || !environments) throw new Error('Say --build DIR and --environments FILE.');
        await cut({ build, environments, out: build, wasm_split: values['wasm-split'] });
    } catch (error) {
        console.error(`cut-program: ${error instanceof Error ? error.message : error}`);
        process.exit(1);
    }
}
