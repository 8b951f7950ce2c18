#include "http/raw.hpp"

#include "http/redaction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace {

using http::Exchange;
using http::Failure;
using http::Request;
using http::Response;

const Request token_request{"POST",
                            "https://as.example/oauth/token",
                            {{"Authorization", "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW"},
                             {"Content-Type", "application/x-www-form-urlencoded"},
                             {"Accept", "application/json"}},
                            "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA"};

std::string hidden(const Exchange& exchange, bool same_origin) {
    std::string all;
    for (const std::string& sentence : http::hidden_from_pages(exchange, same_origin)) {
        EXPECT_TRUE(sentence.ends_with('.')) << sentence;
        all += sentence + "\n";
    }
    return all;
}

bool says(const std::string& text, std::string_view words) {
    return text.find(words) != std::string::npos;
}

TEST(Raw, shows_the_request_line_host_headers_and_body) {
    EXPECT_EQ(http::raw_request(token_request),
              "POST /oauth/token HTTP/1.1\n"
              "Host: as.example\n"
              "Authorization: Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW\n"
              "Content-Type: application/x-www-form-urlencoded\n"
              "Accept: application/json\n"
              "\n"
              "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA");
}

TEST(Raw, the_target_is_path_and_query_and_the_host_has_its_port) {
    const auto head = [](const std::string& url) {
        return http::raw_request({"GET", url, {}, ""});
    };
    EXPECT_EQ(head("http://localhost:8080/a?b=c#d"),
              "GET /a?b=c HTTP/1.1\nHost: localhost:8080\n\n");
    EXPECT_EQ(head("https://a.example"), "GET / HTTP/1.1\nHost: a.example\n\n");
    EXPECT_EQ(head("https://a.example?x"), "GET /?x HTTP/1.1\nHost: a.example\n\n");
    EXPECT_EQ(head("https://a.example:443/"), "GET / HTTP/1.1\nHost: a.example\n\n");
    EXPECT_EQ(head("http://a.example:443/"), "GET / HTTP/1.1\nHost: a.example:443\n\n");
    EXPECT_EQ(head("http://[::1]:80/"), "GET / HTTP/1.1\nHost: [::1]\n\n");
    EXPECT_EQ(head("/relative"), "GET /relative HTTP/1.1\n\n");
}

TEST(Raw, a_redacted_request_can_be_shown_too) {
    Exchange exchange;
    exchange.request = {"GET", "https://u:p@a.example/cb?code=x", {}, ""};
    EXPECT_EQ(http::raw_request(http::redact(exchange, {}).request),
              "GET /cb?code=‹code› HTTP/1.1\nHost: a.example\n\n");
}

TEST(Raw, shows_the_status_line_headers_and_body) {
    EXPECT_EQ(http::raw_response({401, "", {{"content-type", "application/json"}}, "{}"}),
              "HTTP/1.1 401 Unauthorized\ncontent-type: application/json\n\n{}");
    EXPECT_EQ(http::raw_response({200, "Fine", {}, ""}), "HTTP/1.1 200 Fine\n\n");
    EXPECT_EQ(http::raw_response({299, "", {}, ""}), "HTTP/1.1 299\n\n");
}

TEST(Raw, S68_headers_that_the_browser_adds_are_named) {
    Exchange exchange;
    exchange.request = token_request;
    exchange.response = Response{200, "", {}, "{}"};
    std::string text = hidden(exchange, false);
    for (const char* name : {"Host", "User-Agent", "Accept-Encoding", "Sec-Fetch-*",
                             "Accept-Language", "Origin", "Content-Length", "HTTP/1.1"}) {
        EXPECT_TRUE(says(text, name)) << name;
    }
    exchange.request = {"GET", "https://page.example/x", {}, ""};
    text = hidden(exchange, true);
    EXPECT_FALSE(says(text, "Origin")) << "a same-origin GET has none";
    EXPECT_FALSE(says(text, "Content-Length")) << "no body";
    exchange.request.method = "POST";
    EXPECT_TRUE(says(hidden(exchange, true), "Origin")) << "every POST has one";
}

TEST(Raw, S68_cors_hides_response_headers_of_other_origins_only) {
    Exchange exchange;
    exchange.request = token_request;
    exchange.response = Response{
        401, "", {{"content-type", "application/json"}, {"www-authenticate", "Bearer"}}, "{}"};
    const std::string cross = hidden(exchange, false);
    EXPECT_TRUE(says(cross, "Access-Control-Expose-Headers"));
    EXPECT_TRUE(says(cross, "Date and Retry-After, may"));
    EXPECT_FALSE(says(cross, "WWW-Authenticate")) << "it is there to be seen";
    EXPECT_TRUE(says(cross, "Set-Cookie is never shown"));
    const std::string same = hidden(exchange, true);
    EXPECT_FALSE(says(same, "Access-Control-Expose-Headers"));
    EXPECT_TRUE(says(same, "Set-Cookie is never shown"));
    EXPECT_TRUE(says(same, "redirect"));
}

TEST(Raw, S68_a_preflight_is_named_exactly_when_fetch_makes_one) {
    const auto asks = [](Request request, bool same_origin = false) {
        Exchange exchange;
        exchange.request = std::move(request);
        return says(hidden(exchange, same_origin), "preflight");
    };
    EXPECT_TRUE(asks(token_request));
    EXPECT_FALSE(asks(token_request, true));
    EXPECT_FALSE(asks({"POST",
                       "https://as/",
                       {{"Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"},
                        {"Accept", "application/json"}},
                       "a=b"}))
        << "which is why a failed token request may have spent the code";
    EXPECT_TRUE(asks({"POST", "https://as/", {{"Content-Type", "application/json"}}, "{}"}));
    EXPECT_TRUE(asks({"DELETE", "https://as/", {}, ""}));
    EXPECT_TRUE(asks({"GET", "https://as/", {{"authorization", "Bearer x"}}, ""}));
    EXPECT_FALSE(asks({"GET", "https://as/", {{"accept", "text/html"}}, ""}));
}

TEST(Raw, S68_a_failure_is_not_explained_beyond_what_is_known) {
    Exchange exchange;
    exchange.request = token_request;
    exchange.failure = Failure::network;
    EXPECT_TRUE(says(hidden(exchange, false), "may have arrived"));
    EXPECT_FALSE(says(hidden(exchange, false), "Set-Cookie")) << "there is no response";
    exchange.failure = Failure::timeout;
    EXPECT_TRUE(says(hidden(exchange, false), "stopped waiting"));
    exchange.failure = Failure::refused;
    EXPECT_EQ(hidden(exchange, false), "Nothing is hidden: nothing was sent.\n");
}

TEST(Raw, S68_of_a_navigation_nothing_but_the_address_is_known) {
    Exchange exchange;
    exchange.navigation = true;
    exchange.request = {"GET", "https://as.example/authorize", {}, ""};
    EXPECT_EQ(http::hidden_from_pages(exchange, false).size(), 1u);
    EXPECT_TRUE(says(hidden(exchange, true), "neither the headers"));
}

} // namespace
