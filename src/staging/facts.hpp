// What Pleo documents, what contradicts it, and what nobody outside knows, each with its source.
// The page quotes from here and nowhere else, so that it never promises more than is written.
#pragma once

#include <string_view>
#include <vector>

namespace staging {

enum class Standing { documented, contradictory, unknown };

struct Fact {
    std::string_view id;    // "client_authentication"
    std::string_view claim; // one or two sentences
    Standing standing;
    std::string_view source; // path below the documentation's site, or "RFC 6749 §5.1"
};

const std::vector<Fact>& facts();
const Fact& fact(std::string_view id); // ends the program on an unknown id: ids are ours

} // namespace staging
