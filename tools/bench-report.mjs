// @ts-check
// What a bench found, as JSON, JUnit's XML, a page and Markdown. No secret is in any of them: the
// record that they show has none (src/simulator/record.hpp).
import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';

/**
 * @typedef {ReturnType<typeof import('./bench.mjs').findings>} Findings
 * @typedef {Findings & {seed: string, speed: number, began: string, seconds: number, runs: import('./bench.mjs').Run[]}} Facts
 */

/** @param {string} text */
const escaped = (text) =>
    text
        // What XML 1.0 has no place for.
        .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/gu, '\ufffd')
        .replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);

/** @param {{outcome: string}[]} list */
function count(list) {
    const of = (/** @type {string} */ outcome) => list.filter((each) => each.outcome === outcome).length;
    return { passed: of('passed'), failed: of('failed'), not_seen: of('not seen'), not_testable: of('not testable') };
}

/** Short names for what the record has marks of: token 1, token 2. @param {import('./bench-judge.mjs').Moment[]} moments */
function namer(moments) {
    /** @type {Map<string, string>} */
    const names = new Map();
    /** @type {Record<string, number>} */
    const last = {};
    const learn = (/** @type {string} */ kind, /** @type {string | undefined} */ mark) => {
        if (mark && !names.has(mark)) names.set(mark, `${kind} ${(last[kind] = (last[kind] ?? 0) + 1)}`);
    };
    for (const each of moments) {
        for (const code of each.codes ?? []) learn('code', code);
        learn('code', each.code);
        learn('access token', each.issued?.access_token);
        learn('refresh token', each.issued?.refresh_token);
        learn('refresh token', each.refresh_token);
        learn('unknown token', each.bearer);
    }
    return (/** @type {string} */ mark) => names.get(mark) ?? mark;
}

/** One line for a moment. @param {import('./bench-judge.mjs').Moment} moment @param {(mark: string) => string} named @param {number} began */
function line(moment, named, began) {
    const parts = [`${((moment.at - began) / 1000).toFixed(2)} s`];
    if (moment.point === 'note') parts.push(moment.text + (moment.status ? `: ${moment.status}` : ''));
    else parts.push(moment.method ? `${moment.method} ${moment.path}` : `redirect to ${moment.redirect_uri}`);
    if (moment.code) parts.push(`with ${named(moment.code)}`);
    if (moment.refresh_token) parts.push(`with ${named(moment.refresh_token)} (${moment.refresh_is})`);
    if (moment.bearer) parts.push(`with ${named(moment.bearer)} (${moment.bearer_is})`);
    for (const code of moment.codes ?? []) parts.push(named(code));
    if (moment.state_is && moment.state_is !== 'right') parts.push(`state ${moment.state_is}`);
    if (moment.point !== 'note' && moment.method) parts.push(moment.status ? `→ ${moment.status}` : '→ no answer');
    if (moment.error) parts.push(moment.error);
    if (moment.issued)
        parts.push(
            `${named(moment.issued.access_token)} and ${named(moment.issued.refresh_token ?? 'no refresh token')}`,
        );
    if (moment.lost) parts.push(moment.lost === 'after' ? '(processed, answer lost)' : '(lost on the way there)');
    if (moment.cut) parts.push('(cut)');
    if (moment.fault) parts.push(`[${moment.fault}]`);
    return parts.join(' ');
}

