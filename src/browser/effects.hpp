// Carries out what update() wishes for, through the ports. What is answered at once comes back as
// an event.
#pragma once

#include "playground/effect.hpp"
#include "playground/event.hpp"

#include <optional>

namespace browser {

std::optional<playground::Event> carry_out(const playground::Effect& effect);

} // namespace browser
