// What a 401 or 403 says in WWW-Authenticate (RFC 9110 section 11.6.1, RFC 6750 section 3), when the
// browser exposes the header (S41). Read by the grammar first, and leniently where a server left it:
// a comma behind the scheme, none between parameters, semicolons, single quotes, words without
// quotes. What was read leniently is said.
//
//   const Challenges seen = read_challenges(response);
//   if (const Challenge* bearer = seen.bearer()) use(bearer->error); // "insufficient_scope"
#pragma once

#include "http/message.hpp"
#include "oauth/reading.hpp"

#include <optional>
#include <string>
#include <vector>

namespace oauth {

// Values are the server's: capped, control characters spelt out. Of two parameters of one name the
// first counts (RFC 6750 section 3: none may appear twice).
struct Challenge {
    std::string scheme, realm, error, error_description, scope;
    friend bool operator==(const Challenge&, const Challenge&) = default;
};

struct Challenges {
    std::vector<Challenge> all; // of every header, in their order
    std::vector<Warning> warnings;

    // A Bearer challenge: one that names an error before one that does not. nullptr: there is none.
    const Challenge* bearer() const;
    // By its scheme, in any case; nullptr: there is none.
    const Challenge* find(std::string_view scheme) const;
};
Challenges read_challenges(const http::Response& response);

// The Bearer challenge, else the first of another scheme.
std::optional<Challenge> find_challenge(const http::Response& response);

} // namespace oauth
