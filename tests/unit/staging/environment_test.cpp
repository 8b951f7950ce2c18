#include "staging/environment.hpp"

#include <gtest/gtest.h>

namespace staging {
namespace {

constexpr std::string_view page = "https://page.example/playground/?q#f";

std::string file(std::string_view entries) {
    return R"({"environments":[)" + std::string(entries) + "]}";
}

constexpr std::string_view simulated =
    R"({"id":"simulated","name":"Simulated Staging","kind":"simulated",
    "authorization_endpoint":"simulated/auth/oauth/authorize",
    "token_endpoint":"simulated/auth/oauth/token",
    "introspection_endpoint":"simulated/auth/oauth/token/introspect",
    "resource_server":"simulated/external",
    "issuer":"simulated/auth","default_scopes":["users:read","companies:read"]})";

constexpr std::string_view pleo = R"({"id":"pleo-staging","name":"Pleo Staging","kind":"pleo",
    "authorization_endpoint":"https://auth.staging.pleo.io/oauth/authorize",
    "token_endpoint":"https://auth.staging.pleo.io/oauth/token",
    "introspection_endpoint":"https://auth.staging.pleo.io/oauth/token/introspect",
    "resource_server":"https://external.staging.pleo.io"})";

TEST(Environments, ResolvesTheSimulatedOnesAgainstThePage) {
    const auto all =
        parse_environments(file(std::string(simulated) + "," + std::string(pleo)), page);
    ASSERT_TRUE(all) << all.error().message;
    ASSERT_EQ(all->size(), 2U);
    const Environment& first = all->front();
    EXPECT_EQ(first.kind, EnvironmentKind::simulated);
    EXPECT_EQ(first.endpoints.authorization_endpoint,
              "https://page.example/playground/simulated/auth/oauth/authorize");
    EXPECT_EQ(first.endpoints.issuer, "https://page.example/playground/simulated/auth");
    EXPECT_EQ(first.resource_server, "https://page.example/playground/simulated/external");
    EXPECT_EQ(first.default_scopes, (std::vector<std::string>{"users:read", "companies:read"}));
    const Environment& second = all->back();
    EXPECT_EQ(second.kind, EnvironmentKind::pleo);
    EXPECT_EQ(second.endpoints.token_endpoint, "https://auth.staging.pleo.io/oauth/token");
    EXPECT_EQ(second.endpoints.issuer, "");
    EXPECT_FALSE(second.endpoints.iss_parameter_supported);
}

TEST(Environments, ResolvesBelowWhateverThePageIsCalled) {
    for (const auto& [url, expected] : std::vector<std::pair<std::string, std::string>>{
             {"http://localhost:8080", "http://localhost:8080/simulated/external"},
             {"http://localhost:8080/", "http://localhost:8080/simulated/external"},
             {"http://localhost:8080/a/index.html?x=/y/",
              "http://localhost:8080/a/simulated/external"}}) {
        const auto all = parse_environments(file(simulated), url);
        ASSERT_TRUE(all) << all.error().message;
        EXPECT_EQ(all->front().resource_server, expected);
    }
}

TEST(Environments, AcceptsALoopbackProvider) {
    const auto all = parse_environments(file(R"({"id":"test","name":"Test","kind":"other",
        "authorization_endpoint":"http://localhost:3000/auth",
    "token_endpoint":"http://localhost:3000/token",
        "issuer":"http://localhost:3000","authorization_response_iss_parameter_supported":true})"),
                                        page);
    ASSERT_TRUE(all) << all.error().message;
    EXPECT_TRUE(all->front().endpoints.iss_parameter_supported);
    EXPECT_EQ(all->front().resource_server, "");
}

