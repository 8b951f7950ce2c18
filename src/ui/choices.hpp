// One of few, all in sight: a radio button each, within a Group that names the question.
#pragma once

#include "ui/pass.hpp"

#include <string_view>

namespace ui {

// True when it was chosen.
[[gnu::noinline]] bool radio(Ui& ui, std::string_view label, bool chosen);

} // namespace ui
