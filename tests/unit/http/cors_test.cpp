#include "http/cors.hpp"

#include "http/base64.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using http::CorsEvidence;
using http::CorsVerdict;
using http::Failure;
using http::Field;
using http::Fields;
using http::Request;
using http::Sent;
using http::Stake;

const Request token_in_body{
    "POST",
    "https://as.example/oauth/token",
    {{"Accept", "application/json"}, {"Content-Type", "application/x-www-form-urlencoded"}},
    "grant_type=authorization_code&code=x&client_id=i&client_secret=s"};

Request token_with_header() {
    Request request = token_in_body;
    request.headers.push_back({"Authorization", "Basic aTpz"});
    return request;
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST(CorsPrediction, the_two_client_authentications_differ) {
    EXPECT_FALSE(http::predict_cors(token_in_body).preflighted);
    const http::CorsPrediction asked = http::predict_cors(token_with_header());
    EXPECT_TRUE(asked.preflighted);
    ASSERT_EQ(asked.reasons.size(), 1u);
    EXPECT_TRUE(contains(asked.reasons[0], "Authorization")) << asked.reasons[0];
}

TEST(CorsPrediction, methods_of_the_fetch_standard) {
    for (const char* method : {"GET", "HEAD", "POST"})
        EXPECT_FALSE(http::predict_cors({method, "https://a/", {}, ""}).preflighted) << method;
    for (const char* method : {"PUT", "DELETE", "PATCH", "OPTIONS", "QUERY", "POSTS", ""}) {
        const http::CorsPrediction asked = http::predict_cors({method, "https://a/", {}, ""});
        EXPECT_TRUE(asked.preflighted) << method;
        EXPECT_EQ(asked.reasons.size(), 1u) << method;
    }
}

TEST(CorsPrediction, headers_of_the_fetch_standard) {
    struct Case {
        Field field;
        bool preflighted;
    };
    const std::vector<Case> cases{
        {{"accept", "application/json"}, false},
        {{"ACCEPT", "application/json, */*;q=0.1"}, false},
        {{"Accept", "a\tb"}, false},
        {{"Accept", "a\nb"}, true},
        {{"Accept", "\"quoted\""}, true},
        {{"Accept", "{}"}, true},
        {{"Accept", std::string(128, 'a')}, false},
        {{"Accept", std::string(129, 'a')}, true},
        {{"Accept-Language", "da, en-GB;q=0.8, *;q=0.5"}, false},
        {{"Accept-Language", "da/en"}, true},
        {{"Content-Language", "en_GB"}, true},
        {{"Content-Type", "text/plain;charset=UTF-8"}, false},
        {{"Content-Type", " TEXT/Plain ; charset=utf-8"}, false},
        {{"Content-Type", "multipart/form-data; boundary=x"}, false},
        {{"Content-Type", "multipart/form-data; boundary=\"x\""}, true},
        {{"Content-Type", "application/x-www-form-urlencoded"}, false},
        {{"Content-Type", "application/json"}, true},
        {{"Content-Type", ""}, true},
        {{"Range", "bytes=0-"}, false},
        {{"Range", "bytes=0-499"}, false},
        {{"Range", "bytes=9-10"}, false},
        {{"Range", "bytes=010-9"}, true},
        {{"Range", "bytes=10-9"}, true},
        {{"Range", "bytes=-500"}, true},
        {{"Range", "bytes=0-1,5-6"}, true},
        {{"Range", "bytes=" + std::string(99, '9') + "-"}, true},
        {{"Authorization", "Bearer x"}, true},
        {{"X-Requested-With", "XMLHttpRequest"}, true},
        {{"", ""}, true},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(http::predict_cors({"POST", "https://a/", {each.field}, "x"}).preflighted,
                  each.preflighted)
            << each.field.name << ": " << each.field.value;
    }
}

TEST(CorsPrediction, many_safelisted_values_together_are_too_many) {
    const Fields eight(8, {"Accept", std::string(128, 'a')});
    EXPECT_FALSE(http::predict_cors({"GET", "https://a/", eight, ""}).preflighted);
    Fields nine = eight;
    nine.push_back({"Accept", "a"});
    EXPECT_TRUE(http::predict_cors({"GET", "https://a/", nine, ""}).preflighted);
}

TEST(CorsPrediction, every_reason_is_told) {
    const http::CorsPrediction asked = http::predict_cors(
        {"DELETE", "https://a/", {{"Authorization", "x"}, {"Content-Type", "text/html"}}, ""});
    EXPECT_EQ(asked.reasons.size(), 3u);
}

TEST(CorsVerdict, certainty_needs_somebody_who_saw_that_nothing_left) {
    for (const Stake stake :
         {Stake::nothing, Stake::authorization_code, Stake::refresh_token, Stake::change}) {
        for (const Request& request : {token_in_body, token_with_header()}) {
            EXPECT_EQ(http::cors_verdict(request, Failure::refused, stake).sent, Sent::not_sent);
            for (const Failure failure : {Failure::network, Failure::timeout, Failure::aborted}) {
                for (const bool same_origin : {false, true}) {
                    for (const bool answered_before : {false, true}) {
                        EXPECT_NE(http::cors_verdict(request, failure, stake,
                                                     {same_origin, answered_before})
                                      .sent,
                                  Sent::not_sent);
                    }
                }
            }
        }
    }
}

TEST(CorsVerdict, S33_a_table_of_what_may_be_said) {
    struct Case {
        const char* what;
        Request request;
        Failure failure;
        Stake stake;
        CorsEvidence evidence;
        bool preflighted;
        Sent sent;
        const char* headline;
        const char* explanation;
        const char* next_step;
    };
    const std::vector<Case> cases{
        {"the secret in the body: sent unasked",
         token_in_body,
         Failure::network,
         Stake::authorization_code,
         {},
         false,
         Sent::maybe_executed,
         "code is probably spent",
         "without asking",
         "authorise again"},
        {"an answer that is larger than the page takes",
         token_with_header(),
         Failure::unread,
         Stake::authorization_code,
         {},
         true,
         Sent::maybe_executed,
         "Answered, too large to show",
         "The request arrived",
         "authorise again"},
        {"a refresh that went out unasked",
         token_in_body,
         Failure::network,
         Stake::refresh_token,
         {},
         false,
         Sent::maybe_executed,
         "refresh token is probably spent",
         "rotated",
         "introspect it"},
        {"the secret in the header: perhaps never sent",
         token_with_header(),
         Failure::network,
         Stake::authorization_code,
         {},
         true,
         Sent::unknown,
         "perhaps never sent",
         "Three things look the same",
         "Do not send this code again"},
        {"a timeout is no CORS verdict",
         token_with_header(),
         Failure::timeout,
         Stake::refresh_token,
         {},
         true,
         Sent::unknown,
         "perhaps executed",
         "stopped waiting",
         "Do not refresh"},
        {"aborted, simple",
         token_in_body,
         Failure::aborted,
         Stake::change,
         {},
         false,
         Sent::maybe_executed,
         "perhaps executed",
         "stopped waiting",
         "Look at what is there"},
        {"nothing at stake",
         token_with_header(),
         Failure::network,
         Stake::nothing,
         {},
         true,
         Sent::unknown,
         "No answer",
         "Nothing is lost",
         "can be sent again"},
        {"own origin: no preflight, no CORS",
         token_with_header(),
         Failure::network,
         Stake::authorization_code,
         {.same_origin = true},
         false,
         Sent::maybe_executed,
         "perhaps executed",
         "CORS is not the cause",
         "authorise again"},
        {"simulated: what is played cannot be ruled out",
         token_with_header(),
         Failure::network,
         Stake::refresh_token,
         {.same_origin = true, .simulated = true},
         false,
         Sent::maybe_executed,
         "perhaps executed",
         "its answer was lost",
         "Do not refresh"},
        {"open for some answers",
         token_with_header(),
         Failure::network,
         Stake::refresh_token,
         {.answered_before = true},
         true,
         Sent::unknown,
         "perhaps executed",
         "answered this page before",
         "Do not refresh"},
        {"the page's own policy",
         token_in_body,
         Failure::refused,
         Stake::authorization_code,
         {},
         false,
         Sent::not_sent,
         "nothing is spent",
         "Content-Security-Policy",
         "unspent"},
    };
    for (const Case& each : cases) {
        const CorsVerdict verdict =
            http::cors_verdict(each.request, each.failure, each.stake, each.evidence);
        EXPECT_EQ(verdict.preflighted, each.preflighted) << each.what;
        EXPECT_EQ(verdict.sent, each.sent) << each.what;
        EXPECT_TRUE(contains(verdict.headline, each.headline)) << verdict.headline;
        EXPECT_TRUE(contains(verdict.explanation, each.explanation)) << verdict.explanation;
        EXPECT_TRUE(contains(verdict.next_step, each.next_step)) << verdict.next_step;
        EXPECT_EQ(contains(verdict.next_step, "can be sent again"), each.stake == Stake::nothing)
            << each.what;
    }
}

TEST(CorsVerdict, another_route_is_named_only_where_it_can_help) {
    const auto next = [](Failure failure, CorsEvidence evidence) {
        return http::cors_verdict(token_in_body, failure, Stake::change, evidence).next_step;
    };
    EXPECT_TRUE(contains(next(Failure::network, {}), "Relay"));
    EXPECT_TRUE(contains(next(Failure::refused, {}), "Relay"));
    EXPECT_FALSE(contains(next(Failure::network, {.same_origin = true}), "Relay"));
    EXPECT_FALSE(contains(next(Failure::network, {.answered_before = true}), "Relay"));
    EXPECT_FALSE(contains(next(Failure::timeout, {}), "Relay"));
}

TEST(CorsVerdict, an_answer_needs_no_verdict) {
    const CorsVerdict verdict =
        http::cors_verdict(token_with_header(), Failure::none, Stake::change);
    EXPECT_TRUE(verdict.preflighted);
    EXPECT_EQ(verdict.headline + verdict.explanation + verdict.next_step, "");
}

} // namespace
