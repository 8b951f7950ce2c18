// @ts-check
// WebKitGTK in the small browser that comes with Debian's libwebkit2gtk-4.1-0, by the WebKitWebDriver of
// webkit2gtk-driver, on a virtual screen. Every visit is a browser of its own.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { free_port } from '../../browser/site.mjs';
import { desk, Unable, until } from '../driver.mjs';
import { colour_at, read_png } from '../picture.mjs';
import { start_display } from './display.mjs';
import { element_id, key_code, Session } from './webdriver.mjs';

const places = ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`);
const browser = process.env.MINIBROWSER ?? places.find(existsSync) ?? places[0];

/** Elements that may have a role; the engine then says which do. @type {Record<string, string>} */
const candidates = {
    button: 'button',
    combobox: 'select',
    heading: 'h1, h2, h3, h4',
    link: 'a',
    navigation: 'nav',
    region: 'section',
    textbox: 'input:not([type=hidden]), textarea',
    tree: '[role=tree]',
};

/** WebKitGTK computes the role of a closed list otherwise. @param {string} role @param {string} computed */
const is_role = (role, computed) => computed === role || (role === 'combobox' && computed === 'button');

/** @param {Session} session @param {string} tab @returns {import('../driver.mjs').Driver} */
function drive(session, tab) {
    /** @param {string} role @param {string} name @returns {Promise<string[]>} */
    const find_all = async (role, name) => {
        /** @type {Record<string, string>[]} */
        const elements = await session.post('elements', {
            using: 'css selector',
            value: candidates[role],
        });
        const found = [];
        for (const id of elements.map(element_id)) {
            if ((await session.get(`element/${id}/computedlabel`)) !== name) continue;
            if (is_role(role, await session.get(`element/${id}/computedrole`))) found.push(id);
        }
        return found;
    };
    /** @param {string} role @param {string} name */
    const find = async (role, name) => {
        const [id, ...more] = await find_all(role, name);
        if (id === undefined || more.length > 0) {
            throw new Error(`${more.length === 0 ? 'no' : 'more than one'} ${role} "${name}"`);
        }
        return id;
    };
    /** @param {string[]} down held, in this order, and let go in the other */
    const press = async (down) => {
        const downs = down.map((key) => ({ type: 'keyDown', value: key_code(key) }));
        const ups = downs.map(({ value }) => ({ type: 'keyUp', value })).reverse();
        await session.post('actions', {
            actions: [{ type: 'key', id: 'keyboard', actions: [...downs, ...ups] }],
        });
    };
    /** @param {string} id */
    const element_of = (id) => ({ 'element-6066-11e4-a52e-4f735466cecf': id });
    /** @param {string} body of a function @param {unknown[]} given */
    const execute = (body, given) => session.post('execute/sync', { script: body, args: given });
    return {
        async open(url) {
            await session.post('url', { url });
        },
        count: async (role, name) => (await find_all(role, name)).length,
        async click(role, name) {
            const id = await find(role, name);
            // While the page loads, its progress lies over everything.
            await until(`nothing lies over ${role} "${name}"`, async () => {
                await session.post(`element/${id}/click`);
                return true;
            });
        },
        async fill(name, value) {
            const id = await find('textbox', name);
            await execute('arguments[0].focus(); arguments[0].select();', [element_of(id)]);
            await session.post(`element/${id}/value`, { text: value === '' ? key_code('Backspace') : value });
        },
        async choose(name, option) {
            const id = await find('combobox', name);
            const options = await session.post(`element/${id}/elements`, {
                using: 'css selector',
                value: 'option',
            });
            for (const each of options.map(element_id)) {
                if ((await session.get(`element/${each}/property/textContent`)) === option) {
                    await session.post(`element/${each}/click`);
                    return;
                }
            }
            throw new Error(`${name} has no option "${option}"`);
        },
        async focus(role, name) {
            await execute('arguments[0].focus()', [element_of(await find(role, name))]);
        },
        async text(role, name) {
            const script = "return 'value' in arguments[0] ? arguments[0].value : arguments[0].textContent";
            return execute(script, [element_of(await find(role, name))]);
        },
        press: (combination) => press(combination.split('+')),
        async type(words) {
            for (const letter of words) await press([letter]);
        },
        compose() {
            throw new Unable('WebDriver has no verb for composition');
        },
        async mouse(x, y, clicks = 0) {
            const click = [
                { type: 'pointerDown', button: 0 },
                { type: 'pointerUp', button: 0 },
            ];
            await session.post('actions', {
                actions: [
                    {
                        type: 'pointer',
                        id: 'mouse',
                        parameters: { pointerType: 'mouse' },
                        actions: [
                            { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 },
                            ...Array.from({ length: clicks }, () => click).flat(),
                        ],
                    },
                ],
            });
        },
        evaluate: (run, ...given) => execute(`return (${run})(...arguments)`, given),
        screenshot: () => picture_of(session),
        async travel(direction) {
            await session.post(direction === 'reload' ? 'refresh' : direction);
        },
        // The small browser has no key for it, the engine has it.
        async undo() {
            await execute("document.execCommand('undo')", []);
        },
        async another_tab() {
            const { handle } = await session.post('window/new', { type: 'window' });
            await session.post('window', { handle });
            return drive(session, handle);
        },
        async bring_to_front() {
            await session.post('window', { handle: tab });
        },
        messages() {
            throw new Unable('WebDriver does not tell what is on the console');
        },
        turns_tab_around: 'order holds; keys of WebKitWebDriver stay in the page, so its ends are not shown',
        close: () => session.end(),
    };
}

/** @returns {Promise<import('../driver.mjs').Engine>} */
export async function start() {
    const display = await start_display();
    /** @type {Set<import('node:child_process').ChildProcess>} */
    const programs = new Set();
    /** The driver program takes one session at a time, and each look needs another environment. */
    const start_program = async (/** @type {Record<string, string>} */ looks) => {
        const port = await free_port();
        const program = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
            env: { ...process.env, ...display.environment, ...looks },
            stdio: 'ignore',
        });
        programs.add(program);
        const address = `http://127.0.0.1:${port}`;
        await until('the driver program answers', async () => (await fetch(`${address}/status`)).ok);
        return { program, address };
    };
    return {
        async visit({ width = desk.width, height = desk.height, density = 1, scheme, forced_colours } = {}) {
            if (forced_colours) throw new Unable('WebKitGTK has no forced colours');
            if (!Number.isInteger(density)) throw new Unable('GTK 3 knows whole densities only');
            const { program, address } = await start_program({
                GDK_SCALE: String(density),
                GTK_THEME: scheme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
            });
            const session = await Session.create(address, capabilities);
            const driver = drive(session, await session.get('window'));
            const close = async () => {
                await session.end();
                program.kill();
            };
            const [inner_width, inner_height] = await fit(session, width, height);
            if (inner_width !== width || inner_height !== height) {
                await close();
                throw new Unable(`the window of the small browser stays at ${inner_width}x${inner_height}`);
            }
            return { ...driver, close };
        },
        async stop() {
            for (const program of programs) program.kill();
            display.stop();
        },
    };
}

