// @ts-check
// Sends what Simulated Staging would tell its subscribers, to endpoints of this machine only:
//
//   const deliver = webhook_sender(answer, place); // what simulated_staging() gave, and where it is
//   await deliver();                               // everything that is due, one after the other
//
// Signed by the formula of the Standard Webhooks specification (id, timestamp and body, joined by
// points, HMAC-SHA256 with the secret behind "whsec_"). Pleo documents the same names of headers and
// not its formula.
import { createHmac } from 'node:crypto';

/**
 * @param {string} secret "whsec_" and Base64
 * @param {string} id @param {string} timestamp @param {string} body
 */
export function webhook_signature(secret, id, timestamp, body) {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** @param {string} url */
const is_loopback = (url) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

/** The status, or 0 when nobody answered. @param {any} delivery */
async function send({ url, method, headers, body, secret }) {
    const signature = webhook_signature(secret, headers['webhook-id'], headers['webhook-timestamp'], body);
    try {
        const response = await fetch(url, {
            method,
            body,
            headers: { ...headers, 'webhook-signature': signature },
            redirect: 'manual',
            signal: AbortSignal.timeout(10_000),
        });
        await response.body?.cancel();
        return response.status;
    } catch {
        return 0;
    }
}

/**
 * @param {Awaited<ReturnType<typeof import('./simulated-staging.mjs').simulated_staging>>} answer
 * @param {import('./simulated-staging.mjs').Place} place
 */
export function webhook_sender(answer, place) {
    const url = `${place.base_url}/control/deliveries`;
    const deliver = async () => {
        const { body } = await answer({ method: 'GET', url, headers: [], body: '' }, place);
        for (const delivery of JSON.parse(body).data) {
            if (!delivery.due || !is_loopback(delivery.url)) continue;
            const status = String(await send(delivery));
            const noted = new URLSearchParams({ id: delivery.id, status }).toString();
            await answer({ method: 'POST', url, headers: [], body: noted }, place);
        }
    };
    /** @type {Promise<void> | undefined} */
    let running;
    // One round at a time: nothing is sent twice.
    return () => {
        running ??= deliver().finally(() => {
            running = undefined;
        });
        return running;
    };
}
