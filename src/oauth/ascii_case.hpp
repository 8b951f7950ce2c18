// Comparison without case, for the protocol's own words: schemes, header names, token types (RFC 9110 section 11.1,
// RFC 6749 section 5.1). ASCII only, so no locale can change what is equal.
#pragma once

#include <algorithm>
#include <string_view>

namespace oauth {

inline bool equal_without_case(std::string_view left, std::string_view right) {
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [&lower](char a, char b) { return lower(a) == lower(b); });
}

} // namespace oauth
