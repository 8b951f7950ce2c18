#include "oauth/lifecycle.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace {

using oauth::Instant;
using oauth::Token;
using oauth::TokenState;

constexpr std::int64_t second = 1000;
constexpr std::int64_t hour = 3600 * second;
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr Instant received{5'000, 1'700'000'000'000};

const std::vector<TokenState> all_states = {
    TokenState::active,   TokenState::expiring, TokenState::expired, TokenState::refused,
    TokenState::replaced, TokenState::rotated,  TokenState::revoked, TokenState::rejected};

Instant after(std::int64_t ms) { return {received.monotonic_ms + ms, received.wall_ms + ms}; }

Token token(std::optional<std::int64_t> expires_in = 3600) {
    Token made;
    made.id = 1;
    made.received = received;
    made.expires_in = expires_in;
    return made;
}

// A token in `state`, reached by the edges of the machine.
Token in_state(TokenState state) {
    Token made = token();
    switch (state) {
    case TokenState::active: break;
    case TokenState::expiring:
        EXPECT_TRUE(oauth::advance_clock(made, after(hour - 30 * second)));
        break;
    case TokenState::expired: EXPECT_TRUE(oauth::advance_clock(made, after(hour))); break;
    default: EXPECT_TRUE(oauth::apply(made, state, after(second), 3, "test")); break;
    }
    EXPECT_EQ(made.state, state);
    return made;
}

} // namespace

TEST(Lifecycle, NamesOfTheStates) {
    std::vector<std::string> names;
    for (const TokenState state : all_states)
        names.emplace_back(oauth::to_string(state));
    EXPECT_EQ(names, (std::vector<std::string>{"active", "expiring", "expired", "refused",
                                               "replaced", "rotated", "revoked", "rejected"}));
}

// Every state against every target: final states are reached by evidence from live ones only.
TEST(Lifecycle, EvidenceMovesExactlyTheseEdges) {
    for (const TokenState from : all_states) {
        for (const TokenState to : all_states) {
            Token one = in_state(from);
            const Token before = one;
            const bool live = !oauth::is_final(from);
            const bool weak = from == TokenState::refused || from == TokenState::replaced;
            const bool final = to == TokenState::rotated || to == TokenState::revoked ||
                               to == TokenState::rejected;
            EXPECT_EQ(oauth::is_final(to), final);
            const auto moved = oauth::apply(one, to, after(2 * hour), 7, "Exchange 7: said so");
            const bool edge = live && from != to &&
                              (final || to == TokenState::replaced ||
                               (to == TokenState::refused && from != TokenState::replaced) ||
                               (to == TokenState::active && weak));
            EXPECT_EQ(moved.has_value(), edge)
                << oauth::to_string(from) << " to " << oauth::to_string(to);
            if (!moved) {
                EXPECT_EQ(one, before) << "nothing changes without an edge";
                continue;
            }
            EXPECT_EQ(one.state, to);
            EXPECT_EQ(*moved, (oauth::Transition{from, to, received.wall_ms + 2 * hour,
                                                 "Exchange 7: said so", 7}));
        }
    }
}

// Every state against every stretch of time: the clock only goes active, expiring, expired.
TEST(Lifecycle, S39_TheClockMovesExactlyTheseEdges) {
    const struct {
        std::int64_t ms;
        TokenState predicted;
    } times[] = {
        {0, TokenState::active},
        {hour - oauth::expiring_window_ms - 1, TokenState::active},
        {hour - oauth::expiring_window_ms, TokenState::expiring},
        {hour - 1, TokenState::expiring},
        {hour, TokenState::expired},
        {1000 * hour, TokenState::expired},
    };
    for (const TokenState from : all_states) {
        for (const auto& time : times) {
            Token one = in_state(from);
            const bool moves = !oauth::is_final(from) && time.predicted > from;
            EXPECT_EQ(oauth::advance_clock(one, after(time.ms)).has_value(), moves)
                << oauth::to_string(from) << " after " << time.ms;
            EXPECT_EQ(one.state, moves ? time.predicted : from);
            EXPECT_FALSE(oauth::advance_clock(one, after(time.ms)))
                << "the same time again changes nothing";
        }
    }
}

