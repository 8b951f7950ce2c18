#include "http/utf8.hpp"

#include "http/ascii.hpp"

namespace http {

CodePoint decode_utf8(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    const CodePoint invalid{first, 1, false};
    std::size_t length = 1;
    char32_t value = first;
    char32_t smallest = 0;
    if (first < 0x80) return CodePoint{first, 1, true};
    if (first >= 0xF0 && first <= 0xF4) {
        length = 4;
        value = first & 0x07u;
        smallest = 0x10000;
    } else if (first >= 0xE0 && first < 0xF0) {
        length = 3;
        value = first & 0x0Fu;
        smallest = 0x800;
    } else if (first >= 0xC2 && first < 0xE0) {
        length = 2;
        value = first & 0x1Fu;
        smallest = 0x80;
    } else {
        return invalid;
    }
    if (text.size() - at < length) return invalid;
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[at + i]);
        if ((next & 0xC0u) != 0x80) return invalid;
        value = value << 6 | (next & 0x3Fu);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < smallest || surrogate || value > 0x10FFFF) return invalid;
    return CodePoint{value, length, true};
}

void append_utf8(std::string& out, char32_t point) {
    if (point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) point = 0xFFFD;
    const auto last = [&](unsigned shift) {
        out += static_cast<char>(0x80u | (point >> shift & 0x3Fu));
    };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0u | point >> 6);
        last(0);
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0u | point >> 12);
        last(6);
        last(0);
    } else {
        out += static_cast<char>(0xF0u | point >> 18);
        last(12);
        last(6);
        last(0);
    }
}

std::string_view whole_characters(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    std::size_t end = limit;
    for (int back = 0; back < 3 && end > 0; ++back) {
        if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U) break;
        --end;
    }
    return text.substr(0, end);
}

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = decode_utf8(text, i);
        if (!point.valid) return false;
        i += point.length;
    }
    return true;
}

std::string code_point_name(char32_t value) {
    std::string digits;
    for (; value != 0 || digits.size() < 4; value >>= 4) {
        digits.insert(digits.begin(), upper_hex_digits[value & 0xFu]);
    }
    return "U+" + digits;
}

} // namespace http
