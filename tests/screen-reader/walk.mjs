// @ts-check
// A walk with a screen reader: keys in, words out (hear.py). One session for each browser; what is
// compared is whether words were said after a step, never a whole transcript, because the order of a
// live region and a focus differs from run to run.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('hear.py', import.meta.url));

/** @typedef {'firefox' | 'chromium'} Browser */
/** @typedef {{ step: string, said: string[] }} Heard */

export class Walk {
    /** @type {string[]} what was said, step by step, to be shown when something is missing */
    transcript = [];
    #child;
    #lines;

    /** @param {Browser} browser @param {string} url */
    constructor(browser, url) {
        this.#child = spawn('/usr/bin/python3', [program, '--browser', browser, '--json', url], {
            stdio: ['pipe', 'pipe', 'inherit'],
        });
        this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    }

    /** What is said of the page as it loads. */
    loaded() {
        return this.#next();
    }

    /** One step of hear.py, and what was said after it. @param {string} step */
    async take(step) {
        this.#child.stdin.write(`${step}\n`);
        return this.#next();
    }

    async stop() {
        const ended = once(this.#child, 'exit');
        this.#child.stdin.end();
        await ended;
    }

    /** @returns {Promise<string>} lines of what was said */
    async #next() {
        for (;;) {
            const { value, done } = await this.#lines.next();
            if (done) throw new Error(`the screen reader ended. Before:\n${this.transcript.join('\n')}`);
            if (!value.startsWith('{')) continue; // of the message bus
            const heard = JSON.parse(value);
            if (heard.error) throw new Error(`${heard.error}\n${this.transcript.join('\n')}`);
            const { step, said } = /** @type {Heard} */ (heard);
            this.transcript.push(`[${step}]`, ...said.map((words) => `    ${words}`));
            return said.join('\n');
        }
    }
}

/**
 * A session whose page has loaded. Starting it may fail once, with the screen, the bus or the browser;
 * no step is ever tried again.
 * @param {Browser} browser @param {string} url
 */
export async function begin(browser, url) {
    for (const last of [false, true]) {
        const walk = new Walk(browser, url);
        try {
            return { walk, loaded: await walk.loaded() };
        } catch (error) {
            await walk.stop();
            if (last) throw error;
        }
    }
    throw new Error('unreachable');
}
