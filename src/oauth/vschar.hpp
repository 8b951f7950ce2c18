// Alphabets of RFC 6749. VSCHAR of Appendix A, %x20-7E, is that of client_id, state, code and tokens. What a
// server sends outside of it is refused, because it would end up in a header or a request.
#pragma once

#include "http/ascii.hpp"

#include <algorithm>
#include <string_view>

namespace oauth {

inline bool is_vschar(std::string_view text) {
    return http::every(text, [](unsigned char c) { return (c >= ' ') & (c <= '~'); });
}

// name-char of section 8.2, in a name that somebody can read.
inline bool is_parameter_name(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return http::is_letter(c) || http::is_digit(c) || c == '-' || c == '.' || c == '_';
    });
}

} // namespace oauth
