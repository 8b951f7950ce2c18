// What can be filled in. Each returns the new value when the person changed it.
#pragma once

#include "ui/pass.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ui {

struct FieldDesc {
    std::string_view label = {};
    std::string_view value = {};
    std::string_view hint = {};
    std::string_view error = {}; // shown below and announced with the field
    std::string_view placeholder = {};
    bool secret = false; // type=password until revealed
    bool revealed = false;
    bool mono = false;
    bool required = false;
    bool read_only = false;
    bool multiline = false;
};
std::optional<std::string> text_field(Ui& ui, const FieldDesc& desc);

struct ComboDesc {
    std::string_view label = {};
    std::vector<std::string_view> options = {}; // one that begins with a tab cannot be chosen
    std::size_t selected = 0;
    std::string_view hint = {};
    bool enabled = true;
};
std::optional<std::size_t> combobox(Ui& ui, const ComboDesc& desc);

} // namespace ui
