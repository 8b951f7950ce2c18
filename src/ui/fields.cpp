// What can be filled in. The native field does the typing; here are its box, its label, and its
// value at rest.
#include "ui/fields.hpp"

#include "http/utf8.hpp"
#include "ui/field_parts.hpp"
#include "ui/icons.hpp"
#include "ui/paragraph.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace ui {

// Phones zoom in on fields with smaller letters than 16 pixels.
float field_size(const Ui& ui) {
    if (ui.input().coarse_pointer) return 16;
    return size_body;
}

void put_label(Ui& ui, std::string_view label, std::uint32_t control) {
    const Paragraph paragraph(ui, label, ui.width(),
                              {.role = Role::label,
                               .size = size_small,
                               .face = Face::strong,
                               .colour = ui.theme().ink,
                               .id = ui.claim(control + 1),
                               .reference = control});
    const Ui::Place place = ui.place(ui.width(), paragraph.height(), space_3);
    paragraph.put(place.x, place.y);
}

std::uint32_t description_id(Ui& ui, std::string_view label, std::string_view hint,
                             std::string_view error) {
    if (hint.empty() && error.empty()) return 0;
    return ui.claim(ui.id("About " + std::string(label)));
}

void put_description(Ui& ui, std::uint32_t id, std::string_view hint, std::string_view error) {
    if (id == 0) return;
    const bool wrong = !error.empty();
    const std::string_view words = wrong ? error : hint;
    const float indent = wrong ? 22.0f : 0.0f;
    const Paragraph paragraph(
        ui, words, ui.width() - indent,
        {.size = size_small, .colour = wrong ? ui.theme().negative : ui.theme().muted, .id = id});
    const Ui::Place place = ui.place(ui.width(), paragraph.height(), space_1);
    if (wrong)
        tone_icon(ui.paint(), ui.theme(), playground::Tone::negative, place.x + 8,
                  place.y + line_height(size_small) / 2);
    paragraph.put(place.x + indent, place.y);
}

// The field's box, as an item. A press gives it the focus, and its native element does the rest.
void put_field(Ui& ui, std::uint32_t id, const Ui::Box& box, bool wrong, bool enabled) {
    const Theme& theme = ui.theme();
    const auto& [x, y, width, height] = box;
    const Ui::Press press = ui.press(id, box, enabled);
    ui.paint().fill(x, y, width, height, enabled ? theme.surface : theme.sunken, ui.theme().radius);
    const Colour line = wrong ? theme.negative : press.hovered ? theme.ink : theme.control_line;
    ui.paint().outline(x, y, width, height, line, ui.theme().radius);
    ui.ring(box);
}

namespace {

// Bytes of a value that are painted: more than a field can show. A person may paste a megabyte.
constexpr std::size_t most_field_bytes = 4096;

std::string dots(std::string_view value) {
    std::string result;
    for (const char c : value)
        if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) result += "\xe2\x80\xa2";
    return result;
}

} // namespace

std::optional<std::string> text_field(Ui& ui, const FieldDesc& desc) {
    const Theme& theme = ui.theme();
    const std::uint32_t id = ui.claim(ui.id(desc.label));
    const bool hidden = desc.secret && !desc.revealed;
    const Face face = desc.mono ? Face::mono : Face::regular;
    const float size = field_size(ui);
    const float height = desc.multiline ? 112.0f : ui.control_height();

    put_label(ui, desc.label, id);
    const Ui::Place place = ui.place(ui.width(), height, space_1);
    const float width = ui.width();
    put_field(ui, id, {place.x, place.y, width, height}, !desc.error.empty(), true);

    // With the focus, the native field shows its own letters in the same place, and the caret.
    const VisibleText visible_value(http::whole_characters(desc.value, most_field_bytes));
    const bool native = needs_shaping(visible_value.text());
    if (!ui.focused(id) && !native) {
        const bool empty = desc.value.empty();
        const std::string masked =
            hidden ? dots(desc.value.substr(0, most_field_bytes)) : std::string();
        const std::string_view shown = empty    ? desc.placeholder
                                       : hidden ? std::string_view(masked)
                                                : visible_value.text();
        const Colour colour = empty ? theme.muted : theme.ink;
        ui.paint().push_clip(place.x + field_inset, place.y, width - 2 * field_inset, height);
        if (desc.multiline) {
            const Paragraph paragraph(
                ui, shown, width - 2 * field_inset,
                {.size = size, .face = face, .colour = colour, .wrap = Wrap::anywhere});
            paragraph.paint(place.x + field_inset, place.y + space_2);
        } else {
            ui.paint().letters(shown, face, size, height, place.x + field_inset, place.y, colour);
        }
        ui.paint().pop_clip();
    }

    const std::uint32_t description = description_id(ui, desc.label, desc.hint, desc.error);
    NodeFlag flags = NodeFlag::no_spell_check | face_flag(face);
    if (!desc.error.empty()) flags = flags | NodeFlag::invalid;
    if (desc.required) flags = flags | NodeFlag::required;
    if (desc.read_only) flags = flags | NodeFlag::read_only;
    if (native) flags = flags | NodeFlag::native;
    ui.name({.role = hidden           ? Role::password
                     : desc.multiline ? Role::multiline
                                      : Role::textbox,
             .flags = flags,
             .font_size = size,
             .line_height = line_height(size),
             .reference = description,
             .name = desc.label,
             .value = desc.value,
             .description = desc.placeholder});
    put_description(ui, description, desc.hint, desc.error);

    if (const std::optional<Action> action = ui.take(id, Action::Kind::edit)) return action->text;
    return std::nullopt;
}

std::optional<std::size_t> combobox(Ui& ui, const ComboDesc& desc) {
    const Theme& theme = ui.theme();
    const std::uint32_t id = ui.claim(ui.id(desc.label));
    const float size = field_size(ui), height = ui.control_height();

    put_label(ui, desc.label, id);
    const Ui::Place place = ui.place(ui.width(), height, space_1);
    put_field(ui, id, {place.x, place.y, ui.width(), height}, false, desc.enabled);
    const VisibleText chosen(desc.selected < desc.options.size() ? desc.options[desc.selected]
                                                                 : std::string_view());
    const bool native = needs_shaping(chosen.text());
    if (!native) {
        ui.paint().push_clip(place.x + field_inset, place.y, ui.width() - field_inset - 32, height);
        ui.paint().letters(chosen.text(), Face::regular, size, height, place.x + field_inset,
                           place.y, desc.enabled ? theme.ink : theme.muted);
        ui.paint().pop_clip();
    }
    chevron_down(ui.paint(), place.x + ui.width() - 18, place.y + height / 2, theme.muted);

    const std::uint32_t description = description_id(ui, desc.label, desc.hint, {});
    std::string options;
    for (const std::string_view option : desc.options) {
        if (!options.empty()) options.push_back('\n');
        options += option;
    }
    ui.name({.role = Role::combobox,
             .flags = (desc.enabled ? NodeFlag::none : NodeFlag::disabled) |
                      (native ? NodeFlag::native : NodeFlag::none),
             .font_size = size,
             .line_height = line_height(size),
             .value_number = static_cast<float>(desc.selected),
             .reference = description,
             .name = desc.label,
             .value = options});
    put_description(ui, description, desc.hint, {});

    const std::optional<Action> action = ui.take(id, Action::Kind::choose);
    if (action && desc.enabled && action->index < desc.options.size() &&
        !desc.options[action->index].starts_with('\t'))
        return action->index;
    return std::nullopt;
}

} // namespace ui
