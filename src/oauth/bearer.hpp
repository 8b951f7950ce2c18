// Using an access token (RFC 6750): in the Authorization header and nowhere else (S40).
//
//   http::Request request = with_bearer({"GET", base + "/v2/employees", {}, {}}, token.value);
//   const Reading reading = read_api_answer(response);
//   if (reading.effect == TokenEffect::rejected) apply(token, TokenState::rejected, ...);
#pragma once

#include "http/message.hpp"
#include "oauth/challenge.hpp"
#include "oauth/reading.hpp"

#include <string>

namespace oauth {

// Replaces whatever Authorization the request had.
http::Request with_bearer(http::Request request, const std::string& access_token);

// Of an API, for the access token that was sent. A 401 ends it only where the API itself says so: by
// a Bearer challenge (section 3) or by `invalid_token` in the body. Without either it may come from
// something in between, or the browser hides the header: then it is refused, and no more is known.
Reading read_api_answer(const http::Response& response);

// The scopes that an API asks for, by its challenge or in the body beside insufficient_scope; empty:
// it did not say.
std::string needed_scope(const http::Response& response);

} // namespace oauth
