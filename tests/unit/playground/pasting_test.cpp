// Text that a person brings from elsewhere: the page imports nothing else.
#include "http/pasted.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

#include <string>

namespace playground {
namespace {

World waiting_for_a_paste() {
    World world;
    world.open();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(RouteChosen{Route::terminal});
    world.press(ClientIdEdited{"an-id-of-mine"});
    world.leave();
    const std::size_t state = world.left_for.find("&state=") + 7;
    world.come_back(std::string(page_url) + "?code=c&state=" +
                    world.left_for.substr(state, world.left_for.find('&', state) - state));
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.in_flight.size(), 1u);
    return world;
}

TEST(Pasting, S60_WhatIsPastedIsReadWithinLimitsAndSetsNothingOff) {
    for (const std::string& text :
         {std::string("HTTP/1.1 302 Found\nLocation: https://evil.example/\n\n"),
          std::string(
              "HTTP/1.1 200 OK\nRefresh: 0;url=https://evil.example\nSet-Cookie: a=b\n\n{}"),
          std::string(R"({"log":{"entries":[{"request":{"url":"https://evil.example"}}]}})"),
          std::string(R"({"info":{"schema":"https://schema.getpostman.com/"},"item":[]})"),
          std::string(R"({"environments":[{"id":"x","token_endpoint":"https://evil.example"}]})"),
          std::string(http::longest_paste + 1, '{')}) {
        World world = waiting_for_a_paste();
        const auto environments = world.model.environments;
        const auto registration = world.model.registration;
        const std::size_t effects = world.effects.size();
        world.press(AnswerPasted{world.model.in_flight.begin()->first, text});
        for (std::size_t i = effects; i < world.effects.size(); ++i) {
            EXPECT_EQ(std::get_if<Send>(&world.effects[i]), nullptr) << text.substr(0, 80);
            EXPECT_EQ(std::get_if<Navigate>(&world.effects[i]), nullptr) << text.substr(0, 80);
        }
        EXPECT_EQ(world.model.environments, environments);
        EXPECT_EQ(world.model.registration, registration);
        EXPECT_FALSE(world.last_exchange().response) << "it counts only when it is pressed";
    }
}

TEST(Pasting, S60_WhatIsTooLongIsRefusedWithTheReason) {
    World world = waiting_for_a_paste();
    const std::uint32_t id = world.model.in_flight.begin()->first;
    world.press(AnswerPasted{id, std::string(http::longest_paste + 1, ' ') + "{}"});
    EXPECT_EQ(world.model.in_flight.begin()->second.pasted, "");
    EXPECT_TRUE(world.model.announcement.assertive);
    ASSERT_EQ(world.model.in_flight.size(), 1u);
    EXPECT_NE(world.model.in_flight.begin()->second.paste_problem.find("1024 KB"),
              std::string::npos)
        << world.model.in_flight.begin()->second.paste_problem;
}

} // namespace
} // namespace playground
