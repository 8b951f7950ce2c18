// @ts-check
// Makes nginx's configuration for a site: node tools/nginx-config.mjs build/site
//
// Writes <port>.conf, <port>.relay.conf and <port>.status.json into <site>.nginx, where assemble-site
// has left the headers and the environments. Prints the page's address, and the name of the
// configuration on file descriptor 5. In secretless mode it writes the credentials to descriptor 3,
// which nginx reads (tools/serve): they are in no file that has a name.
//
//   PORT=8080           on this machine only, unless LISTEN says otherwise
//   LISTEN=0.0.0.0:443  addresses, with blanks between them
//   ORIGIN=https://...  how browsers reach the page; http://localhost:<port> else
//   CERTIFICATE= CERTIFICATE_KEY=   files in PEM: nginx speaks TLS
//   RELAY=on|off        on when only this machine is listened to, off else
//   ALLOW=10.0.0.0/8    visitors of the relay, with blanks between them; all else
//   STAGING=1|file      secretless mode, with the credentials in that file; 1: staging-credentials
//   TRUSTED_CA=file     authorities that the relay trusts; the system's else
//   RESOLVER=address    name server of the relay; the system's else
//   TIMEOUT=25          seconds that the relay waits for an answer, and for a request
//   RELAY_UPSTREAMS=host=127.0.0.1:port     for tests: a host of an environment that is on this machine
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { createServer, isIP } from 'node:net';
import { networkInterfaces, userInfo } from 'node:os';
import { basename, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { blocked_ports } from './blocked-ports.mjs';
import { read_credentials } from './credentials.mjs';
import { discover, gives_issuer_only } from './discovery.mjs';
import { read_environments } from './environments.mjs';
import * as relay from './relay.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const modules = '/usr/lib/nginx/modules';
const authorities = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/cert.pem'];

/** @param {string} name */
const setting = (name) => process.env[name]?.trim() ?? '';
/** @param {string} name */
const words = (name) => setting(name).split(/\s+/).filter(Boolean);
/** A sentence for the person who starts the server, and the end. @param {string[]} lines @returns {never} */
function fail(...lines) {
    for (const line of lines) console.error(`serve: ${line}`);
    process.exit(1);
}

const loopback = /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost):\d+$/;

/** What nginx listens to: "127.0.0.1:8080". */
function addresses() {
    const port = setting('PORT') || '8080';
    if (!/^\d{1,5}$/.test(port)) {
        fail(`PORT=${port} is not a port number.`, 'Choose one between 1024 and 65535: make run PORT=8081');
    }
    if (blocked_ports.has(Number(port))) {
        fail(`No browser connects to port ${port} (Fetch standard, "bad port").`, 'Choose another: make run PORT=8081');
    }
    const list = words('LISTEN');
    for (const each of list) {
        if (!/^([0-9.]+|\[[0-9a-f:]+\]|localhost):\d{1,5}$/i.test(each)) {
            fail(`LISTEN=${each} is not an address with a port.`, 'Write it like 0.0.0.0:443 or [::]:443');
        }
    }
    if (list.length > 0) return list;
    const six = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));
    return [`127.0.0.1:${port}`, ...(six ? [`[::1]:${port}`] : [])];
}

/** nginx itself would retry for seconds and then print five lines of numbers. @param {string[]} listen */
async function probe(listen) {
    for (const address of listen) {
        const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(address) ?? [];
        const code = await new Promise((settle) => {
            const server = createServer();
            server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => settle(error.code));
            server.listen({ port: Number(port), host: host.replace(/[[\]]/g, ''), ipv6Only: true }, () =>
                server.close(() => settle(undefined)),
            );
        });
        const other = 'choose another port: make run PORT=8081';
        if (code === 'EADDRINUSE') fail(`Port ${port} is taken by another program.`, `Stop that one, or ${other}`);
        if (code === 'EACCES') fail(`Port ${port} needs root.`, `Become root, or ${other}`);
        if (code) fail(`${address} cannot be listened to (${code}).`, `Mend LISTEN, or ${other}`);
    }
}

/** How browsers write where the page is. @param {string[]} listen @param {boolean} tls */
function page_origins(listen, tls) {
    const given = setting('ORIGIN');
    if (given) {
        const origin = given.replace(/\/$/, '');
        if (!/^https?:\/\/[^/?#@\s]+$/.test(origin) || new URL(origin).origin !== origin) {
            fail(`ORIGIN=${given} is not the origin of a page.`, 'Write it like https://playground.example');
        }
        return [origin];
    }
    const port = /:(\d+)$/.exec(listen[0] ?? '')?.[1];
    const scheme = tls ? 'https' : 'http';
    return ['localhost', '127.0.0.1', '[::1]'].map((host) => new URL(`${scheme}://${host}:${port}`).origin);
}

/** The file that `name` names, as a path that nginx finds. @param {string} name */
function file_of(name) {
    const file = resolve(setting(name));
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) fail(`${name}=${setting(name)} is not a file.`);
    return file;
}

