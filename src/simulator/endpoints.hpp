// The doors of Simulated Staging. `handle` picks one by the path; each answers every method.
#pragma once

#include "http/message.hpp"
#include "simulator/call.hpp"

namespace simulator {

// RFC 6749 section 3.1, with the log-in and consent forms below it.
http::Response authorization_endpoint(Call& call); // GET  /auth/oauth/authorize
http::Response log_in(Call& call);                 // POST /auth/oauth/authorize/log-in
http::Response consent(Call& call);                // POST /auth/oauth/authorize/consent

http::Response token_endpoint(Call& call);         // POST /auth/oauth/token, RFC 6749 section 3.2
http::Response introspection_endpoint(Call& call); // POST /auth/oauth/token/introspect, RFC 7662

http::Response external_api(Call& call); // /external/...: the resource server, RFC 6750

// /control/...: ours alone. Moves the clock, counts, forgets everything.
http::Response control(Call& call);

} // namespace simulator
