// What the page makes of the answers of servers that are not Pleo's, and of those that leave the RFCs.
#include "playground/plan.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

using oauth::TokenKind;
using oauth::TokenState;

// Back from the other provider, with a code.
World at_other() {
    World world;
    world.environments = R"({"environments":[
{"id":"other","name":"Other","kind":"other","authorization_endpoint":"https://as.example/authorize",
 "token_endpoint":"https://as.example/token","introspection_endpoint":"https://as.example/introspect",
 "resource_server":"https://api.example"}]})";
    world.open();
    world.press(ClientIdEdited{"my-client"});
    world.press(ScopesEdited{"users:read companies:read"});
    const std::string state = world.model.attempt.state;
    world.leave();
    world.come_back(std::string(page_url) + "?code=the-code&state=" + state);
    world.press(ClientSecretEdited{"the-secret"});
    return world;
}

const char* const pair_one =
    R"({"access_token":"AT-1","token_type":"Bearer","expires_in":900,"refresh_token":"RT-1"})";

World with_pair() {
    World world = at_other();
    answer_with(world, 200, pair_one);
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.tokens.size(), 2u);
    return world;
}

std::string detail(const World& world, Step step) { return world.notice(step).detail; }

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST(RealServers, S37_WhatDoesNotSpeakOfTheTokenDoesNotEndIt) {
    for (const auto& [status, body] :
         {std::pair{400, R"({"error":"temporarily_unavailable"})"}, std::pair{400, "<html>"},
          std::pair{403, "<html>"}, std::pair{400, R"({"type":"BAD_REQUEST","message":"no"})"}}) {
        World world = with_pair();
        answer_with(world, status, body);
        world.press(RefreshPressed{});
        EXPECT_EQ(world.refresh().state, TokenState::refused) << body;
        EXPECT_TRUE(contains(world.word(world.refresh()).words, "state unknown"));
        EXPECT_TRUE(contains(detail(world, Step::refresh_tokens), "try again by hand")) << body;
        answer_with(world, 200, R"({"access_token":"AT-2","token_type":"Bearer"})");
        world.press(RefreshPressed{});
        EXPECT_EQ(world.access().value, "AT-2") << body;
        EXPECT_EQ(world.refresh().state, TokenState::active) << "a server took it";
    }
}

TEST(RealServers, TheSameAccessTokenAgainIsOneLiveToken) {
    World world = with_pair();
    world.pass(850 * 1000);
    EXPECT_EQ(world.access().state, TokenState::expiring);
    answer_with(world, 200, pair_one);
    world.press(RefreshPressed{});
    ASSERT_EQ(world.model.tokens.size(), 2u);
    EXPECT_EQ(world.access().state, TokenState::active);
    EXPECT_EQ(oauth::remaining_ms(world.access()), 900 * 1000) << "its life is counted anew";
    EXPECT_EQ(world.notice(Step::refresh_tokens).title, "The same access token again");
}

TEST(RealServers, S35_OnlyPleoIsKnownToEndWhatCameBefore) {
    World world = with_pair();
    answer_with(world, 200,
                R"({"access_token":"AT-2","token_type":"Bearer","refresh_token":"RT-2"})");
    world.press(RefreshPressed{});
    ASSERT_EQ(world.model.tokens.size(), 4u);
    EXPECT_EQ(world.model.tokens[0].state, TokenState::replaced);
    EXPECT_EQ(world.model.tokens[1].state, TokenState::replaced);
    EXPECT_TRUE(contains(detail(world, Step::refresh_tokens), "is not known"));
    EXPECT_EQ(live_token(world.model, TokenKind::access_token)->value, "AT-2");
    EXPECT_EQ(live_token(world.model, TokenKind::refresh_token)->value, "RT-2");

    // Evidence comes from trying the old one, in a free call.
    world.press(OperationChosen{""});
    world.press(PathEdited{"/things"});
    world.press(HeadersEdited{"Authorization: Bearer AT-1"});
    answer_with(world, 200, "{}");
    world.press(CallApiPressed{});
    EXPECT_EQ(world.model.tokens[0].state, TokenState::active);
    answer_with(world, 401, "", {{"WWW-Authenticate", "Bearer, error=\"invalid_token\""}});
    world.press(CallApiPressed{});
    EXPECT_EQ(world.model.tokens[0].state, TokenState::rejected);
    EXPECT_EQ(world.model.tokens[2].state, TokenState::active) << "the newer one was not sent";
}

