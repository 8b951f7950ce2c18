// @ts-check
// Simulated Staging as an HTTP server on this machine, for tests of your own (docs/simulator.md), and
// a test bench for a client (docs/bench.md):
//
//   node tools/simulator-server.mjs [--port 8090] [--wasm FILE] [--redirect-uri URI]... [--cors]
//     --fault F63[@refresh[.2]]...  armed together     --person approve|deny [--person-delay MS]
//     --matrix [--only F01,F63]...  one after the other, each on a fresh state
//     --client COMMAND              started for each; else the client's next attempt is waited for
//     --report FILE.xml|json|html|md...   --seed TEXT  --speed 1..1000 (waiting times divided by it)
//     --quiet MS (3000: an attempt is over)  --limit MS (60000: a command is ended)  --faults FILE
//     --scenario FILE               JSON with any of these: {"matrix": true, "person": "approve"}
//
// --port 0 takes a free port. The address is printed; below it is what the page's service worker
// has below simulated/. --redirect-uri registers an address besides http://localhost:8080/ .
// Webhooks are sent to endpoints of this machine (tools/webhooks.mjs); what became of each is told by
// /control/deliveries. /control/export does what a bookkeeper's press on Export does.
// --cors lets pages of other origins in. Everything is forgotten when it ends.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { create_bench, findings, read_order, the_client } from './bench.mjs';
import { create_judge } from './bench-judge.mjs';
import { check_report_name, write_report } from './bench-report.mjs';
import { built, simulated_staging } from './simulated-staging.mjs';
import { make_server } from './simulator-http.mjs';
import { webhook_sender } from './webhooks.mjs';

/** Between two looks at what is due. */
const webhook_pause_ms = 200;

const option_types = /** @type {const} */ ({
    port: { type: 'string' },
    wasm: { type: 'string' },
    'redirect-uri': { type: 'string', multiple: true },
    cors: { type: 'boolean' },
    fault: { type: 'string', multiple: true },
    matrix: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    client: { type: 'string' },
    person: { type: 'string' },
    'person-delay': { type: 'string' },
    report: { type: 'string', multiple: true },
    seed: { type: 'string' },
    speed: { type: 'string' },
    quiet: { type: 'string' },
    limit: { type: 'string' },
    faults: { type: 'string' },
    scenario: { type: 'string' },
});
/** @typedef {Record<string, any>} Options */

/** The command line, and below it a scenario. @returns {Options} */
function read_options() {
    const { values, positionals } = parseArgs({ options: option_types, allowPositionals: true });
    /** @type {Options} */
    const options = values;
    if (options.scenario) {
        /** @type {Options} */
        const scenario = JSON.parse(readFileSync(options.scenario, 'utf8'));
        for (const [name, value] of Object.entries(scenario)) {
            if (!Object.hasOwn(option_types, name)) throw new Error(`${options.scenario}: "${name}" is no option.`);
            options[name] ??= value;
        }
    }
    // --report may be followed by several names.
    if (positionals.length > 0 && !options.report) throw new Error(`What is "${positionals[0]}"?`);
    options.report = [...(options.report ?? []), ...positionals];
    options.report.forEach(check_report_name);
    return options;
}

/** @param {Options} options @param {Map<string, import('./bench-judge.mjs').Fault>} catalogue */
function plan_of(options, catalogue) {
    const together = (options.fault ?? []).map((/** @type {string} */ text) => read_order(text, catalogue));
    if (!options.matrix) return { plan: together.length > 0 || options.client ? [together] : [], untestable: [] };
    const names = (options.only ?? [...catalogue.keys()]).flatMap((/** @type {string} */ each) => each.split(','));
    const orders = names.map((/** @type {string} */ text) => read_order(text, catalogue));
    return {
        // First the client as it is when nothing fails: what it does then, every verdict may lean on.
        plan: [
            [],
            ...orders
                .filter((/** @type {any} */ { fault }) => !fault.untestable)
                .map((/** @type {any} */ each) => [each]),
        ],
        untestable: orders.filter((/** @type {any} */ { fault }) => fault.untestable),
    };
}

