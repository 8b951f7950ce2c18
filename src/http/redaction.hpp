// Masks secrets wherever they occur (S61): raw, percent- and form-encoded, JSON-escaped, inside Base64 of
// a Basic header. Values are replaced, structure stays readable.
#pragma once

#include "http/exchange.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http {

struct Secret {
    std::string name;  // "client_secret": what the mask says
    std::string value; // shorter than 4 bytes is not searched for: it would mask half the page
    friend bool operator==(const Secret&, const Secret&) = default;
};
using Secrets = std::vector<Secret>;

// "‹client_secret›" in place of each occurrence.
std::string mask(std::string_view name);
std::string redact(std::string_view text, const Secrets& secrets);

// Redacts known values and, whether known or not, what stands in secret places: Authorization and cookie
// headers, the parameters client_secret, code, code_verifier, state, access_token, refresh_token, id_token, token,
// and JSON members of those names, user info in URLs.
Exchange redact(const Exchange& exchange, const Secrets& secrets);

} // namespace http
