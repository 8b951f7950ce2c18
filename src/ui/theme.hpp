// The visual language: one type scale, one spacing scale, a few colours with a meaning. Everything
// painted takes its colour and size from here; the style sheet of the shell repeats the colours
// that native fields need.
#pragma once

#include "playground/model.hpp"

#include <cstdint>

struct ImGuiStyle;

namespace ui {

using Colour = std::uint32_t; // 0xAABBGGRR, as Dear ImGui packs it

constexpr Colour rgb(std::uint32_t hex) {
    return 0xff000000u | ((hex & 0xffu) << 16) | (hex & 0xff00u) | ((hex >> 16) & 0xffu);
}

struct Theme {
    Colour background, surface, sunken, ink, muted;
    Colour line;         // divides, nothing more
    Colour control_line; // edge of a field: 3:1 against what is around it (WCAG 1.4.11)
    Colour accent, accent_hover, on_accent, accent_soft, focus;
    Colour positive, positive_soft, warning, warning_soft, negative, negative_soft;
    float radius = 8; // of corners
};

const Theme& light_theme();
const Theme& dark_theme();
// For people who ask their system for more contrast: 7:1 for words (WCAG 1.4.6), edges that are seen.
const Theme& strong_light_theme();
const Theme& strong_dark_theme();
const Theme& theme_for(bool dark, bool more_contrast);

// The one place where looks are decided is Dear ImGui's style: apply_style() writes a theme into it,
// and a pass paints with what it says then (the developer's windows may have changed it).
void apply_style(ImGuiStyle& style, const Theme& theme);
// The theme with every colour that Dear ImGui's style has a name for as the style has it.
Theme styled(const Theme& theme, const ImGuiStyle& style);

Colour ink_of(const Theme& theme, playground::Tone tone);
Colour fill_of(const Theme& theme, playground::Tone tone);

// Type scale in CSS pixels: 24, 18, 14. What is less important is quieter, not smaller.
inline constexpr float size_small = 14, size_body = 14, size_subtitle = 18, size_title = 24;
inline constexpr float line_factor =
    1.5f; // line height = size * line_factor, rounded to whole pixels

// Spacing scale in CSS pixels.
inline constexpr float space_1 = 4, space_2 = 8, space_3 = 12, space_4 = 16, space_5 = 24,
                       space_6 = 32;

} // namespace ui