/** The name servers that nginx can ask. */
function resolver() {
    const given = words('RESOLVER');
    const text = given.length > 0 || !existsSync('/etc/resolv.conf') ? '' : readFileSync('/etc/resolv.conf', 'utf8');
    const system = [...text.matchAll(/^nameserver\s+(\S+)/gm)]
        .map(([, address = '']) => address)
        .filter((address) => isIP(address) !== 0 && !address.includes('%'))
        .map((address) => (isIP(address) === 6 ? `[${address}]` : address));
    const list = given.length > 0 ? given : system;
    for (const each of list) {
        if (!/^[0-9a-fA-F.:[\]]+$/.test(each)) fail(`RESOLVER=${each} is not an address.`);
    }
    // One request is sent once: an address that this machine cannot reach must not be among the choices.
    return list.length > 0 ? `resolver ${list.join(' ')} ipv6=off;` : '';
}

/** @param {relay.Endpoint[]} endpoints */
function upstreams(endpoints) {
    return words('RELAY_UPSTREAMS')
        .map((each) => {
            const [host = '', address = ''] = each.split('=');
            if (!loopback.test(address) || !endpoints.some(({ upstream }) => upstream === host)) {
                fail(`RELAY_UPSTREAMS=${each} is not a host of an environment on an address of this machine.`);
            }
            return `upstream ${host} {\n    server ${address};\n}`;
        })
        .join('\n');
}

/**
 * Fills in the endpoints of environments that give their issuer only, once. What is to be said of those that could not
 * be asked.
 * @param {import('./environments.mjs').Environment[]} environments @param {string | undefined} trusted
 */
async function ask_issuers(environments, trusted) {
    const upstreams = new Map(
        words('RELAY_UPSTREAMS').map((each) => /** @type {[string, string]} */ (each.split('='))),
    );
    const asked = environments.map(async (environment, index) => {
        if (!gives_issuer_only(environment)) return [];
        try {
            environments[index] = await discover(environment, { trusted, upstreams });
            return [];
        } catch (error) {
            return [
                `The relay does not lead to ${environment.id}, whose issuer was asked for its endpoints in vain:`,
                `${error instanceof Error ? error.message : error}. Start again when it answers.`,
            ];
        }
    });
    return (await Promise.all(asked)).flat();
}

/** Root's nginx hands the work to another user, who may not be allowed to read the site: its owner is. @param {string} site */
function user(site) {
    if (process.getuid?.() !== 0) return '';
    const { uid, gid } = statSync(site);
    const name = (/** @type {string} */ file, /** @type {number} */ id) =>
        readFileSync(file, 'utf8')
            .split('\n')
            .map((line) => line.split(':'))
            .find((fields) => fields[2] === String(id))?.[0];
    const owner = uid === 0 ? userInfo().username : name('/etc/passwd', uid);
    const group = name('/etc/group', gid);
    return owner && group ? `user ${owner} ${group};` : '';
}

/** @param {string} template @param {Record<string, string>} values */
const filled = (template, values) =>
    readFileSync(join(top, 'web', template), 'utf8').replace(/@([A-Z_]+)@/g, (whole, word) => {
        const value = values[word];
        if (value === undefined) throw new Error(`${template} asks for ${whole}, and nobody knows what that is.`);
        return value;
    });

