// Glyphs rasterised by the browser, in its own fonts.
#pragma once

#include "ui/glyphs.hpp"

namespace browser {

class BrowserGlyphs : public ui::GlyphSource {
public:
    ui::FontMetrics metrics(ui::Face face, float device_size) override;
    float advance(ui::Face face, float size, std::uint32_t code_point) override;
    ui::GlyphBitmap bitmap(ui::Face face, float device_size, std::uint32_t code_point,
                           float shift) override;
};

} // namespace browser
