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

std::optional<std::size_t> slider(Ui& ui, std::string_view label, const SliderDesc& desc) {
    constexpr float radius = 8; // the browser's own thumb is as wide
    const Theme& theme = ui.theme();
    const std::uint32_t id = ui.claim(ui.id(label));
    const float height = small_height(ui);
    const Ui::Place place = ui.place(ui.width(), height);
    const Ui::Box box{place.x, place.y, ui.width(), height};
    const Ui::Press press = ui.press(id, box);
    const float from = box.x + radius, room = box.width - 2 * radius, y = box.y + height / 2;
    const float part =
        desc.last == 0 ? 1.0f : static_cast<float>(desc.place) / static_cast<float>(desc.last);
    ui.paint().fill(from, y - 2, room, 4, theme.control_line, 2);
    ui.paint().fill(from, y - 2, room * part, 4, theme.accent, 2);
    ui.paint().circle(from + room * part, y, press.hovered ? radius : radius - 1, theme.accent);
    ui.ring(box);
    ui.name({.role = Role::slider,
             .value_number = static_cast<float>(desc.place),
             .reference = static_cast<std::uint32_t>(desc.last),
             .name = label,
             .value = desc.words});
    const std::optional<Action> action = ui.take(id, Action::Kind::choose);
    if (action && action->index <= desc.last && action->index != desc.place) return action->index;
    return std::nullopt;
}

} // namespace ui
