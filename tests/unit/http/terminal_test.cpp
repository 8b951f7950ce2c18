#include "http/terminal.hpp"

#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/secret_search.hpp"
#include "unit/http/in_shell.hpp"
#include "unit/http/journeys.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace {

using http::Request;
using http::Secrets;
using http::Terminal;
using http::TerminalCommand;
using http::tests::command_for;
using http::tests::refresh;
using http::tests::refresh_secrets;

constexpr std::array all_terminals{Terminal::curl, Terminal::fish, Terminal::httpie,
                                   Terminal::powershell};
const std::string csh_stops = ": $csh_cannot_run_this__start_sh_first; ";
const std::string form_type = "application/x-www-form-urlencoded";

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

TEST(Terminal, the_commands_of_a_refresh) {
    EXPECT_EQ(command_for(Terminal::curl, refresh, refresh_secrets).command,
              csh_stops +
                  "curl -q -sS -i --write-out '\\n' --request 'POST' \\\n"
                  "  --url 'https://as.example/oauth/token' \\\n"
                  "  --header 'Accept: application/json' \\\n"
                  "  --header 'Content-Type: application/x-www-form-urlencoded' \\\n"
                  "  --user 's6BhdRkqt3:'\"$CLIENT_SECRET\" \\\n"
                  "  --data-raw 'grant_type=refresh_token&refresh_token='\"$REFRESH_TOKEN\"");
    EXPECT_EQ(command_for(Terminal::httpie, refresh, refresh_secrets).command,
              csh_stops + "http --ignore-stdin --print=hb --pretty=none \\\n"
                          "  --auth='s6BhdRkqt3:'\"$CLIENT_SECRET\" \\\n"
                          "  --raw='grant_type=refresh_token&refresh_token='\"$REFRESH_TOKEN\" \\\n"
                          "  'POST' 'https://as.example/oauth/token' \\\n"
                          "  'Accept: application/json' \\\n"
                          "  'Content-Type: application/x-www-form-urlencoded'");
    EXPECT_EQ(
        command_for(Terminal::powershell, refresh, refresh_secrets).command,
        "& {\n"
        "Add-Type -AssemblyName System.Net.Http\n"
        "[Net.ServicePointManager]::SecurityProtocol = "
        "[Net.ServicePointManager]::SecurityProtocol -bor 3072\n"
        "$request = [Net.Http.HttpRequestMessage]::new([Net.Http.HttpMethod]::new('POST'), "
        "[Uri]('https://as.example/oauth/token'))\n"
        "$request.Content = [Net.Http.ByteArrayContent]::new([Text.Encoding]::UTF8.GetBytes("
        "'grant_type=refresh_token&refresh_token=' + $env:REFRESH_TOKEN))\n"
        "[void]$request.Headers.TryAddWithoutValidation('Accept', 'application/json')\n"
        "[void]$request.Content.Headers.TryAddWithoutValidation('Content-Type', "
        "'application/x-www-form-urlencoded')\n"
        "[void]$request.Headers.TryAddWithoutValidation('Authorization', 'Basic ' + "
        "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("
        "'s6BhdRkqt3:' + $env:CLIENT_SECRET)))\n"
        "$handler = [Net.Http.HttpClientHandler]::new()\n"
        "$handler.AllowAutoRedirect = $false\n"
        "$handler.UseCookies = $false\n"
        "$response = [Net.Http.HttpClient]::new($handler).SendAsync($request)"
        ".GetAwaiter().GetResult()\n"
        "\"HTTP/$($response.Version) $([int]$response.StatusCode) $($response.ReasonPhrase)\"\n"
        "$response.Headers.ToString() + $response.Content.Headers.ToString()\n"
        "$response.Content.ReadAsStringAsync().GetAwaiter().GetResult()\n"
        "}");
}

