// A request as JSON for a generator of code (web/snippets.js): text that may be written down, and the names of
// variables where secrets stand (S63), as in http/command_parts.hpp.
//
//   {"method": "POST", "origin": "https://as.example", "path": ["oauth/token"], "media_type": "...",
//    "headers": [{"name": "Accept", "value": ["application/json"]},
//                {"name": "Authorization", "value": [], "basic": {"id": ["s6BhdRkqt3"],
//                 "secret": {"variable": "CLIENT_SECRET", "encode": true}}}],
//    "body": ["grant_type=refresh_token", "&", "refresh_token=", {"variable": "REFRESH_TOKEN"}]}
#pragma once

#include "http/message.hpp"
#include "http/redaction.hpp"
#include "json/result.hpp"

#include <string>

namespace http {

// Error::code: code_url (no absolute http or https URL), code_octets (not all of it is UTF-8, or it holds NUL).
Result<std::string> code_parts(const Request& request, const Secrets& secrets);

} // namespace http
