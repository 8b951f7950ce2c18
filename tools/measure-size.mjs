// @ts-check
// What the page costs on the wire, in brotli, bodies only:
//   node tools/measure-size.mjs build/site
// Up to the first interactive frame, file by file: whatever a first visit asks for until then, the start of the second
// part left out (tests/browser/two_parts.test.mjs sees which files that are). More than the limit is a failure. Then
// what comes behind it, without a limit.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a page costs whose interface is Dear ImGui itself, and not a bit more. The wish was 135,000, which is a
 * hello-world window of Dear ImGui with its own GLFW and OpenGL backends by the same compiler (make bench).
 */
const limit = 164_000;
const site = process.argv[2] ?? 'build/site';

const names = readdirSync(site, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map(({ name }) => name);

/** Asked for behind the first frame; only a home screen wants icons. */
const later = /^(playground_second|reference|snippets|manifest|icon-|sw\.|simulat)/;

// What the page loads is what can be reached from index.html by name.
/** @type {Set<string>} */
const reached = new Set();
/** @param {string} name */
function reach(name) {
    if (reached.has(name) || later.test(name)) return;
    reached.add(name);
    if (name.endsWith('.wasm')) return;
    const text = readFileSync(join(site, name), 'utf8');
    for (const other of names) if (text.includes(other)) reach(other);
}
reach('index.html');

/** @param {number | string} wire @param {number | string} raw @param {string} what */
function row(wire, raw, what) {
    console.log(`${String(wire).padStart(9)} ${String(raw).padStart(9)}  ${what}`);
}
/** @param {string[]} files */
function sum(files) {
    let [wire, raw] = [0, 0];
    for (const name of files) {
        const size = of(name);
        wire += size.wire;
        raw += size.raw;
    }
    return { wire, raw };
}
/** @param {string} name */
function of(name) {
    const raw = statSync(join(site, name)).size;
    const compressed = join(site, `${name}.br`);
    return { raw, wire: existsSync(compressed) ? statSync(compressed).size : raw };
}

row('brotli', 'raw', 'file');
for (const name of [...reached].sort()) row(of(name).wire, of(name).raw, name);
const first = sum([...reached]);
row(first.wire, first.raw, `to the first interactive frame, of at most ${limit}`);
for (const [what, pattern] of /** @type {const} */ ([
    ['the second part', /^playground_second\./],
    ['Simulated Staging: its service worker and what that runs', /^(sw\.|simulat)/],
    ['what writes code, when asked', /^snippets\./],
    ['the reference: texts of operations and facts', /^reference\./],
])) {
    const { wire, raw } = sum(names.filter((name) => pattern.test(name)));
    row(wire, raw, what);
}
if (first.wire > limit) {
    console.error(`measure-size: ${first.wire - limit} bytes over the limit.`);
    process.exit(1);
}
