// The catalogue is readable, its reader says where and why when it is not, and what is armed fires
// when it was said, as often as it was said.
#include "simulator/faults.hpp"

#include "simulator/transport.hpp"
#include "simulator/verdicts.hpp"
#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>

namespace simulator::tests {
namespace {

std::string catalogue() {
    std::ifstream file(FAULTS);
    return {std::istreambuf_iterator<char>(file), {}};
}

json::Value fault(std::string_view id) {
    const json::Parsed parsed = json::parse(catalogue());
    for (const json::Value& each : *json::find_array(parsed.document->root, "faults"))
        if (json::find_string(each, "id") == id) return each;
    return {};
}

http::Response arm(Driver& driver, const json::Value& what, std::string_view at = {}) {
    json::Value order = json::Value::object();
    json::set(order, "fault", what);
    if (!at.empty()) json::set(order, "at", at);
    return driver.send({"POST",
                        Driver::url("/control/faults"),
                        {{"Content-Type", "application/json"}},
                        json::dump(order)});
}

http::Response arm_one(Driver& driver, std::string_view id) { return arm(driver, fault(id)); }

std::string problem(std::string_view text) {
    const json::Parsed parsed = json::parse(text);
    const auto found = find_problem(parsed.document->root);
    return found ? found->place + ": " + found->reason : "none";
}

std::string with_rule(std::string_view rule) {
    return problem(R"({"id":"F01","name":"n","client":"c","from":"f","checks":[],"rules":[)" +
                   std::string(rule) + "]}");
}

TEST(Faults, CatalogueIsWholeAndRight) {
    const auto found = find_catalogue_problem(catalogue());
    EXPECT_FALSE(found) << found->place << ": " << found->reason;
    const json::Parsed parsed = json::parse(catalogue());
    const auto& faults = *json::find_array(parsed.document->root, "faults");
    EXPECT_EQ(faults.size(), 108u);
    EXPECT_EQ(json::find_string(faults.front(), "id"), "F01");
    EXPECT_EQ(json::find_string(faults.back(), "id"), "F108");
    for (const json::Value& each : faults) {
        const std::vector<json::Value>* checks = json::find_array(each, "checks");
        if (checks == nullptr) continue;
        for (const json::Value& check : *checks)
            EXPECT_TRUE(is_check(check.text)) << check.text;
    }
}

TEST(Faults, AnErrorHasItsPlaceAndItsReason) {
    EXPECT_EQ(find_catalogue_problem("{\n  \"faults\": [}")->place, "line 2, column 14");
    EXPECT_EQ(with_rule(R"({"at":"refresh","lost":"after"})"), "none");
    const std::map<std::string, std::string> wrong{
        {R"({"lost":"after"})", "F01.rules[0].at: is missing."},
        {R"({"at":"moon"})", "F01.rules[0].at: must be one of: authorize callback exchange refresh "
                             "token introspect api disconnect discovery any always."},
        {R"({"at":"api","stattus":500})", "F01.rules[0].stattus: is not known."},
        {R"({"at":"api","status":99})",
         "F01.rules[0].status: must be a whole number from 200 to 599."},
        {R"({"at":"api","lost":"maybe"})", "F01.rules[0].lost: must be one of: before after down."},
        {R"({"at":"api","body":"{acess_token}"})",
         "F01.rules[0].body: {acess_token} is no placeholder."},
        {R"({"at":"api","headers":{"X":"a\r\nb"}})", "F01.rules[0].headers.X: must be one line."},
        {R"({"at":"api","base64":"?"})", "F01.rules[0].base64: must be Base64."},
        {R"({"at":"api","body":"a","base64":"YQ=="})", "F01.rules[0]: has two bodies."},
        {R"({"at":"api","process":false})",
         "F01.rules[0]: does not process the request and has no status to answer with."},
        {R"({"at":"api","before":{"revoke":"some"}})",
         "F01.rules[0].before.revoke: must be one of: access all."},
        {R"({"at":"api","server":{"verifier":"unchecked"}})",
         "F01.rules[0].server: belongs to \"at\": \"always\", and to nothing else."},
        {R"({"at":"always","server":{"verifier":"sleepy"}})",
         "F01.rules[0].server.verifier: is no kind of server."},
        {R"({"at":"callback","query":[["code"]]})", "F01.rules[0].query[0]: must be [name, text]."},
        {R"({"at":"callback","visits":[{"query":[["a",1]]}]})",
         "F01.rules[0].visits[0].query[0]: must be a text."},
    };
    for (const auto& [rule, expected] : wrong)
        EXPECT_EQ(with_rule(rule), expected);
    EXPECT_EQ(problem(R"({"id":"F01","name":"n","client":"c","from":"f"})"),
              "F01: needs either rules, or untestable with the reason.");
}

TEST(Faults, EachOneIsArmedOrSaysWhyNot) {
    const json::Parsed parsed = json::parse(catalogue());
    int untestable = 0;
    for (const json::Value& each : *json::find_array(parsed.document->root, "faults")) {
        Driver driver;
        const http::Response response = arm(driver, each);
        const bool armed = json::find(each, "untestable") == nullptr;
        EXPECT_EQ(response.status, armed ? 200 : 400) << json::dump(each);
        if (armed) continue;
        ++untestable;
        EXPECT_NE(Driver::member(response, "message").find("not testable from the server"),
                  std::string::npos);
    }
    EXPECT_EQ(untestable, 9);
}

TEST(Faults, FiresAtItsMomentAndDisarmsItself) {
    Driver driver;
    const std::string token = driver.tokens().access_token;
    arm_one(driver, "F81"); // the API, twice
    EXPECT_EQ(driver.call(token, "/v1/introspect").status, 503);
    EXPECT_EQ(driver.call(token, "/v1/introspect").status, 503);
    EXPECT_EQ(driver.call(token, "/v1/introspect").status, 200);
    EXPECT_TRUE(driver.state.bench.armed.empty());

    arm_one(driver, "F92"); // the second call finds that all is over
    EXPECT_EQ(driver.call(token, "/v1/introspect").status, 200);
    EXPECT_EQ(driver.call(token, "/v1/introspect").status, 401);
}

TEST(Faults, ALostAnswerWasProcessedAndOneLostBeforeWasNot) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    arm_one(driver, "F64");
    EXPECT_TRUE(transport_of(driver.refresh(*tokens.refresh_token).headers).lost);
    arm_one(driver, "F63");
    EXPECT_TRUE(transport_of(driver.refresh(*tokens.refresh_token).headers).lost);
    EXPECT_EQ(Driver::member(driver.refresh(*tokens.refresh_token), "error"), "invalid_grant");
}

TEST(Faults, WithoutAServerNothingIsProcessedAndAHiddenAnswerIsOne) {
    Driver driver;
    driver.in_browser = true;
    const oauth::TokenSet tokens = driver.tokens();
    const auto arm = [&](const std::string& rule) {
        const std::string fault =
            R"({"fault":{"id":"F901","name":"n","client":"c","from":"f","checks":[],"rules":[)" +
            rule + "]}}";
        const http::Response armed =
            driver.send({"POST", Driver::url("/control/faults"), {}, fault});
        ASSERT_EQ(armed.status, 200) << armed.body;
    };
    arm(R"({"at":"refresh","lost":"down"})");
    EXPECT_TRUE(transport_of(driver.refresh(*tokens.refresh_token).headers).lost);
    arm(R"({"at":"refresh","hidden":true})");
    const http::Response hidden = driver.refresh(*tokens.refresh_token);
    EXPECT_EQ(hidden.status, 200) << "nobody had processed the first one";
    EXPECT_EQ(Driver::header(hidden, ":hidden"), "1");
    EXPECT_FALSE(transport_of(hidden.headers).lost) << "who is no browser reads it";
    const std::string record = driver.get("/control/record").body;
    EXPECT_NE(record.find("\"lost\":\"down\""), std::string::npos);
    EXPECT_NE(record.find("\"hidden\":true"), std::string::npos);
}

// The page of a browser tells what really happened, so nobody has to ask for a record first.
TEST(Faults, InABrowserTheNewestMomentsAreRecordedUnasked) {
    Driver driver;
    const std::string token = driver.tokens().access_token;
    EXPECT_TRUE(driver.state.bench.record.empty()) << "elsewhere only when asked for";
    driver.in_browser = true;
    for (std::size_t i = 0; i < most_moments_in_browser + 3; ++i)
        driver.call(token, "/v1/introspect");
    const std::vector<json::Value>& record = driver.state.bench.record;
    ASSERT_EQ(record.size(), most_moments_in_browser);
    EXPECT_EQ(json::find_integer(record.front(), "n"), 4);
    EXPECT_EQ(json::find_integer(record.back(), "n"),
              static_cast<std::int64_t>(most_moments_in_browser) + 3);
    EXPECT_EQ(state_from_json(to_json(driver.state)), driver.state);
}

TEST(Faults, AnAnswerIsCutInTheMiddleOfTheRefreshToken) {
    Driver driver;
    const std::string code = driver.fresh_code();
    arm_one(driver, "F45");
    const http::Response response = driver.exchange(code);
    const std::string cut = Driver::header(response, ":cut");
    ASSERT_FALSE(cut.empty());
    const std::string arrived = response.body.substr(0, std::stoul(cut));
    EXPECT_NE(arrived.find("\"refresh_token\":\"sim_refresh_"), std::string::npos);
    EXPECT_FALSE(json::parse(arrived).document);
}

TEST(Faults, TheCallbackIsWhatTheRuleSays) {
    Driver driver;
    arm_one(driver, "F04");
    const http::Response back = driver.decide(
        driver.log_in(driver.authorize(driver.authorization_parameters())), "approve");
    EXPECT_FALSE(Driver::parameter(back, "code").empty());
    EXPECT_NE(Driver::parameter(back, "state"), "opaque state");
    arm_one(driver, "F24");
    const std::string code = driver.fresh_code();
    EXPECT_EQ(code.size(), 4096u);
    EXPECT_EQ(driver.exchange(code).status, 200);
}

TEST(Faults, AnotherKindOfServerLastsUntilItIsDisarmed) {
    Driver driver;
    const oauth::TokenSet first = driver.tokens();
    arm_one(driver, "F66");
    const http::Response second = driver.refresh(*first.refresh_token);
    EXPECT_EQ(driver.refresh(*first.refresh_token).status, 400);
    EXPECT_EQ(driver.refresh(Driver::member(second, "refresh_token")).status, 400);
    EXPECT_EQ(driver.send({"DELETE", Driver::url("/control/faults"), {}, {}}).status, 200);
    EXPECT_TRUE(driver.state.bench.idle());
}

TEST(Faults, ThePersonPlaysByItselfOutsideABrowserOnly) {
    Driver driver;
    driver.post("/control/bench", {{"decision", "approve"}, {"delay_ms", "20"}});
    const http::Response back = driver.authorize(driver.authorization_parameters());
    EXPECT_EQ(back.status, 303);
    EXPECT_EQ(Driver::header(back, ":delay-ms"), "20");
    EXPECT_EQ(driver.exchange(Driver::parameter(back, "code")).status, 200);
    driver.post("/control/bench", {{"decision", "deny"}});
    EXPECT_EQ(Driver::parameter(driver.authorize(driver.authorization_parameters()), "error"),
              "access_denied");
    driver.in_browser = true;
    EXPECT_EQ(driver.authorize(driver.authorization_parameters()).status, 200);
}

// S44: whoever reads a record finds nothing that opens anything.
TEST(Faults, TheRecordTellsTheMomentAndNoSecret) {
    Driver driver;
    driver.post("/control/bench", {{"recording", "true"}});
    arm_one(driver, "F63");
    const std::string code = driver.fresh_code();
    const oauth::TokenSet tokens = *oauth::process_token_response(driver.exchange(code));
    driver.call(tokens.access_token, "/v1/introspect");
    driver.refresh(*tokens.refresh_token);
    const std::string record = driver.get("/control/record").body;
    EXPECT_NE(record.find("\"fault\":\"F63\""), std::string::npos);
    EXPECT_NE(record.find("\"lost\":\"after\""), std::string::npos);
    for (const std::string& secret :
         {code, tokens.access_token, *tokens.refresh_token, driver.verifier,
          driver.client.client_secret, std::string("opaque state"), std::string("sim_")})
        EXPECT_EQ(record.find(secret), std::string::npos) << secret;
    EXPECT_EQ(state_from_json(to_json(driver.state)), driver.state);
}

TEST(Faults, ARefusedRequestBroughtNoOddAnswerThatCouldBeTaken) {
    const auto outcome = [](std::string_view exchange) {
        const json::Parsed record =
            json::parse("[" + std::string(exchange) + R"(,{"n":2,"point":"note","text":"ended"}])");
        for (const Verdict& each : judge(record.document->root.items))
            if (each.id == "legal_answer_accepted") return each.finding.outcome;
        return Outcome::passed;
    };
    EXPECT_EQ(outcome(R"({"n":1,"point":"exchange","status":400,"usable":true})"),
              Outcome::not_seen);
    EXPECT_EQ(
        outcome(R"({"n":1,"point":"callback","usable":true,"state_is":"right","codes":[""]})"),
        Outcome::not_seen);
    EXPECT_EQ(outcome(R"({"n":1,"point":"callback","usable":true,"state_is":"right",
                          "codes":["one"]})"),
              Outcome::failed);
    EXPECT_EQ(outcome(R"({"n":1,"point":"exchange","status":200,"usable":true,
                          "issued":{"access_token":"one"}})"),
              Outcome::failed);
}

TEST(Faults, TheRecordEndsWhereItIsFull) {
    Driver driver;
    driver.post("/control/bench", {{"recording", "true"}});
    for (std::size_t i = 0; i < most_moments + 5; ++i)
        driver.call("sim_nothing", "/v1/introspect");
    EXPECT_EQ(driver.state.bench.record.size(), most_moments);
    EXPECT_EQ(driver.state.bench.not_recorded, 5);
}

} // namespace
} // namespace simulator::tests
