// "Copy as cURL" (S63): the client's secret and the tokens come from environment variables, so nothing
// secret lands in a shell history. POSIX sh quoting.
#pragma once

#include "http/message.hpp"
#include "http/redaction.hpp"

#include <string>

namespace http {

// A Secret's name becomes its variable: access_token -> "$ACCESS_TOKEN". Basic credentials become
// --user "$CLIENT_ID:$CLIENT_SECRET" only if they need no form-encoding, else a header built in the shell.
std::string curl_command(const Request& request, const Secrets& secrets);

} // namespace http
