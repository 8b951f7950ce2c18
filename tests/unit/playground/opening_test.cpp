// The page opens: first visit, back from the authorisation server, after a reload, in a browser without Web Crypto.
#include "playground/plan.hpp"
#include "unit/playground/world.hpp"

#include "staging/simulated_client.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

TEST(Opening, FirstVisitIsReadyToGo) {
    World world;
    world.open();
    const Registration& registration = world.model.registration;
    EXPECT_EQ(registration.environment, "simulated");
    EXPECT_EQ(registration.route, Route::simulated);
    EXPECT_EQ(registration.client.client_id, staging::simulated_client_id);
    EXPECT_EQ(registration.client.client_secret, staging::simulated_client_secret);
    EXPECT_EQ(registration.client.redirect_uri, page_url);
    EXPECT_EQ(registration.scopes, "users:read companies:read export-jobs:read");
    EXPECT_EQ(world.model.simulator, SimulatorState::ready);
    EXPECT_TRUE(problems(world.model).none());
    EXPECT_TRUE(planned_authorization(world.model));
    EXPECT_EQ(world.model.view.step, Step::register_client);
    EXPECT_TRUE(world.announced.empty());
    EXPECT_TRUE(world.sent.empty());
    EXPECT_TRUE(world.session_storage.empty());
    EXPECT_TRUE(world.local_storage.empty());
}

TEST(Opening, WrongEnvironmentsStopEverythingWithTheReason) {
    Model model;
    static_cast<void>(update(model, PageOpened{World().page, std::string(page_url),
                                               R"({"environments":[{"id":"x"}]})", "", ""}));
    EXPECT_FALSE(model.environments_error.empty());
    EXPECT_TRUE(model.announcement.assertive);
    EXPECT_FALSE(planned_authorization(model));
    EXPECT_TRUE(update(model, AuthorisePressed{}).empty());
    EXPECT_EQ(step_status(model, Step::register_client), StepStatus::attention);
}

TEST(Opening, S51_ProductionAmongTheEnvironmentsIsRefused) {
    Model model;
    std::string environments = three_environments;
    environments.replace(environments.find("auth.staging.pleo.io"), 20, "auth.pleo.io");
    const Effects effects =
        update(model, PageOpened{World().page, std::string(page_url), environments, "", ""});
    EXPECT_TRUE(effects.empty());
    EXPECT_NE(model.environments_error.find("auth.pleo.io"), std::string::npos);
}

TEST(Opening, S04_WithoutASecureContextThereIsNoAttempt) {
    World world;
    world.page.secure_context = false;
    world.open();
    EXPECT_TRUE(all<GatherEntropy>(world.effects).empty());
    EXPECT_EQ(world.notice(Step::authorise).tone, Tone::negative);
    ASSERT_FALSE(planned_authorization(world.model));
    EXPECT_EQ(planned_authorization(world.model).error().code, "no_web_crypto");
    world.press(AuthorisePressed{});
    EXPECT_TRUE(world.left_for.empty());
}

TEST(Opening, S04_WithoutWebCryptoThereIsNoAttempt) {
    World world;
    world.page.has_web_crypto = false;
    world.open();
    EXPECT_TRUE(all<GatherEntropy>(world.effects).empty());
    EXPECT_EQ(planned_authorization(world.model).error().code, "no_web_crypto");
}

TEST(Opening, S04_WithoutRandomNumbersThereIsNoAttempt) {
    World world;
    world.has_entropy = false;
    world.open();
    EXPECT_TRUE(world.model.attempt.state.empty());
    EXPECT_TRUE(all<Sha256>(world.effects).empty());
    EXPECT_NE(world.notice(Step::authorise).detail.find("random"), std::string::npos);
    world.press(AuthorisePressed{});
    EXPECT_TRUE(world.left_for.empty());
}

TEST(Opening, RedirectBringsTheRunBack) {
    World world;
    world.open();
    world.press(ScopesEdited{"users:read"});
    world.press(ClientAuthenticationChosen{oauth::ClientAuthentication::client_secret_post});
    world.authorise();
    const Registration& registration = world.model.registration;
    EXPECT_EQ(registration.environment, "simulated");
    EXPECT_EQ(registration.scopes, "users:read");
    EXPECT_EQ(registration.client.authentication, oauth::ClientAuthentication::client_secret_post);
    EXPECT_EQ(registration.client.client_secret, staging::simulated_client_secret);
    ASSERT_EQ(world.model.exchanges.size(), 2u);
    EXPECT_TRUE(world.model.exchanges[0].navigation);
    EXPECT_TRUE(world.model.exchanges[0].redacted);
    EXPECT_EQ(world.model.exchanges[1].purpose, "Redirect back");
}

