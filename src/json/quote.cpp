#include "json/json.hpp"
#include "json/repair.hpp"

#include <cstddef>

namespace json {

namespace {

// RFC 8259 section 7: only these have to be written differently.
void append_escaped(std::string& out, char character) {
    constexpr std::string_view escaped = "\"\\\b\f\n\r\t";
    constexpr std::string_view letters = "\"\\bfnrt";
    constexpr std::string_view digits = "0123456789abcdef";
    if (const std::size_t at = escaped.find(character); at != std::string_view::npos) {
        out += '\\';
        out += letters[at];
    } else if (const auto value = static_cast<unsigned char>(character); value < 0x20) {
        out += "\\u00";
        out += digits[value / 16U];
        out += digits[value % 16U];
    } else {
        out += character;
    }
}

} // namespace

// Bytes of the well-formed UTF-8 sequence that `text` begins with (RFC 3629 section 4); none: 0.
std::size_t sequence_size(std::string_view text) {
    const auto byte = [&](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    const auto continues = [&](std::size_t at) { return (byte(at) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    const unsigned second = byte(1);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && second < 0xA0;
        const bool surrogate = first == 0xED && second > 0x9F;
        return !overlong && !surrogate && continues(1) && continues(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && second < 0x90;
        const bool beyond = first == 0xF4 && second > 0x8F;
        return !overlong && !beyond && continues(1) && continues(2) && continues(3) ? 4 : 0;
    }
    return 0;
}

std::string quote(std::string_view text) {
    std::string out = "\"";
    while (!text.empty()) {
        const std::size_t size = sequence_size(text);
        if (size == 0) {
            out += replacement;
        } else if (size == 1) {
            append_escaped(out, text.front());
        } else {
            out += text.substr(0, size);
        }
        text.remove_prefix(size == 0 ? 1 : size);
    }
    return out + '"';
}

} // namespace json
