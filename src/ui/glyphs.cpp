#include "ui/glyphs.hpp"

#include <imgui.h>
#include <imgui_internal.h>
#include <misc/freetype/imgui_freetype.h>

namespace ui {

namespace {

// Dear ImGui keeps the loader's functions without a place for our data per atlas, so the source is
// found here.
GlyphSource* glyph_source = nullptr;

Face face_of(const ImFontConfig* config) { return static_cast<Face>(config->FontNo / phase_count); }

float shift_of(const ImFontConfig* config) {
    return static_cast<float>(config->FontNo % phase_count) / static_cast<float>(phase_count);
}

bool contains(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool init_baked(ImFontAtlas*, ImFontConfig* config, ImFontBaked* baked, void*) {
    const FontMetrics metrics =
        glyph_source->metrics(face_of(config), baked->Size * baked->RasterizerDensity);
    baked->Ascent = metrics.ascent / baked->RasterizerDensity;
    baked->Descent = metrics.descent / baked->RasterizerDensity;
    return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, void*,
                ImWchar code_point, ImFontGlyph* glyph, float* advance_only) {
    // Controls take no room.
    const float advance =
        code_point < 32 ? 0 : glyph_source->advance(face_of(config), baked->Size, code_point);
    if (advance_only != nullptr) {
        *advance_only = advance;
        return true;
    }
    glyph->Codepoint = code_point & 0x3ffffffu; // 26 bits
    glyph->AdvanceX = advance;
    if (code_point < 32) return true;
    const GlyphBitmap bitmap = glyph_source->bitmap(
        face_of(config), baked->Size * baked->RasterizerDensity, code_point, shift_of(config));
    if (bitmap.width <= 0 || bitmap.height <= 0) return true;

    const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, bitmap.width, bitmap.height);
    if (id == ImFontAtlasRectId_Invalid) return false;
    ImTextureRect* rectangle = ImFontAtlasPackGetRect(atlas, id);
    // From the pen and the top of the line, as Dear ImGui has it.
    const float density = baked->RasterizerDensity;
    glyph->X0 = static_cast<float>(bitmap.left) / density;
    glyph->Y0 = static_cast<float>(bitmap.top) / density + baked->Ascent;
    glyph->X1 = static_cast<float>(bitmap.left + bitmap.width) / density;
    glyph->Y1 = static_cast<float>(bitmap.top + bitmap.height) / density + baked->Ascent;
    glyph->Visible = true;
    glyph->Colored = bitmap.coloured;
    glyph->PackId = id;
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, config, glyph, rectangle, bitmap.pixels.data(),
                                       bitmap.coloured ? ImTextureFormat_RGBA32
                                                       : ImTextureFormat_Alpha8,
                                       bitmap.width * (bitmap.coloured ? 4 : 1));
    return true;
}

const ImFontLoader& loader() {
    static const ImFontLoader made = [] {
        ImFontLoader loader;
        loader.Name = "browser";
        loader.FontSrcContainsGlyph = contains;
        loader.FontBakedInit = init_baked;
        loader.FontBakedLoadGlyph = load_glyph;
        return loader;
    }();
    return made;
}

} // namespace

Fonts add_fonts(ImFontAtlas& atlas, GlyphSource& source) {
    glyph_source = &source;
    static char no_data = 0;
    Fonts fonts;
    for (std::size_t face = 0; face < face_count; ++face) {
        for (std::size_t phase = 0; phase < phase_count; ++phase) {
            ImFontConfig config;
            config.FontData = &no_data;
            config.FontDataSize = 1;
            config.FontDataOwnedByAtlas = false;
            config.FontNo = static_cast<ImU32>(face * phase_count + phase);
            config.SizePixels = 16;
            fonts.faces[face][phase] = atlas.AddFont(&config);
        }
    }
    return fonts;
}

} // namespace ui

// Dear ImGui's name for the loader that replaces its built-in one (IMGUI_ENABLE_FREETYPE).
const ImFontLoader* ImGuiFreeType::GetFontLoader() { return &ui::loader(); }

// Asked for by Dear ImGui's debug tools: the loader has no flags to edit.
bool ImGuiFreeType::DebugEditFontLoaderFlags(unsigned int*) { return false; }
