// The brush: shapes and letters on the draw list of Dear ImGui's current window, in CSS pixels from
// the corner of that window's content, snapped to whole device pixels. Only the widgets paint.
//
// Shapes are Dear ImGui's. Letters are ours where it has nothing: it puts them on whole pixels, while
// these stand where the browser's own layout has them (glyphs.hpp), so that the native text lies over
// them; and it breaks lines at blanks only.
#pragma once

#include "ui/glyphs.hpp"
#include "ui/theme.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ui {

struct Line {
    std::string_view text; // without the blank that ended it
    std::size_t next = 0;  // where the following line starts in the whole text
    float width = 0;
};

enum class Wrap { words, anywhere, code, none }; // code: see code_lines.hpp

// Room that something else has at the right end of the first lines.
struct Corner {
    float width = 0;
    std::size_t lines = 0;
};

class Paint {
public:
    Paint(const Fonts& fonts, float density) : fonts_(fonts), density_(density) {}

    // Of the window's content on the page, which Dear ImGui calls screen.
    float origin_x() const;
    float origin_y() const;
    void push_clip(float x, float y, float width, float height); // intersects with the current one
    void pop_clip();
    bool in_sight(float y, float height) const; // of the current clip
    struct Sight {
        float top, bottom;
    };
    Sight sight() const; // the current clip, in content coordinates

    void fill(float x, float y, float width, float height, Colour colour, float radius = 0);
    void outline(float x, float y, float width, float height, Colour colour, float radius,
                 float thickness = 1);
    void circle(float x, float y, float radius, Colour colour);
    void line(float x0, float y0, float x1, float y1, Colour colour, float thickness);
    struct Point {
        float x, y;
    };
    [[gnu::noinline]] void path(std::span<const Point> points, Colour colour, float thickness);
    void triangle(float x0, float y0, float x1, float y1, float x2, float y2, Colour colour);

    float width_of(std::string_view text, Face face, float size) const;
    // The text, or its beginning and an ellipsis when it is wider.
    std::string elided(std::string_view text, Face face, float size, float width) const;
    std::vector<Line> lines_of(std::string_view text, Face face, float size, float width, Wrap wrap,
                               Corner corner = {}) const;
    // `line_height` is the box that the line stands in the middle of, as in CSS.
    void letters(std::string_view text, Face face, float size, float line_height, float x, float y,
                 Colour colour);

private:
    float snapped(float value) const; // to whole device pixels
    float screen_x(float x) const { return snapped(x + origin_x()); }
    float screen_y(float y) const { return snapped(y + origin_y()); }
    const Fonts& fonts_;
    float density_;
};

// The text with '\v' where lines were broken: what the mirror needs (semantics.hpp). Of some of its
// lines: `start` is where the first of them begins.
std::string broken(std::string_view text, std::span<const Line> lines, std::size_t start = 0);

// True when letters join, stack or run from right to left, which needs the browser's own text
// layout.
bool needs_shaping(std::string_view text);

} // namespace ui
