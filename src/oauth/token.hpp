// The token endpoint: exchange of a code (RFC 6749 section 4.1.3) and refresh (section 6).
//
//   http::Request request = token_request(client, endpoints.token_endpoint, code, code_verifier);
//   // shown, then sent, then:
//   Result<TokenSet> tokens = process_token_response(response);
//   if (!tokens) return explain(tokens.error().code, tokens.error().message);
#pragma once

#include "http/message.hpp"
#include "oauth/client.hpp"
#include "oauth/reading.hpp"
#include "json/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace oauth {

struct TokenSet {
    std::string access_token;
    std::string token_type;                 // as it came; empty: not said, and taken as Bearer
    std::optional<std::int64_t> expires_in; // seconds from receipt, never negative; absent: unknown
    std::optional<std::string> refresh_token;
    std::optional<std::string> scope; // absent: the same as requested (section 5.1)
    std::vector<Warning> warnings;    // "expires_in arrived as a string"
    friend bool operator==(const TokenSet&, const TokenSet&) = default;
};

// Exact parameters (S25): grant_type, code, redirect_uri, code_verifier; client_id and
// client_secret only with client_secret_post; and what a person adds (oauth/extra_parameters.hpp).
http::Request token_request(const Client& client, const std::string& token_endpoint,
                            const std::string& code, const std::string& code_verifier,
                            const http::Fields& extra = {});
http::Request refresh_request(const Client& client, const std::string& token_endpoint,
                              const std::string& refresh_token, const http::Fields& extra = {});

// Section 5.1, read generously (oauth/answer.hpp): a deviation becomes a warning and costs nothing.
// Error::code is the server's `error` ("invalid_grant") when there is one, else one of read_answer()
// (oauth/error_response.hpp), "missing_access_token", "malformed" (it would break out of a header),
// "missing_token_type" or "unsupported_token_type". The message quotes the server and says what to
// do.
Result<TokenSet> process_token_response(const http::Response& response);

// The same for a person who chose to use the token as Bearer (RFC 6750) although the server did not
// say so, or said something else. Section 7.1 forbids a client to do that by itself. A token that is
// bound to a key (DPoP, MAC) stays refused: it would be sent without what protects it.
Result<TokenSet> process_token_response_as_bearer(const http::Response& response);
// Whether that choice is there, after an error of process_token_response().
bool may_use_as_bearer(const http::Response& response);

// Of the exchange of a code; no token was sent, so there is no effect on one.
Reading read_token_answer(const http::Response& response);

// Of a refresh: what it means for the refresh token that was sent. Only an answer that speaks of the
// token ends it: invalid_grant (section 5.2), and invalid_token and invalid_refresh_token, which
// other servers say. An error of the client or of the request says nothing about it; everything else
// is a refusal that leaves its state unknown. Never retried by itself (S37, S38).
Reading read_refresh_answer(const http::Response& response);

} // namespace oauth
