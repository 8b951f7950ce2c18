// Strings in text that need not parse: where a quoted string ends, at whatever depth of escaping.
#pragma once

#include <cstddef>
#include <string_view>

namespace http {

std::size_t backslashes_before(std::string_view text, std::size_t i);

// Strings may lie inside strings; `layer` is the number of backslashes before the quotes of this
// one: 0, 1, 3, 7. The position behind the closing quote of the string whose opening quote is at
// `quote`; the end of the text when nothing closes it, because half a token is a secret too.
std::size_t end_of_string(std::string_view text, std::size_t quote, std::size_t layer);

} // namespace http
