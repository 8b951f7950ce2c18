// explain token|refresh|api|introspection|discovery|redirect|paste|challenge < FILE
#include "command/explain.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using command::Subject;

struct Subcommand {
    Subject subject;
    const char* name;
    const char* about;
};
constexpr std::array<Subcommand, 8> subcommands{{
    {Subject::token, "token", "an answer to the exchange of a code (RFC 6749 section 5)"},
    {Subject::refresh, "refresh", "an answer to a refresh (RFC 6749 section 6)"},
    {Subject::api, "api", "an answer of an API to an access token (RFC 6750 section 3)"},
    {Subject::introspection, "introspection", "an answer to an introspection (RFC 7662)"},
    {Subject::discovery, "discovery", "a metadata document (RFC 8414)"},
    {Subject::redirect, "redirect", "the URL of a redirect back (RFC 6749 section 4.1.2)"},
    {Subject::paste, "paste", "what curl, HTTPie or PowerShell printed"},
    {Subject::challenge, "challenge", "the value of WWW-Authenticate, one a line (RFC 9110)"},
}};

struct Arguments {
    command::Question question;
    int status = 0;
    std::vector<std::string> headers;
};

void add_options(CLI::App& app, Subject subject, Arguments& arguments) {
    const bool is_answer =
        subject != Subject::redirect && subject != Subject::paste && subject != Subject::challenge;
    if (is_answer) {
        app.add_option("--status", arguments.status, "Standard input is a body with this status")
            ->check(CLI::Range(100, 599));
        app.add_option("--header", arguments.headers, "'Name: value', beside --status; repeatable")
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }
    if (subject == Subject::redirect)
        app.add_option("--state", arguments.question.state, "The state that was sent");
    if (subject == Subject::redirect || subject == Subject::discovery)
        app.add_option("--issuer", arguments.question.issuer, "The issuer that was asked");
    app.add_flag("--reveal", arguments.question.reveal, "Show the secrets in `values`");
}

// The exit code of a program that has nothing left to do: 0 after --help, else CLI11 has said what is
// wrong.
std::optional<int> read_arguments(int argc, char** argv, Arguments& arguments) {
    CLI::App app{"Explains what a server or a terminal said: reads it from standard input, prints "
                 "one JSON object. Exit code 0: understood, 1: refused, 2: not understood, 64: "
                 "wrong usage.",
                 "explain"};
    app.require_subcommand(1);
    for (const Subcommand& each : subcommands) {
        CLI::App* const subcommand = app.add_subcommand(each.name, each.about);
        add_options(*subcommand, each.subject, arguments);
        subcommand->callback([&arguments, &each] { arguments.question.subject = each.subject; });
    }
    CLI11_PARSE(app, argc, argv);
    return std::nullopt;
}

int wrong_usage(const std::string& message) {
    std::cerr << "explain: " << message << "\n";
    return command::exit_usage;
}

} // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): thrown for a mistake in this very file, which may end it
int main(int argc, char** argv) {
    Arguments arguments;
    if (const auto ended = read_arguments(argc, argv, arguments))
        return *ended == 0 ? command::exit_understood : command::exit_usage;
    if (arguments.status != 0) arguments.question.status = arguments.status;
    for (const std::string& text : arguments.headers) {
        const Result<http::Field> field = command::header_field(text);
        if (!field) return wrong_usage(field.error().message);
        arguments.question.headers.push_back(*field);
    }
    arguments.question.input.assign(std::istreambuf_iterator<char>(std::cin), {});
    const Result<command::Explanation> told = command::explain(arguments.question);
    if (!told) return wrong_usage(told.error().message);
    std::cout << json::dump(told->members, json::Layout::indented) << "\n";
    return told->exit_code;
}