TEST(Lifecycle, ALifeFromBirthToDeath) {
    Token one = token();
    EXPECT_EQ(oauth::remaining_ms(one), hour);
    EXPECT_EQ(oauth::next_transition_in_ms(one), hour - oauth::expiring_window_ms);

    EXPECT_FALSE(oauth::advance_clock(one, after(30 * 60 * second)));
    EXPECT_EQ(oauth::remaining_ms(one), 30 * 60 * second);
    EXPECT_EQ(oauth::next_transition_in_ms(one), 29 * 60 * second);

    const auto near = oauth::advance_clock(one, after(59 * 60 * second));
    ASSERT_TRUE(near);
    EXPECT_EQ(*near,
              (oauth::Transition{TokenState::active, TokenState::expiring,
                                 received.wall_ms + 59 * 60 * second,
                                 "The clock: the end of the 3600 s of expires_in is near", 0}))
        << "exchange 0 is the clock";
    EXPECT_EQ(one.state, TokenState::expiring);
    EXPECT_EQ(oauth::next_transition_in_ms(one), 60 * second);

    const auto over = oauth::advance_clock(one, after(hour));
    ASSERT_TRUE(over);
    EXPECT_EQ(over->evidence, "The clock: the 3600 s of expires_in are over");
    EXPECT_EQ(one.state, TokenState::expired);
    EXPECT_EQ(oauth::remaining_ms(one), 0);
    EXPECT_EQ(oauth::next_transition_in_ms(one), std::nullopt);

    EXPECT_TRUE(
        oauth::apply(one, TokenState::rejected, after(hour + second), 9, "Exchange 9: 401"));
    EXPECT_FALSE(oauth::advance_clock(one, after(2 * hour)));
}

TEST(Lifecycle, S39_NextTransitionIsWhenItHappens) {
    for (const std::int64_t expires_in : {1, 59, 60, 61, 3600}) {
        Token one = token(expires_in);
        std::int64_t time = 0;
        oauth::advance_clock(one, after(time));
        for (int step = 0; step < 3; ++step) {
            const std::optional<std::int64_t> wait = oauth::next_transition_in_ms(one);
            if (!wait) break;
            ASSERT_GT(*wait, 0);
            EXPECT_FALSE(oauth::advance_clock(one, after(time + *wait - 1)))
                << "a millisecond too early";
            time += *wait;
            EXPECT_TRUE(oauth::advance_clock(one, after(time)));
        }
        EXPECT_EQ(one.state, TokenState::expired) << expires_in;
        EXPECT_EQ(time, expires_in * second);
    }
}

TEST(Lifecycle, S39_SleepMonotonicClockStandsStill) {
    Token one = token();
    const auto change =
        oauth::advance_clock(one, {received.monotonic_ms + second, received.wall_ms + 8 * hour});
    ASSERT_TRUE(change);
    EXPECT_EQ(change->from, TokenState::active) << "nobody saw it expiring";
    EXPECT_EQ(one.state, TokenState::expired);
    EXPECT_EQ(
        oauth::clock_skew_ms(one, {received.monotonic_ms + second, received.wall_ms + 8 * hour}),
        8 * hour - second);
}

TEST(Lifecycle, S39_WallClockSetBackDoesNotStopTheCountdown) {
    Token one = token();
    const Instant back{received.monotonic_ms + hour, received.wall_ms - 24 * hour};
    EXPECT_TRUE(oauth::advance_clock(one, back));
    EXPECT_EQ(one.state, TokenState::expired);
    EXPECT_EQ(oauth::clock_skew_ms(one, back), -25 * hour);
}

TEST(Lifecycle, S39_NothingIsResurrected) {
    for (const TokenState state : all_states) {
        if (state == TokenState::active) continue;
        Token one = in_state(state);
        const std::optional<std::int64_t> left = oauth::remaining_ms(one);
        for (const Instant now :
             {Instant{0, 0}, received, Instant{least, least}, Instant{received.monotonic_ms, 0},
              Instant{0, received.wall_ms}}) {
            EXPECT_FALSE(oauth::advance_clock(one, now));
            EXPECT_EQ(one.state, state);
            EXPECT_EQ(oauth::remaining_ms(one), left) << "what is left never grows";
        }
    }
}

TEST(Lifecycle, S39_ElapsedTimeNeverShrinks) {
    Token one = token();
    oauth::advance_clock(one, after(20 * second));
    EXPECT_EQ(one.elapsed_ms, 20 * second);
    oauth::advance_clock(one, after(10 * second));
    EXPECT_EQ(one.elapsed_ms, 20 * second);
    oauth::advance_clock(one, {received.monotonic_ms + 25 * second, received.wall_ms});
    EXPECT_EQ(one.elapsed_ms, 25 * second);
}

