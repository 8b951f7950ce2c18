#include "staging/lock.hpp"

#include <gtest/gtest.h>

namespace staging {
namespace {

// S51: Production, legacy and everything that pretends.
TEST(Lock, S51_RefusesWhatIsNotStaging) {
    struct Case {
        std::string_view url, code, words;
    };
    for (const Case& each : {
             Case{"https://auth.pleo.io", "production_host", "auth.staging.pleo.io"},
             Case{"https://auth.pleo.io/oauth/token", "production_host", "auth.staging.pleo.io"},
             Case{"https://AUTH.PLEO.IO/", "production_host", "auth.staging.pleo.io"},
             Case{"https://auth.pleo.io:443/", "production_host", "Production"},
             Case{"https://auth.pleo.io:8443/", "production_host", "Production"},
             Case{"http://auth.pleo.io/", "production_host", "Production"},
             Case{"https://external.pleo.io/v2/employees", "production_host",
                  "external.staging.pleo.io"},
             Case{"https://app.pleo.io/", "production_host", "Production"},
             Case{"https://mcp.pleo.io/", "production_host", "Production"},
             Case{"https://pleo.io/", "production_host", "Production"},
             Case{"https://www.pleo.io/", "production_host", "Production"},
             Case{"https://staging.pleo.io/", "production_host", "not Staging"},
             Case{"https://auth-staging.pleo.io/", "production_host", "auth.staging.pleo.io"},
             Case{"https://auth.notstaging.pleo.io/", "production_host", "auth.staging.pleo.io"},
             Case{"https://openapi.pleo.io/v1", "legacy_host", "external.staging.pleo.io"},
             Case{"https://openapi.staging.pleo.io/v1", "legacy_host", "external.staging.pleo.io"},
             Case{"http://auth.staging.pleo.io/", "unexpected_port", "https"},
             Case{"https://auth.staging.pleo.io:8443/", "unexpected_port", "default port"},
             Case{"https://auth.staging.pleo.io.evil.example/", "look_alike", "not below pleo.io"},
             Case{"https://pleo.io.evil/", "look_alike", "not below pleo.io"},
             Case{"https://notpleo.io/", "look_alike", "not below pleo.io"},
             Case{"https://auth.staging.pleo.com/", "look_alike", "auth.staging.pleo.io"},
             Case{"https://auth.staging.p1eo.io/", "look_alike", "auth.staging.pleo.io"},
             Case{"https://auth.staging.pIeo.io/", "look_alike", "auth.staging.pleo.io"},
             Case{"https://auth.staging.ple0.io/", "look_alike", "auth.staging.pleo.io"},
             Case{"https://auth.staging.xn--plo-bma.io/", "look_alike", "plain letters"},
             Case{"https://xn--pleo-io.example/", "look_alike", ""},
             Case{"https://xn--auth.staging.pleo.io/", "look_alike", "plain letters"},
             Case{"https://a.xn--b.staging.pleo.io/", "look_alike", "plain letters"},
         }) {
        const Result<std::string> result = check_target(each.url);
        ASSERT_FALSE(result) << each.url;
        EXPECT_EQ(result.error().code, each.code) << each.url;
        EXPECT_NE(result.error().message.find(each.words), std::string::npos)
            << each.url << ": " << result.error().message;
    }
}

// Refused by whichever rule comes first; what counts is that none gets through.
TEST(Lock, S51_RefusesTricksOfNotation) {
    for (const std::string_view url : {"AUTH.PLEO.IO.",
                                       "https://auth.pleo.io./",
                                       "https://auth.staging.pleo.io./",
                                       "https://other.example./",
                                       "https://auth.staging.pleo.io@evil.example/",
                                       "https://user:pass@auth.staging.pleo.io/",
                                       "https://auth.staging.pleo.io:pw@auth.pleo.io/",
                                       "https://@auth.staging.pleo.io/",
                                       "https://auth.staging.pleo.io\\@evil.example/",
                                       "https://auth%2Epleo.io/",
                                       "https://аuth.staging.pleo.io/",
                                       "https://auth.staging.pleo.io。/",
                                       "//auth.staging.pleo.io/",
                                       "javascript:alert(1)",
                                       "data:text/html,x",
                                       "file:///etc/passwd",
                                       "ftp://auth.staging.pleo.io/",
                                       "ws://auth.staging.pleo.io/",
                                       " https://auth.staging.pleo.io/",
                                       "https:auth.staging.pleo.io",
                                       "https://",
                                       "",
                                       "http://other.example/",
                                       "http://10.0.0.1/",
                                       "http://localhost.evil.example/",
                                       "http://0.0.0.0/",
                                       "https://auth.staging.pleo.io\n.evil.example/"}) {
        EXPECT_FALSE(check_target(url)) << url;
    }
}

TEST(Lock, AcceptsStagingAndThisMachineAndOthersOverHttps) {
    struct Case {
        std::string_view url, origin;
    };
    for (const Case& each : {
             Case{"https://auth.staging.pleo.io/oauth/authorize?x=1",
                  "https://auth.staging.pleo.io"},
             Case{"https://AUTH.staging.Pleo.io:443/oauth", "https://auth.staging.pleo.io"},
             Case{"https://external.staging.pleo.io", "https://external.staging.pleo.io"},
             Case{"https://app.staging.pleo.io/login", "https://app.staging.pleo.io"},
             Case{"http://localhost:8080/simulated/auth", "http://localhost:8080"},
             Case{"http://127.0.0.1:3000/", "http://127.0.0.1:3000"},
             Case{"http://[::1]:3000/", "http://[::1]:3000"},
             Case{"https://login.example/token", "https://login.example"},
         }) {
        const Result<std::string> result = check_target(each.url);
        ASSERT_TRUE(result) << each.url << ": " << result.error().message;
        EXPECT_EQ(*result, each.origin);
    }
}

} // namespace
} // namespace staging
