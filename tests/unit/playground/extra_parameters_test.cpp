// Parameters of a person's own, at servers that are not Pleo's: sent, kept over the redirect, and refused where they
// would be the page's.
#include "playground/plan.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

using oauth::ExtraFor;

World at_example() {
    World world;
    world.open();
    world.press(EnvironmentChosen{"example"});
    world.press(ClientIdEdited{"an-id-of-mine"});
    world.press(ScopesEdited{"a"});
    return world;
}

TEST(ExtraParameters, ReachTheServerOverTheRedirect) {
    World world = at_example();
    world.press(ExtraParametersEdited{ExtraFor::authorization, "prompt=consent"});
    world.press(ExtraParametersEdited{ExtraFor::token, "audience=https://api.example"});
    world.leave();
    EXPECT_TRUE(world.left_for.ends_with("&prompt=consent")) << world.left_for;
    const std::string state = world.model.redirect ? "" : [&] {
        const std::size_t at = world.left_for.find("&state=") + 7;
        return world.left_for.substr(at, world.left_for.find('&', at) - at);
    }();
    world.come_back(std::string(page_url) + "?code=c&iss=https%3A%2F%2Fas.example&state=" + state);
    world.press(ClientSecretEdited{"a-secret-of-mine"});
    const auto planned = planned_token_request(world.model);
    ASSERT_TRUE(planned) << planned.error().message;
    EXPECT_TRUE(planned->body.ends_with("&audience=https%3A%2F%2Fapi.example")) << planned->body;
}

TEST(ExtraParameters, AWrongLineStopsTheRequestAndSaysWhich) {
    World world = at_example();
    world.press(ExtraParametersEdited{ExtraFor::authorization, "prompt=login\nstate=evil"});
    EXPECT_NE(problems(world.model).extra_authorization.find("Line 2: state"), std::string::npos);
    EXPECT_FALSE(problems(world.model).none());
    EXPECT_FALSE(planned_authorization(world.model));
    world.press(AuthorisePressed{});
    EXPECT_TRUE(world.left_for.empty());
    world.press(ExtraParametersEdited{ExtraFor::authorization, "prompt=login"});
    EXPECT_TRUE(planned_authorization(world.model));
}

TEST(ExtraParameters, AreNotForPleo) {
    World world;
    world.open();
    world.press(ExtraParametersEdited{ExtraFor::authorization, "prompt=login\nstate=evil"});
    ASSERT_TRUE(planned_authorization(world.model));
    EXPECT_EQ(planned_authorization(world.model)->url.find("prompt"), std::string::npos);
}

TEST(ExtraParameters, S44_LastAsLongAsTheTabAndHoldNoSecret) {
    World world = at_example();
    world.press(ExtraParametersEdited{ExtraFor::authorization, "login_hint=ada@dummy.example"});
    world.press(ExtraParametersEdited{ExtraFor::token, "audience=Zk3vQ9xT7bN2mW8rL5pC1dF6"});
    world.press(VisibilityChanged{false});
    EXPECT_EQ(world.local_storage.find("ada@dummy"), std::string::npos) << world.local_storage;
    world.reload();
    EXPECT_EQ(world.model.registration.extra.authorization, "login_hint=ada@dummy.example");
    EXPECT_EQ(world.model.registration.extra.token, "") << "it looks like a secret";
}

} // namespace
} // namespace playground
