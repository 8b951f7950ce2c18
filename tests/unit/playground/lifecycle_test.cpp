// Whole lives of tokens, from a first visit to the end, against Simulated Staging in one process.
#include "playground//plan.hpp"
#include "staging/simulated_client.hpp"
#include "unit/playground/world.hpp"

#include "http/form.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

using oauth::TokenKind;
using oauth::TokenState;

TEST(Lifecycle, FromBirthToDeath) {
    World world;
    world.open();
    EXPECT_EQ(step_status(world.model, Step::register_client),
              StepStatus::open); // filled in is not proven
    ASSERT_TRUE(planned_authorization(world.model));

    world.authorise();
    ASSERT_TRUE(world.model.redirect);
    EXPECT_TRUE(world.model.redirect->response.accepted);
    EXPECT_EQ(world.model.redirect->response.checks.size(), 9u);
    EXPECT_EQ(world.model.view.step, Step::redirect_and_exchange);

    world.press(ExchangeCodePressed{});
    ASSERT_EQ(world.model.tokens.size(), 2u);
    EXPECT_EQ(world.access().scope, "users:read companies:read export-jobs:read");
    EXPECT_EQ(world.access().fingerprint, "fp1");
    EXPECT_EQ(world.model.redirect->code, CodeUse::exchanged);

    for (const char* operation : {"introspect", "list_employees", "list_companies",
                                  "get_installation", "list_export_jobs"}) {
        world.press(OperationChosen{operation});
        world.press(CallApiPressed{});
        ASSERT_TRUE(world.last_exchange().response) << operation;
        EXPECT_EQ(world.last_exchange().response->status, 200) << operation;
        EXPECT_EQ(world.notice(Step::call_apis).tone, Tone::positive) << operation;
    }
    for (const TokenKind kind : {TokenKind::access_token, TokenKind::refresh_token}) {
        world.press(IntrospectionKindChosen{kind});
        world.press(IntrospectPressed{});
        ASSERT_TRUE(world.model.introspection.result);
        EXPECT_TRUE(world.model.introspection.result->active);
    }
    world.press(IntrospectionFormChosen{IntrospectionForm::resource_server});
    world.press(IntrospectPressed{});
    EXPECT_EQ(world.notice(Step::expiry_and_revocation).tone, Tone::positive)
        << world.notice(Step::expiry_and_revocation).detail;

    world.press(RefreshPressed{});
    ASSERT_EQ(world.model.tokens.size(), 4u);
    EXPECT_EQ(world.model.tokens[0].state, TokenState::rotated);
    EXPECT_EQ(world.model.tokens[1].state, TokenState::rotated);
    EXPECT_EQ(world.access().state, TokenState::active);
    world.press(CallApiPressed{});
    EXPECT_EQ(world.last_exchange().response->status, 200);

    world.press(DisconnectPressed{});
    EXPECT_EQ(world.last_exchange().response->status, 204);
    EXPECT_EQ(world.access().state, TokenState::revoked);
    EXPECT_EQ(world.refresh().state, TokenState::revoked);
    EXPECT_EQ(world.model.tokens[0].state, TokenState::rotated);
    EXPECT_FALSE(planned_api_call(world.model));
    EXPECT_FALSE(planned_refresh(world.model));

    world.press(IntrospectionFormChosen{IntrospectionForm::rfc7662});
    world.press(IntrospectPressed{});
    ASSERT_TRUE(world.model.introspection.result);
    EXPECT_FALSE(world.model.introspection.result->active);
    EXPECT_EQ(world.refresh().state, TokenState::revoked);

    world.press(ForgetPressed{});
    EXPECT_TRUE(world.model.tokens.empty());
    EXPECT_TRUE(world.model.exchanges.empty());
    ASSERT_TRUE(planned_authorization(world.model));
}

TEST(Lifecycle, ClientSecretPostWorksFromEndToEnd) {
    World world;
    world.open();
    world.press(ClientAuthenticationChosen{oauth::ClientAuthentication::client_secret_post});
    world.authorise();
    world.press(ExchangeCodePressed{});
    ASSERT_EQ(world.model.tokens.size(), 2u);
    EXPECT_EQ(http::find_header(world.sent.back().headers, "Authorization"), nullptr);
    EXPECT_NE(http::find_parameter(http::form_parse(world.sent.back().body), "client_secret"),
              nullptr);
    world.press(RefreshPressed{});
    EXPECT_EQ(world.model.tokens.size(), 4u);
}

