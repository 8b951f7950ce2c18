// VSCHAR of RFC 6749 Appendix A, %x20-7E: the alphabet of client_id, state, code and tokens. What a
// server sends outside of it is refused, because it would end up in a header or a request.
#pragma once

#include <algorithm>
#include <string_view>

namespace oauth {

inline bool is_vschar(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

} // namespace oauth
