// What Pleo's documentation adds to an error of OAuth. It holds on Pleo's Staging and on what stands
// for it in this page, and nowhere else.
#pragma once

#include "staging/environment.hpp"

#include <string>
#include <string_view>

namespace staging {

// A sentence with a blank before it; empty where Pleo's documentation adds nothing to this error, or
// the environment is somebody else's.
std::string advice(const Environment& environment, std::string_view error);

} // namespace staging
