// The installation: what a successful authorisation leaves behind at the company, until the client
// disconnects. Its operations are those of the App marketplace (marketplace_handlers of api.hpp).
#pragma once

#include "simulator/call.hpp"

namespace simulator {

// After a successful exchange of a code. Ready at once, as for an app that needs no activation.
void install(Call& call);

} // namespace simulator
