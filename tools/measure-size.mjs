// @ts-check
// What the page costs on the wire until its first interactive frame, in brotli:
//   node tools/measure-size.mjs build/site
// Simulated Staging and its service worker arrive beside that, the texts of operations and facts are
// asked for after that frame, icons for a home screen only when
// somebody puts the page there: they are not counted. More than the budget is a failure.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const budget = 212 * 1024;
const not_counted = /^(sw\.js|simulator\.|simulator_host|icon-|manifest\.|reference\.)/;
const site = process.argv[2] ?? 'build/site';

const names = readdirSync(site, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map(({ name }) => name);

// What the page loads is what can be reached from index.html by name.
/** @type {Set<string>} */
const reached = new Set();
/** @param {string} name */
function reach(name) {
    if (reached.has(name) || not_counted.test(name)) return;
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
let total = 0;
let total_raw = 0;
row('brotli', 'raw', 'file');
for (const name of [...reached].sort()) {
    const file = join(site, name);
    const raw = statSync(file).size;
    const wire = existsSync(`${file}.br`) ? statSync(`${file}.br`).size : raw;
    row(wire, raw, name);
    total += wire;
    total_raw += raw;
}
row(total, total_raw, `total: ${(total / 1024).toFixed(1)} KB of at most ${budget / 1024} KB`);
if (total > budget) {
    console.error(`measure-size: ${total - budget} bytes over the budget.`);
    process.exit(1);
}