/** @param {Facts} facts */
function json(facts) {
    const { seed, speed, began, seconds, faults, verdicts, runs } = facts;
    const value = {
        format: 1,
        began,
        seconds,
        seed,
        speed,
        summary: { verdicts: count(verdicts), faults: count(faults) },
        verdicts,
        faults: faults.map(({ checks, ...rest }) => ({
            ...rest,
            checks: checks.map(({ id, outcome, why, moments }) => ({ id, outcome, why, moments })),
        })),
        runs: runs.map(({ orders, moments, not_recorded }) => ({
            faults: orders.map(({ name }) => name),
            not_recorded,
            moments,
        })),
    };
    return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** @param {string} suite @param {string} name @param {{outcome: string, why: string}} found @param {string} proof */
function junit_case(suite, name, { outcome, why }, proof) {
    const head = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}" time="0"`;
    if (outcome === 'passed') return `${head}/>`;
    const element = outcome === 'failed' ? 'failure' : 'skipped';
    return `${head}>\n      <${element} message="${escaped(outcome === 'failed' ? why : `${outcome}. ${why}`.trim())}">${
        element === 'failure' ? escaped(proof) : ''
    }</${element}>\n    </testcase>`.replace('></skipped>', '/>');
}

/** @param {string} name @param {{outcome: string}[]} list @param {string[]} cases @param {Facts} facts */
function junit_suite(name, list, cases, { began, seconds }) {
    const { passed, failed } = count(list);
    return `  <testsuite name="${name}" tests="${list.length}" failures="${failed}" errors="0" skipped="${
        list.length - passed - failed
    }" time="${seconds.toFixed(3)}" timestamp="${began.slice(0, 19)}" hostname="localhost">\n${cases.join('\n')}\n  </testsuite>`;
}

/** The moments that prove something, as lines. @param {Facts} facts @param {number} run @param {number[]} numbers */
function proof(facts, run, numbers) {
    const moments = facts.runs[run]?.moments ?? [];
    const named = namer(moments);
    return moments.filter(({ n }) => numbers.includes(n)).map((each) => line(each, named, moments[0].at));
}

/** @param {Facts} facts */
function junit(facts) {
    const verdicts = facts.verdicts.map((each) =>
        junit_case(
            'verdicts',
            `${each.id}: ${each.title}`,
            each,
            [each.rfc, ...proof(facts, each.run, each.moments)].join('\n'),
        ),
    );
    const faults = facts.faults.map((each) => {
        const failed = each.checks.find(({ outcome }) => outcome === 'failed');
        return junit_case(
            'faults',
            `${each.order} ${each.name}`,
            each,
            proof(facts, each.run, failed?.moments ?? []).join('\n'),
        );
    });
    const { passed, failed } = count([...facts.verdicts, ...facts.faults]);
    const tests = verdicts.length + faults.length;
    return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Simulated Staging" tests="${tests}" failures="${failed}" errors="0" skipped="${tests - passed - failed}" time="${facts.seconds.toFixed(3)}">
${junit_suite('verdicts', facts.verdicts, verdicts, facts)}
${junit_suite('faults', facts.faults, faults, facts)}
</testsuites>
`;
}

/** What failed comes first. @template {{outcome: string}} T @param {T[]} list */
const by_weight = (list) => [
    ...list.filter(({ outcome }) => outcome === 'failed'),
    ...list.filter(({ outcome }) => outcome !== 'failed'),
];

/** @param {import('./bench-judge.mjs').Verdict} verdict */
const pleo = (verdict) => (verdict.pleo.startsWith('Pleo') ? verdict.pleo : `Pleo: ${verdict.pleo}`);

/** @param {Facts} facts */
function markdown(facts) {
    const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
    const row = (/** @type {string[]} */ cells) => `| ${cells.map(cell).join(' | ')} |`;
    const sum = count(facts.verdicts);
    const lines = [
        '# A client on the bench of Simulated Staging',
        '',
        `${sum.passed} passed, ${sum.failed} failed, ${sum.not_seen} not seen. ${facts.faults.length} faults in ${facts.seconds.toFixed(0)} s, ` +
            `seed ${facts.seed}, speed ${facts.speed}, ${facts.began}. "Not seen" is not "passed".`,
        '',
        row(['verdict', 'what a right client does', 'why', 'reference']),
        '| --- | --- | --- | --- |',
        ...by_weight(facts.verdicts).map((each) =>
            row([each.outcome, each.title, each.why, `${each.rfc}; ${pleo(each)}`]),
        ),
        '',
    ];
    for (const each of facts.verdicts.filter(({ outcome }) => outcome === 'failed')) {
        lines.push(`## ${each.title}`, '', each.why, '');
        lines.push(...proof(facts, each.run, each.moments).map((text) => `* ${text}`), '');
    }
    lines.push('## Faults', '', row(['fault', 'name', 'outcome', 'why']), '| --- | --- | --- | --- |');
    lines.push(...by_weight(facts.faults).map((each) => row([each.order, each.name, each.outcome, each.why])), '');
    return lines.join('\n');
}

