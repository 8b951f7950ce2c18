// The run log: what happened, moment by moment, each written once and never changed. Pictures of the
// lifecycle and their texts are functions of it and of a cursor (ui/run_story.hpp): to look back is to read
// fewer moments, and nothing can be sent or kept by it.
//
// It holds ids and words, and never a value of a secret. It knows what this page knows: no moment says what
// a server did unless the server said so.
#pragma once

#include "oauth/lifecycle.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace playground {

enum class Actor : std::uint8_t { person, page, authorization_server, api };

// front: through the address bar of the person's browser. inside: nothing was sent.
enum class Channel : std::uint8_t { front, back, inside };

enum class MomentKind : std::uint8_t {
    sent,    // a request; or it was about to be, and the page did not (Outcome::not_sent)
    ended,   // of a request: an answer, or the certainty that none will come
    left,    // the browser went to the authorisation server
    came,    // the browser was sent back
    stored,  // a token came into this page
    changed, // a token is in another state
    said,    // a word about a token that changes no state
    lost,    // the page was left: what it held in memory is gone
};

enum class Outcome : std::uint8_t {
    none,      // of a moment that has none; of `sent`: on its way; of `came`: failed a check here
    delivered, // the server answered, and did not refuse
    refused,   // the server answered with an error
    not_sent,  // kept back by the page, its policy, or for want of a network
    unread,    // answered, with more than the page takes
    unknown,   // no answer: processed or not, nobody here can know
    // Never in the log: only who asks the server knows them (truth.hpp).
    lost_there, // the request did not arrive
    lost_back,  // it was processed, and the answer did not arrive
    hidden,     // it was processed, and the browser keeps the answer from the page
};

struct Moment {
    std::uint32_t id = 0;     // from 1, each one more than the last
    std::uint32_t cause = 0;  // an earlier moment; 0: the person, or for a token the clock
    std::int64_t page_ms = 0; // Unix time of this page
    // Of Simulated Staging's virtual clock, as far as this page has moved it. Nobody knows it of another.
    std::optional<std::int64_t> server_ms = {};
    Actor from = Actor::page, to = Actor::page;
    Channel channel = Channel::inside;
    MomentKind kind = MomentKind::said;
    Outcome outcome = Outcome::none;
    std::uint32_t exchange = 0; // 0: none
    std::uint32_t token = 0;    // presented, stored, changed; 0: none
    std::uint32_t pair = 0;     // its pair
    std::uint32_t parent = 0;   // stored: the refresh token that it came from; 0: a code
    oauth::TokenKind token_kind = oauth::TokenKind::access_token;
    oauth::TokenState was = oauth::TokenState::active, is = oauth::TokenState::active; // its state
    // Only with Outcomes of truth.hpp: when it came there, or left there, by the server's clock.
    std::optional<std::int64_t> far_ms = {};
    // stored, and where a life began anew: seconds; absent: the server did not say.
    std::optional<std::int64_t> expires_in = {};
    bool spends = false;    // sent, ended: the token that it presents may end by it
    std::string words = {}; // "Refresh request", "400 invalid_grant", evidence
    friend bool operator==(const Moment&, const Moment&) = default;
};

struct RunLog {
    std::vector<Moment> moments; // oldest first, without a gap
    friend bool operator==(const RunLog&, const RunLog&) = default;
};

inline constexpr std::size_t most_moments = 2000; // the oldest falls out
inline constexpr std::size_t longest_words = 300; // bytes
// Of Moment::expires_in, in seconds: more is as good as for ever.
inline constexpr std::int64_t longest_life = std::int64_t{1} << 40;

// Moment::words of the request that carries the code.
inline constexpr std::string_view token_request_words = "Token request";
// Of one that carries a refresh token to be spent.
inline constexpr std::string_view refresh_request_words = "Refresh request";

// Moment::words of a token that was rotated by a refresh without an answer end so (truth.hpp).
inline constexpr std::string_view lost_pair_words = "a new pair was issued, and nobody holds it";

const Moment* find_moment(const RunLog& log, std::uint32_t id); // nullptr: none, or fallen out
// The newest evidence for the state of a token; nullptr: nothing was said since it came.
const Moment* last_word(const RunLog& log, std::uint32_t token);
bool is_of_token(const Moment& moment); // changed or said

} // namespace playground
