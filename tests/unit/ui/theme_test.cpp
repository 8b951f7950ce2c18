#include "ui/theme.hpp"

#include "unit/ui/picture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace {

using playground::Tone;
using ui::Colour;

// WCAG 2.2: relative luminance and contrast ratio.
double luminance(Colour colour) {
    const auto linear = [&](int shift) {
        const double channel = static_cast<double>((colour >> shift) & 0xffu) / 255;
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(0) + 0.7152 * linear(8) + 0.0722 * linear(16);
}

double contrast(Colour a, Colour b) {
    const double light = std::max(luminance(a), luminance(b)),
                 dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

constexpr double for_text = 4.5;     // WCAG 1.4.3
constexpr double for_controls = 3.0; // WCAG 1.4.11

TEST(Theme, IsWhatDearImGuisStyleSays) {
    Picture picture;
    ui::Colour words = 0, surface = 0;
    float corners = 0;
    const auto look = [&](ui::Ui& ui) {
        words = ui.theme().ink;
        surface = ui.theme().surface;
        corners = ui.theme().radius;
    };
    picture.pass(look);
    EXPECT_EQ(words, ui::light_theme().ink);
    EXPECT_EQ(surface, ui::light_theme().surface);
    ImGui::GetStyle().Colors[ImGuiCol_Text] = ImGui::ColorConvertU32ToFloat4(ui::rgb(0x123456));
    ImGui::GetStyle().FrameRounding = 3;
    picture.pass(look);
    EXPECT_EQ(words, ui::rgb(0x123456));
    EXPECT_EQ(corners, 3);
    picture.input.dark = true;
    picture.pass(look);
    EXPECT_EQ(words, ui::dark_theme().ink);
    EXPECT_EQ(corners, 8);
}

class Contrast : public testing::TestWithParam<const ui::Theme*> {};

TEST(Theme, ContrastOfBlackAndWhiteIsTwentyOne) {
    EXPECT_NEAR(contrast(ui::rgb(0x000000), ui::rgb(0xffffff)), 21.0, 1e-9);
    EXPECT_NEAR(contrast(ui::rgb(0x777777), ui::rgb(0xffffff)), 4.48, 0.01);
}

TEST_P(Contrast, WordsAreReadableOnEveryGroundTheyStandOn) {
    const ui::Theme& theme = *GetParam();
    const Colour grounds[] = {theme.background,   theme.surface,       theme.sunken,
                              theme.accent_soft,  theme.positive_soft, theme.warning_soft,
                              theme.negative_soft};
    for (const Colour ground : grounds) {
        EXPECT_GE(contrast(theme.ink, ground), for_text) << std::hex << ground;
        EXPECT_GE(contrast(theme.muted, ground), for_text) << std::hex << ground;
    }
}

TEST_P(Contrast, EachToneIsReadableOnItsOwnFillAndOnThePage) {
    const ui::Theme& theme = *GetParam();
    for (const Tone tone : {Tone::neutral, Tone::positive, Tone::warning, Tone::negative}) {
        const Colour words = ui::ink_of(theme, tone);
        EXPECT_GE(contrast(words, ui::fill_of(theme, tone)), for_text) << static_cast<int>(tone);
        EXPECT_GE(contrast(words, theme.background), for_text) << static_cast<int>(tone);
        EXPECT_GE(contrast(words, theme.surface), for_text) << static_cast<int>(tone);
        EXPECT_GE(contrast(words, theme.sunken), for_text) << static_cast<int>(tone);
        EXPECT_GE(contrast(words, theme.accent_soft), for_text)
            << static_cast<int>(tone); // status of the current step
    }
}

TEST_P(Contrast, ButtonsAreReadable) {
    const ui::Theme& theme = *GetParam();
    EXPECT_GE(contrast(theme.on_accent, theme.accent), for_text);
    EXPECT_GE(contrast(theme.on_accent, theme.accent_hover), for_text);
    for (const Colour ground : {theme.background, theme.surface, theme.sunken, theme.accent_soft})
        EXPECT_GE(contrast(theme.accent, ground), for_text) << std::hex << ground;
    EXPECT_GE(contrast(theme.negative, theme.surface), for_text);
    EXPECT_GE(contrast(theme.negative, theme.negative_soft), for_text);
}

TEST_P(Contrast, EdgesOfFieldsAndTheFocusRingCanBeSeen) {
    const ui::Theme& theme = *GetParam();
    for (const Colour ground : {theme.background, theme.surface, theme.accent_soft}) {
        EXPECT_GE(contrast(theme.control_line, ground), for_controls) << std::hex << ground;
        EXPECT_GE(contrast(theme.focus, ground), for_controls) << std::hex << ground;
    }
}

std::string theme_name(const testing::TestParamInfo<const ui::Theme*>& info) {
    if (info.param == &ui::light_theme()) return "light";
    if (info.param == &ui::dark_theme()) return "dark";
    return info.param == &ui::strong_light_theme() ? "strong_light" : "strong_dark";
}

INSTANTIATE_TEST_SUITE_P(Themes, Contrast,
                         testing::Values(&ui::light_theme(), &ui::dark_theme(),
                                         &ui::strong_light_theme(), &ui::strong_dark_theme()),
                         theme_name);

// WCAG 1.4.6, and lines that divide are seen too.
class StrongContrast : public testing::TestWithParam<const ui::Theme*> {};

TEST_P(StrongContrast, WordsReachSevenToOneAndEveryLineIsSeen) {
    const ui::Theme& theme = *GetParam();
    constexpr double enhanced = 7.0;
    const Colour grounds[] = {theme.background, theme.surface, theme.sunken, theme.accent_soft};
    for (const Colour ground : grounds) {
        for (const Colour words : {theme.ink, theme.muted, theme.accent})
            EXPECT_GE(contrast(words, ground), enhanced) << std::hex << words << " on " << ground;
        EXPECT_GE(contrast(theme.control_line, ground), enhanced) << std::hex << ground;
        EXPECT_GE(contrast(theme.line, ground), for_controls) << std::hex << ground;
    }
    EXPECT_GE(contrast(theme.on_accent, theme.accent), enhanced);
    EXPECT_GE(contrast(theme.on_accent, theme.accent_hover), enhanced);
    for (const Tone tone : {Tone::neutral, Tone::positive, Tone::warning, Tone::negative}) {
        EXPECT_GE(contrast(ui::ink_of(theme, tone), ui::fill_of(theme, tone)), enhanced)
            << static_cast<int>(tone);
    }
}

INSTANTIATE_TEST_SUITE_P(Themes, StrongContrast,
                         testing::Values(&ui::strong_light_theme(), &ui::strong_dark_theme()),
                         theme_name);

TEST(Theme, IsTheOneThatThePersonsSystemAsksFor) {
    EXPECT_EQ(&ui::theme_for(false, false), &ui::light_theme());
    EXPECT_EQ(&ui::theme_for(true, false), &ui::dark_theme());
    EXPECT_EQ(&ui::theme_for(false, true), &ui::strong_light_theme());
    EXPECT_EQ(&ui::theme_for(true, true), &ui::strong_dark_theme());
}

} // namespace
