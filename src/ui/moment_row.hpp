// One line of the list of what happened.
#pragma once

#include "playground/model.hpp"
#include "ui/pass.hpp"

#include <optional>
#include <string_view>

namespace ui {

// Of an exchange: a chevron, method, path, status, duration, time, and where there is room the purpose;
// of a change of a token: its words, and the time. As high as the finest target that can be hit.
struct MomentRowDesc {
    std::string_view name = {};   // what assistive technology says, unique in the list
    std::string_view method = {}; // empty: not an exchange, and `words` stand in its place
    std::string_view path = {};
    std::string_view words = {};
    std::string_view status = {};
    playground::Tone tone = playground::Tone::neutral;
    std::string_view duration = {};
    std::string_view time = {};
    std::optional<bool> open = {}; // of a row that opens
};
float moment_row_height(const Ui& ui);
[[gnu::noinline]] bool moment_row(Ui& ui, const MomentRowDesc& desc); // true when pressed

} // namespace ui
