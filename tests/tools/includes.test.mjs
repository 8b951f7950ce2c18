// @ts-check
// The table of the architecture, enforced by include paths: what a folder may not include, its
// compiler does not find.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const top = new URL('../../', import.meta.url);
/** @type {{directory: string, command: string, file: string}[]} */
const database = JSON.parse(readFileSync(new URL('build/native-debug/compile_commands.json', top), 'utf8'));

/**
 * As a shell would read them: a path with a blank in it stands in quotes or behind backslashes.
 * @param {string} command
 */
const include_paths = (command) =>
    [...command.matchAll(/(?<=\s)-I(?:"[^"]*"|\\.|[^\s"\\])+/g)].map(([flag]) =>
        flag.replace(/"|\\(.)/g, (_, escaped) => escaped ?? ''),
    );

/** @type {Record<string, string[]>} folder -> which folders it may include */
const table = {
    json: ['json'],
    http: ['http', 'json'],
    oauth: ['oauth', 'http', 'json'],
    staging: ['staging', 'oauth', 'http', 'json'],
    simulator: ['simulator', 'staging', 'oauth', 'http', 'json'],
    playground: ['playground', 'staging', 'oauth', 'http', 'json'],
    ui: ['ui', 'playground', 'staging', 'oauth', 'http', 'json'],
    browser: ['browser', 'ui', 'playground', 'staging', 'oauth', 'http', 'json'],
};

for (const [folder, allowed] of Object.entries(table)) {
    test(`src/${folder} finds ${allowed.join(', ')} and nothing else`, () => {
        const entry = database.find(({ file }) => file.includes(`/src/${folder}/`));
        assert.ok(entry, `the native build compiles something of src/${folder}`);
        const paths = include_paths(entry.command);
        assert.notEqual(paths.length, 0);
        for (const other of Object.keys(table)) {
            const header = readdirSync(new URL(`src/${other}/`, top)).find((name) => name.endsWith('.hpp'));
            const source = `#if !__has_include("${other}/${header}")\n#error not found\n#endif\n`;
            const { status } = spawnSync('g++', [...paths, '-E', '-x', 'c++', '-'], { input: source });
            assert.equal(status === 0, allowed.includes(other), `"${other}/${header}" from src/${folder}`);
        }
        const { status } = spawnSync('g++', [...paths, '-E', '-x', 'c++', '-'], { input: '#include "CMakeLists.txt"' });
        assert.notEqual(status, 0);
    });
}
