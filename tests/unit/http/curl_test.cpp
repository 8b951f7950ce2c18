// The commands are run by real shells with a curl that tells its arguments, and what those
// arguments mean to curl is turned back into a request: it must be the one that we started with.
#include "http/curl.hpp"

#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/secret_search.hpp"
#include "unit/http/in_shell.hpp"
#include "unit/http/journeys.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using http::Fields;
using http::Request;
using http::Secrets;
using http::tests::hostile;

TEST(Curl, a_refresh_with_basic_credentials) {
    const Request request{"POST",
                          "https://as.example/oauth/token",
                          {{"Authorization", "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW"},
                           {"Content-Type", "application/x-www-form-urlencoded"}},
                          "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA"};
    EXPECT_EQ(http::curl_command(request, {{"client_secret", "gX1fBat3bV"},
                                           {"refresh_token", "tGzv3JOkF0XG5Qx2TlKWIA"}}),
              "curl --request 'POST' \\\n"
              "  --url 'https://as.example/oauth/token' \\\n"
              "  --user 's6BhdRkqt3:'\"$CLIENT_SECRET\" \\\n"
              "  --header 'Content-Type: application/x-www-form-urlencoded' \\\n"
              "  --data-raw 'grant_type=refresh_token&refresh_token='\"$REFRESH_TOKEN\"");
}

TEST(Curl, an_api_call) {
    const Request request{"GET",
                          "https://api.example/v2/employees?limit=2",
                          {{"Authorization", "Bearer abc.def"}},
                          ""};
    EXPECT_EQ(http::curl_command(request, {{"access_token", "abc.def"}}),
              "curl --url 'https://api.example/v2/employees?limit=2' \\\n"
              "  --header 'Authorization: Bearer '\"$ACCESS_TOKEN\"");
}

TEST(Curl, S63_what_stands_in_a_secret_place_is_never_written_known_or_not) {
    const std::string secret = "sentinel4711";
    const std::vector<Request> requests{
        {"GET", "https://a/", {{"Authorization", "Bearer " + secret}}, ""},
        {"GET", "https://a/", {{"Authorization", secret}}, ""},
        {"GET", "https://a/", {{"Authorization", "Digest " + secret}}, ""},
        {"GET",
         "https://a/",
         {{"Authorization", "Basic " + http::base64_encode("id:" + secret)}},
         ""},
        {"GET", "https://a/", {{"Authorization", "Basic " + secret}}, ""},
        {"GET", "https://a/", {{"Proxy-Authorization", "Basic " + secret}, {"Cookie", secret}}, ""},
        {"GET",
         "https://a/cb?code=" + secret + "&state=" + secret + "2#access_token=" + secret,
         {},
         ""},
        {"POST",
         "https://a/",
         {{"Content-Type", "application/x-www-form-urlencoded"}},
         "client_secret=" + secret + "&code=x&c%6Fde=" + secret},
    };
    for (const Request& request : requests) {
        const std::string command = http::curl_command(request, {});
        EXPECT_TRUE(http::find_secrets(command, {{"s", secret}}).empty()) << command;
        EXPECT_NE(command.find("\"$"), std::string::npos) << command;
    }
}

TEST(Curl, a_secret_in_an_encoding_that_curl_does_not_know_has_a_variable_of_its_own) {
    const Request request{"POST",
                          "https://a/?q=p%26ss",
                          {{"Content-Type", "application/json"}},
                          R"({"x":"p\u0026ss","y":"p&ss"})"};
    EXPECT_EQ(http::curl_command(request, {{"my key", "p&ss"}}),
              "curl --request 'POST' \\\n"
              "  --url 'https://a/?q='\"$MY_KEY_ENCODED\" \\\n"
              "  --header 'Content-Type: application/json' \\\n"
              "  --data-raw '{\"x\":\"'\"$MY_KEY_ENCODED\"'\",\"y\":\"'\"$MY_KEY\"'\"}'");
}

TEST(Curl, a_body_with_nul_bytes_comes_from_a_file) {
    const std::string command =
        http::curl_command({"POST", "https://a/", {}, std::string{"a\0b", 3}}, {});
    EXPECT_NE(command.find("--data-binary @request-body"), std::string::npos) << command;
}

#ifndef __EMSCRIPTEN__ // no shell there

using http::tests::arguments_under;
using http::tests::shells;
using http::tests::shells_for_one_command;

// What curl would send for its arguments.
Request meaning(const std::vector<std::string>& arguments) {
    Request request;
    bool has_body = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& option = arguments[i];
        if (option == "--globoff") continue;
        if (option == "--head") {
            request.method = "HEAD";
            continue;
        }
        if (i + 1 == arguments.size()) {
            ADD_FAILURE() << option << " has no value";
            break;
        }
        const std::string& value = arguments[++i];
        if (option == "--request") {
            request.method = value;
        } else if (option == "--url") {
            request.url = value;
        } else if (option == "--user") {
            request.headers.push_back({"Authorization", "Basic " + http::base64_encode(value)});
        } else if (option == "--header" && value.ends_with(';') &&
                   value.find(": ") == std::string::npos) {
            request.headers.push_back({value.substr(0, value.size() - 1), ""});
        } else if (option == "--header") {
            const std::size_t colon = value.find(": ");
            request.headers.push_back({value.substr(0, colon), value.substr(colon + 2)});
        } else if (option == "--data-raw" || option == "--data-urlencode") {
            if (has_body) request.body += '&';
            has_body = true;
            const std::size_t equals = value.find('=');
            request.body +=
                option == "--data-raw"
                    ? value
                    : value.substr(0, equals + 1) + http::form_encode(value.substr(equals + 1));
        } else {
            ADD_FAILURE() << "unexpected option " << option;
        }
    }
    return request;
}

