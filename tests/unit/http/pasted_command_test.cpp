// Commands as a person pastes them into an interactive shell: there a terminal, an editor of lines and a
// history read them first.
#include "unit/http/in_shell.hpp"
#include "unit/http/journeys.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#ifndef __EMSCRIPTEN__ // no shell there

namespace {

using http::Request;
using http::Terminal;
using http::tests::command_for;
using http::tests::refresh;
using http::tests::refresh_secrets;
using http::tests::session_under;

// Each would run, or be another text, where it is not quoted as that shell reads it.
const std::vector<std::string> hostile_texts{R"('\'';touch pwned;'\'')",
                                             R"(\'; touch pwned; \')",
                                             R"(\)",
                                             R"(\\)",
                                             R"(';touch pwned;')",
                                             R"("; touch pwned; ")",
                                             "$(touch pwned)",
                                             "(touch pwned)",
                                             "`touch pwned`",
                                             "!touch",
                                             "!!",
                                             "!-1",
                                             "{a,b}",
                                             "~root",
                                             "%self",
                                             "^a^b",
                                             "* ?",
                                             "\t\x1b[31m\x03\x04",
                                             "a\xc3\xa9",
                                             "#x"};

std::string hexadecimal(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        text += digits[static_cast<unsigned char>(c) >> 4];
        text += digits[static_cast<unsigned char>(c) & 15];
    }
    return text;
}

std::vector<std::string> interactive_shells() {
    std::vector<std::string> found;
    for (const char* shell : {"dash", "bash", "zsh", "fish"})
        if (http::tests::is_installed(shell)) found.emplace_back(shell);
    return found;
}

// A curl that tells in hexadecimal what it was given, a marker behind it that nobody typed, and the marker of a line
// before which `!!` would bring back.
std::string telling_curl(const std::string& shell) {
    const std::string body = "printf '%s|' " + std::string(shell == "fish" ? "$argv" : "\"$@\"") +
                             " | od -An -v -tx1 | tr -d ' \\n'; printf '\\n%s%s\\n' to ld";
    return shell == "fish" ? "function curl; " + body + "; end\n" : "curl() { " + body + "; }\n";
}

TEST(PastedCommand, S63_hostile_text_arrives_byte_for_byte_in_interactive_shells) {
    for (const std::string& shell : interactive_shells()) {
        std::vector<http::tests::Typed> typed{
            {"ready> ", telling_curl(shell)},
            {"ready> ", "printf 'touch pwned; %s%s\\n' st art # touch pwned\n"}};
        std::string wait_for = "start\r\n";
        for (const std::string& text : hostile_texts) {
            const Request request{
                "POST", "https://a.example/?x=" + text, {{"Content-Type", "text/plain"}}, text};
            typed.push_back({wait_for, command_for(Terminal::curl, request, {}).command + "\n"});
            wait_for = "told\r\n";
        }
        typed.push_back({wait_for, "exit\n"});
        const std::string seen = session_under(shell, typed);
        for (const std::string& text : hostile_texts) {
            EXPECT_NE(seen.find(hexadecimal("--data-raw|" + text + "|")), std::string::npos)
                << shell << " " << text;
            EXPECT_NE(seen.find(hexadecimal("https://a.example/?x=" + text + "|")),
                      std::string::npos)
                << shell << " " << text;
        }
        EXPECT_NE(access("pwned", F_OK), 0) << shell;
    }
}

TEST(PastedCommand, S63_fish_asks_for_each_secret_and_forgets_it) {
    if (!http::tests::is_installed("fish")) GTEST_SKIP() << "there is no fish";
    const http::TerminalCommand made = command_for(Terminal::fish, refresh, refresh_secrets);
    std::string token;
    for (int i = 0; i < 5'000; ++i)
        token += "0123456789abcdefghijklmnopqrstuvwxyz-._~+/="[i * 7 % 43];
    const std::string seen = session_under(
        "fish", {{"ready> ", telling_curl("fish")},
                 {"ready> ", made.prompt + "\n"},
                 {"CLIENT_SECRET: ", "  a\\b 'c' $x \"\n"},
                 {"REFRESH_TOKEN: ", token + "\n"},
                 {"ready> ", made.command + "\n"},
                 {"told\r\n", made.forget + "\n"},
                 {"ready> ", "printf '<%s%s|%s>\\n' no \"$CLIENT_SECRET\" \"$REFRESH_TOKEN\"\n"},
                 {"<no|>\r\n", "exit\n"}});
    EXPECT_NE(seen.find(hexadecimal("s6BhdRkqt3:  a\\b 'c' $x \"|")), std::string::npos) << seen;
    EXPECT_NE(seen.find(hexadecimal("refresh_token=" + token + "|")), std::string::npos) << seen;
    EXPECT_EQ(seen.find(token), std::string::npos) << "no echo of what is typed";
}

TEST(PastedCommand, S63_csh_and_tcsh_refuse_it_by_name_and_run_nothing_of_it) {
    if (!http::tests::is_installed("tcsh")) GTEST_SKIP() << "there is no tcsh";
    constexpr std::string_view by_name = "csh_cannot_run_this__start_sh_first: Undefined variable.";
    // Of a line with "$(", or ":" behind a variable, of which it reads no word.
    constexpr std::string_view by_grammar = "Illegal variable name.",
                               by_modifier = "Bad : modifier";
    const auto count = [](const std::string& text, std::string_view part) {
        std::size_t found = 0;
        for (std::size_t at = text.find(part); at != std::string::npos;
             at = text.find(part, at + 1))
            ++found;
        return found;
    };
    for (const Terminal terminal : {Terminal::curl, Terminal::fish, Terminal::httpie}) {
        std::vector<http::tests::Typed> typed{
            {" ", "touch pwned; rm pwned; alias curl 'touch pwned'; alias http 'touch pwned'; "
                  "set prompt = 'rea''dy> '\n"},
            {"ready> ", command_for(terminal, refresh, refresh_secrets).prompt + "\n"}};
        for (const std::string& text : hostile_texts) {
            const Request request{
                "POST", "https://a.example/", {{"Content-Type", "text/plain"}}, text};
            typed.push_back({"ready> ", command_for(terminal, request, {}).command + "\n"});
        }
        typed.push_back({"ready> ", "exit\n"});
        const std::string seen = session_under("tcsh", typed);
        EXPECT_EQ(count(seen, by_name) + count(seen, by_grammar) + count(seen, by_modifier),
                  hostile_texts.size() + 1)
            << seen;
        EXPECT_GE(count(seen, by_name), hostile_texts.size() - 1) << seen;
        EXPECT_NE(access("pwned", F_OK), 0) << seen;
    }
}

} // namespace

#endif
