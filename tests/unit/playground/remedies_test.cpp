#include "playground/plan.hpp"
#include "playground/remedies.hpp"
#include "staging/simulated_client.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace playground {
namespace {

constexpr const char* pasted_secret = "0b9f3c1e-5b1d-4c57-9a6e-0a4f1f0f5d21";
constexpr const char* a_secret = "Zq8vN3xTw4LpYk2RmB7c";

void type(World& world, const std::string& id, const std::string& secret) {
    world.open();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientIdEdited{id});
    world.press(ClientSecretEdited{secret});
}

// The button of the notice on the step in view.
void press_remedy(World& world) {
    const Remedy remedy = world.notice(world.model.view.step).remedy;
    ASSERT_NE(remedy.way, Way::none) << world.notice(world.model.view.step).title;
    world.press(RemedyPressed{remedy});
}

void call(World& world, const char* operation) {
    world.press(StepChosen{Step::call_apis});
    world.press(OperationChosen{operation});
    world.press(CallApiPressed{});
    world.press(CallApiConfirmed{});
}

TEST(Remedies, S32_ASecretInThePlaceOfAnIdBuildsNoUrlUntilItIsSettled) {
    for (const auto& [id, secret] : {std::pair{a_secret, pasted_secret}, std::pair{a_secret, ""},
                                     std::pair{a_secret, a_secret}}) {
        World world;
        type(world, id, secret);
        EXPECT_FALSE(problems(world.model).client_id.empty()) << secret;
        EXPECT_FALSE(planned_authorization(world.model));
        world.press(AuthorisePressed{});
        EXPECT_TRUE(world.left_for.empty());
        EXPECT_EQ(world.session_storage.find(a_secret), std::string::npos);
        EXPECT_EQ(world.local_storage.find(a_secret), std::string::npos);
    }
}

TEST(Remedies, SwapTheTwoSwapsThem) {
    World world;
    type(world, a_secret, pasted_secret);
    const std::vector<Remedy> offered = remedies_for_client_id(world.model);
    ASSERT_FALSE(offered.empty());
    EXPECT_EQ(remedy_name(offered.front()), "Swap the two");
    world.press(RemedyPressed{offered.front()});
    EXPECT_EQ(world.model.registration.client.client_id, pasted_secret);
    EXPECT_EQ(world.model.registration.client.client_secret, a_secret);
    EXPECT_TRUE(problems(world.model).none());
    EXPECT_TRUE(planned_authorization(world.model));
}

TEST(Remedies, WhatCameAlongWithAPasteIsNamedAndRemoved) {
    const std::string bare = a_secret;
    for (const auto& [typed, name] : {std::pair{"\"" + bare + "\"", "Remove the quotes"},
                                      std::pair{" " + bare, "Remove the blanks"},
                                      std::pair{"client_secret=" + bare, "Remove what came along"},
                                      std::pair{bare + "\xE2\x80\x8B", "Remove what came along"}}) {
        World world;
        type(world, pasted_secret, typed);
        EXPECT_FALSE(problems(world.model).client_secret.empty()) << typed;
        EXPECT_FALSE(planned_authorization(world.model));
        const std::vector<Remedy> offered = remedies_for_client_secret(world.model);
        ASSERT_FALSE(offered.empty()) << typed;
        EXPECT_EQ(remedy_name(offered.front()), name);
        world.press(RemedyPressed{offered.front()});
        EXPECT_EQ(world.model.registration.client.client_secret, bare);
        EXPECT_TRUE(problems(world.model).none());
    }
}

TEST(Remedies, AQuoteThatIsMeantStays) {
    World world;
    type(world, pasted_secret, std::string("'") + a_secret);
    world.press(RemedyPressed{remedies_for_client_secret(world.model).back()});
    EXPECT_TRUE(problems(world.model).none());
    world.press(
        ClientSecretEdited{std::string("'") + a_secret + "'"}); // another one is not vouched for
    EXPECT_FALSE(problems(world.model).none());
}

