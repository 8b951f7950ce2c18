// @ts-check
// Draws one glyph at a time in the fonts of the page, for the picture: so no font file is loaded,
// every script of the person's system is there, and the painted letters are as wide as the native
// ones on top of them.

const families = [
    { family: 'system-ui, sans-serif', weight: 400 },
    { family: 'system-ui, sans-serif', weight: 600 },
    { family: 'ui-monospace, monospace', weight: 400 },
];

/** @returns {OffscreenCanvas | HTMLCanvasElement} */
function make_canvas(/** @type {number} */ size) {
    if (typeof OffscreenCanvas === 'function') return new OffscreenCanvas(size, size);
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = size;
    return canvas;
}

export function make_glyphs() {
    const canvas = make_canvas(128);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
    /** @type {Uint8Array | Uint8ClampedArray} */
    let pixels = new Uint8Array();
    let current = '';

    /** @param {number} face @param {number} size */
    const use = (face, size) => {
        const font = `${families[face].weight} ${size}px ${families[face].family}`;
        if (font === current) return;
        current = font;
        context.font = font;
        context.fontKerning = 'none';
        context.textRendering = 'geometricPrecision';
        context.fillStyle = '#000';
    };

    /** @param {number} face @param {number} size */
    const grow = (face, size) => {
        canvas.width = canvas.height = size;
        current = '';
        use(face, 16); // a new size forgets every setting
    };

    return {
        /** @param {number} face @param {number} size device pixels */
        metrics(face, size) {
            use(face, size);
            const box = context.measureText('x');
            return {
                ascent: Math.round(box.fontBoundingBoxAscent),
                descent: Math.round(box.fontBoundingBoxDescent),
            };
        },

        /**
         * As the text layer has it. Engines lay text out at its size in CSS pixels, whatever the
         * density, and some round there (WebKitGTK to whole pixels), so it is measured at that size.
         * @param {number} face @param {number} size CSS pixels @param {number} code_point
         */
        advance(face, size, code_point) {
            use(face, size);
            return context.measureText(String.fromCodePoint(code_point)).width;
        },

        /**
         * @param {number} face @param {number} size @param {number} code_point
         * @param {number} shift to the right, in pixels
         * @returns {number[]} left, top, width, height, coloured
         */
        draw(face, size, code_point, shift) {
            const glyph = String.fromCodePoint(code_point);
            use(face, size);
            const box = context.measureText(glyph);
            const left = Math.floor(-box.actualBoundingBoxLeft + shift) - 1;
            const right = Math.ceil(box.actualBoundingBoxRight + shift) + 1;
            const top = Math.floor(-box.actualBoundingBoxAscent) - 1;
            const bottom = Math.ceil(box.actualBoundingBoxDescent) + 1;
            const width = right - left;
            const height = bottom - top;
            if (width <= 2 || height <= 2) return [0, 0, 0, 0, 0];
            if (width > canvas.width || height > canvas.height) {
                grow(face, Math.max(width, height) * 2);
                use(face, size);
            }
            context.clearRect(0, 0, width, height);
            context.fillText(glyph, shift - left, -top);
            const image = context.getImageData(0, 0, width, height).data;
            let coloured = false;
            const coverage = new Uint8Array(width * height);
            for (let i = 0; i < coverage.length; ++i) {
                coverage[i] = image[i * 4 + 3];
                coloured ||= (image[i * 4] | image[i * 4 + 1] | image[i * 4 + 2]) !== 0;
            }
            pixels = coloured ? image : coverage;
            return [left, top, width, height, coloured ? 1 : 0];
        },

        /** Of the glyph that was drawn last. */
        pixels: () => pixels,
    };
}
