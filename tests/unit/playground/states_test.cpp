// The four machines: which ways a run has gone, and where its newest things are.
#include "playground/states.hpp"

#include "playground/family.hpp"
#include "playground/run_story.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace playground {
namespace {

constexpr auto attempt = StateMachine::authorization_attempt;
constexpr auto code = StateMachine::authorization_code;
constexpr auto access = StateMachine::access_token;
constexpr auto refresh = StateMachine::refresh_token;

WaySeen way(const World& world, StateMachine machine, LifeState from, LifeState to) {
    const States now = states(world.model.log.moments);
    const auto& all = state_ways();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].machine == machine && all[i].from == from && all[i].to == to) return now.ways[i];
    ADD_FAILURE() << "no way from " << to_string(from) << " to " << to_string(to);
    return {};
}

StateNow now(const World& world, StateMachine machine) {
    return states(world.model.log.moments).now[static_cast<std::size_t>(machine)];
}

TEST(States, AreThirtyWaysOnceEachBetweenTheirOwnStates) {
    std::set<std::tuple<StateMachine, LifeState, LifeState>> known;
    std::map<StateMachine, int> counts;
    for (const StateWay& each : state_ways()) {
        EXPECT_TRUE(known.emplace(each.machine, each.from, each.to).second) << each.cause;
        ++counts[each.machine];
        const auto of = states_of(each.machine);
        EXPECT_NE(std::find(of.begin(), of.end(), each.to), of.end()) << each.cause;
        if (each.from != LifeState::not_over) {
            EXPECT_NE(std::find(of.begin(), of.end(), each.from), of.end()) << each.cause;
        }
        EXPECT_TRUE(each.cause.ends_with('.')) << each.cause;
        EXPECT_TRUE(each.how.ends_with('.')) << each.how;
    }
    EXPECT_EQ(counts[attempt], 7);
    EXPECT_EQ(counts[code], 6);
    EXPECT_EQ(counts[access], 8);
    EXPECT_EQ(counts[refresh], 9);
}

TEST(States, BeginWithNothing) {
    World world;
    world.open();
    const States none = states(world.model.log.moments);
    EXPECT_EQ(coverage(none), "0 of 30 ways seen");
    EXPECT_EQ(none.now[0].state, LifeState::ready);
    EXPECT_EQ(none.now[3].state, LifeState::none);
    EXPECT_EQ(none.now[3].name, "");
}

TEST(States, TheFirstPairGoesEightWays) {
    const World world = with_tokens();
    const States all = states(world.model.log.moments);
    EXPECT_EQ(coverage(all), "8 of 30 ways seen");
    EXPECT_EQ(now(world, attempt).state, LifeState::completed);
    EXPECT_EQ(now(world, code).state, LifeState::exchanged);
    EXPECT_EQ(now(world, access).state, LifeState::active);
    EXPECT_EQ(now(world, access).name, "Access token 1");
    const WaySeen came = way(world, attempt, LifeState::away, LifeState::accepted);
    EXPECT_EQ(find_moment(world.model.log, came.last)->kind, MomentKind::came);
    EXPECT_EQ(way_in_words(state_ways()[1], came),
              "away \u2192 accepted \u00b7 seen once, in moment " + std::to_string(came.last));
    EXPECT_EQ(way_in_words(state_ways()[2], {}), "away \u2192 denied \u00b7 not seen");
}

TEST(States, CountTheWayAndNameItsNewestMoment) {
    World world = with_tokens();
    world.press(RefreshPressed{});
    world.press(RefreshPressed{});
    const WaySeen rotated = way(world, refresh, LifeState::not_over, LifeState::rotated);
    EXPECT_EQ(rotated.count, 2u);
    const Moment* last = find_moment(world.model.log, rotated.last);
    ASSERT_NE(last, nullptr);
    EXPECT_EQ(last->is, oauth::TokenState::rotated);
    EXPECT_EQ(last->pair, 2u);
    EXPECT_EQ(now(world, refresh).name, "Refresh token 3");
    EXPECT_EQ(now(world, refresh).state, LifeState::active);
}

