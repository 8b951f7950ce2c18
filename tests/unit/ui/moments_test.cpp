#include "ui/moments.hpp"

#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace {

using namespace playground;

World refreshed() {
    World world;
    world.open_with_tokens();
    world.press(StepChosen{Step::refresh_tokens});
    world.press(RefreshPressed{});
    return world;
}

std::string name_of(const ui::Happening& what) {
    if (what.exchange != nullptr) return what.exchange->purpose;
    return oauth::name_of(what.change->token_kind, what.change->pair) + " " +
           std::string(oauth::to_string(what.change->is));
}

std::vector<std::string> names_of(const Model& model) {
    const ui::Moments moments(model);
    std::vector<std::string> names;
    for (std::size_t row = 0; row < moments.count(); ++row)
        names.push_back(name_of(moments.at(row)));
    return names;
}

TEST(Moments, AChangeStandsAboveTheExchangeThatCausedItWhateverTheClockSays) {
    World world = refreshed();
    world.model.exchanges.back().sent_at_ms += 86'400'000; // the clock was set back afterwards
    const std::vector<std::string> names = names_of(world.model);
    ASSERT_GE(names.size(), 4u);
    EXPECT_EQ(std::set<std::string>(names.begin(), names.begin() + 2),
              (std::set<std::string>{"Access token 1 rotated", "Refresh token 1 rotated"}));
    EXPECT_EQ(names[2], world.model.exchanges.back().purpose);
    EXPECT_EQ(names.back(), world.model.exchanges.front().purpose);
}

TEST(Moments, WhatTheClockDidStandsAboveTheLastExchangeBeforeIt) {
    World world = refreshed();
    world.pass(16 * 60 * 1000);
    const std::vector<std::string> before = names_of(world.model);
    EXPECT_EQ(before.front(), "Access token 2 expired");
    world.press(RefreshPressed{});
    const std::vector<std::string> names = names_of(world.model);
    const auto expired = std::find(names.begin(), names.end(), "Access token 2 expired");
    ASSERT_NE(expired, names.end());
    EXPECT_EQ(std::vector<std::string>(expired, names.end()), before);
}

TEST(Moments, EveryRowHasAKeyOfItsOwnThatStaysWhenOthersCome) {
    World world = refreshed();
    const ui::Moments moments(world.model);
    std::vector<std::uint32_t> keys;
    for (std::size_t row = 0; row < moments.count(); ++row)
        keys.push_back(moments.key(row));
    EXPECT_EQ(std::set<std::uint32_t>(keys.begin(), keys.end()).size(), keys.size());
    world.press(RefreshPressed{});
    const ui::Moments later(world.model);
    ASSERT_GT(later.count(), keys.size());
    for (std::size_t row = 0; row < keys.size(); ++row)
        EXPECT_EQ(later.key(later.count() - keys.size() + row), keys[row]);
}

TEST(Moments, TheFilterLeavesWhatMeetsAllOfIt) {
    World world = refreshed();
    const auto filtered = [&](ExchangeFilter filter) {
        world.press(ExchangeFilterEdited{std::move(filter)});
        return names_of(world.model);
    };
    const std::vector<std::string> all = filtered({});
    const int refresh = static_cast<int>(Step::refresh_tokens) + 1;
    const std::string purpose = world.model.exchanges.back().purpose;
    EXPECT_EQ(filtered({.step = refresh}), std::vector<std::string>{purpose});
    EXPECT_TRUE(filtered({.step = refresh, .method = "GET"}).empty());
    EXPECT_EQ(filtered({.words = "TOKEN 1 is ROT"}).size(), 2u);
    EXPECT_TRUE(filtered({.failed = true}).empty());
    world.model.exchanges.back().response->status = 400;
    EXPECT_EQ(filtered({.failed = true}), std::vector<std::string>{purpose});
    EXPECT_EQ(filtered({.shown = true}), all);
}

TEST(Moments, AnOpenExchangeIsFoundBelowTheChangesAboveIt) {
    World world = refreshed();
    const http::Exchange& first = world.model.exchanges.front();
    const http::Exchange& last = world.model.exchanges.back();
    world.press(ExchangeToggled{first.id});
    world.press(ExchangeToggled{last.id});
    const ui::Moments moments(world.model);
    const std::vector<std::size_t> open = moments.rows_of_open();
    ASSERT_EQ(open.size(), 2u);
    EXPECT_EQ(moments.at(open[0]).exchange, &last);
    EXPECT_EQ(moments.at(open[1]).exchange, &first);
}

} // namespace
