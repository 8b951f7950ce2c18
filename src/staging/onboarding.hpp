// The way to Staging, task by task, as Pleo's pages 'How to get access to Staging (OAuth 2.0)' and 'Environments' tell
// it, and what lies behind it. Who is where on that way is for src/playground to know.
//
//   for (const Task task : tasks) show(guidance(task).title, guidance(task).detail);
//
// RFC 6749 section 2 leaves registration to each authorisation server; this is Pleo's.
#pragma once

#include "json/result.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace staging {

enum class Task {
    request,
    review,
    registration,
    credentials,
    log_in,
    check,
    first_flow,
    production, // the next stage: never done here
};
inline constexpr std::array<Task, 7> tasks{Task::request,     Task::review, Task::registration,
                                           Task::credentials, Task::log_in, Task::check,
                                           Task::first_flow};

struct Guidance {
    std::string_view title, source, detail;
};

// Empty as long as the reference is not there (staging/reference.hpp).
Guidance guidance(Task task);

// Days are written "2026-11-28".
std::string day_of(std::int64_t unix_ms); // in UTC

// Log-in and credentials have to be fetched within 7 days after `came`.
struct Deadline {
    std::string day;     // "2026-12-05"
    std::string in_full; // "Saturday 5 December 2026"
    bool over = false;   // on `today`
    friend bool operator==(const Deadline&, const Deadline&) = default;
};
// Error::code "day" when `came` is none.
Result<Deadline> fetch_by(std::string_view came, std::string_view today);

} // namespace staging
