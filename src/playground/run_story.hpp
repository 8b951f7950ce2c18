// The run log in words. Each a pure function of the log and a cursor, which is the id of the last moment that
// is looked at, or 0 for now. What a picture paints and what it says comes from the same call.
//
// Said is what this page knows. That a server processed what it never answered, nobody here can know, unless the
// moments come from truth.hpp.
#pragma once

#include "playground/run_log.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace playground {

// Up to the cursor: what this page knows.
std::span<const Moment> seen(const RunLog& log, std::uint32_t cursor);

std::string utc_time(std::int64_t unix_ms);                  // "2027-01-15T08:00:00.000Z"
std::string list_of(const std::vector<std::string>& things); // "a, b and c"
std::string_view name_of(Actor actor);                       // "authorisation server"
// "This page sent Refresh request to the authorisation server, with Refresh token 1."
std::string sentence(const Moment& moment);
// "By the person.", "Caused by moment 16."
std::string cause_of(const Moment& moment);
// Beside an arrow or in a note: "200 OK", "Access token 1 rotated".
std::string label_of(const Moment& moment);
// The state of the world in one sentence, true for the cursor.
std::string caption(std::span<const Moment> moments, const RunLog& all);
std::string caption(const RunLog& log, std::uint32_t cursor);

} // namespace playground