TEST(States, AnAttemptIsDeniedRefusedHereOrAbandoned) {
    World world;
    world.open();
    world.authorise("deny");
    EXPECT_EQ(now(world, attempt).state, LifeState::denied);
    EXPECT_EQ(now(world, code).state, LifeState::awaited);
    world.leave();
    world.come_back(std::string(page_url) + "?code=a&state=b");
    EXPECT_EQ(way(world, attempt, LifeState::away, LifeState::refused_here).count, 1u);
    world.come_back(std::string(page_url) + "?code=a&state=b");
    EXPECT_EQ(way(world, attempt, LifeState::ready, LifeState::refused_here).count, 1u);
    world.leave();
    EXPECT_EQ(now(world, attempt).state, LifeState::away);
    world.reload();
    world.leave();
    EXPECT_EQ(way(world, attempt, LifeState::away, LifeState::abandoned).count, 1u);
    EXPECT_EQ(way(world, attempt, LifeState::ready, LifeState::away).count, 4u);
}

TEST(States, ACodeIsSpentInDoubtOrLeftBehind) {
    World world;
    world.open();
    world.authorise();
    EXPECT_EQ(now(world, code).state, LifeState::ready);
    world.network = Network::deaf;
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(now(world, code).state, LifeState::in_doubt);
    EXPECT_EQ(now(world, attempt).state, LifeState::accepted);
    world.network = Network::up;
    world.authorise();
    answer_with(world, 400, R"({"error":"invalid_grant"})");
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(now(world, code).state, LifeState::spent);
    world.server = nullptr;
    world.authorise();
    world.authorise();
    EXPECT_EQ(way(world, code, LifeState::ready, LifeState::left_behind).count, 1u);
    EXPECT_EQ(now(world, code).state, LifeState::ready);

    world.network = Network::slow;
    world.press(ExchangeCodePressed{});
    world.fail(http::Failure::offline);
    EXPECT_EQ(now(world, code).state, LifeState::ready) << "it never left";
    EXPECT_EQ(way(world, code, LifeState::ready, LifeState::sent).count, 2u);
}

TEST(States, ARefreshWithoutAnAnswerIsInDoubtUntilIntrospectionSays) {
    for (const Network fault : {Network::down, Network::deaf}) {
        World world = with_tokens();
        world.network = fault;
        world.press(RefreshPressed{});
        EXPECT_EQ(now(world, refresh).state, LifeState::in_doubt);
        EXPECT_EQ(way(world, refresh, LifeState::not_over, LifeState::in_doubt).count, 1u);
        EXPECT_EQ(now(world, access).state, LifeState::active);
        world.network = Network::up;
        world.press(IntrospectionKindChosen{oauth::TokenKind::refresh_token});
        world.press(IntrospectPressed{});
        // Nothing arrived: it lives. All was carried out: it was rotated.
        const bool lives = fault == Network::down;
        EXPECT_EQ(way(world, refresh, LifeState::in_doubt, LifeState::active).count,
                  lives ? 1u : 0u);
        EXPECT_EQ(way(world, refresh, LifeState::in_doubt, LifeState::over).count, lives ? 0u : 1u);
    }
}

TEST(States, AnAccessTokenEndsInEachOfItsWays) {
    World world = with_tokens();
    answer_with(world, 401);
    world.press(CallApiPressed{});
    EXPECT_EQ(now(world, access).state, LifeState::refused);
    world.server = nullptr;
    world.press(CallApiPressed{});
    EXPECT_EQ(way(world, access, LifeState::refused, LifeState::active).count, 1u);
    world.press(AdvanceClockPressed{900});
    EXPECT_EQ(now(world, access).state, LifeState::expired);
    world.press(IntrospectPressed{});
    EXPECT_EQ(now(world, access).state, LifeState::rejected);
    world.press(RefreshPressed{});
    world.press(RefreshPressed{});
    EXPECT_EQ(way(world, access, LifeState::not_over, LifeState::rotated).count, 1u)
        << "what was rejected is not rotated";
    world.press(DisconnectPressed{});
    EXPECT_EQ(now(world, access).state, LifeState::revoked);
    EXPECT_EQ(now(world, refresh).state, LifeState::over);
    world.authorise();
    world.press(ExchangeCodePressed{});
    world.reload();
    EXPECT_EQ(now(world, access).state, LifeState::left_behind);
    EXPECT_EQ(way(world, refresh, LifeState::not_over, LifeState::left_behind).count, 1u);
}

