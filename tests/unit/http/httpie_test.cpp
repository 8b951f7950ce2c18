// The commands are run by real shells, with an HTTPie that tells its arguments, and by HTTPie
// itself, which shows the request that it would send.
#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/secret_search.hpp"
#include "http/terminal.hpp"
#include "unit/http/in_shell.hpp"
#include "unit/http/journeys.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#ifndef __EMSCRIPTEN__ // no shell there

namespace {

using http::Request;
using http::Terminal;
using namespace http::tests;

// What HTTPie reads in one item: the first separator decides, a backslash before one is an escape.
http::Field meaning_of_item(const std::string& item) {
    for (std::size_t i = 0; i + 1 < item.size(); ++i) {
        if (item[i] == '\\') {
            EXPECT_EQ(std::string{":=@;"}.find(item[i + 1]), std::string::npos) << item;
        }
    }
    const std::size_t separator = item.find_first_of(":=@;");
    if (separator == std::string::npos) {
        ADD_FAILURE() << "no separator in " << item;
        return {};
    }
    if (item[separator] == ';') {
        EXPECT_EQ(separator + 1, item.size()) << item;
        return {item.substr(0, separator), ""};
    }
    EXPECT_EQ(item.substr(separator, 2), ": ") << item;
    return {item.substr(0, separator), item.substr(separator + 2)};
}

Request meaning_in_httpie(const std::vector<std::string>& arguments) {
    Request request;
    std::vector<std::string> positional;
    bool bearer = false;
    for (const std::string& argument : arguments) {
        const std::size_t equals = argument.find('=');
        const std::string option = argument.substr(0, equals);
        const std::string value = equals == std::string::npos ? "" : argument.substr(equals + 1);
        if (!argument.starts_with('-')) {
            positional.push_back(argument);
        } else if (option == "--auth-type") {
            bearer = value == "bearer";
        } else if (option == "--auth") {
            EXPECT_TRUE(bearer || value.find("\\:") == std::string::npos) << value;
            request.headers.push_back(
                {"Authorization",
                 bearer ? "Bearer " + value : "Basic " + http::base64_encode(value)});
        } else if (option == "--raw") {
            request.body = value;
        } else {
            EXPECT_TRUE(option == "--ignore-stdin" || option == "--print" || option == "--pretty")
                << argument;
        }
    }
    if (positional.size() < 2) {
        ADD_FAILURE() << "no method and URL";
        return request;
    }
    request.method = positional[0];
    request.url = positional[1];
    for (std::size_t i = 2; i < positional.size(); ++i)
        request.headers.push_back(meaning_of_item(positional[i]));
    return request;
}

// Options come before items, so the order of headers is not the request's.
Request sorted(Request request) {
    std::sort(request.headers.begin(), request.headers.end(),
              [](const http::Field& a, const http::Field& b) { return a.name < b.name; });
    return request;
}

TEST(Httpie, S63_httpie_is_given_hostile_text_and_secrets_byte_for_byte) {
    for (const Journey& journey : journeys()) {
        const std::string command =
            command_for(Terminal::httpie, journey.request, journey.secrets).command;
        EXPECT_TRUE(http::find_secrets(command, journey.secrets).empty()) << command;
        for (const char c : command) {
            EXPECT_FALSE((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F)
                << "a terminal would obey it: " << command;
        }
        for (const std::string& shell : shells()) {
            const Request sent = meaning_in_httpie(
                arguments_under(shell, "http", command,
                                http::tests::variables_of(journey.request, journey.secrets)));
            EXPECT_EQ(sorted(as_a_server_reads_it(sent)),
                      sorted(as_a_server_reads_it(journey.request)))
                << journey.what << " in " << shell << "\n"
                << command;
        }
    }
}

TEST(Httpie, S63_httpie_itself_builds_the_request) {
    if (!http::tests::is_installed("http")) GTEST_SKIP() << "HTTPie is not installed";
    for (const Journey& journey : journeys()) {
        // Its URL library encodes what is no URL, which is its right.
        if (journey.what == "hostile text") continue;
        const std::string command =
            command_for(Terminal::httpie, journey.request, journey.secrets).command;
        const std::string built = output_under(
            "sh", "http() { command http \"$@\" --offline --print=HB; }\n" + command + "\n",
            http::tests::variables_of(journey.request, journey.secrets));
        Request request = journey.request;
        request.headers.clear();
        const std::size_t end = built.find("\r\n\r\n");
        ASSERT_NE(end, std::string::npos) << built;
        EXPECT_TRUE(built.starts_with(request.method + " /")) << built;
        std::size_t start = built.find("\r\n") + 2;
        for (const http::Field& wanted : journey.request.headers) {
            bool found = false;
            for (std::size_t at = start; at < end + 2 && !found;) {
                const std::size_t next = built.find("\r\n", at);
                const std::string line = built.substr(at, next - at);
                const std::size_t colon = line.find(": ");
                if (line.substr(0, colon) == wanted.name) {
                    request.headers.push_back({wanted.name, line.substr(colon + 2)});
                    found = true;
                }
                at = next + 2;
            }
            EXPECT_TRUE(found) << wanted.name << " in\n" << built;
        }
        request.body = built.substr(end + 4);
        while (request.body.ends_with('\n') && !journey.request.body.ends_with('\n'))
            request.body.pop_back(); // of the print-out
        EXPECT_EQ(as_a_server_reads_it(request), as_a_server_reads_it(journey.request))
            << journey.what << "\n"
            << built;
    }
}

} // namespace

#endif
