// @ts-check
// The texts behind the operations and the documented facts. They come after both parts of the program,
// so that nobody waits for them to see or to use the page.
import { told } from './inbox.js';

/** @param {import('./inbox.js').Tell} tell @param {Promise<void>} whole */
export function make_reference(tell, whole) {
    return {
        async fetch() {
            await whole;
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
