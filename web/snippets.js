// @ts-check
// One request as code, by @scalar/snippetz. Loaded when somebody asks for code, and never before.
//
// The generator writes some values as they are, quotes and backslashes too, so that a server or a paste could
// write code. So it never sees one: it writes a request of marks, and each string literal that holds a mark is
// written here, by the rules of its language. A secret is an expression that reads the environment.
import { csharpHttpclient } from '@scalar/snippetz/plugins/csharp/httpclient';
import { goNative } from '@scalar/snippetz/plugins/go/native';
import { javaNethttp } from '@scalar/snippetz/plugins/java/nethttp';
import { nodeFetch } from '@scalar/snippetz/plugins/node/fetch';
import { phpCurl } from '@scalar/snippetz/plugins/php/curl';
import { pythonPython3 } from '@scalar/snippetz/plugins/python/python3';

/**
 * What http/code_parts.hpp gives.
 * @typedef {string | { variable: string, encode?: boolean }} Piece text, or the name of a variable, form-encoded or not
 * @typedef {{ id: Piece[], secret: Piece }} Basic
 * @typedef {{ name: string, value: Piece[], basic?: Basic }} Header
 * @typedef {{ method: string, origin: string, path: Piece[], headers: Header[], media_type: string, body: Piece[] }} Parts
 */

/**
 * @typedef {object} Language
 * @property {{ generate: (request: any) => string }} plugin
 * @property {string} joined what stands between two strings that become one
 * @property {(letter: string) => string} escaped in "...": a character that is not seen
 * @property {string} [special] what else may not stand there, beside the quote and the backslash
 * @property {(name: string) => string} variable
 * @property {(expression: string) => string} encoded as a form
 * @property {(expression: string) => string} base64
 * @property {(code: string, parts: Parts) => string} finish what makes a program of it
 */

/** @param {number} code @param {number} digits @param {number} [base] */
const digits_of = (code, digits, base = 16) => code.toString(base).padStart(digits, '0');
/** By the code units of UTF-16. @param {string} letter */
const in_units = (letter) =>
    letter
        .split('')
        .map((unit) => `\\u${digits_of(unit.charCodeAt(0), 4)}`)
        .join('');
/** @param {string} letter */
const in_points = (letter) => {
    const code = Number(letter.codePointAt(0));
    return code > 0xffff ? `\\U${digits_of(code, 8)}` : `\\u${digits_of(code, 4)}`;
};

/** @param {string} code @param {[RegExp, string][]} imports where something is used, what it needs */
const needed = (code, imports) => imports.filter(([use]) => use.test(code)).map(([, line]) => line);

