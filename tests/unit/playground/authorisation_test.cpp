#include "playground/plan.hpp"
#include "playground/record.hpp"
#include "unit/playground/world.hpp"

#include "http/form.hpp"
#include "oauth/pkce.hpp"
#include "unit/sha256.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

std::string parameter(const std::string& url, std::string_view name) {
    const http::Fields query = http::form_parse(std::string_view(url).substr(url.find('?') + 1));
    const std::string* value = http::find_parameter(query, name);
    return value == nullptr ? "" : *value;
}

TEST(Authorisation, PreviewIsWhatLeaves) {
    World world;
    world.open();
    const auto planned = planned_authorization(world.model);
    ASSERT_TRUE(planned);
    const std::string url = planned->url;
    world.leave();
    EXPECT_EQ(world.left_for, url);
    EXPECT_EQ(world.model.exchanges.back().request.url, url);
    EXPECT_TRUE(world.model.exchanges.back().navigation);
    EXPECT_TRUE(world.model.leaving);
    EXPECT_EQ(world.model.announcement.text, "Leaving for Simulated Staging.");
}

TEST(Authorisation, S02_ChallengeIsTheDigestOfTheRecordedVerifier) {
    World world;
    world.open();
    world.leave();
    const auto record = record_from_text(world.session_storage);
    ASSERT_TRUE(record && record->pending);
    EXPECT_EQ(parameter(world.left_for, "code_challenge_method"), "S256");
    EXPECT_EQ(parameter(world.left_for, "code_challenge"),
              oauth::code_challenge(tests::sha256(record->pending->code_verifier)));
    EXPECT_EQ(parameter(world.left_for, "state"), record->pending->state);
    EXPECT_EQ(record->pending->created_at_ms, world.now.wall_ms);
}

TEST(Authorisation, S06_VerifierIsInNoUrlAndNoExchange) {
    World world;
    world.open();
    const std::string verifier = world.model.attempt.code_verifier;
    ASSERT_EQ(verifier.size(), 43u);
    world.leave();
    EXPECT_EQ(world.left_for.find(verifier), std::string::npos);
    for (const http::Exchange& exchange : world.model.exchanges)
        EXPECT_EQ(exchange.request.url.find(verifier), std::string::npos);
}

TEST(Authorisation, S05_EachAttemptHasItsOwnStateAndVerifier) {
    World world;
    world.open();
    const Attempt first = world.model.attempt;
    world.press(NewAttemptPressed{});
    const Attempt second = world.model.attempt;
    EXPECT_NE(first.state, second.state);
    EXPECT_NE(first.code_verifier, second.code_verifier);
    EXPECT_NE(second.state, second.code_verifier.substr(0, second.state.size()));
    world.authorise();
    EXPECT_NE(world.model.attempt.state, second.state);
    EXPECT_NE(world.model.redirect->pending->state, world.model.attempt.state);
}

TEST(Authorisation, ChallengeOfADroppedAttemptIsIgnored) {
    World world;
    world.open();
    const Attempt attempt = world.model.attempt;
    world.press(ChallengeArrived{std::string(43, 'z'), std::string(32, 'x')});
    EXPECT_EQ(world.model.attempt, attempt);
}

TEST(Authorisation, LateEntropyDoesNotChangeTheAttempt) {
    World world;
    world.open();
    const Attempt attempt = world.model.attempt;
    world.press(EntropyArrived{std::string(48, 'x')});
    EXPECT_EQ(world.model.attempt, attempt);
}

TEST(Authorisation, S04_FailedDigestIsRefusedAndNotReplacedByPlain) {
    World world;
    Model& model = world.model;
    static_cast<void>(
        update(model, PageOpened{world.page, std::string(page_url), three_environments, "", ""}));
    static_cast<void>(update(model, EntropyArrived{std::string(48, 'x')}));
    static_cast<void>(update(model, ChallengeArrived{model.attempt.code_verifier, ""}));
    EXPECT_TRUE(model.attempt.state.empty());
    EXPECT_FALSE(planned_authorization(model));
    EXPECT_NE(model.notices[Step::authorise].detail.find("plain"), std::string::npos);
}

