// "Copy as cURL" (S63): the client's secret and the tokens come from environment variables, so
// nothing secret lands in a shell history. POSIX sh quoting; control characters are written as
// $(printf ...), so that pasting the command into a terminal types nothing but text.
//
//   curl --request POST --url 'https://as.example/oauth/token' --user 's6BhdRkqt3:'"$CLIENT_SECRET"
//     --header 'Content-Type: application/x-www-form-urlencoded'
//     --data-raw 'grant_type=refresh_token&refresh_token='"$REFRESH_TOKEN"
//
// with one argument per line, joined by backslashes.
#pragma once

#include "http/message.hpp"
#include "http/redaction.hpp"

#include <string>

namespace http {

// A Secret's name becomes its variable: access_token -> "$ACCESS_TOKEN". What stands in a secret
// place is never written out, known or not. A form parameter that needs encoding is encoded by
// curl; where a secret occurs in any other encoding, its variable is "$ACCESS_TOKEN_ENCODED". Basic
// credentials become --user with the client id as it is if the secret needs no form-encoding, else
// a header built in the shell. A body with NUL bytes cannot be an argument; it is read from the
// file "request-body".
std::string curl_command(const Request& request, const Secrets& secrets);

} // namespace http
