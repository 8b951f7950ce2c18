#include "http/secret_names.hpp"

#include "http/ascii.hpp"

#include <array>
#include <string>

namespace http {

namespace {

// secret_key: what the deliveries of a webhook subscription are signed with (secretKey).
constexpr std::array<std::string_view, 12> secret_names{
    "client_secret", "code",  "code_verifier",    "state",     "access_token", "refresh_token",
    "id_token",      "token", "client_assertion", "assertion", "password",     "secret_key"};

constexpr std::array<std::string_view, 3> place_names{"credentials", "cookie", "user_info"};

std::string without_separators(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (c != '_' && c != '-') plain += lower(c);
    }
    return plain;
}

} // namespace

std::string_view secret_name(std::string_view name) {
    constexpr std::size_t longest = 40;
    if (name.size() > longest) return {};
    const std::string plain = without_separators(name);
    for (const std::string_view candidate : secret_names) {
        if (plain == without_separators(candidate)) return candidate;
    }
    return {};
}

bool is_mask_name(std::string_view name) {
    for (const std::string_view candidate : secret_names) {
        if (name == candidate) return true;
    }
    for (const std::string_view candidate : place_names) {
        if (name == candidate) return true;
    }
    return false;
}

} // namespace http
