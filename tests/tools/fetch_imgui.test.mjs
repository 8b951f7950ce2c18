// @ts-check
// Whatever place Dear ImGui comes from, only the genuine files are accepted.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));
const genuine = join(top, 'build', 'imgui-1.92.2b');
/** @type {string} */ let checkout;
/** @type {string} */ let given;

beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'fetch imgui '));
    mkdirSync(join(checkout, 'tools'));
    for (const name of ['fetch-imgui', 'imgui.sha256']) {
        cpSync(join(top, 'tools', name), join(checkout, 'tools', name));
    }
    given = join(checkout, 'given');
    cpSync(genuine, given, { recursive: true });
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

function fetch_imgui() {
    const { status, stdout, stderr } = spawnSync(join(checkout, 'tools', 'fetch-imgui'), {
        env: { ...process.env, IMGUI_DIR: given },
        encoding: 'utf8',
    });
    const arrived = existsSync(join(checkout, 'build', 'imgui-1.92.2b', 'imgui.cpp'));
    return { status, words: stdout + stderr, arrived };
}

test('genuine sources from a folder are taken, once', () => {
    const first = fetch_imgui();
    assert.deepEqual([first.status, first.arrived], [0, true], first.words);
    assert.match(first.words, /hashes match/);
    assert.equal(fetch_imgui().words, '', 'nothing to do the second time');
});

test('one byte more in one file is refused with a sentence', () => {
    appendFileSync(join(given, 'imgui_draw.cpp'), '\n');
    const { status, words, arrived } = fetch_imgui();
    assert.deepEqual([status, arrived], [1, false]);
    assert.match(words, /are not those of Dear ImGui 1\.92\.2b/);
    assert.match(words, /set IMGUI_DIR/);
});

test('a folder without Dear ImGui is refused with a sentence', () => {
    rmSync(join(given, 'imgui.cpp'));
    const { status, words } = fetch_imgui();
    assert.equal(status, 1);
    assert.match(words, /holds no imgui\.cpp/);
});
