// A box with a tone, for what a person has to know or do now.
#pragma once

#include "playground/model.hpp"
#include "ui/containers.hpp"

#include <string_view>

namespace ui {

// A box that says why, and holds what is to be done about it.
class Banner {
public:
    // Quiet: without a colour, because another one on the same step has it.
    Banner(Ui& ui, playground::Tone tone, std::string_view title, std::string_view detail = {},
           bool quiet = false);

private:
    Card card_;
    Group group_;
    Column column_;
};

} // namespace ui