TEST(RealServers, ActiveFalseIsOneServersWord) {
    for (const TokenKind kind : {TokenKind::access_token, TokenKind::refresh_token}) {
        World world = with_pair();
        world.press(IntrospectionKindChosen{kind});
        answer_with(world, 200, R"({"active":false})");
        world.press(IntrospectPressed{});
        const oauth::Token* token = live_token(world.model, kind);
        ASSERT_NE(token, nullptr) << "it can still be tried";
        EXPECT_EQ(token->state, TokenState::refused);
        EXPECT_TRUE(contains(detail(world, Step::expiry_and_revocation), "RFC 7662 §2.2"));
        answer_with(world, 200, R"({"active":true})");
        world.press(IntrospectPressed{});
        EXPECT_EQ(live_token(world.model, kind)->state, TokenState::active);
    }
}

TEST(RealServers, S41_A401CountsByTheApisOwnChallenge) {
    const struct {
        const char* challenge;
        const char* body;
        TokenState state;
    } cases[] = {
        {"Bearer error=\"invalid_token\"", "", TokenState::rejected},
        {"Bearer, error=\"invalid_token\"", "", TokenState::rejected},
        {"Bearer realm=\"api\" error=\"invalid_token\"", "", TokenState::rejected},
        {"Basic realm=\"proxy\", Bearer error=\"invalid_token\"", "", TokenState::rejected},
        {"Basic realm=\"proxy\"", "", TokenState::refused},
        {"", "<html>", TokenState::refused},
        {"", R"({"error":"invalid_token"})", TokenState::rejected},
        {"Bearer error=\"invalid_request\"", "", TokenState::active},
    };
    for (const auto& one : cases) {
        World world = with_pair();
        world.press(OperationChosen{""});
        world.press(PathEdited{"/things"});
        http::Fields headers;
        if (*one.challenge != 0) headers.push_back({"WWW-Authenticate", one.challenge});
        answer_with(world, 401, one.body, headers);
        world.press(CallApiPressed{});
        EXPECT_EQ(world.access().state, one.state) << one.challenge << one.body;
    }
}

TEST(RealServers, AScopeThatIsMissingIsReadFromTheBodyAsWell) {
    World world = with_pair();
    world.press(OperationChosen{""});
    world.press(PathEdited{"/things"});
    answer_with(world, 403, R"({"error":"insufficient_scope","scope":"vendors:read"})");
    world.press(CallApiPressed{});
    EXPECT_TRUE(contains(detail(world, Step::call_apis), "lacks the scope vendors:read"));
}

TEST(RealServers, S31_ACommaBetweenScopesIsTheServersMistake) {
    World world = at_other();
    answer_with(
        world, 200,
        R"({"access_token":"AT-1","token_type":"Bearer","scope":"users:read,companies:read"})");
    world.press(ExchangeCodePressed{});
    const std::string words = detail(world, Step::redirect_and_exchange);
    EXPECT_TRUE(contains(words, "RFC 6749 §3.3")) << words;
    EXPECT_FALSE(contains(words, "Not granted")) << words;
    EXPECT_FALSE(contains(words, "Granted without")) << words;
}

