// @ts-check
// Where the values of a JSON text stand, and where it stops being JSON, so that a complaint can name
// the place.

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

/** What may come next, in words; "}" and "]" where the innermost one may end. */
const wanted = {
    value: 'a value',
    first: 'a value or the end of the list',
    key: 'a name in double quotes',
    first_key: 'a name in double quotes or the end of the object',
    colon: 'a colon',
    next: 'a comma or the end',
    end: 'nothing more',
};
// RFC 8259 sections 2 to 7: white space, then a sign, a string, or another value.
const token =
    /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

/**
 * The first place where a text is not JSON; nothing when it is. JSON.parse tells it in words that
 * differ from one version to the next.
 * @param {string} text
 */
export function find_fault(text) {
    /** @type {string[]} */
    const open = [];
    /** @type {keyof typeof wanted} */
    let want = 'value';
    let at = 0;
    for (;;) {
        token.lastIndex = at;
        const match = token.exec(text);
        const [whole, sign, string] = match ?? ['', '', undefined];
        const ends = sign === '}' ? want === 'first_key' : sign === ']' && want === 'first';
        if (!match) break;
        if (ends || (want === 'next' && sign === (open.at(-1) === '{' ? '}' : ']'))) {
            open.pop();
            want = open.length > 0 ? 'next' : 'end';
        } else if (want === 'next' && sign === ',') {
            want = open.at(-1) === '{' ? 'key' : 'value';
        } else if (want === 'colon' && sign === ':') {
            want = 'value';
        } else if ((want === 'key' || want === 'first_key') && string) {
            want = 'colon';
        } else if ((want === 'value' || want === 'first') && (sign === '{' || sign === '[')) {
            open.push(sign);
            want = sign === '{' ? 'first_key' : 'first';
        } else if ((want === 'value' || want === 'first') && !sign) {
            want = open.length > 0 ? 'next' : 'end';
        } else {
            break;
        }
        at += whole.length;
    }
    const rest = text.slice(at);
    const place = at + rest.length - rest.replace(/^[ \t\r\n]+/, '').length;
    if (want === 'end' && place === text.length) return undefined;
    // An end that comes too early is shown behind the last thing that is there.
    const before = text.slice(0, place === text.length ? at : place).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, wanted: wanted[want] };
}
