// @ts-check
// The program `explain`, over the same vectors as the engine itself and as the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { explain, options_of, run, vectors } from './program.mjs';

const members = [
    'understood',
    'status',
    'error',
    'error_description',
    'values',
    'effect',
    'warnings',
    'sentence',
    'masked',
];

/** @param {{ understood: boolean, error: string }} told */
const code_of = (told) => (!told.understood ? 2 : told.error === '' ? 0 : 1);

for (const kind of ['token', 'refresh', 'introspection', 'api']) {
    test(`${kind}: every vector comes to what the engine says, by its body and by the whole answer`, () => {
        for (const vector of vectors(kind)) {
            const by_body = explain([kind, ...options_of(vector)], vector.body);
            assert.deepEqual(Object.keys(by_body).slice(0, -1), members, vector.name);
            assert.equal(by_body.understood, vector.expect.understood, vector.name);
            assert.equal(by_body.error, vector.expect.error, vector.name);
            assert.equal(by_body.effect, vector.expect.effect, vector.name);
            assert.equal(by_body.status, vector.status, vector.name);
            assert.equal(by_body.code, code_of(by_body), vector.name);
            if (vector.expect.sections)
                assert.deepEqual(
                    by_body.warnings.map((each) => each.section),
                    vector.expect.sections,
                    vector.name,
                );

            const head = vector.headers.map((/** @type {string[]} */ [name, value]) => `${name}: ${value}\r\n`);
            const whole = explain(
                [kind],
                `HTTP/1.1 100 Continue\r\n\r\nHTTP/2 ${vector.status}\r\n${head.join('')}\r\n${vector.body}`,
            );
            assert.deepEqual({ ...whole, masked: '' }, { ...by_body, masked: '' }, `${vector.name}: ${whole.sentence}`);
        }
    });
}

test('discovery: every vector comes to what the engine says', () => {
    for (const vector of vectors('discovery')) {
        const told = explain(['discovery', '--issuer', vector.issuer, ...options_of(vector)], vector.body);
        assert.equal(told.understood, vector.expect.document, vector.name);
        assert.equal(told.error, vector.expect.error, vector.name);
        assert.equal(told.code, code_of(told), vector.name);
    }
});

test('discovery without an issuer to compare with says so', () => {
    const document = vectors('discovery').find((each) => each.name === 'a document');
    const told = explain(['discovery', ...options_of(document)], document.body);
    assert.equal(told.code, 0);
    assert.deepEqual(
        told.warnings.map((each) => each.section),
        ['RFC 8414 §3.3'],
    );
    assert.equal(told.values.token_endpoint, 'https://as.example/token');
});

test('UTF-16 is read where a byte order mark says so, and told', () => {
    const body = Buffer.from('\uFEFF{"access_token":"AT-1","token_type":"Bearer"}', 'utf16le');
    const json = ['--status', '200', '--header', 'Content-Type: application/json'];
    for (const input of [body, Buffer.from(body).swap16()]) {
        const told = explain(['token', '--reveal', ...json], input);
        assert.equal(told.values.access_token, 'AT-1');
        assert.deepEqual(
            told.warnings.map((each) => each.section),
            ['RFC 8259 §8.1'],
        );
    }
    const markless = explain(['token', ...json], body.subarray(2));
    assert.match(markless.sentence, /UTF-16/);
    assert.equal(markless.code, 2);
});

const pair = '{"access_token":"AT-SENTINEL-1","token_type":"Bearer","expires_in":60,"refresh_token":"RT-SENTINEL-2"}';

test('S61: secrets are masked in every member, and in values alone shown by --reveal', () => {
    const options = ['token', '--status', '200', '--header', 'X-Trace: AT-SENTINEL-1'];
    assert.doesNotMatch(run(options, pair).out, /SENTINEL/);
    const told = explain([...options, '--reveal'], pair);
    assert.deepEqual(told.values, {
        access_token: 'AT-SENTINEL-1',
        token_type: 'Bearer',
        expires_in: 60,
        refresh_token: 'RT-SENTINEL-2',
    });
    assert.doesNotMatch(told.masked, /SENTINEL/);
    assert.equal(
        explain(['token', '--status', '200'], pair.replace('AT-SENTINEL-1', 'abc')).values.access_token,
        '‹access_token›',
    );
    for (const broken of ['access_token=SENTINEL&expires=9', '{"access_token":"SENTINEL', '<a>SENTINEL</a>'])
        assert.doesNotMatch(run(['token', '--status', '200'], broken).out, /SENTINEL/, broken);
});

