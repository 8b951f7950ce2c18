#include "staging/onboarding.hpp"

#include <gtest/gtest.h>

namespace staging {
namespace {

TEST(Onboarding, EachTaskHasATitleADetailAndASource) {
    for (const Task task : tasks) {
        const Guidance found = guidance(task);
        EXPECT_FALSE(found.title.empty());
        EXPECT_TRUE(found.detail.ends_with('.')) << found.title;
        EXPECT_FALSE(found.source.empty()) << found.title;
    }
    EXPECT_EQ(guidance(Task::request).title, "Ask for access");
    EXPECT_EQ(guidance(Task::first_flow).title, "Walk the first flow");
    EXPECT_TRUE(guidance(Task::production).title.ends_with("Production"));
}

TEST(Onboarding, CredentialsHaveToBeFetchedWithinSevenDays) {
    for (const auto& [came, day, in_full] : {
             std::tuple{"2026-11-21", "2026-11-28", "Saturday 28 November 2026"},
             std::tuple{"2026-12-28", "2027-01-04", "Monday 4 January 2027"},
             std::tuple{"2028-02-25", "2028-03-03", "Friday 3 March 2028"},
         }) {
        const Result<Deadline> deadline = fetch_by(came, came);
        ASSERT_TRUE(deadline) << came;
        EXPECT_EQ(deadline->day, day);
        EXPECT_EQ(deadline->in_full, in_full);
        EXPECT_FALSE(deadline->over);
    }
    EXPECT_FALSE(fetch_by("2026-11-21", "2026-11-28")->over);
    EXPECT_TRUE(fetch_by("2026-11-21", "2026-11-29")->over);
}

TEST(Onboarding, WhatIsNoDayIsRefused) {
    for (const std::string_view text :
         {"", "today", "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-00", "2026-11-1",
          "21.11.2026", "2026/11/21", "2026-11-21 ", "-026-11-21"})
        EXPECT_FALSE(fetch_by(text, "2026-11-21")) << text;
}

TEST(Onboarding, DaysAreThoseOfUtc) {
    EXPECT_EQ(day_of(0), "1970-01-01");
    EXPECT_EQ(day_of(1'795'305'599'999), "2026-11-21");
    EXPECT_EQ(day_of(1'795'305'600'000), "2026-11-22");
}

} // namespace
} // namespace staging
