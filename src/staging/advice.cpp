#include "staging/advice.hpp"

#include <array>
#include <utility>

namespace staging {

std::string advice(const Environment& environment, std::string_view error) {
    constexpr std::string_view manager =
        " Your Pleo Partner Manager knows how the client is registered.";
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> all{{
        {"invalid_client", " Staging and Production have separate credentials, and Pleo documents "
                           "client_secret_basic."},
        {"unauthorized_client", manager},
        {"invalid_scope", manager},
        {"invalid_token", " Pleo names this error, beside invalid_grant, for a refresh that fails "
                          "for good."},
        {"invalid_refresh_token",
         " A public client of Pleo treats this error as the end of the refresh token."},
    }};
    if (!follows_pleo(environment)) return {};
    for (const auto& [code, words] : all) {
        if (code == error) return std::string(words);
    }
    return {};
}

} // namespace staging
