// Values with a name: rows, checks, meters.
#pragma once

#include "playground/model.hpp"
#include "ui/pass.hpp"

#include <cstdint>
#include <string_view>

namespace ui {

// "name  value  [Copy]": true when copy was asked for. Long values wrap. With `secret` and not
// `revealed` dots are painted and the value never reaches the mirror.
struct ValueDesc {
    std::string_view name = {};
    std::string_view value = {};
    bool mono = true;
    bool copyable = true;
    bool secret = false;
    bool revealed = false;
    bool just_copied = false; // the button says "Copied"
    bool hide_name = false;   // the name is the copy button's only; the value stands alone
};
bool value_row(Ui& ui, const ValueDesc& desc);
std::uint32_t value_row_id(const Ui& ui,
                           std::string_view name); // of its copy button, for View::copied

// A check with its verdict as a word and a symbol in the tone's colour, and small print below.
void check_row(Ui& ui, playground::Tone tone, std::string_view verdict, std::string_view name,
               std::string_view evidence);

void meter(Ui& ui, std::string_view name, float fraction, std::string_view text,
           playground::Tone tone);

} // namespace ui
