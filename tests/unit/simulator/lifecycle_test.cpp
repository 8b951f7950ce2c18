#include "staging/simulated_id.hpp"
#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

namespace simulator::tests {
namespace {

TEST(SimulatorLifecycle, FromConsentToDisconnect) {
    Driver driver;
    const http::Response login = driver.authorize(driver.authorization_parameters());
    ASSERT_EQ(login.status, 200);
    const http::Response consent = driver.log_in(login);
    ASSERT_EQ(consent.status, 200);
    const http::Response back = driver.decide(consent, "approve");
    ASSERT_EQ(back.status, 303);
    EXPECT_TRUE(
        Driver::header(back, "Location").starts_with(std::string(page_url) + "?code=sim_code_"));
    EXPECT_EQ(Driver::parameter(back, "state"), "opaque state");

    const auto first =
        oauth::process_token_response(driver.exchange(Driver::parameter(back, "code")));
    ASSERT_TRUE(first);
    EXPECT_EQ(first->token_type, "Bearer");
    EXPECT_EQ(first->expires_in, 900);
    EXPECT_EQ(first->scope, std::string(staging::simulated_scopes));
    EXPECT_TRUE(first->warnings.empty());
    EXPECT_EQ(driver.call(first->access_token, "/v2/employees").status, 200);

    const auto second = oauth::process_token_response(driver.refresh(*first->refresh_token));
    ASSERT_TRUE(second);
    EXPECT_EQ(driver.call(first->access_token, "/v2/employees").status, 401);
    EXPECT_EQ(driver.call(second->access_token, "/v2/employees").status, 200);

    EXPECT_EQ(driver.call(second->access_token, "/v1/installations/me", "DELETE").status, 204);
    EXPECT_EQ(driver.call(second->access_token, "/v2/employees").status, 401);
    EXPECT_EQ(Driver::member(driver.refresh(*second->refresh_token), "error"), "invalid_grant");
}

TEST(SimulatorLifecycle, ClientSecretPostWorksAsWell) {
    Driver driver;
    driver.client.authentication = oauth::ClientAuthentication::client_secret_post;
    const oauth::TokenSet tokens = driver.tokens();
    EXPECT_EQ(driver.refresh(*tokens.refresh_token).status, 200);
}

TEST(SimulatorLifecycle, SecondAuthorisationLeavesTheFirstAlone) {
    Driver driver;
    const oauth::TokenSet first = driver.tokens();
    const oauth::TokenSet second = driver.tokens();
    EXPECT_EQ(driver.refresh(*second.refresh_token).status, 200);
    EXPECT_EQ(driver.call(first.access_token, "/v1/introspect").status, 200);
    EXPECT_EQ(driver.refresh(*first.refresh_token).status, 200);
}

TEST(SimulatorLifecycle, SameInputGivesSameOutput) {
    Driver one;
    Driver two;
    EXPECT_EQ(one.exchange(one.fresh_code()), two.exchange(two.fresh_code()));
    EXPECT_EQ(one.state, two.state);
}

// S69: what the simulator makes says so.
TEST(SimulatorLifecycle, S69_EverySecretAndIdCarriesThePrefix) {
    Driver driver;
    const http::Response login = driver.authorize(driver.authorization_parameters());
    EXPECT_TRUE(Driver::transaction(login).starts_with("sim_"));
    const http::Response consent = driver.log_in(login);
    EXPECT_TRUE(Driver::transaction(consent).starts_with("sim_"));
    const std::string code = Driver::parameter(driver.decide(consent, "approve"), "code");
    EXPECT_TRUE(code.starts_with("sim_"));
    const oauth::TokenSet tokens = *oauth::process_token_response(driver.exchange(code));
    EXPECT_TRUE(tokens.access_token.starts_with("sim_"));
    EXPECT_TRUE(tokens.refresh_token->starts_with("sim_"));
    EXPECT_TRUE(Driver::member(driver.introspect(tokens.access_token), "jti").starts_with("sim_"));
    const http::Response installation = driver.call(tokens.access_token, "/v1/installations/me");
    EXPECT_TRUE(staging::is_simulated_id(Driver::member(installation, "id")));
    EXPECT_TRUE(staging::is_simulated_id(Driver::member(installation, "applicationId")));
}

} // namespace
} // namespace simulator::tests
