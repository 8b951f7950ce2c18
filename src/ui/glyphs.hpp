// Glyphs without font files: Dear ImGui asks, a source answers. In the page the source is the
// browser's own text rasteriser, in tests it is made up. Everything is loaded on demand, so every
// script of the person's system is there.
//
// Three faces times four phases: a phase is the glyph drawn a quarter of a device pixel further to
// the right, so that letters stand where the browser's own layout puts them and still are sharp.
// Sizes are CSS pixels, bitmaps are device pixels.
//
//   Fonts fonts = add_fonts(*ImGui::GetIO().Fonts, source);   // source outlives the atlas
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

struct ImFont;
struct ImFontAtlas;

namespace ui {

enum class Face { regular, strong, mono };
inline constexpr std::size_t face_count = 3;
inline constexpr std::size_t phase_count = 4;

struct FontMetrics {
    float ascent = 0, descent = 0; // whole device pixels, both positive
};

struct GlyphBitmap {
    int left = 0,
        top = 0; // of the bitmap, device pixels from the pen on the baseline, y grows downwards
    int width = 0, height = 0;
    bool coloured = false;            // then `pixels` is RGBA and keeps its colours, as emoji do
    std::vector<std::uint8_t> pixels; // coverage, one byte each, unless coloured
};

class GlyphSource {
public:
    virtual ~GlyphSource() = default;
    virtual FontMetrics metrics(Face face, float device_size) = 0;
    // CSS pixels, for a size in CSS pixels: need not be proportional, engines round differently.
    virtual float advance(Face face, float size, std::uint32_t code_point) = 0;
    virtual GlyphBitmap bitmap(Face face, float device_size, std::uint32_t code_point,
                               float shift) = 0;
};

struct Fonts {
    std::array<std::array<ImFont*, phase_count>, face_count> faces{};
};

Fonts add_fonts(ImFontAtlas& atlas, GlyphSource& source);

} // namespace ui
