// @ts-check
// What Simulated Staging tells its subscribers arrives, signed as the Standard Webhooks specification
// says: somebody else's library verifies it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { Webhook } from 'standardwebhooks';

import { webhook_signature } from '../../tools/webhooks.mjs';
import { access_token, api, control, start } from './server.mjs';

/** @type {Awaited<ReturnType<typeof start>>} */
let staging;
/** @type {import('node:http').Server} */
let receiver;
let answer_with = 204;
/** What arrived. @type {{headers: Record<string, string>, body: string}[]} */
const received = [];

before(async () => {
    staging = await start();
    receiver = createServer(async (request, response) => {
        let body = '';
        for await (const part of request) body += part;
        received.push({ headers: /** @type {Record<string, string>} */ (request.headers), body });
        response.writeHead(answer_with).end();
        receiver.emit('received');
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
});
after(() => {
    staging?.stop();
    receiver?.close();
});

const endpoint = () => {
    const address = receiver.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook`;
};

/** @param {string} token @param {object} more */
async function subscribe(token, more = {}) {
    const body = { endpointUrl: endpoint(), eventTypes: ['v1.export-job.created'], ...more };
    const { data } = await api(staging, token, 'POST', '/v1/subscriptions', body);
    return {
        id: data.id,
        secret: (await api(staging, token, 'GET', `/v1/subscriptions/${data.id}/secret`)).data.secretKey,
    };
}

test('a pressed Export arrives, verified by the library standardwebhooks, and leads to the job', async () => {
    const token = await access_token(staging, 'export-jobs:read export-jobs:write');
    const { id, secret } = await subscribe(token, {
        customHeaders: { 'x-tenant': '7' },
        endpointAuth: { type: 'BASIC', credentials: { username: 'u', password: 'p' } },
    });
    const arrived = once(receiver, 'received');
    const pressed = await control(staging, 'export', {});
    await arrived;

    const { headers, body } = received[0];
    // The library looks at the clock; that of Simulated Staging has not been moved here.
    const payload = /** @type {any} */ (new Webhook(secret).verify(body, headers));
    assert.equal(payload.eventType, 'v1.export-job.created');
    assert.equal(payload.data.id, pressed.data.id);
    assert.equal(headers['x-tenant'], '7');
    assert.equal(headers.authorization, `Basic ${btoa('u:p')}`);
    assert.throws(() => new Webhook(secret).verify(`${body} `, headers));
    assert.throws(() => new Webhook(`whsec_${btoa('another secret')}`).verify(body, headers));
    const job = await api(staging, token, 'GET', `/v3/export-jobs/${payload.data.id}`);
    assert.equal(job.data.status, 'pending');
    await api(staging, token, 'DELETE', `/v1/subscriptions/${id}`);
});

test('the signature is that of the library', () => {
    const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
    const at = new Date(1_700_000_000_000);
    assert.equal(
        webhook_signature(secret, 'msg_1', '1700000000', '{"a":1}'),
        new Webhook(secret).sign('msg_1', at, '{"a":1}'),
    );
});

test('what was refused is sent again when the virtual clock says so', async () => {
    const token = await access_token(staging, 'vendors:read vendors:write');
    await subscribe(token, { eventTypes: ['v1.vendor.created'] });
    answer_with = 500;
    const first = once(receiver, 'received');
    await api(staging, token, 'POST', '/v1/vendors', {
        companyId: '51a01a7e-0001-4000-8000-000000000001',
        name: 'Lighthouse Ltd',
        defaultCurrency: 'GBP',
    });
    await first;
    answer_with = 204;
    const second = once(receiver, 'received');
    // The attempt is noted after its answer: a clock that is moved before would not count.
    for (;;) {
        const { data } = await control(staging, 'deliveries');
        if (data.at(-1).attempts.length === 1) break;
    }
    await control(staging, 'clock', { advance_seconds: '5' });
    await second;
    const [one, two] = received.slice(-2);
    assert.equal(one.headers['webhook-id'], two.headers['webhook-id']);
    assert.equal(one.body, two.body);
    for (;;) {
        const { data } = await control(staging, 'deliveries');
        if (data.at(-1).state === 'delivered') break;
    }
});
