// @ts-check
// Our own client as a command: node main.mjs [mistake]
import { run } from './client.mjs';

const setting = (/** @type {string} */ name) => process.env[`SIMULATOR_${name}`] ?? '';
await run({
    url: setting('URL'),
    client_id: setting('CLIENT_ID'),
    secret: setting('CLIENT_SECRET'),
    redirect_uri: setting('REDIRECT_URI'),
    speed: Number(setting('SPEED')),
    mistake: process.argv[2] ?? '',
});
