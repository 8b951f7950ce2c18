// @ts-check
// Driven by integrations.test.mjs, a line for each phase: node walk.mjs STORE
import { createInterface } from 'node:readline';
import { AuthoriseAgain, file_store, from_environment, Pleo } from '../../../integrations/node/pleo.mjs';

const pleo = new Pleo(from_environment(), file_store(process.argv[2]));
/** @type {import('../../../integrations/node/pleo.mjs').Session} */
const session = {};
console.log(pleo.authorise(session));
for await (const line of createInterface({ input: process.stdin })) {
    const [word, address] = line.split(' ');
    try {
        if (word === 'exchange') await pleo.exchange(session, new URL(address));
        const call = async () => (await pleo.call('GET', '/v2/employees?limit=1')).status;
        const statuses = await Promise.all(Array.from({ length: word === 'together' ? 5 : 1 }, call));
        console.log(statuses.join(' '));
    } catch (/** @type {any} */ error) {
        console.log(error instanceof AuthoriseAgain ? 'authorise again' : `refused: ${error.message}`);
    }
}
