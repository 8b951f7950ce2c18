#include "oauth/lifecycle.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace oauth {

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

// expires_in is the server's number and clocks are the browser's: neither may overflow.
std::int64_t subtract(std::int64_t left, std::int64_t right) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(left, right, &difference)) return right < 0 ? most : least;
    return difference;
}

std::int64_t lifetime_ms(std::int64_t expires_in) {
    if (expires_in <= 0) return 0;
    return expires_in > most / 1000 ? most : expires_in * 1000;
}

TokenState predicted(std::int64_t remaining) {
    if (remaining <= 0) return TokenState::expired;
    return remaining <= expiring_window_ms ? TokenState::expiring : TokenState::active;
}

bool has_edge(TokenState from, TokenState to) {
    if (is_final(from) || from == to) return false;
    if (is_final(to)) return true;
    switch (to) {
    case TokenState::refused: return from != TokenState::replaced;
    case TokenState::replaced: return true;
    case TokenState::active: return from == TokenState::refused || from == TokenState::replaced;
    default: return false;
    }
}

} // namespace

std::string_view to_string(TokenState state) {
    switch (state) {
    case TokenState::active: return "active";
    case TokenState::expiring: return "expiring";
    case TokenState::expired: return "expired";
    case TokenState::refused: return "refused";
    case TokenState::replaced: return "replaced";
    case TokenState::rotated: return "rotated";
    case TokenState::revoked: return "revoked";
    case TokenState::rejected: return "rejected";
    }
    return "";
}

std::string name_of(TokenKind kind, std::uint32_t pair) {
    return (kind == TokenKind::access_token ? "Access token " : "Refresh token ") +
           std::to_string(pair);
}

std::string name_of(const Token& token) { return name_of(token.kind, token.pair); }

bool is_final(TokenState state) {
    return state == TokenState::rotated || state == TokenState::revoked ||
           state == TokenState::rejected;
}

std::optional<std::int64_t> remaining_ms(const Token& token) {
    if (!token.expires_in) return std::nullopt;
    return std::max<std::int64_t>(0, subtract(lifetime_ms(*token.expires_in), token.elapsed_ms));
}

std::optional<Transition> advance_clock(Token& token, const Instant& now) {
    token.elapsed_ms =
        std::max({token.elapsed_ms, subtract(now.monotonic_ms, token.received.monotonic_ms),
                  subtract(now.wall_ms, token.received.wall_ms)});
    const std::optional<std::int64_t> remaining = remaining_ms(token);
    if (is_final(token.state) || !remaining) return std::nullopt;
    const TokenState next = predicted(*remaining), before = token.state;
    if (next <= before) return std::nullopt; // only forward: active, expiring, expired
    token.state = next;
    const std::string lifetime = std::to_string(*token.expires_in) + " s of expires_in";
    return Transition{before, next, now.wall_ms,
                      next == TokenState::expired
                          ? "The clock: the " + lifetime + " are over"
                          : "The clock: the end of the " + lifetime + " is near",
                      0};
}

std::optional<Transition> apply(Token& token, TokenState to, const Instant& now,
                                std::uint32_t exchange, std::string evidence) {
    const TokenState before = token.state;
    if (!has_edge(before, to)) return std::nullopt;
    const std::optional<std::int64_t> remaining = remaining_ms(token);
    token.state = to == TokenState::active && remaining ? predicted(*remaining) : to;
    return Transition{before, token.state, now.wall_ms, std::move(evidence), exchange};
}

std::optional<Transition> renew(Token& token, const Instant& now,
                                std::optional<std::int64_t> expires_in, std::uint32_t exchange,
                                std::string evidence) {
    const TokenState before = token.state;
    if (is_final(before)) return std::nullopt;
    token.received = now;
    token.elapsed_ms = 0;
    token.expires_in = expires_in;
    const std::optional<std::int64_t> remaining = remaining_ms(token);
    token.state = remaining ? predicted(*remaining) : TokenState::active;
    return Transition{before, token.state, now.wall_ms, std::move(evidence), exchange};
}

std::optional<std::int64_t> next_transition_in_ms(const Token& token) {
    const std::optional<std::int64_t> remaining = remaining_ms(token);
    if (!remaining || is_final(token.state)) return std::nullopt;
    switch (token.state) {
    case TokenState::active: return std::max<std::int64_t>(0, *remaining - expiring_window_ms);
    case TokenState::expiring: return remaining;
    default: return std::nullopt;
    }
}

std::int64_t clock_skew_ms(const Token& token, const Instant& now) {
    return subtract(subtract(now.wall_ms, token.received.wall_ms),
                    subtract(now.monotonic_ms, token.received.monotonic_ms));
}

} // namespace oauth
