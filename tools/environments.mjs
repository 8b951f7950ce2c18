// @ts-check
// Reads environments.json, the one list of where a run may talk to: the page and its policy are made from it. What is
// wrong with a file is said with its line. Production is refused here as well as in the program (S51).
import { readFileSync } from "node:fs";

/**
 * @typedef {object} Environment
 * @property {string} id
 * @property {string} name
 * @property {"simulated" | "pleo" | "other"} kind
 * @property {string} authorization_endpoint
 * @property {string} token_endpoint
 * @property {string} [introspection_endpoint]
 * @property {string} [issuer]
 * @property {boolean} [authorization_response_iss_parameter_supported]
 * @property {string} [resource_server] absent: no API to call
 * @property {string[]} default_scopes
 */

const kinds = ["simulated", "pleo", "other"];
const endpoints = ["authorization_endpoint", "token_endpoint", "introspection_endpoint", "resource_server"];
const required = ["id", "name", "kind", "authorization_endpoint", "token_endpoint", "default_scopes"];
const known = [...required, "resource_server", "introspection_endpoint", "issuer", "authorization_response_iss_parameter_supported"];
// RFC 6749 section 3.3.
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/**
 * Why a request must not go to this absolute URL, or nothing when it may.
 * @param {string} text
 * @returns {string | undefined}
 */
export function refusal(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    return `"${text}" is not an absolute URL`;
  }
  const host = url.hostname.replace(/\.$/, "");
  const loopback = host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) {
    return `"${text}" is neither https nor http on this machine`;
  }
  if (url.username || url.password) return "a user name or password in a URL is not allowed";
  if (text.includes("#")) return "a fragment (#) in an endpoint is not allowed";
  if (/[^\x21-\x7e]|[\\;,'"]/.test(text)) return `"${text}" holds a character that does not belong in an endpoint`;
  if (host.startsWith("openapi.")) return `${host} is the deprecated API: use external.staging.pleo.io`;
  if ((host === "pleo.io" || host.endsWith(".pleo.io")) && !host.endsWith(".staging.pleo.io")) {
    return `${host} is Production, which this playground never talks to: use the host under staging.pleo.io`;
  }
  return undefined;
}

/**
 * The line of every value of a valid JSON text, by path: "environments.0.id" -> 4. A key that stands twice in one object
 * is listed apart, because JSON.parse silently keeps the last.
 * @param {string} text
 */
function linesOf(text) {
  /** @type {Map<string, number>} */
  const lines = new Map();
  /** @type {{key: string, line: number}[]} */
  const duplicates = [];
  /** @type {{path: string, index: number}[]} index: next element of an array, -1 for an object */
  const open = [];
  let path = "";
  let line = 1;
  let wantsKey = false;
  const enter = () => {
    const top = open.at(-1);
    if (top && top.index >= 0) path = `${top.path}${top.index}`;
    lines.set(path, line);
  };
  for (const [token] of text.matchAll(/\n|"(?:[^"\\]|\\.)*"|[{}[\],]|[^\s{}[\],:"]+/g)) {
    if (token === "\n") {
      line += 1;
    } else if (token === "{" || token === "[") {
      enter();
      open.push({ path: path === "" ? "" : `${path}.`, index: token === "[" ? 0 : -1 });
      wantsKey = token === "{";
    } else if (token === "}" || token === "]") {
      open.pop();
      wantsKey = false;
    } else if (token === ",") {
      const top = open[open.length - 1];
      if (top.index >= 0) top.index += 1;
      wantsKey = top.index < 0;
    } else if (wantsKey) {
      path = `${open[open.length - 1].path}${JSON.parse(token)}`;
      if (lines.has(path)) duplicates.push({ key: JSON.parse(token), line });
      wantsKey = false;
    } else {
      enter();
    }
  }
  return { lines, duplicates };
}

/**
 * @param {string} file
 * @returns {Environment[]}
 */