async function main() {
    const [site] = process.argv.slice(2);
    if (!site || !existsSync(join(site, 'index.html'))) {
        fail(`There is no site in ${site}.`, 'Build it with: make site');
    }
    const home = `${site}.nginx`;
    const listen = addresses();
    const port = /:(\d+)$/.exec(listen[0] ?? '')?.[1] ?? '';
    const local = listen.every((address) => loopback.test(address));
    const tls = setting('CERTIFICATE') !== '';
    const origins = page_origins(listen, tls);
    const timeout = Number(setting('TIMEOUT') || 25);
    if (!Number.isInteger(timeout) || timeout < 1 || timeout > 600)
        fail('TIMEOUT is a number of seconds, 600 at most.');

    const wanted = setting('RELAY') || (local ? 'on' : 'off');
    if (!['on', 'off'].includes(wanted)) fail(`RELAY=${wanted} is neither on nor off.`);
    const notes = [];
    let on = wanted === 'on';
    if (on && !local && !setting('ORIGIN')) {
        fail('A relay for other machines has to know its page.', 'Name it: ORIGIN=https://playground.example');
    }
    const trusted = setting('TRUSTED_CA') ? file_of('TRUSTED_CA') : authorities.find((file) => existsSync(file));
    if (on && !trusted) {
        on = false;
        notes.push('The relay is off: there are no certificates to trust. Install ca-certificates.');
    }
    const environments = read_environments(join(home, 'environments.json'));
    if (on) notes.push(...(await ask_issuers(environments, trusted)));
    const endpoints = on ? relay.relay_endpoints(environments) : [];

    /** @type {ReturnType<typeof read_credentials>} */
    let credentials = new Map();
    let key = '';
    const staging = setting('STAGING');
    if (staging !== '' && staging !== '0') {
        if (!on) fail('Secretless mode needs the relay, which is off.', 'Start it with RELAY=on');
        const everyone = !local && words('ALLOW').length === 0;
        if (everyone) {
            fail(
                'With STAGING= the relay lends the credentials to every visitor, and LISTEN lets other machines in.',
                'Say which may use it: ALLOW="10.0.0.0/8 192.168.1.7"',
            );
        }
        const file = resolve(staging === '1' ? join(top, 'staging-credentials') : staging);
        credentials = read_credentials(file, relay.relayed_ids(endpoints));
        if (realpathSync(file).startsWith(realpathSync(site) + sep)) {
            fail(`${file} is part of the site, which everybody can read.`, 'Move it elsewhere.');
        }
        key = randomBytes(32).toString('hex');
        writeFileSync(3, relay.credentials_maps(credentials) + relay.entrance_maps(key, port, tls));
        notes.push(
            `Secretless: the relay adds the credentials of ${[...credentials.keys()].join(', ')}, for browsers that`,
            'have opened this address. It is another one at each start; give it to nobody else.',
        );
    }

    const allow = words('ALLOW');
    for (const each of allow) {
        if (!/^[0-9a-fA-F.:]+(\/\d{1,3})?$/.test(each)) fail(`ALLOW=${each} is not an address or a network.`);
    }
    const brotli = existsSync(join(modules, 'ngx_http_brotli_static_module.so'));
    const values = {
        USER: user(site),
        PORT: port,
        MODULES: brotli ? `load_module ${modules}/ngx_http_brotli_static_module.so;` : '',
        BROTLI: brotli ? 'brotli_static on;' : '',
        LISTEN: listen.map((address) => `listen ${address}${tls ? ' ssl http2' : ''};`).join(' '),
        TLS: tls
            ? `ssl_certificate ${relay.quoted(file_of('CERTIFICATE'))};
        ssl_certificate_key ${relay.quoted(file_of('CERTIFICATE_KEY'))};
        ssl_protocols TLSv1.2 TLSv1.3;
        ssl_session_tickets off;`
            : '',
        ROOT: relay.quoted(`../${basename(resolve(site))}`),
        ALLOW: allow.length > 0 ? `${allow.map((each) => `allow ${each};`).join(' ')} deny all;` : '',
        TIMEOUT: String(timeout),
        CONNECT_TIMEOUT: String(Math.min(timeout, 5)),
        RESOLVER: on ? resolver() : '',
        UPSTREAMS: upstreams(endpoints),
        // Without either there is no endpoint to pass anything on to.
        VERIFICATION: trusted ? `proxy_ssl_verify on;\nproxy_ssl_trusted_certificate ${relay.quoted(trusted)};` : '',
        // nginx opens the descriptor that tools/serve has left it; the file behind it has no name.
        CREDENTIALS:
            credentials.size > 0
                ? 'include /proc/self/fd/3;'
                : relay.credentials_maps(new Map()) + relay.entrance_maps('', port, tls),
        ...relay.challenge_lines(credentials.size > 0),
        ...relay.body_line(credentials),
        ...relay.endpoint_maps(endpoints),
        ...relay.visitor_maps(origins),
        ...relay.fault_words(origins, timeout),
    };
    if (!setting('CHECK')) await probe(listen);
    writeFileSync(join(home, `${port}.conf`), filled('nginx.conf.in', values));
    writeFileSync(join(home, `${port}.relay.conf`), filled('relay.conf.in', values));
    writeFileSync(join(home, `${port}.status.json`), JSON.stringify(relay.relay_status(endpoints, credentials)));

    console.log(`\n  The playground is at  ${origins[0]}${key ? `/relay/enter/${key}` : ''}`);
    for (const note of notes) console.log(`  ${note}`);
    console.log('  Ctrl+C stops it.\n');
    writeFileSync(5, `${port}.conf`);
}

main().catch((error) => fail(error.message));
