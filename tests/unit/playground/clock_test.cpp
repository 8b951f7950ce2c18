#include "playground/plan.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace playground {
namespace {

using oauth::TokenState;

constexpr std::int64_t second = 1000;
std::ptrdiff_t times_said(const World& world, std::string_view words) {
    return std::count_if(
        world.announced.begin(), world.announced.end(),
        [&](const std::string& each) { return each.find(words) != std::string::npos; });
}

TEST(Clock, ExpiringAndExpiredAreSaidOnceEach) {
    World world = with_tokens();
    world.pass(839 * second);
    EXPECT_EQ(world.access().state, TokenState::active);
    world.pass(second);
    EXPECT_EQ(world.access().state, TokenState::expiring);
    for (int i = 0; i < 80; ++i)
        world.pass(second);
    EXPECT_EQ(world.access().state, TokenState::expired);
    EXPECT_EQ(times_said(world, "expires in less than a minute"), 1);
    EXPECT_EQ(times_said(world, "is expired by the clock"), 1);
    EXPECT_EQ(step_status(world.model, Step::expiry_and_revocation), StepStatus::attention);
}

TEST(Clock, S39_SleepCountsAndNoClockBringsATokenBack) {
    World world = with_tokens();
    world.sleep(901 * second); // the monotonic clock stood still
    EXPECT_EQ(world.access().state, TokenState::expired);
    world.now.wall_ms -= 2000 * second;
    world.pass(0);
    EXPECT_EQ(world.access().state, TokenState::expired);
}

// The page reads the clock before it hands over what happened: both deserve to be heard.
TEST(Clock, WhatTheClockSaysIsNotLostToTheEventOfTheSameMoment) {
    World world = with_tokens();
    world.network = Network::slow;
    world.press(CallApiPressed{});
    world.now.monotonic_ms += 901 * second;
    world.now.wall_ms += 901 * second;
    world.answer();
    EXPECT_NE(world.model.announcement.text.find("is expired by the clock"), std::string::npos);
    EXPECT_NE(world.model.announcement.text.find("GET /v1/introspect answered"), std::string::npos);
    world.press(IntrospectPressed{});
    world.answer();
    EXPECT_EQ(world.model.announcement.text.find("is expired by the clock"), std::string::npos);
}

TEST(Clock, AlarmInTheSameMomentStaysAnAlarm) {
    World world = with_tokens();
    world.network = Network::slow;
    world.press(CallApiPressed{});
    world.now.wall_ms += 901 * second;
    world.fail(http::Failure::network);
    EXPECT_NE(world.model.announcement.text.find("is expired by the clock"), std::string::npos);
    EXPECT_TRUE(world.model.announcement.assertive);
}

TEST(Clock, ForgettingIsHeardBesideWhatComesWithIt) {
    World world = with_tokens();
    world.now.wall_ms += idle_wipe_ms;
    static_cast<void>(update(world.model, ClockRead{world.now}));
    static_cast<void>(update(world.model, CopyFinished{true, "Client ID", 1}));
    EXPECT_NE(world.model.announcement.text.find("Forgotten after 30 minutes"), std::string::npos);
    EXPECT_NE(world.model.announcement.text.find("Copied: Client ID."), std::string::npos);
}

TEST(Clock, VirtualClockIsAheadOnBothClocks) {
    World world = with_tokens();
    world.press(AdvanceClockPressed{5});
    EXPECT_EQ(clock_of(world.model, "simulated").wall_ms, world.now.wall_ms + 5 * second);
    EXPECT_EQ(clock_of(world.model, "simulated").monotonic_ms, world.now.monotonic_ms + 5 * second);
    EXPECT_EQ(clock_of(world.model, "pleo-staging"), world.now);
}

TEST(Clock, VirtualClockMovesTokensOfTheSimulatorOnly) {
    World world = with_tokens();
    world.model.tokens[1].kind = oauth::TokenKind::access_token;
    world.model.tokens[1].environment = "example";
    world.model.tokens[1].expires_in = 900;
    world.press(AdvanceClockPressed{900});
    EXPECT_EQ(world.model.clock_offset_ms, 900 * second);
    EXPECT_EQ(world.model.tokens[0].state, TokenState::expired);
    EXPECT_EQ(world.model.tokens[1].state, TokenState::active);
    EXPECT_EQ(world.last_exchange().purpose, "Simulator: advance the clock");
    EXPECT_EQ(world.sent.back().url, "http://localhost:8080/simulated/control/clock");
    EXPECT_NE(world.model.announcement.text.find("moved on by 900 seconds"), std::string::npos);
    EXPECT_NE(world.model.announcement.text.find("expired by the clock"), std::string::npos);
}

TEST(Clock, TokensBornAfterAMoveLiveAsLong) {
    World world;
    world.open();
    world.press(AdvanceClockPressed{5000});
    world.authorise();
    EXPECT_EQ(world.model.clock_offset_ms,
              0); // a page load forgets how far the simulator is ahead, and need not know
    world.press(AdvanceClockPressed{10});
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.access().state, TokenState::active);
    world.press(AdvanceClockPressed{839});
    EXPECT_EQ(world.access().state, TokenState::active);
    world.press(AdvanceClockPressed{1});
    EXPECT_EQ(world.access().state, TokenState::expiring);
}