const style = `:root{color-scheme:light dark;--ok:#14703c;--bad:#b3261e;--dim:#5f6368}
@media(prefers-color-scheme:dark){:root{--ok:#7fd39b;--bad:#ff9b91;--dim:#a8adb3}}
body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent)}
.passed{color:var(--ok)}.failed{color:var(--bad);font-weight:600}.seen,.testable,small{color:var(--dim)}
.wide{overflow-x:auto}ol{padding-left:1.25rem}li{overflow-wrap:anywhere}td:first-child{white-space:nowrap}`;

/** @param {Facts} facts */
function html(facts) {
    const sum = count(facts.verdicts);
    const outcome = (/** @type {string} */ text) => `<span class="${text.split(' ').at(-1)}">${text}</span>`;
    const proofs = (/** @type {string[]} */ lines) =>
        lines.length === 0
            ? ''
            : `<ol>${lines.map((text) => `<li><small>${escaped(text)}</small></li>`).join('')}</ol>`;
    const verdicts = by_weight(facts.verdicts).map(
        (each) =>
            `<tr><td>${outcome(each.outcome)}</td><td>${escaped(each.title)}${
                each.why ? `<br>${escaped(each.why)}` : ''
            }${each.outcome === 'failed' ? proofs(proof(facts, each.run, each.moments)) : ''}</td><td><small>${escaped(each.rfc)}<br>${escaped(pleo(each))}</small></td></tr>`,
    );
    const faults = by_weight(facts.faults).map(
        (each) =>
            `<tr><td>${escaped(each.order)}</td><td>${outcome(each.outcome)}</td><td>${escaped(each.name)}${
                each.why ? `<br><small>${escaped(each.why)}</small>` : ''
            }</td><td><small>${escaped(each.client)}</small></td></tr>`,
    );
    const head = (/** @type {string[]} */ names) =>
        `<thead><tr>${names.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>`;
    return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A client on the bench</title>
<style>${style}</style>
<h1>A client on the bench of Simulated Staging</h1>
<p>${sum.passed} passed, ${sum.failed} failed, ${sum.not_seen} not seen; ${facts.faults.length} faults in ${facts.seconds.toFixed(0)} s.
“Not seen” is not “passed”. <small>Seed ${escaped(facts.seed)}, speed ${facts.speed}, ${escaped(facts.began)}.</small></p>
<h2>Verdicts</h2><div class="wide"><table>${head(['Verdict', 'What a right client does', 'Reference'])}<tbody>
${verdicts.join('\n')}
</tbody></table></div>
<h2>Faults</h2><div class="wide"><table>${head(['Fault', 'Outcome', 'What happened', 'What a right client does'])}<tbody>
${faults.join('\n')}
</tbody></table></div>
</html>
`;
}

/** @type {Record<string, (facts: Facts) => string>} */
const writers = { '.json': json, '.xml': junit, '.html': html, '.md': markdown };

/** @param {string} file */
export function check_report_name(file) {
    if (!writers[extname(file)]) throw new Error(`--report ${file}: the name must end in .xml, .json, .html or .md.`);
}

/** @param {string} file @param {Facts} facts */
export async function write_report(file, facts) {
    await writeFile(file, writers[extname(file)](facts));
}
