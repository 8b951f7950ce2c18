#include "ui/paint.hpp"

#include "ui/code_lines.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

struct Decoded {
    unsigned int code_point;
    std::size_t bytes;
};

Decoded decode(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) return {byte, 1};
    unsigned int code_point = 0;
    const int bytes = ImTextCharFromUtf8(&code_point, text.data() + at, text.data() + text.size());
    return {code_point, static_cast<std::size_t>(bytes)};
}

void stroke(ImDrawList& list, Colour colour, ImDrawFlags flags, float thickness) {
#if IMGUI_VERSION_NUM >= 19280 // swapped the two
    list.PathStroke(colour, thickness, flags);
#else
    list.PathStroke(colour, flags, thickness);
#endif
}

// A face as Dear ImGui's current font, whose size and density it measures with.
class CurrentFont {
public:
    CurrentFont(const Fonts& fonts, Face face, float size) : size_(size) {
        ImGui::PushFont(fonts.faces[static_cast<std::size_t>(face)][0], size);
    }
    ~CurrentFont() { ImGui::PopFont(); }
    CurrentFont(const CurrentFont&) = delete;
    CurrentFont& operator=(const CurrentFont&) = delete;

    float width_of(const char* begin, const char* end) const {
        if (begin == end) return 0; // Dear ImGui would look for the end of a text that may be none
        return ImGui::GetFont()->CalcTextSizeA(size_, FLT_MAX, 0, begin, end).x;
    }
    // Where a line ends that breaks at words; before the blanks that end it.
    const char* end_at_words(const char* begin, const char* end, float width) const {
        const char* fits = ImGui::GetFont()->CalcWordWrapPosition(size_, begin, end, width);
        if (fits >= end || *fits == ' ') return fits;
        // It ends lines after points and commas as well, also in "RFC 9700 §4.2.4": at a blank, if there is one.
        std::string_view line(begin, static_cast<std::size_t>(fits - begin));
        line = line.substr(0, line.rfind(' ') + 1);
        while (line.ends_with(' '))
            line.remove_suffix(1);
        return line.empty() ? fits : line.data() + line.size();
    }
    // Where a line ends that breaks anywhere; after one letter at least.
    const char* end_anywhere(const char* begin, const char* end, float width) const {
        const char* rest = begin;
        // It stops before the letter that reaches the width, not only before one beyond it.
        ImGui::GetFont()->CalcTextSizeA(size_, width + 0.001f, 0, begin, end, &rest);
        return rest == begin ? begin + ImTextCountUtf8BytesFromChar(begin, end) : rest;
    }

private:
    float size_;
};

} // namespace

float Paint::origin_x() const {
    const ImGuiWindow& window = *ImGui::GetCurrentWindowRead();
    return window.Pos.x - window.Scroll.x;
}

float Paint::origin_y() const {
    const ImGuiWindow& window = *ImGui::GetCurrentWindowRead();
    return window.Pos.y - window.Scroll.y;
}

float Paint::snapped(float value) const { return std::round(value * density_) / density_; }

void Paint::push_clip(float x, float y, float width, float height) {
    ImGui::PushClipRect(ImVec2(screen_x(x), screen_y(y)),
                        ImVec2(screen_x(x + width), screen_y(y + height)), true);
}

void Paint::pop_clip() { ImGui::PopClipRect(); }

bool Paint::in_sight(float y, float height) const {
    const ImRect& clip = ImGui::GetCurrentWindowRead()->ClipRect;
    const float top = screen_y(y);
    return top + height >= clip.Min.y - 8 && top <= clip.Max.y + 8;
}

Paint::Sight Paint::sight() const {
    const ImRect& clip = ImGui::GetCurrentWindowRead()->ClipRect;
    return {clip.Min.y - origin_y(), clip.Max.y - origin_y()};
}

void Paint::fill(float x, float y, float width, float height, Colour colour, float radius) {
    if (!in_sight(y, height)) return;
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(screen_x(x), screen_y(y)),
                                              ImVec2(screen_x(x + width), screen_y(y + height)),
                                              colour, radius);
}

