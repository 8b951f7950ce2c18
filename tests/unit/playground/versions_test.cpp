#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

TEST(Versions, AVersionThatWaitsIsAnnouncedOnceAndPolitely) {
    World world;
    world.open();
    EXPECT_FALSE(world.model.newer_version);
    world.press(VersionWaiting{});
    world.press(VersionWaiting{});
    ASSERT_EQ(world.announced.size(), 1u);
    EXPECT_FALSE(world.model.announcement.assertive);
    EXPECT_EQ(world.announced[0],
              world.model.newer_version->title + ". " + world.model.newer_version->detail);
}

TEST(Versions, ItInterruptsNothing) {
    World world;
    world.open_with_tokens();
    const Model before = world.model;
    world.press(VersionWaiting{});
    Model expected = before;
    expected.newer_version = world.model.newer_version;
    expected.announcement = world.model.announcement;
    expected.now = world.model.now;
    EXPECT_TRUE(world.model == expected);
}

TEST(Versions, ReloadOpensThePageItselfWithoutAnyQuery) {
    World world;
    world.open_with_tokens();
    world.press(VersionWaiting{});
    world.press(ReloadPressed{});
    EXPECT_EQ(world.left_for, world.model.page.url);
}

} // namespace
} // namespace playground
