// @ts-check
// Time: two clocks, and one alarm.
import { told } from './inbox.js';

/** @param {import('./inbox.js').Tell} tell */
export function make_clock(tell) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let alarm;
    return {
        monotonic: () => performance.now(),
        wall: () => Date.now(),
        /** @param {number} milliseconds negative: none */
        wake(milliseconds) {
            clearTimeout(alarm);
            alarm = undefined;
            if (milliseconds < 0) return;
            // Longer delays than 2^31 ms would fire at once.
            alarm = setTimeout(() => tell(told.wake), Math.min(milliseconds, 0x7fffffff));
        },
    };
}
