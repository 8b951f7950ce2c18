// @ts-check
// The part of W3C WebDriver that the WebKit driver needs: commands are requests to the driver program.
// https://www.w3.org/TR/webdriver2/

const element_key = 'element-6066-11e4-a52e-4f735466cecf';

/** Keys that are no letters, WebDriver §17.4.2. @type {Record<string, string>} */
const keys = {
    Backspace: '\uE003',
    Tab: '\uE004',
    Enter: '\uE007',
    Shift: '\uE008',
    Control: '\uE009',
    Escape: '\uE00C',
    Space: ' ',
    ArrowLeft: '\uE012',
    ArrowUp: '\uE013',
    ArrowRight: '\uE014',
    ArrowDown: '\uE015',
};

/** @param {string} name like "Tab" or "a" */
export const key_code = (name) => keys[name] ?? name;

/** @param {Record<string, string>} element as WebDriver tells it @returns {string} */
export const element_id = (element) => element[element_key];

export class Session {
    #url;
    /** @param {string} url of the session */
    constructor(url) {
        this.#url = url;
    }

    /**
     * @param {string} driver address of the driver program
     * @param {Record<string, unknown>} capabilities
     */
    static async create(driver, capabilities) {
        const { sessionId } = /** @type {{ sessionId: string }} */ (
            await request('POST', `${driver}/session`, {
                capabilities: { alwaysMatch: capabilities },
            })
        );
        return new Session(`${driver}/session/${sessionId}`);
    }

    /** @param {string} command @returns {Promise<any>} */
    get(command) {
        return request('GET', `${this.#url}/${command}`);
    }
    /** @param {string} command @param {unknown} parameters @returns {Promise<any>} */
    post(command, parameters = {}) {
        return request('POST', `${this.#url}/${command}`, parameters);
    }
    end() {
        return request('DELETE', this.#url);
    }
}

/** @param {string} method @param {string} url @param {unknown} [parameters] */
async function request(method, url, parameters) {
    const answer = await fetch(url, {
        method,
        body: parameters === undefined ? undefined : JSON.stringify(parameters),
    });
    const { value } = /** @type {{ value: any }} */ (await answer.json());
    if (!answer.ok) {
        const command = `${method} ${new URL(url).pathname.split('/').slice(3).join('/')}`;
        throw new Error(`WebDriver: ${command}: ${value.error}: ${value.message}`);
    }
    return value;
}
