// What a terminal and the tools in it add to an answer: colours and cursor moves, progress meters,
// curl's talk about the connection, complaints, the next prompt. For http/pasted.hpp, and `trim` for
// the command line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http {

// Without escape sequences (ECMA-48: CSI, OSC and the short ones) and byte order marks. Lines stay
// where they were.
std::string without_escapes(std::string_view text);

struct Line {
    std::string_view text; // without the line break
    std::size_t begin = 0; // byte offset
    std::size_t next = 0;  // of the line after it
};
inline constexpr std::size_t most_lines = 50'000; // what is behind them is not looked at
std::vector<Line> split_lines(std::string_view text);

std::string_view trim(std::string_view text); // blanks and line breaks at both ends

// "  % Total    % Received ..." and the lines below it.
bool is_progress_meter(std::string_view line);

// Of `curl --verbose`: what it sends, the sizes of what it moves, its remarks. Also an answer's head
// ("< HTTP/2 200"), which is for the caller to look at first.
bool is_curl_talk(std::string_view line);

// "curl: (6) Could not resolve host", "http: error: ...", "Invoke-WebRequest : ...".
bool is_complaint(std::string_view line);

// A status that a tool tells in words of its own, by 400 or more: "curl: (22) The requested URL
// returned error: 401", "http: warning: HTTP 401 Unauthorized", "The remote server returned an
// error: (401) Unauthorized.", "does not indicate success: 401".
std::optional<int> status_in_complaint(std::string_view line);

// "ada@host:~$ ", "PS C:\Users\Ada> ", "host% ": the last line of what was copied.
bool looks_like_prompt(std::string_view line);

} // namespace http
