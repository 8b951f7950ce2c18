// A JSON value as a tree that can be folded: one line per value, one tree item per line.
#include "ui/icons.hpp"
#include "ui/paragraph.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace ui {

namespace {

// A native element each: more would make the page slow. The text view shows everything.
constexpr int most_items = 500;
constexpr float indent = 16;

struct Row {
    std::string path;
    std::string_view key; // empty for items and for the root
    std::string index;    // "[3]", of an item of an array
    const json::Value* value;
    std::uint8_t level;
};

class Tree {
public:
    Tree(Ui& ui, const std::function<bool(const std::string&)>& folded)
        : ui_(ui), folded_(folded) {}

    void put(const Row& row) {
        if (count_ >= most_items) {
            left_out_ = true;
            return;
        }
        ++count_;
        const json::Value& value = *row.value;
        const bool branch = !value.items.empty() || !value.members.empty();
        const bool open = branch && !folded_(row.path);
        put_line(row, branch, open);
        if (!open) return;
        for (const json::Member& member : value.members) {
            const std::string path = row.path.empty() ? member.key : row.path + "." + member.key;
            put({path, member.key, {}, &member.value, deeper(row)});
        }
        std::size_t index = 0;
        for (const json::Value& item : value.items) {
            const std::string name = "[" + std::to_string(index++) + "]";
            put({row.path + name, {}, name, &item, deeper(row)});
        }
    }

    std::optional<std::string> toggled;
    bool left_out() const { return left_out_; }

private:
    static std::uint8_t deeper(const Row& row) {
        return static_cast<std::uint8_t>(std::min(row.level + 1, 255));
    }

    static std::string words_of(const json::Value& value, bool open) {
        const auto count = [](std::size_t n, const char* one, const char* many) {
            return std::to_string(n) + " " + (n == 1 ? one : many);
        };
        switch (value.kind) {
        case json::Kind::null: return "null";
        case json::Kind::boolean: return value.boolean ? "true" : "false";
        case json::Kind::number: return value.text;
        case json::Kind::string: return json::quote(value.text);
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

    Colour colour_of(const json::Value& value) const {
        switch (value.kind) {
        case json::Kind::string: return ui_.theme().positive;
        case json::Kind::number:
        case json::Kind::boolean: return ui_.theme().accent;
        case json::Kind::null:
        case json::Kind::array:
        case json::Kind::object: break;
        }
        return ui_.theme().muted;
    }

    void put_line(const Row& row, bool branch, bool open) {
        const std::string key = row.key.empty() ? row.index : json::quote(row.key);
        const std::string front = key.empty() ? key : key + ": ";
        const std::string words = words_of(*row.value, open);
        const float left = indent * static_cast<float>(std::min<int>(row.level - 1, 12)) + 16;
        const float front_width = ui_.paint().width_of(front, Face::mono, size_small);
        const float room = std::max(120.0f, ui_.width() - left - front_width);
        const Paragraph value(ui_, words, room,
                              {.size = size_small,
                               .face = Face::mono,
                               .colour = colour_of(*row.value),
                               .wrap = Wrap::anywhere});
        // What a finger opens is 44 pixels high.
        const bool roomy = branch && ui_.input().coarse_pointer && value.height() < 44;
        const float above = roomy ? std::floor((44 - value.height()) / 2) : 0;
        const float height = roomy ? 44 : value.height();
        const Ui::Place place = ui_.place(ui_.width(), height, 0);
        const float top = place.y + above;
        const float step = line_height(size_small);
        const std::uint32_t id = ui_.claim(ui_.id("." + row.path));

        if (branch && ui_.hovered(id))
            ui_.paint().fill(place.x, place.y, ui_.width(), height, ui_.theme().sunken, 4);
        if (branch && open)
            chevron_down(ui_.paint(), place.x + left - 9, top + step / 2, ui_.theme().muted);
        if (branch && !open)
            chevron_right(ui_.paint(), place.x + left - 9, top + step / 2, ui_.theme().muted);
        ui_.paint().letters(front, Face::mono, size_small, step, place.x + left, top,
                            ui_.theme().ink);
        value.paint(place.x + left + front_width, top);
        if (ui_.ringed(id))
            focus_ring(ui_, place.x + 4, place.y + 2, ui_.width() - 8, height - 4, 2);

        NodeFlag flags = NodeFlag::mono;
        if (branch) flags = flags | (open ? NodeFlag::expanded : NodeFlag::collapsed);
        if (value.native()) flags = flags | NodeFlag::native;
        const std::string name = front + value.broken_text();
        ui_.semantics().add(
            {.id = id,
             .role = Role::tree_item,
             .flags = flags,
             .level = row.level,
             .x = place.x + left,
             .y = place.y,
             .width = ui_.width() - left,
             .height = height,
             .text_x = front_width, // later lines hang below the value, not below the key
             .text_y = above,
             .font_size = size_small,
             .line_height = step,
             .name = name});
        if (branch && ui_.take(id, Action::Kind::activate)) toggled = row.path;
    }

    Ui& ui_;
    const std::function<bool(const std::string&)>& folded_;
    int count_ = 0;
    bool left_out_ = false;
};

} // namespace

std::optional<std::string> json_tree(Ui& ui, std::string_view name, const json::Value& value,
                                     const std::function<bool(const std::string&)>& folded) {
    Tree tree(ui, folded);
    {
        IdScope scope(ui, name);
        Group group(ui, Role::tree, name);
        ui.place(ui.width(), 0);
        tree.put({"", {}, "", &value, 1});
    }
    if (tree.left_out())
        muted(ui,
              "The first " + std::to_string(most_items) + " values are shown. The text shows all.");
    return tree.toggled;
}

} // namespace ui