// One field replaced by something wrong: the message names the entry and the field.
TEST(Environments, NamesEntryAndField) {
    struct Case {
        std::string_view part, with, field;
    };
    for (const Case& each : {
             Case{R"("id":"pleo-staging")", R"("id":"")", "field id"},
             Case{R"("id":"pleo-staging")", R"("id":7)", "field id"},
             Case{R"("name":"Pleo Staging")", R"("name":"")", "field name"},
             Case{R"("kind":"pleo")", R"("kind":"production")", "field kind"},
             Case{R"("kind":"pleo")", R"("kind":"simulated")", "field authorization_endpoint"},
             Case{"https://auth.staging.pleo.io/oauth/token\"",
                  "https://auth.pleo.io/oauth/token\"", "field token_endpoint"},
             Case{"https://auth.staging.pleo.io/oauth/authorize",
                  "http://auth.staging.pleo.io/oauth/authorize", "field authorization_endpoint"},
             Case{"https://auth.staging.pleo.io/oauth/token/introspect",
                  "https://auth.staging.pleo.io/x#y", "field introspection_endpoint"},
             Case{"https://external.staging.pleo.io", "https://openapi.staging.pleo.io",
                  "field resource_server"},
             Case{"https://external.staging.pleo.io", "https://external.staging.pleo.io/",
                  "field resource_server"},
             Case{"https://external.staging.pleo.io", "simulated/external",
                  "field resource_server"},
             Case{"\"resource_server\"", "\"ressource_server\"", "field ressource_server"},
             Case{"\"token_endpoint\"", "\"issuer\"", "field token_endpoint"},
             Case{"\"kind\":\"pleo\",", "\"kind\":\"pleo\",\"default_scopes\":\"users:read\",",
                  "field default_scopes"},
             Case{"\"kind\":\"pleo\",", "\"kind\":\"pleo\",\"default_scopes\":[\"a b\"],",
                  "field default_scopes"},
             Case{"\"kind\":\"pleo\",",
                  "\"kind\":\"pleo\",\"authorization_response_iss_parameter_supported\":true,",
                  "field issuer"},
         }) {
        std::string text(pleo);
        ASSERT_NE(text.find(each.part), std::string::npos) << each.part;
        text.replace(text.find(each.part), each.part.size(), each.with);
        const auto all = parse_environments(file(std::string(simulated) + "," + text), page);
        ASSERT_FALSE(all) << each.with;
        EXPECT_NE(all.error().message.find("Environment 2"), std::string::npos)
            << all.error().message;
        EXPECT_NE(all.error().message.find(each.field), std::string::npos) << all.error().message;
    }
}

TEST(Environments, RelativeEndpointsStayBelowThePage) {
    for (const std::string_view wrong : {"/absolute", "//evil.example/", "../up", "a/../../up",
                                         "https://evil.example/", "javascript:alert(1)", ""}) {
        std::string text(simulated);
        const std::string_view part = "simulated/external";
        text.replace(text.find(part), part.size(), wrong);
        EXPECT_FALSE(parse_environments(file(text), page)) << wrong;
    }
}

TEST(Environments, RefusesWhatIsNoList) {
    const std::string broken = "{\n  \"environments\": [}\n";
    const auto error = parse_environments(broken, page);
    ASSERT_FALSE(error);
    EXPECT_NE(error.error().message.find("line 2"), std::string::npos) << error.error().message;
    for (const std::string_view text :
         {"", "[]", "{}", R"({"environments":{}})", R"({"environments":[]})",
          R"({"environments":[7]})", R"({"environments":[],"environments":[]})"}) {
        EXPECT_FALSE(parse_environments(text, page)) << text;
    }
    EXPECT_FALSE(parse_environments(file(std::string(pleo) + "," + std::string(pleo)), page));
}

TEST(Environments, OneThatGivesItsIssuerOnlyIsAskedForItsEndpoints) {
    const auto parsed = parse_environments(
        R"({"environments":[{"id":"a","name":"A","kind":"other","issuer":"https://as.example"}]})",
        "http://localhost:8080/");
    ASSERT_TRUE(parsed) << parsed.error().message;
    EXPECT_TRUE(parsed->front().discovery);
    EXPECT_EQ(parsed->front().endpoints.issuer, "https://as.example");
    // Whoever is asked for them is known by them, so two of one issuer are refused.
    const std::string one = R"("name":"A","kind":"other","issuer":"https://as.example"})";
    EXPECT_FALSE(
        parse_environments(R"({"environments":[{"id":"a",)" + one + R"(,{"id":"b",)" + one + "]}",
                           "http://localhost:8080/"));
    // Half of the endpoints are a slip, and Pleo documents no discovery.
    for (const char* fields :
         {R"("kind":"other","issuer":"https://as.example","token_endpoint":"https://as.example/t")",
          R"("kind":"other")", R"("kind":"other","issuer":"https://auth.pleo.io")",
          R"("kind":"pleo","issuer":"https://auth.staging.pleo.io")"})
        EXPECT_FALSE(parse_environments(R"({"environments":[{"id":"a","name":"A",)" +
                                            std::string(fields) + "}]}",
                                        "http://localhost:8080/"))
            << fields;
}

} // namespace
} // namespace staging
