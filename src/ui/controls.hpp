// What can be pressed. Each returns true when it was.
//
//   if (button(ui, "Refresh tokens", {.kind = ButtonKind::primary}))
//       events.push_back(RefreshPressed{});
#pragma once

#include "playground/model.hpp"
#include "ui/icons.hpp"
#include "ui/pass.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ui {

enum class ButtonKind { primary, secondary, quiet, danger };
struct ButtonDesc {
    ButtonKind kind = ButtonKind::secondary;
    bool enabled = true;
    std::string_view description = {}; // why it is disabled, what it will do
    bool small = false;
    bool fill = false;            // takes the whole width of the column
    bool opens_shortcuts = false; // the page answers the press itself, with its list of shortcuts
    std::string_view visible_text =
        {}; // painted instead of the label, which stays the name ("Copy" for "Copy Client ID")
    std::string_view identity =
        {}; // stays when a press changes the label, so that the focus does too
};
bool button(Ui& ui, std::string_view label, const ButtonDesc& desc = {});

// A small symbol in place of words: `name` is what assistive technology and the tooltip say, `word` what
// stands there where the system's own colours leave no room for a picture. `pressed`: it is a toggle.
struct IconButtonDesc {
    Icon icon = Icon::copy;
    std::string_view word = {};
    std::optional<bool> pressed = {};
};
[[gnu::noinline]] bool icon_button(Ui& ui, std::string_view name, const IconButtonDesc& desc);

// aria-expanded; paints a chevron, the label, and `trailing` as a badge at the right edge. Its name
// is both, "3 Token request, 200 OK". True when it was toggled. As a row it is always one line
// high: a longer label ends in an ellipsis.
bool disclosure(Ui& ui, std::string_view label, bool open, std::string_view trailing = {},
                playground::Tone tone = playground::Tone::neutral, bool row = false);
// aria-pressed.
bool toggle(Ui& ui, std::string_view label, bool on, bool small = true);
// Within a Group of Role::tab_list.
[[gnu::noinline]] bool tab(Ui& ui, std::string_view label, bool selected);
// With a finger, what can be followed is 44 pixels high. `href` is "#step" for a place in the page (then true when followed) or https: for elsewhere (the
// browser opens it).
bool link(Ui& ui, std::string_view label, std::string_view href, bool current = false);

// A step in the navigation: a disc with its number, a tick when done, or a mark when it needs
// attention, and its name: beside the disc (then with a word where attention is needed), below it, or
// for a phone not at all. The name is its accessible name everywhere.
enum class StepLook : std::uint8_t { row, column, disc };
struct StepLinkDesc {
    int number = 0;
    std::string_view name = {};
    std::string_view status = {};
    playground::Tone tone = playground::Tone::neutral;
    bool done = false;
    bool current = false;
    StepLook look = StepLook::row;
    std::string_view short_name = {}; // part of the name, in a column
    float width = 0;                  // of a column
};
bool step_link(Ui& ui, const StepLinkDesc& desc);

} // namespace ui
