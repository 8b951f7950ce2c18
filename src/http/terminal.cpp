#include "http/terminal.hpp"

#include "http/command_parts.hpp"
#include "http/curl.hpp"
#include "http/httpie.hpp"
#include "http/powershell.hpp"

namespace http {

namespace {

// In csh and tcsh a variable that nobody set is an error, which names it and ends the line. Everywhere
// else this does nothing.
constexpr std::string_view csh_stops = ": $csh_cannot_run_this__start_sh_first; ";

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
    } else if (terminal == Terminal::fish) {
        made.prompt = std::string{csh_stops} + "for name in " + joined(made.variables, "", " ") +
                      "; read --silent --global --export --prompt-str \"$name: \" $name; or break; "
                      "end; set --erase name";
        made.forget = "set --erase " + joined(made.variables, "", " ");
    } else {
        // A terminal that gathers whole lines cuts them at 4,095 bytes without a word, so it hands
        // over byte by byte, and then nobody takes back what Backspace should have taken back.
        made.prompt =
            std::string{csh_stops} +
            "terminal=$(stty -g); trap 'stty \"$terminal\"; trap - INT; kill -s INT $$' INT; "
            "stty -echo -icanon; for name in " +
            joined(made.variables, "", " ") +
            "; do while printf '%s: ' \"$name\"; IFS= read -r \"$name\" || break 2; echo; eval "
            "\"case \\$$name in (*[[:cntrl:]]*) ;; (*) false;; esac\"; do echo "
            "'Backspace and other control keys do not work here. Once more, please.'; "
            "done; done; stty \"$terminal\"; trap - INT; unset terminal";
        made.forget = "unset " + joined(made.variables, "", " ");
    }
}

} // namespace

std::string_view to_string(Terminal terminal) {
    switch (terminal) {
    case Terminal::curl: return "cURL";
    case Terminal::fish: return "cURL in fish";
    case Terminal::httpie: return "HTTPie";
    case Terminal::powershell: return "PowerShell";
    }
    return {};
}

Result<TerminalCommand> terminal_command(Terminal terminal, const Request& request,
                                         const Secrets& secrets) {
    Result<std::string> command = std::string{};
    switch (terminal) {
    case Terminal::curl:
    case Terminal::fish: command = curl_with_head(request, secrets); break;
    case Terminal::httpie: command = httpie_command(request, secrets); break;
    case Terminal::powershell: command = powershell_command(request, secrets); break;
    }
    if (!command) return command.error();
    TerminalCommand made;
    if (terminal != Terminal::powershell) made.command = csh_stops;
    made.command += *command;
    made.variables = variables_of(request, secrets);
    add_variables(made, terminal);
    return made;
}

} // namespace http
