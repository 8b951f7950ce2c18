// Token introspection (RFC 7662): the way to look at an opaque token. It is never decoded here
// (S67).
//
//   Result<Introspection> seen = process_introspection_response(response);
//   if (seen && seen->active) remember(...);
//
// active: false is weak evidence (section 2.2): the token may have ended, but a server also says so
// of a token that it does not know, or may not speak of to this client. Some say it of every refresh
// token.
#pragma once

#include "http/message.hpp"
#include "oauth/client.hpp"
#include "oauth/reading.hpp"
#include "json/json.hpp"
#include "json/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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
    std::vector<Warning> warnings;
    friend bool operator==(const Introspection&, const Introspection&) = default;
};

// A good answer may write true as text, and times as text; both with a warning. Error::code: one of
// read_answer() (oauth/error_response.hpp), or "missing_active".
Result<Introspection> process_introspection_response(const http::Response& response);

// active: false comes to TokenEffect::refused; what a provider documents besides is its own.
Reading read_introspection_answer(const http::Response& response);

} // namespace oauth
