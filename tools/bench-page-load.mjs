// @ts-check
// How this page arrives, beside two pages that everybody knows, in one run:
//   node tools/bench-page-load.mjs [SITE]
//
//   this page            as it is served, from SITE (build/site)
//   Dear ImGui window    a hello-world window with its own GLFW and OpenGL backends, built here by the same compiler
//   Swagger UI           swagger-ui-dist with one operation that needs OAuth 2.0
//
// Each is loaded cold seven times, in turns so that a busy machine is busy for all of them, by Chromium from one server
// with the same compression. Printed are medians:
//
//   bytes       on the wire, headers included, until the first interactive frame (and of all that comes)
//   frame       milliseconds until then: the first picture is drawn, or Swagger's operation can be opened
//   slow        the same at 1.6 Mbit/s with 150 ms
//   heap        JavaScript, after a collection
//   idle        share of one processor while nobody touches the page
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { launch } from '../tests/browser/harness.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const imgui = join(top, 'build', 'imgui-1.92.2b');
const sources = join(top, 'tests', 'bench', 'page_load');
const rounds = 7;
const idle_ms = 3000;
const slow = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 1.6e6 / 8 };

/** @typedef {Map<string, Buffer>} Files by path */

/** Compiled as a release is, with nothing left out. @returns {Files} */
function hello_window() {
    const out = join(top, 'build', 'page-load');
    mkdirSync(out, { recursive: true });
    const cpp = [
        'imgui',
        'imgui_draw',
        'imgui_tables',
        'imgui_widgets',
        'backends/imgui_impl_glfw',
        'backends/imgui_impl_opengl3',
    ];
    execFileSync(
        'em++',
        [
            '-std=c++20',
            '-Oz',
            '-DNDEBUG',
            '-fno-exceptions',
            '-fno-rtti',
            '-w',
            '-DIMGUI_DISABLE_DEMO_WINDOWS', // never called; their source is not fetched
            `-I${imgui}`,
            ...cpp.map((name) => join(imgui, `${name}.cpp`)),
            join(sources, 'hello_window.cpp'),
            '-sUSE_GLFW=3',
            '-sMIN_WEBGL_VERSION=2',
            '-sMAX_WEBGL_VERSION=2',
            '-sALLOW_MEMORY_GROWTH=1',
            '-sENVIRONMENT=web',
            '-sFILESYSTEM=0',
            '-o',
            join(out, 'hello.js'),
        ],
        // Debian's Emscripten looks for a module in Debian's folder (cmake/emscripten.cmake).
        { stdio: ['ignore', 'inherit', 'inherit'], env: { NODE_PATH: '/usr/share/nodejs', ...process.env } },
    );
    return new Map([
        ['/', readFileSync(join(sources, 'hello_window.html'))],
        ...['hello.js', 'hello.wasm'].map((name) => /** @type {const} */ ([`/${name}`, readFileSync(join(out, name))])),
    ]);
}

/** @returns {Files} */
function swagger_ui() {
    const dist = join(top, 'node_modules', 'swagger-ui-dist');
    return new Map([
        ['/', readFileSync(join(sources, 'swagger_ui.html'))],
        ['/openapi.json', readFileSync(join(sources, 'openapi.json'))],
        ...['swagger-ui.css', 'swagger-ui-bundle.js'].map(
            (name) => /** @type {const} */ ([`/${name}`, readFileSync(join(dist, name))]),
        ),
    ]);
}

const types = new Map([
    ['.js', 'text/javascript'],
    ['.mjs', 'text/javascript'],
    ['.css', 'text/css'],
    ['.wasm', 'application/wasm'],
    ['.json', 'application/json'],
    ['.svg', 'image/svg+xml'],
    ['.webmanifest', 'application/manifest+json'],
    ['.txt', 'text/plain; charset=utf-8'],
]);

/**
 * @param {(path: string) => Buffer | undefined} find @param {(path: string, content: Buffer) => Buffer} compressed
 */