/** @type {Record<string, Language>} */
const languages = {
    node: {
        plugin: nodeFetch,
        joined: ' + ',
        escaped: in_units,
        variable: (name) => `process.env.${name}`,
        encoded: (expression) => `String(new URLSearchParams([['', ${expression}]])).slice(1)`,
        base64: (expression) => `Buffer.from(${expression}).toString('base64')`,
        finish: (code) => `const response = await ${code}\nconsole.log(response.status, await response.text())`,
    },
    python: {
        plugin: pythonPython3,
        joined: ' + ',
        escaped: in_points,
        variable: (name) => `os.environ["${name}"]`,
        encoded: (expression) => `urllib.parse.quote_plus(${expression})`,
        base64: (expression) => `base64.b64encode((${expression}).encode()).decode()`,
        finish: (code, { origin }) =>
            [
                ...needed(code, [
                    [/\bbase64\./, 'import base64'],
                    [/\bos\.environ/, 'import os'],
                    [/\burllib\./, 'import urllib.parse'],
                ]),
                // The generator leaves the port out, and http.client takes a str for ISO 8859-1.
                code
                    .replace(/(Connection\()"[^"]*"/, `$1"${origin.replace(/^.*\/\//, '')}"`)
                    .replace(/^payload = (.*)$/m, 'payload = ($1).encode()'),
            ].join('\n'),
    },
    csharp: {
        plugin: csharpHttpclient,
        joined: ' + ',
        escaped: in_units,
        variable: (name) => `Environment.GetEnvironmentVariable("${name}")`,
        encoded: (expression) => `System.Net.WebUtility.UrlEncode(${expression})`,
        base64: (expression) => `Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(${expression}))`,
        finish: (code) =>
            `using System.Net.Http.Headers;\n\n${code}\nConsole.WriteLine((int)response.StatusCode);\nConsole.WriteLine(await response.Content.ReadAsStringAsync());`,
    },
    go: {
        plugin: goNative,
        joined: ' + ',
        escaped: in_points,
        variable: (name) => `os.Getenv("${name}")`,
        // The generator calls its address "url".
        encoded: (expression) => `form.QueryEscape(${expression})`,
        base64: (expression) => `base64.StdEncoding.EncodeToString([]byte(${expression}))`,
        finish: (code) =>
            code.replace(
                'import (\n',
                `import (\n${needed(code, [
                    [/\bbase64\./, '\t"encoding/base64"\n'],
                    [/\bos\.Getenv/, '\t"os"\n'],
                    [/\bform\.QueryEscape/, '\tform "net/url"\n'],
                ]).join('')}`,
            ),
    },
    java: {
        plugin: javaNethttp,
        joined: ' + ',
        // The compiler reads backslash and "u" before it knows where a string ends; octal it reads afterwards.
        escaped: (letter) => (letter < '\u0100' ? `\\${digits_of(letter.charCodeAt(0), 3, 8)}` : in_units(letter)),
        variable: (name) => `System.getenv("${name}")`,
        encoded: (expression) => `java.net.URLEncoder.encode(${expression}, java.nio.charset.StandardCharsets.UTF_8)`,
        base64: (expression) =>
            `java.util.Base64.getEncoder().encodeToString((${expression}).getBytes(java.nio.charset.StandardCharsets.UTF_8))`,
        finish: (code) =>
            [
                'import java.net.URI;',
                'import java.net.http.*;',
                '',
                'public class Call {',
                '    public static void main(String[] arguments) throws Exception {',
                ...code
                    .replace('System.out.println(', 'System.out.println(response.statusCode());\nSystem.out.println(')
                    .split('\n')
                    .map((line) => `        ${line}`),
                '    }',
                '}',
            ].join('\n'),
    },
    php: {
        plugin: phpCurl,
        joined: ' . ',
        escaped: (letter) => `\\u{${digits_of(Number(letter.codePointAt(0)), 1)}}`,
        special: '$',
        variable: (name) => `getenv("${name}")`,
        encoded: (expression) => `urlencode(${expression})`,
        base64: (expression) => `base64_encode(${expression})`,
        finish: (code, { method }) => {
            // The generator knows GET and POST.
            const other = `\ncurl_setopt($ch, CURLOPT_CUSTOMREQUEST, ${quoted(languages.php, method)});`;
            return `<?php\n${code}`
                .replace(/^\$ch = curl_init.*$/m, (line) =>
                    method === 'GET' || method === 'POST' ? line : line + other,
                )
                .replace(/^curl_exec.*$/m, '$&\necho PHP_EOL, curl_getinfo($ch, CURLINFO_RESPONSE_CODE), PHP_EOL;');
        },
    },
};

/** A word that no generator changes or takes for a name, and no request holds by accident. @param {number} number */
const mark = (number) => `m4rk-${number}-e`;
const marks = /m4rk-(\d+)-e/;
// "...", '...', or what C# writes for a text of several lines. Whatever is in it was written by the generator.
const literals = /"""\n(?<lines>[^"]*)\n"""|"(?<double>[^"\n]*)"|'(?<single>[^'\n]*)'/g;
// Header fields that stand for themselves in any language; generators know the meaning of some.
const plain_name = /^[A-Za-z][A-Za-z-]*$/;
// What nobody sees, or an editor or a compiler takes for the end of a line.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** @param {Language} language @param {string} text */
function quoted(language, text) {
    let inside = '';
    for (const letter of text) {
        if (letter === '\n') inside += '\\n';
        else if (letter === '\r') inside += '\\r';
        else if (letter === '"' || letter === '\\' || language.special === letter) inside += `\\${letter}`;
        else if (unseen.test(letter)) inside += language.escaped(letter);
        else inside += letter;
    }
    return `"${inside}"`;
}

/**
 * @param {Language} language @param {(Piece | { code: string })[]} pieces
 * @returns {string} an expression of the language whose value is a string
 */
function expression(language, pieces) {
    /** @type {string[]} */
    const parts = [];
    let text = '';
    const flush = () => {
        if (text !== '') parts.push(quoted(language, text));
        text = '';
    };
    for (const piece of pieces) {
        if (typeof piece === 'string') {
            text += piece;
            continue;
        }
        flush();
        if ('code' in piece) parts.push(piece.code);
        else if (piece.encode) parts.push(language.encoded(language.variable(piece.variable)));
        else parts.push(language.variable(piece.variable));
    }
    flush();
    return parts.length === 0 ? '""' : parts.join(language.joined);
}

/**
 * @param {string} name of the language @param {Parts} parts
 * @returns {string}
 */
export function write(name, parts) {
    const language = languages[name];
    /** @type {(Piece | { code: string })[][]} */
    const meanings = [];
    /** @param {(Piece | { code: string })[]} pieces */
    const mark_of = (pieces) => mark(meanings.push(pieces) - 1);

    /** @param {Header} header */
    const value_of = ({ value, basic }) => {
        if (basic)
            return `Basic ${mark_of([{ code: language.base64(expression(language, [...basic.id, ':', basic.secret])) }])}`;
        // A scheme stays in sight: some generators have a class for what comes behind it.
        const [first, ...others] = value;
        const scheme = typeof first === 'string' ? (/^[A-Za-z]+ /.exec(first)?.[0] ?? '') : '';
        return scheme + mark_of(typeof first === 'string' ? [first.slice(scheme.length), ...others] : value);
    };

    const has_body = parts.body.length > 0;
    const code = language.plugin.generate({
        method: parts.method,
        url: `${parts.origin}/${mark_of(parts.path)}`,
        httpVersion: 'HTTP/1.1',
        cookies: [],
        queryString: [],
        headersSize: -1,
        bodySize: -1,
        headers: parts.headers.map((header) => ({
            name: plain_name.test(header.name) ? header.name : mark_of([header.name]),
            value: value_of(header),
        })),
        ...(has_body && { postData: { mimeType: 'text/plain', text: mark_of(parts.body) } }),
    });
    const written = code.replace(literals, (literal, ...rest) => {
        const { lines, double, single } = rest.at(-1);
        // Every second part is the number of a mark.
        const inside = String(lines ?? double ?? single).split(marks);
        if (inside.length > 1)
            return expression(
                language,
                inside.flatMap((part, at) => (at % 2 === 0 ? [part] : meanings[Number(part)])),
            );
        return has_body && literal === '"text/plain"' ? quoted(language, parts.media_type) : literal;
    });
    return language.finish(written, parts);
}
