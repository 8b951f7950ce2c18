// What Emscripten puts around the functions of a --js-library file, as far as ours use it.
declare const LibraryManager: { library: Record<string, unknown> };
declare function mergeInto(library: object, functions: object): void;
declare const HEAPU8: Uint8Array;
declare const HEAPU32: Uint32Array;
declare const HEAPF32: Float32Array;
declare const HEAPF64: Float64Array;
declare function UTF8ToString(pointer: number, size?: number): string;
declare function stringToUTF8(text: string, pointer: number, size: number): number;
declare function lengthBytesUTF8(text: string): number;
declare const HEAP32: Int32Array;
/** The ports are there before the program is. */
declare const Module: { host: ReturnType<typeof import('./host.js').make_host> };