TEST(Remedies, ADeniedConsentIsLeftByItsButton) {
    World world;
    world.open();
    world.authorise("deny");
    press_remedy(world);
    EXPECT_FALSE(world.left_for.empty());
    world.come_back(world.decide("approve"));
    EXPECT_TRUE(world.model.redirect->response.accepted);
}

TEST(Remedies, AWrongSecretOnTheSimulatorStaysWrongAndItsButtonLeadsOut) {
    World world;
    world.open();
    world.press(ClientSecretEdited{"not-the-secret"});
    world.authorise();
    EXPECT_NE(world.model.registration.client.client_secret, staging::simulated_client_secret);
    EXPECT_EQ(world.session_storage.find("not-the-secret"), std::string::npos);
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.redirect->code, CodeUse::spent);
    press_remedy(world);
    world.come_back(world.decide("approve"));
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.redirect->code, CodeUse::exchanged);
}

TEST(Remedies, AMissingScopeIsAddedAndWhatWasBuiltComesBack) {
    World world;
    world.open();
    world.press(ScopesEdited{"users:read"});
    world.authorise();
    world.press(ExchangeCodePressed{});
    call(world, "create_tag");
    ASSERT_FALSE(world.model.exchanges.empty());
    const std::string built = R"({"name":"mine"})";
    world.press(BodyEdited{built});
    const http::Fields parameters = world.model.api.parameters;
    ASSERT_EQ(world.last_exchange().response->status, 403) << world.last_exchange().response->body;
    press_remedy(world);
    ASSERT_FALSE(world.left_for.empty());
    world.come_back(world.decide("approve"));
    EXPECT_EQ(world.model.api.operation, "create_tag");
    EXPECT_EQ(world.model.api.body, built);
    EXPECT_EQ(world.model.api.parameters, parameters);
    world.press(ExchangeCodePressed{});
    press_remedy(world); // "Call API"
    EXPECT_EQ(world.model.view.step, Step::call_apis);
    EXPECT_TRUE(world.model.api.confirming);
}

TEST(Remedies, A401IsLeftByRefreshNowAndTheCallFollows) {
    World world;
    world.open_with_tokens();
    world.press(AdvanceClockPressed{61});
    world.server = [](const http::Request& request) -> std::optional<http::Response> {
        if (request.url.find("/introspect") == std::string::npos) return std::nullopt;
        return json_response(401, "{}");
    };
    call(world, "introspect");
    world.server = nullptr;
    EXPECT_EQ(world.notice(Step::call_apis).remedy.way, Way::refresh_now);
    press_remedy(world);
    EXPECT_EQ(world.model.view.step, Step::refresh_tokens);
    press_remedy(world);
    EXPECT_EQ(world.model.view.step, Step::call_apis);
    EXPECT_EQ(world.last_exchange().response->status, 200);
}

TEST(Remedies, OfflineNothingIsSpentAndTryAgainExchanges) {
    World world;
    world.open();
    world.authorise();
    world.network = Network::slow;
    world.press(ExchangeCodePressed{});
    world.fail(http::Failure::offline);
    world.network = Network::up;
    EXPECT_EQ(world.model.redirect->code, CodeUse::ready);
    EXPECT_NE(world.notice(Step::redirect_and_exchange).title.find("offline"), std::string::npos);
    press_remedy(world);
    EXPECT_EQ(world.model.redirect->code, CodeUse::exchanged);
}

TEST(Remedies, S33_AnAnswerThatCorsHidIsTriedByAnotherWayOnlyWhenNothingIsSpent) {
    World world;
    type(world, pasted_secret, a_secret);
    world.press(RouteChosen{Route::direct});
    world.network = Network::down;
    world.press(CheckCredentialsPressed{});
    ASSERT_TRUE(world.model.check.report);
    EXPECT_EQ(world.model.check.remedy.way, Way::by_terminal);
    EXPECT_NE(world.model.check.report->headline.find("No answer"), std::string::npos);
}

