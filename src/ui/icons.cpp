#include "ui/icons.hpp"

#include <array>
#include <cstddef>

namespace ui {

using playground::Tone;

namespace {
constexpr float pen = 1.6f;
} // namespace

void chevron_right(Paint& paint, float x, float y, Colour colour) {
    paint.line(x - 2, y - 4, x + 2, y, colour, pen);
    paint.line(x + 2, y, x - 2, y + 4, colour, pen);
}

void chevron_down(Paint& paint, float x, float y, Colour colour) {
    paint.line(x - 4, y - 2, x, y + 2, colour, pen);
    paint.line(x, y + 2, x + 4, y - 2, colour, pen);
}

void tick(Paint& paint, float x, float y, Colour colour) {
    paint.line(x - 3.5f, y + 0.2f, x - 1, y + 2.8f, colour, pen);
    paint.line(x - 1, y + 2.8f, x + 3.7f, y - 2.8f, colour, pen);
}

void cross(Paint& paint, float x, float y, Colour colour) {
    paint.line(x - 2.8f, y - 2.8f, x + 2.8f, y + 2.8f, colour, pen);
    paint.line(x - 2.8f, y + 2.8f, x + 2.8f, y - 2.8f, colour, pen);
}

void arrow_out(Paint& paint, float x, float y, Colour colour) {
    paint.line(x - 3, y + 3, x + 3, y - 3, colour, 1.4f);
    paint.line(x - 1.5f, y - 3, x + 3, y - 3, colour, 1.4f);
    paint.line(x + 3, y - 3, x + 3, y + 1.5f, colour, 1.4f);
}

namespace {

// An eye's lid: half a wave from corner to corner, `high` in its middle (negative: above).
void lid(Paint& paint, float x, float y, float high, Colour colour) {
    constexpr std::array<float, 9> wave{0, 0.30f, 0.60f, 0.87f, 1, 0.87f, 0.60f, 0.30f, 0};
    std::array<Paint::Point, wave.size()> points{};
    for (std::size_t i = 0; i < wave.size(); ++i)
        points[i] = {x - 8 + 2 * static_cast<float>(i), y + high * wave[i]};
    paint.path(points, colour, 1.4f);
}

} // namespace

void icon(Paint& paint, Icon which, float x, float y, Colour colour) {
    switch (which) {
    case Icon::copy: {
        paint.outline(x - 2.5f, y - 2.5f, 9, 10, colour, 2, 1.4f);
        constexpr float left = -6, right = 2, top = -7, bottom = 3;
        const std::array<Paint::Point, 6> behind{{{x + right, y + top + 1},
                                                  {x + right - 1, y + top},
                                                  {x + left + 1, y + top},
                                                  {x + left, y + top + 1},
                                                  {x + left, y + bottom - 1},
                                                  {x + left + 1, y + bottom}}};
        paint.path(behind, colour, 1.4f);
        break;
    }
    case Icon::tick: tick(paint, x, y, colour); break;
    case Icon::eye:
        lid(paint, x, y, -5.5f, colour);
        lid(paint, x, y, 5.5f, colour);
        paint.circle(x, y, 2.4f, colour);
        break;
    case Icon::eye_closed:
        lid(paint, x, y - 1, 4.5f, colour);
        paint.line(x, y + 3.5f, x, y + 6.5f, colour, 1.4f);
        paint.line(x - 4.5f, y + 2.5f, x - 6, y + 5, colour, 1.4f);
        paint.line(x + 4.5f, y + 2.5f, x + 6, y + 5, colour, 1.4f);
        break;
    }
}

void tone_icon(Paint& paint, const Theme& theme, Tone tone, float x, float y,
               std::optional<Colour> wanted) {
    const Colour colour = wanted.value_or(ink_of(theme, tone));
    const Colour on = theme.surface;
    switch (tone) {
    case Tone::positive:
        paint.circle(x, y, 8, colour);
        tick(paint, x, y, on);
        break;
    case Tone::negative:
        paint.circle(x, y, 8, colour);
        cross(paint, x, y, on);
        break;
    case Tone::warning:
        paint.triangle(x, y - 8, x + 8.5f, y + 7, x - 8.5f, y + 7, colour);
        paint.line(x, y - 3, x, y + 2, on, pen);
        paint.circle(x, y + 4.4f, 1, on);
        break;
    case Tone::neutral:
        paint.circle(x, y, 8, colour);
        paint.circle(x, y - 3.6f, 1.1f, on);
        paint.line(x, y - 1, x, y + 4, on, pen);
        break;
    }
}

} // namespace ui
