// The decision table of a refresh without an answer.
#include "ui/draw.hpp"
#include "unit/playground/world.hpp"
#include "unit/ui/picture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace playground;

class DoubtPanel : public testing::Test {
protected:
    DoubtPanel() {
        world.open_with_tokens();
        picture.input.width = 1280;
        picture.input.height = 1400;
        world.press(StepChosen{Step::refresh_tokens});
    }
    void look() {
        picture.settle([&](ui::Ui& ui) { events = ui::draw(ui, world.model); });
    }
    long buttons(std::string_view name) const {
        return std::count_if(picture.nodes.begin(), picture.nodes.end(), [&](const SeenNode& each) {
            return each.role == ui::Role::button && each.name == name;
        });
    }
    bool says(std::string_view words) const {
        return std::any_of(picture.nodes.begin(), picture.nodes.end(), [&](const SeenNode& each) {
            std::string name = each.name;
            std::replace(name.begin(), name.end(), '\v', ' ');
            return name.find(words) != std::string::npos;
        });
    }

    World world;
    Picture picture;
    std::vector<Event> events;
};

TEST_F(DoubtPanel, IsThereWhileThereIsADoubtAndHasOneWayOn) {
    look();
    EXPECT_FALSE(says("rotated or not?"));
    world.arm(R"({"at":"refresh","lost":"before"})");
    world.press(RefreshPressed{});
    look();
    EXPECT_TRUE(says("Refresh token 1: rotated or not?"));
    EXPECT_EQ(buttons("Introspect the refresh token"), 1);
    EXPECT_TRUE(says("Pleo documents the question"));
    EXPECT_FALSE(says("\u25b8 active")) << "nobody said anything yet";

    world.press(RemedyPressed{{Way::introspect_refresh}});
    world.press(StepChosen{Step::refresh_tokens});
    look();
    EXPECT_TRUE(says("\u25b8 active: true: not rotated so far."));
    EXPECT_EQ(buttons("Introspect the refresh token"), 0);
    EXPECT_EQ(buttons("Ask once more"), 1);

    world.pass(30'000);
    world.press(RemedyPressed{{Way::introspect_refresh}});
    world.press(StepChosen{Step::refresh_tokens});
    look();
    EXPECT_TRUE(says("\u25b8 active: true after that"));
    EXPECT_EQ(buttons("Refresh now"), 1);
    world.press(RemedyPressed{{Way::refresh_now}});
    look();
    EXPECT_FALSE(says("rotated or not?"));
}

TEST_F(DoubtPanel, OfATokenThatEndedOnlyAuthorisingAgainLeadsOn) {
    world.arm(R"({"at":"refresh","lost":"after"})");
    world.press(RefreshPressed{});
    world.press(RemedyPressed{{Way::introspect_refresh}});
    world.press(StepChosen{Step::refresh_tokens});
    look();
    EXPECT_TRUE(says("\u25b8 active: false"));
    EXPECT_EQ(buttons("Authorise again"), 1);
}

} // namespace
