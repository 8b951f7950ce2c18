// What can be pressed: buttons, toggles, links, disclosures, the steps. Painted here, pressed in
// the mirror.
#include "ui/controls.hpp"

#include "ui/icons.hpp"
#include "ui/paragraph.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace ui {

using playground::Tone;

namespace {

struct Looks {
    Colour fill = 0; // 0: none
    Colour line = 0;
    Colour words = 0;
};

Looks looks_of(const Ui& ui, ButtonKind kind, bool enabled, const Ui::Press& press) {
    const Theme& theme = ui.theme();
    if (!enabled) return {theme.sunken, kind == ButtonKind::quiet ? 0 : theme.line, theme.muted};
    const bool hovered = press.hovered, pressed = press.held;
    switch (kind) {
    case ButtonKind::primary:
        return {hovered && !pressed ? theme.accent_hover : theme.accent, 0, theme.on_accent};
    case ButtonKind::secondary:
        return {hovered ? theme.sunken : theme.surface, pressed ? theme.ink : theme.control_line,
                theme.ink};
    case ButtonKind::quiet:
        return {hovered ? theme.accent_soft : 0, pressed ? theme.accent : 0, theme.accent};
    case ButtonKind::danger:
        return {hovered ? theme.negative_soft : theme.surface, pressed ? theme.ink : theme.negative,
                theme.negative};
    }
    return {};
}

void paint_box(Ui& ui, float x, float y, float width, float height, const Looks& looks) {
    if (looks.fill != 0) ui.paint().fill(x, y, width, height, looks.fill, ui.theme().radius);
    if (looks.line != 0) ui.paint().outline(x, y, width, height, looks.line, ui.theme().radius);
}

struct Pressable {
    std::string_view name;
    std::string_view visible; // what is painted
    std::string_view description;
    ButtonKind kind;
    bool enabled;
    bool small;
    NodeFlag flags;
    std::string_view identity = {};
    Role role = Role::button;
};

float text_size(bool small) { return small ? size_small : size_body; }

float padding_of(bool small) { return small ? 10.0f : 16.0f; }

float width_of(Ui& ui, const Pressable& what) {
    const float words =
        std::ceil(ui.paint().width_of(what.visible, Face::strong, text_size(what.small)));
    // A finger needs as much across as down.
    return std::max(words + 2 * padding_of(what.small), ui.input().coarse_pointer ? 44.0f : 0.0f);
}

Paragraph words_of(Ui& ui, const Pressable& what, float width, Colour colour) {
    return Paragraph(ui, what.visible, width - 2 * padding_of(what.small),
                     {.size = text_size(what.small), .face = Face::strong, .colour = colour});
}

// Words that do not fit on one line make the button higher.
float height_of(Ui& ui, const Pressable& what, float width) {
    const float least = what.small ? small_height(ui) : ui.control_height();
    const float line = line_height(text_size(what.small));
    return std::max(least, words_of(ui, what, width, 0).height() + least - line);
}

bool put(Ui& ui, const Pressable& what, const Looks* special, float x, float y, float width,
         float height) {
    const Ui::Box box{x, y, width, height};
    const Ui::Press press = ui.press(
        ui.claim(ui.id(what.identity.empty() ? what.name : what.identity)), box, what.enabled);
    const Looks looks =
        special != nullptr ? *special : looks_of(ui, what.kind, what.enabled, press);
    paint_box(ui, x, y, width, height, looks);
    const float size = text_size(what.small);
    const Paragraph words = words_of(ui, what, width, looks.words);
    words.paint_centred(x + width / 2, y + std::floor((height - words.height()) / 2));
    ui.ring(box);
    NodeFlag flags = what.flags | NodeFlag::strong;
    if (!what.enabled) flags = flags | NodeFlag::disabled;
    if (words.native()) flags = flags | NodeFlag::native;
    ui.name({.role = what.role,
             .flags = flags,
             .level = static_cast<std::uint8_t>(what.kind),
             .font_size = size,
             .line_height = line_height(size),
             .name = what.name,
             .value = what.visible == what.name ? std::string_view() : what.visible,
             .description = what.description});
    return press.activated;
}

} // namespace

