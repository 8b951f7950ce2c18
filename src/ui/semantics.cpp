// One record per node, in reading order, little-endian, read by web/nodes.js (keep the two alike):
//
//   offset  type  field
//        0  u32   id
//        4  u32   id of the container, 0: the page
//        8  u8    role
//        9  u8    level
//       10  u16   flags
//       12  f32   x, y, width, height
//       28  f32   text_x, text_y
//       36  f32   font_size, line_height
//       44  f32   value_number
//       48  u32   reference
//       52  u32   bytes of name, of value, of description
//       64        name, value, description as UTF-8, then zeros up to a multiple of four
#include "ui/semantics.hpp"

#include "ui/visible_text.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace ui {

namespace {

static_assert(std::endian::native == std::endian::little, "nodes.js reads little-endian records");

constexpr std::size_t box_offset = 12;

template <class T>
void append(std::vector<std::uint8_t>& bytes, T value) {
    const std::size_t at = bytes.size();
    bytes.resize(at + sizeof value);
    std::memcpy(bytes.data() + at, &value, sizeof value);
}

void append_text(std::vector<std::uint8_t>& bytes, std::string_view text) {
    bytes.insert(bytes.end(), text.begin(), text.end());
}

// What comes back when it is edited, and addresses.
bool is_verbatim(Role role) {
    return role == Role::textbox || role == Role::password || role == Role::multiline ||
           role == Role::finder || role == Role::link;
}

} // namespace

void Semantics::begin_pass() {
    // Zeros first: what the last pass showed may have been a secret, and clear() would leave it in
    // the capacity.
    std::fill(bytes_.begin(), bytes_.end(), std::uint8_t{0});
    bytes_.clear();
    open_.clear();
    node_count_ = 0;
    met_watched_ = false;
}

void Semantics::open(const Node& container) {
    const std::size_t offset = bytes_.size();
    write(container);
    const bool sized = container.width > 0 || container.height > 0;
    open_.push_back({container.id, offset, sized, false, {}});
}

void Semantics::close() {
    const Open closed = open_.back();
    open_.pop_back();
    if (!closed.sized && closed.filled) {
        const float box[4] = {closed.box.left, closed.box.top, closed.box.right - closed.box.left,
                              closed.box.bottom - closed.box.top};
        std::memcpy(bytes_.data() + closed.offset + box_offset, box, sizeof box);
        enclose(closed.box);
    }
}

void Semantics::add(const Node& leaf) { write(leaf); }

void Semantics::enclose(const Box& box) {
    if (open_.empty()) return;
    Open& container = open_.back();
    if (!container.filled) {
        container.box = box;
        container.filled = true;
        return;
    }
    container.box.left = std::min(container.box.left, box.left);
    container.box.top = std::min(container.box.top, box.top);
    container.box.right = std::max(container.box.right, box.right);
    container.box.bottom = std::max(container.box.bottom, box.bottom);
}

void Semantics::write(const Node& node) {
    ++node_count_;
    met_watched_ = met_watched_ || node.id == watched_;
    append(bytes_, node.id);
    append(bytes_, open_.empty() ? std::uint32_t{0} : open_.back().id);
    append(bytes_, static_cast<std::uint8_t>(node.role));
    append(bytes_, node.level);
    append(bytes_, static_cast<std::uint16_t>(node.flags));
    for (const float number : {node.x, node.y, node.width, node.height, node.text_x, node.text_y,
                               node.font_size, node.line_height, node.value_number})
        append(bytes_, number);
    append(bytes_, node.reference);
    const bool verbatim = is_verbatim(node.role);
    const VisibleText name(node.name), value(verbatim ? std::string_view() : node.value),
        description(node.description);
    const std::string_view texts[] = {name.text(), verbatim ? node.value : value.text(),
                                      description.text()};
    for (const std::string_view text : texts)
        append(bytes_, static_cast<std::uint32_t>(text.size()));
    for (const std::string_view text : texts)
        append_text(bytes_, text);
    while (bytes_.size() % 4 != 0)
        bytes_.push_back(0);

    if (node.width > 0 || node.height > 0)
        enclose({node.x, node.y, node.x + node.width, node.y + node.height});
}

} // namespace ui
