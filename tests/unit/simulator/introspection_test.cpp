#include "oauth/introspection.hpp"
#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

namespace simulator::tests {
namespace {

TEST(Introspection, TellsAboutALiveToken) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens("users:read");
    const auto access =
        oauth::process_introspection_response(driver.introspect(tokens.access_token));
    ASSERT_TRUE(access);
    EXPECT_TRUE(access->active);
    EXPECT_EQ(access->client_id, staging::simulated_client_id);
    EXPECT_EQ(access->subject, staging::simulated_people[0].id);
    EXPECT_EQ(access->scope, "users:read");
    EXPECT_EQ(access->issuer, Driver::url("/auth"));
    EXPECT_EQ(access->issued_at, driver.now_ms / 1000);
    EXPECT_EQ(access->expires_at, driver.now_ms / 1000 + 900);
    EXPECT_EQ(json::find_string(access->members, "aud"), Driver::url("/external"));
    EXPECT_TRUE(json::find_string(access->members, "urn:pleo:params:oauth:subject_urn")
                    .value_or("")
                    .starts_with("urn:pleo:company:"));

    const auto refresh =
        oauth::process_introspection_response(driver.introspect(*tokens.refresh_token));
    ASSERT_TRUE(refresh);
    EXPECT_TRUE(refresh->active);
    EXPECT_EQ(refresh->expires_at, driver.now_ms / 1000 + std::int64_t{60} * 24 * 3600);
}

// RFC 7662 section 2.2: nothing but the one member.
TEST(Introspection, DeadTokensAreAllAlike) {
    Driver driver;
    const oauth::TokenSet rotated = driver.tokens();
    driver.refresh(*rotated.refresh_token);
    const oauth::TokenSet expired = driver.tokens();
    driver.now_ms += access_token_lifetime_ms;
    for (const std::string& token : {rotated.access_token, *rotated.refresh_token,
                                     expired.access_token, std::string("sim_access_unknown"),
                                     std::string("anything"), driver.client.client_secret}) {
        const http::Response response = driver.introspect(token);
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.body, "{\"active\":false}");
    }
}

TEST(Introspection, HintIsOnlyAHint) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    for (const char* hint : {"access_token", "refresh_token", "unknown"}) {
        const http::Response response = driver.send(
            oauth::client_request(Driver::url("/auth/oauth/token/introspect"), driver.client,
                                  {{"token", tokens.access_token}, {"token_type_hint", hint}}));
        EXPECT_EQ(Driver::member(response, "active"), "true") << hint;
    }
}

TEST(Introspection, OnlyTheClientItselfWithBasic) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    driver.client.authentication = oauth::ClientAuthentication::client_secret_post;
    EXPECT_EQ(driver.introspect(tokens.access_token).status, 401);
    driver.client.authentication = oauth::ClientAuthentication::client_secret_basic;
    driver.client.client_secret = "wrong";
    EXPECT_EQ(driver.introspect(tokens.access_token).status, 401);
    EXPECT_EQ(driver.post("/auth/oauth/token/introspect", {{"token", tokens.access_token}}).status,
              401);
}

TEST(Introspection, WantsAToken) {
    Driver driver;
    EXPECT_EQ(Driver::member(driver.introspect(""), "error"), "invalid_request");
    EXPECT_EQ(driver.get("/auth/oauth/token/introspect").status, 405);
}

} // namespace
} // namespace simulator::tests