// Another tab may have saved its own settings while the person was away.
TEST(Opening, RunOfThisTabCountsMoreThanWhatAnotherTabSaved) {
    World world;
    world.open();
    world.press(ScopesEdited{"users:read"});
    world.leave();
    const std::string address = world.decide("approve");
    for (const auto& [from, to] :
         {std::pair{"users:read", "test:test"}, std::pair{"51a01a7e", "another1"},
          std::pair{"client_secret_basic", "client_secret_post"}})
        world.local_storage.replace(world.local_storage.find(from), std::string(from).size(), to);
    world.come_back(address);
    EXPECT_EQ(world.model.registration.scopes, "users:read");
    EXPECT_EQ(world.model.registration.client.client_id, staging::simulated_client_id);
    EXPECT_EQ(world.model.registration.client.authentication,
              oauth::ClientAuthentication::client_secret_basic);
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.tokens.size(), 2u);
}

// A run on a real environment: the secret was in memory only, and only it has to be typed again.
TEST(Opening, S44_SecretIsTypedAgainAfterTheRedirect) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"example"});
    world.press(ClientIdEdited{"my-client"});
    world.press(ClientSecretEdited{"my-long-secret"});
    world.leave();
    ASSERT_TRUE(world.left_for.starts_with("https://as.example/authorize?"));
    const std::string state = world.left_for.substr(world.left_for.find("state=") + 6, 22);
    world.come_back(std::string(page_url) + "?code=c0de-c0de&state=" + state);

    ASSERT_TRUE(world.model.redirect);
    EXPECT_TRUE(world.model.redirect->response.accepted)
        << world.notice(Step::redirect_and_exchange).detail;
    EXPECT_EQ(world.model.registration.environment, "example");
    EXPECT_EQ(world.model.registration.client.client_id, "my-client");
    EXPECT_TRUE(world.model.registration.client.client_secret.empty());
    EXPECT_NE(world.notice(Step::redirect_and_exchange).detail.find("memory only"),
              std::string::npos);
    EXPECT_EQ(step_status(world.model, Step::register_client), StepStatus::attention);
    ASSERT_FALSE(planned_token_request(world.model));
    EXPECT_EQ(planned_token_request(world.model).error().code, "client_secret");

    world.press(ExchangeCodePressed{}); // refused, and the code is still good
    EXPECT_TRUE(world.sent.empty());
    world.press(ClientSecretEdited{"my-long-secret"});
    world.server = [](const http::Request&) {
        return json_response(
            200, R"({"access_token":"real-token-1","token_type":"Bearer","expires_in":60})");
    };
    world.press(ExchangeCodePressed{});
    ASSERT_EQ(world.model.tokens.size(), 1u);
    EXPECT_EQ(world.access().environment, "example");
    EXPECT_EQ(world.sent.front().url, "https://as.example/token");
}

TEST(Opening, S46_RecordIsUsedOnceEvenWhenTheAnswerNeverCame) {
    World world;
    world.open();
    world.leave();
    const std::string address = world.decide("approve");
    world.come_back(std::string(page_url)); // by typing the address, say
    EXPECT_FALSE(world.model.redirect);
    EXPECT_EQ(world.notice(Step::authorise).title, "The authorisation did not come back");
    EXPECT_TRUE(planned_authorization(world.model));
    world.come_back(address); // the late answer finds no record
    ASSERT_TRUE(world.model.redirect);
    EXPECT_FALSE(world.model.redirect->response.accepted);
}

TEST(Opening, S17_OldAttemptIsRefused) {
    World world;
    world.open();
    world.leave();
    const std::string address = world.decide("approve");
    world.now.wall_ms += oauth::pending_lifetime_ms + 1;
    world.come_back(address);
    EXPECT_FALSE(world.model.redirect->response.accepted);
}

