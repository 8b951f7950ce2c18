// Small symbols drawn as paths, so that they are sharp at every density. `x`, `y` is the middle.
#pragma once

#include "ui/paint.hpp"

#include "playground/model.hpp"

#include <cstdint>
#include <optional>

namespace ui {

void chevron_right(Paint& paint, float x, float y, Colour colour);
void chevron_down(Paint& paint, float x, float y, Colour colour);
void tick(Paint& paint, float x, float y, Colour colour);
void cross(Paint& paint, float x, float y, Colour colour);
void arrow_out(Paint& paint, float x, float y, Colour colour); // leads elsewhere

// What a button does, 16 pixels wide, of one pen.
enum class Icon : std::uint8_t { copy, tick, eye, eye_closed };
[[gnu::noinline]] void icon(Paint& paint, Icon which, float x, float y, Colour colour);

// A tone's symbol on a disc of its own colour, 16 pixels wide: not by colour alone (WCAG 1.4.1).
void tone_icon(Paint& paint, const Theme& theme, playground::Tone tone, float x, float y,
               std::optional<Colour> colour = {});

} // namespace ui
