// Using an access token (RFC 6750): in the Authorization header and nowhere else (S40).
#pragma once

#include "http/message.hpp"

#include <optional>
#include <string>

namespace oauth {

http::Request with_bearer(http::Request request, const std::string& access_token);

// The challenge of a 401 or 403 (section 3), when the browser exposes the header (S41).
struct Challenge {
    std::string scheme, realm, error, error_description, scope;
    friend bool operator==(const Challenge&, const Challenge&) = default;
};
std::optional<Challenge> find_challenge(const http::Response& response);

} // namespace oauth