float small_height(const Ui& ui) { return ui.input().coarse_pointer ? 44.0f : 28.0f; }

float small_button_width(Ui& ui, std::string_view visible) {
    return width_of(ui, {"", visible, "", ButtonKind::quiet, true, true, NodeFlag::none});
}

bool small_button(Ui& ui, std::string_view name, std::string_view visible, float right, float y) {
    const Pressable what{name, visible, "", ButtonKind::quiet, true, true, NodeFlag::none};
    const float width = width_of(ui, what);
    return put(ui, what, nullptr, right - width, y, width, small_height(ui));
}

bool button(Ui& ui, std::string_view label, const ButtonDesc& desc) {
    const Pressable what{label,
                         desc.visible_text.empty() ? label : desc.visible_text,
                         desc.description,
                         desc.kind,
                         desc.enabled,
                         desc.small,
                         desc.opens_shortcuts ? NodeFlag::opens_shortcuts : NodeFlag::none,
                         desc.identity};
    const float width = desc.fill ? ui.width() : std::min(width_of(ui, what), ui.width());
    const float height = height_of(ui, what, width);
    const Ui::Place place = ui.place(width, height);
    return put(ui, what, nullptr, place.x, place.y, width, height);
}

namespace {

bool put_choice(Ui& ui, std::string_view label, bool on, bool small, Role role) {
    const Pressable what{label,
                         label,
                         "",
                         ButtonKind::secondary,
                         true,
                         small,
                         on ? NodeFlag::pressed : NodeFlag::unpressed,
                         {},
                         role};
    const float width = std::min(width_of(ui, what), ui.width());
    const float height = height_of(ui, what, width);
    const Ui::Place place = ui.place(width, height);
    const Theme& theme = ui.theme();
    const Looks pressed{theme.accent_soft, theme.accent, theme.accent};
    return put(ui, what, on ? &pressed : nullptr, place.x, place.y, width, height);
}

} // namespace

bool toggle(Ui& ui, std::string_view label, bool on, bool small) {
    return put_choice(ui, label, on, small, Role::button);
}

bool tab(Ui& ui, std::string_view label, bool selected) {
    return put_choice(ui, label, selected, true, Role::tab);
}

bool icon_button(Ui& ui, std::string_view name, const IconButtonDesc& desc) {
    const float height = small_height(ui), width = std::max(height, 52.0f);
    const Ui::Place place = ui.place(width, height);
    const Ui::Box box{place.x, place.y, width, height};
    const Ui::Press press = ui.press(ui.claim(ui.id(name)), box);
    const Looks looks = looks_of(ui, ButtonKind::quiet, true, press);
    paint_box(ui, box.x, box.y, width, height, looks);
    icon(ui.paint(), desc.icon, box.x + width / 2, box.y + height / 2, looks.words);
    ui.ring(box);
    ui.name({.role = Role::button,
             .flags = !desc.pressed   ? NodeFlag::strong
                      : *desc.pressed ? NodeFlag::strong | NodeFlag::pressed
                                      : NodeFlag::strong | NodeFlag::unpressed,
             .level = static_cast<std::uint8_t>(ButtonKind::quiet),
             .font_size = size_small,
             .line_height = line_height(size_small),
             .name = name,
             .value = desc.word,
             .description = name});
    return press.activated;
}

