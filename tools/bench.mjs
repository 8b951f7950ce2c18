// @ts-check
// Runs a client against faults, one after the other, each on a fresh state, and judges it by what
// the server saw (docs/bench.md). tools/simulator-server.mjs puts HTTP around it.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * @typedef {import('./bench-judge.mjs').Fault} Fault
 * @typedef {import('./bench-judge.mjs').Moment} Moment
 * @typedef {import('./bench-judge.mjs').Verdict} Verdict
 * @typedef {import('./bench-judge.mjs').Outcome} Outcome
 * @typedef {{fault: Fault, at?: string, nth?: number, name: string}} Order
 * @typedef {{orders: Order[], moments: Moment[], not_recorded: number, client_status?: number | null}} Run
 * @typedef {{
 *   person: string, person_delay_ms: number, speed: number, quiet_ms: number, limit_ms: number,
 *   client?: string | ((environment: Record<string, string>) => Promise<void>), stays?: boolean, base_url: string,
 *   client_id: string, secret: string, reserved_secret: string, redirect_uri: string,
 * }} Settings
 */

/** As src/staging/simulated_client.hpp and src/simulator/client_authentication.hpp have it. */
export const the_client = {
    client_id: '51a01a7e-0000-4000-8000-000000000001',
    secret: 'sim_secret_4d1f0c2e9a7b4f6f8c35',
    reserved_secret: 'sim_secret_+/ %41:&=4d1f0c2e',
};

/**
 * "F63", "F63@refresh", "F63@refresh.2"
 * @param {string} text @param {Map<string, Fault>} catalogue @returns {Order}
 */
export function read_order(text, catalogue) {
    const found = /^(F\d+)(?:@([a-z]+)(?:\.(\d+))?)?$/.exec(text);
    if (!found) throw new Error(`"${text}" is no fault: F63, F63@refresh or F63@refresh.2.`);
    const fault = catalogue.get(found[1]);
    if (!fault) throw new Error(`There is no fault ${found[1]}; the last one is F${catalogue.size}.`);
    return { fault, at: found[2], nth: found[3] ? Number(found[3]) : undefined, name: text };
}

/** The worst of them. @param {Outcome[]} outcomes @returns {Outcome} */
export function worst(outcomes) {
    if (outcomes.includes('failed')) return 'failed';
    if (outcomes.includes('passed')) return 'passed';
    return 'not seen';
}

/**
 * @param {{
 *   ask: (method: string, path: string, body?: string, type?: string) => Promise<{status: number, body: string}>,
 *   log: (line: string) => void,
 *   settings: Settings,
 * }} world `ask` is a request to the simulator below its base URL
 */
