// The shortcut of parse(): what a token endpoint answers when nothing is odd about it, which is one flat object of
// plain texts and whole numbers, read in one go. It has no errors and no opinions: at the first thing that is not
// plain there is nothing, and nlohmann reads all of it from the beginning.
//
// Plain is: at most 4096 bytes; one object with at most 16 members of different names; names and texts of printable
// ASCII without a backslash; numbers of 1 to 15 digits that do not begin with 0, or 0 itself; true, false, null; the
// blanks of RFC 8259 section 2. That it says the same as nlohmann is held by tests/fuzz/fuzz_json.cpp, which uses that
// a longer text, with blanks behind it, is not plain any more.
#pragma once

#include "json/json.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace json {

inline constexpr std::size_t most_plain_bytes = 4096;

std::optional<Value> parse_plain(std::string_view text);

} // namespace json
