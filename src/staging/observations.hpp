// What a run saw of a live environment, beside what is documented (staging/facts.hpp). Only by evidence: what was not
// seen is not guessed, and one answer is not taken for a rule.
//
//   std::vector<Observation> all = observe(exchanges, direct, relayed);
//   show(find_fact(all[0].fact)->claim, to_string(all[0].agreement), all[0].seen);
//
// `seen` holds numbers, names of fields and error codes, none of them longer than a server's word may be. Whoever shows
// or copies it masks what is known to be secret.
#pragma once

#include "http/exchange.hpp"
#include "staging/environment.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace staging {

enum class Agreement {
    not_seen,
    agrees,      // with the documentation
    contradicts, // it, or one of the places that contradict each other
    news,        // nobody had documented it
};
std::string_view to_string(Agreement agreement); // "agrees"

struct Observation {
    std::string_view fact; // Fact::id
    Agreement agreement = Agreement::not_seen;
    std::string seen; // empty as long as it is not seen
    friend bool operator==(const Observation&, const Observation&) = default;
};

// `relayed`: the same environment with the addresses of the relay; CORS is judged by direct requests only. An exchange
// with an answer and without a duration was pasted by a person, and says nothing about CORS either.
// Of redirects, only those whose purpose is `trusted_redirect` are looked at.
std::vector<Observation> observe(const std::vector<http::Exchange>& exchanges,
                                 const Environment& direct, const Environment& relayed);

// Exchange::purpose of a redirect that answers an attempt of this page; others may be anybody's.
inline constexpr std::string_view trusted_redirect = "Redirect back";

// As text, for somebody else, which is plain in Markdown and in a table too: what was seen, one paragraph for each, then what nothing was seen of.
std::string observation_report(std::string_view environment, const std::vector<Observation>& all);

} // namespace staging
