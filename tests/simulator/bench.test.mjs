// @ts-check
// The test of the bench: it passes a client that does everything right, and names exactly the one
// mistake of each that does not. BENCH=full gives every one of them the whole catalogue.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { mistakes } from './clients/mistakes.mjs';
import { in_parallel, on_bench, testable } from './on_bench.mjs';

const full = process.env.BENCH === 'full';
/** Slow by their nature, or of no check: in full only. */
const left_out = new Set(full ? [] : ['F82', 'F58', 'F97', 'F104', 'F107']);

/** What else a mistake leads to, where every fault is tried: each is a mistake that this client makes too. */
const consequences = new Map([
    // A callback that comes twice looks like any other to whoever compares nothing.
    ['ignores_state', ['code_once']],
    // It sends every code twice: also one whose answer was lost, and one whose odd answer it cannot use any more then.
    ['code_twice', ['code_in_doubt', 'legal_answer_accepted']],
    // Its second refresh is under way while the first is lost, refused or answered.
    ['refreshes_twice_at_once', ['refresh_in_doubt', 'stops_at_dead_grant', 'ended_token_dropped']],
]);

/** What no client of one process with one person can show. @type {Set<string>} */
const cannot_be_seen = new Set();

test('the right client passes all that a server can see', async () => {
    const parts = Array.from({ length: 8 }, (_, i) => testable.filter((id, at) => at % 8 === i && !left_out.has(id)));
    /** @type {Map<string, string>} */
    const outcomes = new Map();
    /** @type {string[]} */
    const wrong = [];
    await in_parallel(parts, 8, async (faults) => {
        const { verdicts, faults: found } = await on_bench('', faults);
        for (const { id, outcome, why } of verdicts) {
            if (outcome === 'failed') wrong.push(`${id}: ${why}`);
            if (outcome === 'passed' || !outcomes.has(id)) outcomes.set(id, outcome);
        }
        for (const { order, outcome, why } of found)
            if (outcome !== 'passed' && outcome !== 'not testable') wrong.push(`${order} ${outcome}: ${why}`);
    });
    assert.deepEqual(wrong, []);
    const unseen = [...outcomes].filter(([id, outcome]) => outcome !== 'passed' && !cannot_be_seen.has(id));
    assert.deepEqual(unseen, []);
});

test('each wrong client is caught at its one mistake and at nothing else', async () => {
    assert.ok(mistakes.length >= 40);
    /** @type {string[]} */
    const wrong = [];
    await in_parallel(mistakes, 4, async ([mistake, verdict, ...faults]) => {
        const { failed, faults: found } = await on_bench(mistake, full ? testable : faults);
        const names = failed.map(({ id, why }) => `${id}: ${why}`);
        const own = failed.filter(({ id }) => !full || !consequences.get(mistake)?.includes(id));
        if (own.length !== 1 || own[0].id !== verdict) wrong.push(`${mistake}: ${names.join('; ') || 'nothing'}`);
        else if (own[0].moments.length === 0) wrong.push(`${mistake}: no proof`);
        if (full) return;
        // What repeats from run to run is no fault of one of them.
        if (verdict.endsWith('_fresh')) return;
        for (const { order, outcome } of found)
            if (outcome !== 'failed') wrong.push(`${mistake}: ${order} did not bring it to light, ${outcome}`);
    });
    assert.deepEqual(wrong, []);
});
