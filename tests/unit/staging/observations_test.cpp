#include "staging/observations.hpp"

#include "staging/facts.hpp"

#include <gtest/gtest.h>

namespace staging {
namespace {

Environment environment_at(const std::string& base) {
    Environment environment;
    environment.endpoints.authorization_endpoint = base + "/authorize";
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

Observation find(const std::vector<http::Exchange>& exchanges, std::string_view id) {
    for (const Observation& each : observe(exchanges, direct, relayed)) {
        if (each.fact == id) return each;
    }
    ADD_FAILURE() << id;
    return {};
}

const std::string pair_1 =
    R"({"access_token":"a","token_type":"Bearer","expires_in":900,"refresh_token":"r1"})";

TEST(Observations, EachIsAboutAFactAndNothingIsSeenAtFirst) {
    for (const Observation& each : observe({}, direct, relayed)) {
        EXPECT_NE(find_fact(each.fact), nullptr) << each.fact;
        EXPECT_EQ(each.agreement, Agreement::not_seen);
        EXPECT_TRUE(each.seen.empty());
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
        EXPECT_EQ(find_fact(each.fact)->standing, Standing::unknown) << each.fact;
    }
    EXPECT_EQ(news, 8);
}

TEST(Observations, TokenResponse) {
    const std::vector<http::Exchange> all{token("code=c", 200, pair_1)};
    EXPECT_EQ(find(all, "expires_in").seen, "900 s");
    EXPECT_EQ(find(all, "expires_in").agreement, Agreement::agrees);
    EXPECT_EQ(find(all, "token_response").seen,
              "access_token, token_type=Bearer, expires_in, refresh_token");
    EXPECT_EQ(find(all, "client_authentication").agreement, Agreement::agrees);
    EXPECT_EQ(find(all, "client_authentication_post").agreement, Agreement::not_seen);
    EXPECT_EQ(find(all, "cors_token").seen, "an answer could be read by this page");
    EXPECT_EQ(find({token("code=c", 200, R"({"access_token":"a"})")}, "expires_in").agreement,
              Agreement::contradicts);
}

TEST(Observations, RefusedClientProvesNoMethod) {
    const std::vector<http::Exchange> all{
        token("client_secret=x", 401, R"({"error":"invalid_client"})"),
        token("code=c", 401, R"({"error":"invalid_client"})")};
    EXPECT_EQ(find(all, "client_authentication").agreement, Agreement::not_seen);
    EXPECT_EQ(find(all, "client_authentication_post").agreement, Agreement::not_seen);
    EXPECT_EQ(find(all, "token_errors").seen, "401 invalid_client"); // once
}

TEST(Observations, RotationAndReuse) {
    std::vector<http::Exchange> all{token("refresh_token=r0", 200, pair_1)};
    EXPECT_EQ(find(all, "rotation").agreement, Agreement::agrees);
    EXPECT_EQ(find(all, "refresh_reuse").agreement, Agreement::not_seen);
    all.push_back(token("refresh_token=r0", 400, R"({"error":"invalid_grant"})"));
    EXPECT_EQ(find(all, "refresh_reuse").seen, "400 invalid_grant");
    all.push_back(token("refresh_token=r1", 200, pair_1));
    all.push_back(token("refresh_token=r2", 200, pair_1)); // one agrees again
    EXPECT_EQ(find(all, "rotation").agreement, Agreement::contradicts);
    // After a page load all of them look alike.
    all = {token("refresh_token=mask", 200, pair_1), token("refresh_token=mask", 200, pair_1)};
    for (http::Exchange& each : all)
        each.redacted = true;
    EXPECT_EQ(find(all, "refresh_reuse").agreement, Agreement::not_seen);
}

TEST(Observations, CorsIsJudgedByDirectFetchOnly) {
    http::Exchange pasted = token("code=c", 200, pair_1);
    pasted.duration_ms.reset();
    const http::Exchange by_relay =
        exchange("http://localhost/relay/x/token", "code=c", 200, pair_1);
    const http::Exchange foreign = exchange("https://other.example/token", "code=c", 200, pair_1);
    EXPECT_EQ(find({pasted, by_relay, foreign}, "cors_token").agreement, Agreement::not_seen);
    EXPECT_EQ(find({by_relay}, "expires_in").seen, "900 s");
    EXPECT_EQ(find({foreign}, "expires_in").agreement, Agreement::not_seen);
    http::Exchange hidden = exchange("https://as.example/api/v2/x", "", 0, "");
    hidden.response.reset();
    hidden.failure = http::Failure::network;
    EXPECT_EQ(find({hidden}, "cors_api").seen, "no answer that this page could read");
    hidden.failure = http::Failure::aborted;
    EXPECT_EQ(find({hidden}, "cors_api").agreement, Agreement::not_seen);
}

TEST(Observations, HostileWordsStayShort) {
    const std::string long_name(5000, 'x');
    std::vector<http::Exchange> all;
    for (int i = 0; i < 200; ++i)
        all.push_back(token("a=b", 400 + i, R"({"error":")" + long_name + "\"}"));
    all.push_back(token("a=b", 200, R"({"access_token":1,")" + long_name + "\":1}"));
    for (const Observation& each : observe(all, direct, relayed))
        EXPECT_LT(each.seen.size(), 1000u) << each.fact;
}

TEST(Observations, RelaysOwnAnswersAreNotTheServers) {
    http::Exchange own = exchange("http://localhost/relay/x/token", "a=b", 502, R"({"error":"x"})");
    own.response->headers.push_back({"X-Relay-Error", "upstream_timeout"});
    EXPECT_EQ(find({own}, "token_errors").agreement, Agreement::not_seen);
}

http::Exchange navigation(std::string_view purpose, const std::string& url) {
    http::Exchange made;
    made.navigation = true;
    made.purpose = purpose;
    made.request.url = url;
    return made;
}

TEST(Observations, ErrorsOfTheRedirectCountForTheServerThatWasAskedLast) {
    const http::Exchange left = navigation("Authorise", "https://as.example/authorize?scope=a");
    const http::Exchange denied =
        navigation(trusted_redirect, "http://localhost/?error=access_denied&state=s");
    EXPECT_EQ(find({left, denied}, "authorization_errors").seen, "access_denied");
    EXPECT_EQ(find({left, denied}, "authorization_errors").agreement, Agreement::news);
    // Nobody left for this server, the checks failed, or another server was asked in between.
    const http::Exchange forged =
        navigation("Redirect refused", "http://localhost/?error=access_denied&state=x");
    const http::Exchange elsewhere = navigation("Authorise", "https://other.example/authorize?a=b");
    for (const auto& all : {std::vector{denied}, {left, forged}, {left, elsewhere, denied}})
        EXPECT_EQ(find(all, "authorization_errors").agreement, Agreement::not_seen);
    const http::Exchange subject =
        navigation(trusted_redirect, "http://localhost/?code=c&urn_pleo_params_oauth_subject=u");
    EXPECT_EQ(find({left, subject}, "subject_urn").seen, "in the redirect");
}

TEST(Observations, ErrorsOfARefresh) {
    const auto refused = [](const std::string& error) {
        return token("refresh_token=r0", 400, R"({"error":")" + error + "\"}");
    };
    EXPECT_EQ(find({refused("invalid_grant")}, "refresh_errors").agreement, Agreement::agrees);
    EXPECT_EQ(find({refused("invalid_refresh_token")}, "refresh_errors").agreement,
              Agreement::contradicts);
    EXPECT_EQ(find({refused("invalid_client")}, "refresh_errors").agreement, Agreement::not_seen);
}

