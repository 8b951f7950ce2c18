// The run log: what one exchange writes, and what survives leaving the page.
#include "playground/log_json.hpp"
#include "playground/plan.hpp"
#include "playground/record.hpp"
#include "playground/run_story.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace playground {
namespace {

std::vector<Moment> of_exchange(const World& world, std::uint32_t exchange) {
    std::vector<Moment> found;
    for (const Moment& each : world.model.log.moments)
        if (each.exchange == exchange) found.push_back(each);
    return found;
}

std::size_t count(const World& world, MomentKind kind) {
    const auto& all = world.model.log.moments;
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [kind](const Moment& each) { return each.kind == kind; }));
}

TEST(RunLog, ARefreshIsAskedAnsweredAndThenEndsAndBeginsTokens) {
    World world = with_tokens();
    const std::uint32_t access = world.access().id, refresh = world.refresh().id;
    world.press(RefreshPressed{});
    const std::vector<Moment> moments = of_exchange(world, world.last_exchange().id);
    ASSERT_EQ(moments.size(), 6u);
    EXPECT_EQ(moments[0].kind, MomentKind::sent);
    EXPECT_EQ(moments[0].cause, 0u) << "the person asked";
    EXPECT_EQ(moments[0].token, refresh) << "what was presented";
    EXPECT_EQ(moments[0].to, Actor::authorization_server);
    EXPECT_EQ(moments[0].words, "Refresh request");
    EXPECT_EQ(moments[1].kind, MomentKind::ended);
    EXPECT_EQ(moments[1].cause, moments[0].id);
    EXPECT_EQ(moments[1].outcome, Outcome::delivered);
    EXPECT_EQ(moments[1].words, "200 OK");
    for (std::size_t i = 2; i < moments.size(); ++i)
        EXPECT_EQ(moments[i].cause, moments[1].id) << i;
    EXPECT_EQ(moments[2].token, access);
    EXPECT_EQ(moments[2].is, oauth::TokenState::rotated);
    EXPECT_EQ(moments[3].token, refresh);
    EXPECT_EQ(moments[4].kind, MomentKind::stored);
    EXPECT_EQ(moments[4].parent, refresh);
    EXPECT_EQ(moments[5].token_kind, oauth::TokenKind::refresh_token);
}

TEST(RunLog, EndingsAreToldApartAsFarAsThisPageKnows) {
    World world = with_tokens();
    const auto ending = [&](http::Failure failure) {
        world.network = Network::slow;
        world.press(CallApiPressed{});
        world.fail(failure);
        return world.model.log.moments.back().kind == MomentKind::ended
                   ? world.model.log.moments.back()
                   : of_exchange(world, world.last_exchange().id)[1];
    };
    EXPECT_EQ(ending(http::Failure::network).outcome, Outcome::unknown);
    EXPECT_EQ(ending(http::Failure::timeout).outcome, Outcome::unknown);
    EXPECT_EQ(ending(http::Failure::unread).outcome, Outcome::unread);
    EXPECT_EQ(ending(http::Failure::offline).outcome, Outcome::not_sent);
    EXPECT_EQ(ending(http::Failure::network).from, Actor::api);
}

TEST(RunLog, AnErrorIsToldByItsCode) {
    World world = with_tokens();
    answer_with(world, 400, R"({"error":"invalid_grant"})");
    world.press(RefreshPressed{});
    const std::vector<Moment> moments = of_exchange(world, world.last_exchange().id);
    EXPECT_EQ(moments[1].outcome, Outcome::refused);
    EXPECT_EQ(moments[1].words, "400 invalid_grant");
}

