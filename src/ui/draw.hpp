// The picture of the model: one pass that paints and names everything and returns what the person did. Reads only.
// Who draws what: one file per panel, called from draw.cpp.
#pragma once

#include "playground/event.hpp"
#include "ui/widgets.hpp"

#include <vector>

namespace ui {

std::vector<playground::Event> draw(Ui& ui, const playground::Model& model);

} // namespace ui
