// The way back of the Terminal route: a person ran a command and pastes what it printed. Understood
// is whatever begins with a status line (the output of `curl --include` or `curl --verbose`, of
// HTTPie, of our PowerShell command, or RawContent of PowerShell's Invoke-WebRequest), and a JSON
// body alone; with CRLF or LF, with colours, with the person's prompt and command before it and the
// next prompt behind it, with what the tool says of itself in between. Of several answers (100
// Continue, a proxy's, a redirect that was followed) the last one counts.
//
//   const Result<PastedAnswer> read = read_pasted(text);
//   if (!read) return show(read.error().message); // "Line 4 ..."
//   preview(*read);                               // and ask, where status is 0 or there is a doubt
//
// Nothing of the text is in an error or a doubt: it may be half a token.
#pragma once

#include "http/message.hpp"
#include "json/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http {

inline constexpr std::size_t longest_paste = std::size_t{1024} * 1024; // bytes

// From 1, both ends included.
struct LineRange {
    std::size_t first = 0, last = 0;
    friend bool operator==(const LineRange&, const LineRange&) = default;
};

// Where the status stands.
enum class StatusFrom {
    line,    // a status line
    tool,    // the words of a tool, or a number of its own behind or below the body
    body,    // a member of the body (RFC 9457: "status")
    assumed, // nowhere: 200, since the body does not look like an error
    unknown, // nowhere, and the body looks like an error: response.status is 0
};

std::string_view to_string(StatusFrom from); // "line", "tool", "body", "assumed", "unknown"

struct PastedAnswer {
    Response response; // status_text tells that a status was assumed
    StatusFrom status_from = StatusFrom::line;
    std::size_t status_line = 0;    // 0: none
    LineRange headers, body;        // first 0: none
    std::vector<LineRange> ignored; // what belongs to the tool and the terminal; blank lines apart
    std::string doubt;              // why it may have been read wrong, with its line; empty: none
};

// Error::code is one of pasted_nothing, pasted_too_long, pasted_interim, pasted_table,
// pasted_command_failed, pasted_json, pasted_unknown.
Result<PastedAnswer> read_pasted(std::string_view text);

// A status as three digits, 100 to 599.
std::optional<int> read_status(std::string_view digits);

// Whether a JSON body that came without its status is that of an error: RFC 6749 section 5.2, RFC
// 9457, Pleo's own {"type", "message"}, and their like.
bool looks_like_error(std::string_view body);

} // namespace http
