#include "http/exchange_json.hpp"

#include "http/redaction.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using http::Exchange;
using http::Failure;

Exchange answered() {
    Exchange exchange;
    exchange.id = 4'294'967'295u;
    exchange.purpose = "Token request";
    exchange.request = {"POST",
                        "https://as.example/oauth/token",
                        {{"Accept", "a"}, {"accept", "b"}},
                        "a=\"b\"\n\u202E"};
    exchange.response = http::Response{
        400, "Bad Request", {{"content-type", "application/json"}}, R"({"error":"invalid_grant"})"};
    exchange.sent_at_ms = 1'790'000'000'123;
    exchange.duration_ms = 0;
    return exchange;
}

std::optional<Exchange> through_text(const Exchange& exchange) {
    const json::Parsed parsed = json::parse(json::dump(http::to_json(exchange)));
    return parsed.document ? http::exchange_from_json(parsed.document->root) : std::nullopt;
}

TEST(ExchangeJson, everything_survives_a_page_load) {
    Exchange navigation;
    navigation.id = 1;
    navigation.navigation = true;
    navigation.request.url = "https://as.example/authorize?state=‹state›";
    std::vector<Exchange> exchanges{answered(), http::redact(answered(), {}), navigation,
                                    Exchange{}};
    for (const Failure failure :
         {Failure::network, Failure::timeout, Failure::aborted, Failure::refused}) {
        Exchange failed = answered();
        failed.response.reset();
        failed.failure = failure;
        failed.failure_text = "TypeError: Failed to fetch";
        exchanges.push_back(failed);
    }
    Exchange waiting = answered();
    waiting.response.reset();
    waiting.duration_ms.reset();
    exchanges.push_back(waiting);
    for (const Exchange& exchange : exchanges)
        EXPECT_EQ(through_text(exchange), exchange);
}

TEST(ExchangeJson, every_member_is_needed) {
    const json::Value whole = http::to_json(answered());
    ASSERT_TRUE(http::exchange_from_json(whole));
    for (std::size_t i = 0; i < whole.members.size(); ++i) {
        const std::string key = whole.members[i].key;
        json::Value part = whole;
        part.members.erase(part.members.begin() + static_cast<std::ptrdiff_t>(i));
        const bool optional = key == "response" || key == "duration_ms";
        EXPECT_EQ(http::exchange_from_json(part).has_value(), optional) << key;
        part = whole;
        part.members[i].value = json::Value::array();
        EXPECT_FALSE(http::exchange_from_json(part)) << key << " of the wrong kind";
    }
    for (const char* message : {"request", "response"}) {
        const json::Value inner = *json::find(whole, message);
        for (std::size_t i = 0; i < inner.members.size(); ++i) {
            json::Value part = inner;
            part.members.erase(part.members.begin() + static_cast<std::ptrdiff_t>(i));
            json::Value broken = whole;
            json::set(broken, message, part);
            EXPECT_FALSE(http::exchange_from_json(broken))
                << message << "." << inner.members[i].key;
        }
    }
}

TEST(ExchangeJson, what_is_out_of_range_is_refused) {
    const auto accepts = [](const char* key, json::Value value) {
        json::Value exchange = http::to_json(answered());
        json::set(exchange, key, std::move(value));
        return http::exchange_from_json(exchange).has_value();
    };
    EXPECT_TRUE(accepts("id", 7));
    EXPECT_FALSE(accepts("id", -1));
    EXPECT_FALSE(accepts("id", std::int64_t{4'294'967'296}));
    EXPECT_FALSE(accepts("sent_at_ms", -1));
    EXPECT_FALSE(accepts("sent_at_ms", std::int64_t{1} << 62));
    EXPECT_FALSE(accepts("duration_ms", -1));
    EXPECT_FALSE(accepts("failure", "boredom"));
    EXPECT_FALSE(accepts("failure", "network")) << "there is a response";
    EXPECT_FALSE(accepts("navigation", true)) << "there is a response";
    EXPECT_FALSE(accepts("purpose", std::string(40'000, 'x')));
    for (const json::Value& other : {json::Value{}, json::Value{"x"}, json::Value::array()}) {
        EXPECT_FALSE(http::exchange_from_json(other));
    }
}

TEST(ExchangeJson, headers_are_capped_pairs_of_text) {
    const auto accepts = [](json::Value headers) {
        json::Value exchange = http::to_json(answered());
        json::Value request = *json::find(exchange, "request");
        json::set(request, "headers", std::move(headers));
        json::set(exchange, "request", std::move(request));
        return http::exchange_from_json(exchange).has_value();
    };
    const json::Value pair = json::Value::array({"a", "b"});
    EXPECT_TRUE(accepts(json::Value::array({pair})));
    EXPECT_TRUE(accepts(json::Value::array(std::vector<json::Value>(256, pair))));
    EXPECT_FALSE(accepts(json::Value::array(std::vector<json::Value>(257, pair))));
    EXPECT_FALSE(accepts(json::Value::array({json::Value::array({"a"})})));
    EXPECT_FALSE(accepts(json::Value::array({json::Value::array({"a", 1})})));
    EXPECT_FALSE(accepts(json::Value::array({"a"})));
    EXPECT_FALSE(accepts(json::Value::object()));
}

} // namespace
