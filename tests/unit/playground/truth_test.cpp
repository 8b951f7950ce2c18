// What the client knows, and what really happened.
#include "playground/truth.hpp"

#include "playground/family.hpp"
#include "playground/run_story.hpp"
#include "playground/states.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace playground {
namespace {

// Four faults that a client cannot tell apart.
constexpr std::string_view answer_lost = R"({"at":"refresh","lost":"after"})",
                           request_lost = R"({"at":"refresh","lost":"before"})",
                           server_down = R"({"at":"refresh","lost":"down"})",
                           cors_on_errors =
                               R"({"at":"refresh","process":false,"hidden":true,"status":400,)"
                               R"("body":"{\"error\":\"invalid_grant\"}"})";

World after_refresh_with(std::string_view rule) {
    World world;
    world.state.bench.recording = true; // as it always is in a browser
    world.open_with_tokens();
    world.arm(rule);
    world.pass(1000);
    world.press(RefreshPressed{});
    return world;
}

void show_truth(World& world, bool truth = true) {
    LifecycleView view = world.model.view.lifecycle;
    view.shown = true;
    view.truth = truth;
    world.press(LifecycleEdited{view});
}

// From the refresh on, without times.
std::string told(const World& world) {
    const std::vector<Moment> moments = shown_moments(world.model, 0);
    const auto begin = std::find_if(moments.begin(), moments.end(), [](const Moment& each) {
        return each.words == "Refresh request";
    });
    std::string text;
    for (auto each = begin; each != moments.end(); ++each)
        text += label_of(*each) + "\n" + sentence(*each) + "\n" + cause_of(*each) + "\n";
    return text + caption(moments, world.model.log);
}

std::string life_of(const World& world, std::string_view name) {
    for (const Member& each : family(shown_moments(world.model, 0)))
        if (each.name == name)
            return std::string(to_string(each.life)) + ". " + each.what_killed_it;
    return "no " + std::string(name);
}

std::string state_of(const World& world, StateMachine machine) {
    const States now = states(shown_moments(world.model, 0));
    return std::string(to_string(now.now[static_cast<std::size_t>(machine)].state));
}

TEST(Truth, FourFaultsAreOneToTheClientAndFourInTruth) {
    std::set<std::string> known, notices, true_stories;
    for (const std::string_view rule : {answer_lost, request_lost, server_down, cors_on_errors}) {
        World world = after_refresh_with(rule);
        known.insert(told(world));
        const Notice notice = world.notice(Step::refresh_tokens);
        notices.insert(notice.title + notice.detail);
        show_truth(world);
        true_stories.insert(told(world));
    }
    EXPECT_EQ(known.size(), 1u);
    EXPECT_EQ(notices.size(), 1u);
    EXPECT_EQ(true_stories.size(), 4u);
    for (const std::string& story : true_stories)
        EXPECT_EQ(story.find("not known"), std::string::npos) << story;
}

TEST(Truth, OfALostAnswerTheTokensAreRotatedAndNobodyHoldsTheNewPair) {
    World world = after_refresh_with(answer_lost);
    EXPECT_EQ(state_of(world, StateMachine::refresh_token), "in doubt");
    EXPECT_NE(life_of(world, "Access token 1").find("active"), std::string::npos);
    show_truth(world);
    EXPECT_EQ(state_of(world, StateMachine::refresh_token), "rotated");
    EXPECT_EQ(state_of(world, StateMachine::access_token), "rotated");
    const std::string life = life_of(world, "Refresh token 1");
    EXPECT_NE(life.find("rotated. Moment"), std::string::npos) << life;
    EXPECT_NE(life.find("nobody holds it. With it went Access token 1."), std::string::npos)
        << life;
    EXPECT_NE(told(world).find("Processed, answer lost: 200, a new pair"), std::string::npos);
    EXPECT_NE(told(world).find("No token is active. A new pair was issued, and nobody holds it."),
              std::string::npos);
    show_truth(world, false);
    EXPECT_EQ(state_of(world, StateMachine::refresh_token), "in doubt");
}

TEST(Truth, WhatNeverArrivedChangedNothing) {
    for (const std::string_view rule : {request_lost, server_down}) {
        World world = after_refresh_with(rule);
        show_truth(world);
        EXPECT_EQ(state_of(world, StateMachine::refresh_token), "active");
        EXPECT_NE(told(world).find("Refresh token 1 and Access token 1 are active"),
                  std::string::npos)
            << told(world);
    }
}

