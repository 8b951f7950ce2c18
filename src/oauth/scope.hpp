// Scopes (RFC 6749 section 3.3): tokens of %x21 / %x23-5B / %x5D-7E joined by one space.
//
//   Result<Scopes> scopes = parse_scopes("users:read  companies:read");
//   join(scopes->values) == "users:read companies:read"
#pragma once

#include "json/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace oauth {

struct Scopes {
    std::vector<std::string> values;     // in the order typed, each once
    std::vector<std::string> duplicates; // what was left out, so that the page can say so (S10)
    friend bool operator==(const Scopes&, const Scopes&) = default;
};

// Any run of white space separates, since people paste lists. An illegal character is named with
// its place.
Result<Scopes> parse_scopes(std::string_view text);
std::string join(const std::vector<std::string>& scopes);

struct ScopeComparison {
    std::vector<std::string> missing; // asked, not granted
    std::vector<std::string> extra;   // granted, not asked
    // The scopes came with this between them instead of a blank (RFC 6749 section 3.3), which is
    // the server's mistake; empty: they did not.
    std::string separator;
};
// S31: an absent `granted` means the same as requested. A comma, semicolon, plus sign or "%20" that
// glues a scope that was asked for to others separates them; in any other scope it is a character.
ScopeComparison compare_scopes(std::string_view requested, std::string_view granted);

} // namespace oauth