const capabilities = {
    'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
};

/** The corner of the page takes a colour, or with none its own again. */
const mark_corner = `
    const [colour] = arguments;
    const id = 'seen-by-the-driver';
    let corner = document.getElementById(id);
    if (colour === null) {
        corner?.remove();
        return;
    }
    if (corner === null) {
        corner = document.createElement('div');
        corner.id = id;
        Object.assign(corner.style, {
            position: 'fixed', right: 0, bottom: 0, width: '2px', height: '2px', zIndex: 2147483647,
            pointerEvents: 'none',
        });
        document.documentElement.append(corner);
    }
    corner.style.background = colour;`;

const standstill_ms = 8_000;
let marks = 0;

/**
 * WebKitGTK photographs what it showed last, which may be older than what the page is now. So a corner of two pixels
 * takes another colour each time, and the picture that has it is taken. A window may also stand still from its start,
 * above all at 2x on a busy machine: the page lives on, and nothing of it is shown until the window changes its size.
 * @param {Session} session
 */
async function picture_of(session) {
    marks = (marks + 64) % 256;
    const colour = [255, 0, marks];
    await session.post('execute/sync', { script: mark_corner, args: [`rgb(${colour})`] });
    for (let turn = 0; turn < 3; turn += 1) {
        const deadline = Date.now() + standstill_ms;
        do {
            const file = Buffer.from(await session.get('screenshot'), 'base64');
            const picture = read_png(file);
            const corner = colour_at(picture, picture.width - 1, picture.height - 1);
            if (String(corner) !== String(colour)) continue;
            await session.post('execute/sync', { script: mark_corner, args: [null] });
            return file;
        } while (Date.now() < deadline);
        const [width, height] = await inside(session);
        await fit(session, width, height - 8);
        await fit(session, width, height);
    }
    throw new Error('the window stands still');
}

/** @param {Session} session @returns {Promise<[number, number]>} */
const inside = (session) => session.post('execute/sync', { script: 'return [innerWidth, innerHeight]', args: [] });

/**
 * The window has bars of its own; what counts is the room inside.
 * @param {Session} session @param {number} width @param {number} height
 * @returns {Promise<[number, number]>} what there is now: a window has a least size
 */
async function fit(session, width, height) {
    const [inner_width, inner_height] = await inside(session);
    const rect = await session.get('window/rect');
    await session.post('window/rect', {
        width: rect.width + width - inner_width,
        height: rect.height + height - inner_height,
    });
    const deadline = Date.now() + 10_000;
    let now = await inside(session);
    while ((now[0] !== width || now[1] !== height) && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        now = await inside(session);
    }
    return now;
}
