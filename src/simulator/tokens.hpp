// Making, finding and ending tokens. Rotation is strict, as Pleo documents: a refresh ends every
// earlier access and refresh token of the authorisation at once, without a grace period.
#pragma once

#include "simulator/call.hpp"
#include "simulator/state.hpp"

#include <string>
#include <string_view>

namespace simulator {

struct TokenPair {
    std::string access_token;
    std::string refresh_token;
};

// `access_scope` may be narrower than the authorisation's; the refresh token keeps what it had (RFC
// 6749 section 6).
TokenPair issue_pair(Call& call, const Authorization& authorization,
                     const std::string& access_scope);

// By its digest. nullptr: never made here, or made so long ago that it was forgotten.
Token* find_token(Call& call, std::string_view token);

Authorization* find_authorization(State& state, std::string_view id);

bool is_expired(const Token& token, std::int64_t now_ms);
bool is_usable(const Token& token, std::int64_t now_ms); // live and not expired

void rotate_tokens(State& state, std::string_view authorization_id);
void revoke_tokens(State& state, std::string_view authorization_id);
void revoke_refresh_tokens(State& state, std::string_view authorization_id);
void revoke_all_tokens(State& state);

// Drops the oldest entries beyond `most`.
template <class T>
void keep_newest(std::vector<T>& list, std::size_t most) {
    if (list.size() > most) {
        list.erase(list.begin(), list.end() - static_cast<std::ptrdiff_t>(most));
    }
}

} // namespace simulator