test('redirect: the state, the issuer and every check', () => {
    const url = 'https://client.example/back?code=CODE-SENTINEL&state=STATE-SENTINEL&iss=https%3A%2F%2Fas.example\n';
    const good = ['redirect', '--state', 'STATE-SENTINEL', '--issuer', 'https://as.example'];
    const told = explain(good, url);
    assert.deepEqual([told.code, told.understood, told.error, told.status], [0, true, '', null]);
    assert.equal(told.values.checks.length, 9);
    assert.doesNotMatch(run(good, url).out, /SENTINEL/);
    assert.equal(explain([...good, '--reveal'], url).values.parameters.code, 'CODE-SENTINEL');

    const forged = explain(['redirect', '--state', 'another', '--issuer', 'https://as.example'], url);
    assert.deepEqual([forged.code, forged.error], [1, 'check_failed']);
    assert.match(forged.sentence, /state matches \(RFC 6749 §10\.12\)/);
    assert.equal(explain(['redirect', '--state', 'STATE-SENTINEL', '--issuer', 'https://as.example/'], url).code, 1);
    assert.match(explain(['redirect'], url).sentence, /--state/);

    const denied = explain(['redirect', '--state', 's'], 'https://c.example/?error=access_denied&state=s');
    assert.deepEqual([denied.code, denied.error], [1, 'access_denied']);
    assert.equal(explain(['redirect', '--state', 's'], 'https://c.example/').code, 2);
    assert.equal(explain(['redirect', '--state', 's'], 'nonsense').code, 2);
});

test('redirect: every vector comes to what the engine says', () => {
    for (const { name, url, state, issuer, expect } of vectors('redirect')) {
        const told = explain(['redirect', '--state', state, '--issuer', issuer], url);
        assert.equal(told.code, expect.accepted ? 0 : 1, `${name}: ${told.sentence}`);
    }
});

test('challenge: the value of one header a line', () => {
    const told = explain(['challenge'], 'Basic realm="x"\nBearer, error="invalid_token"\n');
    assert.deepEqual([told.code, told.error, told.effect], [1, 'invalid_token', 'rejected']);
    assert.deepEqual(
        told.warnings.map((each) => each.section),
        ['RFC 9110 §11.6.1'],
    );
    assert.deepEqual(told.values.challenges, [
        { scheme: 'Basic', realm: 'x' },
        { scheme: 'Bearer', error: 'invalid_token' },
    ]);
    assert.equal(explain(['challenge'], '').code, 2);
});

test('paste: what a terminal printed, secrets masked', () => {
    const text = `$ curl -i https://as.example/token\nHTTP/2 200\ncontent-type: application/json\n\n${pair}\n$ `;
    const told = explain(['paste'], text);
    assert.deepEqual([told.code, told.status], [0, 200]);
    assert.doesNotMatch(run(['paste'], text).out, /SENTINEL/);
    assert.equal(explain(['paste', '--reveal'], text).values.body, pair);
    assert.equal(explain(['paste'], 'nothing of the kind').code, 2);
});

test('paste: every vector comes to what the engine says', () => {
    for (const vector of vectors('paste')) {
        const told = explain(['paste', '--reveal'], vector.text);
        const { error, status, doubt, body } = vector.expect;
        if (error) {
            assert.deepEqual([told.code, told.error], [2, error], vector.name);
            continue;
        }
        const wanted = doubt ? 'doubt' : status === 0 ? 'no_status' : '';
        assert.deepEqual([told.error, told.status, told.code], [wanted, status || null, wanted ? 1 : 0], vector.name);
        assert.equal(told.values.body, body, vector.name);
    }
});

test('wrong usage ends with 64, says why and prints nothing; --help is none', () => {
    for (const options of [
        [],
        ['nonsense'],
        ['token', '--nonsense'],
        ['token', '--status', '99'],
        ['token', '--status', 'x'],
        ['token', '--status', '200', '--header', 'no colon'],
        ['token', '--header', 'A: b'],
        ['token'],
        ['paste', '--status', '200'],
        ['redirect', '--status', '200'],
        ['token', 'refresh'],
    ]) {
        const { code, out, err } = run(options, '{}');
        assert.equal(code, 64, options.join(' '));
        assert.equal(out, '', options.join(' '));
        assert.notEqual(err, '', options.join(' '));
    }
    assert.equal(run(['--help'], '').code, 0);
    assert.equal(run(['token', '--help'], '').code, 0);
});
