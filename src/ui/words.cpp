// Words that are only read: headings, text, code, badges, callouts, the live regions.
#include "ui/words.hpp"

#include "ui/containers.hpp"
#include "ui/controls.hpp"
#include "ui/icons.hpp"
#include "ui/paragraph.hpp"
#include "ui/phrases.hpp"

#include "http/utf8.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace ui {

using playground::Tone;

namespace {

// Lines of a long text come and go by this many, so that scrolling a little changes no element and
// a selection stays.
constexpr std::size_t step_of_lines = 32;

void put_paragraph(Ui& ui, std::string_view words, const ParagraphDesc& desc, float gap) {
    const Paragraph paragraph(ui, words, ui.width(), desc);
    const Ui::Place place = ui.place(paragraph.width(), paragraph.height(), gap);
    paragraph.put(place.x, place.y);
}

std::string_view without_last_lines(std::string_view text) {
    const std::size_t last = text.find_last_not_of("\r\n");
    return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// The beginning of a text: whole lines, or whole letters of a line that is longer than that.
std::string_view beginning(std::string_view text, std::size_t size) {
    if (size >= text.size()) return text;
    const std::string_view part = text.substr(0, size);
    const std::size_t line = part.rfind('\n');
    if (line != std::string_view::npos && line >= size / 2) return part.substr(0, line + 1);
    return http::whole_characters(text, size);
}

// Of the lines of a long text, in steps: from, and behind the last. Some, if none is in sight.
std::pair<std::size_t, std::size_t> lines_in_sight(Ui& ui, float y, std::size_t count, float step) {
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos(ImVec2(after.x, y + ui.paint().origin_y()));
    const std::size_t steps = (count + step_of_lines - 1) / step_of_lines;
    std::size_t from = count, to = 0;
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(steps), step * static_cast<float>(step_of_lines));
    while (clipper.Step()) {
        from = std::min(from, static_cast<std::size_t>(clipper.DisplayStart) * step_of_lines);
        to = std::max(to, static_cast<std::size_t>(clipper.DisplayEnd) * step_of_lines);
    }
    ImGui::SetCursorScreenPos(after);
    if (from >= to) return {0, std::min(step_of_lines, count)};
    return {from, std::min(to, count)};
}

void sunken_box(Ui& ui, const Ui::Place& place, float height) {
    ui.paint().fill(place.x, place.y, ui.width(), height, ui.theme().sunken, ui.theme().radius);
    ui.paint().outline(place.x, place.y, ui.width(), height, ui.theme().line, ui.theme().radius);
}

void put_heading(Ui& ui, int level, std::string_view words, float size, int line) {
    put_paragraph(ui, words,
                  {.role = Role::heading,
                   .level = static_cast<std::uint8_t>(level),
                   .size = size,
                   .face = Face::strong,
                   .colour = ui.theme().ink,
                   .id = ui.claim(ui.id(line))},
                  space_2);
}

} // namespace

void heading(Ui& ui, int level, std::string_view words, int line) {
    put_heading(ui, level, words, ui.aside() || level > 3 ? size_body : size_subtitle, line);
}

void title(Ui& ui, std::string_view words, int line) {
    put_heading(ui, 2, words, size_title, line);
}

void text(Ui& ui, std::string_view words, TextStyle style, int line) {
    const std::string shown = style.widest > 0
                                  ? ui.paint().elided(words, style.face, style.size, style.widest)
                                  : std::string(words);
    put_paragraph(ui, shown,
                  {.size = style.size,
                   .face = style.face,
                   .colour = style.colour.value_or(ui.theme().ink),
                   .wrap = style.face == Face::mono ? Wrap::anywhere : Wrap::words,
                   .id = ui.claim(ui.id(line))},
                  space_1);
}

void muted(Ui& ui, std::string_view words, int line) {
    text(ui, words, {.size = size_small, .colour = ui.theme().muted}, line);
}

bool code_block(Ui& ui, std::string_view id_label, std::string_view code,
                std::string_view copy_label, bool just_copied) {
    const std::string copy_name = "Copy " + std::string(copy_label);
    constexpr float padding = space_3, copy_room = 72; // of "Copied"
    // It floats in the corner: only the lines beside it are shorter.
    const float below = space_2 + small_height(ui) - padding;
    const Corner corner{copy_room,
                        static_cast<std::size_t>(std::ceil(below / line_height(size_small)))};
    const ParagraphDesc desc{.role = Role::code,
                             .size = size_small,
                             .face = Face::mono,
                             .colour = ui.theme().ink,
                             .wrap = Wrap::code,
                             .corner = copy_label.empty() ? Corner() : corner,
                             .id = ui.claim(ui.id(id_label))};
    const float room = ui.width() - 2 * padding;
    const Paragraph paragraph(ui, without_last_lines(code), room, desc);
    const float height = std::max(paragraph.height() + 2 * padding,
                                  copy_label.empty() ? 0.0f : small_height(ui) + space_2 * 2);
    const Ui::Place place = ui.place(ui.width(), height);
    sunken_box(ui, place, height);
    paragraph.put(place.x + padding, place.y + padding);
    if (copy_label.empty()) return false;
    return small_button(ui, copy_name, just_copied ? "Copied" : "Copy",
                        place.x + ui.width() - space_2, place.y + space_2);
}