export function create_bench({ ask, log, settings }) {
    /** @type {Run[]} */
    const runs = [];
    /** @type {Order[] | undefined} */
    let current;
    let last_heard = 0;
    let stopped = false;
    /** @type {import('node:child_process').ChildProcess | undefined} */
    let child;

    /** @param {string} path @param {object | Record<string, string>} body @param {boolean} [json] */
    async function tell(path, body, json = false) {
        const { status, body: answer } = await ask(
            'POST',
            path,
            json ? JSON.stringify(body) : String(new URLSearchParams(/** @type {any} */ (body))),
            json ? 'application/json' : 'application/x-www-form-urlencoded',
        );
        if (status >= 400) throw new Error(JSON.parse(answer).message ?? answer);
    }

    /** On a fresh state. @param {Order[]} orders */
    async function begin(orders) {
        await tell('/control/reset', {});
        await tell('/control/bench', {
            recording: 'true',
            decision: settings.person,
            delay_ms: String(settings.person_delay_ms),
            speed: String(settings.speed),
        });
        for (const { fault, at, nth } of orders) await tell('/control/faults', { fault, at, nth }, true);
        current = orders;
        last_heard = 0;
    }

    /** @returns {Promise<{moments: Moment[], not_recorded: number}>} */
    const record = async () => JSON.parse((await ask('GET', '/control/record')).body);

    /** @param {string} how "ended: ...", when nothing will come any more @param {number | null} [client_status] */
    async function finish(how, client_status) {
        if (!current) return;
        const orders = current;
        current = undefined;
        await tell('/control/record', { text: how }, true);
        runs.push({ orders, ...(await record()), client_status });
    }

    /** What a client has to know. @param {Order[]} orders */
    function environment(orders) {
        const reserved = orders.some(({ fault }) => JSON.stringify(fault.rules).includes('"client_secret"'));
        return {
            SIMULATOR_URL: settings.base_url,
            SIMULATOR_CLIENT_ID: settings.client_id,
            SIMULATOR_CLIENT_SECRET: reserved ? settings.reserved_secret : settings.secret,
            SIMULATOR_REDIRECT_URI: settings.redirect_uri,
            SIMULATOR_FAULT: orders.map(({ name }) => name).join(' '),
            SIMULATOR_SPEED: String(settings.speed),
        };
    }

    /** It is over when it ends. @param {Order[]} orders @returns {Promise<number | null>} null: not in time */
    async function run_client(orders) {
        const { client = '' } = settings;
        if (typeof client !== 'string') {
            const late = pause(settings.limit_ms, null, { ref: false });
            return Promise.race([client(environment(orders)).then(() => 0), late]);
        }
        child = spawn(client, {
            shell: true,
            detached: true,
            stdio: ['ignore', 'ignore', 'inherit'],
            env: { ...process.env, ...environment(orders) },
        });
        const ended = new Promise((resolve) => child?.on('exit', (code) => resolve(code)));
        const timer = setTimeout(stop_client, settings.limit_ms);
        const status = /** @type {number | null} */ (await ended);
        clearTimeout(timer);
        child = undefined;
        return status;
    }

    /** With all that its shell started. */
    function stop_client() {
        if (child?.pid) {
            try {
                process.kill(-child.pid, 'SIGKILL');
            } catch {
                // It has ended by itself.
            }
        }
    }

    /** @param {Order[]} orders */
    async function with_command(orders) {
        await begin(orders);
        const status = await run_client(orders);
        await finish(
            status === null ? 'stopped: the client did not end in time' : 'ended: the client has ended',
            status,
        );
    }

    /** Without a command: until nothing has come for a while. @param {Order[]} orders */
    async function with_patience(orders) {
        await begin(orders);
        while (!stopped && (settings.stays || !(last_heard && Date.now() - last_heard > settings.quiet_ms)))
            await pause(50);
        if (!stopped) await finish('ended: nothing came any more');
    }

    return {
        runs,
        /** A request of the client came, or its answer has left. */
        heard() {
            last_heard = Date.now();
        },
        /** Each list of orders on a state of its own. @param {Order[][]} plan @param {(run: Run) => void} told */
        async run(plan, told) {
            for (const orders of plan) {
                if (stopped) break;
                const names = orders.map(({ name, fault }) => `${name} ${fault.name}`).join(', ') || 'no fault';
                if (!settings.client) log(`Waiting for the client: ${names}`);
                await (settings.client ? with_command(orders) : with_patience(orders));
                const run = runs.at(-1);
                if (run && !stopped) told(run);
            }
        },
        /** What there is so far becomes the last run. */
        async stop() {
            stopped = true;
            stop_client();
            const quiet = last_heard && Date.now() - last_heard > settings.quiet_ms;
            await finish(quiet ? 'ended: nothing came any more' : 'stopped');
        },
        /** What became of a visit. @param {string} text @param {number} status */
        note: (text, status) => tell('/control/record', { text, status }, true),
    };
}

/** It was armed, and its moment came. @param {Order} order @param {Moment[]} moments */
const fired = ({ fault }, moments) => moments.some((each) => each.fault === fault.id);

/**
 * What is told of each fault that was asked for, and of the client on the whole.
 * @param {Run[]} runs @param {Order[]} untestable
 * @param {{verdicts: (Verdict & {run: number})[], runs: Verdict[][]}} judged
 */
export function findings(runs, untestable, judged) {
    const faults = runs.flatMap(({ orders, moments }, run) =>
        orders.map((order) => {
            const checks = judged.runs[run].filter(({ id }) => order.fault.checks?.includes(id));
            const came = fired(order, moments);
            const outcome = /** @type {Outcome} */ (
                checks.length === 0 && came
                    ? 'not testable'
                    : came
                      ? worst(checks.map((each) => each.outcome))
                      : 'not seen'
            );
            const silent = 'What a right client does then does not reach a server.';
            const why =
                checks.find((each) => each.outcome === 'failed')?.why ??
                (came ? (checks.length === 0 ? silent : '') : 'Its moment did not come.');
            const { id, name, client, from } = order.fault;
            return {
                id,
                order: order.name,
                name,
                client,
                from,
                outcome,
                why: outcome === 'passed' ? '' : why,
                run,
                checks,
            };
        }),
    );
    const more = untestable.map(({ fault: { id, name, client, from, untestable: why = '' }, name: order }) => ({
        ...{ id, order, name, client, from, outcome: /** @type {Outcome} */ ('not testable'), why },
        ...{ run: -1, checks: /** @type {Verdict[]} */ ([]) },
    }));
    return { faults: [...faults, ...more], verdicts: judged.verdicts };
}
