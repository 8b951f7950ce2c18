#include "playground/plan.hpp"
#include "unit/playground/world.hpp"

#include "staging/simulated_client.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

TEST(Registration, FieldsOfEachEnvironmentAreKeptApart) {
    World world;
    world.open();
    world.press(SecretRevealToggled{});
    world.press(EnvironmentChosen{"pleo-staging"});
    EXPECT_FALSE(world.model.view.revealed_secret); // what was revealed was another secret
    EXPECT_EQ(world.model.registration.route, Route::direct);
    EXPECT_TRUE(world.model.registration.client.client_id.empty());
    EXPECT_TRUE(world.model.registration.client.client_secret.empty());
    EXPECT_EQ(world.model.registration.client.redirect_uri, page_url);
    EXPECT_EQ(world.model.registration.scopes, "users:read");
    world.press(ClientIdEdited{"staging-id"});
    world.press(ClientSecretEdited{"staging-secret"});
    world.press(ScopesEdited{"test:test"});

    world.press(EnvironmentChosen{"simulated"});
    EXPECT_EQ(world.model.registration.route, Route::simulated);
    EXPECT_EQ(world.model.registration.client.client_secret, staging::simulated_client_secret);
    EXPECT_TRUE(problems(world.model).none());

    world.press(EnvironmentChosen{"pleo-staging"});
    EXPECT_EQ(world.model.registration.client.client_id, "staging-id");
    EXPECT_EQ(world.model.registration.client.client_secret, "staging-secret");
    EXPECT_EQ(world.model.registration.scopes, "test:test");
    EXPECT_TRUE(world.sent.empty());
    EXPECT_TRUE(world.left_for.empty());
}

TEST(Registration, UnknownEnvironmentChangesNothing) {
    World world;
    world.open();
    const Model before = world.model;
    world.press(EnvironmentChosen{"nowhere"});
    EXPECT_EQ(world.model.registration, before.registration);
    EXPECT_EQ(world.model.set_aside, before.set_aside);
}

TEST(Registration, S69_RouteFollowsTheEnvironment) {
    World world;
    world.open();
    world.press(RouteChosen{Route::direct});
    EXPECT_EQ(world.model.registration.route, Route::simulated);
    EXPECT_EQ(world.notice(Step::register_client).tone, Tone::warning);
    world.press(EnvironmentChosen{"example"});
    world.press(RouteChosen{Route::simulated});
    EXPECT_EQ(world.model.registration.route, Route::direct);
    EXPECT_TRUE(problems(world.model).route.empty());
}

TEST(Registration, S69_TokensAreUsedInTheirOwnEnvironmentOnly) {
    World world;
    world.open_with_tokens();
    world.press(EnvironmentChosen{"pleo-staging"});
    EXPECT_EQ(live_token(world.model, oauth::TokenKind::access_token), nullptr);
    EXPECT_EQ(newest_token(world.model, oauth::TokenKind::refresh_token), nullptr);
    world.press(ClientIdEdited{"id"});
    world.press(ClientSecretEdited{"secret-of-staging"});
    const std::size_t before = world.sent.size();
    world.press(CallApiPressed{});
    world.press(RefreshPressed{});
    world.press(IntrospectPressed{});
    world.press(DisconnectPressed{});
    EXPECT_EQ(world.sent.size(), before);
    EXPECT_EQ(world.model.tokens.size(), 2u);
    world.press(EnvironmentChosen{"simulated"});
    world.press(CallApiPressed{});
    EXPECT_EQ(world.sent.size(), before + 1);
}

TEST(Registration, SimulatedClientCanBeFilledInAgain) {
    World world;
    world.open();
    world.press(ClientIdEdited{"wrong"});
    world.press(ClientSecretEdited{"wrong"});
    world.press(RedirectUriEdited{"https://wrong.example/"});
    world.press(SimulatedClientChosen{});
    EXPECT_TRUE(problems(world.model).none());
    EXPECT_EQ(world.model.registration.client.client_id, staging::simulated_client_id);
    EXPECT_EQ(world.model.registration.client.redirect_uri, page_url);

    world.press(EnvironmentChosen{"example"});
    world.press(SimulatedClientChosen{});
    EXPECT_TRUE(world.model.registration.client.client_id.empty());
}

