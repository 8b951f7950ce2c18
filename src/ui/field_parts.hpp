// What fields are made of, for the fields themselves.
#pragma once

#include "ui/pass.hpp"

#include <cstdint>
#include <string_view>

namespace ui {

// CSS pixels of the words in the box; shell/style.css has the same for the native field.
inline constexpr float field_inset = 12;

float field_size(const Ui& ui);
void put_label(Ui& ui, std::string_view label, std::uint32_t control);

// The field comes before its description in reading order, but has to name it, so the id is made
// first. 0: none.
std::uint32_t description_id(Ui& ui, std::string_view label, std::string_view hint,
                             std::string_view error);
// Hint or error, below the field.
void put_description(Ui& ui, std::uint32_t id, std::string_view hint, std::string_view error);
// The field's box, as an item. A press gives it the focus, and its native element does the rest.
void put_field(Ui& ui, std::uint32_t id, const Ui::Box& box, bool wrong, bool enabled);

} // namespace ui
