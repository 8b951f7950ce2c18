// Times as Pleo's API writes them.
#pragma once

#include <cstdint>
#include <string>

namespace simulator {

// "2026-11-21T18:12:00Z" from Unix milliseconds.
std::string iso_time(std::int64_t unix_ms);

} // namespace simulator