bool long_code(Ui& ui, std::string_view id_label, std::string_view text, TextLayout& layout) {
    constexpr float padding = space_3;
    const float room = ui.width() - 2 * padding, density = ui.input().density;
    const std::string_view whole = without_last_lines(text);
    const std::string_view part = beginning(whole, layout.wanted);
    if (layout.width != room || layout.density != density || layout.covered != part.size()) {
        layout.width = room;
        layout.density = density;
        layout.covered = part.size();
        layout.shown = VisibleText(without_last_lines(part));
        layout.lines =
            ui.paint().lines_of(layout.shown.text(), Face::mono, size_small, room, Wrap::code);
    }
    const std::string_view shown = layout.shown.text();
    const std::vector<Line>& lines = layout.lines;
    const float step = line_height(size_small);
    const float height = step * static_cast<float>(lines.size()) + 2 * padding;
    const Ui::Place place = ui.place(ui.width(), height);
    sunken_box(ui, place, height);

    const float x = place.x + padding, y = place.y + padding;
    const auto [from, to] = lines_in_sight(ui, y, lines.size(), step);
    const std::size_t start = from == 0 ? 0 : lines[from - 1].next;
    const std::string name = broken(shown, std::span(lines).subspan(from, to - from), start);
    const float top = y + step * static_cast<float>(from);
    const bool native = needs_shaping(name);
    if (!native) paint_code(ui, shown, std::span(lines).subspan(from, to - from), x, top, step);
    const std::uint32_t id = ui.claim(ui.id(id_label));
    const bool all = from == 0 && to == lines.size() && part.size() == whole.size();
    ui.item(id, {x, top, room, step * static_cast<float>(to - from)});
    ui.name({.role = Role::code,
             .flags = NodeFlag::mono | (all ? NodeFlag::none : NodeFlag::partial) |
                      (native ? NodeFlag::native : NodeFlag::none),
             .font_size = size_small,
             .line_height = step,
             .name = name});
    const bool copied = ui.take(id, Action::Kind::activate).has_value();
    if (part.size() < whole.size()) {
        muted(ui, "The first " + byte_count(part.size()) + " of " + byte_count(whole.size()) +
                      " are shown. Copy takes all.");
        if (button(ui, "Show more of it", {.small = true})) layout.wanted += text_portion * 4;
    }
    return copied;
}

void badge(Ui& ui, Tone tone, std::string_view word, int line) {
    const Paragraph paragraph(ui, word, ui.width() - 20,
                              {.size = size_small,
                               .face = Face::strong,
                               .colour = ink_of(ui.theme(), tone),
                               .id = ui.claim(ui.id(line))});
    const float height = paragraph.height() + 4, width = paragraph.width() + 20;
    const Ui::Place place = ui.place(width, height);
    ui.paint().fill(place.x, place.y, width, height, fill_of(ui.theme(), tone), 12);
    if (tone == Tone::neutral)
        ui.paint().outline(place.x, place.y, width, height, ui.theme().line, 12);
    paragraph.put(place.x + 10, place.y + 2);
}

void callout(Ui& ui, Tone tone, std::string_view title, std::string_view detail, int line) {
    constexpr float padding = space_3, icon_room = 28;
    const Theme& theme = ui.theme();
    const Colour fill = tone == Tone::neutral ? theme.accent_soft : fill_of(theme, tone);
    const float room = ui.width() - 2 * padding - icon_room;
    const Paragraph first(ui, title, room,
                          {.face = Face::strong, .colour = theme.ink, .id = ui.claim(ui.id(line))});
    const Paragraph second(ui, detail, room, {.colour = theme.ink, .id = ui.claim(ui.id(line))});
    const float height = first.height() + (detail.empty() ? 0 : second.height() + 2) + 2 * padding;
    const Ui::Place place = ui.place(ui.width(), height, space_3);
    ui.paint().fill(place.x, place.y, ui.width(), height, fill, ui.theme().radius);
    tone_icon(ui.paint(), theme, tone, place.x + padding + 8,
              place.y + padding + line_height(size_body) / 2,
              tone == Tone::neutral ? theme.accent : ink_of(theme, tone));
    Group group(ui, Role::group);
    first.put(place.x + padding + icon_room, place.y + padding);
    if (!detail.empty())
        second.put(place.x + padding + icon_room, place.y + padding + first.height() + 2);
}

void separator(Ui& ui) {
    const Ui::Place place = ui.place(ui.width(), 1, space_3);
    ui.paint().fill(place.x, place.y, ui.width(), 1, ui.theme().line);
}

void live_region(Ui& ui, const playground::Announcement& announcement) {
    // The regions themselves are in the page from the start; a node only brings them words and a
    // serial.
    const Role role = announcement.assertive ? Role::alert : Role::status;
    ui.semantics().add({.id = ui.claim(ui.id("announcement")),
                        .role = role,
                        .value_number = static_cast<float>(announcement.serial),
                        .name = announcement.text});
}

} // namespace ui
