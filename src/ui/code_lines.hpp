// Where the lines of a message or of JSON break, and which part of a line is its key, so that a header,
// a parameter or a member is found by its name. Breaks are looks: the text stays as it is.
//
//   GET /oauth/authorize            before each ? and & of an address or form with several parameters
//   ?response_type=code             else between words, and inside a word only where it fits no line;
//   &client_id=abc HTTP/1.1         never inside "HTTP/1.1" or an escape such as %2F
#pragma once

#include <cstddef>
#include <string_view>

namespace ui {

// Is this hard line an address or a form with several parameters? Reads all of it: ask once.
[[gnu::noinline]] bool has_parameters(std::string_view hard_line);
// How far the line that begins at `at` of a hard line with parameters may go at most.
[[gnu::noinline]] std::size_t end_of_parameter(std::string_view hard_line, std::size_t at);
// Where `rest` breaks, of which `fits` bytes fit a line; at least 1. Blanks that end the line are the
// caller's to skip.
[[gnu::noinline]] std::size_t end_of_code(std::string_view rest, std::size_t fits);
// The name in a line that begins a header, parameter or member; empty: there is none.
[[gnu::noinline]] std::string_view key_of(std::string_view line);

} // namespace ui