async function serve(find, compressed) {
    const server = createServer((request, response) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        const content = find(path);
        if (!content) return response.writeHead(404).end();
        response.writeHead(200, {
            'Content-Type': types.get(extname(path)) ?? 'text/html; charset=utf-8',
            'Content-Encoding': 'br',
            'Cache-Control': 'no-cache',
        });
        return response.end(compressed(path, content));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP address');
    return { url: `http://localhost:${address.port}/`, stop: () => server.close() };
}

/** @param {Files} files */
function serve_files(files) {
    const packed = new Map([...files].map(([path, content]) => [path, brotliCompressSync(content)]));
    return serve(
        (path) => files.get(path),
        (path) => /** @type {Buffer} */ (packed.get(path)),
    );
}

/** @param {string} site */
function serve_site(site) {
    const file = (/** @type {string} */ path) => join(site, path === '/' ? 'index.html' : path);
    return serve(
        (path) => (existsSync(file(path)) ? readFileSync(file(path)) : undefined),
        (path, content) =>
            existsSync(`${file(path)}.br`) ? readFileSync(`${file(path)}.br`) : brotliCompressSync(content),
    );
}

/** In the page, before anything else: when is it there? */
function watch_for_frame() {
    const state = { frame: 0 };
    Object.assign(window, { page_load: state });
    // Drawn is what the browser has shown.
    const there = () => {
        if (state.frame === 0) requestAnimationFrame(() => (state.frame ||= performance.now()));
    };
    const { prototype } = WebGL2RenderingContext;
    const { drawElements } = prototype;
    prototype.drawElements = function (...given) {
        drawElements.apply(this, given);
        there();
    };
    new MutationObserver((_, observer) => {
        if (!document.querySelector('.opblock')) return;
        observer.disconnect();
        there();
    }).observe(document, { childList: true, subtree: true });
}

/** Processor seconds of all processes of the browser. @param {import('playwright-core').CDPSession} browser */
async function processor_seconds(browser) {
    const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
    const shown = processInfo.filter(({ type }) => type !== 'browser' && type !== 'utility');
    return shown.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/**
 * One cold load.
 * @param {string} url @param {boolean} throttled
 */
async function load(url, throttled) {
    const browser = await launch();
    try {
        const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
        const page = await context.newPage();
        await page.addInitScript(watch_for_frame);
        const devtools = await context.newCDPSession(page);
        await devtools.send('Network.enable');
        if (throttled) await devtools.send('Network.emulateNetworkConditions', slow);
        /** @type {{ at: number, bytes: number }[]} */
        const arrived = [];
        let to_wall = 0; // from the clock of the events to seconds since 1970
        devtools.on('Network.requestWillBeSent', ({ timestamp, wallTime }) => (to_wall ||= wallTime - timestamp));
        devtools.on('Network.loadingFinished', ({ timestamp, encodedDataLength }) =>
            arrived.push({ at: timestamp, bytes: encodedDataLength }),
        );
        await page.goto(url);
        await page.waitForFunction(() => Reflect.get(window, 'page_load').frame > 0, undefined, { timeout: 60_000 });
        await page.waitForLoadState('networkidle');
        const frame = /** @type {number} */ (await page.evaluate(() => Reflect.get(window, 'page_load').frame));
        // What the page asked for up to its frame has arrived by then; the next part is still under way.
        const began = /** @type {number} */ (await page.evaluate(() => performance.timeOrigin));
        const until = arrived.filter(({ at }) => (at + to_wall) * 1000 - began <= frame);
        const sum = (/** @type {typeof arrived} */ parts) => parts.reduce((bytes, part) => bytes + part.bytes, 0);
        await devtools.send('HeapProfiler.collectGarbage');
        const { usedSize } = await devtools.send('Runtime.getHeapUsage');
        const whole = await browser.newBrowserCDPSession();
        const before = await processor_seconds(whole);
        const start = performance.now();
        await new Promise((done) => setTimeout(done, idle_ms));
        const idle = (await processor_seconds(whole)) - before;
        return {
            frame,
            bytes: sum(until),
            all: sum(arrived),
            heap: usedSize / 1e6,
            idle: (idle / (performance.now() - start)) * 1e5,
        };
    } finally {
        await browser.close();
    }
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function main() {
    const site = resolve(process.argv[2] ?? join(top, 'build', 'site'));
    const pages = [
        { name: 'this page', server: await serve_site(site) },
        { name: 'Dear ImGui window', server: await serve_files(hello_window()) },
        { name: 'Swagger UI', server: await serve_files(swagger_ui()) },
    ];
    /** @type {Map<string, { usual: Awaited<ReturnType<typeof load>>[], slow: Awaited<ReturnType<typeof load>>[] }>} */
    const measured = new Map(pages.map(({ name }) => [name, { usual: [], slow: [] }]));
    for (let round = 0; round < rounds; ++round) {
        for (const { name, server } of pages) {
            measured.get(name)?.usual.push(await load(server.url, false));
            measured.get(name)?.slow.push(await load(server.url, true));
        }
    }
    for (const { server } of pages) server.stop();
    const columns = ['bytes', '(all)', 'frame ms', 'slow ms', 'heap MB', 'idle %'];
    console.log(`\nMedians of ${rounds} cold loads, Chromium, 1280x720`);
    console.log(`${''.padEnd(18)} ${columns.map((column) => column.padStart(9)).join('')}`);
    for (const [name, { usual, slow }] of measured) {
        const row = [
            median(slow.map(({ bytes }) => bytes)).toFixed(0),
            median(slow.map(({ all }) => all)).toFixed(0),
            median(usual.map(({ frame }) => frame)).toFixed(0),
            median(slow.map(({ frame }) => frame)).toFixed(0),
            median(usual.map(({ heap }) => heap)).toFixed(1),
            median(usual.map(({ idle }) => idle)).toFixed(2),
        ];
        console.log(`${name.padEnd(18)} ${row.map((cell) => cell.padStart(9)).join('')}`);
    }
}

await main();
