// JSON that can be folded.
#pragma once

#include "ui/layouts.hpp"
#include "ui/pass.hpp"
#include "json/json.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace ui {

// A JSON value as a tree, of which only what is in sight is painted and mirrored. `folded` names the
// rows that are closed: `prefix` and the path, "7/data.items[3]".
struct TreeAnswer {
    std::optional<std::string> toggled; // such a name
    bool copy = false;                  // all of it was selected and copied
};
TreeAnswer json_tree(Ui& ui, std::string_view name, const json::Value& value, TreeLayout& layout,
                     const std::set<std::string>& folded, std::string_view prefix);

} // namespace ui