TEST(Registration, ProblemsSayWhatToDo) {
    World world;
    world.open();
    world.press(ClientIdEdited{""});
    world.press(ClientSecretEdited{""});
    world.press(RedirectUriEdited{"https://client.example/back?x=1"});
    world.press(ScopesEdited{"users:read \"quoted\""});
    const RegistrationProblems found = problems(world.model);
    EXPECT_FALSE(found.client_id.empty());
    EXPECT_FALSE(found.client_secret.empty());
    EXPECT_FALSE(found.redirect_uri.empty());
    EXPECT_FALSE(found.scopes.empty());
    EXPECT_TRUE(found.environment.empty());
    EXPECT_EQ(step_status(world.model, Step::register_client), StepStatus::attention);
    EXPECT_EQ(step_status(world.model, Step::authorise), StepStatus::ahead);
    EXPECT_FALSE(planned_authorization(world.model));
}

TEST(Registration, SecretIsNotNeededToAuthorise) {
    World world;
    world.open();
    world.press(ClientSecretEdited{""});
    EXPECT_TRUE(planned_authorization(world.model));
    EXPECT_EQ(step_status(world.model, Step::register_client),
              StepStatus::open); // filled in is not proven
}

TEST(Registration, S51_ProductionAsRedirectUriIsRefused) {
    World world;
    world.open();
    for (const char* uri :
         {"https://auth.pleo.io/", "https://external.pleo.io/back", "https://p1eo.example/"}) {
        world.press(RedirectUriEdited{uri});
        EXPECT_FALSE(problems(world.model).redirect_uri.empty()) << uri;
        world.press(AuthorisePressed{});
        EXPECT_TRUE(world.left_for.empty()) << uri;
    }
}

TEST(Registration, ItIsSaidWhatTheEyeCannotSee) {
    World world;
    world.open();
    EXPECT_TRUE(hints(world.model).client_id.empty());
    EXPECT_TRUE(hints(world.model).client_secret.empty());
    EXPECT_TRUE(hints(world.model).redirect_uri.empty());
    EXPECT_TRUE(hints(world.model).scopes.empty());

    world.press(ClientIdEdited{"an-id "});
    world.press(ClientSecretEdited{"\xE2\x80\x8Bsecret"}); // zero-width space
    world.press(ScopesEdited{"users:read users:read"});
    world.press(RedirectUriEdited{"http://localhost:8080"});
    EXPECT_FALSE(problems(world.model).client_id.empty());
    EXPECT_FALSE(problems(world.model).client_secret.empty());
    EXPECT_NE(hints(world.model).scopes.find("users:read"), std::string::npos);
    EXPECT_NE(hints(world.model).redirect_uri.find("http://localhost:8080/"), std::string::npos);
}

TEST(Registration, S27_HintWhenTheEncodingOfBasicMatters) {
    World world;
    world.open();
    world.press(ClientSecretEdited{"a+b:c/d"});
    EXPECT_NE(hints(world.model).client_secret.find("form-encoded"), std::string::npos);
    world.press(ClientAuthenticationChosen{oauth::ClientAuthentication::client_secret_post});
    EXPECT_TRUE(hints(world.model).client_secret.empty());
}

TEST(Registration, HintWhenThePublishedSecretIsTypedElsewhere) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientSecretEdited{std::string(staging::simulated_client_secret)});
    EXPECT_NE(hints(world.model).client_secret.find("published"), std::string::npos);
}

TEST(Registration, HugePasteIsNotTaken) {
    World world;
    world.open();
    const Registration before = world.model.registration;
    const std::string huge(longest_text + 1, 'a');
    world.press(ClientIdEdited{huge});
    world.press(ClientSecretEdited{huge});
    world.press(RedirectUriEdited{huge});
    world.press(ScopesEdited{huge});
    EXPECT_EQ(world.model.registration, before);
    EXPECT_EQ(world.notice(Step::register_client).tone, Tone::negative);
}

} // namespace
} // namespace playground
