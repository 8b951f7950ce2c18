#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

namespace simulator::tests {
namespace {

// A state with something in every field.
State full_state() {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    driver.refresh(*tokens.refresh_token);
    driver.tokens();
    const std::string used = driver.fresh_code();
    driver.exchange(used);
    driver.exchange(used);
    driver.fresh_code();
    driver.log_in(driver.authorize(driver.authorization_parameters()));
    driver.post("/control/clock", {{"advance_seconds", "7"}});
    const std::string token = driver.tokens().access_token;
    driver.call(token, "/v1/installations/me", "PUT",
                R"({"status":"ERROR","errorCode":"AUTH_ERROR","metadata":{"a":"b"}})");
    driver.call(token, "/v0/tags/51a01a7e-0013-4000-8000-000000000001", "PUT",
                R"({"code":"X","archived":true})");
    driver.call(token, "/v0/tax-codes/51a01a7e-0014-4000-8000-000000000002", "DELETE");
    driver.call(
        token, "/v3/export-jobs", "POST",
        R"({"companyId":"51a01a7e-0001-4000-8000-000000000001","accountingEntryIds":["51a01a7e-0018-4000-8000-000000000401"]})");
    return driver.state;
}

json::Value reread(const json::Value& value) {
    return json::parse(json::dump(value)).document->root;
}

TEST(State, SurvivesTheWayThroughText) {
    for (const State& state : {initial_state(), full_state()}) {
        const auto again = state_from_json(reread(to_json(state)));
        ASSERT_TRUE(again);
        EXPECT_EQ(*again, state);
    }
}

TEST(State, AWorkerMayStopBetweenAnyTwoRequests) {
    Driver driver;
    const auto stop = [&driver] { driver.state = *state_from_json(reread(to_json(driver.state))); };
    const http::Response login = driver.authorize(driver.authorization_parameters());
    stop();
    const http::Response consent = driver.log_in(login);
    stop();
    const std::string code = Driver::parameter(driver.decide(consent, "approve"), "code");
    stop();
    const auto tokens = oauth::process_token_response(driver.exchange(code));
    ASSERT_TRUE(tokens);
    stop();
    EXPECT_EQ(driver.call(tokens->access_token, "/v2/employees").status, 200);
    stop();
    EXPECT_EQ(driver.refresh(*tokens->refresh_token).status, 200);
}

// S44: whoever reads the browser's storage finds nothing that opens anything.
TEST(State, S44_HoldsNoCodeAndNoToken) {
    Driver driver;
    const std::string code = driver.fresh_code();
    EXPECT_EQ(json::dump(to_json(driver.state)).find(code), std::string::npos);
    const auto tokens = oauth::process_token_response(driver.exchange(code));
    ASSERT_TRUE(tokens);
    const std::string text = json::dump(to_json(driver.state));
    for (const std::string& secret :
         {code, tokens->access_token, *tokens->refresh_token, driver.verifier,
          driver.client.client_secret, std::string(staging::simulated_people[0].password)}) {
        EXPECT_EQ(text.find(secret), std::string::npos);
    }
}

// Every field of every object is needed: without it, or of another kind, the state is refused as a
// whole. Only what a record holds is as free as the books are.
void expect_every_member_matters(const json::Value& root, json::Value& node) {
    for (std::size_t i = 0; i < node.members.size(); ++i) {
        const json::Member kept = node.members[i];
        if (kept.key != "installation") {
            node.members.erase(node.members.begin() + static_cast<std::ptrdiff_t>(i));
            EXPECT_FALSE(state_from_json(root)) << "without " << kept.key;
            node.members.insert(node.members.begin() + static_cast<std::ptrdiff_t>(i), kept);
        }
        node.members[i].value = json::Value();
        EXPECT_FALSE(state_from_json(root)) << "null " << kept.key;
        node.members[i].value = kept.value;
        if (kept.key == "value") continue;
        expect_every_member_matters(root, node.members[i].value);
    }
    if (!node.items.empty()) expect_every_member_matters(root, node.items.front());
}

TEST(State, RefusesWhatIsNotWhole) {
    json::Value value = to_json(full_state());
    expect_every_member_matters(value, value);
    ASSERT_TRUE(state_from_json(value));

    EXPECT_FALSE(state_from_json(json::Value()));
    EXPECT_FALSE(state_from_json(json::Value::object()));
    json::set(value, "version", 1);
    EXPECT_FALSE(state_from_json(value));
    json::set(value, "version", 2);
    json::set(value, "clock_offset_ms", -1);
    EXPECT_FALSE(state_from_json(value));
}

TEST(State, RefusesUnknownWordsAndTooMuch) {
    json::Value value = to_json(full_state());
    std::string text = json::dump(value);
    text.replace(text.find("\"rotated\""), 9, "\"renewed\"");
    EXPECT_FALSE(state_from_json(json::parse(text).document->root));

    json::Value many = *json::find(value, "codes");
    while (many.items.size() <= most_codes)
        many.items.push_back(many.items.front());
    json::set(value, "codes", many);
    EXPECT_FALSE(state_from_json(value));

    value = to_json(full_state());
    many = *json::find(value, "records");
    ASSERT_EQ(many.items.size(), 3U);
    while (many.items.size() <= most_records)
        many.items.push_back(many.items.front());
    json::set(value, "records", many);
    EXPECT_FALSE(state_from_json(value));
}

} // namespace
} // namespace simulator::tests
