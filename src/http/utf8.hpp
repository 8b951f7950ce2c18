// One code point at a time out of bytes that may be anything (RFC 3629).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace http {

struct CodePoint {
    char32_t value = 0;     // the byte itself when it is not valid
    std::size_t length = 1; // bytes; never 0
    bool valid = false; // false: overlong, a surrogate, beyond U+10FFFF, cut off, or a stray byte
};

// `at` must be inside of `text`.
CodePoint decode_utf8(std::string_view text, std::size_t at);

bool is_utf8(std::string_view text);

// At most `limit` bytes from the beginning, and no character cut in two. Text that is not UTF-8 has none to
// keep whole, so three steps back are enough.
std::string_view whole_characters(std::string_view text, std::size_t limit);

// What is no code point, half a surrogate pair for instance, is appended as U+FFFD.
void append_utf8(std::string& out, char32_t point);

// "U+202E": at least four digits.
std::string code_point_name(char32_t value);

} // namespace http
