// @ts-check
// The texts behind the operations and the documented facts. They come beside the program, so that
// nobody waits for them to see the page.
import { told } from './inbox.js';

/** @param {import('./inbox.js').Tell} tell @param {Promise<void>} first_frame */
export function make_reference(tell, first_frame) {
    return {
        async fetch() {
            await first_frame;
            let text = '';
            try {
                const response = await fetch('./reference.txt', {
                    credentials: 'omit',
                    referrerPolicy: 'no-referrer',
                });
                if (response.ok) text = await response.text();
            } catch {
                // The page says so, and offers to try again.
            }
            tell(told.reference, [], [text]);
        },
    };
}
