#include "browser/glyphs.hpp"

#include "browser/ports.h"

namespace browser {

ui::FontMetrics BrowserGlyphs::metrics(ui::Face face, float device_size) {
    ui::FontMetrics metrics;
    port_font_metrics(static_cast<int>(face), device_size, &metrics.ascent, &metrics.descent);
    return metrics;
}

float BrowserGlyphs::advance(ui::Face face, float size, std::uint32_t code_point) {
    return port_glyph_advance(static_cast<int>(face), size, code_point);
}

ui::GlyphBitmap BrowserGlyphs::bitmap(ui::Face face, float device_size, std::uint32_t code_point,
                                      float shift) {
    std::int32_t box[5] = {};
    port_glyph(static_cast<int>(face), device_size, code_point, shift, box);
    ui::GlyphBitmap bitmap{box[0], box[1], box[2], box[3], box[4] != 0, {}};
    if (bitmap.width > 0 && bitmap.height > 0) {
        const std::size_t channels = bitmap.coloured ? 4 : 1;
        bitmap.pixels.resize(static_cast<std::size_t>(bitmap.width) *
                             static_cast<std::size_t>(bitmap.height) * channels);
        port_glyph_pixels(bitmap.pixels.data());
    }
    return bitmap;
}

} // namespace browser
