// The installation: what a successful authorisation leaves behind at the company, until the client
// disconnects.
#pragma once

#include "http/message.hpp"
#include "simulator/call.hpp"

namespace simulator {

// After a successful exchange of a code. Ready at once, as for an app that needs no activation.
void install(Call& call);

http::Response installation_answer(Call& call); // GET /v1/installations/me
http::Response delete_installation(
    Call& call); // DELETE: revokes every token of the client, as Pleo documents
http::Response activate_installation(Call& call); // POST /v1/installations/me:activate

} // namespace simulator
