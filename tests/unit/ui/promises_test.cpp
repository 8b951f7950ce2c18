// What docs/security.md promises of every screen.
#include "http/base64.hpp"
#include "playground/event.hpp"
#include "ui/draw.hpp"
#include "unit/playground/world.hpp"
#include "unit/ui/picture.hpp"
#include "unit/ui/screens.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace {

// RFC 6749 section 1.4 and 6: a token is opaque to the client, also one that looks like a JWT.
TEST(Promises, S67_WhatATokenHoldsIsNotDecoded) {
    const std::string payload = http::base64url_encode(R"({"sub":"decoded-claim","exp":1})");
    const std::string jwt = "sim_eyJhbGciOiJub25lIn0." + payload + ".c2lnbmF0dXJl";
    playground::World world;
    world.open();
    world.authorise();
    world.server = [&](const http::Request&) {
        return playground::json_response(200, R"({"access_token":")" + jwt +
                                                  R"(","token_type":"Bearer","expires_in":60})");
    };
    world.press(playground::ExchangeCodePressed{});
    ASSERT_EQ(world.access().value, jwt);
    world.press(playground::TokenRevealToggled{world.access().id});
    world.press(playground::ExchangeRevealToggled{world.last_exchange().id});
    world.press(playground::ExchangeToggled{world.last_exchange().id});
    bool seen = false;
    for (const playground::Step step :
         {playground::Step::redirect_and_exchange, playground::Step::call_apis,
          playground::Step::refresh_tokens, playground::Step::expiry_and_revocation}) {
        world.press(playground::StepChosen{step});
        Picture picture;
        picture.input.height = 20000; // everything is in sight
        picture.settle([&](ui::Ui& ui) { ui::draw(ui, world.model); });
        for (const SeenNode& node : picture.nodes) {
            const std::string words = node.name + node.value + node.description;
            EXPECT_EQ(words.find("decoded-claim"), std::string::npos) << words;
            seen = seen || words.find("eyJhbGciOiJub25lIn0") != std::string::npos;
        }
    }
    EXPECT_TRUE(seen) << "the token itself is to be seen";
}

// A server that sends tokens through the front channel is refused, and the page does not spread them.
TEST(Promises, S21_NoTokenOfARedirectIsShown) {
    for (const std::string_view name : {"access_token", "id_token", "token", "refresh_token"}) {
        playground::World world;
        world.open();
        world.leave();
        const std::string right = world.decide("deny");
        world.come_back(right + "&" + std::string(name) + "=leaked-token-1234");
        ASSERT_TRUE(world.model.redirect);
        Picture picture;
        picture.input.height = 20000; // everything is in sight
        picture.settle([&](ui::Ui& ui) { ui::draw(ui, world.model); });
        bool seen = false;
        for (const SeenNode& node : picture.nodes) {
            const std::string words = node.name + node.value + node.description;
            EXPECT_EQ(words.find("leaked"), std::string::npos) << words;
            seen = seen || words.find(name) != std::string::npos;
        }
        EXPECT_TRUE(seen) << "that there was one is to be seen: " << name;
    }
}

TEST(Promises, TheWayOnAfterDisconnectIsOfferedOnce) {
    playground::World world;
    world.open_with_tokens();
    world.press(playground::StepChosen{playground::Step::expiry_and_revocation});
    world.press(playground::DisconnectPressed{});
    ASSERT_EQ(world.model.notices[playground::Step::expiry_and_revocation].title, "Disconnected");
    Picture picture;
    picture.input.height = 20000; // everything is in sight
    picture.settle([&](ui::Ui& ui) { ui::draw(ui, world.model); });
    EXPECT_EQ(std::count_if(picture.nodes.begin(), picture.nodes.end(),
                            [](const SeenNode& node) {
                                return node.role == ui::Role::button &&
                                       node.name == "Authorise again";
                            }),
              1);
}

TEST(Promises, S70_EveryScreenSaysWhatThePageIsForAndWhoDidNotMakeIt) {
    for (const Screen& screen : screens()) {
        for (const float width : {1280.0f, 390.0f}) {
            Picture picture;
            picture.input.width = width;
            picture.input.height = 20000; // everything is in sight
            picture.settle([&](ui::Ui& ui) { ui::draw(ui, screen.model); });
            std::string words;
            for (const SeenNode& node : picture.nodes)
                words += node.name + "\n";
            for (char& c : words)
                if (c == '\v') c = ' '; // where a line breaks
            EXPECT_NE(words.find("Not made by Pleo"), std::string::npos) << screen.name;
            EXPECT_NE(words.find("A tool for learning and testing against Staging"),
                      std::string::npos)
                << screen.name;
        }
    }
}

} // namespace