TEST(Observations, ScopeOfAnIntrospection) {
    const auto introspected = [](const std::string& body) {
        return exchange("https://as.example/introspect", "", 200, body);
    };
    EXPECT_EQ(find({introspected(R"({"active":true,"scope":"a"})")}, "introspection_scope").seen,
              "scope is among the fields");
    EXPECT_EQ(find({introspected(R"({"active":true})")}, "introspection_scope").agreement,
              Agreement::contradicts);
    EXPECT_EQ(find({introspected(R"({"active":false})")}, "introspection_scope").agreement,
              Agreement::not_seen);
}

TEST(Observations, ReportSaysWhatWasSeenBesideWhatIsWrittenAndWhatIsOpen) {
    const auto all = observe({token("code=c", 200, pair_1)}, direct, relayed);
    const std::string text = observation_report("Example", all);
    EXPECT_TRUE(text.starts_with("Seen on Example\n"));
    for (const Observation& each : all)
        EXPECT_NE(text.find(find_fact(each.fact)->title), std::string::npos);
    EXPECT_NE(text.find("agrees\n  Seen: 900 s"), std::string::npos);
    const std::size_t open = text.find("Not seen yet:");
    EXPECT_GT(text.find("CORS at the API"), open);
    EXPECT_LT(text.find("Life of an access token"), open);
}

TEST(Observations, S57_NamesThatAServerChoseAreInertInAReport) {
    for (const char* name :
         {"[log in](https://evil.example)", "<img src=x onerror=alert(1)>", "=HYPERLINK(1)",
          "+1+cmd", "-2", "@everyone", "a|b|c", "`code`", "a\\tb", "a\\n- b", "www.evil.example",
          "https://evil.example", "#1", "![x](y)", "a &lt; b", "**bold**"}) {
        const std::string body = R"({"error":")" + std::string(name) + "\"}";
        const std::string fields =
            R"({"access_token":"x","token_type":"Bearer",")" + std::string(name) + R"(":1})";
        for (const std::string& report :
             {observation_report("Example", observe({token("code=c", 400, body)}, direct, relayed)),
              observation_report("Example",
                                 observe({token("code=c", 200, fields)}, direct, relayed))}) {
            for (std::size_t at = report.find("  Seen: "); at != std::string::npos;
                 at = report.find("  Seen: ", at + 1)) {
                const std::string line = report.substr(at + 8, report.find('\n', at) - at - 8);
                EXPECT_EQ(line.find_first_of("`|<>[]*\\@#&!~^$\t"), std::string::npos) << line;
                EXPECT_EQ(line.find("://"), std::string::npos) << line;
                EXPECT_EQ(line.find("www."), std::string::npos) << line;
                EXPECT_EQ(line.find(" ="), std::string::npos) << line;
                EXPECT_EQ(line.find(" -"), std::string::npos) << line;
                EXPECT_EQ(line.find(" +"), std::string::npos) << line;
            }
        }
    }
}

} // namespace
} // namespace staging