bool link(Ui& ui, std::string_view label, std::string_view href, bool current) {
    const bool elsewhere = !href.starts_with("#");
    const Face face = current ? Face::strong : Face::regular;
    const Paragraph paragraph(ui, label, ui.width() - (elsewhere ? 16 : 0),
                              {.face = face, .colour = ui.theme().accent});
    const float above =
        ui.input().coarse_pointer ? std::ceil(std::max(0.0f, 44 - paragraph.height()) / 2) : 0;
    const float width =
                    std::max(above > 0 ? 44.0f : 0.0f, paragraph.width() + (elsewhere ? 16 : 0)),
                height = paragraph.height() + 2 * above;
    const Ui::Place place = ui.place(width, height, space_1);
    const Ui::Box box{place.x, place.y, width, height};
    const Ui::Press press = ui.press(ui.claim(ui.id(label)), box);
    paragraph.paint(place.x, place.y + above);
    paragraph.underline(place.x, place.y + above);
    if (elsewhere)
        arrow_out(ui.paint(), place.x + paragraph.width() + 9,
                  place.y + height - above - line_height(size_body) / 2, ui.theme().accent);
    ui.ring(box, 4);
    const std::string name = paragraph.broken_text();
    ui.name({.role = Role::link,
             .flags = face_flag(face) | (current ? NodeFlag::current : NodeFlag::none) |
                      (paragraph.native() ? NodeFlag::native : NodeFlag::none),
             .text_y = above,
             .font_size = size_body,
             .line_height = line_height(size_body),
             .name = name,
             .value = href});
    return press.activated;
}

bool disclosure(Ui& ui, std::string_view label, bool open, std::string_view trailing, Tone tone,
                bool row) {
    const VisibleText visible_label(label), visible_trailing(trailing);
    label = visible_label.text();
    trailing = visible_trailing.text();
    const Theme& theme = ui.theme();
    constexpr float words_x = 28;
    const std::string name =
        trailing.empty() ? std::string(label) : std::string(label) + ", " + std::string(trailing);
    const float pill =
        trailing.empty() ? 0
                         : std::ceil(ui.paint().width_of(trailing, Face::strong, size_small)) + 20;
    const float room = std::max(80.0f, ui.width() - words_x - pill - 2 * space_2);
    const std::string shown =
        row ? ui.paint().elided(label, Face::strong, size_body, room) : std::string(label);
    const Paragraph words(ui, shown, room, {.face = Face::strong, .colour = theme.ink});
    const float line = line_height(size_body);
    const float height = words.height() + ui.control_height() - line;
    const Ui::Place place = ui.place(ui.width(), height, space_1);
    const float top = place.y + std::floor((ui.control_height() - line) / 2),
                middle = top + line / 2;

    const Ui::Press press =
        ui.press(ui.claim(ui.id(label)), {place.x, place.y, ui.width(), height});
    if (press.hovered)
        ui.paint().fill(place.x, place.y, ui.width(), height, theme.sunken, theme.radius);
    if (open) {
        chevron_down(ui.paint(), place.x + 14, middle, theme.muted);
    } else {
        chevron_right(ui.paint(), place.x + 14, middle, theme.muted);
    }
    words.paint(place.x + words_x, top);
    if (!trailing.empty()) {
        const float x = place.x + ui.width() - pill - space_2, pill_top = std::floor(middle) - 12;
        ui.paint().fill(x, pill_top, pill, 24, fill_of(theme, tone), 12);
        ui.paint().letters(trailing, Face::strong, size_small, 24, x + 10, pill_top,
                           ink_of(theme, tone));
    }
    ui.ring({place.x + 4, place.y + 4, ui.width() - 8, height - 8});
    ui.name({.role = Role::button,
             .flags = NodeFlag::strong | (open ? NodeFlag::expanded : NodeFlag::collapsed) |
                      (words.native() ? NodeFlag::native : NodeFlag::none),
             .level = static_cast<std::uint8_t>(ButtonKind::quiet),
             .text_x = words_x,
             .text_y = top - place.y,
             .font_size = size_body,
             .line_height = line,
             .name = name,
             .value = shown == label ? std::string_view() : std::string_view(shown)});
    return press.activated;
}

} // namespace ui
