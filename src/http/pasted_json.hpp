// JSON in what was copied from a terminal: where it ends, and whether it is that of an error. For
// http/pasted.hpp only.
#pragma once

#include "json/json.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace http {

bool may_be_json(std::string_view text); // begins with "{" or "["

// The one JSON value that `text` begins with, whatever prompt stands behind it. The parser decides
// what JSON is; here is only a guess where it may end.
struct CutJson {
    std::size_t length = 0;              // bytes of `text`; 0: none
    std::optional<std::string> rejoined; // without the line breaks that a terminal put into texts
    json::ParseError error;              // why the whole text is none
};
CutJson cut_json(std::string_view text);

// "status" of RFC 9457, and its like: 400 to 599.
std::optional<int> status_in_error(std::string_view body);

} // namespace http
