// @ts-check
// Our own client on the bench, in this process: over HTTP, with a port of its own for its callback.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create_bench, findings, read_order, the_client } from '../../tools/bench.mjs';
import { create_judge } from '../../tools/bench-judge.mjs';
import { simulated_staging } from '../../tools/simulated-staging.mjs';
import { make_server } from '../../tools/simulator-http.mjs';
import { run } from './clients/client.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const build = process.env.BUILD ?? join(top, 'build', 'wasm-release');
export const judge = await create_judge(join(build, 'bench.wasm'));
export const catalogue = await judge.catalogue();

/** Waiting times of faults are divided by it; a Retry-After is a second at least. */
const speed = 20;

/** @param {import('node:http').Server} server @returns {Promise<number>} */
const listening = (server) =>
    new Promise((resolve) =>
        server.listen(0, '127.0.0.1', () =>
            resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port),
        ),
    );

async function free_port() {
    const server = createServer();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    return port;
}

/**
 * Nothing failing first, then each fault on a fresh state.
 * @param {string} mistake empty: the right client @param {string[]} faults
 */
export async function on_bench(mistake, faults) {
    const redirect_uri = `http://127.0.0.1:${await free_port()}/callback`;
    const redirect_uris = [redirect_uri];
    const staging = await simulated_staging(join(build, 'simulator.wasm'), mistake);
    /** @type {ReturnType<typeof create_bench> | undefined} */
    let bench;
    const server = make_server(staging, {
        cors: false,
        redirect_uris,
        heard: () => bench?.heard(),
        note: async (status) => bench?.note('visit', status),
    });
    const base_url = `http://127.0.0.1:${await listening(server)}/simulated`;
    bench = create_bench({
        ask: (method, path, body = '', type = '') =>
            staging(
                { method, url: base_url + path, headers: type ? [['content-type', type]] : [], body },
                { base_url, redirect_uris },
            ),
        log: () => {},
        settings: {
            ...{ person: 'approve', person_delay_ms: 0, speed, quiet_ms: 1000, limit_ms: 60_000 },
            ...{ base_url, redirect_uri, ...the_client },
            client: (environment) =>
                run({
                    url: environment.SIMULATOR_URL,
                    client_id: environment.SIMULATOR_CLIENT_ID,
                    secret: environment.SIMULATOR_CLIENT_SECRET,
                    redirect_uri,
                    ...{ speed, mistake },
                }),
        },
    });
    const orders = faults.map((text) => read_order(text, catalogue));
    try {
        await bench.run([[], ...orders.map((each) => [each])], () => {});
    } finally {
        await new Promise((resolve) => {
            server.close(resolve);
            server.closeAllConnections?.();
        });
    }
    const found = findings(bench.runs, [], judge.judge(bench.runs.map(({ moments }) => moments)));
    const failed = found.verdicts.filter(({ outcome }) => outcome === 'failed');
    return { ...found, failed, runs: bench.runs };
}

/** Every fault that a server can make. */
export const testable = [...catalogue.values()].filter(({ rules }) => rules).map(({ id }) => id);

/** So many at the same time: most of a run is waiting. @template T @param {T[]} list @param {number} width @param {(each: T) => Promise<void>} work */
export async function in_parallel(list, width, work) {
    const rest = [...list];
    await Promise.all(
        Array.from({ length: width }, async () => {
            for (let each = rest.shift(); each !== undefined; each = rest.shift()) await work(each);
        }),
    );
}
