// @ts-check
// The export and the webhook walked by a client in another language (partner.py: Python, requests).
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { redirect_uri, start } from './server.mjs';

test('a Python client with UUIDs and datetimes walks an export from the press to its end', async () => {
    const staging = await start();
    try {
        const partner = fileURLToPath(new URL('partner.py', import.meta.url));
        const { stdout } = await promisify(execFile)('python3', [partner, staging.url, redirect_uri]);
        assert.equal(stdout.trim(), 'walked');
    } finally {
        staging.stop();
    }
});
