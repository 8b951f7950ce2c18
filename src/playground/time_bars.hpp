// How long each code and token of a run lasts: from when it came to when it expires, and where it ended before.
// A pure function of moments.
//
// All times are Unix milliseconds of the clock that the thing lives by: Simulated Staging's where a moment knows
// it, else this page's. Clocks are never corrected by one another: what differs is told (two_clocks).
#pragma once

#include "playground/family.hpp"
#include "playground/model.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace playground {

struct TimeBar {
    std::uint32_t key = 0; // stays when others come: the moment in which it came
    std::string name;      // "Access token 1", "Code 2"
    std::int64_t from_ms = 0;
    std::optional<std::int64_t> to_ms = {}; // absent: only the server knows
    bool at_least = false;                  // to_ms is what is documented, without a promise
    std::optional<std::int64_t> ended_ms = {};
    std::string ended_by = {}; // "rotation", "its use"
    std::uint32_t moment = 0;  // that ended it; 0: none
    Life life = Life::active;
    friend bool operator==(const TimeBar&, const TimeBar&) = default;
};

struct TimeDesc {
    std::span<const Moment> moments;
    // How long a refresh token lives at least, where that is documented.
    std::optional<std::int64_t> refresh_life_ms = {};
};
std::vector<TimeBar> time_bars(const TimeDesc& desc); // oldest first

// Of the newest moment that is looked at, or of now, which is the chosen environment's clock.
std::int64_t bar_clock_ms(const Moment& moment);
std::int64_t now_of_cursor(const Model& model, std::span<const Moment> moments);

struct TimeWindow {
    std::int64_t from_ms = 0, span_ms = 0;
    TimeScale scale = TimeScale::quarter; // never by_itself
};
std::int64_t span_of(TimeScale scale); // 0: by_itself
// The shortest that holds what there is, unless one was chosen; `now` is always in it.
TimeWindow time_window(std::span<const TimeBar> bars, std::int64_t now_ms, TimeScale chosen);

} // namespace playground
