// The way back of the Terminal route: a person ran a command and pastes what it printed. Understood
// are a JSON body alone, and whatever begins with a status line: the output of `curl --include`, of
// HTTPie, of our PowerShell command, or RawContent of PowerShell's Invoke-WebRequest; with CRLF or
// LF, with the person's prompt and command before it and the next prompt behind it. Of several
// answers (100 Continue, a proxy's, a redirect that was followed) the last one counts.
//
//   Result<Response> response = response_from_pasted(text);
//   if (!response) return show(response.error().message); // "Line 4 ..."
//
// Nothing of the text is in an error: it may be half a token.
#pragma once

#include "http/message.hpp"
#include "json/result.hpp"

#include <cstddef>
#include <string_view>

namespace http {

inline constexpr std::size_t longest_paste = std::size_t{1024} * 1024; // bytes

// A body alone does not tell its status: 400 is assumed when it holds an `error`, as RFC 6749
// section 5.2 has it, else 200, and `status_text` says so. Error::code is one of pasted_nothing,
// pasted_too_long, pasted_interim, pasted_table, pasted_command_failed, pasted_header, pasted_json,
// pasted_unknown.
Result<Response> response_from_pasted(std::string_view text);

} // namespace http
