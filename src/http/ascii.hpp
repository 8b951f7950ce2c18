// Letters, digits, hexadecimal and UUIDs of ASCII, whatever the locale says: <cctype> asks the locale,
// protocols do not.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace http {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

inline std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result)
        c = lower(c);
    return result;
}

// -1 when it is no hexadecimal digit.
constexpr int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    const char letter = lower(c);
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

constexpr std::string_view upper_hex_digits = "0123456789ABCDEF";

// Whether all bytes are such, without stopping at the first that is not: where `is` takes an unsigned
// char and has no branch, compilers look at sixteen at once.
template <class Is>
constexpr bool every(std::string_view text, Is is) {
    unsigned char other = 0;
    for (const char c : text)
        other |= static_cast<unsigned char>(!is(static_cast<unsigned char>(c)));
    return other == 0;
}

// Who is such, to be looked up where many are asked.
template <class Is>
constexpr std::array<bool, 256> table_of(Is is) {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte)
        table[byte] = is(static_cast<char>(byte));
    return table;
}

// 8-4-4-4-12 hexadecimal digits (RFC 9562 section 4), of whatever version.
constexpr bool is_uuid(std::string_view text) {
    constexpr std::string_view pattern = "00000000-0000-0000-0000-000000000000";
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (pattern[i] == '-' ? text[i] != '-' : hex_value(text[i]) < 0) return false;
    }
    return true;
}

} // namespace http
