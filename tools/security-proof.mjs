// @ts-check
// Which test proves which requirement of docs/security.md: node tools/security-proof.mjs [--write]
//
// A test that proves one has its number in its name: TEST(Redirect, S15_...), 'S13, S46: ...'. The last column of the
// table is made from those names. Without --write it is looked at: a file that proves nothing of the kind, a
// requirement without a test or a reason ("Not tested: ..."), and a test of a requirement that nobody wrote down fail.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const page = join(top, 'docs', 'security.md');
const wanted = Array.from({ length: 70 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`);

/** The numbers in the names of the tests of a file. @param {string} text */
function numbers_in(text) {
    const names = [
        ...[...text.matchAll(/\bTEST(?:_[FP])?\(\s*\w+,\s*(\w+)\)/g)].map(([, name = '']) => name.replaceAll('_', ' ')),
        ...[...text.matchAll(/[`'"]((?:S\d\d[,:]? )+)/g)].map(([, name = '']) => name),
    ];
    return new Set(names.flatMap((name) => name.match(/\bS\d\d\b/g) ?? []));
}

/** @returns {Map<string, string[]>} number to files */
function proofs() {
    /** @type {Map<string, string[]>} */
    const found = new Map();
    const files = readdirSync(join(top, 'tests'), { recursive: true, encoding: 'utf8' }).sort();
    for (const file of files.filter((name) => /(_test\.cpp|\.test\.mjs)$/.test(name))) {
        for (const number of numbers_in(readFileSync(join(top, 'tests', file), 'utf8'))) {
            found.set(number, [
                ...(found.get(number) ?? []),
                file.replace(/\.(cpp|mjs)$/, '').replace(/[._]test$/, ''),
            ]);
        }
    }
    return found;
}

const found = proofs();
const text = readFileSync(page, 'utf8');
/** @type {string[]} */
const faults = [];
/** @type {Set<string>} */
const told = new Set();
const made = text.replace(/^\| (S\d\d) \| (.*?) \|(.*)\|$/gm, (row, number, words, proof) => {
    if (told.has(number)) faults.push(`${number} stands there twice.`);
    told.add(number);
    const files = found.get(number);
    for (const [, file = ''] of proof.matchAll(/`([^`]+)`/g)) {
        if (!files?.includes(file))
            faults.push(`${number}: no test in ${file} has it in its name. Run this with --write.`);
    }
    if (files && !proof.includes('`')) faults.push(`${number} names no test. Run this with --write.`);
    if (files) return `| ${number} | ${words} | ${files.map((file) => `\`${file}\``).join(', ')} |`;
    if (!/^ Not tested: \S/.test(proof)) faults.push(`${number} is proven nowhere, and no reason is given.`);
    return row;
});
for (const number of wanted) if (!told.has(number)) faults.push(`${number} is not in the table.`);
for (const number of [...told, ...found.keys()]) {
    if (!wanted.includes(number)) faults.push(`${number} is no requirement.`);
}
if (process.argv.includes('--write')) {
    writeFileSync(page, made);
    faults.length = 0;
}

for (const fault of faults) console.error(`docs/security.md: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