TEST(RunLog, BothClocksStandBesideEachOtherOnSimulatedStaging) {
    World world = with_tokens();
    world.press(AdvanceClockPressed{900});
    const Moment& last = world.model.log.moments.back();
    EXPECT_EQ(last.is, oauth::TokenState::expired);
    ASSERT_TRUE(last.server_ms);
    EXPECT_EQ(*last.server_ms - last.page_ms, 900'000);
    const Moment& answer = *find_moment(world.model.log, last.cause);
    EXPECT_EQ(answer.kind, MomentKind::ended) << "the answer of the clock made it expire";
}

TEST(RunLog, MomentsBeforeAndAfterTheRedirectAreOneRun) {
    World world = with_tokens(); // was at the authorisation server
    EXPECT_EQ(count(world, MomentKind::left), 1u);
    EXPECT_EQ(count(world, MomentKind::came), 1u);
    EXPECT_EQ(count(world, MomentKind::stored), 2u);
    EXPECT_EQ(count(world, MomentKind::lost), 0u) << "nothing was held";
    const std::uint32_t first = world.access().id;
    const std::size_t before = world.model.log.moments.size();
    world.authorise();
    EXPECT_EQ(count(world, MomentKind::lost), 1u) << "the tokens stayed behind";
    EXPECT_GT(world.model.log.moments.size(), before);
    world.press(ExchangeCodePressed{});
    EXPECT_GT(world.access().id, first) << "an id is never given twice in a run";
    EXPECT_EQ(oauth::name_of(world.access()), "Access token 2");
}

TEST(RunLog, TheWayBackIsCausedByTheWayOut) {
    const auto came = [](const World& world) {
        const auto& all = world.model.log.moments;
        return *std::find_if(all.rbegin(), all.rend(),
                             [](const Moment& each) { return each.kind == MomentKind::came; });
    };
    World world = with_tokens();
    const Moment* out = find_moment(world.model.log, came(world).cause);
    ASSERT_NE(out, nullptr);
    EXPECT_EQ(out->kind, MomentKind::left);
    const std::uint32_t first = out->id;
    EXPECT_EQ(came(world).outcome, Outcome::delivered);
    EXPECT_EQ(cause_of(came(world)), "Caused by moment " + std::to_string(first) + ".");
    world.authorise("deny");
    EXPECT_GT(came(world).cause, first) << "by the newest, not by the first";
    EXPECT_EQ(came(world).outcome, Outcome::refused);
    EXPECT_EQ(came(world).words, "Redirect back, with an error");

    world.come_back(std::string(page_url) + "?code=a&state=b");
    EXPECT_EQ(came(world).cause, 0u);
    EXPECT_EQ(came(world).outcome, Outcome::none);
    EXPECT_EQ(cause_of(came(world)), "What made it come is not known.");
}

TEST(RunLog, ARequestThatThePageLeftEndsUnknown) {
    World world = with_tokens();
    world.network = Network::slow;
    world.press(RefreshPressed{});
    const std::uint32_t exchange = world.last_exchange().id;
    world.reload();
    const std::vector<Moment> moments = of_exchange(world, exchange);
    ASSERT_EQ(moments.size(), 2u);
    EXPECT_EQ(moments[1].outcome, Outcome::unknown);
    EXPECT_EQ(world.model.log.moments.back().kind, MomentKind::lost);
}

TEST(RunLog, NoWordOfItHoldsASecretThatAServerEchoes) {
    World world = with_tokens();
    const std::string secret = world.refresh().value;
    answer_with(world, 400, R"({"error":")" + secret + "\"}");
    world.press(RefreshPressed{});
    for (const Moment& each : world.model.log.moments)
        EXPECT_EQ(each.words.find(secret.substr(4, 12)), std::string::npos) << each.words;
}

TEST(RunLog, ComesBackFromTheRecordAsItWasOrNotAtAll) {
    World world = with_tokens();
    world.press(RefreshPressed{});
    const std::string text = to_text(record_of(world.model));
    const auto record = record_from_text(text);
    ASSERT_TRUE(record);
    EXPECT_EQ(record->log, world.model.log);

    const json::Value good = to_json(world.model.log);
    ASSERT_TRUE(log_from_json(good));
    for (std::size_t i = 0; i < 19; ++i) {
        for (const json::Value& wrong : {json::Value(std::int64_t{-2}), json::Value(true),
                                         json::Value(std::string(400, 'x'))}) {
            json::Value bad = good;
            bad.items[2].items[i] = wrong;
            EXPECT_FALSE(log_from_json(bad)) << i;
        }
    }
    json::Value gap = good;
    gap.items.erase(gap.items.begin() + 2);
    EXPECT_FALSE(log_from_json(gap));
    json::Value circle = good;
    circle.items[2].items[1] = circle.items[2].items[0];
    EXPECT_FALSE(log_from_json(circle)) << "nothing causes itself";
}

TEST(RunLog, KeepsTheNewestAndCarriesFewerOverAPageLoad) {
    World world = with_tokens();
    while (world.model.log.moments.size() < most_moments)
        world.press(CallApiPressed{});
    world.press(CallApiPressed{});
    const std::vector<Moment>& all = world.model.log.moments;
    ASSERT_EQ(all.size(), most_moments);
    EXPECT_GT(all.front().id, 1u);
    EXPECT_EQ(all.back().id, all.front().id + most_moments - 1);
    EXPECT_EQ(find_moment(world.model.log, all[7].id), &all[7]);
    EXPECT_EQ(find_moment(world.model.log, 1), nullptr);
    world.reload();
    EXPECT_LE(world.model.log.moments.size(), most_recorded_moments + 1);
}

TEST(RunLog, ForgettingEverythingForgetsIt) {
    World world = with_tokens();
    world.press(ForgetPressed{});
    EXPECT_TRUE(world.model.log.moments.empty());
}

TEST(RunLog, LookingBackSendsAndStoresNothing) {
    World world = with_tokens();
    world.press(RefreshPressed{});
    const Model before = world.model;
    const std::size_t effects = world.effects.size();
    for (std::uint32_t cursor = 0; cursor < 40; ++cursor) {
        world.press(LifecycleEdited{{.shown = true,
                                     .picture = LifecyclePicture::family,
                                     .cursor = cursor,
                                     .as_text = cursor % 2 == 0}});
        EXPECT_LT(world.model.view.lifecycle.cursor, world.model.log.moments.back().id);
    }
    EXPECT_EQ(world.effects.size(), effects);
    world.press(StepChosen{before.view.step});
    EXPECT_EQ(world.model.view.lifecycle.cursor, 0u) << "steps are done now, never in the past";
    EXPECT_EQ(world.model.log, before.log);
    EXPECT_EQ(world.model.tokens, before.tokens);
}

} // namespace
} // namespace playground
