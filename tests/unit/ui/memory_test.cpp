// A page that is used all day does not grow: what falls out is chosen (model.hpp). tests/bench
// counts the heap itself, over a thousand lifecycles.
#include "ui/draw.hpp"
#include "unit/playground/world.hpp"
#include "unit/ui/picture.hpp"

#include <gtest/gtest.h>

namespace {

using namespace playground;

TEST(Memory, TokensThatEndedFallOutAndTheLiveOnesStay) {
    World world;
    world.open_with_tokens();
    Model& model = world.model;
    // As after many refreshes.
    const std::uint32_t oldest = model.tokens.front().id;
    while (model.tokens.size() < most_tokens) {
        oauth::Token ended = model.tokens.front();
        ended.id = model.next_token++;
        ended.value += std::to_string(ended.id);
        ended.state = oauth::TokenState::rotated;
        model.tokens.push_back(ended);
    }
    model.view.revealed_tokens.insert(oldest);
    world.press(RefreshPressed{});
    EXPECT_EQ(model.tokens.size(), most_tokens);
    EXPECT_EQ(find_token(model, oldest), nullptr);
    EXPECT_EQ(model.view.revealed_tokens.count(oldest), 0u);
    EXPECT_NE(live_token(model, oauth::TokenKind::access_token), nullptr);
    EXPECT_NE(live_token(model, oauth::TokenKind::refresh_token), nullptr);

    Picture picture;
    picture.settle([&](ui::Ui& ui) { ui::draw(ui, model); });
    EXPECT_LT(picture.nodes.size(), 300u);
    EXPECT_NE(picture.find(ui::Role::text, "The page keeps the newest 100."), nullptr);
}

} // namespace
