// @ts-check
// The headers of the site (S50 to S54), made from its environments.

/** @typedef {import('./environments.mjs').Environment} Environment */

// Of what browsers know; clipboard-write is for the buttons that copy, local-network-access for servers of this machine.
const switched_off = [
    'accelerometer',
    'autoplay',
    'browsing-topics',
    'camera',
    'clipboard-read',
    'compute-pressure',
    'cross-origin-isolated',
    'deferred-fetch',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'gamepad',
    'geolocation',
    'gyroscope',
    'hid',
    'identity-credentials-get',
    'idle-detection',
    'keyboard-map',
    'local-fonts',
    'magnetometer',
    'microphone',
    'midi',
    'otp-credentials',
    'payment',
    'picture-in-picture',
    'private-state-token-issuance',
    'private-state-token-redemption',
    'publickey-credentials-create',
    'publickey-credentials-get',
    'screen-wake-lock',
    'serial',
    'speaker-selection',
    'storage-access',
    'sync-xhr',
    'usb',
    'window-management',
    'xr-spatial-tracking',
];

/**
 * The policy as the page itself can state it. `connect-src` names the hosts of the environments and
 * nothing wider; the authorization endpoint is not among them, because the page leaves for it and
 * never fetches it.
 * @param {Environment[]} environments
 */
export function page_policy(environments) {
    const origins = new Set();
    for (const environment of environments) {
        if (environment.kind === 'simulated') continue;
        const { token_endpoint, introspection_endpoint, revocation_endpoint, resource_server, issuer } = environment;
        // Who is to be asked for its endpoints may have them on its own host, and on that of its API.
        const asked = token_endpoint === undefined ? issuer : undefined;
        for (const url of [token_endpoint, introspection_endpoint, revocation_endpoint, resource_server, asked]) {
            if (url) origins.add(new URL(url).origin);
        }
    }
    return [
        `default-src 'none'`,
        `script-src 'self' 'wasm-unsafe-eval'`,
        `style-src 'self'`,
        `img-src 'self' data:`,
        `font-src 'self'`,
        `manifest-src 'self'`,
        [`connect-src 'self'`, ...origins].join(' '),
        `base-uri 'none'`,
        `form-action 'none'`,
        `object-src 'none'`,
        // No text becomes a script; the one address that has to is the service worker's and its parts'.
        `require-trusted-types-for 'script'`,
        `trusted-types playground`,
    ].join('; ');
}

/**
 * Lines of nginx configuration for every answer, errors as well. Only the header can say
 * frame-ancestors. Strict-Transport-Security is empty where nginx does not speak TLS itself.
 * @param {Environment[]} environments
 */
export function nginx_headers(environments) {
    const headers = {
        'Content-Security-Policy': `${page_policy(environments)}; frame-ancestors 'none'`,
        'Referrer-Policy': 'no-referrer',
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Permissions-Policy': switched_off.map((feature) => `${feature}=()`).join(', '),
        'Cache-Control': '$cache_control',
        'Strict-Transport-Security': '$strict_transport_security',
    };
    return Object.entries(headers)
        .map(([name, value]) => `add_header ${name} "${value}" always;\n`)
        .join('');
}
