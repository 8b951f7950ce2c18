#include "ui/theme.hpp"

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
