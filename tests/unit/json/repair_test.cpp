#include "json/json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

json::Document generous(std::string_view text) {
    const json::Parsed parsed = json::parse_generously(text);
    EXPECT_TRUE(parsed.document) << text << parsed.error.message;
    return parsed.document ? *parsed.document : json::Document{};
}

} // namespace

TEST(JsonRepair, one_bad_value_does_not_lose_the_others) {
    for (const std::string_view bad :
         {R"("\ud800")", R"("\udc00x")", R"("\ud83d\u0041")", "\"a\tb\"", "\"a\nb\"", "\"caf\xE9\"",
          "\"\xC0\xAF\"", "\"\xED\xA0\x80\"", "1e400", "-1e400", "[1e999,2]"}) {
        const std::string text = "{\"before\":1,\"bad\":" + std::string{bad} + ",\"token\":\"T\"}";
        EXPECT_FALSE(json::parse(text).document) << text << ": parse() stays strict";
        const json::Document document = generous(text);
        EXPECT_EQ(json::find_integer(document.root, "before"), 1) << text;
        EXPECT_EQ(json::find_string(document.root, "token"), "T") << text;
        EXPECT_EQ(document.repairs.size(), 1U) << text;
    }
}

TEST(JsonRepair, what_is_replaced_is_seen) {
    const json::Document document =
        generous("{\"a\":\"x\\ud800y\",\n \"b\":\"p\tq\",\"ok\":\"\\ud83d\\ude00\\\\ud800\\\"\"}");
    EXPECT_EQ(json::find_string(document.root, "a"), "x\xEF\xBF\xBDy");
    EXPECT_EQ(json::find_string(document.root, "b"), "p\xEF\xBF\xBDq");
    EXPECT_EQ(json::find_string(document.root, "ok"), "\xF0\x9F\x98\x80\\ud800\"");
    ASSERT_EQ(document.repairs.size(), 2U);
    EXPECT_EQ(document.repairs[0], "half of a surrogate pair at line 1, column 8");
    EXPECT_EQ(document.repairs[1], "a control character in a string at line 2, column 8");
}

TEST(JsonRepair, digits_of_numbers_stay_those_that_were_received) {
    const json::Document document = generous(R"([0,1e400,0,-2.50E+999,0])");
    ASSERT_EQ(document.root.items.size(), 5U);
    const char* expected[] = {"0", "1e400", "0", "-2.50E+999", "0"};
    for (std::size_t i = 0; i < 5; ++i)
        EXPECT_EQ(document.root.items[i].text, expected[i]);
    EXPECT_EQ(generous("[1e400]").root.items[0].text, "1e400");
    EXPECT_EQ(generous("{\"a\":1e400}").root.members[0].value.text, "1e400");
}

TEST(JsonRepair, what_is_not_json_stays_refused_with_its_first_place) {
    for (const std::string_view text :
         {"", "{\"a\":1,}", "[1e400,}", "{'a':\"\\ud800\"}", "{\"a\":\"\\ud800", "<html>\t"}) {
        const json::Parsed parsed = json::parse_generously(text);
        EXPECT_FALSE(parsed.document) << text;
        EXPECT_FALSE(parsed.error.message.empty()) << text;
        EXPECT_FALSE(parsed.error.limit) << text;
    }
}

TEST(JsonRepair, bounds_are_told_apart_from_grammar) {
    for (const std::string& text :
         {std::string(70, '[') + std::string(70, ']'),
          "[1e400," + std::string(70, '[') + std::string(70, ']') + "]"}) {
        const json::Parsed parsed = json::parse_generously(text);
        EXPECT_FALSE(parsed.document);
        EXPECT_TRUE(parsed.error.limit) << parsed.error.message;
    }
    EXPECT_TRUE(json::parse_generously("[1,2,3]", {.values = 2}).error.limit);
    EXPECT_TRUE(json::parse_generously("[1,2,3]", {.bytes = 4}).error.limit);
}

TEST(JsonRepair, many_repairs_stay_few_words) {
    std::string text = "[";
    for (int i = 0; i < 20'000; ++i)
        text += "1e400,\"\\ud800\",";
    const json::Document document = generous(text + "1e400]");
    EXPECT_EQ(document.root.items.size(), 40'001U);
    EXPECT_EQ(document.repairs.size(), 8U);
    EXPECT_EQ(document.root.items[40'000].text, "1e400");
}

TEST(JsonRepair, what_is_broken_all_over_is_not_repaired) {
    const auto text_with = [](std::size_t controls) {
        return "[\"" + std::string(controls, '\x01') + "\"]";
    };
    EXPECT_TRUE(json::parse_generously(text_with(100'000)).document);
    const json::Parsed refused = json::parse_generously(text_with(100'001));
    EXPECT_FALSE(refused.document);
    EXPECT_EQ(refused.error.column, 3U) << "the first of them";
}
