// @ts-check
// Adds up what test programs left behind, as "<passed> <failed>":
//   node tools/count-tests.mjs gtest build/native-debug/results unit_json unit_http...
//   node tools/count-tests.mjs tap build/results/browser.tap
// A program that left nothing died on the way, which is a failure.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [kind, place = '', ...programs] = process.argv.slice(2);
let passed = 0;
let failed = 0;
if (kind === 'gtest') {
    for (const program of programs) {
        const file = join(place, `${program}.json`);
        if (!existsSync(file)) {
            failed += 1;
            continue;
        }
        const result = JSON.parse(readFileSync(file, 'utf8'));
        failed += result.failures + result.errors;
        passed += result.tests - result.failures - result.errors - result.disabled;
    }
} else {
    const text = existsSync(place) ? readFileSync(place, 'utf8') : '';
    const sum = (/** @type {string} */ word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
    passed = sum('pass');
    failed = sum('fail') + sum('cancelled');
    if (passed + failed === 0) failed = 1;
}
console.log(`${passed} ${failed}`);
