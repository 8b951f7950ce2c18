// @ts-check
// A reporter of node:test: which behaviour holds in which engine, as a table, once all is done.
//   node --test --test-reporter=./tests/engines/table.mjs tests/engines/*.test.mjs

/** Failures come in full above the table. */
export default async function* table(/** @type {AsyncIterable<any>} */ source) {
    /** @type {Map<string, Map<string, string>>} engine by engine, what became of each behaviour */
    const engines = new Map();
    /** @type {string[]} */
    const behaviours = [];
    const failures = [];
    /** @type {Map<string, string>} */
    let current = new Map();
    for await (const { type, data } of source) {
        if (type === 'test:start' && data.nesting === 0 && !data.name.endsWith('.mjs')) {
            current = engines.get(data.name) ?? new Map();
            engines.set(data.name, current);
        }
        if ((type !== 'test:pass' && type !== 'test:fail') || data.nesting !== 1) continue;
        if (!behaviours.includes(data.name)) behaviours.push(data.name);
        const skipped = data.skip !== undefined && data.skip !== false;
        const outcome = type === 'test:fail' ? 'FAIL' : skipped ? `skipped: ${data.skip}` : 'pass';
        current.set(data.name, outcome);
        if (type === 'test:fail') {
            const [engine] = [...engines].find(([, outcomes]) => outcomes === current) ?? ['?'];
            const error = data.details.error?.cause ?? data.details.error;
            failures.push(`${engine}: ${data.name}\n${error?.stack ?? error}\n`);
        }
    }
    const names = [...engines.keys()].sort();
    const width = Math.max(...behaviours.map((name) => name.length));
    const row = (/** @type {string[]} */ cells) =>
        `${cells
            .map((cell, index) => cell.padEnd(index === 0 ? width : 13))
            .join('  ')
            .trimEnd()}\n`;

    for (const failure of failures) yield `${failure}\n`;
    yield row(['', ...names]);
    /** @type {string[]} */
    const reasons = [];
    for (const behaviour of behaviours) {
        const cells = names.map((name) => {
            const outcome = engines.get(name)?.get(behaviour) ?? 'NOT RUN';
            const reason = /^skipped: (.*)/.exec(outcome)?.[1];
            if (reason === undefined) return outcome;
            if (!reasons.includes(reason)) reasons.push(reason);
            return `skipped [${reasons.indexOf(reason) + 1}]`;
        });
        yield row([behaviour, ...cells]);
    }
    yield '\n';
    for (const [index, reason] of reasons.entries()) yield `[${index + 1}] ${reason}\n`;
}
