// How long each thing lasts, on the clock that it lives by.
#include "playground/time_bars.hpp"

#include "playground/log_json.hpp"
#include "playground/run_story.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace playground {
namespace {

constexpr std::int64_t minute = 60'000, sixty_days = std::int64_t{60} * 24 * 60 * minute;

std::vector<TimeBar> bars_of(const World& world, std::uint32_t cursor = 0) {
    const auto moments = seen(world.model.log, cursor);
    return time_bars({.moments = moments, .refresh_life_ms = sixty_days});
}

TimeBar bar(const World& world, std::string_view name) {
    for (const TimeBar& each : bars_of(world))
        if (each.name == name) return each;
    ADD_FAILURE() << "no " << name;
    return {};
}

TEST(TimeBars, TokensLastAsLongAsTheServerSaidAndCodesAreUsed) {
    const World world = with_tokens();
    const TimeBar access = bar(world, "Access token 1");
    EXPECT_EQ(access.from_ms, world.access().received.wall_ms);
    ASSERT_TRUE(access.to_ms);
    EXPECT_EQ(*access.to_ms - access.from_ms, *world.access().expires_in * 1000);
    EXPECT_FALSE(access.at_least);
    EXPECT_FALSE(access.ended_ms);
    const TimeBar refresh = bar(world, "Refresh token 1");
    EXPECT_EQ(*refresh.to_ms - refresh.from_ms, sixty_days);
    EXPECT_TRUE(refresh.at_least);
    const TimeBar code = bar(world, "Code 1");
    EXPECT_EQ(*code.to_ms - code.from_ms, 10 * minute);
    EXPECT_EQ(code.ended_by, "its use");
    EXPECT_EQ(find_moment(world.model.log, code.moment)->words, token_request_words);
}

TEST(TimeBars, EndWhereEvidenceEndedThem) {
    World world = with_tokens();
    world.pass(5 * minute);
    world.press(RefreshPressed{});
    const TimeBar access = bar(world, "Access token 1");
    ASSERT_TRUE(access.ended_ms);
    EXPECT_EQ(*access.ended_ms - access.from_ms, 5 * minute);
    EXPECT_EQ(access.ended_by, "rotation");
    EXPECT_EQ(access.life, Life::rotated);
    EXPECT_FALSE(bar(world, "Access token 2").ended_ms);
    world.press(DisconnectPressed{});
    EXPECT_EQ(bar(world, "Refresh token 2").ended_by, "revocation");
    world.authorise();
    world.press(ExchangeCodePressed{});
    world.reload();
    EXPECT_EQ(bar(world, "Access token 3").ended_by, "leaving the page");
    EXPECT_TRUE(bar(world, "Access token 3").to_ms) << "although the token itself is gone";
}

TEST(TimeBars, BeginAnewWhereTheServerGaveTheSameTokenAgain) {
    World world = with_tokens();
    world.pass(5 * minute);
    answer_with(world, 200,
                R"({"access_token":")" + world.access().value +
                    R"(","token_type":"Bearer","expires_in":60})");
    world.press(RefreshPressed{});
    const TimeBar access = bar(world, "Access token 1");
    EXPECT_EQ(access.from_ms, world.access().received.wall_ms);
    EXPECT_EQ(*access.to_ms - access.from_ms, minute);
    EXPECT_FALSE(access.ended_ms);
}

TEST(TimeBars, StandOnTheClockThatTheyLiveByAndAtTheCursor) {
    World world = with_tokens();
    const std::uint32_t before = world.model.log.moments.back().id;
    world.press(AdvanceClockPressed{900});
    const auto moments = seen(world.model.log, 0);
    EXPECT_EQ(now_of_cursor(world.model, moments) - world.now.wall_ms, 900'000);
    EXPECT_EQ(bar(world, "Access token 1").life, Life::expired);
    const auto then = seen(world.model.log, before);
    EXPECT_EQ(now_of_cursor(world.model, then), bar_clock_ms(then.back()));
    for (const TimeBar& each : bars_of(world, before))
        EXPECT_NE(each.life, Life::expired) << each.name;
}

TEST(TimeBars, AreShownOnTheShortestScaleThatHoldsThem) {
    const TimeBar token{.key = 1, .name = "Access token 1", .from_ms = 1000 * minute};
    const auto window = [&](std::int64_t now, TimeScale chosen = TimeScale::by_itself) {
        return time_window(std::span(&token, 1), now, chosen);
    };
    EXPECT_EQ(window(1010 * minute).scale, TimeScale::quarter);
    EXPECT_EQ(window(1010 * minute).from_ms, token.from_ms);
    EXPECT_EQ(window(1016 * minute).scale, TimeScale::day);
    EXPECT_EQ(window(1000 * minute + 2 * 24 * 60 * minute).scale, TimeScale::sixty_days);
    const TimeWindow near = window(5000 * minute, TimeScale::quarter);
    EXPECT_LT(near.from_ms, 5000 * minute);
    EXPECT_GT(near.from_ms + near.span_ms, 5000 * minute);
    EXPECT_EQ(near.span_ms, 15 * minute);
}

TEST(TimeBars, ALifeWithoutEndOrBeyondAllMeasureIsDrawnAllTheSame) {
    World world;
    world.open();
    world.authorise();
    answer_with(world, 200,
                R"({"access_token":"a-token-of-this-test","token_type":"Bearer",)"
                R"("expires_in":900000000000000000})");
    world.press(ExchangeCodePressed{});
    const TimeBar endless = bar(world, "Access token 1");
    ASSERT_TRUE(endless.to_ms);
    EXPECT_GT(*endless.to_ms, endless.from_ms);
    EXPECT_TRUE(log_from_json(to_json(world.model.log)));
}

} // namespace
} // namespace playground
