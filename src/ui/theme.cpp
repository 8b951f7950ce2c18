#include "ui/theme.hpp"

#include <imgui.h>

#include <span>
#include <utility>

namespace ui {

const Theme& light_theme() {
    static constexpr Theme theme = {
        .background = rgb(0xf7f7f5),
        .surface = rgb(0xffffff),
        .sunken = rgb(0xf1f1ed),
        .ink = rgb(0x1d2230),
        .muted = rgb(0x5b6270),
        .line = rgb(0xdcdcd6),
        .control_line = rgb(0x7d8390),
        .accent = rgb(0x2f5bd7),
        .accent_hover = rgb(0x254cbb),
        .on_accent = rgb(0xffffff),
        .accent_soft = rgb(0xe8edfb),
        .focus = rgb(0x2f5bd7),
        .positive = rgb(0x177545),
        .positive_soft = rgb(0xe5f4ec),
        .warning = rgb(0x8a5a00),
        .warning_soft = rgb(0xfbf1dc),
        .negative = rgb(0xb3261e),
        .negative_soft = rgb(0xfbe9e7),
    };
    return theme;
}

const Theme& dark_theme() {
    static constexpr Theme theme = {
        .background = rgb(0x14161b),
        .surface = rgb(0x1c1f26),
        .sunken = rgb(0x111318),
        .ink = rgb(0xe8e9ec),
        .muted = rgb(0xa3a9b5),
        .line = rgb(0x333843),
        .control_line = rgb(0x6f7684),
        .accent = rgb(0x8fb0ff),
        .accent_hover = rgb(0xabc4ff),
        .on_accent = rgb(0x0d1530),
        .accent_soft = rgb(0x1f2a47),
        .focus = rgb(0x8fb0ff),
        .positive = rgb(0x6fd39d),
        .positive_soft = rgb(0x17301f),
        .warning = rgb(0xf0c060),
        .warning_soft = rgb(0x33280f),
        .negative = rgb(0xff9c93),
        .negative_soft = rgb(0x3a1917),
    };
    return theme;
}

const Theme& strong_light_theme() {
    static constexpr Theme theme = {
        .background = rgb(0xffffff),
        .surface = rgb(0xffffff),
        .sunken = rgb(0xf3f3f0),
        .ink = rgb(0x000000),
        .muted = rgb(0x33383f),
        .line = rgb(0x5b6270),
        .control_line = rgb(0x1d2230),
        .accent = rgb(0x12369b),
        .accent_hover = rgb(0x0b2470),
        .on_accent = rgb(0xffffff),
        .accent_soft = rgb(0xe8edfb),
        .focus = rgb(0x12369b),
        .positive = rgb(0x0b4d2c),
        .positive_soft = rgb(0xe5f4ec),
        .warning = rgb(0x5a3a00),
        .warning_soft = rgb(0xfbf1dc),
        .negative = rgb(0x84150f),
        .negative_soft = rgb(0xfbe9e7),
    };
    return theme;
}

const Theme& strong_dark_theme() {
    static constexpr Theme theme = {
        .background = rgb(0x000000),
        .surface = rgb(0x0b0d11),
        .sunken = rgb(0x000000),
        .ink = rgb(0xffffff),
        .muted = rgb(0xd2d6de),
        .line = rgb(0x8b92a0),
        .control_line = rgb(0xd2d6de),
        .accent = rgb(0xb5caff),
        .accent_hover = rgb(0xd6e2ff),
        .on_accent = rgb(0x040a1c),
        .accent_soft = rgb(0x18223c),
        .focus = rgb(0xb5caff),
        .positive = rgb(0x97e6bb),
        .positive_soft = rgb(0x10251a),
        .warning = rgb(0xffd684),
        .warning_soft = rgb(0x2a210c),
        .negative = rgb(0xffbfb9),
        .negative_soft = rgb(0x311412),
    };
    return theme;
}

const Theme& theme_for(bool dark, bool more_contrast) {
    if (more_contrast) return dark ? strong_dark_theme() : strong_light_theme();
    return dark ? dark_theme() : light_theme();
}

namespace {

// Which colour of the theme is which of Dear ImGui's. The first of several is the one that styled() reads.
constexpr std::pair<ImGuiCol_, Colour Theme::*> colours[] = {
    {ImGuiCol_Text, &Theme::ink},
    {ImGuiCol_TextDisabled, &Theme::muted},
    {ImGuiCol_TextLink, &Theme::accent},
    {ImGuiCol_WindowBg, &Theme::background},
    {ImGuiCol_Button, &Theme::surface},
    {ImGuiCol_ButtonHovered, &Theme::sunken},
    {ImGuiCol_ButtonActive, &Theme::accent_soft},
    {ImGuiCol_Border, &Theme::control_line},
    {ImGuiCol_Separator, &Theme::line},
    {ImGuiCol_NavCursor, &Theme::focus},
    {ImGuiCol_CheckMark, &Theme::accent},
    {ImGuiCol_FrameBg, &Theme::surface},
    {ImGuiCol_FrameBgHovered, &Theme::sunken},
    {ImGuiCol_FrameBgActive, &Theme::accent_soft},
    {ImGuiCol_Header, &Theme::accent_soft},
    {ImGuiCol_HeaderHovered, &Theme::sunken},
    {ImGuiCol_HeaderActive, &Theme::accent_soft},
    {ImGuiCol_PlotHistogram, &Theme::accent},
    {ImGuiCol_PopupBg, &Theme::surface},
    {ImGuiCol_TitleBg, &Theme::sunken},
    {ImGuiCol_TitleBgActive, &Theme::accent_soft},
};
constexpr std::size_t read_back = 10;

} // namespace

void apply_style(ImGuiStyle& style, const Theme& theme) {
    style.DisabledAlpha = 1; // what is disabled has colours of its own, which keep their contrast
    style.WindowPadding = ImVec2(0, 0);
    style.WindowBorderSize = style.ChildBorderSize = 0;
    style.WindowMinSize = ImVec2(1, 1);
    style.FramePadding = ImVec2(space_3, space_2);
    style.FrameRounding = style.WindowRounding = style.PopupRounding = theme.radius;
    style.FrameBorderSize = 1;
    style.ItemSpacing = ImVec2(0, 0); // each widget says how far it stands from the one before
    style.ItemInnerSpacing = ImVec2(space_2, space_1);
    style.IndentSpacing = space_4;
    style.FontSizeBase = size_body;
    style.Colors[ImGuiCol_ChildBg] = ImVec4(0, 0, 0, 0);
    for (const auto& [index, colour] : colours)
        style.Colors[index] = ImGui::ColorConvertU32ToFloat4(theme.*colour);
}

Theme styled(const Theme& theme, const ImGuiStyle& style) {
    Theme now = theme;
    for (const auto& [index, colour] : std::span(colours).first<read_back>())
        now.*colour = ImGui::ColorConvertFloat4ToU32(style.Colors[index]);
    now.radius = style.FrameRounding;
    return now;
}

Colour ink_of(const Theme& theme, playground::Tone tone) {
    switch (tone) {
    case playground::Tone::positive: return theme.positive;
    case playground::Tone::warning: return theme.warning;
    case playground::Tone::negative: return theme.negative;
    case playground::Tone::neutral: break;
    }
    return theme.muted;
}

Colour fill_of(const Theme& theme, playground::Tone tone) {
    switch (tone) {
    case playground::Tone::positive: return theme.positive_soft;
    case playground::Tone::warning: return theme.warning_soft;
    case playground::Tone::negative: return theme.negative_soft;
    case playground::Tone::neutral: break;
    }
    return theme.sunken;
}

} // namespace ui