TEST(Remedies, WhatNoLongerHoldsIsSaidNoLonger) {
    World world;
    world.open_with_tokens();
    world.press(RefreshPressed{});
    world.press(IntrospectPressed{});
    ASSERT_TRUE(world.model.introspection.result);
    world.press(DisconnectPressed{});
    EXPECT_FALSE(world.model.introspection.result);
    EXPECT_EQ(world.model.introspection.exchange, 0u);
    EXPECT_FALSE(world.model.notices.contains(Step::refresh_tokens));
    EXPECT_EQ(world.notice(Step::expiry_and_revocation).title, "Disconnected");
}

TEST(Remedies, AnAnswerBelongsToItsOperationAndEnvironment) {
    World world;
    world.open_with_tokens();
    call(world, "introspect");
    EXPECT_NE(own_answer(world.model), nullptr);
    world.press(OperationChosen{"list_employees"});
    EXPECT_EQ(own_answer(world.model), nullptr);
    EXPECT_FALSE(world.model.notices.contains(Step::call_apis));
    world.press(OperationChosen{"introspect"});
    EXPECT_NE(own_answer(world.model), nullptr);
    world.press(EnvironmentChosen{"pleo-staging"});
    EXPECT_EQ(own_answer(world.model), nullptr);
}

TEST(Remedies, AnotherRoutesCheckIsNotThisOnes) {
    World world;
    world.open();
    world.press(CheckCredentialsPressed{});
    ASSERT_TRUE(world.model.check.report);
    world.press(ClientSecretEdited{"another"});
    EXPECT_FALSE(world.model.check.report);
}

TEST(Remedies, TheRecommendedRouteIsTheChosenOneUntilAPersonChooses) {
    for (const bool chosen : {false, true}) {
        World world;
        world.relay_status = R"({"environments":[{"id":"pleo-staging","token_endpoint":"/t"}]})";
        world.open();
        world.press(EnvironmentChosen{"pleo-staging"});
        EXPECT_EQ(world.model.registration.route, Route::relay);
        if (!chosen) continue;
        world.press(RouteChosen{Route::direct});
        world.reload();
        EXPECT_EQ(world.model.registration.route, Route::direct);
    }
}

// The port asks nobody who was told on the page: a browser asks while it is told to go.
TEST(Remedies, LiveTokensAreGuardedAndAuthoriseIsNot) {
    World world;
    world.open_with_tokens();
    EXPECT_TRUE(world.model.guarded);
    world.press(AuthorisePressed{});
    std::size_t off = 0, gone = 0;
    for (std::size_t i = 0; i < world.effects.size(); ++i) {
        const auto* guard = std::get_if<GuardLeaving>(&world.effects[i]);
        if (guard != nullptr && !guard->on) off = i;
        if (std::holds_alternative<Navigate>(world.effects[i])) gone = i;
    }
    EXPECT_FALSE(world.model.guarded);
    EXPECT_LT(off, gone);
    EXPECT_GT(off, 0u);
}

TEST(Remedies, AnAddressOfSomebodyElseIsPutRightAtItsField) {
    World world;
    world.open();
    EXPECT_TRUE(remedies_for_redirect_uri(world.model).empty());
    for (const char* typed :
         {"https://elsewhere.example/callback", "http://localhost:9/", "no address"}) {
        world.press(RedirectUriEdited{typed});
        const std::vector<Remedy> found = remedies_for_redirect_uri(world.model);
        ASSERT_EQ(found.size(), 1u) << typed;
        EXPECT_EQ(remedy_name(found[0]), "Use this page's address");
        world.left_for.clear();
        world.press(RemedyPressed{found[0]});
        EXPECT_EQ(world.model.registration.client.redirect_uri, page_url);
        EXPECT_EQ(world.left_for, ""); // Authorise is another press
        EXPECT_TRUE(remedies_for_redirect_uri(world.model).empty());
    }
    world.press(RedirectUriEdited{
        "http://localhost:8080/other"}); // this origin: maybe another page of the same person
    EXPECT_TRUE(remedies_for_redirect_uri(world.model).empty());
    EXPECT_EQ(remedy_name(for_redirect_uri(world.model)),
              "Use this page's address and authorise again");
}

} // namespace
} // namespace playground
