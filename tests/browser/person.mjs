// @ts-check
// What a person does on the page, by role and name, as a screen reader would find it. No selectors,
// no test ids: what these functions cannot reach, some people cannot reach either.

import { provider_name } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** In their order, as the headings name them. */
export const steps = [
    'Get access',
    'Register client',
    'Authorise',
    'Redirect and exchange',
    'Call APIs',
    'Refresh tokens',
    'Expiry and revocation',
];

export const ada = { email: 'ada@dummy.example', password: 'ada-dummy' };

export class Person {
    /** @param {Page} page */
    constructor(page) {
        this.page = page;
    }

    /** @param {string} name */
    button(name) {
        return this.page.getByRole('button', { name, exact: true });
    }
    /** @param {string} name */
    field(name) {
        return this.page.getByRole('textbox', { name, exact: true });
    }
    /** @param {string} name */
    choice(name) {
        return this.page.getByRole('combobox', { name, exact: true });
    }
    /** @param {string} name */
    heading(name) {
        return this.page.getByRole('heading', { name, exact: true });
    }
    /** @param {string} name */
    region(name) {
        return this.page.getByRole('region', { name, exact: true });
    }

    /** The page, ready to be used. @param {string} url */
    async open(url) {
        await this.page.goto(url);
        await this.ready();
    }

    async ready() {
        await this.page.getByRole('navigation', { name: 'Steps' }).waitFor();
    }

    /** @param {string} name of the heading */
    async go_to(name) {
        await this.page
            .getByRole('navigation', { name: 'Steps' })
            .getByRole('link', { name: new RegExp(`\\b${name}\\b`) })
            .click();
        await this.page.getByRole('heading', { name, exact: true, level: 2 }).waitFor();
    }

    /** @param {string} option as written in the list */
    async choose_environment(option) {
        await this.go_to('Register client');
        await this.choice('Environment').selectOption({ label: option });
    }

    /**
     * Leaves for the authorisation server. The URL that the browser was sent to.
     * @returns {Promise<URL>}
     */
    async authorise() {
        await this.go_to('Authorise');
        const navigation = this.page.waitForRequest((request) => request.isNavigationRequest());
        await this.button('Authorise').click();
        return new URL((await navigation).url());
    }

    /** On the log-in page of Simulated Staging, typed. */
    async log_in(person = ada) {
        await this.field('Email').fill(person.email);
        await this.field('Password').fill(person.password);
        await this.button('Log in').click();
    }

    /** Waits until the element has the focus. @param {import('playwright-core').Locator} element */
    async has_focus(element) {
        await element.and(this.page.locator(':focus')).waitFor();
    }

    /**
     * On the consent page of Simulated Staging; ends on the page again.
     * @param {'Approve' | 'Deny'} word
     */
    async decide(word) {
        await this.button(word).click();
        await this.ready();
        await this.heading('Redirect and exchange').waitFor();
    }

    /** From a registered client to the code. */
    async get_code() {
        const url = await this.authorise();
        await this.log_in();
        await this.decide('Approve');
        return url;
    }

    /** From a registered client to its first pair. */
    async get_tokens() {
        await this.get_code();
        await this.press_and_wait('Exchange code for tokens');
        await this.token_becomes('Access token 1', 'active');
    }

    /**
     * As somebody who has received credentials for Staging. Without a secret, none is typed.
     * @param {{ client_id: string, client_secret?: string }} client
     * @param {'Direct' | 'Relay' | 'Terminal'} route
     */
    async register_at_staging({ client_id, client_secret }, route) {
        await this.choose_environment('Pleo Staging');
        await this.choice('Route').selectOption({ label: route });
        await this.field('Client ID').fill(client_id);
        if (client_secret !== undefined) await this.field('Client secret').fill(client_secret);
    }

    /** Waits until the step in the middle says so. @param {RegExp} words */
    async is_told(words) {
        await this.page.getByRole('main').getByText(words).first().waitFor();
    }

    /**
     * Fills in the client of tests/provider. The route is chosen: left alone, it is the recommended
     * one, which is known when the server has told whether it has a relay.
     * @param {import('./provider.mjs').ProviderAddress} provider @param {string} [environment]
     */
    async register_at(provider, environment = provider_name) {
        await this.choose_environment(environment);
        await this.choice('Route').selectOption({ label: 'Direct' });
        await this.field('Client ID').fill(provider.client_id);
        await this.field('Client secret').fill(provider.client_secret);
        await this.field('Redirect URI').fill(provider.redirect_uri);
        await this.field('Scopes').fill('employees:read');
    }

    /**
     * Leaves for that provider, logs in and consents on its own pages, and is back on the page with
     * a code. The second
     * time it knows the person and asks for nothing.
     */
    async get_code_from_provider() {
        const back = this.page.getByRole('heading', { name: 'Redirect and exchange', exact: true });
        const url = await this.come_back_from_provider(back);
        await back.waitFor();
        return url;
    }

    /** Until the person is sent back, whatever the page then makes of it. */
    async come_back_from_provider(back = this.page.getByRole('main')) {
        const url = await this.authorise();
        const sign_in = this.page.getByRole('button', { name: 'Sign-in' });
        await sign_in.or(back).waitFor();
        if ((await sign_in.count()) > 0) {
            await this.has_focus(this.page.getByPlaceholder('Enter any login'));
            await this.page.getByPlaceholder('Enter any login').fill('ada');
            await this.page.getByPlaceholder('and password').fill('any');
            await sign_in.click();
            await this.page.getByRole('button', { name: 'Continue' }).click();
        }
        return url;
    }