TEST(Terminal, prompts_name_every_variable_once) {
    const TerminalCommand sh = command_for(Terminal::curl, refresh, refresh_secrets);
    EXPECT_EQ(sh.variables, (std::vector<std::string>{"CLIENT_SECRET", "REFRESH_TOKEN"}));
    EXPECT_TRUE(holds(sh.prompt, "for name in CLIENT_SECRET REFRESH_TOKEN; do ")) << sh.prompt;
    EXPECT_FALSE(holds(sh.prompt, "\n")) << "a terminal would take it for the first secret";
    EXPECT_EQ(sh.forget, "unset CLIENT_SECRET REFRESH_TOKEN");
    const TerminalCommand fish = command_for(Terminal::fish, refresh, refresh_secrets);
    EXPECT_EQ(fish.command, command_for(Terminal::curl, refresh, refresh_secrets).command);
    EXPECT_EQ(fish.prompt, csh_stops +
                               "for name in CLIENT_SECRET REFRESH_TOKEN; read --silent --global "
                               "--export --prompt-str \"$name: \" $name; or break; end; "
                               "set --erase name");
    EXPECT_EQ(fish.forget, "set --erase CLIENT_SECRET REFRESH_TOKEN");
    const TerminalCommand power = command_for(Terminal::powershell, refresh, refresh_secrets);
    EXPECT_EQ(power.prompt,
              "foreach ($name in 'CLIENT_SECRET', 'REFRESH_TOKEN') { "
              "$typed = Read-Host $name -AsSecureString; "
              "Set-Item \"env:$name\" ([Net.NetworkCredential]::new('', $typed).Password) }");
    EXPECT_EQ(power.forget, "Remove-Item env:CLIENT_SECRET, env:REFRESH_TOKEN");
}

TEST(Terminal, without_secrets_there_is_nothing_to_ask_for) {
    for (const Terminal terminal : all_terminals) {
        const TerminalCommand made =
            command_for(terminal, {"GET", "https://as.example/", {}, ""}, {});
        EXPECT_TRUE(made.variables.empty());
        EXPECT_EQ(made.prompt + made.forget, "");
    }
}

TEST(Terminal, S63_a_secret_that_the_page_does_not_hold_is_a_variable) {
    Request basic = refresh;
    basic.headers.back().value = "Basic " + http::base64_encode("s6BhdRkqt3:");
    const Request post{"POST",
                       "https://as.example/oauth/token",
                       {{"Content-Type", form_type}},
                       "client_id=s6BhdRkqt3&client_secret="};
    for (const Terminal terminal : all_terminals) {
        for (const Request& request : {basic, post}) {
            const TerminalCommand made = command_for(terminal, request, refresh_secrets);
            EXPECT_EQ(made.variables.front(), "CLIENT_SECRET");
            EXPECT_TRUE(holds(made.command, "CLIENT_SECRET")) << made.command;
        }
    }
}

void expect_not_written(const Request& request, const std::string& secret, const Secrets& secrets) {
    for (const Terminal terminal : all_terminals) {
        const TerminalCommand made = command_for(terminal, request, secrets);
        EXPECT_TRUE(http::find_secrets(made.command, {{"s", secret}}).empty()) << made.command;
        EXPECT_FALSE(made.variables.empty()) << made.command;
    }
}

TEST(Terminal, S63_what_stands_in_a_secret_place_is_never_written_known_or_not) {
    const std::string secret = "sentinel+4711%&";
    const std::string encoded = http::form_encode(secret);
    for (const Request& request : std::vector<Request>{
             {"GET", "https://a/?code=" + encoded, {}, ""},
             {"GET", "https://a/", {{"Authorization", "Bearer " + secret}}, ""},
             {"GET", "https://a/", {{"Authorization", secret}}, ""},
             {"GET", "https://a/", {{"Cookie", secret}}, ""},
             {"GET",
              "https://a/",
              {{"Authorization", "Basic " + http::base64_encode("i:" + secret)}},
              ""},
             {"GET",
              "https://a/",
              {{"Authorization", "Basic " + http::base64_encode("i:" + encoded)}},
              ""},
             {"POST", "https://a/", {{"Content-Type", form_type}}, "client_secret=" + encoded},
         }) {
        expect_not_written(request, secret, {});
        expect_not_written(request, secret, {{"client_secret", secret}});
    }
}

TEST(Terminal, S63_a_known_secret_is_not_written_wherever_it_stands) {
    const std::string secret = "sentinel+4711%&";
    const std::string encoded = http::form_encode(secret);
    for (const Request& request : std::vector<Request>{
             {"GET", "https://a/?q=" + encoded, {}, ""},
             {"GET", "https://a/", {{"X", secret}}, ""},
             {"POST", "https://a/", {}, secret},
             {"POST", "https://a/", {{"Content-Type", form_type}}, "x=" + encoded},
             {"POST", "https://a/", {{"Content-Type", "application/json"}}, "[\"" + secret + "\"]"},
         }) {
        expect_not_written(request, secret, {{"client_secret", secret}});
    }
}