async function main() {
    const options = read_options();
    const wasm = options.wasm ?? built;
    const seed = options.seed ?? (options.matrix || options.fault ? String(Date.now()) : undefined);
    const staging = await simulated_staging(wasm, seed);
    const redirect_uris = options['redirect-uri'] ?? [];
    /** @type {ReturnType<typeof create_bench> | undefined} */
    let bench;
    const server = make_server(staging, {
        cors: options.cors ?? false,
        redirect_uris,
        heard: () => bench?.heard(),
        note: (status) => bench_note(status),
    });
    let base_url = '';
    const ask = async (/** @type {string} */ method, /** @type {string} */ path, body = '', type = '') =>
        staging(
            { method, url: base_url + path, headers: type ? [['content-type', type]] : [], body },
            { base_url, redirect_uris },
        );
    const bench_note = async (/** @type {number} */ status) =>
        void (await ask('POST', '/control/record', JSON.stringify({ text: 'visit', status }), 'application/json'));

    server.on('error', (error) => {
        console.error(`simulator-server: ${error.message}`);
        process.exit(1);
    });
    await /** @type {Promise<void>} */ (
        new Promise((resolve) => server.listen(Number(options.port ?? 8090), '127.0.0.1', resolve))
    );
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : options.port;
    base_url = `http://127.0.0.1:${port}/simulated`;
    const deliver = webhook_sender(staging, { base_url, redirect_uris: [] });
    // What is due by the virtual clock is due whoever moved it, and whether or not somebody asks.
    setInterval(() => {
        deliver().catch((error) => console.error(error));
    }, webhook_pause_ms);

    const judge = await create_judge(join(dirname(wasm), 'bench.wasm')).catch((error) => {
        if (options.fault || options.matrix || options.client) throw error;
        return undefined;
    });
    const catalogue = (await judge?.catalogue(options.faults)) ?? new Map();
    const { plan, untestable } = plan_of(options, catalogue);
    const stands_alone = plan.length === 0 || !judge;
    // Before anybody knows where to ask.
    if (stands_alone && options.person) {
        const form = { decision: options.person, delay_ms: options['person-delay'] ?? '0' };
        const { status, body } = await ask(
            'POST',
            '/control/bench',
            String(new URLSearchParams(form)),
            'application/x-www-form-urlencoded',
        );
        if (status !== 200) throw new Error(JSON.parse(body).message);
    }
    console.log(`Simulated Staging answers at ${base_url}`);
    if (stands_alone || !judge) return;

    const began = new Date();
    const speed = Number(options.speed ?? 1);
    const log = (/** @type {string} */ text) => console.error(text);
    const running = create_bench({
        ask,
        log,
        settings: {
            person: options.person ?? (options.matrix || options.client ? 'approve' : ''),
            person_delay_ms: Number(options['person-delay'] ?? 0),
            speed,
            quiet_ms: Number(options.quiet ?? 3000),
            limit_ms: Number(options.limit ?? 60_000),
            client: options.client,
            stays: !options.matrix,
            redirect_uri: redirect_uris[0] ?? 'http://localhost:8080/',
            base_url,
            ...the_client,
        },
    });
    bench = running;

    const found = () => findings(running.runs, untestable, judge.judge(running.runs.map(({ moments }) => moments)));
    const end = async () => {
        const facts = found();
        const seconds = (Date.now() - began.getTime()) / 1000;
        for (const file of options.report) {
            await write_report(file, {
                ...facts,
                runs: running.runs,
                seed: seed ?? '',
                speed,
                began: began.toISOString(),
                seconds,
            });
            log(`Written: ${file}`);
        }
        const of = (/** @type {string} */ outcome) => facts.verdicts.filter((each) => each.outcome === outcome);
        for (const each of of('failed')) log(`failed: ${each.title}. ${each.why} (${each.rfc})`);
        log(`${of('passed').length} passed, ${of('failed').length} failed, ${of('not seen').length} not seen`);
        process.exit(of('failed').length > 0 ? 1 : 0);
    };
    let asked_to_stop = false;
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.on(signal, async () => {
            if (asked_to_stop) process.exit(2);
            asked_to_stop = true;
            await running.stop();
            await end();
        });
    }
    const all = plan.length;
    let done = 0;
    await running.run(plan, (run) => {
        done += 1;
        for (const each of found().faults.filter(({ run: index }) => running.runs[index] === run)) {
            log(`[${done}/${all}] ${each.order} ${each.name}: ${each.outcome}${each.why ? `. ${each.why}` : ''}`);
        }
    });
    if (!asked_to_stop) await end();
}

main().catch((error) => {
    console.error(`simulator-server: ${error.message}`);
    process.exit(2);
});
