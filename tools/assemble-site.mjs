// @ts-check
// Puts the static site together: tools/assemble-site [--environments FILE] [--build DIR] --out DIR
//
// Everything but index.html and sw.js gets the hash of its content into its name (style.css -> style.0123456789abcdef.css),
// so that it may be cached for ever. Sources keep writing plain names: in every text file, a quoted relative path to
// another part of the site ("./boot.mjs", "../web/mirror.js", "playground.wasm") becomes the hashed name. The folders
// shell/ and web/ end up side by side in one folder.
//
// Words between @ signs are filled in, in any text file:
//   @CONTENT_SECURITY_POLICY@    for the meta element (S50)
//   @BYTES_PLAYGROUND_WASM@      size of a part in bytes, as the loader counts them: after decoding. Any part will do.
//   @INTEGRITY_PLAYGROUND_WASM@  "sha384-..." of a part. Scripts and styles of index.html get the attribute by themselves.
//   @PARTS@                      JSON list of all hashed names (for sw.js)
//   @VERSION@                    hash over all parts
//
// Beside DIR, the folder DIR.nginx gets the headers that belong to this site.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { contentSecurityPolicy, readEnvironments } from "./environments.mjs";

const top = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const textual = new Set([".html", ".css", ".js", ".mjs", ".json", ".webmanifest", ".svg"]);
const compressible = new Set([...textual, ".wasm"]);
// Their addresses are promises: the page itself, and the scope of the service worker.
const unhashed = new Set(["index.html", "sw.js"]);
// Linked into the WebAssembly module, not a file of the site.
const linked = new Set(["ports.js"]);

class Refusal extends Error {}

/** @param {string} from where relative file names start */
function inputs(from, /** @type {string} */ environmentsFile, /** @type {string} */ build) {
  /** @type {Map<string, Buffer>} by the name in the site */
  const files = new Map();
  const add = (/** @type {string} */ name, /** @type {Buffer} */ content) => {
    if (files.has(name)) throw new Refusal(`Two files of the site are called ${name}: rename one, they end up in one folder.`);
    files.set(name, content);
  };
  for (const folder of ["shell", "web"]) {
    for (const entry of readdirSync(join(from, folder), { withFileTypes: true })) {
      if (entry.isFile() && !linked.has(entry.name) && (textual.has(extname(entry.name)) || /\.(png|ico)$/.test(entry.name)) && entry.name !== "tsconfig.json") {
        add(entry.name, readFileSync(join(from, folder, entry.name)));
      }
    }
  }
  for (const name of ["playground.mjs", "playground.wasm", "simulator.wasm"]) {
    if (!existsSync(join(build, name))) throw new Refusal(`${join(build, name)} is not there: build it with tools/build wasm-release.`);
    add(name, readFileSync(join(build, name)));
  }
  add("environments.json", Buffer.from(JSON.stringify({ environments: readEnvironments(environmentsFile) })));
  return files;
}

const hash = (/** @type {Buffer} */ content) => createHash("sha256").update(content).digest("hex");
const integrity = (/** @type {Buffer} */ content) => `sha384-${createHash("sha384").update(content).digest("base64")}`;
const placeholderName = (/** @type {string} */ name) => name.toUpperCase().replace(/[^A-Z0-9]/g, "_");

/**
 * Names every part after its finished content, which holds the names of other parts: so the ones that are referred to
 * come first.
 * @param {Map<string, Buffer>} files
 * @param {Map<string, string>} constants
 */
