// Using an access token (RFC 6750): in the Authorization header and nowhere else (S40).
//
//   http::Request request = with_bearer({"GET", base + "/v2/employees", {}, {}}, token.value);
//   std::optional<Challenge> challenge = find_challenge(response); // "insufficient_scope", ...
#pragma once

#include "http/message.hpp"

#include <optional>
#include <string>

namespace oauth {

// Replaces whatever Authorization the request had.
http::Request with_bearer(http::Request request, const std::string& access_token);

// The challenge of a 401 or 403 (section 3), when the browser exposes the header (S41). Values are
// the server's: capped, control characters spelt out.
struct Challenge {
    std::string scheme, realm, error, error_description, scope;
    friend bool operator==(const Challenge&, const Challenge&) = default;
};

// The first Bearer challenge in any WWW-Authenticate header, else the first of another scheme;
// nothing when there is none that follows RFC 9110 section 11.6.1. A challenge that breaks off
// keeps what came before.
std::optional<Challenge> find_challenge(const http::Response& response);

} // namespace oauth
