#include "http/pasted.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using http::PastedAnswer;
using http::Response;
using http::StatusFrom;

constexpr std::string_view json = R"({"access_token":"sentinel-at","expires_in":900})";

std::string with_crlf(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += '\r';
        out += c;
    }
    return out;
}

Response pasted(std::string_view text) {
    const Result<PastedAnswer> read = http::read_pasted(text);
    if (!read) {
        ADD_FAILURE() << read.error().message << "\n" << text;
        return {};
    }
    EXPECT_EQ(read->doubt, "");
    return read->response;
}

// Understood, with a doubt that a person has to look at.
PastedAnswer doubted(std::string_view text) {
    const Result<PastedAnswer> read = http::read_pasted(text);
    if (!read) {
        ADD_FAILURE() << read.error().message << "\n" << text;
        return {};
    }
    EXPECT_EQ(read->doubt.find("sentinel"), std::string::npos);
    EXPECT_NE(read->doubt, "") << text;
    return *read;
}

Error refused(std::string_view text) {
    const Result<PastedAnswer> response = http::read_pasted(text);
    if (response) {
        ADD_FAILURE() << "taken for " << response->response.status << ": " << text;
        return {};
    }
    EXPECT_EQ(response.error().message.find("sentinel"), std::string::npos);
    return response.error();
}

bool mentions(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

TEST(Pasted, the_output_of_curl) {
    const std::string text = "HTTP/1.1 200 OK\n"
                             "Date: Mon, 05 Jan 2026 10:00:00 GMT\n"
                             "content-type: application/json;charset=UTF-8\n"
                             "X-Empty:\n"
                             "\n" +
                             std::string{json} + "\n";
    for (const std::string& each : {text, with_crlf(text)}) {
        const Response response = pasted(each);
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.status_text, "OK");
        EXPECT_EQ(response.headers,
                  (http::Fields{{"Date", "Mon, 05 Jan 2026 10:00:00 GMT"},
                                {"content-type", "application/json;charset=UTF-8"},
                                {"X-Empty", ""}}));
        EXPECT_EQ(response.body, json);
    }
}

TEST(Pasted, http_2_and_3_have_no_reason_phrase) {
    for (const char* line : {"HTTP/2 401 ", "HTTP/2 401", "HTTP/3 401 ", "HTTP/1.0 401"}) {
        const Response response =
            pasted(std::string{line} + "\r\nwww-authenticate: Basic\r\n\r\n{}");
        EXPECT_EQ(response.status, 401);
        EXPECT_EQ(response.status_text, "");
        EXPECT_EQ(response.body, "{}");
    }
}

TEST(Pasted, the_last_of_several_answers_counts) {
    const std::string before = "HTTP/1.1 200 Connection established\r\n"
                               "Via: proxy\r\n"
                               "\r\n"
                               "HTTP/1.1 100 Continue\r\n"
                               "\r\n"
                               "HTTP/1.1 302 Found\r\n"
                               "Location: /elsewhere\r\n"
                               "Content-Type: text/html\r\n"
                               "\r\n";
    const Response response = pasted(before + "HTTP/2 400 \r\ncontent-type: application/json\r\n"
                                              "\r\n{\"error\":\"invalid_grant\"}");
    EXPECT_EQ(response.status, 400);
    ASSERT_EQ(response.headers.size(), 1u);
    EXPECT_EQ(response.body, "{\"error\":\"invalid_grant\"}");
    // Also when a command was run twice.
    EXPECT_EQ(
        pasted("$ curl\nHTTP/1.1 401 No\n\n{\"a\":1}\n$ curl\nHTTP/1.1 200 OK\n\n{\"b\":2}").body,
        "{\"b\":2}");
}

TEST(Pasted, an_interim_answer_alone_is_none) {
    EXPECT_EQ(refused("HTTP/1.1 100 Continue\n\n").code, "pasted_interim");
}

TEST(Pasted, prompts_and_commands_around_it_do_not_matter) {
    const std::string command = "[ada@host ~]$ curl --include --request 'POST' \\\n"
                                ">   --data-raw '{\"x\":1}' \\\n"
                                ">   --url 'https://as.example/'\n";
    const std::string head = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n";
    for (const std::string_view prompt :
         {"", "\n", "ada@host:~$ ", "\n[ada@host ~]$ ", "%\nada@host ~ % ", "\nPS C:\\Users\\Ada> ",
          "\r\n\r\n", " \n# "}) {
        const Response with_head = pasted(command + head + std::string{json} + std::string{prompt});
        EXPECT_EQ(with_head.status, 200);
        EXPECT_EQ(with_head.body, json) << prompt;
        const Response alone = pasted("[ada@host ~]$ curl https://as.example\n" +
                                      std::string{json} + std::string{prompt});
        EXPECT_EQ(alone.body, json) << prompt;
    }
}