TEST(RealServers, S30_ATokenWithoutATypeWaitsForThePerson) {
    World world = at_other();
    answer_with(world, 200, R"({"access_token":"AT-1","expires_in":900,"refresh_token":"RT-1"})");
    world.press(ExchangeCodePressed{});
    EXPECT_TRUE(world.model.tokens.empty());
    ASSERT_TRUE(world.model.untyped);
    EXPECT_TRUE(contains(detail(world, Step::redirect_and_exchange), "RFC 6749 §5.1"));
    EXPECT_TRUE(contains(detail(world, Step::redirect_and_exchange), "Use it as Bearer"));
    const std::size_t before = world.sent.size();
    world.press(UseAsBearerPressed{});
    EXPECT_EQ(world.sent.size(), before) << "nothing is sent for it";
    ASSERT_EQ(world.model.tokens.size(), 2u);
    EXPECT_FALSE(world.model.untyped);
    EXPECT_EQ(world.model.redirect->code, CodeUse::exchanged);
    EXPECT_TRUE(contains(detail(world, Step::redirect_and_exchange), "by your own choice"));
    EXPECT_EQ(world.access().scope, "users:read companies:read");
    world.press(UseAsBearerPressed{});
    EXPECT_EQ(world.model.tokens.size(), 2u);

    answer_with(world, 200, R"({"access_token":"AT-2","refresh_token":"RT-2"})");
    world.press(RefreshPressed{});
    EXPECT_EQ(world.model.tokens.size(), 2u);
    world.press(UseAsBearerPressed{});
    ASSERT_EQ(world.model.tokens.size(), 4u);
    EXPECT_EQ(world.model.tokens[2].parent, world.model.tokens[1].id);
    EXPECT_EQ(world.model.tokens[1].state, TokenState::replaced);
}

TEST(RealServers, ATokenThatIsBoundToAKeyIsNotOffered) {
    World world = at_other();
    answer_with(world, 200, R"({"access_token":"AT-1","token_type":"DPoP"})");
    world.press(ExchangeCodePressed{});
    EXPECT_FALSE(world.model.untyped);
    world.press(UseAsBearerPressed{});
    EXPECT_TRUE(world.model.tokens.empty());
    EXPECT_EQ(world.model.redirect->code, CodeUse::spent);
}

// What was not understood is kept by nobody, and what was typed as a header neither.
TEST(RealServers, S44_S61_NothingUnreadReachesTheStoredRecord) {
    for (const char* body : {"access_token=SENTINEL&expires=9", "SENTINEL", "<t>SENTINEL</t>",
                             "{\"access_token\":\"SENTINEL", "{'t':'SENTINEL'}"}) {
        World world = at_other();
        answer_with(world, 200, body);
        world.press(ExchangeCodePressed{});
        EXPECT_EQ(world.last_exchange().content, http::Content::tokens);
        answer_with(world, 200, "{}");
        world.press(OperationChosen{""});
        world.press(PathEdited{"/things"});
        world.press(HeadersEdited{"X-Api-Key: HEADER-SENTINEL\nAuthorization: Bearer SENTINEL"});
        world.press(CallApiPressed{});
        EXPECT_EQ(world.last_exchange().content, http::Content::plain);
        world.leave();
        ASSERT_FALSE(world.session_storage.empty());
        EXPECT_TRUE(contains(world.session_storage, "/things")) << "the exchanges are there";
        EXPECT_FALSE(contains(world.session_storage, "SENTINEL")) << body;
    }
}

// Facts belong to their environment.
TEST(RealServers, PleosAdviceStaysWithPleo) {
    const auto words = [](World world, const char* error) {
        answer_with(world, 400, std::string(R"({"error":")") + error + "\"}");
        world.press(ExchangeCodePressed{});
        return detail(world, Step::redirect_and_exchange);
    };
    for (const char* error : {"invalid_client", "unauthorized_client", "invalid_scope"}) {
        EXPECT_FALSE(contains(words(at_other(), error), "Pleo")) << error;
        World simulated;
        simulated.open();
        simulated.authorise();
        EXPECT_TRUE(contains(words(simulated, error), "Pleo")) << error;
    }
}

