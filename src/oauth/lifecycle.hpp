// The life of a token, as a state machine driven by evidence only.
//
//   active -> expiring -> expired   by the clock, from expires_in
//   any live -> refused             a server did not take it, and did not say that it is over
//   any live -> replaced            a refresh gave another one; whether this one ended is not known
//   any live -> rotated             a refresh gave another one, and this server ends the one before
//   any live -> revoked             disconnect or revocation succeeded, or refresh said invalid_grant
//   any live -> rejected            an API's own challenge, or a provider that documents what
//                                   active: false means
//   refused, replaced -> active     a server accepted it all the same (or where the clock is by now)
//
// Live are active, expiring, expired, refused and replaced: expired is only the page's prediction and
// refused only one server's word, so such a token stays usable as an experiment, and the server
// decides.
//
// rotated, revoked and rejected are final: no clock brings a token back (S39).
//
// What changed is handed to the caller, who keeps the record of it: a token knows its state only.
//
//   if (const auto change = advance_clock(token, now)) announce(to_string(change->to));
//   apply(token, TokenState::rotated, now, 7, "Exchange 7: refresh answered 200 with a new pair");
#pragma once

#include "oauth/introspection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace oauth {

// Two clocks, because each fails differently: the monotonic one may stand still while a laptop
// sleeps, the wall clock may be set back. Time passed is the larger of both and never shrinks.
struct Instant {
    std::int64_t monotonic_ms = 0;
    std::int64_t wall_ms = 0; // Unix time
    friend bool operator==(const Instant&, const Instant&) = default;
};

enum class TokenState {
    active,
    expiring,
    expired,
    refused,
    replaced,
    rotated,
    revoked,
    rejected,
};
std::string_view to_string(TokenState state);
bool is_final(TokenState state);

inline constexpr std::int64_t expiring_window_ms = 60 * 1000;

struct Transition {
    TokenState from = TokenState::active;
    TokenState to = TokenState::active; // the same when a life began anew
    std::int64_t at_ms = 0;             // Unix time
    std::string evidence;               // "Exchange 7: refresh answered 200 with a new pair"
    std::uint32_t exchange = 0;         // 0: the clock
    friend bool operator==(const Transition&, const Transition&) = default;
};

struct Token {
    std::uint32_t id = 0;
    std::uint32_t pair = 0; // tokens of one answer have one number; the first is 1
    TokenKind kind = TokenKind::access_token;
    std::string value;        // secret; wiped by "Forget everything"
    std::string fingerprint;  // keyed, for this session only (S62); empty until it arrived
    std::uint32_t born = 0;   // exchange
    std::uint32_t parent = 0; // the refresh token that it came from; 0: a code
    std::string scope;        // granted, or requested when the server did not say
    std::string environment;  // id; a token never leaves it (S69)
    Instant received;
    std::optional<std::int64_t> expires_in; // seconds
    std::int64_t elapsed_ms = 0;            // high-water mark of time passed since `received`
    TokenState state = TokenState::active;
    friend bool operator==(const Token&, const Token&) = default;
};

// "Access token 2": of the second pair.
std::string name_of(TokenKind kind, std::uint32_t pair);
std::string name_of(const Token& token);

// Milliseconds left by the clock, never growing, 0 at the end; nothing when expires_in is unknown.
std::optional<std::int64_t> remaining_ms(const Token& token);

// Lets time pass: raises elapsed_ms, moves active -> expiring -> expired.
std::optional<Transition> advance_clock(Token& token, const Instant& now);

// Evidence: a move to a state that is not the clock's, or back from refused and replaced. Nothing
// changes where there is no such edge.
std::optional<Transition> apply(Token& token, TokenState to, const Instant& now,
                                std::uint32_t exchange, std::string evidence);

// The server gave the same token again: its life is counted anew, from now. Not for a final state.
std::optional<Transition> renew(Token& token, const Instant& now,
                                std::optional<std::int64_t> expires_in, std::uint32_t exchange,
                                std::string evidence);

// When `advance_clock` will next change a state, in milliseconds from now.
std::optional<std::int64_t> next_transition_in_ms(const Token& token);

// How far the wall clock and the monotonic clock have drifted apart since receipt: sleep, or a
// clock that was set.
std::int64_t clock_skew_ms(const Token& token, const Instant& now);

} // namespace oauth