    /** Presses the button and answers the question that it asks. */
    async forget_everything() {
        await this.button('Forget everything').click();
        await this.button('Forget all of it').click();
    }

    /** The eight checks of a redirect, which are one line until somebody looks. */
    async open_checks() {
        const line = this.page.getByRole('button', { name: /^\d+ checks: / });
        await line.waitFor();
        if ((await line.getAttribute('aria-expanded')) === 'false') await line.click();
    }

    /** A token of a pair that lives, or is open. @param {string} name like "Access token 1" */
    token(name) {
        return this.region('Tokens').getByRole('group', { name, exact: true });
    }

    /**
     * Said by its badge, or by the one line of a pair that has ended.
     * @param {string} name like "Access token 1" @param {string} state
     */
    async token_becomes(name, state) {
        const [kind, , pair] = name.split(' ');
        const ended = this.region('Tokens').getByRole('button', {
            name: new RegExp(`^Pair ${pair}, (${state}$|.*\\b${kind?.toLowerCase()} ${state}\\b)`),
        });
        await this.token(name).getByText(state, { exact: true }).or(ended).first().waitFor();
    }

    /**
     * The value of a token, revealed and hidden again.
     * @param {string} name like "Access token 1"
     */
    async value_of_token(name) {
        const reveal = this.button(`Reveal ${name}`);
        await reveal.click();
        await reveal.and(this.page.getByRole('button', { pressed: true })).waitFor();
        const words = await this.token(name).locator('span').allTextContents();
        const text = words.find((word) => /^[\w.~+/-]{20,}=*$/.test(word));
        if (text === undefined) throw new Error(`${name} shows no value: ${words.join(' | ')}`);
        await reveal.click();
        return text;
    }

    /**
     * Opens every entry of the list of exchanges, from below: of a long list only what is near the
     * sight is there, and the ones above stay near.
     */
    async open_all_exchanges() {
        const rows = this.region('Exchanges').getByRole('button', { expanded: false });
        while ((await rows.count()) > 0) {
            const name = (await rows.last().textContent()) ?? '';
            await rows.last().click();
            await this.region('Exchanges').getByRole('button', { name, exact: true, expanded: true }).waitFor();
        }
    }

    /** Values of a pair, once its card is there. @param {number} number */
    async pair(number) {
        return {
            access_token: await this.value_of_token(`Access token ${number}`),
            refresh_token: await this.value_of_token(`Refresh token ${number}`),
        };
    }

    /** The JSON answer that the current step shows. */
    async answer() {
        const main = this.page.getByRole('main');
        await main.getByRole('button', { name: 'Exact bytes', exact: true }).click();
        const body = main.getByRole('code').filter({ hasText: /^\s*[{[]/ });
        return JSON.parse((await body.textContent()) ?? '');
    }

    /** Rows of the list of operations, while it is open. */
    get rows() {
        return this.page.getByRole('listbox').getByRole('option');
    }

    /** Types into the list of operations and takes a row of what is found. @param {string} words @param {RegExp} row */
    async find_operation(words, row) {
        await this.go_to('Call APIs');
        await this.choice('Operation').fill(words);
        // The list comes beside the page.
        await this.page.getByRole('option', { name: row }).click();
        await this.page.getByRole('listbox').waitFor({ state: 'detached' });
    }

    /** @param {string} operation like "GET /v2/employees" */
    choose_operation(operation) {
        // The rows are like "GET · Search for employees · /v2/employees · users:read".
        const [method = '', path = ''] = operation.split(' ');
        const there = path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
        return this.find_operation(operation, new RegExp(`^${method} · .* · ${there}( · |$)`));
    }

    choose_free_path() {
        return this.find_operation('free path', /^Free path/);
    }

    /**
     * Calls an operation of the list, and waits for the answer.
     * @param {string} operation like "GET /v2/employees"
     */
    async call(operation) {
        await this.choose_operation(operation);
        return this.press_and_wait('Call API');
    }

    /**
     * @param {'RFC 7662, by the client' | 'GET /v1/introspect, by the bearer'} form
     * @param {string} [kind]
     */
    async introspect(form, kind) {
        await this.go_to('Expiry and revocation');
        await this.choice('Form').selectOption({ label: form });
        if (kind !== undefined) await this.choice('Token').selectOption({ label: kind });
        return this.press_and_wait('Introspect token');
    }

    /** Presses a button that sends one request, and waits for its answer. @param {string} name */
    async press_and_wait(name) {
        const answer = this.page.waitForResponse(
            (response) =>
                response.request().resourceType() === 'fetch' &&
                // These come when they come.
                !/\/(reference\.[0-9a-f]+\.txt|relay\/status\.json|[\w.]+\.wasm)$/.test(response.url()) &&
                response.request().method() !== 'OPTIONS',
        );
        await this.button(name).click();
        return answer;
    }

    /** Presses a button that sends one request, to which the page gets no answer. @param {string} name */
    async press_in_vain(name) {
        const failure = this.page.waitForEvent(
            'requestfailed',
            (request) => request.resourceType() === 'fetch' && request.method() !== 'OPTIONS',
        );
        await this.button(name).click();
        await failure;
    }
}
