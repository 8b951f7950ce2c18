// tests/vectors/paste.json: what terminals print, and what of it is the server's.
#include "http/pasted.hpp"
#include "json/json.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace {

json::Value list(const std::vector<http::LineRange>& ranges) {
    json::Value all = json::Value::array();
    for (const http::LineRange& range : ranges)
        all.items.push_back(json::Value::array(
            {static_cast<std::int64_t>(range.first), static_cast<std::int64_t>(range.last)}));
    return all;
}

} // namespace

TEST(PastedVectors, WhatIsTheServersAndWhatTheTerminals) {
    std::ifstream file(std::string{VECTORS} + "/paste.json");
    std::stringstream text;
    text << file.rdbuf();
    const json::Parsed parsed = json::parse(text.str());
    ASSERT_TRUE(parsed.document) << parsed.error.message;
    EXPECT_GT(parsed.document->root.items.size(), 30U);
    for (const json::Value& vector : parsed.document->root.items) {
        SCOPED_TRACE(json::find_string(vector, "name").value_or(""));
        const json::Value& expected = *json::find(vector, "expect");
        const auto read = http::read_pasted(*json::find_string(vector, "text"));
        const std::string error{json::find_string(expected, "error").value_or("")};
        EXPECT_EQ(read ? "" : read.error().code, error);
        const std::string told = read ? read->doubt : read.error().message;
        EXPECT_EQ(told.find("SENTINEL"), std::string::npos);
        if (!read || !error.empty()) continue;
        EXPECT_EQ(read->response.status, json::find_integer(expected, "status"));
        EXPECT_EQ(to_string(read->status_from), json::find_string(expected, "from"));
        EXPECT_EQ(read->status_line > 0, read->status_from == http::StatusFrom::line ||
                                             read->status_from == http::StatusFrom::tool);
        EXPECT_EQ(static_cast<std::int64_t>(read->response.headers.size()),
                  json::find_integer(expected, "headers"));
        EXPECT_EQ(read->response.body, json::find_string(expected, "body"));
        const std::string doubt{json::find_string(expected, "doubt").value_or("")};
        EXPECT_EQ(read->doubt.empty(), doubt.empty()) << read->doubt;
        EXPECT_TRUE(read->doubt.starts_with(doubt)) << read->doubt;
        if (const json::Value* ignored = json::find(expected, "ignored")) {
            EXPECT_EQ(json::dump(list(read->ignored)), json::dump(*ignored));
        }
    }
}
