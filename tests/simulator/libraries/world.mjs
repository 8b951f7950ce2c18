// @ts-check
// What every program here has: its settings, a browser that follows the way back, and a door for it.
// It is as careless as can be, so that what is seen is what the library does.
import { createServer } from 'node:http';

/** @param {string} name */
const setting = (name) => process.env[`SIMULATOR_${name}`] ?? '';
export const settings = {
    url: setting('URL'),
    client_id: setting('CLIENT_ID'),
    client_secret: setting('CLIENT_SECRET'),
    redirect_uri: setting('REDIRECT_URI'),
};

/** As a person's browser: false when nothing leads back. @param {URL} address */
export async function browse(address) {
    const response = await fetch(address, { redirect: 'manual' });
    const location = response.headers.get('location');
    if (!location) return false;
    const next = new URL(location);
    if (next.href.startsWith(settings.url)) return browse(next);
    await fetch(next).catch(() => {});
    return true;
}

/** The first address that the callback is opened with. @param {URL} address @returns {Promise<URL>} */
export function callback(address) {
    const { port, hostname } = new URL(settings.redirect_uri);
    return new Promise((resolve, reject) => {
        const server = createServer((request, response) => {
            response.writeHead(200, { connection: 'close' }).end();
            resolve(new URL(request.url ?? '', settings.redirect_uri));
        });
        // Open a little longer: the bench may come back.
        server.listen(Number(port), hostname, async () => {
            if (!(await browse(address))) reject(new Error('No way back.'));
            setTimeout(() => server.close(), 400).unref();
        });
    });
}

/** A call of the API, whatever comes of it. @param {() => Promise<Response>} send */
export async function call(send) {
    try {
        await (await send()).arrayBuffer();
    } catch {
        // Some libraries throw what they refuse.
    }
}
