// "Check credentials": slips, probes, controls, and the table that comes of it.
#include "playground/plan.hpp"
#include "world.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

using oauth::Conclusion;

const oauth::CredentialReport& checked(World& world) {
    world.press(CheckCredentialsPressed{});
    EXPECT_TRUE(world.model.check.report) << world.notice(Step::register_client).detail;
    static const oauth::CredentialReport none;
    return world.model.check.report ? *world.model.check.report : none;
}

TEST(Credentials, PublishedClientOfSimulatedStagingIsAccepted) {
    World world;
    world.open();
    const oauth::CredentialReport& report = checked(world);
    EXPECT_EQ(report.credentials, Conclusion::accepted) << report.headline;
    EXPECT_EQ(report.rows.size(), 4u);
    EXPECT_TRUE(world.model.check.slips.empty());
    EXPECT_EQ(world.announced.back(), report.headline + " " + report.next_step);
    EXPECT_FALSE(world.model.check.running);
    EXPECT_TRUE(world.model.tokens.empty());
    // Every probe is an exchange like any other.
    EXPECT_EQ(world.model.exchanges.size(), world.sent.size());
    EXPECT_TRUE(world.model.exchanges.front().purpose.starts_with("Check: "));
}

TEST(Credentials, WrongSecretIsRefused) {
    World world;
    world.open();
    world.press(ClientSecretEdited{"sim_secret_that_nobody_has"});
    EXPECT_EQ(checked(world).credentials, Conclusion::refused);
    EXPECT_TRUE(world.model.announcement.assertive);
}

TEST(Credentials, NothingIsSentWhileASlipStands) {
    World world;
    world.open();
    const std::string id = world.model.registration.client.client_id;
    const std::string secret = world.model.registration.client.client_secret;
    world.press(ClientSecretEdited{id});
    world.press(ClientIdEdited{secret});
    world.press(CheckCredentialsPressed{});
    EXPECT_TRUE(world.sent.empty());
    EXPECT_FALSE(problems(world.model).client_id.empty());
    world.press(ClientIdEdited{id});
    world.press(ClientSecretEdited{"client_secret=" + secret});
    world.press(CheckCredentialsPressed{});
    EXPECT_TRUE(world.sent.empty());
    EXPECT_FALSE(problems(world.model).client_secret.empty());
    EXPECT_EQ(problems(world.model).client_secret.find(secret), std::string::npos);
}

TEST(Credentials, OneProbeAtATimeAndNoneAfterAChange) {
    World world;
    world.open();
    world.network = Network::slow;
    world.press(CheckCredentialsPressed{});
    world.press(CheckCredentialsPressed{}); // is under way
    EXPECT_EQ(world.sent.size(), 1u);
    EXPECT_FALSE(credential_check_obstacle(world.model).empty());
    world.press(ClientSecretEdited{"another-secret"});
    world.answer();
    EXPECT_EQ(world.sent.size(), 1u);
    EXPECT_FALSE(world.model.check.running);
    EXPECT_FALSE(world.model.check.report);
}

TEST(Credentials, ALateAnswerOfAnOlderCheckEndsNoNewerOne) {
    World world;
    world.open();
    world.network = Network::slow;
    world.press(CheckCredentialsPressed{});
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientIdEdited{"my-id"});
    world.press(ClientSecretEdited{"a-secret-of-mine"});
    world.press(CheckCredentialsPressed{});
    ASSERT_EQ(world.sent.size(), 2u);
    world.answer(); // of the first
    EXPECT_TRUE(world.model.check.running);
    EXPECT_EQ(world.sent.size(), 2u);
}

TEST(Credentials, NoAnswersAreNoConclusion) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientIdEdited{"my-id"});
    world.press(ClientSecretEdited{"a-secret-of-mine"});
    world.network = Network::down;
    EXPECT_EQ(checked(world).credentials, Conclusion::none);
    for (const http::Request& request : world.sent)
        EXPECT_EQ(request.body.find("sim_"), std::string::npos); // S69: not on a live route
}

TEST(Credentials, IdenticalAnswersToAnInventedSecretAreNoConclusion) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientIdEdited{"my-id"});
    world.press(ClientSecretEdited{"a-secret-of-mine"});
    world.server = [](const http::Request&) {
        return json_response(400, R"({"error":"invalid_grant"})");
    };
    EXPECT_EQ(checked(world).credentials, Conclusion::none);
    EXPECT_EQ(world.sent.size(), 8u);
}

TEST(Credentials, TerminalCannotAndSaysSo) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientIdEdited{"my-id"});
    world.press(RouteChosen{Route::terminal});
    world.press(CheckCredentialsPressed{});
    EXPECT_TRUE(world.model.exchanges.empty());
    EXPECT_NE(world.notice(Step::register_client).detail.find("Terminal"), std::string::npos);
}

TEST(Credentials, SecretlessRelayIsAskedWithoutASecret) {
    World world;
    world.relay_status =
        R"({"environments":[{"id":"pleo-staging","token_endpoint":"relay/pleo-staging/token",
            "introspection_endpoint":"x","secretless":true,"client_id":"relayed"}]})";
    world.open();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(RouteChosen{Route::relay});
    world.server = [](const http::Request&) {
        return json_response(400, R"({"error":"invalid_grant"})");
    };
    EXPECT_EQ(checked(world).rows.size(), 2u);
    EXPECT_TRUE(world.model.check.slips.empty()); // that there is no secret is as it should be
    for (const http::Request& request : world.sent) {
        EXPECT_EQ(http::find_header(request.headers, "Authorization"), nullptr);
        EXPECT_EQ(request.body.find("client_secret"), std::string::npos);
    }
}

TEST(Credentials, WithoutRandomnessNothingIsInvented) {
    World world;
    world.open();
    world.has_entropy = false;
    world.press(CheckCredentialsPressed{});
    EXPECT_TRUE(world.sent.empty());
    EXPECT_FALSE(world.model.check.running);
}

} // namespace
} // namespace playground
