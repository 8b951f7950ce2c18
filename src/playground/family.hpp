// Who came from whom: the authorisations of a run, under each its refresh tokens, generation after
// generation, and under those the access tokens that came with them. A pure function of moments.
#pragma once

#include "playground/run_log.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace playground {

enum class Life : std::uint8_t {
    active,   // or expiring
    in_doubt, // sent to be refreshed or revoked, and no answer came: it may have ended
    expired,  // by the clock; a server has the last word
    refused,  // a server did not take it, and did not say that it is over
    replaced,
    rotated,
    revoked,
    rejected,
    left_behind, // this page has no copy any more; a server may still take it
};
std::string_view to_string(Life life);
bool is_over(Life life); // a server ended it, or this page lost it

struct Member {
    std::uint8_t level =
        1; // 1: an authorisation, 2: refresh token, 3: access token; without a refresh token 2
    std::uint32_t token = 0;  // 0: the authorisation itself
    std::uint32_t moment = 0; // its newest
    oauth::TokenKind kind = oauth::TokenKind::access_token;
    Life life = Life::active;
    std::string name;           // "Refresh token 2"
    std::string origin;         // "From Refresh token 1, in exchange 7."
    std::string use;            // who presented it where; empty: nobody
    std::string what_killed_it; // one sentence, with all that fell with it; empty: it lives
    friend bool operator==(const Member&, const Member&) = default;
};

// In reading order: an authorisation, its first refresh token, the access tokens that came with it, the second one.
std::vector<Member> family(std::span<const Moment> moments);

} // namespace playground