TEST(Lifecycle, ClientSecretBasicIsTheDefault) {
    World world;
    world.open_with_tokens();
    const std::string* header = http::find_header(world.sent.back().headers, "Authorization");
    ASSERT_NE(header, nullptr);
    EXPECT_TRUE(header->starts_with("Basic "));
    EXPECT_EQ(http::find_parameter(http::form_parse(world.sent.back().body), "client_secret"),
              nullptr);
}

TEST(Lifecycle, S15_WrongStateSendsNothing) {
    World world;
    world.open();
    world.leave();
    std::string address = world.decide("approve");
    address.back() = address.back() == 'A' ? 'B' : 'A'; // the last character of state
    world.come_back(address);
    ASSERT_TRUE(world.model.redirect);
    EXPECT_FALSE(world.model.redirect->response.accepted);
    EXPECT_FALSE(world.model.redirect->pending);
    EXPECT_EQ(world.notice(Step::redirect_and_exchange).tone, Tone::negative);
    EXPECT_NE(world.notice(Step::redirect_and_exchange).detail.find("state matches"),
              std::string::npos);
    world.press(ExchangeCodePressed{});
    EXPECT_TRUE(world.sent.empty());
    EXPECT_EQ(step_status(world.model, Step::redirect_and_exchange), StepStatus::attention);
}

TEST(Lifecycle, DeniedConsentIsToldAndSendsNothing) {
    World world;
    world.open();
    world.authorise("deny");
    EXPECT_EQ(world.notice(Step::redirect_and_exchange).title,
              "The authorisation server answered access_denied");
    EXPECT_TRUE(world.model.announcement.assertive);
    world.press(ExchangeCodePressed{});
    EXPECT_TRUE(world.sent.empty());
    world.authorise(); // and the way on is open
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.tokens.size(), 2u);
}

TEST(Lifecycle, S16_ReplayedRedirectIsRefused) {
    World world;
    world.open();
    world.leave();
    const std::string address = world.decide("approve");
    world.come_back(address);
    ASSERT_TRUE(world.model.redirect->response.accepted);
    world.come_back(address);
    ASSERT_TRUE(world.model.redirect);
    EXPECT_FALSE(world.model.redirect->response.accepted);
    EXPECT_NE(world.notice(Step::redirect_and_exchange).detail.find("used already"),
              std::string::npos);
    world.press(ExchangeCodePressed{});
    EXPECT_TRUE(world.sent.empty());
}

TEST(Lifecycle, S29_CodeUsedElsewhereIsRefusedOnceAndNotSentAgain) {
    World world;
    world.open();
    world.authorise();
    // Somebody else was faster with the same code.
    Model other = world.model;
    world.press(ExchangeCodePressed{});
    ASSERT_EQ(world.model.tokens.size(), 2u);
    world.model = other;
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.last_exchange().response->status, 400);
    EXPECT_EQ(world.model.redirect->code, CodeUse::spent);
    EXPECT_NE(world.notice(Step::redirect_and_exchange).detail.find("invalid_grant"),
              std::string::npos);
    const std::size_t before = world.sent.size();
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.sent.size(), before);
}

TEST(Lifecycle, WrongVerifierIsRefusedByTheServer) {
    World world;
    world.open();
    world.authorise();
    world.model.redirect->pending->code_verifier = std::string(43, 'x');
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.last_exchange().response->status, 400);
    EXPECT_TRUE(world.model.tokens.empty());
    EXPECT_EQ(world.model.redirect->code, CodeUse::spent);
}

TEST(Lifecycle, WrongSecretIsToldAsSuch) {
    World world;
    world.open();
    world.authorise();
    world.press(ClientSecretEdited{"not the secret"});
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.last_exchange().response->status, 401);
    EXPECT_NE(world.notice(Step::redirect_and_exchange).detail.find("invalid_client"),
              std::string::npos);
}

TEST(Lifecycle, ExpiredCodeIsRefusedByTheServer) {
    World world;
    world.open();
    world.authorise();
    world.pass(staging::simulated_code_lifetime_s * 1000 + 1);
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.last_exchange().response->status, 400);
    EXPECT_TRUE(world.model.tokens.empty());
}

TEST(Lifecycle, ExpiredAccessTokenIsRejectedByTheServerAndRefreshed) {
    World world;
    world.open_with_tokens();
    world.press(AdvanceClockPressed{15 * 60 + 1});
    EXPECT_EQ(world.access().state, TokenState::expired);
    world.press(OperationChosen{"list_employees"});
    world.press(CallApiPressed{}); // an experiment: the server decides
    EXPECT_EQ(world.last_exchange().response->status, 401);
    EXPECT_EQ(world.access().state, TokenState::rejected);
    EXPECT_FALSE(planned_api_call(world.model));
    world.press(RefreshPressed{});
    EXPECT_EQ(world.access().state, TokenState::active);
    world.press(CallApiPressed{});
    EXPECT_EQ(world.last_exchange().response->status, 200);
}

