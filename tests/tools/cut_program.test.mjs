// @ts-check
// The program is cut in two by the build, and the same program always in the same place.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cut } from '../../tools/cut-program.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const build = process.env.BUILD ?? join(top, 'build', 'wasm-release');
const environments = join(top, 'environments.json');
const names = ['playground_first.wasm', 'playground_second.wasm'];

/** @param {import('../../tools/first-screens.mjs').Extent} extent */
async function parts(extent) {
    const out = await mkdtemp(join(tmpdir(), 'oauth-playground-cut-'));
    try {
        await cut({ build, environments, out, extent });
        return await Promise.all(names.map((name) => readFile(join(out, name))));
    } finally {
        await rm(out, { recursive: true });
    }
}

test('the same program is cut in the same place', async () => {
    const again = await parts('all');
    for (const [index, name] of names.entries()) {
        assert.ok(again[index].equals(await readFile(join(build, name))), name);
    }
});

test('the profile decides: less of the first screens, less in the first part', async () => {
    const [opened, whole] = [await parts('opened'), await parts('all')];
    assert.ok(opened[0].length < whole[0].length);
    assert.ok(opened[1].length > whole[1].length);
});
