// A JSON value as a tree that can be folded: one line per value, one tree item per line. Only the
// lines in sight are painted and named, so a body of megabytes costs no more than a short one.
#include "ui/json_tree.hpp"

#include "oauth/server_words.hpp"
#include "ui/containers.hpp"

#include "ui/icons.hpp"
#include "ui/paragraph.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace ui {

namespace {

constexpr float indent = 16;
// All heights of rows are a multiple: what the clipper counts in, as it wants things of one height.
constexpr float grain = 4;
// Beyond the sight, so that the arrow keys find the next row there.
constexpr float beyond_tree = 120;
// So few are all there: they can be read and found without scrolling.
constexpr std::size_t few_nodes = 80;

// Of a row, so that a text of megabytes costs a pass no more than a short one. All of it stands in the
// Text view.
constexpr std::size_t longest_text = 8'000;
constexpr std::size_t longest_key = 200;
constexpr std::size_t longest_step = 64; // of a path

bool is_branch(const json::Value& value) { return !value.items.empty() || !value.members.empty(); }

std::string count(std::size_t n, const char* one, const char* many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

std::string words_of_text(const std::string& text) {
    if (text.size() <= longest_text) return json::quote(text);
    const std::string shown = oauth::cut(text, longest_text);
    return json::quote(shown) + " and more, " + std::to_string(text.size()) +
           " bytes in all: choose Text to see them";
}

std::string words_of(const json::Value& value, bool open) {
    switch (value.kind) {
    case json::Kind::null: return "null";
    case json::Kind::boolean: return value.boolean ? "true" : "false";
    case json::Kind::number: return oauth::cut(value.text, longest_key);
    case json::Kind::string: return words_of_text(value.text);
    case json::Kind::array:
        if (open) return "[";
        return value.items.empty() ? "[]"
                                   : "[ " + count(value.items.size(), "item", "items") + " ]";
    case json::Kind::object:
        if (open) return "{";
        return value.members.empty()
                   ? "{}"
                   : "{ " + count(value.members.size(), "member", "members") + " }";
    }
    return {};
}

// "data, list, 3 items": what is heard of a row that holds others, instead of its brackets.
std::string told_of(const TreeRow& row, bool item) {
    const json::Value& value = *row.value;
    std::string told = row.level == 1 ? ""
                       : item         ? std::to_string(row.position)
                                      : oauth::cut(row.key, longest_key);
    if (!told.empty()) told += ", ";
    return told + (value.kind == json::Kind::array
                       ? "list, " + count(value.items.size(), "item", "items")
                       : "object, " + count(value.members.size(), "member", "members"));
}

Colour colour_of(const Theme& theme, const json::Value& value) {
    switch (value.kind) {
    case json::Kind::string: return theme.positive;
    case json::Kind::number:
    case json::Kind::boolean: return theme.accent;
    case json::Kind::null:
    case json::Kind::array:
    case json::Kind::object: break;
    }
    return theme.muted;
}

std::string step_to(const TreeRow& row, const json::Value& parent, bool first) {
    if (parent.kind == json::Kind::array) return "[" + std::to_string(row.position) + "]";
    // A dot in a name is no step: {"a.b":…} and {"a":{"b":…}} fold apart.
    std::string key;
    for (const char c : row.key.substr(0, longest_step)) {
        if (c == '.' || c == '[' || c == '\\') key += '\\';
        key += c;
    }
    if (row.key.size() > longest_step) key += "\\" + std::to_string(row.position);
    return (first ? "" : ".") + key;
}

class Tree {
public:
    Tree(Ui& ui, TreeLayout& layout, const std::set<std::string>& folded, std::string_view prefix)
        : ui_(ui), layout_(layout), folded_(folded), prefix_(prefix) {}

    void lay_out(const json::Value& value) {
        layout_.rows.clear();
        add({.value = &value});
    }

    float height() const { return layout_.rows.back().y + layout_.rows.back().height; }

    void put(float x, float y) {
        const std::vector<TreeRow>& rows = layout_.rows;
        const auto grains = static_cast<int>(height() / grain);
        const auto row_at = [&](int at) {
            const float top = static_cast<float>(at) * grain;
            const auto after =
                std::upper_bound(rows.begin(), rows.end(), top,
                                 [](float wanted, const TreeRow& row) { return wanted < row.y; });
            return static_cast<std::size_t>(after - rows.begin()) - 1;
        };
        const auto grain_at = [&](float at) {
            return static_cast<int>(std::clamp(at / grain, 0.0f, static_cast<float>(grains)));
        };
        const ImVec2 after = ImGui::GetCursorScreenPos();
        ImGui::SetCursorScreenPos(ImVec2(after.x, y + ui_.paint().origin_y()));
        ImGuiListClipper clipper;
        clipper.Begin(grains, grain);
        const Paint::Sight sight = ui_.paint().sight();
        const bool all = rows.size() <= few_nodes;
        clipper.IncludeItemsByIndex(all ? 0 : grain_at(sight.top - y - beyond_tree),
                                    all ? grains : grain_at(sight.bottom - y + beyond_tree));
        // And the ends, and the one with the focus, its parent and its neighbours, so that keys
        // find them.
        const std::size_t last = rows.size() - 1;
        const std::size_t focused = std::min(layout_.focused, last);
        for (const std::size_t index :
             {std::size_t{0}, std::size_t{rows[focused].parent}, focused - (focused > 0 ? 1 : 0),
              focused, std::min(focused + 1, last), last})
            clipper.IncludeItemByIndex(grain_at(rows[index].y));
        std::size_t next = 0; // what stands before it is done
        while (clipper.Step()) {
            if (clipper.DisplayStart == clipper.DisplayEnd) continue;
            const std::size_t end = row_at(clipper.DisplayEnd - 1) + 1;
            for (std::size_t i = std::max(next, row_at(clipper.DisplayStart)); i < end; ++i)
                put_row(i, x, y);
            next = std::max(next, end);
        }
        ImGui::SetCursorScreenPos(after);
    }

    std::optional<std::string> toggled;

private:
    bool open(const TreeRow& row, const std::string& path) const {
        return is_branch(*row.value) &&
               (folded_.empty() || !folded_.contains(std::string(prefix_) + path));
    }

    float left_of(const TreeRow& row) const {
        return indent * static_cast<float>(std::min<int>(row.level - 1, 12)) + 16;
    }

    bool is_item(const TreeRow& row) const {
        return layout_.rows[row.parent].value->kind == json::Kind::array;
    }

    std::string front_of(const TreeRow& row) const {
        if (row.level == 1) return {};
        if (is_item(row)) return "[" + std::to_string(row.position) + "]: ";
        return std::string(VisibleText(json::quote(oauth::cut(row.key, longest_key))).text()) +
               ": ";
    }

    float front_width(const std::string& front) const {
        return ui_.paint().width_of(front, Face::mono, size_small);
    }

    float room_for(const TreeRow& row, float front) const {
        return std::max(120.0f, layout_.width - left_of(row) - front);
    }

    Paragraph value_of(const TreeRow& row, float front, std::string_view words) const {
        return Paragraph(ui_, words, room_for(row, front),
                         {.size = size_small,
                          .face = Face::mono,
                          .colour = colour_of(ui_.theme(), *row.value),
                          .wrap = Wrap::anywhere});
    }

    float height_of(const TreeRow& row) const {
        const float line = line_height(size_small);
        // What a finger opens is 44 pixels high.
        if (is_branch(*row.value)) return ui_.input().coarse_pointer ? 44 : line;
        // Only strings can be long; no letter is wider than its size, but a name is than what it
        // stands for.
        const float most =
            size_small * static_cast<float>(row.key.size() + row.value->text.size() + 16);
        const bool short_one = most < layout_.width - left_of(row) && !has_named(row.key) &&
                               !has_named(row.value->text);
        if (row.value->kind != json::Kind::string || short_one) return line;
        return value_of(row, front_width(front_of(row)), words_of_text(row.value->text)).height();
    }

    void add(TreeRow row) {
        const std::size_t self = layout_.rows.size();
        if (self > 0) row.y = layout_.rows.back().y + layout_.rows.back().height;
        row.height = height_of(row);
        layout_.rows.push_back(row);
        if (!open(row, path_)) return;
        const json::Value& value = *row.value;
        TreeRow child{.siblings =
                          static_cast<std::uint32_t>(value.items.size() + value.members.size()),
                      .parent = static_cast<std::uint32_t>(self),
                      .level = static_cast<std::uint8_t>(std::min(row.level + 1, 255))};
        const std::size_t length = path_.size();
        const auto add_child = [&](const json::Value& inner) {
            child.value = &inner;
            path_ += step_to(child, value, length == 0);
            add(child);
            path_.resize(length);
            ++child.position;
        };
        for (const json::Member& member : value.members) {
            child.key = member.key;
            add_child(member.value);
        }
        for (const json::Value& item : value.items)
            add_child(item);
    }

    std::string path_to(std::size_t index) const {
        if (index == 0) return {};
        const TreeRow& row = layout_.rows[index];
        const std::string before = path_to(row.parent);
        return before + step_to(row, *layout_.rows[row.parent].value, before.empty());
    }

    void put_row(std::size_t index, float x, float y) {
        const TreeRow& row = layout_.rows[index];
        const std::string path = path_to(index);
        const bool branch = is_branch(*row.value), opened = open(row, path);
        const std::string front = front_of(row), words = words_of(*row.value, opened);
        const float front_wide = front_width(front), left = x + left_of(row);
        const Paragraph value = value_of(row, front_wide, words);
        const float above = std::max(0.0f, std::floor((row.height - value.height()) / 2));
        const float box = y + row.y, top = box + above;
        const float step = line_height(size_small);
        const std::uint32_t id = ui_.claim(ui_.id("." + path));
        if (ui_.focused(id)) layout_.focused = index;

        const Theme& theme = ui_.theme();
        const Ui::Press press = ui_.press(id, {left, box, x + layout_.width - left, row.height});
        if (branch && press.hovered)
            ui_.paint().fill(x, box, layout_.width, row.height, theme.sunken, 4);
        if (branch && opened) chevron_down(ui_.paint(), left - 9, top + step / 2, theme.muted);
        if (branch && !opened) chevron_right(ui_.paint(), left - 9, top + step / 2, theme.muted);
        const bool native = value.native() || needs_shaping(front);
        if (!native) {
            ui_.paint().letters(front, Face::mono, size_small, step, left, top, theme.ink);
            value.paint(left + front_wide, top);
        }
        ui_.ring({x + 4, box + 2, layout_.width - 8, row.height - 4}, 2);

        NodeFlag flags = NodeFlag::mono;
        if (branch) flags = flags | (opened ? NodeFlag::expanded : NodeFlag::collapsed);
        if (native) flags = flags | NodeFlag::native;
        const std::string name = front + value.broken_text();
        const std::string told = branch ? told_of(row, is_item(row)) : std::string();
        ui_.name({.role = Role::tree_item,
                  .flags = flags,
                  .level = row.level,
                  .text_x = front_wide, // later lines hang below the value, not below the key
                  .text_y = above,
                  .font_size = size_small,
                  .line_height = step,
                  .value_number = static_cast<float>(row.position + 1),
                  .reference = row.siblings,
                  .name = name,
                  .description = told});
        if (branch && press.activated) toggled = std::string(prefix_) + path;
    }

    Ui& ui_;
    TreeLayout& layout_;
    const std::set<std::string>& folded_;
    std::string_view prefix_;
    std::string path_; // of the row that is laid out
};

} // namespace

TreeAnswer json_tree(Ui& ui, std::string_view name, const json::Value& value, TreeLayout& layout,
                     const std::set<std::string>& folded, std::string_view prefix) {
    Tree tree(ui, layout, folded, prefix);
    const float density = ui.input().density;
    const bool coarse = ui.input().coarse_pointer;
    // Each press folds or opens one row, so their number tells whether something changed.
    if (layout.width != ui.width() || layout.density != density || layout.coarse != coarse ||
        layout.folded != folded.size()) {
        layout.width = ui.width();
        layout.density = density;
        layout.coarse = coarse;
        layout.folded = folded.size();
        tree.lay_out(value);
    }
    const Ui::Place place = ui.place(ui.width(), tree.height());
    const std::uint32_t id = ui.claim(ui.id("Tree " + std::string(name)));
    IdScope scope(ui, name);
    Node node{.id = id,
              .role = Role::tree,
              .flags = NodeFlag::partial,
              .x = place.x,
              .y = place.y,
              .width = ui.width(),
              .height = tree.height(),
              .name = name};
    ui.semantics().open(node);
    tree.put(place.x, place.y);
    ui.semantics().close();
    return {std::move(tree.toggled), ui.take(id, Action::Kind::activate).has_value()};
}

} // namespace ui