void Paint::outline(float x, float y, float width, float height, Colour colour, float radius,
                    float thickness) {
    if (!in_sight(y, height)) return;
    const float pen = std::max(1.0f, std::round(thickness * density_)) / density_;
    const float half =
        pen / 2; // the pen runs inside the edge, so a one-pixel line covers exactly one pixel
    // AddRect would move a line of one pixel by half a CSS pixel, whatever the density.
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PathRect(ImVec2(screen_x(x) + half, screen_y(y) + half),
                  ImVec2(screen_x(x + width) - half, screen_y(y + height) - half),
                  std::max(0.0f, radius - half));
    stroke(list, colour, ImDrawFlags_Closed, pen);
}

void Paint::circle(float x, float y, float radius, Colour colour) {
    if (!in_sight(y - radius, radius * 2)) return;
    ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(x + origin_x(), y + origin_y()), radius,
                                                colour);
}

void Paint::line(float x0, float y0, float x1, float y1, Colour colour, float thickness) {
    if (!in_sight(std::min(y0, y1), std::abs(y1 - y0))) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PathLineTo(ImVec2(x0 + origin_x(), y0 + origin_y()));
    list.PathLineTo(ImVec2(x1 + origin_x(), y1 + origin_y()));
    stroke(list, colour, 0, thickness);
}

void Paint::path(std::span<const Point> points, Colour colour, float thickness) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const Point& point : points)
        list.PathLineTo(ImVec2(point.x + origin_x(), point.y + origin_y()));
    stroke(list, colour, 0, thickness);
}

void Paint::triangle(float x0, float y0, float x1, float y1, float x2, float y2, Colour colour) {
    if (!in_sight(std::min({y0, y1, y2}), 16)) return;
    const auto at = [&](float x, float y) { return ImVec2(x + origin_x(), y + origin_y()); };
    ImGui::GetWindowDrawList()->AddTriangleFilled(at(x0, y0), at(x1, y1), at(x2, y2), colour);
}

float Paint::width_of(std::string_view text, Face face, float size) const {
    return CurrentFont(fonts_, face, size).width_of(text.data(), text.data() + text.size());
}

std::string Paint::elided(std::string_view text, Face face, float size, float width) const {
    if (width_of(text, face, size) <= width) return std::string(text);
    constexpr std::string_view ellipsis = "\xe2\x80\xa6";
    const float room = width - width_of(ellipsis, face, size);
    const CurrentFont font(fonts_, face, size);
    const char* end = font.end_anywhere(text.data(), text.data() + text.size(), room);
    return std::string(text.data(), end).append(ellipsis);
}

std::vector<Line> Paint::lines_of(std::string_view text, Face face, float size, float width,
                                  Wrap wrap, Corner corner) const {
    const CurrentFont font(fonts_, face, size);
    std::vector<Line> lines;
    const auto line = [&](std::size_t from, std::size_t to, std::size_t next) {
        const float wide = font.width_of(text.data() + from, text.data() + to);
        lines.push_back({text.substr(from, to - from), next, wide});
    };
    std::size_t at = 0;
    do {
        const std::size_t hard = std::min(text.find('\n', at), text.size());
        const std::size_t start = at;
        const char* end = text.data() + hard;
        const bool parameters =
            wrap == Wrap::code && has_parameters(text.substr(start, hard - start));
        std::size_t parameter = start; // where the one that `at` is in ends
        while (wrap != Wrap::none && at < hard) {
            const char* begin = text.data() + at;
            const float room = width - (lines.size() < corner.lines ? corner.width : 0);
            const char* stop = end;
            if (parameters) {
                if (parameter <= at)
                    parameter =
                        start + end_of_parameter(text.substr(start, hard - start), at - start);
                stop = text.data() + parameter;
            }
            const char* fits = wrap == Wrap::words ? font.end_at_words(begin, stop, room)
                                                   : font.end_anywhere(begin, stop, room);
            if (wrap == Wrap::code && fits < stop)
                fits = begin + end_of_code(text.substr(at, hard - at),
                                           static_cast<std::size_t>(fits - begin));
            if (fits >= end) break;
            const char* next = fits;
            while (wrap != Wrap::anywhere && next < end && *next == ' ')
                ++next;
            if (next == end) break; // nothing but blanks is left
            line(at, static_cast<std::size_t>(fits - text.data()),
                 static_cast<std::size_t>(next - text.data()));
            at = lines.back().next;
        }
        line(at, hard, std::min(hard + 1, text.size()));
        at = hard + 1;
    } while (at <= text.size());
    return lines;
}

