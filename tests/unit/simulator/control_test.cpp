#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

namespace simulator::tests {
namespace {

TEST(Control, ClockMovesForwardOnly) {
    Driver driver;
    const http::Response before = driver.get("/control/clock");
    EXPECT_EQ(Driver::member(before, "now"), std::to_string(driver.now_ms / 1000));
    EXPECT_EQ(Driver::member(before, "offset_seconds"), "0");
    EXPECT_NE(Driver::member(before, "about").find("Simulated Staging itself"), std::string::npos);
    const http::Response after = driver.post("/control/clock", {{"advance_seconds", "900"}});
    EXPECT_EQ(Driver::member(after, "now"), std::to_string(driver.now_ms / 1000 + 900));
    driver.post("/control/clock", {{"advance_seconds", "100"}});
    EXPECT_EQ(Driver::member(driver.get("/control/clock"), "offset_seconds"), "1000");

    for (const char* wrong : {"", "-1", "x", "1.5", "1e3", "9223372036854775807",
                              "99999999999999999999", "3162240000"}) {
        EXPECT_EQ(driver.post("/control/clock", {{"advance_seconds", wrong}}).status, 400) << wrong;
    }
    EXPECT_EQ(driver.state.clock_offset_ms, 1'000'000);
}

TEST(Control, ArmsFailuresOfTheApi) {
    Driver driver;
    const std::string token = driver.tokens().access_token;
    EXPECT_EQ(driver.post("/control/failure", {{"status", "503"}, {"times", "2"}}).status, 200);
    for (int i = 0; i < 2; ++i) {
        const http::Response response = driver.call(token, "/v1/introspect");
        EXPECT_EQ(response.status, 503);
        EXPECT_EQ(Driver::header(response, "Retry-After"), "1");
    }
    EXPECT_EQ(driver.call(token, "/v1/introspect").status, 200);
    EXPECT_EQ(driver.post("/control/failure", {{"status", "404"}}).status, 400);
}

TEST(Control, ClockExpiresTokens) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    driver.post("/control/clock", {{"advance_seconds", "899"}});
    EXPECT_EQ(driver.call(tokens.access_token, "/v1/introspect").status, 200);
    driver.post("/control/clock", {{"advance_seconds", "1"}});
    EXPECT_EQ(driver.call(tokens.access_token, "/v1/introspect").status, 401);
}

TEST(Control, ResetForgetsEverything) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    driver.post("/control/clock", {{"advance_seconds", "5"}});
    EXPECT_EQ(driver.get("/control/reset").status, 405);
    EXPECT_EQ(driver.post("/control/reset", {}).status, 200);
    EXPECT_EQ(driver.state, initial_state());
    EXPECT_EQ(driver.call(tokens.access_token, "/v1/introspect").status, 401);
}

TEST(Control, StateCountsAndShowsNothing) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    driver.refresh(*tokens.refresh_token);
    const http::Response state = driver.get("/control/state");
    EXPECT_EQ(Driver::member(state, "tokens"), "4");
    EXPECT_EQ(Driver::member(state, "usable_access_tokens"), "1");
    EXPECT_EQ(Driver::member(state, "usable_refresh_tokens"), "1");
    EXPECT_EQ(Driver::member(state, "installed"), "true");
    EXPECT_EQ(state.body.find("sim_"), std::string::npos);
}

TEST(Control, UnknownDoors) {
    Driver driver;
    EXPECT_EQ(driver.get("/control/else").status, 404);
    EXPECT_EQ(driver.post("/control/state", {}).status, 405);
    EXPECT_EQ(driver.get("/elsewhere").status, 404);
}

} // namespace
} // namespace simulator::tests
