#include "playground/plan.hpp"
#include "unit/playground/world.hpp"

#include "http/form.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

using oauth::TokenKind;
using oauth::TokenState;

TEST(Introspection, SaysInactiveAndTheTokenIsRejected) {
    for (const TokenKind kind : {TokenKind::access_token, TokenKind::refresh_token}) {
        World world = with_tokens();
        answer_with(world, 200, R"({"active":false})");
        world.press(IntrospectionKindChosen{kind});
        world.press(IntrospectPressed{});
        const oauth::Token& asked =
            kind == TokenKind::access_token ? world.access() : world.refresh();
        const oauth::Token& other =
            kind == TokenKind::access_token ? world.refresh() : world.access();
        EXPECT_EQ(asked.state, TokenState::rejected);
        EXPECT_EQ(other.state, TokenState::active);
        EXPECT_EQ(world.word(asked).exchange, world.last_exchange().id);
        const http::Fields form = http::form_parse(world.sent.back().body);
        EXPECT_EQ(*http::find_parameter(form, "token_type_hint"), oauth::to_string(kind));
    }
}

TEST(Introspection, SaysActiveAndTheEvidenceIsKept) {
    World world = with_tokens();
    world.press(IntrospectPressed{});
    EXPECT_EQ(world.access().state, TokenState::active);
    EXPECT_NE(world.word(world.access()).words.find("active: true"), std::string::npos);
    EXPECT_EQ(world.notice(Step::expiry_and_revocation).tone, Tone::positive);
}

TEST(Introspection, S39_ActiveBringsNoTokenBack) {
    World world = with_tokens();
    answer_with(world, 200, R"({"active":false})");
    world.press(IntrospectPressed{});
    answer_with(world, 200, R"({"active":true})");
    world.press(IntrospectPressed{}); // asking about a rejected token is allowed
    EXPECT_EQ(world.access().state, TokenState::rejected);
    EXPECT_EQ(world.notice(Step::expiry_and_revocation).tone, Tone::warning);
    EXPECT_NE(world.notice(Step::expiry_and_revocation).detail.find("although it is rejected"),
              std::string::npos);
}

TEST(Introspection, RefusedCredentialsSayNothingAboutTheToken) {
    World world = with_tokens();
    world.press(ClientSecretEdited{"wrong secret"});
    world.press(IntrospectPressed{});
    EXPECT_EQ(world.last_exchange().response->status, 401);
    EXPECT_EQ(world.access().state, TokenState::active);
    EXPECT_EQ(world.notice(Step::expiry_and_revocation).title,
              "The client's credentials were refused");
    EXPECT_FALSE(world.model.introspection.result);
}

TEST(Introspection, UnusableAnswerSaysNothingAboutTheToken) {
    for (const char* body : {"", "{}", R"({"active":"yes"})", "[true]"}) {
        World world = with_tokens();
        answer_with(world, 200, body);
        world.press(IntrospectPressed{});
        EXPECT_EQ(world.access().state, TokenState::active) << body;
        EXPECT_EQ(world.notice(Step::expiry_and_revocation).tone, Tone::negative) << body;
    }
}

TEST(Introspection, ByTheResourceServerNeedsNoSecret) {
    World world = with_tokens();
    world.press(ClientSecretEdited{""});
    EXPECT_EQ(planned_introspection(world.model).error().code, "client_secret");
    world.press(IntrospectionFormChosen{IntrospectionForm::resource_server});
    world.press(IntrospectPressed{});
    EXPECT_EQ(world.sent.back().url, std::string(simulated_base) + "/external/v1/introspect");
    EXPECT_NE(world.notice(Step::expiry_and_revocation).detail.find("users:read"),
              std::string::npos);
    EXPECT_NE(world.word(world.access()).id, 0u);
}