// The page learns "active: false" later; that it was rotated stays true.
TEST(Truth, IsNotOverturnedByWhatThePageLearnsLater) {
    World world = after_refresh_with(answer_lost);
    show_truth(world);
    world.press(RemedyPressed{{Way::introspect_refresh}});
    EXPECT_EQ(state_of(world, StateMachine::refresh_token), "rotated");
    show_truth(world, false);
    EXPECT_NE(state_of(world, StateMachine::refresh_token), "rotated");
}

TEST(Truth, TellsWhenTheServerWasReachedByItsOwnClock) {
    World world = with_tokens();
    world.state.bench.recording = true;
    world.press(AdvanceClockPressed{60});
    world.press(RefreshPressed{});
    show_truth(world);
    const std::vector<Moment> moments = shown_moments(world.model, 0);
    const auto sent = std::find_if(moments.begin(), moments.end(), [](const Moment& each) {
        return each.words == "Refresh request";
    });
    ASSERT_NE(sent, moments.end());
    ASSERT_TRUE(sent->far_ms.has_value());
    EXPECT_EQ(*sent->far_ms, world.now.wall_ms + 60'000);
}

// S33, S69: the worker of the page is asked, once for each thing that ended, and nobody else ever.
TEST(Truth, IsAskedForOnSimulatedStagingOnlyAndByNoNumber) {
    World world = after_refresh_with(answer_lost);
    EXPECT_EQ(world.count_sent("/control/record"), 0u);
    const std::size_t listed = world.model.exchanges.size(),
                      logged = world.model.log.moments.size();
    show_truth(world);
    EXPECT_EQ(world.count_sent("/control/record"), 1u);
    show_truth(world);
    EXPECT_EQ(world.count_sent("/control/record"), 1u) << "nothing ended since";
    EXPECT_EQ(world.model.exchanges.size(), listed);
    EXPECT_EQ(world.model.log.moments.size(), logged);
    world.press(CallApiPressed{});
    EXPECT_EQ(world.count_sent("/control/record"), 2u);

    world.press(EnvironmentChosen{"pleo-staging"});
    show_truth(world, false);
    show_truth(world);
    world.network = Network::down;
    world.press(CheckCredentialsPressed{});
    EXPECT_EQ(world.count_sent("/control/record"), 2u);
    EXPECT_EQ(world.count_sent("/control/"),
              world.count_sent(std::string(simulated_base) + "/control/"));
}

TEST(Truth, IsNotKnownWithoutARecordAndWhereTwoCouldBeMeant) {
    World world = with_tokens(); // nothing is recorded
    world.arm(answer_lost);
    world.press(RefreshPressed{});
    show_truth(world);
    EXPECT_TRUE(world.model.truth.words.empty());
    EXPECT_NE(told(world).find("Processed or not: not known"), std::string::npos);

    World two = after_refresh_with(answer_lost);
    std::vector<json::Value>& record = two.state.bench.record;
    ASSERT_FALSE(record.empty());
    record.push_back(record.back()); // by another page, at the same time
    show_truth(two);
    EXPECT_NE(told(two).find("Processed or not: not known"), std::string::npos);
    record.back().members.clear();
    two.press(CallApiPressed{});
    EXPECT_NE(told(two).find("Processed, answer lost"), std::string::npos) << told(two);

    World one = with_tokens();
    one.arm(R"({"at":"refresh","nth":2,"lost":"after"})");
    one.press(RefreshPressed{}); // not recorded, at the same time as the next one
    one.state.bench.recording = true;
    one.press(RefreshPressed{});
    show_truth(one);
    EXPECT_NE(told(one).find("Processed or not: not known"), std::string::npos) << told(one);
}

TEST(Truth, AnUnreadableRecordIsNoWord) {
    World world = after_refresh_with(answer_lost);
    for (const std::string_view record :
         {"", "[]", "{\"moments\":7}", "{\"moments\":[7,{},{\"at\":\"x\",\"method\":{}}]}"})
        EXPECT_TRUE(
            server_words_of(record, world.model.log, world.model.exchanges, simulated_base).empty())
            << record;
    world.model.truth.asked = true;
    world.press(RequestFailed{0, http::Failure::network, "", 1});
    EXPECT_FALSE(world.model.truth.asked);
}

TEST(Truth, OfADisconnectionWhoseAnswerWasLostEverythingIsRevoked) {
    World world = with_tokens();
    world.state.bench.recording = true;
    world.arm(R"({"at":"disconnect","lost":"after"})");
    world.press(DisconnectPressed{});
    show_truth(world);
    EXPECT_NE(life_of(world, "Access token 1").find("revoked. "), std::string::npos);
    EXPECT_NE(life_of(world, "Refresh token 1").find("revoked. "), std::string::npos);
}

} // namespace
} // namespace playground
