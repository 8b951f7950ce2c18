#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

namespace simulator::tests {
namespace {

http::Response with_header(Driver& driver, const std::string& authorization) {
    return driver.send(
        {"GET", Driver::url("/external/v1/introspect"), {{"Authorization", authorization}}, {}});
}

// RFC 6750 section 3.1: no error code when no token came.
TEST(ExternalApi, WithoutATokenThereIsAPlainChallenge) {
    Driver driver;
    const http::Response response = driver.get("/external/v2/employees");
    EXPECT_EQ(response.status, 401);
    const auto challenge = oauth::find_challenge(response);
    ASSERT_TRUE(challenge);
    EXPECT_EQ(challenge->scheme, "Bearer");
    EXPECT_EQ(challenge->error, "");
    EXPECT_EQ(Driver::member(response, "type"), "UNAUTHORIZED");
    EXPECT_NE(Driver::member(response, "message"), "");
}

TEST(ExternalApi, RefusesWhateverIsNoLiveAccessToken) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    const std::string id(staging::simulated_client_id);
    for (const std::string& header :
         {"Bearer " + *tokens.refresh_token, "Bearer " + driver.client.client_secret,
          "Bearer " + id, std::string("Bearer sim_access_unknown"), std::string("Bearer "),
          std::string("Bearer"), std::string("Bearer eyJhbGciOiJub25lIn0.e30."),
          std::string("Bearer  ") + tokens.access_token, "Bearer " + tokens.access_token + " ",
          std::string("Token ") + tokens.access_token, tokens.access_token,
          oauth::basic_credentials(driver.client), std::string()}) {
        const http::Response response = with_header(driver, header);
        EXPECT_EQ(response.status, 401) << header;
        EXPECT_TRUE(oauth::find_challenge(response)) << header;
    }
    EXPECT_EQ(with_header(driver, "bearer " + tokens.access_token).status, 200);
}

// RFC 6750 section 5.3
TEST(ExternalApi, S32_TokenInTheAddressIsRefused) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    EXPECT_EQ(driver.get("/external/v1/introspect?access_token=" + tokens.access_token).status,
              401);
}

TEST(ExternalApi, SaysWhyATokenIsDead) {
    Driver driver;
    const oauth::TokenSet rotated = driver.tokens();
    driver.refresh(*rotated.refresh_token);
    const oauth::TokenSet expired = driver.tokens();
    driver.now_ms += access_token_lifetime_ms;
    const oauth::TokenSet revoked = driver.tokens();
    driver.call(revoked.access_token, "/v1/installations/me", "DELETE");

    const auto reason = [&](const std::string& token) {
        const http::Response response = driver.call(token, "/v1/introspect");
        EXPECT_EQ(response.status, 401);
        EXPECT_EQ(oauth::find_challenge(response)->error, "invalid_token");
        return Driver::member(response, "message");
    };
    EXPECT_NE(reason(rotated.access_token).find("replaced"), std::string::npos);
    EXPECT_NE(reason(revoked.access_token).find("revoked"), std::string::npos);
    driver.now_ms -= 1;
    driver.state.installation.reset();
    const oauth::TokenSet fresh = driver.tokens();
    driver.now_ms += access_token_lifetime_ms;
    EXPECT_NE(reason(fresh.access_token).find("expired"), std::string::npos);
}

TEST(ExternalApi, AccessTokenLivesForFifteenMinutes) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    driver.now_ms += access_token_lifetime_ms - 1;
    EXPECT_EQ(driver.call(tokens.access_token, "/v1/introspect").status, 200);
    driver.now_ms += 1;
    EXPECT_EQ(driver.call(tokens.access_token, "/v1/introspect").status, 401);
}

TEST(ExternalApi, ScopesOpenWhatTheyName) {
    struct Case {
        std::string path, scope;
    };
    for (const Case& each : std::vector<Case>{
             {"/v2/employees", "users:read"},
             {"/v2/employees/51a01a7e-0003-4000-8000-000000000001", "users:read"},
             {"/v1/companies", "companies:read"},
             {"/v1/companies/51a01a7e-0001-4000-8000-000000000001", "companies:read"},
             {"/v3/export-jobs", "export-jobs:read"},
             {"/v3/export-jobs/51a01a7e-0020-4000-8000-000000000001", "export-jobs:read"},
             {"/v3/export-jobs/51a01a7e-0020-4000-8000-000000000001/items", "export-jobs:read"}}) {
        Driver driver;
        EXPECT_EQ(driver.call(driver.tokens(each.scope).access_token, each.path).status, 200)
            << each.path;
        // Reading is not opened by the right to write.
        const http::Response refused =
            driver.call(driver.tokens("test:test export-jobs:write").access_token, each.path);
        EXPECT_EQ(refused.status, 403) << each.path;
        const auto challenge = oauth::find_challenge(refused);
        ASSERT_TRUE(challenge);
        EXPECT_EQ(challenge->error, "insufficient_scope");
        EXPECT_EQ(challenge->scope, each.scope);
        EXPECT_EQ(Driver::member(refused, "type"), "ACCESS_DENIED");
    }
}

