#include "ui/paragraph.hpp"

#include <algorithm>
#include <cmath>

namespace ui {

float line_height(float size) { return std::round(size * line_factor); }

NodeFlag face_flag(Face face) {
    switch (face) {
    case Face::strong: return NodeFlag::strong;
    case Face::mono: return NodeFlag::mono;
    case Face::regular: break;
    }
    return NodeFlag::none;
}

Paragraph::Paragraph(Ui& ui, std::string_view text, float width, const ParagraphDesc& desc)
    : ui_(ui), visible_(text), text_(visible_.text()), room_(width), desc_(desc),
      lines_(ui.paint().lines_of(text_, desc.face, desc.size, width, desc.wrap)),
      native_(needs_shaping(text_)) {
    for (const Line& line : lines_)
        width_ = std::max(width_, std::ceil(line.width));
}

float Paragraph::height() const {
    return line_height(desc_.size) * static_cast<float>(lines_.size());
}

void Paragraph::paint(float x, float y) const {
    if (native_) return;
    const float step = line_height(desc_.size);
    for (const Line& line : lines_) {
        ui_.paint().letters(line.text, desc_.face, desc_.size, step, x, y, desc_.colour);
        y += step;
    }
}

void Paragraph::paint_centred(float middle, float y) const {
    if (native_) return;
    const float step = line_height(desc_.size);
    for (const Line& line : lines_) {
        const float x = middle - std::ceil(line.width) / 2;
        ui_.paint().letters(line.text, desc_.face, desc_.size, step, x, y, desc_.colour);
        y += step;
    }
}

void Paragraph::underline(float x, float y) const {
    if (native_) return;
    for (const Line& line : lines_) {
        y += line_height(desc_.size);
        ui_.paint().fill(x, y - 4, line.width, 1, desc_.colour);
    }
}

std::string Paragraph::broken_text() const {
    return native_ ? std::string(text_) : broken(text_, lines_);
}

std::uint32_t Paragraph::put(float x, float y) const {
    paint(x, y);
    const std::string name = broken_text();
    ui_.item(desc_.id, {x, y, native_ ? room_ : width_, height()});
    ui_.name({.role = desc_.role,
              .flags = face_flag(desc_.face) | (native_ ? NodeFlag::native : NodeFlag::none),
              .level = desc_.level,
              .font_size = desc_.size,
              .line_height = line_height(desc_.size),
              .reference = desc_.reference,
              .name = name});
    return desc_.id;
}

} // namespace ui
