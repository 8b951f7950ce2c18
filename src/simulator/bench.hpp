// What turns Simulated Staging into a test bench for a client: armed faults (faults.hpp), a person
// who answers by itself, and the record of what the server saw (record.hpp). All of it is empty
// until the control door is asked, and then it costs a request that nobody armed nothing.
#pragma once

#include "json/json.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace simulator {

inline constexpr std::size_t most_armed_rules = 64;
inline constexpr std::size_t most_moments = 600; // of the record; the oldest stay, for they explain
// In a browser everything is recorded, asked for or not, because its page tells what really happened: the
// newest stay.
inline constexpr std::size_t most_moments_in_browser = 100;

// One rule of a fault that waits for its moment.
struct ArmedRule {
    std::string fault;         // "F63"
    json::Value rule;          // as find_problem() took it
    std::int64_t seen = 0;     // requests at its point since it was armed
    std::int64_t fired = 0;    // of those
    std::int64_t began_ms = 0; // virtual time of the first that fired
    friend bool operator==(const ArmedRule&, const ArmedRule&) = default;
};

struct Bench {
    bool recording = false;
    std::string decision; // of the person who plays by itself: approve, deny or empty
    std::int64_t decision_delay_ms = 0;
    std::int64_t speed = 1; // waiting times of faults are divided by it
    std::vector<ArmedRule> armed;
    json::Value server = json::Value::object(); // kinds of server that faults asked for
    std::vector<json::Value> record;            // moments (record.hpp)
    std::int64_t not_recorded = 0;              // what came after most_moments
    friend bool operator==(const Bench&, const Bench&) = default;

    bool idle() const { return !recording && armed.empty(); }
};

json::Value to_json(const Bench& bench);
std::optional<Bench> bench_from_json(const json::Value& value);

// How this server is, where a fault made it differ ("rotated", "verifier", ...); empty: as usual.
std::string_view kind_of_server(const Bench& bench, std::string_view about);

} // namespace simulator
