// @ts-check
// Every operation over HTTP: what it answers its sample with, and some twenty kinds of wrong requests,
// held against the table of models.mjs by ajv. That the check checks is proven by spoilt answers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { Ajv } from 'ajv';

import { answer_schema, answers } from './models.mjs';
import { access_token, start } from './server.mjs';

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
ajv.addFormat('uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
const refusal = ajv.compile(answer_schema('bare', 'ExceptionInfo'));
const nobody = '51a01a7e-9999-4000-8000-999999999999';

/**
 * @typedef {{id: string, method: string, path: string, scope: string, marks: string,
 *            query: string[], sample: string}} Operation
 */

const reference = readFileSync(new URL('../../src/staging/reference.txt', import.meta.url), 'utf8');
/** @param {string} name */
const section = (name) => reference.split(`== ${name}\n`)[1].split('\n== ')[0].split('\n');

/** Key to sample. */
const samples = Object.fromEntries(section('parameters').map((line) => [line.split('|')[0], line.split('|')[2] ?? '']));

/** @returns {Operation[]} */
function read_operations() {
    /** @type {Operation[]} */
    const list = [];
    for (const line of section('operations')) {
        if (line.startsWith('#') || line === '') continue;
        if (/^[{[]/.test(line)) {
            list[list.length - 1].sample = line;
            continue;
        }
        const [id, method, path, scope, marks, query] = line.split('|');
        list.push({ id, method, path, scope, marks, query: query.split(' ').filter(Boolean), sample: '' });
    }
    return list;
}
const operations = read_operations();
const scopes = [...new Set(operations.map(({ scope }) => scope).filter(Boolean))].join(' ');

/** @type {Awaited<ReturnType<typeof start>>} */
let staging;
let token = '';
before(async () => {
    staging = await start();
});
after(() => staging?.stop());

/** @param {string} key "jobId.running" */
const bare = (key) => key.replace(/[.!].*$/, '');

/** With every sample that the reference has. @param {Operation} operation @param {Record<string, string>} [other] */
function address({ path, query }, other = {}) {
    const filled = path.replace(/\{(\w+)\}/g, (_, name) => {
        const key = query.find((each) => bare(each) === name) ?? name;
        return other[name] ?? samples[key];
    });
    const parameters = new URLSearchParams();
    for (const key of query) {
        const name = bare(key);
        const value = other[name] ?? samples[key.replace('!', '')];
        if (!path.includes(`{${name}}`) && value) parameters.set(name, value);
    }
    for (const [name, value] of Object.entries(other)) {
        if (!path.includes(`{${name}}`)) parameters.set(name, value);
    }
    for (const [name, value] of [...parameters]) if (value === '-') parameters.delete(name);
    return parameters.size ? `${filled}?${parameters}` : filled;
}

/** @param {Operation} operation @param {{path?: string, method?: string, body?: string, headers?: Record<string, string>}} [other] */
async function send(operation, { path, method, body, headers } = {}) {
    const text = body ?? operation.sample;
    const response = await fetch(`${staging.url}/external${path ?? address(operation)}`, {
        method: method ?? operation.method,
        headers: {
            ...(text ? { 'content-type': 'application/json' } : {}),
            ...(headers ?? { authorization: `Bearer ${token}` }),
        },
        body: text && (method ?? operation.method) !== 'GET' ? text : undefined,
    });
    const answer = await response.text();
    /** @type {any} */
    const parsed = answer === '' ? undefined : JSON.parse(answer);
    return { status: response.status, body: parsed };
}

/** A fresh state in which the samples of a running export have their job. @param {Operation} operation */
async function prepare(operation) {
    await fetch(`${staging.url}/control/reset`, { method: 'POST' });
    token = await access_token(staging, scopes);
    if ((address(operation) + operation.sample).includes('51a01a7e-0020-4000-8000-000000000004')) {
        const create = operations.find(({ id }) => id === 'create_export_job');
        assert.ok(create);
        assert.equal((await send(create)).status, 201);
    }
}

/** @param {Operation} operation */
function expected({ id }) {
    const [status, envelope, model] = (answers[id] ?? answers[id.replace(/_v[012]$/, '')]).split(' ');
    return { status: Number(status), schema: envelope ? answer_schema(envelope, model) : undefined };
}

test('the table has every operation of the reference', () => {
    assert.equal(operations.length, 114);
    for (const each of operations) assert.ok(expected(each), each.id);
});

/** Every object of an answer. @param {any} value @returns {any[]} */
const objects = (value) =>
    value === null || typeof value !== 'object'
        ? []
        : [...(Array.isArray(value) ? [] : [value]), ...Object.values(value).flatMap(objects)];

describe('each operation answers its sample as defined, and the check sees what is spoilt', () => {
    for (const operation of operations) {
        test(operation.id, async () => {
            await prepare(operation);
            const { status, schema } = expected(operation);
            const answer = await send(operation);
            assert.equal(answer.status, status, JSON.stringify(answer.body));
            if (!schema) return assert.equal(answer.body, undefined);
            const valid = ajv.compile(schema);
            const is_valid = valid(answer.body);
            assert.ok(is_valid, JSON.stringify(valid.errors, null, 1));

            const spoil = (/** @type {(body: any) => void} */ change) => {
                const copy = structuredClone(answer.body);
                change(copy);
                assert.ok(!valid(copy), 'A spoilt answer passes.');
            };
            spoil((body) => (body.stranger = 1));
            if (!('data' in answer.body)) return spoil((body) => delete body.id);
            spoil((body) => delete body.data);
            for (const [name, value] of Object.entries(objects(answer.body.data)[0] ?? {})) {
                if (/Id$|^id$/.test(name) && /^51a01a7e/.test(String(value)) && name !== 'attendableId')
                    spoil((body) => (objects(body.data)[0][name] = 'sim_thing_1'));
                if (/At$/.test(name) && typeof value === 'string')
                    spoil((body) => (objects(body.data)[0][name] = 'yesterday'));
                if (typeof value === 'boolean') spoil((body) => (objects(body.data)[0][name] = 'true'));
            }
        });
    }
});

/**
 * Name, whom it concerns, how it is sent, and the status.
 * @type {[string, (operation: Operation) => boolean, (operation: Operation) => ReturnType<typeof send>, number][]}
 */
const wrong = [
    ['no token', () => true, (each) => send(each, { headers: {} }), 401],
    [
        'an unknown token',
        () => true,
        (each) => send(each, { headers: { authorization: 'Bearer sim_access_none' } }),
        401,
    ],
    [
        'a token of somebody else',
        () => true,
        (each) => send(each, { headers: { authorization: 'Bearer ey.a.b' } }),
        401,
    ],
    [
        'the client secret',
        () => true,
        (each) => send(each, { headers: { authorization: 'Bearer sim_secret_4d1f0c2e9a7b4f6f8c35' } }),
        401,
    ],
    ['an API key', () => true, (each) => send(each, { headers: { authorization: `Basic ${btoa('key:')}` } }), 401],
    [
        'a token in the address',
        () => true,
        (each) => send(each, { path: `${each.path.replace(/\{\w+\}/g, nobody)}?access_token=${token}`, headers: {} }),
        401,
    ],
    ['another method', () => true, (each) => send(each, { method: 'PATCH' }), 405],
    [
        'a path that does not exist',
        () => true,
        (each) => send(each, { path: `${each.path.replace(/\{\w+\}/g, nobody)}/more/of/it` }),
        404,
    ],
    [
        'the id of nothing',
        ({ path }) => path.includes('{'),
        (each) =>
            send(each, {
                path: address(
                    each,
                    Object.fromEntries([...each.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, nobody])),
                ),
            }),
        404,
    ],
    [
        'no UUID in the path',
        ({ path }) => path.includes('{'),
        (each) =>
            send(each, {
                path: address(
                    each,
                    Object.fromEntries([...each.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, 'seven'])),
                ),
            }),
        404,
    ],
    [
        'no UUID in the query',
        ({ path, query }) => query.some((key) => /_ids?$|Id$/.test(bare(key)) && !path.includes(`{${bare(key)}}`)),
        (each) => {
            const key =
                each.query.find((one) => /_ids?$|Id$/.test(bare(one)) && !each.path.includes(`{${bare(one)}}`)) ?? '';
            return send(each, { path: address(each, { [bare(key)]: 'seven' }) });
        },
        400,
    ],
    [
        'a parameter missing',
        ({ query }) => query.some((key) => /!$|\.or$/.test(key)),
        (each) => send(each, { path: address(each, Object.fromEntries(each.query.map((key) => [bare(key), '-']))) }),
        400,
    ],
    [
        'a limit in words',
        ({ marks }) => /[pc]/.test(marks),
        (each) => send(each, { path: address(each, { limit: 'ten' }) }),
        400,
    ],
    [
        'two cursors',
        ({ marks }) => /[pc]/.test(marks),
        (each) => send(each, { path: address(each, { after: 'AA', before: 'AA' }) }),
        400,
    ],
    [
        'a cursor of other letters',
        ({ marks }) => /[pc]/.test(marks),
        (each) => send(each, { path: address(each, { after: 'a-b' }) }),
        400,
    ],
    [
        'a sorting key without its order',
        ({ marks }) => /[pc]/.test(marks),
        (each) => send(each, { path: address(each, { sorting_keys: 'id' }) }),
        400,
    ],
    [
        'an order that is none',
        ({ marks }) => /[pc]/.test(marks),
        (each) => send(each, { path: address(each, { sorting_keys: 'id', sorting_order: 'UP' }) }),
        400,
    ],
    [
        'limit above the documented',
        ({ marks }) => /c/.test(marks),
        (each) => send(each, { path: address(each, { limit: '101' }) }),
        400,
    ],
    [
        'offset where there is none',
        ({ marks }) => /c/.test(marks),
        (each) => send(each, { path: address(each, { offset: '1' }) }),
        400,
    ],
    ['a body that is no JSON', ({ sample }) => sample !== '', (each) => send(each, { body: '{"a":' }), 400],
    ['a body of another kind', ({ sample }) => sample !== '', (each) => send(each, { body: '7' }), 400],
    [
        'a form',
        ({ sample }) => sample !== '',
        (each) =>
            send(each, {
                headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
            }),
        415,
    ],
    [
        'an id in the body that is no UUID',
        ({ sample }) => /"(companyId|jobId|accountingEntryId)":/.test(sample),
        (each) =>
            send(each, { body: each.sample.replace(/"(companyId|jobId|accountingEntryId)":"[^"]*"/, '"$1":"seven"') }),
        400,
    ],
    [
        'another company in the body',
        ({ sample, marks }) => /"companyId":/.test(sample) && !/r/.test(marks),
        (each) => send(each, { body: each.sample.replace(/"companyId":"[^"]*"/, `"companyId":"${nobody}"`) }),
        403,
    ],
    [
        'a name that is a number',
        ({ sample }) => /"name":"/.test(sample) && !/batch|"items"/.test(sample),
        (each) => send(each, { body: each.sample.replace(/"name":"[^"]*"/, '"name":7') }),
        400,
    ],
];

const with_a_job = /** @type {Operation} */ (operations.find(({ id }) => id === 'update_export_job_items'));

describe('wrong requests are refused with the status and the shape of the definitions', () => {
    for (const [name, concerns, ask, status] of wrong) {
        test(name, async () => {
            const list = operations.filter(concerns);
            assert.ok(list.length > 0);
            await prepare(with_a_job);
            for (const operation of list) {
                const answer = await ask(operation);
                assert.equal(answer.status, status, `${operation.id}: ${JSON.stringify(answer.body)}`);
                assert.ok(refusal(answer.body), `${operation.id}: ${JSON.stringify(answer.body)}`);
            }
        });
    }

    test('a scope missing', async () => {
        await fetch(`${staging.url}/control/reset`, { method: 'POST' });
        token = await access_token(staging, 'test:test');
        for (const operation of operations.filter(({ scope }) => scope !== '')) {
            const answer = await send(operation);
            assert.equal(answer.status, 403, operation.id);
            assert.ok(refusal(answer.body), operation.id);
        }
    });
});

/** Every page of a list, each valid. @param {string} id @param {string} [body] */
async function whole_list(id, body) {
    const operation = /** @type {Operation} */ (operations.find((each) => each.id === id));
    const valid = ajv.compile(/** @type {object} */ (expected(operation).schema));
    const company_id = '51a01a7e-0001-4000-8000-000000000001';
    let [after, count] = ['', 0];
    do {
        const query = new URLSearchParams({ limit: '100', ...(after ? { after } : {}) });
        if (/entr|receipts/.test(id)) query.set('company_id', company_id);
        const answer = await send(operation, { path: `${operation.path}?${query}`, body });
        const is_valid = valid(answer.body);
        assert.ok(
            is_valid,
            `${id}: ${JSON.stringify(valid.errors, null, 1)} ${JSON.stringify(answer.body).slice(0, 300)}`,
        );
        count += answer.body.data.length;
        after = answer.body.pagination.hasNextPage ? answer.body.pagination.endCursor : '';
    } while (after);
    return count;
}

test('the whole year of the books, and all of it exported, is as defined', async () => {
    await prepare(operations[0]);
    assert.equal(await whole_list('search_entries', '{"includeDeleted":true}'), 318);
    assert.equal(await whole_list('search_entry_cores', '{"includeDeleted":true}'), 318);
    assert.ok((await whole_list('search_receipts', '{"includeDeleted":true}')) > 100);
    const pressed = await fetch(`${staging.url}/control/export`, { method: 'POST' });
    const { data } = await pressed.json();
    for (const id of ['list_export_items', 'list_export_items_v2', 'list_export_items_v1', 'list_export_items_v0'])
        assert.equal(await whole_list(id), data.numberOfItems);
});
