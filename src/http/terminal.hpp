// The Terminal route: the page prints a command, the person runs it and pastes the answer back
// (http/pasted.hpp). Secrets come from environment variables only, so that neither the page needs
// the client's secret nor a shell history keeps one (S63). Every command prints status, headers and
// body, without pager and colour, follows no redirect, and curl reads no .curlrc.
//
//   Result<TerminalCommand> made = terminal_command(Terminal::powershell, request, secrets);
//   if (made) show(made->variables, made->prompt, made->command, made->forget);
//
// A client_secret that is empty in `request`, in the Basic header or in the form, stands for one
// that only the person knows: every command encodes it as a form (RFC 6749 section 2.3.1), which
// changes nothing in one of letters, digits and "-._*".
//
// csh and tcsh would read other text than what is printed. Every line for another shell begins so that
// they stop there and say why (a line with "$(" they refuse before that, in words of their own).
#pragma once

#include "http/message.hpp"
#include "http/redaction.hpp"
#include "json/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http {

enum class Terminal {
    curl,       // POSIX shells: Linux, macOS, Git Bash
    fish,       // the same command; fish reads its variables in another way
    httpie,     // POSIX shells, with HTTPie 3
    powershell, // Windows PowerShell 5.1 and PowerShell 7, without a tool besides
};
std::string_view to_string(Terminal terminal); // "cURL", "cURL in fish", "HTTPie", "PowerShell"

struct TerminalCommand {
    std::vector<std::string> variables; // names, in the order in which `prompt` asks for them
    std::string prompt;  // asks for each without echo and without history; empty without variables
    std::string command; // one or more lines
    std::string forget;  // takes the variables away again; empty without variables
    friend bool operator==(const TerminalCommand&, const TerminalCommand&) = default;
};

// cURL can always; the others say what they cannot send: Error::code "not_text" or "not_possible".
Result<TerminalCommand> terminal_command(Terminal terminal, const Request& request,
                                         const Secrets& secrets);

} // namespace http
