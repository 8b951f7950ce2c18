#include "playground/plan.hpp"
#include "playground/record.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

Record full_record() {
    World world;
    world.open();
    world.leave();
    return *record_from_text(world.session_storage);
}

TEST(Record, RoundTrip) {
    Record record = full_record();
    ASSERT_TRUE(record.pending);
    record.step = Step::refresh_tokens;
    record.lost_code = true;
    const auto again = record_from_text(to_text(record));
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, record);
    for (std::size_t i = 0; i < step_count; ++i) {
        record.step = static_cast<Step>(i);
        EXPECT_EQ(record_from_text(to_text(record))->step, record.step);
    }
}

TEST(Record, SettingsRoundTrip) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"example"});
    world.press(ClientAuthenticationChosen{oauth::ClientAuthentication::client_secret_post});
    const Settings settings = settings_of(world.model);
    EXPECT_EQ(settings.registrations.size(), 2u);
    const auto again = settings_from_text(to_text(settings));
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, settings);
}

TEST(Record, TruncatedAnywhereIsNothing) {
    const std::string text = to_text(full_record());
    for (std::size_t length = 0; length < text.size(); ++length)
        ASSERT_FALSE(record_from_text(std::string_view(text).substr(0, length))) << length;
}

TEST(Record, EachWrongMemberMakesItNothing) {
    const std::string good = to_text(full_record());
    ASSERT_TRUE(record_from_text(good));
    for (const auto& [from, to] : {
             std::pair{"\"version\":1", "\"version\":2"},
             std::pair{"\"step\":\"register_client\"", "\"step\":\"nowhere\""},
             std::pair{"\"lost_code\":false", "\"lost_code\":0"},
             std::pair{"\"client_secret_basic\"", "\"none\""},
             std::pair{"\"code_verifier\":\"", "\"code_verifier\":\" "},
             std::pair{"\"created_at_ms\":", "\"created_at_ms\":0.5,\"x\":"},
             std::pair{"\"exchanges\":[", "\"exchanges\":[1,"},
             std::pair{"\"pending\":{", "\"pending\":{\"state\":\"twice\","},
         }) {
        std::string text = good;
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        text.replace(at, std::string_view(from).size(), to);
        EXPECT_FALSE(record_from_text(text)) << to;
    }
}

TEST(Record, ExchangesOutOfOrderMakeItNothing) {
    Record record = full_record();
    ASSERT_FALSE(record.exchanges.empty());
    record.exchanges.push_back(record.exchanges.front());
    EXPECT_FALSE(record_from_text(to_text(record)));
    record.exchanges.back().id += 1;
    EXPECT_TRUE(record_from_text(to_text(record)));
}

TEST(Record, S44_HoldsNoSecretButThePendingAttempt) {
    World world;
    world.open_with_tokens();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientSecretEdited{"the-secret-of-staging"});
    world.press(EnvironmentChosen{"simulated"});
    world.press(RefreshPressed{});
    world.press(IntrospectPressed{});
    world.press(CallApiPressed{});
    const http::Secrets known = secrets(world.model);
    ASSERT_GE(known.size(), 9u);
    const std::string attempt_state = world.model.attempt.state;
    const std::string attempt_verifier = world.model.attempt.code_verifier;
    world.leave();
    for (const http::Secret& secret : known) {
        EXPECT_EQ(world.local_storage.find(secret.value), std::string::npos) << secret.name;
        if (secret.value == attempt_state || secret.value == attempt_verifier) continue;
        EXPECT_EQ(world.session_storage.find(secret.value), std::string::npos) << secret.name;
    }
    // Once each: in the pending attempt, and not among the exchanges.
    EXPECT_EQ(world.session_storage.find(attempt_state),
              world.session_storage.rfind(attempt_state));
    EXPECT_EQ(world.session_storage.find(attempt_verifier),
              world.session_storage.rfind(attempt_verifier));
}

TEST(Record, S44_SecretInTheWrongFieldIsNotStored) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientSecretEdited{"misplaced-secret"});
    world.press(ClientIdEdited{"misplaced-secret"});
    world.press(ScopesEdited{"users:read misplaced-secret"});
    world.press(PageLeaving{});
    EXPECT_EQ(world.local_storage.find("misplaced-secret"), std::string::npos);
    EXPECT_EQ(world.session_storage.find("misplaced-secret"), std::string::npos);
}

TEST(Record, IsBounded) {
    World world;
    world.open_with_tokens();
    world.server = [](const http::Request&) {
        return json_response(200, std::string(200 * 1024, 'x'));
    };
    for (int i = 0; i < 300; ++i)
        world.press(CallApiPressed{});
    world.press(PageLeaving{});
    EXPECT_LE(world.session_storage.size(), longest_record + 16 * 1024);
    const auto record = record_from_text(world.session_storage);
    ASSERT_TRUE(record);
    EXPECT_LE(record->exchanges.size(), most_recorded_exchanges);
    EXPECT_NE(record->exchanges.back().response->body.find("not kept"), std::string::npos);
}

TEST(Record, NumbersOfExchangesGoOnAfterAPageLoad) {
    World world;
    world.open_with_tokens();
    const std::uint32_t last = world.last_exchange().id;
    world.reload();
    world.press(AdvanceClockPressed{1});
    EXPECT_GT(world.last_exchange().id, last);
}

} // namespace
} // namespace playground