TEST(Lifecycle, RotatedRefreshTokenIsTerminal) {
    World world;
    world.open_with_tokens();
    // Another copy of this page refreshes; this one keeps the old pair.
    const Model before = world.model;
    world.press(RefreshPressed{});
    world.model = before;
    world.press(CallApiPressed{});
    EXPECT_EQ(world.last_exchange().response->status, 401);
    EXPECT_EQ(world.access().state, TokenState::rejected);
    world.press(RefreshPressed{});
    EXPECT_EQ(world.last_exchange().response->status, 400);
    EXPECT_EQ(world.refresh().state, TokenState::revoked);
    EXPECT_FALSE(planned_refresh(world.model));
    EXPECT_EQ(step_status(world.model, Step::refresh_tokens), StepStatus::attention);
}

TEST(Lifecycle, RefreshTokenExpiresAfterSixtyDays) {
    World world;
    world.open_with_tokens();
    world.press(AdvanceClockPressed{60 * 24 * 3600 + 1});
    world.press(RefreshPressed{});
    EXPECT_EQ(world.last_exchange().response->status, 400);
    EXPECT_EQ(world.refresh().state, TokenState::revoked);
}

TEST(Lifecycle, S33_LostAnswerToTheTokenRequestIsNeverSentAgain) {
    World world;
    world.open();
    world.authorise();
    world.network = Network::deaf;
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.redirect->code, CodeUse::spent);
    EXPECT_NE(world.notice(Step::redirect_and_exchange).detail.find("Do not send this code again"),
              std::string::npos);
    world.network = Network::up;
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.count_sent("/oauth/token"), 1u);
    world.authorise();
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.tokens.size(), 2u);
}

TEST(Lifecycle, S33_LostAnswerToARefreshLeavesTheDecisionToThePerson) {
    World world;
    world.open_with_tokens();
    world.network = Network::deaf;
    world.press(RefreshPressed{});
    EXPECT_EQ(world.refresh().state, TokenState::active);
    EXPECT_EQ(world.model.tokens.size(), 2u);
    EXPECT_NE(world.notice(Step::refresh_tokens).detail.find("rotated: it is spent"),
              std::string::npos);
    EXPECT_EQ(world.count_sent("/oauth/token"), 2u);
    // It had: by hand, the next try shows it, and the page believes the server.
    world.network = Network::up;
    world.press(RefreshPressed{});
    EXPECT_EQ(world.refresh().state, TokenState::revoked);
}

TEST(Lifecycle, ReloadInTheMiddleLosesNothingButSecrets) {
    World world;
    world.open();
    world.press(ScopesEdited{"users:read test:test"});
    world.press(ClientAuthenticationChosen{oauth::ClientAuthentication::client_secret_post});
    world.authorise();
    world.press(ExchangeCodePressed{});
    world.press(StepChosen{Step::call_apis});
    world.press(CallApiPressed{});
    const std::size_t exchanges = world.model.exchanges.size();
    world.reload();
    EXPECT_TRUE(world.model.tokens.empty());
    EXPECT_EQ(world.model.exchanges.size(), exchanges);
    EXPECT_TRUE(world.model.exchanges.front().redacted);
    EXPECT_EQ(world.model.view.step, Step::call_apis);
    EXPECT_EQ(world.model.registration.scopes, "users:read test:test");
    EXPECT_EQ(world.model.registration.client.authentication,
              oauth::ClientAuthentication::client_secret_post);
    EXPECT_NE(world.notice(Step::call_apis).detail.find("the tokens"), std::string::npos);
    world.authorise();
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.tokens.size(), 2u);
    EXPECT_GT(world.model.exchanges.size(), exchanges);
}

TEST(Lifecycle, MissingScopeIsNamedAndTheTokenLives) {
    World world;
    world.open();
    world.press(ScopesEdited{"companies:read"});
    world.authorise();
    world.press(ExchangeCodePressed{});
    world.press(OperationChosen{"list_employees"});
    world.press(CallApiPressed{});
    EXPECT_EQ(world.last_exchange().response->status, 403);
    EXPECT_EQ(world.access().state, TokenState::active);
    EXPECT_NE(world.notice(Step::call_apis).detail.find("users:read"), std::string::npos);
}

} // namespace
} // namespace playground
