// The field is the native one's box and value at rest, as all fields are; the list is a child window over
// what follows.
#include "ui/finder.hpp"

#include "ui/containers.hpp"
#include "ui/field_parts.hpp"
#include "ui/icons.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace ui {

namespace {

// "GET \u00b7 List companies \u00b7 /v1/companies \u00b7 companies:read", cut at the dots. What is missing is empty.
struct FinderParts {
    std::string_view method, name, path, rest;
};

FinderParts parts_of(std::string_view row) {
    constexpr std::string_view dot = " \u00b7 ";
    const auto next = [&row, dot] {
        const std::size_t at = row.find(dot);
        const std::string_view part = row.substr(0, at);
        row = at == std::string_view::npos ? std::string_view() : row.substr(at + dot.size());
        return part;
    };
    FinderParts parts;
    const std::string_view first = next();
    // Without a path there is no method either.
    if (row.find(dot) == std::string_view::npos) return {{}, first, row, {}};
    parts.method = first;
    parts.name = next();
    parts.path = next();
    parts.rest = row;
    return parts;
}

constexpr float finder_width_of_two = 520; // narrower: the path stands below the name

void paint_option(Ui& ui, const FinderParts& parts, float x, float y, float width, float height,
                  bool chosen) {
    const Theme& theme = ui.theme();
    const float line = line_height(size_small), method_width = 56;
    const bool narrow = width < finder_width_of_two;
    const float words_x = x + method_width, room = width - method_width;
    const float top = std::floor(y + (height - (narrow ? 2 : 1) * line) / 2);
    const Face face = chosen ? Face::strong : Face::regular;
    ui.paint().letters(parts.method, Face::mono, size_small - 1, line, x, top, theme.muted);
    const float names = narrow ? room : std::floor(room * 0.46f);
    ui.paint().letters(ui.paint().elided(parts.name, face, size_small, names - space_2), face,
                       size_small, line, words_x, top, theme.ink);
    std::string address(parts.path);
    if (!parts.rest.empty()) address += "  " + std::string(parts.rest);
    const float at = narrow ? words_x : words_x + names;
    ui.paint().letters(ui.paint().elided(address, Face::regular, size_small, x + width - at),
                       Face::regular, size_small, line, at, narrow ? top + line : top, theme.muted);
}

// Which of the lines of the list is an option, and which the name of a group.
struct FinderLine {
    std::size_t option = 0;
    bool heads = false; // names the group of the option, which follows
};

std::vector<FinderLine> lines_of_finder(std::span<const FinderOption> options) {
    std::vector<FinderLine> lines;
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (i == 0 || options[i].group != options[i - 1].group) lines.push_back({i, true});
        lines.push_back({i, false});
    }
    return lines;
}

constexpr float finder_lines_in_sight = 8.5f; // half of one tells that there are more

struct FinderList {
    Ui& ui;
    const FinderDesc& desc;
    std::uint32_t field;
    float x, y, width;
    bool two_lines;

    float line() const {
        if (two_lines) return 52;
        return ui.input().coarse_pointer ? 44.0f : 32.0f;
    }
    std::uint32_t id_of(std::size_t option) const { return ui.id(static_cast<int>(option)); }

