// What simulator_host.js puts into the global scope.

interface SimulatorRequest {
    method: string;
    url: string;
    headers: [string, string][];
    body: string;
}

interface SimulatorQuestion {
    request: SimulatorRequest;
    /** What the last answer said; null at first. */
    state: unknown;
    now_ms: number;
    /** Absolute, without a slash at its end. */
    base_url: string;
    /** Registered besides the page itself. */
    redirect_uris: string[];
    /** Beside other sites, which can open its addresses. */
    in_browser?: boolean;
    /** What the last answer said; in a browser. */
    secrets?: unknown;
    /** What tokens start with; sim_ when it is left out. */
    prefix?: string;
    /** Base64 of 512 octets, for runs that can be repeated; drawn when it is left out. */
    random?: string;
}

interface SimulatorAnswer {
    response: { status: number; status_text: string; headers: [string, string][]; body: string };
    state: unknown;
    /** False: the state is what it was, and need not be kept again. */
    changed: boolean;
    /** What belongs to receivers of webhooks, in a browser: for the memory, never for a store. */
    secrets?: unknown;
}

interface Simulator {
    /** JSON in, JSON out: once, as the module is. What comes out is whoever asks' to check. */
    // biome-ignore lint/suspicious/noExplicitAny: as JSON.parse
    run(value: unknown): any;
    answer(question: SimulatorQuestion): Promise<SimulatorAnswer>;
}

declare function create_simulator(wasm: BufferSource): Promise<Simulator>;

// What simulated_staging.js puts there.
declare function simulated_staging(
    scope: string,
    part: (name: string) => Promise<Response>,
): ((request: Request) => Promise<Response>) & { forget(): void };
