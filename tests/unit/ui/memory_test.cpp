// A page that is used all day does not grow: what falls out is chosen (model.hpp). tests/bench
// counts over a thousand lifecycles, each with a page load.
#include "ui/draw.hpp"
#include "unit/playground/world.hpp"
#include "unit/ui/picture.hpp"

#include <gtest/gtest.h>

#include <malloc.h>
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#include <sanitizer/allocator_interface.h>
#define COUNTED_BY_SANITIZER
#endif
#endif

namespace {

using namespace playground;

// Bytes of the heap that are in use.
std::size_t live_heap() {
#ifdef COUNTED_BY_SANITIZER
    return __sanitizer_get_current_allocated_bytes();
#elif defined(__GLIBC__)
    return mallinfo2().uordblks;
#else
    return static_cast<std::size_t>(mallinfo().uordblks);
#endif
}

// A page load empties the page, so this is one that is never loaded again.
TEST(Memory, IsFlatHoweverLongAPageIsUsed) {
    World world;
    world.open_with_tokens();
    Model& model = world.model;
    Picture picture;
    picture.input.width = 1280;
    const auto use = [&](int rounds) {
        for (int round = 0; round < rounds; ++round) {
            world.press(RefreshPressed{});
            world.press(TokenRevealToggled{world.access().id});
            world.press(CallApiPressed{});
            const std::uint32_t called = world.last_exchange().id;
            world.press(ExchangeToggled{called});
            world.press(ExchangeRevealToggled{called});
            world.press(BodyViewChosen{called, BodyView::text});
            picture.settle([&](ui::Ui& ui) { ui::draw(ui, model); });
            world.press(ExchangeToggled{called});
            // Kept by the test only.
            world.effects.clear();
            world.sent.clear();
            world.announced.clear();
        }
    };
    use(1);
    // As after a day of such rounds.
    while (model.exchanges.size() < most_exchanges) {
        model.exchanges.push_back(http::Exchange(model.exchanges[model.exchanges.size() - 2]));
        model.exchanges.back().id = model.next_exchange++;
    }
    for (std::size_t i = 0; model.tokens.size() < most_tokens; ++i) {
        model.tokens.push_back(oauth::Token(model.tokens[i]));
        model.tokens.back().id = model.next_token++;
        model.tokens.back().pair = model.next_pair++;
        model.tokens.back().state = oauth::TokenState::rotated;
    }
    while (model.log.moments.size() < most_moments) {
        model.log.moments.push_back(Moment(model.log.moments.back()));
        ++model.log.moments.back().id;
    }
    use(5);
    const std::size_t before = live_heap();
    use(20);
    // What a person opened, what was measured for it, and the simulator's own tokens come to 2 KB a
    // round. An exchange that stays is more, and each round has two.
    EXPECT_LT(live_heap(), before + 20 * 3'000);
}

TEST(Memory, TokensThatEndedFallOutAndTheLiveOnesStay) {
    World world;
    world.open_with_tokens();
    Model& model = world.model;
    // As after many refreshes.
    const std::uint32_t oldest = model.tokens.front().id;
    while (model.tokens.size() < most_tokens) {
        oauth::Token ended = model.tokens.front();
        ended.id = model.next_token++;
        ended.pair = model.next_pair++;
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
