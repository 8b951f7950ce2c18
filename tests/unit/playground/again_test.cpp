// An exchange sent once more: as it was, after the same question, and never with what may be spent.
#include "playground/again.hpp"
#include "world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace playground {
namespace {

const http::Exchange& newest(const World& world, std::string_view purpose) {
    const auto& all = world.model.exchanges;
    return *std::find_if(all.rbegin(), all.rend(), [&](const http::Exchange& each) {
        return each.purpose.find(purpose) != std::string::npos;
    });
}

TEST(Again, IsTheSameRequest) {
    World world = with_tokens();
    world.press(OperationChosen{"list_employees"});
    world.press(ParameterEdited{"limit", "2"});
    world.press(CallApiPressed{});
    const http::Request before = world.sent.back();
    const std::uint32_t id = world.last_exchange().id;
    world.press(ParameterEdited{"limit", "3"}); // what is planned now is another matter
    const std::size_t count = world.sent.size();
    world.press(SendAgainPressed{id});
    ASSERT_EQ(world.sent.size(), count + 1);
    EXPECT_EQ(world.sent.back(), before);
    EXPECT_EQ(world.model.view.sent_again.at(id), world.last_exchange().id);
    EXPECT_EQ(world.last_exchange().response->status, 200);
}

TEST(Again, AsksBeforeItChangesSomething) {
    World world = with_tokens();
    world.press(OperationChosen{"create_export_job"});
    world.press(CallApiPressed{});
    world.press(CallApiConfirmed{});
    const std::uint32_t id = newest(world, "POST /").id;
    const std::size_t count = world.sent.size();
    world.press(SendAgainConfirmed{id}); // nobody asked
    EXPECT_EQ(world.sent.size(), count);
    world.press(SendAgainPressed{id});
    EXPECT_EQ(world.model.view.asking_again, id);
    EXPECT_EQ(world.sent.size(), count);
    world.press(SendAgainCancelled{});
    EXPECT_EQ(world.announced.back(), "Nothing was sent.");
    world.press(SendAgainPressed{id});
    world.press(SendAgainConfirmed{id});
    EXPECT_EQ(world.sent.size(), count + 1);
    EXPECT_EQ(world.sent.back().method, "POST");
    EXPECT_EQ(world.model.view.asking_again, 0u);
}

TEST(Again, NeverForACodeOrARefreshToken) {
    World world = with_tokens();
    const std::uint32_t code = newest(world, "Token request").id;
    world.press(RefreshPressed{});
    const std::uint32_t refresh = world.last_exchange().id;
    const std::size_t count = world.sent.size();
    for (const std::uint32_t id : {code, refresh}) {
        const std::string why = again_obstacle(world.model, *find_exchange(world.model, id));
        EXPECT_NE(why.find("may be spent"), std::string::npos) << why;
        world.press(SendAgainPressed{id});
        EXPECT_EQ(world.announced.back(), why);
    }
    EXPECT_EQ(world.sent.size(), count);
}

TEST(Again, StaysWithItsEnvironment) {
    World world = with_tokens();
    world.press(OperationChosen{"list_employees"});
    world.press(CallApiPressed{});
    const std::uint32_t id = world.last_exchange().id;
    world.press(EnvironmentChosen{"pleo-staging"});
    const std::size_t count = world.sent.size();
    world.press(SendAgainPressed{id});
    EXPECT_EQ(world.sent.size(), count);
    EXPECT_NE(world.announced.back().find("Simulated Staging"), std::string::npos)
        << world.announced.back();
}

} // namespace
} // namespace playground
