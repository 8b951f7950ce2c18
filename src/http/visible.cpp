#include "http/visible.hpp"

#include "http/ascii.hpp"
#include "http/utf8.hpp"

#include <algorithm>
#include <array>

namespace http {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Controls, format characters, default-ignorable code points (Unicode's DerivedCoreProperties),
// spaces that look like another one, and noncharacters. In ascending order.
constexpr std::array<Range, 32> invisible_ranges{{
    {0x0000, 0x001F},   {0x007F, 0x00A0},   {0x00AD, 0x00AD},   {0x034F, 0x034F},
    {0x061C, 0x061C},   {0x115F, 0x1160},   {0x1680, 0x1680},   {0x17B4, 0x17B5},
    {0x180B, 0x180F},   {0x2000, 0x200F},   {0x2028, 0x202F},   {0x205F, 0x206F},
    {0x2800, 0x2800},   {0x3000, 0x3000},   {0x3164, 0x3164},   {0xFDD0, 0xFDEF},
    {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},
    {0xFFFE, 0xFFFF},   {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0x1FFFE, 0x1FFFF},
    {0x2FFFE, 0x2FFFF}, {0x3FFFE, 0x3FFFF}, {0x4FFFE, 0x4FFFF}, {0x5FFFE, 0x5FFFF},
    {0xDFFFE, 0xDFFFF}, {0xE0000, 0xE0FFF}, {0xEFFFE, 0xFFFFF}, {0x10FFFE, 0x10FFFF},
}};

bool is_invisible(char32_t point) {
    const auto range = std::lower_bound(
        invisible_ranges.begin(), invisible_ranges.end(), point,
        [](const Range& candidate, char32_t wanted) { return candidate.last < wanted; });
    return range != invisible_ranges.end() && point >= range->first;
}

std::string byte_name(char32_t byte) {
    std::string name = "0x";
    name += upper_hex_digits[byte >> 4 & 0xFu];
    name += upper_hex_digits[byte & 0xFu];
    return name;
}

std::string where(std::size_t character) { return " is character " + std::to_string(character); }

std::optional<std::string> describe_inner(const CodePoint& point, std::size_t character) {
    if (!point.valid) {
        return "The byte " + byte_name(point.value) + where(character) +
               " and is not UTF-8. Copy the value again as text.";
    }
    if (point.value == '\n' || point.value == '\r') {
        return "A line break" + where(character) + ". Remove it: the value is one line.";
    }
    if (point.value == '\t') return "A tab" + where(character) + ". Remove it.";
    if (point.value == 0xA0) {
        return "A no-break space (U+00A0)" + where(character) +
               ". It looks like a space and is none: remove it, or type it again.";
    }
    if (is_invisible(point.value)) {
        return "The invisible " + code_point_name(point.value) + where(character) +
               ". Remove it, or type the value instead of pasting it.";
    }
    return std::nullopt;
}

bool is_quotation_mark(char32_t point) {
    constexpr std::array<char32_t, 14> marks{'"',    '\'',   '`',    0xAB,   0xBB,
                                             0x2018, 0x2019, 0x201A, 0x201B, 0x201C,
                                             0x201D, 0x201E, 0x2039, 0x203A};
    return std::find(marks.begin(), marks.end(), point) != marks.end();
}

// Pictures, as far as it matters here: arrows, symbols and emoji.
bool is_symbol(char32_t point) {
    return (point >= 0x2190 && point <= 0x2BFF) || (point >= 0x1F000 && point <= 0x1FAFF);
}

// Point by point, with what stands before.
struct Octets {
    std::string_view text;
    LineBreaks line_breaks = LineBreaks::named;
    std::size_t at = 0; // after the current point
    char32_t before = 0, current = 0;

    std::optional<CodePoint> next() {
        if (at >= text.size()) return std::nullopt;
        const CodePoint point = decode_utf8(text, at);
        at += point.length;
        before = current;
        current = point.value;
        return point;
    }

    // Is the current point, which is valid, shown by its name?
    bool names(char32_t point) const {
        if (!is_invisible(point)) return false;
        if (point == '\n' || point == '\t') return line_breaks == LineBreaks::named;
        if (point == '\v') return line_breaks != LineBreaks::shown;
        if (point == '\r')
            return line_breaks != LineBreaks::shown || at == text.size() || text[at] != '\n';
        if (point == 0xFE0F) return !is_symbol(before);
        if (point == 0x200D) // joins two symbols into one
            return !(is_symbol(before) || before == 0xFE0F) || at == text.size() ||
                   !is_symbol(decode_utf8(text, at).value);
        return true;
    }
};

CodePoint last_code_point(std::string_view text) {
    std::size_t start = text.size() - 1;
    while (start > 0 && text.size() - start < 4 &&
           (static_cast<unsigned char>(text[start]) & 0xC0u) == 0x80u) {
        --start;
    }
    return decode_utf8(text, start);
}

} // namespace

[[gnu::noinline]] std::string visible(std::string_view text, LineBreaks line_breaks) {
    std::string out;
    out.reserve(text.size());
    Octets reader{text, line_breaks};
    while (const std::optional<CodePoint> point = reader.next()) {
        if (!point->valid) {
            out += "⟨" + byte_name(point->value) + "⟩";
        } else if (reader.names(point->value)) {
            out += "⟨" + code_point_name(point->value) + "⟩";
        } else {
            out += text.substr(reader.at - point->length, point->length);
        }
    }
    return out;
}

bool holds_invisible(std::string_view text, LineBreaks line_breaks) {
    const auto plain = [](char c) { return c >= ' ' && c <= '~'; };
    const auto first = std::find_if_not(text.begin(), text.end(), plain);
    // A letter before it, as context.
    const auto skipped = std::max<std::ptrdiff_t>(first - text.begin() - 1, 0);
    Octets reader{text.substr(static_cast<std::size_t>(skipped)), line_breaks};
    while (const std::optional<CodePoint> point = reader.next())
        if (!point->valid || reader.names(point->value)) return true;
    return false;
}

std::optional<std::string> find_invisible(std::string_view pasted) {
    if (pasted.empty()) return std::nullopt;
    if (pasted.front() == ' ') return "There is a space before the first character. Remove it.";
    std::size_t character = 1;
    for (std::size_t i = 0; i < pasted.size(); ++character) {
        const CodePoint point = decode_utf8(pasted, i);
        i += point.length;
        const bool at_end = i == pasted.size();
        if (at_end && point.value == '\n') {
            return "There is a line break after the last character. Remove it.";
        }
        if (auto slip = describe_inner(point, character)) return slip;
    }
    if (pasted.back() == ' ') return "There is a space after the last character. Remove it.";
    if (is_quotation_mark(decode_utf8(pasted, 0).value) ||
        is_quotation_mark(last_code_point(pasted).value)) {
        return "The value begins or ends with a quotation mark. Remove it, unless it is part of "
               "the value.";
    }
    return std::nullopt;
}

} // namespace http
