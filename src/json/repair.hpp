// Internal to this folder. One bad value must not lose a document: what RFC 8259 forbids inside a
// single value, and servers send all the same, is replaced, so that the rest can be read.
//
// Repaired: a surrogate without its pair, a control character and ill-formed UTF-8 in a string
// become U+FFFD; a number that no double can hold becomes 0, and its digits come back in `numbers`.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace json {

struct Number {
    std::size_t offset = 0; // of the 0 in its place
    std::string digits;     // as received
};

struct Repaired {
    std::string text;
    std::vector<std::string> notes; // for a person, at most eight; never a piece of the text
    std::vector<Number> numbers;    // ascending
};

// Nothing where there is nothing to repair, or more than 100,000 characters of a string or numbers. One pass,
// whatever the text holds.
std::optional<Repaired> repair(std::string_view text);

// Bytes of the well-formed UTF-8 sequence that `text` begins with (RFC 3629 section 4); none: 0.
std::size_t sequence_size(std::string_view text);

} // namespace json