TEST(Lifecycle, S39_WallClockJumpsForwardAndBackAgain) {
    Token one = token();
    EXPECT_TRUE(
        oauth::advance_clock(one, {received.monotonic_ms + second, received.wall_ms + 2 * hour}));
    EXPECT_FALSE(oauth::advance_clock(one, after(2 * second)));
    EXPECT_EQ(one.state, TokenState::expired);
}

TEST(Lifecycle, AnUnknownLifetimeNeverExpires) {
    Token one = token(std::nullopt);
    EXPECT_FALSE(oauth::advance_clock(one, after(100'000 * hour)));
    EXPECT_EQ(one.state, TokenState::active);
    EXPECT_EQ(oauth::remaining_ms(one), std::nullopt);
    EXPECT_EQ(oauth::next_transition_in_ms(one), std::nullopt);
    EXPECT_TRUE(oauth::apply(one, TokenState::revoked, after(0), 1, "evidence still counts"));
}

TEST(Lifecycle, NothingLeftAtBirth) {
    for (const std::int64_t expires_in :
         {std::int64_t{0}, std::int64_t{-1}, std::int64_t{-3600}, least}) {
        Token one = token(expires_in);
        EXPECT_EQ(oauth::remaining_ms(one), 0) << expires_in;
        EXPECT_EQ(oauth::next_transition_in_ms(one), 0) << expires_in;
        EXPECT_TRUE(oauth::advance_clock(one, received));
        EXPECT_EQ(one.state, TokenState::expired);
    }
}

TEST(Lifecycle, HugeLifetimesDoNotOverflow) {
    for (const std::int64_t expires_in : {most, most / 1000, most / 1000 + 1, most - 1}) {
        Token one = token(expires_in);
        EXPECT_FALSE(oauth::advance_clock(one, after(hour)));
        EXPECT_EQ(one.state, TokenState::active);
        EXPECT_GT(*oauth::remaining_ms(one), most / 2);
    }
}

TEST(Lifecycle, AbsurdClocksDoNotOverflow) {
    for (const std::int64_t monotonic : {least, std::int64_t{-1}, std::int64_t{0}, most}) {
        for (const std::int64_t wall : {least, std::int64_t{-1}, std::int64_t{0}, most}) {
            for (const Instant birth :
                 {Instant{least, most}, Instant{most, least}, Instant{0, 0}, received}) {
                Token one = token(most);
                one.received = birth;
                oauth::advance_clock(one, {monotonic, wall});
                oauth::clock_skew_ms(one, {monotonic, wall});
                EXPECT_GE(one.elapsed_ms, 0);
                EXPECT_GE(*oauth::remaining_ms(one), 0);
            }
        }
    }
}

TEST(Lifecycle, ClocksThatAgreeHaveNoSkew) {
    const Token one = token();
    EXPECT_EQ(oauth::clock_skew_ms(one, after(hour)), 0);
    EXPECT_EQ(oauth::clock_skew_ms(one, {received.monotonic_ms + 5, received.wall_ms + 2}), -3);
}

// Evidence of life brings back what only one server's word had put aside, to where the clock is by now.
TEST(Lifecycle, RefusedAndReplacedComeBackByEvidence) {
    for (const TokenState weak : {TokenState::refused, TokenState::replaced}) {
        Token one = in_state(weak);
        EXPECT_TRUE(oauth::apply(one, TokenState::active, after(2 * second), 8, "accepted"));
        EXPECT_EQ(one.state, TokenState::active);
        Token late = in_state(weak);
        oauth::advance_clock(late, after(hour));
        EXPECT_EQ(late.state, weak) << "the clock alone does not";
        EXPECT_TRUE(oauth::apply(late, TokenState::active, after(hour), 8, "accepted"));
        EXPECT_EQ(late.state, TokenState::expired);
    }
}

TEST(Lifecycle, TheSameTokenAgainIsCountedAnew) {
    Token one = in_state(TokenState::expired);
    oauth::renew(one, after(hour), 60, 9, "the same again");
    EXPECT_EQ(one.state, TokenState::expiring);
    EXPECT_EQ(oauth::remaining_ms(one), 60 * second);
    Token over = in_state(TokenState::revoked);
    const Token before = over;
    oauth::renew(over, after(hour), 60, 9, "the same again");
    EXPECT_EQ(over, before);
}