void Paint::letters(std::string_view text, Face face, float size, float line_height, float x,
                    float y, Colour colour) {
    if (!in_sight(y, line_height)) return;
    const auto& phases = fonts_.faces[static_cast<std::size_t>(face)];
    // Dense screens need no quarter pixels.
    const int steps = density_ < 1.75f ? 4 : density_ < 2.75f ? 2 : 1;
    struct Letter {
        unsigned int code_point;
        std::size_t phase;
        float pen; // whole device pixels
    };
    static std::vector<Letter> letters; // kept for its capacity
    letters.clear();
    float pen = (x + origin_x()) * density_;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded letter = decode(text, at);
        at += letter.bytes;
        if (letter.code_point < 32) continue;
        const float quantised = std::floor(pen * static_cast<float>(steps) + 0.5f);
        const float whole = std::floor(quantised / static_cast<float>(steps));
        const auto step = static_cast<std::size_t>(quantised - whole * static_cast<float>(steps));
        letters.push_back(
            {letter.code_point, step * (phase_count / static_cast<std::size_t>(steps)), whole});
        pen += phases[0]
                   ->GetFontBaked(size, density_)
                   ->GetCharAdvance(static_cast<ImWchar>(letter.code_point)) *
               density_;
        // Loading may move the atlas, so every letter is loaded before the first one is drawn.
        phases[letters.back().phase]
            ->GetFontBaked(size, density_)
            ->FindGlyph(static_cast<ImWchar>(letter.code_point));
    }
    const ImFontBaked* metrics = phases[0]->GetFontBaked(size, density_);
    const float leading = (line_height - metrics->Ascent - metrics->Descent) * density_;
    const float top = screen_y(y) + std::floor(leading / 2) / density_;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const Letter& letter : letters) {
        const ImFontGlyph* glyph = phases[letter.phase]
                                       ->GetFontBaked(size, density_)
                                       ->FindGlyph(static_cast<ImWchar>(letter.code_point));
        if (!glyph->Visible) continue;
        const float left = letter.pen / density_;
        list.PrimReserve(6, 4);
        list.PrimRectUV(ImVec2(left + glyph->X0, top + glyph->Y0),
                        ImVec2(left + glyph->X1, top + glyph->Y1), ImVec2(glyph->U0, glyph->V0),
                        ImVec2(glyph->U1, glyph->V1),
                        glyph->Colored ? colour | 0x00ffffffu : colour);
    }
    std::fill(letters.begin(), letters.end(), Letter{}); // may have spelt a secret
}

std::string broken(std::string_view text, std::span<const Line> lines, std::size_t start) {
    std::string result;
    result.reserve(lines.back().next - start + lines.size());
    for (const Line& line : lines) {
        result.append(text.substr(start, line.next - start));
        start = line.next;
        const bool hard = !result.empty() && result.back() == '\n';
        if (&line != &lines.back() && !hard) result.push_back('\v');
    }
    return result;
}

bool needs_shaping(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Decoded letter = decode(text, at);
        at += letter.bytes;
        const unsigned int c = letter.code_point;
        if (c < 0x300) continue;
        const bool combining = c < 0x370 || (c >= 0x1ab0 && c < 0x1b00) ||
                               (c >= 0x20d0 && c < 0x2100) || (c >= 0xfe00 && c < 0xfe10) ||
                               c == 0x200d;
        const bool right_to_left = (c >= 0x590 && c < 0x900) || (c >= 0xfb1d && c < 0xfe00) ||
                                   (c >= 0xfe70 && c < 0xff00) || (c >= 0x10800 && c < 0x11000) ||
                                   (c >= 0x1e800 && c < 0x1f000);
        const bool joining = (c >= 0x900 && c < 0x1200) || (c >= 0x1780 && c < 0x18b0) ||
                             (c >= 0x11000 && c < 0x12000);
        const bool flag = c >= 0x1f1e6 && c < 0x1f200;
        const bool skin = c >= 0x1f3fb && c < 0x1f400;
        if (combining || right_to_left || joining || flag || skin) return true;
    }
    return false;
}

} // namespace ui
