// The token endpoint: exchange of a code (RFC 6749 section 4.1.3) and refresh (section 6).
//
//   http::Request request = token_request(client, endpoints.token_endpoint, code, code_verifier);
//   // shown, then sent, then:
//   Result<TokenSet> tokens = process_token_response(response);
//   if (!tokens) return explain(tokens.error().code, tokens.error().message);
#pragma once

#include "http/message.hpp"
#include "oauth/client.hpp"
#include "json/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace oauth {

struct TokenSet {
    std::string access_token;
    std::string token_type;
    std::optional<std::int64_t> expires_in; // seconds from receipt, never negative; absent: unknown
    std::optional<std::string> refresh_token;
    std::optional<std::string> scope;  // absent: the same as requested (section 5.1)
    std::vector<std::string> warnings; // "expires_in arrived as a string"
    friend bool operator==(const TokenSet&, const TokenSet&) = default;
};

// Exact parameters (S25): grant_type, code, redirect_uri, code_verifier; client_id and
// client_secret only with client_secret_post.
http::Request token_request(const Client& client, const std::string& token_endpoint,
                            const std::string& code, const std::string& code_verifier);
http::Request refresh_request(const Client& client, const std::string& token_endpoint,
                              const std::string& refresh_token);

// Section 5.2 and what else a token endpoint may answer. Error::code is the server's `error`
// ("invalid_grant") when there is one, else "not_json", "http_status", "missing_access_token",
// "unsupported_token_type", "malformed". The message quotes error_description and says what to do.
Result<TokenSet> process_token_response(const http::Response& response);

// What ends a refresh token for good: any 4xx but 408 and 429, and an invalid_grant that came with
// 200 by mistake. Never retried (S37, S38).
bool refresh_failure_is_terminal(const http::Response& response);

} // namespace oauth