TEST(Pasted, the_output_of_httpie_with_the_request_before_it) {
    const Response response = pasted("POST /oauth/token HTTP/1.1\n"
                                     "Accept: application/json\n"
                                     "Host: as.example\n"
                                     "\n"
                                     "grant_type=refresh_token\n"
                                     "\n"
                                     "HTTP/1.1 401 Unauthorized\n"
                                     "Content-Length: 33\n"
                                     "Content-Type: application/json\n"
                                     "\n"
                                     "{\n"
                                     "    \"error\": \"invalid_client\"\n"
                                     "}\n"
                                     "\n"
                                     "\n");
    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(response.body, "{\n    \"error\": \"invalid_client\"\n}");
}

TEST(Pasted, raw_content_of_powershell) {
    const Response response = pasted("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
                                     "Content-Type: application/json\r\n\r\n" +
                                     std::string{json} + "\r\n\r\n\r\nPS C:\\> ");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, json);
}

TEST(Pasted, the_table_of_powershell_cuts_its_content_and_is_refused_with_a_way_out) {
    const Error error = refused("PS C:\\> Invoke-WebRequest https://api.example\n"
                                "\n"
                                "StatusCode        : 200\n"
                                "StatusDescription : OK\n"
                                "Content           : {\"access_token\":\"sentinel\",\"expires...\n"
                                "RawContent        : HTTP/1.1 200 OK\n"
                                "                    Content-Type: application/json\n");
    EXPECT_EQ(error.code, "pasted_table");
    EXPECT_TRUE(mentions(error.message, "Line 3")) << error.message;
    EXPECT_TRUE(mentions(error.message, ".RawContent")) << error.message;
}

TEST(Pasted, a_body_alone_gets_an_assumed_status_that_says_so) {
    const Response good = pasted(json);
    EXPECT_EQ(good.status, 200);
    EXPECT_TRUE(mentions(good.status_text, "assumed"));
    EXPECT_EQ(good.body, json);
    EXPECT_TRUE(good.headers.empty());
    const Response bad = pasted("\xEF\xBB\xBF  {\"error\":\"invalid_grant\"}  \r\n");
    EXPECT_EQ(bad.status, 0) << "asked, not assumed";
    EXPECT_EQ(bad.body, "{\"error\":\"invalid_grant\"}");
    EXPECT_EQ(pasted("[\n  {}\n]\n").body, "[\n  {}\n]");
}

TEST(Pasted, no_body) {
    EXPECT_EQ(pasted("HTTP/2 204 \r\ndate: x\r\n\r\nada@host:~$ ").body, "");
    EXPECT_EQ(pasted("HTTP/1.1 401 Unauthorized\nContent-Length: 0\n\nada@host:~$ ").body, "");
    EXPECT_EQ(pasted("HTTP/1.1 503 Service Unavailable\nRetry-After: 5").status, 503);
}

TEST(Pasted, what_is_not_json_is_kept_as_it_is) {
    const Response response = pasted("HTTP/1.1 502 Bad Gateway\nContent-Type: text/html\n\n"
                                     "<html>\n\n<h1>502</h1>\n</html>\n\n");
    EXPECT_EQ(response.status, 502);
    EXPECT_EQ(response.body, "<html>\n\n<h1>502</h1>\n</html>");
}

TEST(Pasted, a_wrapped_or_cut_copy_is_named_by_its_line) {
    const std::string head = "$ curl\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n";
    const PastedAnswer wrapped = doubted(head + "{\"access_token\":\"senti\nnel-at\"}\n");
    EXPECT_EQ(wrapped.response.body, R"({"access_token":"sentinel-at"})");
    EXPECT_TRUE(mentions(wrapped.doubt, "Line 5")) << wrapped.doubt;
    EXPECT_TRUE(mentions(wrapped.doubt, "copied"));
    // A server may send half of it, and then this is all that there is.
    const PastedAnswer half = doubted(head + "{\"access_token\":\"sentinel");
    EXPECT_EQ(half.response.body, "{\"access_token\":\"sentinel");
    EXPECT_TRUE(mentions(half.doubt, "Line 5")) << half.doubt;
    const Error cut = refused("one\ntwo\n{\"access_token\":\"sentinel");
    EXPECT_EQ(cut.code, "pasted_json");
    EXPECT_TRUE(mentions(cut.message, "Line 3")) << cut.message;
}

TEST(Pasted, a_line_that_is_no_header_is_named) {
    for (const std::string_view line :
         {"sentinel header", ": sentinel", "Na me: sentinel", "X: a\x01"}) {
        const PastedAnswer read =
            doubted("$ curl\nHTTP/1.1 200 OK\nDate: x\n" + std::string{line} + "\n\n{}");
        EXPECT_TRUE(mentions(read.doubt, "Line 4 ")) << read.doubt;
        EXPECT_EQ(read.response.headers, (http::Fields{{"Date", "x"}}));
        EXPECT_EQ(read.response.body, "{}");
    }
}

