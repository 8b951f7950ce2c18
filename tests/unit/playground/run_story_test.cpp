// The log in words, and the family of the tokens.
#include "playground/run_story.hpp"

#include "playground/family.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace playground {
namespace {

Member member(const World& world, std::string_view name) {
    for (const Member& each : family(world.model.log.moments))
        if (each.name == name) return each;
    ADD_FAILURE() << "no " << name;
    return {};
}

std::vector<std::string> lines(const World& world) {
    std::vector<std::string> found;
    for (const Member& each : family(world.model.log.moments))
        found.push_back(std::string(2 * (each.level - 1u), ' ') + each.name + ", " +
                        std::string(to_string(each.life)));
    return found;
}

TEST(Family, GenerationsStandUnderTheirAuthorisation) {
    World world = with_tokens();
    world.press(RefreshPressed{});
    world.press(RefreshPressed{});
    EXPECT_EQ(lines(world),
              (std::vector<std::string>{"Authorisation 1, active", "  Refresh token 1, rotated",
                                        "    Access token 1, rotated", "  Refresh token 2, rotated",
                                        "    Access token 2, rotated", "  Refresh token 3, active",
                                        "    Access token 3, active"}));
    world.authorise();
    world.press(ExchangeCodePressed{});
    const std::vector<std::string> later = lines(world);
    ASSERT_EQ(later.size(), 10u);
    EXPECT_EQ(later[5], "  Refresh token 3, left behind");
    EXPECT_EQ(later[7], "Authorisation 2, active");
    EXPECT_EQ(later[8], "  Refresh token 4, active");
}

TEST(Family, SaysWhatKilledATokenAndWhatFellWithIt) {
    World world = with_tokens();
    world.press(RefreshPressed{});
    const Member refresh = member(world, "Refresh token 1");
    const std::string exchange = std::to_string(world.last_exchange().id);
    EXPECT_NE(refresh.what_killed_it.find("Exchange " + exchange +
                                          ": the refresh was answered with a new pair. With it "
                                          "went Access token 1."),
              std::string::npos)
        << refresh.what_killed_it;
    EXPECT_EQ(refresh.use, "Presented by this page in exchange " + exchange + ".");
    EXPECT_EQ(member(world, "Refresh token 2").origin,
              "From Refresh token 1, in exchange " + exchange + ".");
    EXPECT_EQ(member(world, "Refresh token 2").what_killed_it, "");
}

TEST(Family, ARefreshWithoutAnAnswerLeavesItsTokenInDoubtUntilThereIsEvidence) {
    World world = with_tokens();
    world.network = Network::deaf;
    world.press(RefreshPressed{});
    EXPECT_EQ(member(world, "Refresh token 1").life, Life::in_doubt);
    EXPECT_EQ(member(world, "Access token 1").life, Life::active);
    EXPECT_NE(caption(world.model.log, 0).find("Refresh token 1 is in doubt."), std::string::npos);
    world.network = Network::up;
    world.press(IntrospectionKindChosen{oauth::TokenKind::refresh_token});
    world.press(IntrospectPressed{});
    EXPECT_NE(member(world, "Refresh token 1").life, Life::in_doubt);

    World asked = with_tokens();
    asked.network = Network::deaf;
    asked.press(IntrospectionKindChosen{oauth::TokenKind::refresh_token});
    asked.press(IntrospectPressed{});
    EXPECT_EQ(member(asked, "Refresh token 1").life, Life::active) << "a question spends nothing";
}

TEST(Family, LooksAsItDidAtTheCursor) {
    World world = with_tokens();
    const std::uint32_t before = world.model.log.moments.back().id;
    const std::vector<Member> then = family(world.model.log.moments);
    world.press(RefreshPressed{});
    EXPECT_NE(family(seen(world.model.log, 0)), then);
    EXPECT_EQ(family(seen(world.model.log, before)), then);
}

TEST(RunStory, TimesAreWrittenAsIso8601) {
    EXPECT_EQ(utc_time(0), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(utc_time(1'800'000'000'007), "2027-01-15T08:00:00.007Z");
    EXPECT_EQ(utc_time(1'709'164'799'000), "2024-02-28T23:59:59.000Z");
    EXPECT_EQ(utc_time(1'709'164'800'000), "2024-02-29T00:00:00.000Z");
    EXPECT_EQ(utc_time(-1), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(utc_time(std::int64_t{1} << 60), "9999-12-31T23:59:59.999Z");
}

TEST(RunStory, TheCaptionIsTrueForTheCursor) {
    World world;
    world.open();
    EXPECT_EQ(caption(world.model.log, 0), "Nothing happened yet.");
    world.open_with_tokens();
    const std::uint32_t before = world.model.log.moments.back().id;
    world.press(RefreshPressed{});
    const std::string all = std::to_string(world.model.log.moments.back().id);
    EXPECT_EQ(caption(world.model.log, 0),
              "Refresh token 2 and Access token 2 are active. " + all + " moments.");
    EXPECT_EQ(caption(world.model.log, before),
              "Looking back at moment " + std::to_string(before) + " of " + all +
                  ". Refresh token 1 and Access token 1 are active.");
    EXPECT_NE(caption(world.model.log, before + 1).find("One request waits"), std::string::npos);
}

TEST(RunStory, LostAnswersAndBlockedOnesReadTheSame) {
    const auto told = [](Network network, http::Failure failure) {
        World world = with_tokens();
        world.network = network;
        world.press(RefreshPressed{});
        if (network == Network::slow) world.fail(failure);
        const auto& all = world.model.log.moments;
        const auto end = std::find_if(all.rbegin(), all.rend(), [](const Moment& each) {
            return each.kind == MomentKind::ended;
        });
        return sentence(*end) + label_of(*end);
    };
    const std::string lost = told(Network::deaf, http::Failure::none);
    EXPECT_EQ(told(Network::down, http::Failure::none), lost);
    EXPECT_EQ(told(Network::slow, http::Failure::network), lost);
    EXPECT_NE(lost.find("not known"), std::string::npos) << lost;
}

TEST(RunStory, EveryMomentOfARunIsASentence) {
    World world = with_tokens();
    world.press(CallApiPressed{});
    world.press(RefreshPressed{});
    world.press(AdvanceClockPressed{900});
    world.press(DisconnectPressed{});
    world.reload();
    for (const Moment& each : world.model.log.moments) {
        const std::string words = sentence(each);
        EXPECT_TRUE(words.ends_with('.')) << words;
        EXPECT_EQ(words.find(".."), std::string::npos) << words;
        EXPECT_FALSE(label_of(each).empty());
    }
}

} // namespace
} // namespace playground