function finish(files, constants) {
  /** @type {Map<string, {name: string, content: Buffer}>} */
  const parts = new Map();
  /** @type {Map<string, string>} */
  const byPlaceholder = new Map([...files.keys()].map((name) => [placeholderName(name), name]));
  /** @type {string[]} */
  const waiting = [];

  /** @param {string} source */
  const part = (source) => {
    const done = parts.get(source);
    if (done) return done;
    if (waiting.includes(source)) {
      throw new Refusal(`These refer to each other in a circle, so none can be named after its content: ${[...waiting, source].join(" -> ")}.`);
    }
    waiting.push(source);
    let content = /** @type {Buffer} */ (files.get(source));
    if (textual.has(extname(source))) content = Buffer.from(rewrite(source, content.toString("utf8")));
    waiting.pop();
    const extension = extname(source);
    const name = unhashed.has(source) ? source : `${basename(source, extension)}.${hash(content).slice(0, 16)}${extension}`;
    const finished = { name, content };
    parts.set(source, finished);
    return finished;
  };

  /** @param {string} source @param {string} text */
  const rewrite = (source, text) => {
    const filled = text.replace(/@([A-Z][A-Z0-9_]*)@/g, (whole, /** @type {string} */ word) => {
      const constant = constants.get(word);
      if (constant !== undefined) return constant;
      if (word === "PARTS" || word === "VERSION") {
        if (!unhashed.has(source)) throw new Refusal(`${source} asks for @${word}@, which only index.html and sw.js can know.`);
        const names = [...files.keys()].filter((name) => !unhashed.has(name)).map((name) => part(name).name);
        return word === "PARTS" ? JSON.stringify(names.sort()) : hash(Buffer.from(names.sort().join("\n"))).slice(0, 16);
      }
      const [, kind, of] = /^(BYTES|INTEGRITY)_(.+)$/.exec(word) ?? [];
      const name = byPlaceholder.get(of);
      if (!name) throw new Refusal(`${source} asks for ${whole}, and nobody knows what that is.`);
      return kind === "BYTES" ? String(part(name).content.length) : integrity(part(name).content);
    });
    const linked = filled.replace(/(["'`])((?:\.\.\/(?:web|shell)\/|\.\/)?)([A-Za-z0-9_-]+\.[a-z]+)\1/g, (whole, quote, path, name) =>
      !files.has(name) || unhashed.has(name) || name === source ? whole : `${quote}${path === "" ? "" : "./"}${part(name).name}${quote}`,
    );
    if (source !== "index.html") return linked;
    return linked.replace(/<(script|link)\b[^>]*>/g, (tag, element) => {
      const [, name] = /\b(?:src|href)="\.\/([^"]+)"/.exec(tag) ?? [];
      const checked = element === "script" || /\brel="(stylesheet|modulepreload)"/.test(tag);
      const target = [...parts.values()].find((candidate) => candidate.name === name);
      return checked && target && !/\bintegrity=/.test(tag) ? tag.replace(/\s*\/?>$/, ` integrity="${integrity(target.content)}">`) : tag;
    });
  };

  for (const source of files.keys()) part(source);
  return parts;
}

/** Brotli at its best takes a second for the big parts, so what was compressed once is kept. */
function compressed(/** @type {Buffer} */ content) {
  const store = join(top, "build", "compressed");
  mkdirSync(store, { recursive: true });
  const kept = join(store, hash(content));
  /** @param {string} suffix @param {() => Buffer} make */
  const get = (suffix, make) => {
    if (existsSync(kept + suffix)) return readFileSync(kept + suffix);
    const made = make();
    const partial = `${kept}${suffix}.${process.pid}`;
    writeFileSync(partial, made);
    renameSync(partial, kept + suffix);
    return made;
  };
  return {
    br: get(".br", () => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } })),
    gz: get(".gz", () => gzipSync(content, { level: 9 })),
  };
}

// What every answer carries, errors as well (S50 to S54). Strict-Transport-Security is for the host that terminates TLS.
function headers(/** @type {string} */ policy) {
  return [
    ["Content-Security-Policy", policy],
    ["Referrer-Policy", "no-referrer"],
    ["X-Content-Type-Options", "nosniff"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    [
      "Permissions-Policy",
      ["accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking"]
        .map((feature) => `${feature}=()`)
        .join(", "),
    ],
    ["Cache-Control", "$cache_control"],
  ]
    .map(([name, value]) => `add_header ${name} "${value}" always;\n`)
    .join("");
}

function main() {
  const { values } = parseArgs({
    options: {
      environments: { type: "string", default: join(top, "environments.json") },
      build: { type: "string", default: join(top, "build", "wasm-release") },
      out: { type: "string" },
    },
  });
  if (!values.out) throw new Refusal("Name the folder for the site: tools/assemble-site --out build/site");
  const out = resolve(values.out);
  const environmentsFile = resolve(/** @type {string} */ (values.environments));
  const environments = readEnvironments(environmentsFile);
  const files = inputs(top, environmentsFile, resolve(/** @type {string} */ (values.build)));
  const parts = finish(files, new Map([["CONTENT_SECURITY_POLICY", contentSecurityPolicy(environments, { header: false })]]));

  const partial = `${out}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  for (const { name, content } of parts.values()) {
    const file = join(partial, name);
    writeFileSync(file, content);
    if (!compressible.has(extname(name))) continue;
    const { br, gz } = compressed(content);
    writeFileSync(`${file}.br`, br);
    writeFileSync(`${file}.gz`, gz);
  }
  mkdirSync(`${out}.nginx`, { recursive: true });
  writeFileSync(join(`${out}.nginx`, "headers.conf"), headers(contentSecurityPolicy(environments, { header: true })));
  rmSync(out, { recursive: true, force: true });
  renameSync(partial, out);
  console.log(`Assembled ${parts.size} files in ${relative(process.cwd(), out) || out}.`);
}

try {
  main();
} catch (error) {
  const code = /** @type {NodeJS.ErrnoException} */ (error).code;
  const message = error instanceof Error ? error.message : String(error);
  console.error(`assemble-site: ${code === "ENOSPC" ? "The disk is full. Make room and run this again." : message}`);
  process.exit(1);
}
