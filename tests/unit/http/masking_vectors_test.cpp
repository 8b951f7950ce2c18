// tests/vectors/masking.json: bodies of answers, and what of them is shown and kept.
#include "http/redaction.hpp"
#include "json/json.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

TEST(MaskingVectors, S61_WhatIsShownAndKept) {
    std::ifstream file(std::string{VECTORS} + "/masking.json");
    std::stringstream text;
    text << file.rdbuf();
    const json::Parsed parsed = json::parse(text.str());
    ASSERT_TRUE(parsed.document) << parsed.error.message;
    EXPECT_GT(parsed.document->root.items.size(), 5U);
    for (const json::Value& vector : parsed.document->root.items) {
        const auto member = [&vector](std::string_view name) {
            return std::string{json::find_string(vector, name).value_or("")};
        };
        SCOPED_TRACE(member("name"));
        http::Exchange exchange;
        exchange.content =
            member("content") == "tokens" ? http::Content::tokens : http::Content::plain;
        exchange.response =
            http::Response{200, "", {{"Content-Type", member("type")}}, member("body")};
        const http::Exchange once = http::redact(exchange, {});
        EXPECT_EQ(once.response->body, member("masked"));
        EXPECT_EQ(http::redact(once, {}), once);
    }
}