TEST(Terminal, what_a_dialect_cannot_send_is_refused_with_a_reason) {
    const std::string type = "text/plain";
    const auto code = [](Terminal terminal, const Request& request) {
        const Result<TerminalCommand> made = http::terminal_command(terminal, request, {});
        return made ? std::string{} : made.error().code;
    };
    const Request bytes{"POST", "https://a/", {{"Content-Type", type}}, "\xFF"};
    const Request nul{"POST", "https://a/", {{"Content-Type", type}}, std::string{"a\0b", 3}};
    EXPECT_EQ(code(Terminal::curl, bytes), "");
    EXPECT_EQ(code(Terminal::httpie, bytes), "not_text");
    EXPECT_EQ(code(Terminal::powershell, bytes), "not_text");
    EXPECT_EQ(code(Terminal::curl, nul), "");
    EXPECT_EQ(code(Terminal::httpie, nul), "not_text");
    EXPECT_EQ(code(Terminal::powershell, nul), "");
    for (const Request& request : std::vector<Request>{
             {"GET", "https://a/", {{"X", "a\\:b"}}, ""},
             {"GET", "https://a/", {{"X", "a\nb"}}, ""},
             {"GET", "https://a/", {{"-x", "a"}}, ""},
             {"GET", "-h", {}, ""},
             {"GET", ":/x", {}, ""},
             {"", "https://a/", {}, ""},
             {"M-SEARCH", "https://a/", {}, ""},
         }) {
        EXPECT_EQ(code(Terminal::httpie, request), "not_possible") << request.url;
        EXPECT_EQ(code(Terminal::curl, request), "") << request.url;
    }
}

#ifndef __EMSCRIPTEN__ // no shell there

using http::tests::arguments_under;
using http::tests::output_under;
using http::tests::session_under;
using http::tests::shells;

TEST(TerminalInShell, S63_curl_with_its_head_is_given_the_same) {
    for (const std::string& shell : shells()) {
        const std::vector<std::string> arguments = arguments_under(
            shell, "curl", command_for(Terminal::curl, refresh, refresh_secrets).command,
            refresh_secrets);
        ASSERT_GE(arguments.size(), 5u);
        EXPECT_EQ(arguments[0], "-q") << "else a .curlrc counts, and its `fail` hides the body";
        EXPECT_EQ(arguments[1], "-sS");
        EXPECT_EQ(arguments[2], "-i");
        EXPECT_EQ(arguments[3], "--write-out");
        EXPECT_EQ(arguments[4], "\\n"); // for curl to read
    }
}

TEST(TerminalInShell, the_prompt_reads_each_variable_as_it_is_typed_and_forget_takes_it_away) {
    const TerminalCommand made = command_for(Terminal::curl, refresh, refresh_secrets);
    const std::string script =
        "stty() { :; }\n" + made.prompt + "\nprintf '%s|' \"$CLIENT_SECRET\" \"$REFRESH_TOKEN\"\n" +
        made.forget + "\nprintf '%s|' \"${CLIENT_SECRET-none}\" \"${REFRESH_TOKEN-none}\"";
    for (const std::string& shell : shells()) {
        EXPECT_EQ(output_under(shell, script, {}, "  a\\b 'c' $x \n\"second\"\n"),
                  "CLIENT_SECRET: \nREFRESH_TOKEN: \n  a\\b 'c' $x |\"second\"|none|none|")
            << shell;
    }
}

// The header that the tool is told to send, whichever way it is spelt.
std::string basic_under(const std::string& shell, Terminal terminal, const Secrets& secrets) {
    Request request = refresh;
    request.headers.back().value = "Basic " + http::base64_encode("s6BhdRkqt3:");
    const std::string program = terminal == Terminal::curl ? "curl" : "http";
    for (const std::string& argument : arguments_under(
             shell, program, command_for(terminal, request, refresh_secrets).command, secrets)) {
        const std::string_view start = "Authorization: Basic ";
        if (argument.starts_with(start))
            return http::base64_decode(argument.substr(start.size())).value_or("no Base64");
    }
    return "none";
}

