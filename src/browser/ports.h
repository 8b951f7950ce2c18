/* The ports: everything that the program asks of the page around it. Implemented in web/ports.js, which hands each
 * call to a module of web/ that editors and the type checker understand. Tests give their own (tests/unit/browser).
 *
 * Text is UTF-8 with a length, not ended by zero. Pointers are read or filled before a port returns. Answers that come
 * later arrive through `deliver` (inbox.cpp).
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Called first: gives the page the way to the program's memory, which moves when it grows. */
void port_memory(void);

/* clocks[0]: monotonic, clocks[1]: Unix time; milliseconds */
void port_clocks(double clocks[2]);

/* Cryptographically strong octets; 0 when the browser has none (S04). */
int port_entropy(uint8_t* octets, size_t count);
/* SHA-256 of a code_verifier -> deliver(digest) */
void port_sha256(const char* text, size_t size);
/* First 10 hexadecimal digits of an HMAC under a key of this session (S62) -> deliver(fingerprint) */
void port_fingerprint(uint32_t token, const char* value, size_t size);
/* HMAC-SHA256. `packed`: strings as in packed.hpp: key and text of each -> deliver(macs) */
void port_hmac(uint32_t number, const uint8_t* packed, size_t size);

/* Registers the service worker, when the program is whole (web/program.js) -> deliver(simulator) */
void port_start_simulator(void);
/* relay/status.json of the page's own server -> deliver(relays) */
void port_relay_status(void);
/* What operations and facts are read from, when the program is whole -> deliver(reference) */
void port_reference(void);
/* `packed`: strings as in packed.hpp: method, URL, body, then name and value of each header.
 * -> deliver(response) or deliver(failure), once. */
void port_send(uint32_t exchange, double timeout_ms, const uint8_t* packed, size_t size);
void port_abort(uint32_t exchange);

/* An empty text removes the record. */
void port_save_record(const char* text, size_t size);
void port_save_settings(const char* text, size_t size);
/* Empties every store of this page -> deliver(forgotten) */
void port_forget(void);

void port_navigate(const char* url, size_t size);
/* -> deliver(copied) */
void port_copy(uint32_t widget, const char* label, size_t label_size, const char* text, size_t text_size);

/* A JSON file for the person. */
void port_download(const char* name, size_t name_size, const char* text, size_t text_size);

/* `parts`: http/code_parts.hpp; `language`: playground::CodeLanguage -> deliver(code) */
void port_write_code(uint32_t exchange, uint32_t language, const char* parts, size_t size);

/* 1: the browser asks before the page is left by its own means; 0: it does not. */
void port_guard_leaving(int on);

/* The page's own address ends in # and this from the next picture on; empty: it has no such end. */
void port_show_place(const char* place, size_t size);

/* The field with this label gets the focus, when the next picture is there. */
void port_focus_field(const char* name, size_t size);

/* The semantic nodes of a pass, when they differ from the last ones: ui/semantics.hpp. */
void port_semantics(const uint8_t* bytes, size_t size);
/* Asks for one call of `draw_frame` before the next repaint. Asking twice is asking once. */
void port_request_frame(void);
/* Asks for one deliver(wake); a new wish replaces the last. Negative: none. */
void port_wake(double milliseconds);
/* 1: the native elements are to be seen because there is no picture (no WebGL2, or its context is lost) */
void port_native_layer(int visible);

/* The picture: web/painter.js. Also after a lost context has come back; 0: no WebGL2, and the others do nothing. */
int port_painter(void);
/* `pixels`: RGBA of the whole texture. place: width and height of the whole; x, y, width, height of the part to take */
void port_texture(uint32_t texture, const uint8_t* pixels, const int32_t place[6]);
void port_forget_texture(uint32_t texture);
/* `density`: device pixels for each CSS pixel, in which the vertices of what follows count; a clip is in device pixels */
void port_clear(float red, float green, float blue, float density);
/* What the next triangles are made of; `octets` as ImDrawVert. */
void port_vertices(const uint8_t* octets, size_t size, const uint32_t* indices, size_t count);
/* clip: left, top, right, bottom */
void port_triangles(uint32_t texture, const int32_t clip[4], uint32_t first, uint32_t count);

/* Glyphs: ui/glyphs.hpp. Sizes in device pixels but for the advance, which is in CSS pixels. `face` as ui::Face. */
void port_font_metrics(int face, float size, float* ascent, float* descent);
float port_glyph_advance(int face, float size, uint32_t code_point);
/* box: left, top, width, height, 1 when coloured. The pixels wait for port_glyph_pixels. */
void port_glyph(int face, float size, uint32_t code_point, float shift, int32_t box[5]);
void port_glyph_pixels(uint8_t* pixels);

#ifdef __cplusplus
}
#endif
