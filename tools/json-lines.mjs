// @ts-check
// Where the values of a JSON text stand, so that a complaint about one can name its line.

/**
 * For text that JSON.parse has taken. `lines` goes from path to line: 'environments.0.id' -> 4.
 * `duplicates` are keys that stand twice in one object: JSON.parse silently keeps the last.
 * @param {string} text
 */
export function lines_of(text) {
    /** @type {Map<string, number>} */
    const lines = new Map();
    /** @type {{key: string, line: number}[]} */
    const duplicates = [];
    /** @type {{path: string, index: number}[]} index: of the next element; -1 in an object */
    const open = [];
    let path = '';
    let line = 1;
    let wants_key = false;
    const value_begins = () => {
        const parent = open.at(-1);
        if (parent && parent.index >= 0) path = `${parent.path}${parent.index}`;
        lines.set(path, line);
    };
    for (const [token] of text.matchAll(/\n|"(?:[^"\\]|\\.)*"|[{}[\],]|[^\s{}[\],:"]+/g)) {
        const parent = open.at(-1);
        if (token === '\n') {
            line += 1;
        } else if (token === '{' || token === '[') {
            value_begins();
            open.push({ path: path === '' ? '' : `${path}.`, index: token === '[' ? 0 : -1 });
            wants_key = token === '{';
        } else if (token === '}' || token === ']') {
            open.pop();
            wants_key = false;
        } else if (token === ',') {
            if (parent && parent.index >= 0) parent.index += 1;
            wants_key = parent !== undefined && parent.index < 0;
        } else if (wants_key) {
            const key = JSON.parse(token);
            path = `${parent?.path}${key}`;
            if (lines.has(path)) duplicates.push({ key, line });
            wants_key = false;
        } else {
            value_begins();
        }
    }
    return { lines, duplicates };
}
