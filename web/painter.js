// @ts-check
// The picture: triangles of Dear ImGui on a WebGL2 canvas. A vertex is 20 octets: position in pixels
// of the canvas, place in the texture (two floats each), colour (RGBA). Between two frames nothing
// is kept but textures.

const vertex_octets = 20;

const vertex_shader = `#version 300 es
uniform vec2 size;
in vec2 position;
in vec2 place;
in vec4 colour;
out vec2 at;
out vec4 tint;
void main() {
    at = place;
    tint = colour;
    gl_Position = vec4(position.x / size.x * 2.0 - 1.0, 1.0 - position.y / size.y * 2.0, 0, 1);
}`;
const fragment_shader = `#version 300 es
precision mediump float;
uniform sampler2D image;
in vec2 at;
in vec4 tint;
out vec4 colour;
void main() {
    colour = tint * texture(image, at);
}`;

/** @param {HTMLCanvasElement} canvas */
export function make_painter(canvas) {
    /** @type {WebGL2RenderingContext | null} */
    let gl = null;
    /** @type {WebGLUniformLocation | null} */
    let size = null;
    /** @type {Map<number, WebGLTexture | null>} */
    const textures = new Map();

    /** @param {WebGL2RenderingContext} gl */
    function prepare(gl) {
        if (gl.isContextLost()) return false; // gone again; its return will be told
        const program = /** @type {WebGLProgram} */ (gl.createProgram());
        const sources = /** @type {const} */ ([
            [gl.VERTEX_SHADER, vertex_shader],
            [gl.FRAGMENT_SHADER, fragment_shader],
        ]);
        for (const [kind, source] of sources) {
            const shader = /** @type {WebGLShader} */ (gl.createShader(kind));
            gl.shaderSource(shader, source);
            gl.compileShader(shader);
            gl.attachShader(program, shader);
        }
        const layout = /** @type {const} */ ([
            ['position', 2, gl.FLOAT, false, 0],
            ['place', 2, gl.FLOAT, false, 8],
            ['colour', 4, gl.UNSIGNED_BYTE, true, 16],
        ]);
        gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
        gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
        layout.forEach(([name, count, type, normalised, offset], index) => {
            gl.bindAttribLocation(program, index, name);
            gl.enableVertexAttribArray(index);
            gl.vertexAttribPointer(index, count, type, normalised, vertex_octets, offset);
        });
        gl.linkProgram(program);
        if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return false;
        gl.useProgram(program);
        size = gl.getUniformLocation(program, 'size');
        gl.enable(gl.BLEND);
        gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
        gl.enable(gl.SCISSOR_TEST);
        return true;
    }

    return {
        /** At the start, and when a lost context has come back. @returns {boolean} it can paint */
        start() {
            textures.clear();
            const context = canvas.getContext('webgl2', {
                alpha: false,
                depth: false,
                antialias: false, // Dear ImGui smooths its own edges
                powerPreference: 'low-power',
            });
            gl = context && prepare(context) ? context : null;
            return gl !== null;
        },

        /**
         * A part of a texture, out of the pixels of the whole.
         * @param {number} id @param {Uint8Array} pixels RGBA
         * @param {Int32Array} place width and height of the whole; x, y, width, height of the part
         */
        texture(id, pixels, [width, height, x, y, part_width, part_height]) {
            if (!gl) return;
            if (!textures.has(id)) {
                textures.set(id, gl.createTexture());
                gl.bindTexture(gl.TEXTURE_2D, textures.get(id) ?? null);
                gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, height);
                gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
                gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
                gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
            }
            gl.bindTexture(gl.TEXTURE_2D, textures.get(id) ?? null);
            gl.pixelStorei(gl.UNPACK_ROW_LENGTH, width);
            const part = pixels.subarray((y * width + x) * 4);
            const [format, type] = [gl.RGBA, gl.UNSIGNED_BYTE];
            gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, part_width, part_height, format, type, part, 0);
        },

        /** @param {number} id */
        forget_texture(id) {
            gl?.deleteTexture(textures.get(id) ?? null);
            textures.delete(id);
        },

        /**
         * Begins a frame.
         * @param {number} red 0 to 1 @param {number} green @param {number} blue
         * @param {number} density device pixels for each CSS pixel, in which vertices count
         */
        clear(red, green, blue, density) {
            if (!gl) return;
            gl.viewport(0, 0, canvas.width, canvas.height);
            gl.uniform2f(size, canvas.width / density, canvas.height / density);
            gl.scissor(0, 0, canvas.width, canvas.height);
            gl.clearColor(red, green, blue, 1);
            gl.clear(gl.COLOR_BUFFER_BIT);
        },

        /** What the next triangles are made of. @param {Uint8Array} bytes @param {Uint32Array} indices */
        vertices(bytes, indices) {
            gl?.bufferData(gl.ARRAY_BUFFER, bytes, gl.STREAM_DRAW);
            gl?.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STREAM_DRAW);
        },

        /**
         * @param {number} texture @param {Int32Array} clip left, top, right, bottom
         * @param {number} first index @param {number} count of indices
         */
        triangles(texture, [left, top, right, bottom], first, count) {
            if (!gl || right <= left || bottom <= top) return;
            gl.scissor(left, canvas.height - bottom, right - left, bottom - top);
            gl.bindTexture(gl.TEXTURE_2D, textures.get(texture) ?? null);
            gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_INT, first * 4);
        },
    };
}
