// A field that finds: what is typed narrows the list below it, which is open or not. The list lies over
// what follows and moves nothing. ARIA's combobox with a list box: the focus stays in the field.
//
//   const FinderNews news = finder(ui, {.label = "Operation", .chosen = name, .options = options});
//   if (news.taken) ...
#pragma once

#include "playground/event.hpp"
#include "ui/pass.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ui {

struct FinderOption {
    std::string_view name =
        {}; // "GET \u00b7 List companies \u00b7 /v1/companies"; its parts are told apart by the dots
    std::string_view group = {}; // options of one stand together
};
struct FinderDesc {
    std::string_view label = {};
    std::string_view chosen = {}; // stands in the field while the list is closed
    std::string_view typed = {};  // while it is open
    std::string_view hint = {};
    bool open = false;
    std::span<const FinderOption> options = {};
    std::size_t active = 0;   // what Enter takes; as many as there are: none
    std::size_t selected = 0; // what is chosen; as many as there are: none of these
};
// What the person did; at most one of them.
struct FinderNews {
    std::optional<std::string> typed;
    std::optional<std::size_t> taken;        // an option was pressed
    std::optional<playground::ListMove> key; // or the field was pressed, or left
};
[[gnu::noinline]] FinderNews finder(Ui& ui, const FinderDesc& desc);

} // namespace ui
