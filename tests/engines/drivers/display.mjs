// @ts-check
// A screen of its own for each engine: on a shared one without a window manager, windows take the keyboard from each
// other. Needs Debian's xvfb.

import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** For programs on that screen; drawing is done by the processor, whatever the machine has. */
export async function start_display() {
    const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const ended = once(child, 'exit').then(() => {
        throw new Error('Xvfb ended before it had a screen');
    });
    ended.catch(() => {});
    const pipe = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
    const [number] = await Promise.race([once(pipe.setEncoding('utf8'), 'data'), ended]);
    return {
        environment: {
            DISPLAY: `:${String(number).trim()}`,
            LIBGL_ALWAYS_SOFTWARE: '1',
            GDK_BACKEND: 'x11',
        },
        stop: () => child.kill(),
    };
}
