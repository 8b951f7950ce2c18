#include "playground/plan.hpp"
#include "playground/wipe.hpp"
#include "unit/playground/world.hpp"

#include "staging/simulated_client.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace playground {
namespace {

TEST(Forgetting, S42_LeavesWhatAFirstVisitKnows) {
    World first;
    first.open();

    World world;
    world.open_with_tokens();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientIdEdited{"my-id"});
    world.press(ClientSecretEdited{"my-secret"});
    world.press(EnvironmentChosen{"simulated"});
    world.press(RefreshPressed{});
    world.press(AdvanceClockPressed{60});
    world.press(IntrospectPressed{});
    world.press(VersionWaiting{});
    world.press(ForgetPressed{});
    EXPECT_TRUE(world.model.newer_version); // it is still there

    // Equal but for what must differ: time, numbers, fresh randomness, what is known of the server, and the words.
    Model expected = first.model;
    expected.now = world.model.now;
    expected.last_input = world.model.last_input;
    expected.attempt = world.model.attempt;
    expected.next_exchange = world.model.next_exchange;
    expected.next_token = world.model.next_token;
    expected.next_pair = world.model.next_pair;
    expected.announcement = world.model.announcement;
    expected.notices = world.model.notices;
    expected.relays = world.model.relays;
    expected.relays_asked = true;
    expected.newer_version = world.model.newer_version;
    expected.forgotten = world.model.forgotten;
    EXPECT_TRUE(world.model == expected);
    EXPECT_NE(world.model.attempt, first.model.attempt);
    EXPECT_TRUE(world.session_storage.empty());
    EXPECT_TRUE(world.local_storage.empty());
}

TEST(Forgetting, S42_InventoryIsShownUntilSomethingIsStoredAgain) {
    World world;
    world.open_with_tokens();
    world.press(ForgetPressed{});
    ASSERT_TRUE(world.model.forgotten);
    EXPECT_EQ(world.model.forgotten->size(), 2u);
    EXPECT_EQ(world.announced.back(), "Every store of the browser was looked at: nothing is left.");
    world.press(StepChosen{Step::authorise});
    EXPECT_TRUE(world.model.forgotten);
    world.press(AuthorisePressed{});
    EXPECT_FALSE(world.model.forgotten);
}

TEST(Forgetting, S42_WhatIsLeftIsAnAlarm) {
    World world;
    world.open();
    world.press(StorageForgotten{{{"IndexedDB", 2}, {"localStorage", 0}}});
    EXPECT_EQ(world.model.announcement.text, "Something is left in IndexedDB.");
    EXPECT_TRUE(world.model.announcement.assertive);
}

TEST(Forgetting, StoresStayEmptyWhenThePageIsLeftAfterwards) {
    World world;
    world.open_with_tokens();
    world.press(ForgetPressed{});
    world.press(VisibilityChanged{false});
    world.press(PageLeaving{});
    EXPECT_TRUE(world.session_storage.empty());
    EXPECT_TRUE(world.local_storage.empty());
}

TEST(Forgetting, RequestsUnderWayAreAbortedAndTheirAnswersFindNobody) {
    World world;
    world.open_with_tokens();
    world.network = Network::slow;
    world.press(RefreshPressed{});
    const std::uint32_t id = world.waiting.front().exchange;
    world.press(ForgetPressed{});
    EXPECT_EQ(all<Abort>(world.effects).size(), 1u);
    const Model before = world.model;
    world.press(ResponseArrived{
        id, json_response(200, R"({"access_token":"sim_x","token_type":"Bearer"})"), 1});
    world.press(FingerprintArrived{1, "late"});
    EXPECT_EQ(world.model.tokens, before.tokens);
    EXPECT_EQ(world.model.exchanges, before.exchanges);
    EXPECT_GT(world.model.next_exchange, id);
}

TEST(Forgetting, NumbersOfTokensGoOn) {
    World world;
    world.open_with_tokens();
    world.press(ForgetPressed{});
    world.authorise();
    EXPECT_EQ(world.model.next_token, 1u); // a new page
    world.press(ExchangeCodePressed{});
    world.press(ForgetPressed{});
    EXPECT_EQ(world.model.next_token, 3u); // the same page
}

TEST(Forgetting, TheSimulatedClientIsBackAndSaidToBePublished) {
    World world;
    world.open();
    world.press(ForgetPressed{});
    EXPECT_EQ(world.model.registration.client.client_secret, staging::simulated_client_secret);
    EXPECT_NE(world.notice(Step::register_client).detail.find("published"), std::string::npos);
    EXPECT_TRUE(planned_authorization(world.model));
}

TEST(Wipe, OverwritesWhatAStringHeldIncludingALongerPast) {
    std::string text = "a secret that is longer than any small buffer inside a string";
    text.resize(3);
    const char* const bytes = text.data();
    const std::size_t capacity = text.capacity();
    wipe(text);
    EXPECT_TRUE(text.empty());
    ASSERT_EQ(text.data(), bytes); // still ours to look at
    text.resize(capacity, '\0');
    EXPECT_EQ(text.find_first_not_of('\0'), std::string::npos);
}

TEST(Wipe, LeavesNoSecretOfAModel) {
    World world;
    world.open_with_tokens();
    world.press(IntrospectPressed{});
    Model model = world.model;
    wipe(model);
    EXPECT_TRUE(model.registration.client.client_secret.empty());
    EXPECT_TRUE(model.attempt.state.empty());
    EXPECT_TRUE(model.redirect->response.code.empty());
    for (const oauth::Token& token : model.tokens)
        EXPECT_TRUE(token.value.empty());
    for (const http::Exchange& exchange : model.exchanges) {
        EXPECT_TRUE(exchange.request.body.empty());
        EXPECT_TRUE(exchange.request.headers.empty());
    }
    EXPECT_TRUE(secrets(model).empty());
}

} // namespace
} // namespace playground
