#include "oauth/pkce.hpp"

#include "http/ascii.hpp"
#include "http/base64.hpp"

#include <algorithm>

namespace oauth {

namespace {

constexpr std::size_t shortest_verifier = 43; // RFC 7636 section 4.1
constexpr std::size_t longest_verifier = 128;
constexpr std::size_t sha256_octets = 32;

bool is_unreserved(char c) {
    return http::is_letter(c) || http::is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

} // namespace

std::string code_verifier(std::string_view octets) {
    if (octets.size() < verifier_octets) return {};
    std::string verifier = http::base64url_encode(octets);
    if (verifier.size() > longest_verifier) return {};
    return verifier;
}

std::string code_challenge(std::string_view sha256_of_verifier) {
    if (sha256_of_verifier.size() != sha256_octets) return {};
    return http::base64url_encode(sha256_of_verifier);
}

std::string state(std::string_view octets) {
    if (octets.size() < state_octets) return {};
    return http::base64url_encode(octets);
}

bool valid_code_verifier(std::string_view verifier) {
    return verifier.size() >= shortest_verifier && verifier.size() <= longest_verifier &&
           std::all_of(verifier.begin(), verifier.end(), is_unreserved);
}

} // namespace oauth
