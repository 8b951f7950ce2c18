// @ts-check
// The ports of src/browser/ports.h. Only glue: what a port does is in the module of web/ behind
// `host`, which the loader hands to the program (host.js lists them all).
mergeInto(LibraryManager.library, {
    port_memory: function () {
        Module['host'].set_memory(() => HEAPU8);
    },
    /** @param {number} clocks */
    port_clocks: function (clocks) {
        HEAPF64[clocks >> 3] = Module['host'].clock.monotonic();
        HEAPF64[(clocks >> 3) + 1] = Module['host'].clock.wall();
    },
    /** @param {number} octets @param {number} count */
    port_entropy: function (octets, count) {
        return Module['host'].crypto.entropy(HEAPU8.subarray(octets, octets + count)) ? 1 : 0;
    },
    /** @param {number} text @param {number} size */
    port_sha256: function (text, size) {
        Module['host'].crypto.sha256(HEAPU8.slice(text, text + size));
    },
    /** @param {number} token @param {number} value @param {number} size */
    port_fingerprint: function (token, value, size) {
        Module['host'].crypto.fingerprint(token, HEAPU8.slice(value, value + size));
    },
    /** @param {number} number @param {number} packed @param {number} size */
    port_hmac: function (number, packed, size) {
        Module['host'].crypto.hmac(number, HEAPU8.slice(packed, packed + size));
    },
    port_start_simulator: function () {
        Module['host'].simulator.start();
    },
    port_relay_status: function () {
        Module['host'].relay_status.fetch();
    },
    port_reference: function () {
        Module['host'].reference.fetch();
    },
    /**
     * @param {number} exchange
     * @param {number} timeout_ms
     * @param {number} packed
     * @param {number} size
     */
    port_send: function (exchange, timeout_ms, packed, size) {
        Module['host'].fetch.send(exchange, timeout_ms, HEAPU8.slice(packed, packed + size));
    },
    /** @param {number} exchange */
    port_abort: function (exchange) {
        Module['host'].fetch.abort(exchange);
    },
    /** @param {number} text @param {number} size */
    port_save_record: function (text, size) {
        Module['host'].storage.save_record(HEAPU8.subarray(text, text + size));
    },
    /** @param {number} text @param {number} size */
    port_save_settings: function (text, size) {
        Module['host'].storage.save_settings(HEAPU8.subarray(text, text + size));
    },
    port_forget: function () {
        Module['host'].storage.forget();
    },
    /** @param {number} url @param {number} size */
    port_navigate: function (url, size) {
        Module['host'].navigate(HEAPU8.subarray(url, url + size));
    },
    /**
     * @param {number} widget @param {number} label @param {number} label_size
     * @param {number} text @param {number} text_size
     */
    port_copy: function (widget, label, label_size, text, text_size) {
        Module['host'].clipboard.copy(
            widget >>> 0, // what WebAssembly gives has a sign
            HEAPU8.subarray(label, label + label_size),
            HEAPU8.subarray(text, text + text_size),
        );
    },
    /** @param {number} name @param {number} name_size @param {number} text @param {number} text_size */
    port_download: function (name, name_size, text, text_size) {
        Module['host'].download(HEAPU8.subarray(name, name + name_size), HEAPU8.subarray(text, text + text_size));
    },
    /** @param {number} exchange @param {number} language @param {number} parts @param {number} size */
    port_write_code: function (exchange, language, parts, size) {
        Module['host'].write_code(exchange, language, HEAPU8.subarray(parts, parts + size));
    },
    /** @param {number} on */
    port_guard_leaving: function (on) {
        Module['host'].guard_leaving(on !== 0);
    },
    /** @param {number} place @param {number} size */
    port_show_place: function (place, size) {
        Module['host'].show_place(HEAPU8.subarray(place, place + size));
    },
    /** @param {number} name @param {number} size */
    port_focus_field: function (name, size) {
        Module['host'].mirror.focus_field(HEAPU8.subarray(name, name + size));
    },
    /** @param {number} bytes @param {number} size */
    port_semantics: function (bytes, size) {
        Module['host'].mirror.patch(HEAPU8.subarray(bytes, bytes + size));
    },
    port_request_frame: function () {
        Module['host'].frames.request();
    },
    /** @param {number} milliseconds */
    port_wake: function (milliseconds) {
        Module['host'].clock.wake(milliseconds);
    },
    /** @param {number} visible */
    port_native_layer: function (visible) {
        Module['host'].native_layer(visible !== 0);
    },
    port_painter: function () {
        return Module['host'].painter.start() ? 1 : 0;
    },
    /** @param {number} texture @param {number} pixels @param {number} place */
    port_texture: function (texture, pixels, place) {
        const numbers = HEAP32.subarray(place >> 2, (place >> 2) + 6);
        const size = numbers[0] * numbers[1] * 4;
        Module['host'].painter.texture(texture, HEAPU8.subarray(pixels, pixels + size), numbers);
    },
    /** @param {number} texture */
    port_forget_texture: function (texture) {
        Module['host'].painter.forget_texture(texture);
    },
    /** @param {number} red @param {number} green @param {number} blue @param {number} density */
    port_clear: function (red, green, blue, density) {
        Module['host'].painter.clear(red, green, blue, density);
    },
    /** @param {number} octets @param {number} size @param {number} indices @param {number} count */
    port_vertices: function (octets, size, indices, count) {
        Module['host'].painter.vertices(
            HEAPU8.subarray(octets, octets + size),
            HEAPU32.subarray(indices >> 2, (indices >> 2) + count),
        );
    },
    /** @param {number} texture @param {number} clip @param {number} first @param {number} count */
    port_triangles: function (texture, clip, first, count) {
        const rectangle = HEAP32.subarray(clip >> 2, (clip >> 2) + 4);
        Module['host'].painter.triangles(texture, rectangle, first, count);
    },
    /** @param {number} face @param {number} size @param {number} ascent @param {number} descent */
    port_font_metrics: function (face, size, ascent, descent) {
        const metrics = Module['host'].glyphs.metrics(face, size);
        HEAPF32[ascent >> 2] = metrics.ascent;
        HEAPF32[descent >> 2] = metrics.descent;
    },
    /** @param {number} face @param {number} size @param {number} code_point */
    port_glyph_advance: function (face, size, code_point) {
        return Module['host'].glyphs.advance(face, size, code_point);
    },
    /**
     * @param {number} face
     * @param {number} size
     * @param {number} code_point
     * @param {number} shift
     * @param {number} box
     */
    port_glyph: function (face, size, code_point, shift, box) {
        HEAP32.set(Module['host'].glyphs.draw(face, size, code_point, shift), box >> 2);
    },
    /** @param {number} pixels */
    port_glyph_pixels: function (pixels) {
        HEAPU8.set(Module['host'].glyphs.pixels(), pixels);
    },
});
