// What the token and introspection endpoints have in common (RFC 6749 section 5.2): a JSON object
// when all is well, `error` when it is not, and anything at all when something else answered in
// their place.
#pragma once

#include "http/message.hpp"
#include "json/json.hpp"
#include "json/result.hpp"

#include <string_view>

namespace oauth {

// The JSON object of a 200, or why there is none. `endpoint` is for the message: "token endpoint".
// Error::code is the server's `error`, else "http_status", "not_json" or "malformed". Messages
// quote what the server said, capped, never the body itself: a truncated answer may hold half a
// token.
//
//   Result<json::Document> answer = read_answer(response, "token endpoint");
//   if (!answer) return answer.error();
Result<json::Document> read_answer(const http::Response& response, std::string_view endpoint);

} // namespace oauth
