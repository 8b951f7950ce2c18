// Simulated Staging takes a moment to start. Somebody who is quicker than that does not notice: the port holds requests
// and navigations back until it runs.
#include "playground/plan.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

namespace playground {

namespace {

TEST(SimulatorStart, RequestIsSentMeanwhile) {
    World world;
    world.open_with_tokens();
    world.press(SimulatorChanged{SimulatorState::starting, ""});
    world.press(RefreshPressed{});
    EXPECT_EQ(world.model.tokens.size(), 4u);
}

TEST(SimulatorStart, PageLeavesMeanwhile) {
    World world;
    world.open();
    world.press(SimulatorChanged{SimulatorState::starting, ""});
    world.press(AuthorisePressed{});
    EXPECT_TRUE(world.model.leaving);
    EXPECT_TRUE(world.left_for.starts_with(simulated_base)) << world.left_for;
}

TEST(SimulatorStart, FailureGivesTheButtonBackWithAFreshAttempt) {
    World world;
    world.open();
    world.press(SimulatorChanged{SimulatorState::starting, ""});
    const std::string state = world.model.attempt.state;
    world.press(AuthorisePressed{});
    ASSERT_FALSE(world.session_storage.empty());
    world.press(SimulatorChanged{SimulatorState::unavailable, "Private window."});
    EXPECT_FALSE(world.model.leaving);
    EXPECT_EQ(world.session_storage, "");
    EXPECT_EQ(world.notice(Step::authorise).tone, Tone::negative);
    EXPECT_NE(world.notice(Step::authorise).detail.find("Private window."), std::string::npos);
    EXPECT_FALSE(world.model.attempt.state.empty());
    EXPECT_NE(world.model.attempt.state, state);
}

} // namespace

} // namespace playground
