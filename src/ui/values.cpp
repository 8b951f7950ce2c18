// Values with a name: rows, checks, meters.
#include "ui/values.hpp"

#include "ui/icons.hpp"
#include "ui/paragraph.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace ui {

using playground::Tone;

namespace {

constexpr std::string_view masked =
    "\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2"
    "\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2";
// Ids of what belongs to a row, from the row's.
constexpr std::uint32_t name_part = 1, hidden_part = 2, evidence_part = 3;
constexpr float roomy = 480; // wider than this, name and value stand side by side
constexpr float name_width = 168;

} // namespace

std::uint32_t value_row_id(const Ui& ui, std::string_view name) {
    return ui.id("Copy " + std::string(name));
}

bool value_row(Ui& ui, const ValueDesc& desc) {
    const Theme& theme = ui.theme();
    const bool hidden = desc.secret && !desc.revealed;
    const bool copyable = desc.copyable && !desc.value.empty();
    const std::string_view word = desc.just_copied ? "Copied" : "Copy";
    const float copy_width = copyable ? small_button_width(ui, word) + space_2 : 0;
    const bool beside = !desc.hide_name && ui.width() >= roomy;

    const std::uint32_t id = ui.claim(ui.id("Value " + std::string(desc.name)));
    const Paragraph name(
        ui, desc.name, beside ? name_width - space_3 : ui.width() - copy_width,
        {.size = size_small, .colour = theme.muted, .id = ui.claim(id + name_part)});
    const float indent = beside ? name_width : 0;
    const bool mono = desc.mono && !hidden;
    const Paragraph value(ui, hidden ? masked : desc.value, ui.width() - indent - copy_width,
                          {.size = size_small,
                           .face = mono ? Face::mono : Face::regular,
                           .colour = theme.ink,
                           .wrap = mono ? Wrap::anywhere : Wrap::words,
                           .id = id});

    const float above = desc.hide_name || beside ? 0 : name.height();
    const float words = beside ? std::max(name.height(), value.height()) : above + value.height();
    // The button stands centred on the first line.
    const float top = copyable ? std::floor((small_height(ui) - line_height(size_small)) / 2) : 0;
    const float height = std::max(words + 2 * top, copyable ? small_height(ui) : 0.0f);
    const Ui::Place place = ui.place(ui.width(), height, space_1);

    if (!desc.hide_name) name.put(place.x, place.y + top);
    const float x = place.x + indent, y = place.y + top + above;
    if (hidden) {
        value.paint(x, y);
        ui.item(ui.claim(id + hidden_part), {x, y, value.width(), value.height()});
        ui.name({.role = Role::image, .name = "hidden"});
    } else {
        value.put(x, y);
    }
    if (!copyable) return false;
    return small_button(ui, "Copy " + std::string(desc.name), word, place.x + ui.width(), place.y);
}

void check_row(Ui& ui, Tone tone, std::string_view verdict, std::string_view name,
               std::string_view evidence) {
    const Theme& theme = ui.theme();
    constexpr float indent = 28;
    const std::uint32_t id = ui.claim(ui.id("Check " + std::string(name)));
    const float verdict_width =
        std::ceil(ui.paint().width_of(verdict, Face::strong, size_small)) + space_3;
    const Paragraph title(
        ui, name, ui.width() - indent - verdict_width,
        {.face = Face::strong, .colour = theme.ink, .id = ui.claim(id + name_part)});
    const Paragraph word(
        ui, verdict, verdict_width,
        {.size = size_small, .face = Face::strong, .colour = ink_of(theme, tone), .id = id});
    const Paragraph small(
        ui, evidence, ui.width() - indent,
        {.size = size_small, .colour = theme.muted, .id = ui.claim(id + evidence_part)});
    const Ui::Place place = ui.place(ui.width(), title.height() + small.height(), space_3);
    const float first = line_height(size_body);
    tone_icon(ui.paint(), theme, tone, place.x + 10, place.y + first / 2);
    title.put(place.x + indent, place.y);
    word.put(place.x + ui.width() - word.width(), place.y + (first - line_height(size_small)) / 2);
    small.put(place.x + indent, place.y + title.height());
}

void meter(Ui& ui, std::string_view name, float fraction, std::string_view words, Tone tone) {
    const Theme& theme = ui.theme();
    constexpr float track = 6;
    const Paragraph label(ui, name, ui.width() / 2, {.size = size_small, .colour = theme.muted});
    const Paragraph value(ui, words, ui.width() / 2,
                          {.size = size_small, .face = Face::strong, .colour = theme.ink});
    const float line = std::max(label.height(), value.height());
    const float height = line + space_1 + track;
    const Ui::Place place = ui.place(ui.width(), height + space_1, space_2);
    const float full = std::clamp(fraction, 0.0f, 1.0f) * ui.width();
    label.paint(place.x, place.y);
    value.paint(place.x + ui.width() - value.width(), place.y);
    const float y = place.y + line + space_1;
    ui.paint().fill(place.x, y, ui.width(), track, theme.line, track / 2);
    if (full > 0)
        ui.paint().fill(place.x, y, std::max(full, track), track, ink_of(theme, tone), track / 2);
    ui.item(ui.claim(ui.id("Meter " + std::string(name))), {place.x, place.y, ui.width(), height});
    const bool native = label.native() || value.native();
    ui.name({.role = Role::meter,
             .flags = native ? NodeFlag::native : NodeFlag::none,
             .font_size = size_small,
             .line_height = line_height(size_small),
             .value_number = fraction,
             .name = name,
             .value = words});
}

} // namespace ui
