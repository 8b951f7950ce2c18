// @ts-check
// A certificate authority that lives as long as a test run, made with the openssl command.
//
//   const authority = await make_authority();
//   createServer(await authority.issue(['auth.staging.pleo.io']), ...)      // node:https
//   TRUSTED_CA=authority.file                                               // the relay
//   await authority.remove();

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const new_key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** @typedef {Awaited<ReturnType<typeof make_authority>>} Authority */

export async function make_authority() {
    const folder = await mkdtemp(join(tmpdir(), 'oauth-playground-authority-'));
    const file = join(folder, 'authority.pem');
    const key_file = join(folder, 'authority.key');
    // prettier-ignore
    await run('openssl', [
        'req',
        '-x509',
        ...new_key,
        '-keyout',
        key_file,
        '-out',
        file,
        '-days',
        '2',
        '-subj',
        '/CN=Authority of a test run',
        '-addext',
        'basicConstraints=critical,CA:TRUE',
        '-addext',
        'keyUsage=critical,keyCertSign',
    ]);
    let issued = 0;

    return {
        file,
        /** A key and a certificate for these host names. @param {string[]} names */
        async issue(names) {
            issued += 1;
            const path = (/** @type {string} */ end) => join(folder, `${issued}.${end}`);
            await writeFile(
                path('extensions'),
                `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\nextendedKeyUsage=serverAuth\n`,
            );
            // prettier-ignore
            await run('openssl', [
                'req',
                '-new',
                ...new_key,
                '-keyout',
                path('key'),
                '-out',
                path('request'),
                '-subj',
                '/CN=Server of a test run',
            ]);
            // prettier-ignore
            await run('openssl', [
                'x509',
                '-req',
                '-in',
                path('request'),
                '-CA',
                file,
                '-CAkey',
                key_file,
                '-set_serial',
                String(issued),
                '-days',
                '2',
                '-extfile',
                path('extensions'),
                '-out',
                path('pem'),
            ]);
            const [key, cert] = await Promise.all([readFile(path('key')), readFile(path('pem'))]);
            return { key, cert, key_file: path('key'), cert_file: path('pem') };
        },
        remove: () => rm(folder, { recursive: true, force: true }),
    };
}
