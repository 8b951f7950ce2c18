#include "http/base64.hpp"
#include "simulator/webhooks.hpp"
#include "staging/operations.hpp"
#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

namespace simulator::tests {
namespace {

class Subscriptions : public testing::Test {
protected:
    Driver driver_;
    std::string token_ = driver_.tokens().access_token;

    http::Response get(std::string_view path) { return driver_.call(token_, path); }
    http::Response send(std::string_view method, std::string_view path, std::string_view more = {},
                        std::string_view url = "https://hooks.dummy.example/a",
                        std::string_view types = R"("v1.vendor.created")") {
        return driver_.call(token_, path, method,
                            R"({"endpointUrl":")" + std::string(url) + R"(","eventTypes":[)" +
                                std::string(types) + "]" + std::string(more) + "}");
    }
    static std::string field(const http::Response& response, std::string_view member) {
        const json::Value data = Driver::data(response);
        return std::string(json::find_string(data, member).value_or(""));
    }
};

TEST_F(Subscriptions, FromTheFirstToTheLast) {
    const http::Response created = send("POST", "/v1/subscriptions");
    EXPECT_EQ(created.status, 200);
    EXPECT_EQ(field(created, "status"), "ACTIVE"); // the documented default
    const std::string path = "/v1/subscriptions/" + field(created, "id");
    send("PUT", path, R"(,"status":"INACTIVE")");
    EXPECT_EQ(field(get(path), "status"), "INACTIVE");
    EXPECT_EQ(Driver::ids(get(path + "/activities"), "operationType"),
              (std::vector<std::string>{"CREATE", "UPDATE"}));
    EXPECT_EQ(Driver::ids(get(path + "/activities?operation_types=UPDATE")).size(), 1U);
    EXPECT_EQ(Driver::ids(get("/v1/subscriptions?status=INACTIVE")).size(), 2U);
    EXPECT_EQ(Driver::ids(get("/v1/subscriptions?event_types=v1.vendor.created")).size(), 1U);
    EXPECT_EQ(driver_.call(token_, path, "DELETE").status, 204);
    EXPECT_EQ(field(get(path), "deletedAt"), "2027-01-15T08:00:00Z");
    EXPECT_EQ(Driver::ids(get(path + "/activities"), "operationType").back(), "DELETE");
    EXPECT_EQ(Driver::ids(get("/v1/subscriptions")).size(), 1U);
    EXPECT_EQ(driver_.call(token_, path, "DELETE").status, 404);
    EXPECT_EQ(send("PUT", path).status, 404);
}

// What a browser's storage gets, and what its memory.
TEST_F(Subscriptions, S44_WhatBelongsToReceiversIsNotInTheStateThatIsKept) {
    const http::Response created = send(
        "POST", "/v1/subscriptions",
        R"(,"customHeaders":{"x-tenant":"tenant-4711"},)"
        R"("endpointAuth":{"type":"BASIC","credentials":{"username":"u-4711","password":"p-4711"}})");
    ASSERT_EQ(created.status, 200);
    const std::string path = "/v1/subscriptions/" + field(created, "id");
    const std::string before = get(path).body;
    EXPECT_NE(before.find("p-4711"), std::string::npos) << "they come back as they were given";

    const json::Value secrets = take_receivers_secrets(driver_.state);
    EXPECT_EQ(json::dump(to_json(driver_.state)).find("4711"), std::string::npos);
    EXPECT_NE(get(path).body.find("(not kept)"), std::string::npos);
    EXPECT_NE(get(path).body.find("x-tenant"), std::string::npos) << "the name is no secret";

    give_receivers_secrets(driver_.state, secrets);
    EXPECT_EQ(get(path).body, before);
    give_receivers_secrets(driver_.state, json::Value());
    EXPECT_EQ(get(path).body, before) << "what is not known changes nothing";
}

TEST_F(Subscriptions, OnlyKnownEventsToHttpsAddresses) {
    EXPECT_EQ(send("POST", "/v1/subscriptions", "", "http://hooks.dummy.example/").status, 400);
    EXPECT_EQ(send("POST", "/v1/subscriptions", "", "hooks").status, 400);
    EXPECT_EQ(
        send("POST", "/v1/subscriptions", "", "https://user:pass@hooks.dummy.example/").status,
        400);
    // The spelling of the prose, which is not the one of the payload.
    EXPECT_EQ(send("POST", "/v1/subscriptions", "", "https://hooks.dummy.example/",
                   R"("v1.export.job-created")")
                  .status,
              400);
    EXPECT_EQ(send("POST", "/v1/subscriptions", "", "https://hooks.dummy.example/", "").status,
              400);
    EXPECT_EQ(send("POST", "/v1/subscriptions", R"(,"status":"ASLEEP")").status, 400);
    EXPECT_TRUE(driver_.state.records.empty());
}

TEST_F(Subscriptions, SecretsAreRecognisableAndEachItsOwn) {
    const std::string second = field(send("POST", "/v1/subscriptions"), "id");
    const std::string one =
        field(get("/v1/subscriptions/51a01a7e-0021-4000-8000-000000000001/secret"), "secretKey");
    const std::string two = field(get("/v1/subscriptions/" + second + "/secret"), "secretKey");
    EXPECT_TRUE(one.starts_with("whsec_sim/")) << one;
    EXPECT_NE(one, two);
    EXPECT_EQ(one, field(get("/v1/subscriptions/51a01a7e-0021-4000-8000-000000000001/secret"),
                         "secretKey"));
    const auto octets = http::base64_decode(one.substr(6));
    ASSERT_TRUE(octets);
    EXPECT_EQ(octets->size(), 24U);
}

// S44: whoever reads the browser's storage finds nothing that opens anything.
TEST_F(Subscriptions, S44_TheSigningSecretIsNotKept) {
    const http::Response created =
        send("POST", "/v1/subscriptions",
             R"(,"customHeaders":{"X-Key":"sentinel-1"},"endpointAuth":{"type":"BASIC",
            "credentials":{"username":"sentinel-2","password":"sentinel-3","token":"sentinel-4"}})");
    EXPECT_EQ(created.status, 200);
    EXPECT_NE(created.body.find("X-Key"), std::string::npos);
    EXPECT_NE(created.body.find("sentinel-3"), std::string::npos); // as Pleo's definition has it
    const std::string secret =
        field(get("/v1/subscriptions/" + field(created, "id") + "/secret"), "secretKey");
    const std::string state = json::dump(to_json(driver_.state));
    EXPECT_EQ(state.find(secret), std::string::npos);
}

TEST_F(Subscriptions, EventsNeedTheScopeOfWhatTheyTell) {
    token_ = driver_.tokens("test:test").access_token;
    EXPECT_EQ(Driver::type(send("POST", "/v1/subscriptions")), "403 ACCESS_DENIED");
    EXPECT_EQ(Driver::type(send("POST", "/v1/subscriptions", "", "https://hooks.dummy.example/",
                                R"("v1.export-job.created")")),
              "403 ACCESS_DENIED");
}

class Webhooks : public Subscriptions {
protected:
    http::Response vendor() {
        return driver_.call(token_, "/v1/vendors", "POST",
                            staging::find_operation("create_vendor")->sample);
    }
    json::Value only_delivery() {
        return Driver::data(driver_.get("/control/deliveries")).items.at(0);
    }
    std::string told(std::string_view member) {
        return std::string(json::find_string(only_delivery(), member).value_or(""));
    }
    bool due() { return json::find_boolean(only_delivery(), "due").value(); }
    http::Response attempt(const char* status) {
        return driver_.post("/control/deliveries", {{"id", told("id")}, {"status", status}});
    }
};

TEST_F(Webhooks, WhatHappensIsToldToThoseWhoSubscribed) {
    send("POST", "/v1/subscriptions",
         R"(,"customHeaders":{"x-tenant":"7"},"endpointAuth":{"type":"BASIC",
            "credentials":{"username":"u","password":"p"}})");
    send("POST", "/v1/subscriptions", R"(,"status":"INACTIVE")");
    send("POST", "/v1/subscriptions", "", "https://hooks.dummy.example/",
         R"("v1.export-job.created")");
    EXPECT_EQ(vendor().status, 201);
    ASSERT_EQ(Driver::data(driver_.get("/control/deliveries")).items.size(), 1U);
    EXPECT_EQ(told("eventType"), "v1.vendor.created");
    EXPECT_TRUE(due());
    const json::Value payload = json::parse(told("body")).document->root;
    EXPECT_EQ(json::find_string(payload, "eventType"), "v1.vendor.created");
    EXPECT_EQ(json::find_string(*json::find(payload, "data"), "name"), "Lighthouse Ltd");
    const json::Value delivery = only_delivery();
    const json::Value& headers = *json::find(delivery, "headers");
    EXPECT_EQ(json::find_string(headers, "x-tenant"), "7");
    EXPECT_EQ(json::find_string(headers, "authorization"), "Basic dTpw");
    EXPECT_EQ(json::find_string(headers, "webhook-id"), told("id"));
    EXPECT_EQ(json::find_string(headers, "webhook-timestamp"), "1800000000");
    driver_.post("/control/export", {});
    EXPECT_EQ(Driver::ids(driver_.get("/control/deliveries"), "eventType").back(),
              "v1.export-job.created");
}

