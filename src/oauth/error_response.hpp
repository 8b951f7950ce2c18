// What the token and introspection endpoints have in common (RFC 6749 section 5.2): a JSON object
// when all is well, `error` when it is not, and anything at all when something else answered in
// their place.
#pragma once

#include "http/message.hpp"
#include "oauth/answer.hpp"
#include "json/result.hpp"

#include <string_view>
#include <vector>

namespace oauth {

struct Answer {
    json::Document document; // its root is an object without an error
    std::vector<Warning> warnings;
};

// The JSON object of a 2xx, read generously (oauth/answer.hpp), or why there is none. `endpoint` is
// for the message: "token endpoint". Error::code is the server's `error`, else "http_status",
// "not_json", "json_limit" (too large or too deep to be read) or "malformed". Messages quote what
// the server said, capped, never the body itself: a truncated answer may hold half a token. They
// speak of no provider in particular; what one documents besides is for the caller to add.
//
//   Result<Answer> answer = read_answer(response, "token endpoint");
//   if (!answer) return answer.error();
// What to do next depends on whether the request had credentials: a look-up has none, and "paste both
// again" would be no help.
enum class Asked { with_credentials, without_credentials };
Result<Answer> read_answer(const http::Response& response, std::string_view endpoint,
                           Asked asked = Asked::with_credentials);

} // namespace oauth