TEST(TerminalInShell, S27_a_secret_that_only_the_person_knows_is_form_encoded) {
    std::string every;
    for (char c = ' '; c <= '~'; ++c)
        every += c;
    for (const std::string& secret : {std::string{"a+b/c="}, std::string{"plain-._*1"}, every}) {
        for (const std::string& shell : shells()) {
            for (const Terminal terminal : {Terminal::curl, Terminal::httpie}) {
                EXPECT_EQ(basic_under(shell, terminal,
                                      {{"client_secret", secret}, {"refresh_token", "r"}}),
                          "s6BhdRkqt3:" + http::form_encode(secret))
                    << shell;
            }
        }
    }
}

TEST(Terminal, S63_the_value_of_a_header_that_a_person_typed_is_a_variable) {
    const Request request{
        "GET", "https://a/", {{"X-Api-Key", "sentinel"}, {"Accept", "text/plain"}}, ""};
    for (const Terminal terminal : all_terminals) {
        const TerminalCommand made = command_for(terminal, request, {});
        EXPECT_EQ(made.variables, std::vector<std::string>{"X_API_KEY"});
        EXPECT_FALSE(holds(made.command, "sentinel")) << made.command;
        EXPECT_TRUE(holds(made.command, "text/plain")) << made.command;
    }
}

// The lines of a terminal end at 4,095 bytes, without a word.
TEST(TerminalInShell, long_tokens_arrive_whole_at_the_prompt_of_a_real_terminal) {
    const TerminalCommand made = command_for(Terminal::curl, refresh, refresh_secrets);
    std::string token;
    for (int i = 0; i < 20'000; ++i)
        token += "0123456789abcdefghijklmnopqrstuvwxyz-._~+/="[i * 7 % 43];
    for (const std::string& shell : shells()) {
        if (shell == "sh" || shell == "ksh") continue; // one of the others
        const std::string seen = session_under(
            shell, {{"ready> ", made.prompt + "\n"},
                    {"CLIENT_SECRET: ", "short\n"},
                    {"REFRESH_TOKEN: ", token + "\n"},
                    {"ready> ", "printf '<%s|%s>\\n' \"$CLIENT_SECRET\" \"$REFRESH_TOKEN\"\n"},
                    {">\r\n", "stty | grep -c -- -icanon\n"},
                    {"ready> ", "exit\n"}});
        EXPECT_TRUE(holds(seen, "<short|" + token + ">")) << shell << seen.size();
        EXPECT_EQ(seen.find(token), seen.rfind(token)) << shell << ": no echo of what is typed";
        EXPECT_TRUE(holds(seen, "\n0\r\n")) << shell << ": the terminal is as it was";
    }
}

TEST(TerminalInShell, what_backspace_would_have_taken_back_is_asked_for_once_more) {
    const TerminalCommand made = command_for(Terminal::curl, refresh, refresh_secrets);
    for (const std::string& shell : shells()) {
        if (shell == "sh" || shell == "ksh") continue;
        const std::string seen = session_under(shell, {{"ready> ", made.prompt + "\n"},
                                                       {"CLIENT_SECRET: ", "wrog\x7Fng\n"},
                                                       {"CLIENT_SECRET: ", "right\n"},
                                                       {"REFRESH_TOKEN: ", "token\n"},
                                                       {"ready> ", "echo \"<$CLIENT_SECRET>\"\n"},
                                                       {"ready> ", "exit\n"}});
        EXPECT_TRUE(holds(seen, "<right>")) << shell << seen;
    }
}

TEST(TerminalInShell, giving_up_at_the_prompt_leaves_the_terminal_as_it_was) {
    const TerminalCommand made = command_for(Terminal::curl, refresh, refresh_secrets);
    for (const std::string& shell : shells()) {
        if (shell == "sh" || shell == "ksh") continue;
        const std::string seen =
            session_under(shell, {{"ready> ", made.prompt + "\n"},
                                  {"CLIENT_SECRET: ", "\x03"},
                                  {"ready> ", "stty | grep -c -e -icanon -e '-echo '; echo done\n"},
                                  {"ready> ", "exit\n"}});
        EXPECT_FALSE(holds(seen, "REFRESH_TOKEN: ")) << shell << seen;
        EXPECT_TRUE(holds(seen, "\n0\r\ndone")) << shell << seen;
    }
}

#endif

} // namespace