TEST(RealServers, PleosWayToDisconnectIsNotSentElsewhere) {
    World world = with_pair();
    EXPECT_EQ(planned_disconnect(world.model).error().code, "not_pleos");
    const std::size_t before = world.sent.size();
    world.press(DisconnectPressed{});
    EXPECT_EQ(world.sent.size(), before);
    world.press(IntrospectionFormChosen{IntrospectionForm::resource_server});
    EXPECT_EQ(world.model.introspection.form, IntrospectionForm::rfc7662);
    // Typed by hand it is a call like any other, and ends no token.
    world.press(OperationChosen{""});
    world.press(MethodChosen{"DELETE"});
    world.press(PathEdited{"/v1/installations/me"});
    answer_with(world, 204, "");
    world.press(CallApiPressed{});
    world.press(CallApiConfirmed{});
    EXPECT_EQ(world.access().state, TokenState::active);
}

// Three of six servers do not form-decode the credentials of Basic.
TEST(RealServers, ARefusedClientIsToldOfTheOtherAuthentication) {
    for (const char* secret : {"a+b/c=", "plain-secret"}) {
        World world = at_other();
        world.press(ClientSecretEdited{secret});
        answer_with(world, 401, R"({"error":"invalid_client"})");
        world.press(ExchangeCodePressed{});
        EXPECT_EQ(contains(detail(world, Step::redirect_and_exchange), "try client_secret_post"),
                  std::string(secret) == "a+b/c=")
            << secret;
    }
}

TEST(RealServers, WhereTheRelayDidNotFollowIsTold) {
    World world = with_pair();
    const std::string id = world.model.registration.environment;
    world.press(RelayStatusArrived{
        R"({"environments":[{"id":")" + id + R"(","token_endpoint":"relay/)" + id +
        R"(/token","resource_server":"relay/)" + id + R"(/api","secretless":false}]})"});
    world.press(RouteChosen{Route::relay});
    world.press(OperationChosen{""});
    world.press(PathEdited{"/things"});
    answer_with(world, 502, R"({"message":"A redirect."})",
                {{"X-Relay-Error", "upstream_redirect"},
                 {"X-Relay-Location", "https://login.example/?next=1"}});
    world.press(CallApiPressed{});
    EXPECT_TRUE(contains(detail(world, Step::call_apis), "https://login.example/?next=1"));
}

// RFC 7009, where there is an endpoint for it.
World with_revocation() {
    World world = with_pair();
    for (staging::Environment& each : world.model.environments)
        each.endpoints.revocation_endpoint = "https://as.example/revoke";
    return world;
}

TEST(RealServers, ARevokedTokenIsOverAndTheOthersKeepTheirState) {
    World world = with_revocation();
    const auto planned = planned_revocation(world.model);
    ASSERT_TRUE(planned);
    EXPECT_EQ(planned->url, "https://as.example/revoke");
    EXPECT_EQ(planned->body, "token=RT-1&token_type_hint=refresh_token");
    answer_with(world, 200, "");
    world.press(RevokePressed{});
    EXPECT_EQ(world.refresh().state, TokenState::revoked);
    EXPECT_EQ(world.access().state, TokenState::active) << "introspection tells";
    EXPECT_TRUE(contains(detail(world, Step::expiry_and_revocation), "§2.1"));

    world.press(RevocationKindChosen{TokenKind::access_token});
    answer_with(world, 503, R"({"error":"temporarily_unavailable"})");
    world.press(RevokePressed{});
    EXPECT_EQ(world.access().state, TokenState::active);
    EXPECT_EQ(world.notice(Step::expiry_and_revocation).title, "The token was not revoked");
    answer_with(world, 200, "");
    world.press(RevokePressed{});
    EXPECT_EQ(world.access().state, TokenState::revoked);
}

TEST(RealServers, WithoutAnEndpointNothingIsRevokedBySending) {
    World world = with_pair();
    const std::size_t sent = world.sent.size();
    EXPECT_FALSE(planned_revocation(world.model));
    world.press(RevokePressed{});
    EXPECT_EQ(world.sent.size(), sent);
}

TEST(RealServers, TheOperationsArePleosAndAreNotOfferedElsewhere) {
    World world = at_other();
    EXPECT_FALSE(has_operations(world.model));
    EXPECT_EQ(world.model.api.operation, "");
    world.press(OperationChosen{"introspect"});
    EXPECT_EQ(world.model.api.operation, "") << "a path is typed";
}

} // namespace
} // namespace playground
