#include "json/decimal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <string>

namespace json {
namespace {

TEST(Decimal, IsWhatTheLibrarySays) {
    for (const char* text : {"0",
                             "-0",
                             "1",
                             "-1.5",
                             "3599.5",
                             "1e3",
                             "1E+3",
                             "12e-3",
                             "0.1",
                             "123456789012345678901",
                             "0.00000000000000000000000000000000000012345",
                             "1.7976931348623157e308",
                             "5e-300",
                             "1e22",
                             "9007199254740993",
                             "0e99999999999",
                             "1.",
                             "00012",
                             "1e",
                             "1e+",
                             "7x",
                             "3.25rest"}) {
        const char* end = nullptr;
        char* expected_end = nullptr;
        const double expected = std::strtod(text, &expected_end);
        const double value = decimal(text, &end);
        EXPECT_LE(std::abs(value - expected), std::abs(expected) * 1e-14) << text;
        EXPECT_EQ(end, expected_end) << text;
        EXPECT_EQ(decimal(text), value);
    }
}

TEST(Decimal, LongOnesAreNeitherInfiniteNorLost) {
    const std::string digits(2000, '7');
    EXPECT_NEAR(decimal(("0." + digits).c_str()), 0.7777777777777, 1e-12);
    EXPECT_NEAR(decimal(("1" + std::string(400, '0') + "e-400").c_str()), 1, 1e-12);
    EXPECT_EQ(decimal(("0." + std::string(500, '0') + "1").c_str()), 0);
}

TEST(Decimal, TooLargeIsInfinite) {
    for (const char* text : {"1e309", "1e400", "1e99999999999999999999"})
        EXPECT_TRUE(std::isinf(decimal(text))) << text;
    EXPECT_TRUE(std::isinf(decimal(std::string(400, '9').c_str())));
    EXPECT_LT(decimal("-1e400"), 0);
    EXPECT_EQ(decimal("1e-99999999999999999999"), 0);
}

TEST(Decimal, NothingIsZeroAndTakesNothing) {
    for (const char* text : {"", "-", ".", "e5", "abc"}) {
        const char* end = nullptr;
        EXPECT_EQ(decimal(text, &end), 0) << text;
        EXPECT_EQ(end, text);
    }
}

} // namespace
} // namespace json
