// Where a Partner is on the way to Staging: what the page saw, and what the person ticked. Kept in the settings, with
// nothing secret in it.
//
//   if (const auto next = next_task(model.checklist)) point_at(*next);
#pragma once

#include "staging/onboarding.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace playground {

struct Model;

enum class Mark {
    open,
    ticked, // by the person, who may take it back
    seen,   // by the page, on evidence
};

struct Checklist {
    std::array<Mark, staging::tasks.size()> marks{};
    std::string credentials_came; // the day, as typed: "2026-11-28"
    friend bool operator==(const Checklist&, const Checklist&) = default;
};

Mark mark_of(const Checklist& checklist, staging::Task task);
// The first open one behind what was seen, else the first open one at all.
std::optional<staging::Task> next_task(const Checklist& checklist);
// "Tokens were received"; empty for what a page cannot see.
std::string_view evidence_for(staging::Task task);

} // namespace playground
