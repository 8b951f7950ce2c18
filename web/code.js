// @ts-check
// A request as code. What writes it (snippets.js) comes when somebody asks for the first time.
import { told } from './inbox.js';
import { text_of } from './packed.js';

// In the order of playground::CodeLanguage.
const languages = ['', 'node', 'python', 'csharp', 'go', 'java', 'php'];

/** @param {import('./inbox.js').Tell} tell */
export function make_write_code(tell) {
    /** @param {number} exchange @param {number} language @param {Uint8Array} parts */
    return async (exchange, language, parts) => {
        const wanted = JSON.parse(text_of(parts));
        let text = '';
        try {
            const { write } = await import('./snippets.js');
            text = write(languages[language], wanted);
        } catch {
            // The page says so.
        }
        tell(told.code, [exchange, language], [text]);
    };
}