TEST(Pasted, a_command_that_failed_is_no_answer) {
    for (const std::string_view line :
         {"curl: (6) Could not resolve host: sentinel", "http: error: ConnectionError: sentinel"}) {
        const Error error = refused("$ something\n" + std::string{line} + "\n$ ");
        EXPECT_EQ(error.code, "pasted_command_failed");
        EXPECT_TRUE(mentions(error.message, "Line 2")) << error.message;
    }
}

TEST(Pasted, two_values_are_not_guessed_at) {
    EXPECT_EQ(refused("{\"a\":1}\n{\"b\":2}").code, "pasted_json");
    EXPECT_TRUE(
        mentions(doubted("HTTP/1.1 200 OK\n\n{\"a\":1}\n{\"b\":2}").doubt, "Line 4, column 1"));
}

TEST(Pasted, almost_a_status_line_is_none) {
    for (const std::string_view line :
         {"HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 20", "HTTP/1.1 2000", "HTTP/1.1 099 x", "HTTP/1.1 600",
          "HTTP/ 200", "HTTP/x 200", "HTTP/1.1\t200", "http/1.1 200 OK", " HTTP/1.1 200 OK",
          "HTTP/1111 200"}) {
        EXPECT_EQ(refused(std::string{line} + "\n\n").code, "pasted_unknown") << line;
    }
}

TEST(Pasted, nothing_and_too_much) {
    EXPECT_EQ(refused("").code, "pasted_nothing");
    EXPECT_EQ(refused(" \r\n\t\n").code, "pasted_nothing");
    EXPECT_EQ(refused(std::string(http::longest_paste + 1, '{')).code, "pasted_too_long");
    EXPECT_EQ(refused("no\nanswer").code, "pasted_unknown");

    std::string headers = "HTTP/1.1 200 OK\n";
    for (int i = 0; i < 201; ++i)
        headers += "X-" + std::to_string(i) + ": y\n";
    EXPECT_EQ(doubted(headers + "\n{}").response.headers.size(), 200u);
    EXPECT_TRUE(doubted("HTTP/1.1 200 OK\nX: " + std::string(20'000, 'y') + "\n\n{}")
                    .response.headers.empty());
}

TEST(Pasted, hostile_text_ends_in_an_answer_or_a_message) {
    const std::vector<std::string> hostile{
        std::string(http::longest_paste, '{'),
        std::string(http::longest_paste, '\n') + "x",
        std::string(http::longest_paste, ']'),
        std::string("\0\0\0", 3),
        "HTTP/1.1 200 OK\n\n" + std::string(100'000, '['),
        "{" + std::string(1000, '}'),
        "\xFF\xFE{\0}\0",
    };
    for (const std::string& text : hostile) {
        const Result<PastedAnswer> response = http::read_pasted(text);
        EXPECT_TRUE(response || !response.error().message.empty());
    }
}

TEST(Pasted, pieces_of_answers_in_any_order_end_in_an_answer_or_a_message) {
    const std::vector<std::string> pieces{"HTTP/1.1 200 OK\n",
                                          "HTTP/2 401 \r\n",
                                          "\n",
                                          "\r\n",
                                          "A: b\n",
                                          "{",
                                          "}",
                                          "\"",
                                          "[",
                                          "]",
                                          "{\"a\":1}",
                                          "$ ",
                                          "\xF0",
                                          "\x1B[0m",
                                          ":",
                                          " ",
                                          "StatusCode : 200"};
    std::mt19937 random{7636};
    int answers = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (auto count = random() % 12; count > 0; --count)
            text += pieces[random() % pieces.size()];
        const Result<PastedAnswer> response = http::read_pasted(text);
        if (!response) {
            ASSERT_FALSE(response.error().message.empty());
            continue;
        }
        ++answers;
        const Response& answer = response->response;
        ASSERT_TRUE(answer.status == 0 || (answer.status >= 200 && answer.status <= 599)) << text;
        if (response->doubt.empty() && !mentions(text, "\x1B")) {
            ASSERT_TRUE(mentions(text, answer.body)) << text;
        }
    }
    EXPECT_GT(answers, 100); // else this test proves nothing
}

TEST(Pasted, every_beginning_of_an_answer_is_an_answer_or_a_message) {
    const std::string text = "$ curl -i x\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"
                             "Content-Type: application/json\r\n\r\n{\"a\":{\"b\":[1,2]}}\r\n$ ";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        const Result<PastedAnswer> response = http::read_pasted(text.substr(0, size));
        if (response) {
            const std::string& body = response->response.body;
            EXPECT_TRUE(body.empty() || body == "{\"a\":{\"b\":[1,2]}}" || !response->doubt.empty())
                << body;
        }
    }
}

} // namespace
