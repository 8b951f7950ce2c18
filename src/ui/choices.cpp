#include "ui/choices.hpp"

#include "ui/paragraph.hpp"

#include <algorithm>

namespace ui {

bool radio(Ui& ui, std::string_view label, bool chosen) {
    constexpr float mark = 24, radius = 7;
    const Theme& theme = ui.theme();
    const std::uint32_t id = ui.claim(ui.id(label));
    const Paragraph words(ui, label, ui.width() - mark,
                          {.role = Role::label,
                           .size = size_small,
                           .face = chosen ? Face::strong : Face::regular,
                           .colour = theme.ink,
                           .id = ui.claim(id + 1),
                           .reference = id});
    const float height = std::max(small_height(ui), words.height());
    const Ui::Place place = ui.place(mark + words.width(), height);
    const Ui::Box box{place.x, place.y, mark, height};
    const Ui::Press press = ui.press(id, box);
    const float x = box.x + radius + 1, y = box.y + height / 2;
    const Colour line = chosen || press.hovered ? theme.accent : theme.control_line;
    ui.paint().circle(x, y, radius, line);
    ui.paint().circle(x, y, radius - 1.5f, theme.surface);
    if (chosen) ui.paint().circle(x, y, radius - 3.5f, theme.accent);
    ui.ring(box);
    ui.name({.role = Role::radio,
             .flags = chosen ? NodeFlag::pressed : NodeFlag::unpressed,
             .name = label});
    words.put(box.x + mark, box.y + (height - words.height()) / 2);
    return press.activated;
}

} // namespace ui
