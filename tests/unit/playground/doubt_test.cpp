// A refresh without an answer: what leads on.
#include "playground/doubt.hpp"

#include "playground/remedies.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

#include <string>

namespace playground {
namespace {

World without_an_answer(std::string_view lost) {
    World world = with_tokens();
    world.arm(R"({"at":"refresh","lost":")" + std::string(lost) + "\"}");
    world.pass(1000);
    world.press(StepChosen{Step::refresh_tokens});
    world.press(RefreshPressed{});
    return world;
}

std::string next_word(const World& world) {
    return remedy_name(next_in_doubt(doubt_of(world.model)));
}

void follow(World& world) { world.press(RemedyPressed{next_in_doubt(doubt_of(world.model))}); }

TEST(Doubt, IsNoneBeforeAndAfterAnAnswer) {
    World world;
    EXPECT_EQ(doubt_of(world.model), Doubt{});
    world.open_with_tokens();
    EXPECT_EQ(doubt_of(world.model).step, DoubtStep::none);
    world.press(RefreshPressed{});
    EXPECT_EQ(doubt_of(world.model).step, DoubtStep::none);
    answer_with(world, 503);
    world.press(RefreshPressed{});
    EXPECT_EQ(doubt_of(world.model).step, DoubtStep::none) << "that is an answer";
}

TEST(Doubt, NotRotatedIsAskedTwiceAndThenSentOnce) {
    World world = without_an_answer("before");
    const std::int64_t sent = world.now.wall_ms;
    EXPECT_EQ(doubt_of(world.model).safe_from_ms, sent + 30'000);
    EXPECT_EQ(next_word(world), "Introspect the refresh token");
    EXPECT_EQ(world.notice(Step::refresh_tokens).remedy, next_in_doubt(doubt_of(world.model)));
    follow(world);
    EXPECT_EQ(doubt_of(world.model).step, DoubtStep::ask_later);
    EXPECT_EQ(remedy_name(world.notice(Step::expiry_and_revocation).remedy), "Ask once more");
    follow(world); // too early: the first one may still arrive
    EXPECT_EQ(doubt_of(world.model).step, DoubtStep::ask_later);
    world.pass(29'999);
    follow(world);
    EXPECT_EQ(doubt_of(world.model).step, DoubtStep::ask_later);
    world.pass(1);
    EXPECT_EQ(doubt_of(world.model).step, DoubtStep::ask_later) << "time alone is no evidence";
    follow(world);
    EXPECT_EQ(next_word(world), "Refresh now");
    EXPECT_EQ(remedy_name(world.notice(Step::expiry_and_revocation).remedy), "Refresh now");
    EXPECT_EQ(world.count_sent("/oauth/token"), 6u) << "the code, one refresh, four questions";
    follow(world);
    EXPECT_EQ(world.refresh().pair, 2u);
    EXPECT_EQ(doubt_of(world.model).step, DoubtStep::none);
}

TEST(Doubt, RotatedIsAuthorisedAgainAndNeverSentAgain) {
    World world = without_an_answer("after");
    follow(world);
    EXPECT_EQ(next_word(world), "Authorise again");
    EXPECT_EQ(remedy_name(world.notice(Step::expiry_and_revocation).remedy), "Authorise again");
    EXPECT_EQ(world.count_sent("/oauth/token"), 3u) << "the code, one refresh, one question";
    follow(world);
    EXPECT_FALSE(world.left_for.empty());
}

TEST(Doubt, WhatSaysNothingOfTheTokenChangesNothing) {
    World world = without_an_answer("after");
    for (const int status : {401, 500}) {
        answer_with(world, status);
        follow(world);
        EXPECT_EQ(doubt_of(world.model).step, DoubtStep::ask) << status;
    }
    world.server = nullptr;
    world.network = Network::down;
    follow(world);
    EXPECT_EQ(doubt_of(world.model).step, DoubtStep::ask);
}

// S33, S38: neither time nor an answer makes the page send.
TEST(Doubt, NothingIsSentByItself) {
    for (const std::string_view lost : {"before", "after"}) {
        World world = without_an_answer(lost);
        const std::size_t sent = world.sent.size();
        world.pass(120'000);
        EXPECT_EQ(world.sent.size(), sent);
        follow(world);
        world.pass(120'000);
        EXPECT_EQ(world.sent.size(), sent + 1);
    }
}

TEST(Doubt, WhoCannotAskAuthorisesAgain) {
    World world = without_an_answer("after");
    for (staging::Environment& each : world.model.environments)
        each.endpoints.introspection_endpoint.clear();
    EXPECT_EQ(next_word(world), "Authorise again");
}

} // namespace
} // namespace playground