void expect_round_trip(const Request& request, const Secrets& secrets) {
    const std::string command = http::curl_command(request, secrets);
    EXPECT_TRUE(http::find_secrets(command, secrets).empty()) << command;
    for (const char c : command) {
        EXPECT_FALSE((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F)
            << "a terminal would obey it: " << command;
    }
    for (const std::string& shell : shells_for_one_command()) {
        EXPECT_EQ(meaning(arguments_under(shell, "curl", command,
                                          http::tests::variables_of(request, secrets))),
                  request)
            << shell << "\n"
            << command;
    }
}

TEST(CurlInShell, S63_hostile_text_arrives_byte_for_byte) {
    expect_round_trip({"POST",
                       "https://a.example/?x=" + hostile,
                       {{"X-Hostile", hostile}, {"Content-Type", "text/plain"}},
                       hostile},
                      {});
    expect_round_trip({"PATCH",
                       "-o/tmp/owned",
                       {{"X-Empty", ""}, {"Content-Type", "text/plain"}},
                       "@/etc/passwd"},
                      {});
    expect_round_trip({"GET", "https://a.example/{a,b}[1-3]", {}, ""}, {});
    expect_round_trip({"HEAD", "https://a.example/", {}, ""}, {});
    for (int byte = 1; byte < 256; ++byte) {
        if (byte % 16 != 1 && byte >= 0x30 && byte < 0x7F) continue; // a sample of what is harmless
        const std::string text = "a" + std::string(1, static_cast<char>(byte)) + "z";
        expect_round_trip({"POST", "https://a.example/", {{"Content-Type", "text/plain"}}, text},
                          {});
    }
}

// In fish a backslash inside of single quotes is an escape: the text would end its quotes.
TEST(CurlInShell, S63_no_text_runs_as_a_command_in_any_shell) {
    for (const std::string text :
         {R"('\'';touch pwned;'\'')", R"(\'; touch pwned; \')", R"(\)", R"(a\)", R"(\\)", R"(\n\t)",
          R"(';touch pwned;')", R"("; touch pwned; ")", "$(touch pwned)", "(touch pwned)",
          "`touch pwned`", "!touch", "\n;touch pwned\n", "{a,b}", "~root", "%self", "^a^b",
          "* ?"}) {
        expect_round_trip({"POST",
                           "https://a.example/?x=" + text,
                           {{"X-Typed", text}, {"Content-Type", "text/plain"}},
                           text},
                          {});
    }
    EXPECT_NE(access("pwned", F_OK), 0);
}

TEST(CurlInShell, S63_hostile_secrets_come_from_the_environment) {
    const std::string form = "application/x-www-form-urlencoded";
    const Secrets secrets{{"client_secret", hostile}, {"access_token", "-" + hostile}};
    expect_round_trip({"GET", "https://a.example/", {{"Authorization", "Bearer -" + hostile}}, ""},
                      secrets);
    expect_round_trip({"POST",
                       "https://a.example/",
                       {{"Content-Type", form}},
                       "a=b&client_secret=" + http::form_encode(hostile) +
                           "&c=d%20e&f&token=" + http::form_encode("-" + hostile)},
                      secrets);
    expect_round_trip({"GET",
                       "https://a.example/",
                       {{"Authorization", "Basic " + http::base64_encode("id:" + hostile)}},
                       ""},
                      secrets);
}

TEST(CurlInShell, S27_form_encoded_basic_credentials_are_built_in_the_shell) {
    const std::string id = "cl ient/'1'";
    const std::string credentials =
        http::base64_encode(http::form_encode(id) + ":" + http::form_encode(hostile));
    const Secrets secrets{{"client_secret", hostile}};
    const std::string command = http::curl_command(
        {"GET", "https://a.example/", {{"Authorization", "Basic " + credentials}}, ""}, secrets);
    EXPECT_TRUE(http::find_secrets(command, secrets).empty()) << command;
    for (const std::string& shell : shells()) {
        const Request sent = meaning(arguments_under(shell, "curl", command, secrets));
        ASSERT_EQ(sent.headers.size(), 1u) << command;
        const auto decoded = http::base64_decode(sent.headers[0].value.substr(6));
        ASSERT_TRUE(decoded) << sent.headers[0].value;
        const std::size_t colon = decoded->find(':');
        EXPECT_EQ(http::form_decode(decoded->substr(0, colon)), id) << shell;
        EXPECT_EQ(http::form_decode(decoded->substr(colon + 1)), hostile) << shell;
    }
}

#endif

} // namespace
