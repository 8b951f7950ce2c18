// @ts-check
// One picture per wish and per repaint of the browser, and none without a wish.

/** @param {() => boolean} draw false: there is nothing to draw yet @param {() => void} after_first */
export function make_frames(draw, after_first) {
    let asked = false;
    let count = 0;
    return {
        request() {
            if (asked) return;
            asked = true;
            requestAnimationFrame(() => {
                asked = false;
                if (!draw()) return;
                ++count;
                // For whoever measures idleness from outside.
                document.documentElement.dataset.frames = String(count);
                if (count === 1) after_first();
            });
        },
    };
}
