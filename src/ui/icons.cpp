#include "ui/icons.hpp"

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