TEST(Introspection, ByTheResourceServerComparesScopes) {
    World world = with_tokens();
    world.press(IntrospectionFormChosen{IntrospectionForm::resource_server});
    answer_with(world, 200,
                R"({"data":{"authMethod":"OAUTH2","clientId":"x","scope":"users:read"}})");
    world.press(IntrospectPressed{});
    EXPECT_EQ(world.notice(Step::expiry_and_revocation).tone, Tone::warning);
    answer_with(world, 200, "not json");
    world.press(IntrospectPressed{});
    EXPECT_EQ(world.notice(Step::expiry_and_revocation).tone, Tone::warning);
    EXPECT_EQ(world.access().state, TokenState::active);
}

TEST(Introspection, RejectedByTheResourceServer) {
    World world = with_tokens();
    world.press(IntrospectionFormChosen{IntrospectionForm::resource_server});
    answer_with(world, 401, R"({"error":"invalid_token"})");
    world.press(IntrospectPressed{});
    EXPECT_EQ(world.access().state, TokenState::rejected);
}

TEST(Introspection, EarlierResultIsNotShownForALaterQuestion) {
    World world = with_tokens();
    world.press(IntrospectPressed{});
    ASSERT_TRUE(world.model.introspection.result);
    world.network = Network::down;
    world.press(IntrospectPressed{});
    EXPECT_FALSE(world.model.introspection.result);
}

TEST(Introspection, AnswerBelongsToTheFormItWasAskedIn) {
    World world = with_tokens();
    world.network = Network::slow;
    world.press(IntrospectPressed{});
    world.press(IntrospectionFormChosen{IntrospectionForm::resource_server});
    world.press(IntrospectionKindChosen{TokenKind::refresh_token});
    world.answer(json_response(200, R"({"active":false})"));
    EXPECT_EQ(world.access().state, TokenState::rejected);
    EXPECT_EQ(world.refresh().state, TokenState::active);
}

TEST(Introspection, EnvironmentWithoutTheEndpointSaysSo) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"example"});
    EXPECT_EQ(planned_introspection(world.model).error().code, "no_introspection_endpoint");
}

TEST(Introspection, NoAnswerChangesNothing) {
    World world = with_tokens();
    world.network = Network::down;
    world.press(IntrospectPressed{});
    EXPECT_EQ(world.access().state, TokenState::active);
    EXPECT_EQ(world.notice(Step::expiry_and_revocation).tone, Tone::negative);
}

TEST(Disconnect, EndsEveryTokenOfTheEnvironment) {
    World world = with_tokens();
    world.press(RefreshPressed{});
    world.model.tokens[0].environment = "example"; // and no other's
    world.model.tokens[0].state = TokenState::active;
    world.press(DisconnectPressed{});
    EXPECT_EQ(world.last_exchange().purpose, "Disconnect: DELETE /v1/installations/me");
    EXPECT_EQ(world.access().state, TokenState::revoked);
    EXPECT_EQ(world.refresh().state, TokenState::revoked);
    EXPECT_EQ(world.model.tokens[0].state, TokenState::active);
    EXPECT_NE(world.notice(Step::expiry_and_revocation).detail.find("2 in this page"),
              std::string::npos);
}

TEST(Disconnect, OtherAnswersChangeNothing) {
    for (const int status : {404, 500, 502}) {
        World world = with_tokens();
        answer_with(world, status, "{}");
        world.press(DisconnectPressed{});
        EXPECT_EQ(world.access().state, TokenState::active) << status;
        EXPECT_EQ(world.refresh().state, TokenState::active) << status;
    }
}

TEST(Disconnect, RejectedTokenIsRejected) {
    World world = with_tokens();
    answer_with(world, 401, R"({"error":"invalid_token"})");
    world.press(DisconnectPressed{});
    EXPECT_EQ(world.access().state, TokenState::rejected);
    EXPECT_EQ(world.refresh().state, TokenState::active);
}

TEST(Disconnect, NoAnswerChangesNothing) {
    World world = with_tokens();
    world.network = Network::deaf;
    world.press(DisconnectPressed{});
    EXPECT_EQ(world.access().state, TokenState::active);
    EXPECT_NE(world.notice(Step::expiry_and_revocation).detail.find("the change is made"),
              std::string::npos);
}

} // namespace
} // namespace playground