// What the table promises, some run keeps: no way is there for the picture alone.
TEST(States, EveryWayIsGoneBySomeRun) {
    std::set<std::size_t> gone;
    const auto add = [&](const World& world) {
        const States found = states(world.model.log.moments);
        for (std::size_t i = 0; i < found.ways.size(); ++i)
            if (found.ways[i].count > 0) gone.insert(i);
    };
    World attempts;
    attempts.open();
    attempts.authorise("deny");
    attempts.come_back(std::string(page_url) + "?code=a&state=b");
    attempts.leave();
    attempts.come_back(std::string(page_url) + "?code=a&state=b");
    attempts.leave();
    attempts.reload();
    attempts.authorise();
    attempts.authorise();
    attempts.press(ClientSecretEdited{"not-the-secret-of-it"});
    attempts.press(ExchangeCodePressed{});
    add(attempts);
    World doubt;
    doubt.open();
    doubt.authorise();
    doubt.network = Network::deaf;
    doubt.press(ExchangeCodePressed{});
    add(doubt);
    for (const Network fault : {Network::down, Network::deaf}) {
        World world = with_tokens();
        world.network = fault;
        world.press(RefreshPressed{});
        world.network = Network::up;
        world.press(IntrospectionKindChosen{oauth::TokenKind::refresh_token});
        world.press(IntrospectPressed{});
        add(world);
    }
    World tokens = with_tokens();
    answer_with(tokens, 503);
    tokens.press(RefreshPressed{});
    tokens.press(CallApiPressed{});
    answer_with(tokens, 401);
    tokens.press(CallApiPressed{});
    tokens.server = nullptr;
    tokens.press(CallApiPressed{});
    tokens.press(IntrospectionKindChosen{oauth::TokenKind::refresh_token});
    tokens.press(IntrospectPressed{});
    tokens.press(RefreshPressed{});
    tokens.press(AdvanceClockPressed{900});
    tokens.press(IntrospectionKindChosen{oauth::TokenKind::access_token});
    tokens.press(IntrospectPressed{});
    tokens.press(RefreshPressed{});
    tokens.press(DisconnectPressed{});
    tokens.authorise();
    tokens.press(ExchangeCodePressed{});
    tokens.reload();
    add(tokens);
    for (std::size_t i = 0; i < state_way_count; ++i)
        EXPECT_TRUE(gone.contains(i))
            << name_of(state_ways()[i].machine) << ": " << way_in_words(state_ways()[i], {});
}

// Two readers of one log: what Family says of the newest token of a kind, the chart says as well.
TEST(States, AgreeWithTheFamilyAtEveryCursor) {
    World world = with_tokens();
    world.press(RefreshPressed{});
    world.network = Network::deaf;
    world.press(RefreshPressed{});
    world.network = Network::up;
    world.press(IntrospectionKindChosen{oauth::TokenKind::refresh_token});
    world.press(IntrospectPressed{});
    world.press(AdvanceClockPressed{900});
    world.authorise();
    world.press(ExchangeCodePressed{});
    world.press(DisconnectPressed{});
    for (const Moment& each : world.model.log.moments) {
        const auto moments = seen(world.model.log, each.id);
        const States chart = states(moments);
        for (const Member& member : family(moments)) {
            if (member.name != chart.now[3].name) continue;
            const std::string_view state = to_string(chart.now[3].state);
            const bool over = member.life == Life::revoked || member.life == Life::rejected;
            EXPECT_EQ(over ? "over" : to_string(member.life), state) << each.id;
        }
    }
}

} // namespace
} // namespace playground
