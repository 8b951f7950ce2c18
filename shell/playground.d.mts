// What Emscripten makes of src/browser, as far as the loader uses it.
import type { Exports } from '../web/inbox.js';

export default function create(settings: {
    host: object;
    instantiateWasm(
        imports: WebAssembly.Imports,
        receive: (instance: WebAssembly.Instance) => void,
    ): object;
}): Promise<Exports>;
