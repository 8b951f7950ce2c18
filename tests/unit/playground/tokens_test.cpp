#include "playground/plan.hpp"
#include "unit/playground/world.hpp"

#include "http/form.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

using oauth::TokenState;

World ready_to_exchange() {
    World world;
    world.open();
    world.authorise();
    return world;
}

const char* const pair_json =
    R"({"access_token":"sim_access_next","token_type":"Bearer","expires_in":900,"refresh_token":"sim_refresh_next"})";

// --- the code -------------------------------------------------------------------------------------------------

TEST(Exchange, PreviewIsWhatIsSent) {
    World world = ready_to_exchange();
    const auto planned = planned_token_request(world.model);
    ASSERT_TRUE(planned);
    const http::Request shown = *planned;
    world.press(ExchangeCodePressed{});
    ASSERT_EQ(world.sent.size(), 1u);
    EXPECT_EQ(world.sent.front(), shown);
    EXPECT_EQ(world.last_exchange().purpose, "Token request");
    EXPECT_EQ(world.last_exchange().duration_ms, 12);
}

TEST(Exchange, S07_RedirectUriIsTheOneOfTheAttempt) {
    World world = ready_to_exchange();
    world.press(RedirectUriEdited{"http://localhost:8080/other"});
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(form_value(world.sent.front(), "redirect_uri"), page_url);
    EXPECT_EQ(world.model.tokens.size(), 2u);
}

TEST(Exchange, S29_PressedTwiceSendsOnce) {
    World world = ready_to_exchange();
    world.network = Network::slow;
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.redirect->code, CodeUse::sent);
    EXPECT_EQ(planned_token_request(world.model).error().code, "under_way");
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.sent.size(), 1u);
    world.answer();
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.sent.size(), 1u);
}

TEST(Exchange, S29_ReloadWhileUnderWayDoesNotSendAgain) {
    World world = ready_to_exchange();
    world.network = Network::slow;
    world.press(ExchangeCodePressed{});
    world.reload();
    EXPECT_FALSE(world.model.redirect);
    EXPECT_NE(world.notice(world.model.view.step).detail.find("the authorisation code"),
              std::string::npos);
    EXPECT_EQ(world.model.exchanges.back().failure, http::Failure::aborted);
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.sent.size(), 1u);
}

TEST(Exchange, AbortedMeansMaybeUsed) {
    World world = ready_to_exchange();
    world.network = Network::slow;
    world.press(ExchangeCodePressed{});
    world.press(AbortPressed{world.last_exchange().id});
    EXPECT_EQ(world.model.redirect->code, CodeUse::spent);
    EXPECT_TRUE(world.model.in_flight.empty());
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.sent.size(), 1u);
}

TEST(Exchange, BlockedByThePolicyOfThePageLeavesTheCodeGood) {
    World world = ready_to_exchange();
    world.network = Network::slow;
    world.press(ExchangeCodePressed{});
    world.fail(http::Failure::refused);
    EXPECT_EQ(world.model.redirect->code, CodeUse::ready);
    EXPECT_NE(world.notice(Step::redirect_and_exchange).detail.find("Content-Security-Policy"),
              std::string::npos);
    world.network = Network::up;
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.tokens.size(), 2u);
}

TEST(Exchange, OtherEnvironmentIsRefusedInWordsAndTheCodeStaysGood) {
    World world = ready_to_exchange();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientIdEdited{"id"});
    world.press(ClientSecretEdited{"secret-of-staging"});
    world.press(ExchangeCodePressed{});
    EXPECT_TRUE(world.sent.empty());
    EXPECT_NE(world.notice(Step::redirect_and_exchange).detail.find("Simulated Staging"),
              std::string::npos);
    world.press(EnvironmentChosen{"simulated"});
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.tokens.size(), 2u);
}

TEST(Exchange, OtherClientIsRefusedInWords) {
    World world = ready_to_exchange();
    world.press(ClientIdEdited{"another"});
    ASSERT_FALSE(planned_token_request(world.model));
    EXPECT_EQ(planned_token_request(world.model).error().code, "other_client");
}

