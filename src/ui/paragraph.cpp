#include "ui/paragraph.hpp"

#include "ui/code_lines.hpp"
#include "ui/references.hpp"

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
      lines_(ui.paint().lines_of(text_, desc.face, desc.size, width, desc.wrap, desc.corner)),
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
    if (desc_.wrap == Wrap::code) return paint_code(ui_, text_, lines_, x, y, step);
    for (const Line& line : lines_) {
        ui_.paint().letters(line.text, desc_.face, desc_.size, step, x, y, desc_.colour);
        y += step;
    }
}

void paint_code(Ui& ui, std::string_view text, std::span<const Line> lines, float x, float y,
                float step) {
    for (const Line& line : lines) {
        // Only the first line of a header, parameter or member has its name.
        const auto at = static_cast<std::size_t>(line.text.data() - text.data());
        const bool begins = at == 0 || text[at - 1] == '\n' || line.text.starts_with('&') ||
                            line.text.starts_with('?');
        const std::string_view key = begins ? key_of(line.text) : std::string_view();
        float pen = x;
        const auto put = [&](std::string_view words, Colour colour) {
            ui.paint().letters(words, Face::mono, size_small, step, pen, y, colour);
            pen += ui.paint().width_of(words, Face::mono, size_small);
        };
        if (key.empty()) {
            put(line.text, ui.theme().ink);
        } else {
            const auto from = static_cast<std::size_t>(key.data() - line.text.data());
            put(line.text.substr(0, from), ui.theme().muted);
            put(key, ui.theme().accent);
            put(line.text.substr(from + key.size()), ui.theme().ink);
        }
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
    if (desc_.role == Role::text && desc_.face == Face::regular && !native_ && may_refer(text_))
        put_references(x, y);
    return desc_.id;
}

void Paragraph::put_references(float x, float y) const {
    constexpr float target = 24; // pixels high at least (WCAG 2.5.8)
    const float step = line_height(desc_.size), room = std::max(0.0f, target - step) / 2;
    const auto wide = [&](std::size_t from, std::size_t to) {
        return ui_.paint().width_of(text_.substr(from, to - from), desc_.face, desc_.size);
    };
    std::uint32_t number = 0;
    for (const Reference& reference : references_in(text_)) {
        // The part in its first line is the item; the link on the page has all the words.
        std::string name;
        std::vector<Ui::Box> parts;
        float top = y - step;
        for (const Line& line : lines_) {
            top += step;
            const auto begin = static_cast<std::size_t>(line.text.data() - text_.data());
            const std::size_t from = std::max(reference.at, begin),
                              end = reference.at + reference.size, to = std::min(end, line.next);
            if (from >= to) continue;
            if (!parts.empty()) name += '\v';
            name += text_.substr(from, to - from);
            const std::size_t seen = std::min(end, begin + line.text.size());
            parts.push_back({x + wide(begin, from), top, wide(from, seen), step});
        }
        if (parts.empty()) continue;
        const Ui::Box box{parts[0].x, parts[0].y - room, parts[0].width, step + 2 * room};
        const Ui::Press press = ui_.press(ui_.claim(desc_.id + 16 + number++), box);
        for (const Ui::Box& part : parts)
            ui_.paint().fill(part.x, part.y + step - 3, part.width, 1,
                             press.hovered ? ui_.theme().accent : ui_.theme().control_line);
        ui_.ring(box, 2);
        ui_.name({.role = Role::link,
                  .font_size = desc_.size,
                  .line_height = step,
                  .reference = desc_.id,
                  .name = name,
                  .value = reference.href});
    }
}

} // namespace ui
