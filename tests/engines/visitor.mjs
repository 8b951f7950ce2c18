// @ts-check
// A person at the page, in any engine: waits for what is to come, and finds it by role and name.

import { until } from './driver.mjs';

/** @typedef {import('./driver.mjs').Driver} Driver */

export class Visitor {
    /** @param {Driver} page @param {string} url of the playground */
    constructor(page, url) {
        this.page = page;
        this.url = url;
    }

    /** @param {string} role @param {string} name */
    async sees(role, name) {
        await until(`${role} "${name}"`, () => this.page.count(role, name));
    }

    async open() {
        await this.page.open(this.url);
        await this.ready();
    }
    async ready() {
        await this.sees('navigation', 'Steps');
        await until('the page is there', () => this.page.evaluate(() => document.getElementById('loading') === null));
    }

    /** @param {string} role @param {string} name */
    async click(role, name) {
        await this.sees(role, name);
        await this.page.click(role, name);
    }
    /** @param {string} name */
    press_button(name) {
        return this.click('button', name);
    }
    /** "Authorise, step 3, open": number and state are part of a step's name. @param {string} step */
    link_name(step) {
        return until(`a link "${step}, step ..."`, () =>
            this.page.evaluate(
                (start) =>
                    [...document.querySelectorAll('nav a')]
                        .map((link) => link.getAttribute('aria-label') ?? '')
                        .find((name) => name.startsWith(start)),
                `${step}, step `,
            ),
        );
    }
    /** @param {string} step */
    async go_to(step) {
        await this.click('link', await this.link_name(step));
        await this.sees('heading', step);
    }
    /** @param {string} name @param {string} value */
    async fill(name, value) {
        await this.sees('textbox', name);
        await this.page.fill(name, value);
    }
    /** @param {string} words anywhere on the page */
    async reads(words) {
        await until(`the words "${words}"`, () =>
            this.page.evaluate((wanted) => document.body.textContent?.includes(wanted) ?? false, words),
        );
    }
    /** @param {string} step @param {string} list @param {string} option @param {string} button */
    async ask(step, list, option, button) {
        await this.go_to(step);
        await this.sees('combobox', list);
        await this.page.choose(list, option);
        await this.press_button(button);
    }
    /** What is said of the tokens, one line each, as soon as one says this. @param {RegExp} wanted */
    async token(wanted) {
        await until(`a token like ${wanted}`, async () => (await this.tokens()).some((token) => wanted.test(token)));
    }
    /** Each of those that live, and of a pair that has ended its one line. @returns {Promise<string[]>} */
    tokens() {
        return this.page.evaluate(() =>
            [...document.querySelectorAll('section')]
                .filter((section) => section.getAttribute('aria-label') === 'Tokens')
                .flatMap((section) => [...section.querySelectorAll('[role=group], button[aria-expanded]')])
                .map((part) =>
                    part.tagName === 'BUTTON'
                        ? (part.textContent ?? '')
                        : [...part.querySelectorAll('*')]
                              .filter((inner) => inner.childElementCount === 0)
                              .map((inner) => inner.textContent)
                              .join(' '),
                ),
        );
    }

    /** From a registered client to the log-in page. */
    async authorise() {
        await this.go_to('Authorise');
        await this.press_button('Authorise');
        await this.sees('textbox', 'Email');
    }
    async log_in() {
        await this.fill('Email', 'ada@dummy.example');
        await this.fill('Password', 'ada-dummy');
        await this.press_button('Log in');
        await this.sees('button', 'Approve');
    }
    async approve() {
        await this.press_button('Approve');
        await this.ready();
        await this.sees('heading', 'Redirect and exchange');
    }
    async exchange() {
        await this.press_button('Exchange code for tokens');
        await this.token(/Access token 1 .*\bactive\b/);
    }
    async get_tokens() {
        await this.authorise();
        await this.log_in();
        await this.approve();
        await this.exchange();
    }
}