TEST(Opening, S14_CodeOnAnotherPathIsNoRedirect) {
    World world;
    world.open();
    world.leave();
    world.come_back(std::string(page_url) + "elsewhere?code=c0de&state=x");
    EXPECT_FALSE(world.model.redirect);
}

TEST(Opening, S21_ImplicitAnswerIsRefusedAndShownNowhere) {
    World world;
    world.open(std::string(page_url) + "#access_token=leaked-token-1234&state=x");
    ASSERT_TRUE(world.model.redirect);
    EXPECT_FALSE(world.model.redirect->response.accepted);
    EXPECT_EQ(world.model.exchanges.back().request.url.find("leaked"), std::string::npos);
}

TEST(Opening, S18_ErrorBesideACodeMeansNoExchange) {
    World world;
    world.open();
    world.leave();
    world.come_back(world.decide("approve") + "&error=server_error&error_description=%3Cb%3Eno");
    EXPECT_FALSE(world.model.redirect->response.accepted);
    EXPECT_EQ(world.notice(Step::redirect_and_exchange).title,
              "The authorisation server answered server_error");
    world.press(ExchangeCodePressed{});
    EXPECT_TRUE(world.sent.empty());
}

// Whoever can open this page with parameters is not the server yet.
TEST(Opening, ErrorWithAWrongStateIsNotTheServersWord) {
    World world;
    world.open();
    world.leave();
    world.come_back(std::string(page_url) + "?error=access_denied&state=wrong");
    EXPECT_EQ(world.notice(Step::redirect_and_exchange).title, "The redirect is refused");
}

// No link carries a state of the page: whatever stands in one sends nothing and changes no endpoint.
TEST(Opening, S59_AnAddressSendsNothingAndChangesNothing) {
    World plain;
    plain.open();
    for (const char* payload :
         {"#environment=example", "#token_endpoint=https://evil.example/token",
          "?environment=example&route=direct", "?client_id=evil&scopes=all",
          "#v1:eyJlbnZpcm9ubWVudCI6ImV4YW1wbGUifQ", "#/call_apis?send=1", "?step=call_apis",
          R"(#{"environments":[{"id":"x","token_endpoint":"https://evil.example"}]})"}) {
        World world;
        world.open(std::string(page_url) + payload);
        EXPECT_TRUE(world.sent.empty()) << payload;
        EXPECT_TRUE(world.left_for.empty()) << payload;
        EXPECT_EQ(world.model.environments, plain.model.environments) << payload;
        EXPECT_EQ(world.model.registration, plain.model.registration) << payload;
        EXPECT_TRUE(world.local_storage.empty()) << payload;
    }
}

TEST(Opening, DamagedStoresAreIgnored) {
    for (const char* text :
         {"{", "[]", "null", R"({"version":1})", R"({"version":2,"environment":"example"})",
          R"({"version":1,"environment":"example","registrations":[{"environment":"example"}]})"}) {
        World world;
        world.session_storage = text;
        world.local_storage = text;
        world.open();
        EXPECT_EQ(world.model.registration.environment, "simulated") << text;
        EXPECT_TRUE(planned_authorization(world.model)) << text;
    }
}

TEST(Opening, EnvironmentThatIsGoneFallsBackToTheFirst) {
    World world;
    world.local_storage = R"({"version":1,"environment":"gone","registrations":[
        {"environment":"gone","route":"direct","client_id":"a","redirect_uri":"b","scopes":"c","client_authentication":"client_secret_basic"}]})";
    world.open();
    EXPECT_EQ(world.model.registration.environment, "simulated");
}

TEST(Opening, SimulatorThatCannotRunIsToldWithItsReason) {
    World world;
    world.open();
    world.press(SimulatorChanged{SimulatorState::unavailable, "Service workers are switched off."});
    EXPECT_EQ(world.notice(Step::register_client).detail, "Service workers are switched off.");
    world.press(AuthorisePressed{});
    EXPECT_TRUE(world.left_for.empty());
    EXPECT_NE(world.notice(Step::authorise).detail.find("switched off"), std::string::npos);
    EXPECT_EQ(all<StartSimulator>(world.effects).size(), 2u); // tried again, and this time it works
    EXPECT_EQ(world.notice(Step::register_client).title, "Simulated Staging is ready");
    world.press(AuthorisePressed{});
    EXPECT_FALSE(world.left_for.empty());
}

} // namespace
} // namespace playground