TEST(Clock, MoveThatFailedMovesNothingHere) {
    World world = with_tokens();
    world.network = Network::down;
    world.press(AdvanceClockPressed{900});
    EXPECT_EQ(world.model.clock_offset_ms, 0);
    EXPECT_EQ(world.access().state, TokenState::active);
    world.network = Network::up;
    world.server = [](const http::Request&) { return json_response(400, "{}"); };
    world.press(AdvanceClockPressed{900});
    EXPECT_EQ(world.model.clock_offset_ms, 0);
}

TEST(Clock, OnlyTheSimulatorsClockCanBeMovedAndOnlyForward) {
    World world = with_tokens();
    const std::size_t before = world.sent.size();
    for (const std::int64_t seconds :
         {std::int64_t{0}, std::int64_t{-5}, longest_clock_advance + 1}) {
        world.press(AdvanceClockPressed{seconds});
        EXPECT_EQ(world.notice(Step::expiry_and_revocation).title, "Not sent");
    }
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(AdvanceClockPressed{10});
    EXPECT_EQ(world.sent.size(), before);
}

TEST(Wake, NoTimerRunsWithoutAReason) {
    World world;
    world.open();
    EXPECT_FALSE(next_wake_ms(world.model));
}

TEST(Wake, VisibleCountdownWakesEverySecond) {
    World world = with_tokens();
    world.pass(300);
    ASSERT_TRUE(next_wake_ms(world.model)); // 899.7 s are left, shown as 899
    EXPECT_EQ(*next_wake_ms(world.model), 701);
    world.pass(701);
    EXPECT_EQ(*next_wake_ms(world.model), 1000);
}

TEST(Wake, HiddenPageWakesForTheNextState) {
    World world = with_tokens();
    world.press(VisibilityChanged{false});
    EXPECT_EQ(*next_wake_ms(world.model), 840 * second);
    world.pass(840 * second);
    EXPECT_EQ(*next_wake_ms(world.model), 60 * second);
    world.pass(60 * second);
    EXPECT_EQ(*next_wake_ms(world.model), idle_wipe_ms - 900 * second);
}

TEST(Wake, DeadTokensNeedNoTimerButTheWipe) {
    World world = with_tokens();
    world.press(DisconnectPressed{});
    EXPECT_EQ(*next_wake_ms(world.model), idle_wipe_ms);
}

TEST(Idle, S43_AbandonedPageForgets) {
    World world = with_tokens();
    world.pass(idle_wipe_ms - 1);
    EXPECT_EQ(world.model.tokens.size(), 2u);
    world.pass(1);
    EXPECT_TRUE(world.model.tokens.empty());
    EXPECT_TRUE(world.model.exchanges.empty());
    EXPECT_EQ(all<ForgetStorage>(world.effects).size(), 1u);
    EXPECT_NE(world.notice(world.model.view.step).title.find("30 minutes"), std::string::npos);
    world.pass(2 * idle_wipe_ms);
    EXPECT_EQ(all<ForgetStorage>(world.effects).size(), 1u);
}

TEST(Idle, S43_TypedSecretIsWipedAsWell) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientSecretEdited{"typed-secret"});
    world.press(EnvironmentChosen{"simulated"}); // set aside, but still in memory
    world.pass(idle_wipe_ms);
    world.press(EnvironmentChosen{"pleo-staging"});
    EXPECT_TRUE(world.model.registration.client.client_secret.empty());
}

TEST(Idle, S43_SleepCountsAsAbandoned) {
    World world = with_tokens();
    world.sleep(idle_wipe_ms);
    EXPECT_TRUE(world.model.tokens.empty());
}

TEST(Idle, TouchKeepsThePageAwake) {
    World world = with_tokens();
    for (int i = 0; i < 10; ++i) {
        world.pass(idle_wipe_ms - 1);
        world.press(StepChosen{Step::call_apis});
    }
    EXPECT_EQ(world.model.tokens.size(), 2u);
}

TEST(Idle, AnswersAreNoTouch) {
    World world = with_tokens();
    world.network = Network::slow;
    world.press(CallApiPressed{});
    world.pass(idle_wipe_ms - 1);
    world.answer();
    world.pass(1);
    EXPECT_TRUE(world.model.tokens.empty());
}

TEST(Idle, NothingSecretMeansNothingToWipe) {
    World world;
    world.open();
    world.pass(10 * idle_wipe_ms);
    EXPECT_TRUE(all<ForgetStorage>(world.effects).empty());
}

} // namespace
} // namespace playground