    std::optional<std::size_t> put() {
        const std::vector<FinderLine> lines = lines_of_finder(desc.options);
        const float all = static_cast<float>(lines.size()) * line();
        const float height = std::min(all + 2, std::floor(finder_lines_in_sight * line()));
        Scroll scroll(ui, Role::list_box, "Operations found", x, y, width, height, 0);
        ui.paint().fill(0, 0, width, all + height, ui.theme().surface);
        IdScope scope(ui, field);
        const ImVec2 start = ImGui::GetCursorScreenPos();
        const Ui::Place corner = ui.place(width, all, 0);
        const float left = corner.x, top = corner.y;
        const ImVec2 after = ImGui::GetCursorScreenPos();
        ImGui::SetCursorScreenPos(start);
        // The ones out of sight are named, and not painted. One that was pressed is there.
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(lines.size()), line());
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (!lines[i].heads && id_of(lines[i].option) == ui.input().action.id)
                clipper.IncludeItemByIndex(static_cast<int>(i));
        std::vector<bool> painted(lines.size());
        while (clipper.Step())
            for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
                painted[static_cast<std::size_t>(i)] = true;
        std::optional<std::size_t> taken;
        std::optional<Group> group;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const float at = top + static_cast<float>(i) * line();
            const FinderOption& option = desc.options[lines[i].option];
            if (lines[i].heads) {
                group.reset();
                group.emplace(ui, Role::group, option.group);
                if (painted[i])
                    ui.paint().letters(option.group, Face::strong, size_small, line(),
                                       left + space_3, at + (two_lines ? 8 : 2), ui.theme().muted);
            } else if (put_option(lines[i].option, {left, at, width, line()}, painted[i])) {
                taken = lines[i].option;
            }
        }
        group.reset();
        ImGui::SetCursorScreenPos(after);
        const Paint::Sight sight = ui.paint().sight();
        ui.paint().outline(0, sight.top, width, sight.bottom - sight.top, ui.theme().control_line,
                           ui.theme().radius);
        return taken;
    }

    bool put_option(std::size_t index, const Ui::Box& box, bool painted) {
        const FinderOption& option = desc.options[index];
        const bool active = index == desc.active, chosen = index == desc.selected;
        const std::uint32_t id = id_of(index);
        bool pressed = false;
        if (painted) {
            const Ui::Press press = ui.press(id, box);
            pressed = press.activated;
            if (active || press.hovered)
                ui.paint().fill(box.x + 4, box.y + 1, box.width - 8, box.height - 2,
                                active ? ui.theme().accent_soft : ui.theme().sunken,
                                ui.theme().radius);
            if (active)
                ui.paint().outline(box.x + 4, box.y + 1, box.width - 8, box.height - 2,
                                   ui.theme().accent, ui.theme().radius);
            paint_option(ui, parts_of(option.name), box.x + space_3, box.y, box.width - 2 * space_3,
                         box.height, chosen);
        }
        ui.semantics().add({.id = id,
                            .role = Role::option,
                            .flags = active ? NodeFlag::current : NodeFlag::none,
                            .level = static_cast<std::uint8_t>(chosen ? 1 : 0),
                            .x = box.x,
                            .y = box.y,
                            .width = box.width,
                            .height = box.height,
                            .text_x = space_3,
                            .font_size = size_small,
                            .line_height = box.height,
                            .name = option.name});
        return pressed;
    }
};

} // namespace

FinderNews finder(Ui& ui, const FinderDesc& desc) {
    const Theme& theme = ui.theme();
    const std::uint32_t id = ui.claim(ui.id(desc.label));
    const float size = field_size(ui), height = ui.control_height();
    put_label(ui, desc.label, id);
    const Ui::Place place = ui.place(ui.width(), height, space_1);
    put_field(ui, id, {place.x, place.y, ui.width(), height}, false, true);
    const std::string_view value = desc.open ? desc.typed : desc.chosen;
    if (!ui.focused(id)) {
        const float room = ui.width() - field_inset - 40;
        ui.paint().letters(ui.paint().elided(value, Face::regular, size, room), Face::regular, size,
                           height, place.x + field_inset, place.y, theme.ink);
    }
    chevron_down(ui.paint(), place.x + ui.width() - 18, place.y + height / 2, theme.muted);
    const std::uint32_t description = description_id(ui, desc.label, desc.hint, {});
    ui.name(
        {.role = Role::finder,
         .flags = NodeFlag::no_spell_check | (desc.open ? NodeFlag::expanded : NodeFlag::collapsed),
         .font_size = size,
         .line_height = line_height(size),
         .reference = description,
         .name = desc.label,
         .value = value,
         .description = desc.chosen});
    FinderNews news;
    if (desc.open) {
        ImGuiWindow& here = *ImGui::GetCurrentWindow();
        const ImVec2 cursor = here.DC.CursorPos, furthest = here.DC.CursorMaxPos;
        FinderList list{ui,
                        desc,
                        id,
                        place.x,
                        place.y + height + 4,
                        ui.width(),
                        ui.width() < finder_width_of_two + 56};
        news.taken = list.put();
        here.DC.CursorPos = cursor;
        here.DC.CursorMaxPos = furthest;
    }
    put_description(ui, description, desc.hint, {});
    if (const auto typed = ui.take(id, Action::Kind::edit)) news.typed = typed->text;
    if (const auto key = ui.take(id, Action::Kind::key);
        key && key->index <= static_cast<std::size_t>(playground::ListMove::take))
        news.key = static_cast<playground::ListMove>(key->index);
    return news;
}

} // namespace ui
