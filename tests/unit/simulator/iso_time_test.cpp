#include "simulator/iso_time.hpp"

#include <gtest/gtest.h>

namespace simulator {
namespace {

TEST(IsoTime, ReadsWhatRfc3339Allows) {
    // The examples of RFC 3339 section 5.8, and what Pleo's clients send.
    EXPECT_EQ(instant("1985-04-12T23:20:50.52Z"), 482196050520);
    EXPECT_EQ(instant("1996-12-19T16:39:57-08:00"), 851042397000);
    EXPECT_EQ(instant("1996-12-20t00:39:57z"), 851042397000);
    EXPECT_EQ(instant("1937-01-01T12:00:27.87+00:20"), -1041337172130);
    EXPECT_EQ(instant("1990-12-31T23:59:60Z"), instant("1990-12-31T23:59:59.999Z"));
    EXPECT_EQ(instant("1970-01-01T00:00:00.123456789Z"), 123);
    EXPECT_EQ(instant("2024-02-29T00:00:00Z"), 1709164800000);
}

TEST(IsoTime, RefusesTheRest) {
    for (const char* wrong :
         {"", "2026", "2026-09-02", "2026-09-02T08:15:00", "2026-09-02T08:15Z",
          "2026-09-02T08:15:00.Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
          "2026-00-01T00:00:00Z", "2026-09-31T00:00:00Z", "2026-09-02T24:00:00Z",
          "2026-09-02T08:60:00Z", "2026-09-02T08:15:61Z", "2026-09-02T08:15:00+24:00",
          "2026-09-02T08:15:00+0200", "2026-09-02T08:15:00Zx", "+026-09-02T08:15:00Z", "today"})
        EXPECT_EQ(instant(wrong), std::nullopt) << wrong;
}

TEST(IsoTime, WritesMillisecondsOnlyWhenThereAreAny) {
    EXPECT_EQ(exact_iso_time(1709164800000), "2024-02-29T00:00:00Z");
    EXPECT_EQ(exact_iso_time(1709164800007), "2024-02-29T00:00:00.007Z");
    EXPECT_EQ(exact_iso_time(-1), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(iso_time(-1), "1969-12-31T23:59:59Z");
}

} // namespace
} // namespace simulator
