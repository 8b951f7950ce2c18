// Finds known secrets in any text, in whatever clothes they arrive (S61): as they are, percent- or
// form-encoded (also twice), JSON-escaped (also JSON in JSON), in Base64 of either alphabet at any
// alignment, and split over lines. For redaction, for commands, and for slips with credentials.
#pragma once

#include "http/redaction.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace http {

struct Occurrence {
    std::size_t begin = 0;  // bytes
    std::size_t end = 0;    // one past the last
    std::size_t secret = 0; // index into the secrets that were searched for
};

constexpr std::size_t shortest_secret = 4; // bytes

// In order and apart: occurrences that overlap are joined under the name of the longest. Text that
// mask() wrote before is not searched, so that masking twice is masking once.
std::vector<Occurrence> find_secrets(std::string_view text, const Secrets& secrets);

} // namespace http
