#include "http/terminal.hpp"

#include "http/command_parts.hpp"
#include "http/curl.hpp"
#include "http/httpie.hpp"
#include "http/powershell.hpp"

namespace http {

namespace {

// With the status and the headers, without what a .curlrc or a progress meter would add, and with a
// line break behind the body, where the next prompt would otherwise stand. "-q" counts only as the
// first of all.
std::string curl_with_head(const Request& request, const Secrets& secrets) {
    constexpr std::string_view name = "curl";
    return std::string{name} + " -q -sS -i --write-out '\\n'" +
           curl_command(request, secrets).substr(name.size());
}

std::string joined(const std::vector<std::string>& names, std::string_view before,
                   std::string_view between) {
    std::string text;
    for (const std::string& name : names) {
        if (!text.empty()) text += between;
        text += before;
        text += name;
    }
    return text;
}

// One line each, because the terminal would take a second line for the answer to the first.
void add_variables(TerminalCommand& made, Terminal terminal) {
    if (made.variables.empty()) return;
    if (terminal == Terminal::powershell) {
        made.prompt =
            "foreach ($name in '" + joined(made.variables, "", "', '") +
            "') { $typed = Read-Host $name -AsSecureString; "
            "Set-Item \"env:$name\" ([Net.NetworkCredential]::new('', $typed).Password) }";
        made.forget = "Remove-Item " + joined(made.variables, "env:", ", ");
    } else {
        made.prompt = "for name in " + joined(made.variables, "", " ") +
                      "; do printf '%s: ' \"$name\"; stty -echo; IFS= read -r \"$name\"; "
                      "stty echo; echo; done";
        made.forget = "unset " + joined(made.variables, "", " ");
    }
}

} // namespace

std::string_view to_string(Terminal terminal) {
    switch (terminal) {
    case Terminal::curl: return "cURL";
    case Terminal::httpie: return "HTTPie";
    case Terminal::powershell: return "PowerShell";
    }
    return {};
}

Result<TerminalCommand> terminal_command(Terminal terminal, const Request& request,
                                         const Secrets& secrets) {
    Result<std::string> command = std::string{};
    switch (terminal) {
    case Terminal::curl: command = curl_with_head(request, secrets); break;
    case Terminal::httpie: command = httpie_command(request, secrets); break;
    case Terminal::powershell: command = powershell_command(request, secrets); break;
    }
    if (!command) return command.error();
    TerminalCommand made;
    made.command = *command;
    made.variables = variables_of(request, secrets);
    add_variables(made, terminal);
    return made;
}

} // namespace http