TEST_F(Webhooks, AreTriedAgainByTheVirtualClock) {
    send("POST", "/v1/subscriptions");
    vendor();
    EXPECT_EQ(attempt("500").status, 200);
    EXPECT_FALSE(due());
    driver_.post("/control/clock", {{"advance_seconds", "5"}});
    EXPECT_TRUE(due());
    for (int i = 0; i < 9; ++i) {
        EXPECT_EQ(told("state"), "waiting") << i;
        attempt("0");
    }
    EXPECT_EQ(told("state"), "given up");
    EXPECT_FALSE(due());
}

TEST_F(Webhooks, TakenIsTaken) {
    send("POST", "/v1/subscriptions");
    vendor();
    attempt("204");
    EXPECT_EQ(told("state"), "delivered");
    driver_.post("/control/clock", {{"advance_seconds", "1000000"}});
    EXPECT_FALSE(due());
    EXPECT_EQ(driver_.post("/control/deliveries", {{"id", "x"}, {"status", "200"}}).status, 404);
    EXPECT_EQ(driver_.post("/control/deliveries", {{"id", "x"}, {"status", "one"}}).status, 400);
}

TEST_F(Subscriptions, AreCapped) {
    int made = 0;
    while (made < 50 && send("POST", "/v1/subscriptions").status == 200)
        ++made;
    EXPECT_EQ(made, 19);
    for (int i = 0; i < 60; ++i)
        send("PUT", "/v1/subscriptions/51a01a7e-0021-4000-8000-000000000001");
    EXPECT_EQ(
        Driver::ids(
            get("/v1/subscriptions/51a01a7e-0021-4000-8000-000000000001/activities?limit=100"))
            .size(),
        50U);
}

