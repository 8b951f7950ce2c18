// Finds known secrets in any text, in whatever clothes they arrive (S61): as they are, percent- or
// form-encoded (also twice), JSON-escaped (also JSON in JSON), in Base64 of either alphabet at any
// alignment, and split over lines. For redaction, for commands, and for slips with credentials.
#pragma once

#include "http/redaction.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace http {

struct Occurrence {
    std::size_t begin = 0;  // bytes
    std::size_t end = 0;    // one past the last
    std::size_t secret = 0; // index into the secrets that were searched for
};

constexpr std::size_t shortest_secret = 4; // bytes

// What to look for, with every encoding worked out: make one for all the texts of an exchange, or of
// many, since that takes longer than to search a short text. It holds the secrets; let it not
// outlive the work.
//
//   const SecretSearch search(secrets);
//   for (const Occurrence& found : search.find(text)) ...
class SecretSearch {
public:
    explicit SecretSearch(Secrets secrets);

    // In order and apart: occurrences that overlap are joined under the name of the longest. Text
    // that mask() wrote before is not searched, so that masking twice is masking once.
    std::vector<Occurrence> find(std::string_view text) const;
    const Secret& secret(const Occurrence& found) const { return secrets_[found.secret]; }

private:
    struct Needle {
        std::string bytes;
        std::size_t secret = 0;
        bool base64 = false;
        // The Base64 character next to the needle holds a few bits of the secret as well.
        bool shares_left = false;
        bool shares_right = false;
    };
    static Needle base64_needle(std::string_view content, std::size_t offset, std::size_t secret);
    static void widen(std::string_view text, const Needle& needle, Occurrence& found);
    void add_needles(std::size_t secret);

    Secrets secrets_;
    std::vector<Needle> needles_;
    static std::size_t beginning(char first, char second);
    bool may_begin(std::string_view text, std::size_t i) const;
    std::array<std::vector<std::uint32_t>, 256> starting_; // needles by their first byte
    std::vector<bool> beginnings_;                         // by their first two: is there one?
};

std::vector<Occurrence> find_secrets(std::string_view text, const Secrets& secrets);

} // namespace http
