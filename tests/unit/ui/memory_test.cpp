// A page that is used all day does not grow: what falls out is chosen (model.hpp), and the picture
// keeps nothing of it.
#include "ui/draw.hpp"
#include "unit/playground/world.hpp"
#include "unit/ui/picture.hpp"

#include <gtest/gtest.h>

namespace {

using namespace playground;

std::size_t weight(const http::Fields& fields) {
    std::size_t bytes = 0;
    for (const http::Field& field : fields)
        bytes += sizeof field + field.name.size() + field.value.size();
    return bytes;
}

// Bytes of everything in a model that comes and goes.
std::size_t weight(const Model& model) {
    std::size_t bytes = model.in_flight.size() * sizeof(InFlight);
    for (const http::Exchange& each : model.exchanges) {
        bytes += sizeof each + each.purpose.size() + each.request.url.size() +
                 each.request.body.size() + weight(each.request.headers);
        if (each.response) bytes += each.response->body.size() + weight(each.response->headers);
    }
    for (const oauth::Token& each : model.tokens) {
        bytes += sizeof each + each.value.size();
        for (const oauth::Transition& change : each.history)
            bytes += sizeof change + change.evidence.size();
    }
    const View& view = model.view;
    return bytes + 32 * (view.open_exchanges.size() + view.revealed_exchanges.size() +
                         view.revealed_tokens.size() + view.body_views.size() + view.folded.size());
}

void forget_what_only_the_test_keeps(World& world) {
    world.effects.clear();
    world.sent.clear();
    world.announced.clear();
}

// tests/bench counts the heap itself, over a thousand of them.
TEST(Memory, IsFlatOverManyLifecycles) {
    World world;
    world.open();
    Picture picture;
    std::size_t early = 0, early_measures = 0;
    for (int life = 1; life <= 60; ++life) {
        world.authorise();
        world.press(ExchangeCodePressed{});
        world.press(CallApiPressed{});
        world.press(ExchangeToggled{world.last_exchange().id});
        world.press(RefreshPressed{});
        world.press(DisconnectPressed{});
        forget_what_only_the_test_keeps(world);
        if (life % 20 != 0) continue;
        picture.settle([&](ui::Ui& ui) { ui::draw(ui, world.model); });
        if (life == 20) {
            early = weight(world.model);
            early_measures = picture.memory.measures.size();
            ASSERT_GT(early, 10'000u);
        }
    }
    EXPECT_LT(weight(world.model), early * 11 / 10);
    EXPECT_LT(picture.memory.measures.size(), early_measures * 4);
}

TEST(Memory, TokensThatEndedFallOutAndTheLiveOnesStay) {
    World world;
    world.open_with_tokens();
    for (std::size_t round = 0; round < most_tokens; ++round) {
        world.press(RefreshPressed{});
        world.press(TokenRevealToggled{world.access().id});
        forget_what_only_the_test_keeps(world);
    }
    EXPECT_EQ(world.model.tokens.size(), most_tokens);
    EXPECT_LE(world.model.view.revealed_tokens.size(), most_tokens);
    EXPECT_NE(live_token(world.model, oauth::TokenKind::access_token), nullptr);
    EXPECT_NE(live_token(world.model, oauth::TokenKind::refresh_token), nullptr);
    world.press(ForgetPressed{});
    EXPECT_TRUE(world.model.tokens.empty());
}

} // namespace