export function readEnvironments(file) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new Error(`${file} cannot be read. Name a file like environments.json with --environments.`);
  }
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const at = /position (\d+)/.exec(message);
    const before = at ? text.slice(0, Number(at[1])) : text.trimEnd();
    throw new Error(`${file}:${before.split("\n").length}: this is not JSON: ${message}.`);
  }

  const { lines, duplicates } = linesOf(text);
  /** @type {(path: string, reason: string) => never} */
  const refuse = (path, reason) => {
    let known = path;
    while (known !== "" && !lines.has(known)) known = known.slice(0, Math.max(0, known.lastIndexOf(".")));
    throw new Error(`${file}:${lines.get(known) ?? 1}: ${reason}.`);
  };
  if (duplicates.length > 0) throw new Error(`${file}:${duplicates[0].line}: "${duplicates[0].key}" stands here twice.`);
  if (!Array.isArray(value?.environments) || value.environments.length === 0) {
    refuse("environments", 'the file has to be an object with a list "environments" that is not empty');
  }
  const ids = new Set();
  value.environments.forEach((/** @type {any} */ entry, /** @type {number} */ index) => {
    const path = `environments.${index}`;
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) refuse(path, "an environment is an object");
    for (const field of required) {
      if (!(field in entry)) refuse(path, `this environment lacks "${field}"`);
    }
    for (const [field, content] of Object.entries(entry)) {
      const where = `${path}.${field}`;
      if (!known.includes(field)) refuse(where, `"${field}" is not a field of an environment; the fields are ${known.join(", ")}`);
      if (field === "default_scopes") {
        if (!Array.isArray(content) || !content.every((scope) => typeof scope === "string" && scopeToken.test(scope))) {
          refuse(where, "default_scopes is a list of scopes, one word each");
        }
      } else if (field === "authorization_response_iss_parameter_supported") {
        if (typeof content !== "boolean") refuse(where, `${field} is true or false`);
      } else if (typeof content !== "string" || content === "") {
        refuse(where, `${field} has to be text that is not empty`);
      }
    }
    if (!/^[a-z0-9-]{1,40}$/.test(entry.id)) refuse(`${path}.id`, "an id is made of small letters, digits and hyphens, 40 at most");
    if (ids.has(entry.id)) refuse(`${path}.id`, `the id "${entry.id}" is taken by another environment`);
    ids.add(entry.id);
    if (!kinds.includes(entry.kind)) refuse(`${path}.kind`, `kind is one of ${kinds.join(", ")}`);
    for (const field of endpoints) {
      const target = entry[field];
      if (target === undefined) continue;
      if (entry.kind === "simulated") {
        // Below the page and nowhere else: the service worker answers there.
        if (!/^simulated(\/[A-Za-z0-9_-]+)+$/.test(target)) refuse(`${path}.${field}`, `a simulated ${field} is a path that begins with simulated/`);
        continue;
      }
      const reason = refusal(target);
      if (reason) refuse(`${path}.${field}`, reason);
      if (entry.kind === "pleo" && !new URL(target).hostname.endsWith(".staging.pleo.io")) {
        refuse(`${path}.${field}`, 'kind "pleo" is for hosts under staging.pleo.io; another provider is kind "other"');
      }
    }
  });
  return value.environments;
}

/**
 * S50. `connect-src` names the hosts of the environments and nothing wider. The header says one thing more than the copy
 * in the page can: browsers ignore frame-ancestors there, and complain.
 * @param {Environment[]} environments
 * @param {{header: boolean}} form
 */
export function contentSecurityPolicy(environments, { header }) {
  const origins = new Set();
  for (const environment of environments) {
    if (environment.kind === "simulated") continue;
    // Not the authorization endpoint: the page leaves for it and never fetches it.
    for (const url of [environment.token_endpoint, environment.introspection_endpoint, environment.resource_server]) {
      if (url) origins.add(new URL(url).origin);
    }
  }
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    ["connect-src 'self'", ...origins].join(" "),
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    ...(header ? ["frame-ancestors 'none'"] : []),
  ].join("; ");
}
