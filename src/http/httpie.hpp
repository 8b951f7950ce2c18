// A request as a command for HTTPie 3 in a POSIX shell. Output is what arrived, neither coloured
// nor laid out anew; input is never waited for. Secrets as in http/curl.hpp.
//
//   http --ignore-stdin --print=hb --pretty=none
//     --auth='s6BhdRkqt3:'"$CLIENT_SECRET"
//     --raw='grant_type=refresh_token&refresh_token='"$REFRESH_TOKEN"
//     'POST' 'https://as.example/oauth/token'
//     'Content-Type: application/x-www-form-urlencoded'
//
// with backslashes at the ends of the lines.
#pragma once

#include "http/message.hpp"
#include "http/redaction.hpp"
#include "json/result.hpp"

#include <string>

namespace http {

// Error::code "not_text" for a body that is not UTF-8 text without NUL; "not_possible" for a
// method, URL or header that HTTPie would take for something else.
Result<std::string> httpie_command(const Request& request, const Secrets& secrets);

} // namespace http
