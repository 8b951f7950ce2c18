// Words at a given place, painted and named at once. What the widgets are made of; panels use
// widgets.hpp.
#pragma once

#include "ui/pass.hpp"
#include "ui/visible_text.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace ui {

// Whole pixels, so that lines keep their rhythm.
float line_height(float size);

struct ParagraphDesc {
    Role role = Role::text;
    std::uint8_t level = 0;
    float size = size_body;
    Face face = Face::regular;
    Colour colour = 0;
    Wrap wrap = Wrap::words; // code: its keys have a colour of their own
    Corner corner = {};
    std::uint32_t id = 0;        // claimed by the caller, if it is put
    std::uint32_t reference = 0; // see Node
};

// Measured before it is placed, because its height depends on the width that is left for it.
class Paragraph {
public:
    Paragraph(Ui& ui, std::string_view text, float width, const ParagraphDesc& desc);
    Paragraph(const Paragraph&) = delete; // lines point into the text
    Paragraph& operator=(const Paragraph&) = delete;
    float width() const { return width_; }
    float height() const;
    // Paints, and adds the node; returns the node's id.
    // Standards and pages that it names are quiet links upon the words.
    std::uint32_t put(float x, float y) const;
    void paint(float x, float y) const; // only paints: the words are part of another node
    void paint_centred(float middle, float y) const; // each line for itself
    void underline(float x, float y) const;
    std::string broken_text() const; // see broken()
    bool native() const { return native_; }

private:
    [[gnu::noinline]] void put_references(float x, float y) const;
    Ui& ui_;
    VisibleText visible_;
    std::string_view text_; // of visible_
    float room_;
    ParagraphDesc desc_;
    std::vector<Line> lines_;
    float width_ = 0;
    bool native_;
};

NodeFlag face_flag(Face face);

// Lines of a text that breaks as code, in the small monospaced letters of code blocks.
[[gnu::noinline]] void paint_code(Ui& ui, std::string_view text, std::span<const Line> lines,
                                  float x, float y, float step);

float small_height(const Ui& ui); // of a small button

// A small quiet button whose right edge is at `right`; `name` is its accessible name, `visible`
// what is painted.
bool small_button(Ui& ui, std::string_view name, std::string_view visible, float right, float y);
float small_button_width(Ui& ui, std::string_view visible);

} // namespace ui
