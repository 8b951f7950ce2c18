// @ts-check
// Size, density and looks of the viewport. The canvas has one pixel for each pixel of the screen,
// also when the browser is zoomed or the window moves to another screen.
import { told } from './inbox.js';

/**
 * The browser knows exactly how a fraction of a pixel is rounded. An emulated screen forgets its
 * density there.
 * @param {number} length CSS pixels @param {number | undefined} exact
 */
function in_pixels(length, exact) {
    const about = length * devicePixelRatio;
    return exact !== undefined && Math.abs(exact - about) < 2 ? exact : Math.round(about);
}

/** A keyboard on the screen takes half of it: the field that is being filled in must not be behind it. */
function keep_field_in_sight() {
    const field = document.activeElement;
    if (!field?.matches('input, textarea') || !visualViewport || visualViewport.scale > 1) return;
    const { top, bottom } = field.getBoundingClientRect();
    const { offsetTop, height } = visualViewport;
    if (top < offsetTop || bottom > offsetTop + height) field.scrollIntoView({ block: 'center' });
}

/**
 * @param {() => void} draw @param {import('./inbox.js').Tell} tell
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<void>} resolves when the size is known
 */
export function watch_viewport(draw, tell, canvas) {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const coarse = matchMedia('(pointer: coarse)');
    const contrast = matchMedia('(prefers-contrast: more)');
    const queries = [dark, coarse, contrast];
    /** @type {DOMRectReadOnly | undefined} in CSS pixels */ let box;
    /** @type {ResizeObserverSize | undefined} */ let exact;

    const report = () => {
        if (!box) return;
        const density = devicePixelRatio;
        const width = in_pixels(box.width, exact?.inlineSize);
        const height = in_pixels(box.height, exact?.blockSize);
        canvas.width = width;
        canvas.height = height;
        const looks = queries.map(({ matches }) => (matches ? 1 : 0));
        tell(told.viewport, [width / density, height / density, density, ...looks]);
        // Setting the size emptied the canvas, and the browser is about to show it.
        draw();
    };

    for (const query of queries) query.addEventListener('change', report);
    const watch_density = () => {
        matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
            'change',
            () => {
                watch_density();
                report();
            },
            { once: true },
        );
    };
    watch_density();

    visualViewport?.addEventListener('resize', keep_field_in_sight);

    canvas.addEventListener('webglcontextlost', (event) => {
        event.preventDefault(); // or it would never come back
        tell(told.context, [0]);
    });
    canvas.addEventListener('webglcontextrestored', () => tell(told.context, [1]));

    return new Promise((resolve) => {
        const observer = new ResizeObserver(([entry]) => {
            box = entry.contentRect;
            [exact] = entry.devicePixelContentBoxSize ?? [];
            report();
            keep_field_in_sight();
            resolve();
        });
        try {
            observer.observe(canvas, { box: 'device-pixel-content-box' });
        } catch {
            observer.observe(canvas); // Safari has no device pixels to tell
        }
    });
}
