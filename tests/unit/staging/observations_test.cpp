#include "staging/observations.hpp"

#include "staging/facts.hpp"

#include <gtest/gtest.h>

namespace staging {
namespace {

Environment environment_at(const std::string& base) {
    Environment environment;
    environment.endpoints.token_endpoint = base + "/token";
    environment.endpoints.introspection_endpoint = base + "/introspect";
    environment.resource_server = base + "/api";
    return environment;
}

const Environment direct = environment_at("https://as.example");
const Environment relayed = environment_at("http://localhost/relay/x");

http::Exchange exchange(const std::string& url, const std::string& form, int status,
                        const std::string& body) {
    http::Exchange made;
    made.request.method = "POST";
    made.request.url = url;
    made.request.body = form;
    made.duration_ms = 5;
    made.response = http::Response{status, "", {{"Content-Type", "application/json"}}, body};
    return made;
}

http::Exchange token(const std::string& form, int status, const std::string& body) {
    return exchange("https://as.example/token", form, status, body);
}

Observation find(const std::vector<http::Exchange>& exchanges, std::string_view documented) {
    for (const Observation& each : observe(exchanges, direct, relayed)) {
        if (each.documented.starts_with(documented)) return each;
    }
    ADD_FAILURE() << documented;
    return {};
}

const std::string pair_1 =
    R"({"access_token":"a","token_type":"Bearer","expires_in":900,"refresh_token":"r1"})";

TEST(Observations, EachIsAboutAFactAndNothingIsSeenAtFirst) {
    for (const Observation& each : observe({}, direct, relayed)) {
        EXPECT_EQ(fact(each.fact).id, each.fact); // ends the program when there is none
        EXPECT_EQ(each.agreement, Agreement::not_seen);
        EXPECT_TRUE(each.seen.empty());
        EXPECT_FALSE(each.documented.empty());
    }
}

// What is news must not have been documented before.
TEST(Observations, NewsIsOnlyWhatNobodyDocumented) {
    http::Exchange forbidden = exchange("https://as.example/api/v1/x", "", 403, "{}");
    const std::vector<http::Exchange> all{
        token("client_secret=x&refresh_token=r0", 200, pair_1),
        token("client_secret=x&refresh_token=r0", 400, R"({"error":"invalid_grant"})"),
        exchange("https://as.example/introspect", "", 200, "{}"), forbidden};
    int news = 0;
    for (const Observation& each : observe(all, direct, relayed)) {
        if (each.agreement != Agreement::news) continue;
        ++news;
        EXPECT_EQ(fact(each.fact).standing, Standing::unknown) << each.documented;
    }
    EXPECT_EQ(news, 8);
}

TEST(Observations, TokenResponse) {
    const std::vector<http::Exchange> all{token("code=c", 200, pair_1)};
    EXPECT_EQ(find(all, "expires_in").seen, "900 s");
    EXPECT_EQ(find(all, "expires_in").agreement, Agreement::agrees);
    EXPECT_EQ(find(all, "Fields").seen,
              "access_token, token_type=Bearer, expires_in, refresh_token");
    EXPECT_EQ(find(all, "Client authentication").agreement, Agreement::agrees);
    EXPECT_EQ(find(all, "Credentials in the body").agreement, Agreement::not_seen);
    EXPECT_EQ(find(all, "CORS at the token").seen, "an answer could be read by this page");
    EXPECT_EQ(find({token("code=c", 200, R"({"access_token":"a"})")}, "expires_in").agreement,
              Agreement::contradicts);
}

TEST(Observations, RefusedClientProvesNoMethod) {
    const std::vector<http::Exchange> all{
        token("client_secret=x", 401, R"({"error":"invalid_client"})"),
        token("code=c", 401, R"({"error":"invalid_client"})")};
    EXPECT_EQ(find(all, "Client authentication").agreement, Agreement::not_seen);
    EXPECT_EQ(find(all, "Credentials in the body").agreement, Agreement::not_seen);
    EXPECT_EQ(find(all, "Errors of the token").seen, "401 invalid_client"); // once
}

TEST(Observations, RotationAndReuse) {
    std::vector<http::Exchange> all{token("refresh_token=r0", 200, pair_1)};
    EXPECT_EQ(find(all, "A refresh brings").agreement, Agreement::agrees);
    EXPECT_EQ(find(all, "A rotated refresh").agreement, Agreement::not_seen);
    all.push_back(token("refresh_token=r0", 400, R"({"error":"invalid_grant"})"));
    EXPECT_EQ(find(all, "A rotated refresh").seen, "400 invalid_grant");
    all.push_back(token("refresh_token=r1", 200, pair_1));
    all.push_back(token("refresh_token=r2", 200, pair_1)); // one agrees again
    EXPECT_EQ(find(all, "A refresh brings").agreement, Agreement::contradicts);
    // After a page load all of them look alike.
    all = {token("refresh_token=mask", 200, pair_1), token("refresh_token=mask", 200, pair_1)};
    for (http::Exchange& each : all)
        each.redacted = true;
    EXPECT_EQ(find(all, "A rotated refresh").agreement, Agreement::not_seen);
}

TEST(Observations, CorsIsJudgedByDirectFetchOnly) {
    http::Exchange pasted = token("code=c", 200, pair_1);
    pasted.duration_ms.reset();
    const http::Exchange by_relay =
        exchange("http://localhost/relay/x/token", "code=c", 200, pair_1);
    const http::Exchange foreign = exchange("https://other.example/token", "code=c", 200, pair_1);
    EXPECT_EQ(find({pasted, by_relay, foreign}, "CORS at the token").agreement,
              Agreement::not_seen);
    EXPECT_EQ(find({by_relay}, "expires_in").seen, "900 s");
    EXPECT_EQ(find({foreign}, "expires_in").agreement, Agreement::not_seen);
    http::Exchange hidden = exchange("https://as.example/api/v2/x", "", 0, "");
    hidden.response.reset();
    hidden.failure = http::Failure::network;
    EXPECT_EQ(find({hidden}, "CORS at the API").seen, "no answer that this page could read");
    hidden.failure = http::Failure::aborted;
    EXPECT_EQ(find({hidden}, "CORS at the API").agreement, Agreement::not_seen);
}

TEST(Observations, HostileWordsStayShort) {
    const std::string long_name(5000, 'x');
    std::vector<http::Exchange> all;
    for (int i = 0; i < 200; ++i)
        all.push_back(token("a=b", 400 + i, R"({"error":")" + long_name + "\"}"));
    all.push_back(token("a=b", 200, R"({"access_token":1,")" + long_name + "\":1}"));
    for (const Observation& each : observe(all, direct, relayed))
        EXPECT_LT(each.seen.size(), 1000u) << each.documented;
}

TEST(Observations, RelaysOwnAnswersAreNotTheServers) {
    http::Exchange own = exchange("http://localhost/relay/x/token", "a=b", 502, R"({"error":"x"})");
    own.response->headers.push_back({"X-Relay-Error", "upstream_timeout"});
    EXPECT_EQ(find({own}, "Errors of the token").agreement, Agreement::not_seen);
}

TEST(Observations, ReportNamesEveryFact) {
    const auto all = observe({token("code=c", 200, pair_1)}, direct, relayed);
    const std::string text = observation_report("Example", all);
    EXPECT_TRUE(text.starts_with("Seen on Example\n"));
    for (const Observation& each : all)
        EXPECT_NE(text.find(each.documented), std::string::npos);
    EXPECT_NE(text.find("agrees: 900 s"), std::string::npos);
}

} // namespace
} // namespace staging
