#include "playground/plan.hpp"
#include "playground/record.hpp"
#include "unit/playground/world.hpp"

#include "staging/simulated_client.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

TEST(Leaving, S43_KeepsWhatMayBeKeptAndWipesTheRest) {
    World world;
    world.open_with_tokens();
    world.press(PageLeaving{});
    const Model& model = world.model;
    EXPECT_TRUE(model.tokens.empty());
    EXPECT_FALSE(model.redirect);
    EXPECT_TRUE(model.attempt.code_verifier.empty());
    EXPECT_TRUE(model.registration.client.client_secret.empty());
    EXPECT_EQ(model.exchanges.size(), 3u);
    for (const http::Exchange& exchange : model.exchanges)
        EXPECT_TRUE(exchange.redacted);
    const auto record = record_from_text(world.session_storage);
    ASSERT_TRUE(record);
    EXPECT_EQ(record->exchanges.size(), 3u);
    EXPECT_TRUE(record->lost_tokens);
    EXPECT_FALSE(record->pending);
}

TEST(Leaving, S43_ComingBackFromTheCacheHasNoSecretsAndAFreshAttempt) {
    World world;
    world.open_with_tokens();
    world.press(PageLeaving{});
    EXPECT_EQ(world.notice(world.model.view.step).title, "Secrets and tokens were forgotten");
    world.press(VisibilityChanged{true});
    EXPECT_TRUE(world.session_storage.empty());
    EXPECT_TRUE(planned_authorization(world.model));
    EXPECT_EQ(world.model.registration.client.client_secret, staging::simulated_client_secret);
    world.authorise();
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.tokens.size(), 2u);
}

TEST(Leaving, UntouchedPageLeavesNothingBehind) {
    World world;
    world.open();
    world.press(PageLeaving{});
    EXPECT_TRUE(world.session_storage.empty());
    EXPECT_TRUE(world.local_storage.empty());
    EXPECT_TRUE(all<SaveRecord>(world.effects).empty());
}

TEST(Leaving, TypedFieldsSurviveAReload) {
    World world;
    world.open();
    world.press(ScopesEdited{"test:test"});
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientIdEdited{"my-id"});
    world.press(ClientSecretEdited{"my-secret-value"});
    world.press(ClientAuthenticationChosen{oauth::ClientAuthentication::client_secret_post});
    world.press(StepChosen{Step::authorise});
    world.reload();
    EXPECT_EQ(world.model.registration.environment, "pleo-staging");
    EXPECT_EQ(world.model.registration.route, Route::direct);
    EXPECT_EQ(world.model.registration.client.client_id, "my-id");
    EXPECT_EQ(world.model.registration.client.authentication,
              oauth::ClientAuthentication::client_secret_post);
    EXPECT_TRUE(world.model.registration.client.client_secret.empty());
    EXPECT_NE(world.notice(Step::authorise).detail.find("the client secret"), std::string::npos);
    world.press(EnvironmentChosen{"simulated"});
    EXPECT_EQ(world.model.registration.scopes, "test:test");
    EXPECT_EQ(world.model.registration.client.client_secret, staging::simulated_client_secret);
}

TEST(Leaving, HiddenPageSavesItsSettingsOnce) {
    World world;
    world.open();
    world.press(VisibilityChanged{false});
    EXPECT_TRUE(world.local_storage.empty());
    world.press(ClientIdEdited{"typed"});
    world.press(VisibilityChanged{false});
    world.press(VisibilityChanged{true});
    world.press(VisibilityChanged{false});
    EXPECT_EQ(all<SaveSettings>(world.effects).size(), 1u);
    EXPECT_NE(world.local_storage.find("\"registrations\""), std::string::npos);
}

TEST(Leaving, RequestsUnderWayAreRecordedAsLeft) {
    World world;
    world.open_with_tokens();
    world.network = Network::slow;
    world.press(CallApiPressed{});
    world.press(PageLeaving{});
    EXPECT_TRUE(world.model.in_flight.empty());
    EXPECT_EQ(all<Abort>(world.effects).size(), 1u);
    EXPECT_EQ(world.model.exchanges.back().failure, http::Failure::aborted);
    EXPECT_NE(world.model.exchanges.back().failure_text.find("left"), std::string::npos);
}

} // namespace
} // namespace playground
