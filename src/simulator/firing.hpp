// Where armed faults meet requests.
#pragma once

#include "http/message.hpp"
#include "simulator/call.hpp"

#include <string>

namespace simulator {

// Answers with what `route` makes of it, changed by the rule whose moment this is, and remembers it
// when the run is recorded.
http::Response answer_on_bench(Call& call, http::Response (*route)(Call&));

// The form that an armed rule wants the next code to have.
std::string shaped_code(const Call& call, std::string fresh);

} // namespace simulator
