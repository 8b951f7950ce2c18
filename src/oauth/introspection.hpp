// Token introspection (RFC 7662): the way to look at an opaque token. It is never decoded here
// (S67).
//
//   Result<Introspection> seen = process_introspection_response(response);
//   if (seen && !seen->active) apply(token, TokenState::rejected, ...);
#pragma once

#include "http/message.hpp"
#include "oauth/client.hpp"
#include "json/json.hpp"
#include "json/result.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace oauth {

enum class TokenKind { access_token, refresh_token };
std::string_view to_string(TokenKind kind); // the registered hints: "access_token", "refresh_token"

http::Request introspection_request(const Client& client, const std::string& introspection_endpoint,
                                    const std::string& token, TokenKind hint);

struct Introspection {
    bool active = false;
    std::optional<std::string> scope, client_id, subject, issuer;
    std::optional<std::int64_t> expires_at, issued_at; // Unix time, seconds
    json::Value members;                               // everything received, for display
    friend bool operator==(const Introspection&, const Introspection&) = default;
};

Result<Introspection> process_introspection_response(const http::Response& response);

} // namespace oauth
