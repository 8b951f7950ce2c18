// A step in the navigation: a disc with a tick, a mark or its number, and its name where there is room.
#include "ui/controls.hpp"

#include "ui/icons.hpp"
#include "ui/paragraph.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace ui {

using playground::Tone;

namespace {

constexpr float radius = 12;
constexpr float words_x = 40;    // where the words of a row begin
constexpr float words_below = 4; // of a column, below the disc

// What needs attention is told by a mark, what is done by a tick: not by colour alone.
void disc(Ui& ui, const StepLinkDesc& desc, float x, float y) {
    const Theme& theme = ui.theme();
    const bool plain = desc.tone == Tone::neutral && !desc.current;
    const bool attention = desc.tone == Tone::negative;
    const Colour ink = desc.current ? theme.on_accent : ink_of(theme, desc.tone);
    if (plain) ui.paint().circle(x, y, radius, theme.control_line);
    ui.paint().circle(x, y, plain ? radius - 1 : radius,
                      desc.current ? theme.accent
                      : plain      ? theme.surface
                                   : fill_of(theme, desc.tone));
    if (desc.done) return tick(ui.paint(), x, y, ink);
    if (attention) {
        ui.paint().line(x, y - 6, x, y + 1.5f, ink, 2);
        return ui.paint().circle(x, y + 5, 1.3f, ink);
    }
    const std::string number = std::to_string(desc.number);
    const float wide = ui.paint().width_of(number, Face::strong, size_small);
    ui.paint().letters(number, Face::strong, size_small, 2 * radius, x - wide / 2, y - radius, ink);
}

std::string address_of(std::string_view name) {
    std::string href = "#";
    for (const char c : name)
        href.push_back(c == ' '               ? '-'
                       : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a')
                                              : c);
    return href;
}

} // namespace

bool step_link(Ui& ui, const StepLinkDesc& desc) {
    const Theme& theme = ui.theme();
    const bool row = desc.look == StepLook::row, column = desc.look == StepLook::column;
    const Face face = desc.current ? Face::strong : Face::regular;
    const float square = ui.input().coarse_pointer ? 44.0f : 40.0f;
    const float width = row ? ui.width() : column ? desc.width : square;
    const Paragraph name(ui, column ? desc.short_name : desc.name,
                         row ? width - words_x - space_1 : width - space_1,
                         {.face = face, .colour = theme.ink});
    // Words only where the person has to act; for the ear each step says its state.
    const bool says = row && desc.tone == Tone::negative;
    const float line = line_height(size_body);
    const float height = row ? std::max(square, name.height() + (says ? line : 0) + 2 * space_2)
                         : column ? 2 * radius + words_below + line + 2 * space_1
                                  : square;
    const Ui::Place place = ui.place(width, height, 2);

    const Ui::Press press = ui.press(ui.claim(ui.id(desc.name)), {place.x, place.y, width, height});
    if (desc.current) {
        ui.paint().fill(place.x, place.y, width, height, theme.accent_soft, theme.radius);
    } else if (press.hovered) {
        ui.paint().fill(place.x, place.y, width, height, theme.line, theme.radius);
    }
    const float top = column ? space_1 + 2 * radius + words_below
                             : std::floor((height - name.height() - (says ? line : 0)) / 2);
    const float x = place.x + (row ? 20 : width / 2);
    const float y = place.y + (row ? top + line / 2 : column ? space_1 + radius : height / 2);
    disc(ui, desc, x, y);
    if (row) name.paint(place.x + words_x, place.y + top);
    if (column) name.paint_centred(place.x + width / 2, place.y + top);
    if (says)
        ui.paint().letters(desc.status, Face::regular, size_small, line, place.x + words_x,
                           place.y + top + name.height(), ink_of(theme, desc.tone));
    ui.ring({place.x + 4, place.y + 4, width - 8, height - 8}, theme.radius - 4);

    const std::string words = row ? name.broken_text() : std::string(desc.name);
    const std::string told =
        "step " + std::to_string(desc.number) + ", " + std::string(desc.status);
    const std::string href = address_of(desc.name);
    ui.name({.role = Role::link,
             .flags = face_flag(face) | (desc.current ? NodeFlag::current : NodeFlag::none) |
                      (name.native() ? NodeFlag::native : NodeFlag::none),
             .text_x = row ? words_x : 0,
             .text_y = row || column ? top : 0,
             .font_size = size_body,
             .line_height = line,
             .name = words,
             .value = href,
             .description = told});
    return press.activated;
}

} // namespace ui