TEST(Exchange, RefusedByTheGuardIsRecordedAndTheCodeStaysGood) {
    World world = ready_to_exchange();
    world.press(SimulatorChanged{SimulatorState::unavailable, "It was stopped."});
    world.press(ExchangeCodePressed{});
    EXPECT_TRUE(world.sent.empty());
    EXPECT_EQ(world.last_exchange().failure, http::Failure::refused);
    EXPECT_EQ(world.model.redirect->code, CodeUse::ready);
    world.press(SimulatorChanged{SimulatorState::ready, ""});
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.tokens.size(), 2u);
}

TEST(Exchange, UnusableAnswerSpendsTheCode) {
    for (const char* body : {"", "<html>", "{}", R"({"access_token":"x"})",
                             R"({"access_token":"x","token_type":"mac"})"}) {
        World world = ready_to_exchange();
        world.server = [body](const http::Request&) { return json_response(200, body); };
        world.press(ExchangeCodePressed{});
        EXPECT_EQ(world.model.redirect->code, CodeUse::spent) << body;
        EXPECT_TRUE(world.model.tokens.empty()) << body;
        EXPECT_EQ(world.notice(Step::redirect_and_exchange).tone, Tone::negative) << body;
    }
}

TEST(Exchange, S31_DifferentScopesAreTold) {
    World world = ready_to_exchange();
    world.server = [](const http::Request&) {
        return json_response(200,
                             R"({"access_token":"sim_a","token_type":"bearer","expires_in":"60",
                                      "scope":"users:read vendors:read"})");
    };
    world.press(ExchangeCodePressed{});
    const std::string detail = world.notice(Step::redirect_and_exchange).detail;
    EXPECT_NE(detail.find("Not granted: companies:read export-jobs:read."), std::string::npos)
        << detail;
    EXPECT_NE(detail.find("vendors:read"), std::string::npos) << detail;
    EXPECT_NE(detail.find("no refresh token"), std::string::npos) << detail;
    EXPECT_NE(detail.find("expires_in"), std::string::npos) << detail;
    EXPECT_EQ(world.access().scope, "users:read vendors:read");
    EXPECT_FALSE(planned_refresh(world.model));
}

TEST(Exchange, S31_AbsentScopeMeansAsRequested) {
    World world = ready_to_exchange();
    world.server = [](const http::Request&) { return json_response(200, pair_json); };
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.access().scope, "users:read companies:read export-jobs:read");
    EXPECT_EQ(world.notice(Step::redirect_and_exchange).detail.find("granted"), std::string::npos);
}

TEST(Exchange, TokenWithoutALifeExpiresAtTheNextTick) {
    World world = ready_to_exchange();
    world.server = [](const http::Request&) {
        return json_response(200,
                             R"({"access_token":"sim_a","token_type":"Bearer","expires_in":0})");
    };
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.access().state, TokenState::expired);
}

TEST(Exchange, VerifierIsGoneOnceItWasUsed) {
    World world = with_tokens();
    EXPECT_FALSE(world.model.redirect->pending);
}

TEST(Exchange, LateSecondAnswerIsIgnored) {
    World world = with_tokens();
    const Model before = world.model;
    world.press(ResponseArrived{world.last_exchange().id, json_response(200, pair_json), 1});
    EXPECT_EQ(world.model.tokens, before.tokens);
    EXPECT_EQ(world.model.exchanges, before.exchanges);
}

TEST(Exchange, S62_EachTokenAsksForItsFingerprint) {
    World world = with_tokens();
    EXPECT_EQ(all<Fingerprint>(world.effects).size(), 2u);
    EXPECT_EQ(world.refresh().fingerprint, "fp2");
    world.press(FingerprintArrived{99, "nobody"});
}

// --- refresh --------------------------------------------------------------------------------------------------

