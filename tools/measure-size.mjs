// @ts-check
// What the page costs on the wire until its first interactive frame, in brotli: node tools/measure-size.mjs build/site
// Simulated Staging and its service worker arrive beside that and are not counted. Over the budget is a failure.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const budget = 212 * 1024;
const later = /^(sw\.js|simulator\.)/;

const site = process.argv[2];
if (!site) {
  console.error("measure-size: name the assembled site: node tools/measure-size.mjs build/site");
  process.exit(1);
}
const names = readdirSync(site).filter((name) => !/\.(br|gz)$/.test(name));

// What the page loads is what can be reached from index.html by name.
/** @type {Set<string>} */
const reached = new Set();
const visit = (/** @type {string} */ name) => {
  if (reached.has(name) || later.test(name)) return;
  reached.add(name);
  if (/\.(wasm|png|ico)$/.test(name)) return;
  const text = readFileSync(join(site, name), "utf8");
  for (const other of names) if (text.includes(other)) visit(other);
};
visit("index.html");

const rows = [...reached]
  .map((name) => {
    const file = join(site, name);
    const raw = statSync(file).size;
    return { name, raw, wire: names.includes(name) && readdirSync(site).includes(`${name}.br`) ? statSync(`${file}.br`).size : raw };
  })
  .sort((a, b) => b.wire - a.wire);
const total = rows.reduce((sum, row) => sum + row.wire, 0);

const line = (/** @type {string | number} */ wire, /** @type {string | number} */ raw, /** @type {string} */ name) =>
  console.log(`${String(wire).padStart(9)} ${String(raw).padStart(9)}  ${name}`);
line("brotli", "raw", "file");
for (const row of rows) line(row.wire, row.raw, row.name);
line(total, rows.reduce((sum, row) => sum + row.raw, 0), `total: ${(total / 1024).toFixed(1)} KB of ${budget / 1024} KB`);
if (total > budget) {
  console.error(`measure-size: ${total - budget} bytes over the budget.`);
  process.exit(1);
}