TEST(ExternalApi, IntrospectAndInstallationNeedNoScope) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens("test:test");
    const http::Response response = driver.call(tokens.access_token, "/v1/introspect");
    EXPECT_EQ(response.status, 200);
    const json::Parsed parsed = json::parse(response.body);
    const json::Value* data = json::find(parsed.document->root, "data");
    ASSERT_NE(data, nullptr);
    EXPECT_EQ(json::find_string(*data, "authMethod"), "OAUTH2");
    EXPECT_EQ(json::find_string(*data, "clientId"), staging::simulated_client_id);
    EXPECT_EQ(json::find_string(*data, "scope"), "test:test");
    EXPECT_EQ(driver.call(tokens.access_token, "/v1/installations/me").status, 200);
}

TEST(ExternalApi, OneOfEach) {
    Driver driver;
    const std::string token = driver.tokens().access_token;
    EXPECT_NE(driver.call(token, "/v2/employees/51a01a7e-0003-4000-8000-000000000001")
                  .body.find("ada@dummy.example"),
              std::string::npos);
    EXPECT_EQ(driver.call(token, "/v2/employees/nobody").status, 404);
    EXPECT_EQ(driver.call(token, "/v2/employees/").status, 404);
    EXPECT_EQ(driver.call(token, "/v2/employeesx").status, 404);
    EXPECT_EQ(driver.call(token, "/v1/companies/nowhere").status, 404);
    EXPECT_EQ(Driver::member(driver.call(token, "/v3/export-jobs/nothing"), "type"),
              "EXPORT_NOT_FOUND");
    EXPECT_EQ(driver.call(token, "/v3/export-jobs/nothing/items").status, 404);
    EXPECT_EQ(driver.call(token, "/v3/export-jobs/items").status, 404);
    EXPECT_EQ(driver.call(token, "/v9/anything").status, 404);
}

TEST(ExternalApi, S69_AHostWithAnotherPrefixMakesAndTakesItsOwnTokensOnly) {
    Driver driver;
    const std::string simulated = driver.tokens().access_token;
    EXPECT_TRUE(simulated.starts_with("sim_access_"));
    driver.prefix = "test_";
    const oauth::TokenSet tokens = driver.tokens();
    EXPECT_TRUE(tokens.access_token.starts_with("test_access_"));
    EXPECT_TRUE(tokens.refresh_token->starts_with("test_refresh_"));
    EXPECT_EQ(driver.call(tokens.access_token, "/v1/introspect").status, 200);
    EXPECT_EQ(driver.call(simulated, "/v1/introspect").status, 401);
}

TEST(ExternalApi, OtherMethodsAreNamed) {
    Driver driver;
    const std::string token = driver.tokens().access_token;
    EXPECT_EQ(driver.call(token, "/v2/employees", "POST").status, 405);
    EXPECT_EQ(driver.call(token, "/v1/introspect", "DELETE").status, 405);
    EXPECT_EQ(Driver::header(driver.call(token, "/v1/installations/me", "PATCH"), "Allow"),
              "GET, POST, PUT, DELETE");
    EXPECT_EQ(driver.call(token, "/v1/installations/me:activate").status, 405);
}

TEST(Installation, IsMadeByTheExchangeAndActive) {
    Driver driver;
    const std::string code = driver.fresh_code();
    EXPECT_FALSE(driver.state.installation);
    const oauth::TokenSet tokens = *oauth::process_token_response(driver.exchange(code));
    const http::Response response = driver.call(tokens.access_token, "/v1/installations/me");
    EXPECT_EQ(Driver::member(response, "status"), "ACTIVATED");
    EXPECT_EQ(Driver::member(response, "createdAt"),
              "2027-01-15T08:00:00Z"); // Unix time 1,800,000,000
    EXPECT_EQ(driver.call(tokens.access_token, "/v1/installations/me:activate", "POST").status,
              200);
    EXPECT_EQ(driver
                  .call(tokens.access_token,
                        "/v1/installations/me?company_id=51a01a7e-0001-4000-8000-000000000001")
                  .status,
              200);
    EXPECT_EQ(driver
                  .call(tokens.access_token,
                        "/v1/installations/me?company_id=51a01a7e-0001-4000-8000-000000000002")
                  .status,
              404);
    EXPECT_EQ(driver.call(tokens.access_token, "/v1/installations/me?company_id=other").status,
              400);
}

TEST(Installation, DeletingRevokesEveryTokenOfTheClient) {
    Driver driver;
    const oauth::TokenSet one = driver.tokens();
    const oauth::TokenSet two = driver.tokens();
    const http::Response response = driver.call(one.access_token, "/v1/installations/me", "DELETE");
    EXPECT_EQ(response.status, 204);
    EXPECT_EQ(response.body, "");
    EXPECT_EQ(Driver::header(response, "Content-Type"), "");
    for (const oauth::TokenSet& each : {one, two}) {
        EXPECT_EQ(driver.call(each.access_token, "/v1/introspect").status, 401);
        EXPECT_EQ(Driver::member(driver.refresh(*each.refresh_token), "error"), "invalid_grant");
    }
    EXPECT_EQ(driver.call(driver.tokens().access_token, "/v1/installations/me").status, 200);
}

TEST(Installation, GoneIs404) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    driver.state.installation.reset();
    for (const std::string_view method : {"GET", "DELETE"}) {
        EXPECT_EQ(driver.call(tokens.access_token, "/v1/installations/me", method).status, 404);
    }
    EXPECT_EQ(driver.call(tokens.access_token, "/v1/installations/me:activate", "POST").status,
              404);
}

} // namespace
} // namespace simulator::tests
