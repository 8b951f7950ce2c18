// Requests that are hard to write as commands, with the secrets that they hold, for the tests of
// every dialect.
#pragma once

#include "http/terminal.hpp"

#include <string>
#include <vector>

namespace http::tests {

// The commonest request of the Terminal route.
extern const Request refresh;
extern const Secrets refresh_secrets;

struct Journey {
    std::string what;
    Request request;
    Secrets secrets;
};
std::vector<Journey> journeys();

// The variables that a command for it takes its secrets from, those of typed headers included.
Secrets variables_of(const Request& request, Secrets secrets);

// What a server makes of a request: parameters of a form and Basic credentials decoded.
Request as_a_server_reads_it(Request request);

// The command, or a failed test.
TerminalCommand command_for(Terminal terminal, const Request& request, const Secrets& secrets);

} // namespace http::tests