TEST(Refresh, S35_OldPairEndsInTheStepInWhichTheNewOneBegins) {
    World world = with_tokens();
    world.press(RefreshPressed{});
    ASSERT_EQ(world.model.tokens.size(), 4u);
    EXPECT_EQ(world.model.tokens[0].state, TokenState::rotated);
    EXPECT_EQ(world.model.tokens[1].state, TokenState::rotated);
    EXPECT_EQ(world.word(world.model.tokens[0]).exchange, world.last_exchange().id);
    EXPECT_EQ(world.model.tokens[2].parent, world.model.tokens[1].id);
    EXPECT_EQ(world.model.tokens[3].parent, world.model.tokens[1].id);
    EXPECT_EQ(live_token(world.model, oauth::TokenKind::refresh_token)->id,
              world.model.tokens[3].id);
    EXPECT_NE(world.notice(Step::refresh_tokens).detail.find("2 in this page"), std::string::npos);
}

TEST(Refresh, S35_AllEarlierTokensOfTheAuthorisationEnd) {
    World world = with_tokens();
    world.press(RefreshPressed{});
    world.press(RefreshPressed{});
    ASSERT_EQ(world.model.tokens.size(), 6u);
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_EQ(world.model.tokens[i].state, TokenState::rotated) << i;
}

TEST(Refresh, S35_WithoutANewRefreshTokenTheOldOneStays) {
    World world = with_tokens();
    world.server = [](const http::Request&) {
        return json_response(
            200, R"({"access_token":"sim_next","token_type":"Bearer","expires_in":60})");
    };
    world.press(RefreshPressed{});
    ASSERT_EQ(world.model.tokens.size(), 3u);
    EXPECT_EQ(world.model.tokens[0].state, TokenState::rotated);
    EXPECT_EQ(world.refresh().id, world.model.tokens[1].id);
    EXPECT_EQ(world.refresh().state, TokenState::active);
    EXPECT_TRUE(planned_refresh(world.model));
}

TEST(Refresh, S35_TheSameRefreshTokenAgainIsNotANewOne) {
    World world = with_tokens();
    world.server = [&](const http::Request&) {
        return json_response(
            200, R"({"access_token":"sim_next","token_type":"Bearer","refresh_token":")" +
                     world.model.tokens[1].value + "\"}");
    };
    world.press(RefreshPressed{});
    ASSERT_EQ(world.model.tokens.size(), 3u);
    EXPECT_EQ(world.refresh().state, TokenState::active);
}

TEST(Refresh, OtherAuthorisationsAreUntouched) {
    World world = with_tokens();
    const std::vector<oauth::Token> first = world.model.tokens;
    world.authorise();
    world.model.tokens = first; // as if the page load had not forgotten them
    world.model.next_token = 10;
    world.press(ExchangeCodePressed{});
    ASSERT_EQ(world.model.tokens.size(), 4u);
    world.press(RefreshPressed{});
    EXPECT_EQ(world.model.tokens[0].state, TokenState::active);
    EXPECT_EQ(world.model.tokens[1].state, TokenState::active);
    EXPECT_EQ(world.model.tokens[2].state, TokenState::rotated);
    EXPECT_EQ(world.model.tokens[3].state, TokenState::rotated);
}

TEST(Refresh, S36_OnlyOneIsInFlightAndCallsWait) {
    World world = with_tokens();
    world.network = Network::slow;
    const std::size_t before = world.sent.size();
    world.press(RefreshPressed{});
    world.press(RefreshPressed{});
    world.press(CallApiPressed{});
    world.press(DisconnectPressed{});
    EXPECT_EQ(world.sent.size(), before + 1);
    EXPECT_EQ(planned_api_call(world.model).error().code, "refresh_under_way");
    EXPECT_NE(world.notice(Step::call_apis).detail.find("refresh is under way"), std::string::npos);
    world.answer();
    world.press(CallApiPressed{});
    EXPECT_EQ(world.sent.size(), before + 2);
}