TEST(Installations, StatusAndMetadataAreKept) {
    Driver driver;
    const std::string token = driver.tokens().access_token;
    const std::string path = "/v1/installations/me";
    const http::Response wrong = driver.call(token, path, "PUT", R"({"status":"BROKEN"})");
    EXPECT_EQ(wrong.status, 400);
    const http::Response updated =
        driver.call(token, path, "PUT",
                    R"({"status":"ERROR","errorCode":"NOT_ENTITLED","metadata":{"a":"\"b\""}})");
    EXPECT_EQ(Driver::member(updated, "status"), "ERROR");
    EXPECT_EQ(Driver::member(updated, "errorCode"), "NOT_ENTITLED");
    EXPECT_EQ(Driver::member(driver.call(token, path), "metadata"), R"({"a":"\"b\""})");
    const http::Response activated = driver.call(token, path + ":activate", "POST");
    EXPECT_EQ(Driver::member(activated, "status"), "ACTIVATED");
    EXPECT_EQ(Driver::member(activated, "errorCode"), "");
    driver.state.installation.reset();
    EXPECT_EQ(driver.call(token, path, "PUT", R"({"status":"ERROR"})").status, 404);
    EXPECT_EQ(driver.call(token, path, "POST", R"({"status":"AUTHORIZED"})").status, 200);
    EXPECT_EQ(Driver::member(driver.call(token, path), "status"), "AUTHORIZED");
    EXPECT_EQ(Driver::member(driver.call(token, "/v1/installations/completions", "PUT"), "status"),
              "ACTIVATED");
}

} // namespace
} // namespace simulator::tests
