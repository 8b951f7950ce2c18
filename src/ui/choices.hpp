// One of few, all in sight: a radio button each, within a Group that names the question. One of many in a row: a
// slider, whose arrows, Home and End are the browser's own.
#pragma once

#include "ui/pass.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace ui {

// True when it was chosen.
[[gnu::noinline]] bool radio(Ui& ui, std::string_view label, bool chosen);

struct SliderDesc {
    std::size_t last = 0;  // place; the first is 0
    std::size_t place = 0; // where it stands
    std::string_view words = {};
};
// The place that was chosen, if one was.
[[gnu::noinline]] std::optional<std::size_t> slider(Ui& ui, std::string_view label,
                                                    const SliderDesc& desc);

} // namespace ui
