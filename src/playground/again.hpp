// An exchange sent once more, as it was. Never one that carries a code or a refresh token: those are good
// for one request, and a second one may end the grant (RFC 6749 section 4.1.2, RFC 9700 section 4.14).
#pragma once

#include "http/exchange.hpp"
#include "playground/model.hpp"

#include <string>

namespace playground {

// Why it cannot be sent again, as a sentence for the person; empty: it can.
[[gnu::noinline]] std::string again_obstacle(const Model& model, const http::Exchange& exchange);

} // namespace playground
