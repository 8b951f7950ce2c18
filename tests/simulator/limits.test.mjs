// @ts-check
// As much as Pleo's definitions allow, and one more; and the answers that no request can provoke.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { access_token, api, call, control, start } from './server.mjs';

const company = '51a01a7e-0001-4000-8000-000000000001';

/** @type {Awaited<ReturnType<typeof start>>} */
let staging;
/** @type {string} */
let token;
before(async () => {
    staging = await start();
    token = await access_token(
        staging,
        'accounts:read accounts:write export-jobs:read export-jobs:write export-items:read accounting-entries:read',
    );
});
after(() => staging?.stop());

/** As Pleo says why. @param {{status: number, body: any}} answer @param {number} status @param {string} [type] */
function refused(answer, status, type) {
    assert.equal(answer.status, status);
    assert.equal(typeof answer.body.type, 'string');
    assert.equal(typeof answer.body.message, 'string');
    if (type) assert.equal(answer.body.type, type);
}

test('a batch of 1,000 accounts is taken, and found again; 1,001 are not', async () => {
    const items = Array.from({ length: 1001 }, (_, number) => ({
        externalId: `batch-${number}`,
        name: `Account ${number}`,
        archived: false,
    }));
    refused(await call(staging, token, 'POST', '/v1/chart-of-accounts/batch', { companyId: company, items }), 400);
    const made = await api(staging, token, 'POST', '/v1/chart-of-accounts/batch', {
        companyId: company,
        items: items.slice(0, 1000),
    });
    assert.equal(made.data.created.length, 1000);
    assert.equal(made.data.failed.length, 0);
    const last = made.data.created[999];
    assert.equal((await api(staging, token, 'GET', `/v1/chart-of-accounts/${last.id}`)).data.externalId, 'batch-999');
});

/** The operation, with a purchase of the books that a receipt belongs to. */
const enrich = `/v2/accounting-entries:enrich?${new URLSearchParams({
    amount: '12500',
    currency: 'DKK',
    card_last_four_digits: '0001',
    merchant_name: 'harbour coffee',
    performed_at: '2026-09-02T08:15:00Z',
})}`;

test('a receipt of 2 MB is taken; a body over the cap is refused in the shape of Pleo', async () => {
    const file = (/** @type {number} */ octets) => Buffer.alloc(octets, '%PDF-').toString('base64');
    const taken = await api(staging, token, 'POST', enrich, { receipts: [file(2 * 1024 * 1024)] });
    assert.equal(taken.data.receiptStatus, 'UPLOADED');
    refused(await call(staging, token, 'POST', enrich, { receipts: [file(4 * 1024 * 1024)] }), 413);
});

test('a job has more than 100 items, and takes reports of 100 at a time', async () => {
    const pressed = (await control(staging, 'export', {})).data;
    assert.ok(pressed.numberOfItems > 100, `${pressed.numberOfItems}`);
    await api(staging, token, 'POST', '/v3/export-job-events', { jobId: pressed.id, event: 'failed' });

    const entries = [];
    for (let after = ''; entries.length < 150; ) {
        const page = await api(staging, token, 'GET', `/v3/export-jobs/${pressed.id}/items?limit=100${after}`);
        for (const item of page.data) entries.push(item.accountingEntryId);
        after = `&after=${page.pagination.endCursor}`;
    }
    const job = (
        await api(staging, token, 'POST', '/v3/export-jobs', {
            companyId: company,
            accountingEntryIds: entries.slice(0, 150),
        })
    ).data;
    assert.equal(job.numberOfItems, 150);
    await api(staging, token, 'POST', '/v3/export-job-events', { jobId: job.id, event: 'started' });
    const items = entries.slice(0, 150).map((accountingEntryId) => ({ accountingEntryId, status: 'successful' }));
    const path = `/v3/export-jobs/${job.id}/items`;
    refused(await call(staging, token, 'PUT', path, items.slice(0, 101)), 413, 'EXPORT_JOB_ITEMS_UPDATE_LIMIT');
    for (const [from, to] of [
        [0, 100],
        [100, 150],
    ]) {
        const answer = await api(staging, token, 'PUT', path, items.slice(from, to));
        assert.equal(answer.data.length, to - from);
    }
    await api(staging, token, 'POST', '/v3/export-job-events', { jobId: job.id, event: 'completed' });
});

test('the 202 of enrich and MISSING_CONTRA_ACCOUNTS come by the control door, and to nobody else', async () => {
    await control(staging, 'failure', { status: '400' });
    assert.equal((await call(staging, token, 'GET', '/v3/export-jobs')).status, 200);
    const job = { companyId: company, accountingEntryIds: ['51a01a7e-0018-4000-8000-000000000401'] };
    refused(await call(staging, token, 'POST', '/v3/export-jobs', job), 400, 'MISSING_CONTRA_ACCOUNTS');
    const made = await api(staging, token, 'POST', '/v3/export-jobs', job);
    await api(staging, token, 'POST', '/v3/export-job-events', { jobId: made.data.id, event: 'failed' });

    await control(staging, 'failure', { status: '202' });
    assert.equal((await call(staging, token, 'GET', '/v3/export-jobs')).status, 200);
    const body = { receipts: [Buffer.from('%PDF-1.4').toString('base64')] };
    const answer = await call(staging, token, 'POST', enrich, body);
    assert.equal(answer.status, 202);
    assert.equal(answer.body.data.receiptStatus, 'UNRESOLVED');
    assert.notEqual((await call(staging, token, 'POST', enrich, body)).status, 202);
});
