// The Staging lock (S51): Production cannot be reached from here. The web server's policy enforces
// it a second time; this is the first, and the one that explains.
#pragma once

#include "json/result.hpp"

#include <string>
#include <string_view>

namespace staging {

// The origin when a request may go there; else the reason and, where known, the right host:
// Production (*.pleo.io that is not *.staging.pleo.io), legacy hosts (openapi.*), look-alikes,
// plain http beyond loopback.
Result<std::string> check_target(std::string_view url);

} // namespace staging