TEST(Authorisation, PressedTwiceLeavesOnce) {
    World world;
    world.open();
    world.press(AuthorisePressed{});
    world.press(AuthorisePressed{});
    EXPECT_EQ(all<Navigate>(world.effects).size(), 1u);
    EXPECT_EQ(all<SaveRecord>(world.effects).size(), 1u);
    EXPECT_EQ(world.notice(Step::authorise).title, "Leaving for Simulated Staging");
    EXPECT_EQ(world.model.attempt, Attempt{}); // used up
    EXPECT_NE(world.local_storage.find("\"client_id\""), std::string::npos);
}

TEST(Authorisation, EachRefusalSaysWhy) {
    World world;
    world.open();
    world.press(ClientIdEdited{""});
    world.press(AuthorisePressed{});
    EXPECT_EQ(world.notice(Step::authorise).title, "Not sent");
    EXPECT_FALSE(world.notice(Step::authorise).detail.empty());
    EXPECT_TRUE(world.model.announcement.assertive);
    EXPECT_TRUE(world.left_for.empty());
    EXPECT_TRUE(world.model.exchanges.empty());
}

TEST(Authorisation, S32_SecretInTheWrongFieldNeverReachesTheUrl) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientSecretEdited{"s3cr3t-value-0001"});
    world.press(ClientIdEdited{"s3cr3t-value-0001"});
    ASSERT_FALSE(planned_authorization(world.model));
    EXPECT_EQ(planned_authorization(world.model).error().code,
              "client_secret_slip"); // twice the same
    world.press(ClientIdEdited{"id"});
    world.press(ScopesEdited{"s3cr3t-value-0001"});
    EXPECT_EQ(planned_authorization(world.model).error().code, "secret_in_url");
    world.press(AuthorisePressed{});
    EXPECT_TRUE(world.left_for.empty());
}

TEST(Authorisation, BackFromTheBrowsersCacheMakesAFreshAttempt) {
    World world;
    world.open();
    const Attempt used = world.model.attempt;
    world.leave();
    world.press(VisibilityChanged{false});
    world.press(PageLeaving{});
    EXPECT_FALSE(world.session_storage.empty());
    world.press(VisibilityChanged{true});
    EXPECT_FALSE(world.model.leaving);
    EXPECT_TRUE(world.session_storage.empty());
    EXPECT_FALSE(world.model.attempt.code_challenge.empty());
    EXPECT_NE(world.model.attempt.state, used.state);
    EXPECT_EQ(world.notice(Step::authorise).title, "Back without an answer");
}

// A slow server, and a person who looks at another tab meanwhile.
TEST(Authorisation, HiddenAndShownBeforeTheBrowserLeftKeepsTheRecord) {
    World world;
    world.open();
    world.leave();
    world.press(VisibilityChanged{false});
    world.press(VisibilityChanged{true});
    EXPECT_TRUE(world.model.leaving);
    EXPECT_FALSE(world.session_storage.empty());
    world.come_back(world.decide("approve"));
    EXPECT_TRUE(world.model.redirect->response.accepted);
}

TEST(Authorisation, NewAttemptIsTheWayOnWhenTheBrowserStayed) {
    World world;
    world.open();
    world.leave();
    world.press(NewAttemptPressed{});
    EXPECT_FALSE(world.model.leaving);
    EXPECT_TRUE(world.session_storage.empty());
    EXPECT_TRUE(planned_authorization(world.model));
}

TEST(Authorisation, WaitsForTokensThatAreOnTheirWay) {
    World world;
    world.open();
    world.authorise();
    world.network = Network::slow;
    world.press(ExchangeCodePressed{});
    world.leave();
    EXPECT_TRUE(world.left_for.empty());
    world.answer();
    world.press(RefreshPressed{});
    world.leave();
    EXPECT_TRUE(world.left_for.empty());
    world.answer();
    world.leave();
    EXPECT_FALSE(world.left_for.empty());
}

} // namespace
} // namespace playground