TEST(Refresh, S37_ServersNoIsTheEndOfTheRefreshTokenOnly) {
    for (const char* error : {"invalid_grant", "invalid_token", "invalid_refresh_token"}) {
        World world = with_tokens();
        world.server = [error](const http::Request&) {
            return json_response(400, std::string(R"({"error":")") + error + "\"}");
        };
        world.press(RefreshPressed{});
        EXPECT_EQ(world.refresh().state, TokenState::revoked) << error;
        EXPECT_NE(world.word(world.refresh()).words.find(error), std::string::npos);
        EXPECT_EQ(world.access().state, TokenState::active) << error;
        EXPECT_NE(world.notice(Step::refresh_tokens).detail.find("Introspect the access token"),
                  std::string::npos);
        const std::size_t before = world.sent.size();
        world.press(RefreshPressed{});
        EXPECT_EQ(world.sent.size(), before) << error;
    }
}

// What a server says about the client is no evidence about the token.
TEST(Refresh, RefusedClientLeavesTheTokenAlone) {
    for (const auto& [status, body] :
         {std::pair{401, R"({"error":"invalid_client"})"},
          std::pair{400, R"({"error":"invalid_request"})"}, std::pair{401, ""}}) {
        World world = with_tokens();
        world.server = [status = status, body = body](const http::Request&) {
            return json_response(status, body);
        };
        world.press(RefreshPressed{});
        EXPECT_EQ(world.refresh().state, TokenState::active) << status << body;
        EXPECT_EQ(world.notice(Step::refresh_tokens).tone, Tone::negative) << status << body;
        EXPECT_TRUE(planned_refresh(world.model)) << status << body;
    }
}

TEST(Refresh, S37_UnknownWordsOfTheEndAreUnderstood) {
    for (const auto& [status, body] :
         {std::pair{400, R"({"type":"X","message":"oauth: invalid_refresh_token"})"},
          std::pair{401, R"({"type":"X","message":"invalid_refresh_token"})"}}) {
        World world = with_tokens();
        world.server = [status = status, body = body](const http::Request&) {
            return json_response(status, body);
        };
        world.press(RefreshPressed{});
        EXPECT_EQ(world.refresh().state, TokenState::revoked) << body;
    }
}

TEST(Refresh, S38_NothingIsRetriedByItself) {
    for (const int status : {408, 429, 500, 502, 503}) {
        World world = with_tokens();
        const std::size_t before = world.sent.size();
        world.server = [status](const http::Request&) { return json_response(status, "{}"); };
        world.press(RefreshPressed{});
        world.pass(120 * 1000);
        EXPECT_EQ(world.sent.size(), before + 1) << status;
        EXPECT_EQ(world.refresh().state, TokenState::refused) << status;
        EXPECT_TRUE(planned_refresh(world.model)) << status;
        EXPECT_NE(world.notice(Step::refresh_tokens).detail.find("by hand"), std::string::npos)
            << status;
    }
}

TEST(Refresh, UnusableAnswerSaysThatTheServerMayHaveRotated) {
    World world = with_tokens();
    world.server = [](const http::Request&) { return json_response(200, "<html>"); };
    world.press(RefreshPressed{});
    EXPECT_EQ(world.model.tokens.size(), 2u);
    EXPECT_EQ(world.refresh().state, TokenState::active);
    EXPECT_NE(world.notice(Step::refresh_tokens).detail.find("may have rotated"),
              std::string::npos);
}

TEST(Refresh, NeedsTheSecret) {
    World world = with_tokens();
    world.press(ClientSecretEdited{""});
    EXPECT_EQ(planned_refresh(world.model).error().code, "client_secret");
}

TEST(Refresh, BelongsToTheEnvironmentItWasSentFrom) {
    World world = with_tokens();
    world.network = Network::slow;
    world.press(RefreshPressed{});
    world.press(EnvironmentChosen{"pleo-staging"});
    world.answer();
    ASSERT_EQ(world.model.tokens.size(), 4u);
    EXPECT_EQ(world.access().environment, "simulated");
    EXPECT_EQ(world.model.tokens[0].state, TokenState::rotated);
    EXPECT_EQ(live_token(world.model, oauth::TokenKind::access_token), nullptr);
}

} // namespace
} // namespace playground
