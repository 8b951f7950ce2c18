// What Pleo documents, what contradicts it, and what nobody outside knows, each with its source.
// The page quotes from here and nowhere else, so that it never promises more than is written.
#pragma once

#include <string_view>
#include <vector>

namespace staging {

enum class Standing { documented, contradictory, unknown };
std::string_view to_string(Standing standing); // "contradictory"

struct Fact {
    std::string_view id; // "client_authentication"
    Standing standing = Standing::unknown;
    std::string_view title;  // "Client authentication by the header"
    std::string_view source; // path below the documentation's site, or "RFC 6749 §5.1"
    std::string_view claim;  // one or two sentences
};

const std::vector<Fact>&
facts(); // none as long as the reference is not there (staging/reference.hpp)
const Fact* find_fact(std::string_view id);

} // namespace staging
