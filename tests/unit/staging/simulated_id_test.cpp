#include "staging/simulated_id.hpp"

#include "http/ascii.hpp"

#include <gtest/gtest.h>

namespace staging {
namespace {

TEST(SimulatedId, S69_IsAUuidOfOnePattern) {
    const std::string id = simulated_id(SimulatedKind::entry, 401);
    EXPECT_EQ(id, "51a01a7e-0018-4000-8000-000000000401");
    EXPECT_TRUE(http::is_uuid(id));
    EXPECT_TRUE(is_simulated_id(id));
    EXPECT_TRUE(is_simulated_id("51A01A7E-0018-4000-8000-000000000401"));
    EXPECT_FALSE(is_simulated_id("123e4567-e89b-42d3-a456-426614174000"));
    EXPECT_EQ(simulated_id(SimulatedKind::tag, 1'234'567'890'123),
              "51a01a7e-0013-4000-8000-234567890123");
}

TEST(SimulatedId, TellsItsNumber) {
    EXPECT_EQ(simulated_number(SimulatedKind::entry, "51a01a7e-0018-4000-8000-000000000401"), 401);
    EXPECT_EQ(simulated_number(SimulatedKind::entry, "51a01a7e-0019-4000-8000-000000000401"), -1);
    EXPECT_EQ(simulated_number(SimulatedKind::entry, "51a01a7e-0018-4000-8000-00000000040a"), -1);
    EXPECT_EQ(simulated_number(SimulatedKind::entry, ""), -1);
}

TEST(SimulatedId, KnowsWhatAUuidIs) {
    EXPECT_TRUE(http::is_uuid("00000000-0000-0000-0000-000000000000"));
    for (const char* wrong :
         {"", "sim_tag_1", "51a01a7e00184000800000000000040100000",
          "51a01a7e-0018-4000-8000-00000000040", "51a01a7e-0018-4000-8000-00000000040g",
          "{51a01a7e-0018-4000-8000-00000000040}"})
        EXPECT_FALSE(http::is_uuid(wrong)) << wrong;
}

} // namespace
} // namespace staging
