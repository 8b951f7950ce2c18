#include "json/json.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace {

using json::Layout;
using json::Value;

std::optional<std::int64_t> integer(std::string_view digits) {
    const json::Parsed parsed = json::parse("{\"n\":" + std::string{digits} + "}");
    EXPECT_TRUE(parsed.document) << digits;
    return parsed.document ? json::find_integer(parsed.document->root, "n") : std::nullopt;
}

TEST(JsonValue, S30_an_integer_is_one_however_it_is_written) {
    EXPECT_EQ(integer("3600"), 3600);
    EXPECT_EQ(integer("3600.0"), 3600);
    EXPECT_EQ(integer("3600.000e0"), 3600);
    EXPECT_EQ(integer("3.6e3"), 3600);
    EXPECT_EQ(integer("3.6E+3"), 3600);
    EXPECT_EQ(integer("36000e-1"), 3600);
    EXPECT_EQ(integer("-3600"), -3600);
    EXPECT_EQ(integer("0"), 0);
    EXPECT_EQ(integer("-0.0e-5"), 0);
    EXPECT_EQ(integer("0e999999999999999999999"), 0);
    EXPECT_EQ(integer("100"), 100);
}

TEST(JsonValue, integers_are_exact_up_to_the_last_bit) {
    EXPECT_EQ(integer("9007199254740993"), 9007199254740993) << "no double could hold it";
    EXPECT_EQ(integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(integer("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(integer("9223372036854775807.0"), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(integer("9223372036854775808"), std::nullopt);
    EXPECT_EQ(integer("-9223372036854775809"), std::nullopt);
}

TEST(JsonValue, what_is_no_integer_is_refused) {
    for (const char* digits : {"3.5", "1e-1", "3600.5", "1e19", "1e300", "123456789012345678901",
                               "0.1e0", "1e-999999999999999999999"}) {
        EXPECT_EQ(integer(digits), std::nullopt) << digits;
    }
    EXPECT_EQ(json::find_integer(Value::object({{"n", "3600"}}), "n"), std::nullopt) << "a string";
}

TEST(JsonValue, lookups_are_total) {
    const Value object = Value::object({{"s", "x"}, {"b", true}, {"a", Value::array({1, 2})}});
    EXPECT_EQ(json::find(object, "nothing"), nullptr);
    EXPECT_EQ(json::find(Value{"text"}, "s"), nullptr);
    EXPECT_EQ(json::find_string(object, "b"), std::nullopt);
    EXPECT_EQ(json::find_boolean(object, "s"), std::nullopt);
    EXPECT_EQ(json::find_array(object, "s"), nullptr);
    EXPECT_EQ(json::find_integer(object, "nothing"), std::nullopt);
    EXPECT_EQ(json::find_array(object, "a")->size(), 2u);
    EXPECT_EQ(json::find_string(object, "s"), "x");
}

TEST(JsonValue, set_appends_or_replaces_what_find_sees) {
    Value object = Value::object({{"a", 1}, {"a", 2}});
    json::set(object, "b", "new");
    json::set(object, "a", 3);
    EXPECT_EQ(json::dump(object), R"({"a":1,"a":3,"b":"new"})");
    EXPECT_EQ(json::find_integer(object, "a"), 3);
}

TEST(JsonValue, equality_sees_kind_content_and_order) {
    EXPECT_EQ(Value::object({{"a", 1}}), Value::object({{"a", 1}}));
    EXPECT_FALSE(Value::object({{"a", 1}}) == Value::object({{"b", 1}}));
    EXPECT_FALSE(Value{"1"} == Value{1});
    EXPECT_FALSE(Value{true} == Value{false});
    EXPECT_FALSE(Value::array({1, 2}) == Value::array({2, 1}));
    EXPECT_FALSE(Value::array() == Value::object());
}

TEST(JsonDump, writes_what_was_received) {
    for (const std::string text :
         {R"({"b":1,"a":[1.50,-0,1E+2,123456789012345678901234567890],"b":null,"":{}})", R"([])",
          R"("x")", R"([true,false,[[],{}]])"}) {
        EXPECT_EQ(json::dump(json::parse(text).document->root), text);
    }
}

TEST(JsonDump, indents) {
    const Value value = json::parse(R"({"a":[1,{"b":[]}],"c":{}})").document->root;
    EXPECT_EQ(json::dump(value, Layout::indented), "{\n"
                                                   "  \"a\": [\n"
                                                   "    1,\n"
                                                   "    {\n"
                                                   "      \"b\": []\n"
                                                   "    }\n"
                                                   "  ],\n"
                                                   "  \"c\": {}\n"
                                                   "}");
}

TEST(JsonDump, quotes_so_that_any_text_comes_back) {
    using namespace std::string_view_literals;
    EXPECT_EQ(json::quote("a\"b\\c/\n\x01é"), R"("a\"b\\c/\n\u0001é")");
    EXPECT_EQ(json::quote(""), "\"\"");
    const std::string all = [] {
        std::string text;
        for (char c = 0; c < 127; ++c)
            text += c;
        return text;
    }();
    EXPECT_EQ(json::parse(json::quote(all)).document->root.text, all);
    EXPECT_EQ(json::parse(json::quote("\0x"sv)).document->root.text, "\0x"sv);
}

TEST(JsonDump, replaces_invalid_utf8) {
    EXPECT_EQ(json::quote("a\xFFz"), "\"a\uFFFDz\"");
    EXPECT_EQ(json::dump(Value::object({{"k\xC0", "\xED\xA0\x80"}})).find('\xED'),
              std::string::npos);
    EXPECT_TRUE(json::parse(json::dump(Value::object({{"k\xC0", "\xED\xA0\x80"}}))).document);
}

TEST(JsonDump, keeps_every_well_formed_sequence_and_no_other) {
    for (const std::string text : {"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                                   "\xEE\x80\x80", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        EXPECT_EQ(json::quote(text), '"' + text + '"');
    }
    // Overlong, a surrogate, beyond U+10FFFF, cut short, and a continuation alone.
    for (const std::string text :
         {"\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
          "\xF5\x80\x80\x80", "\xE2\x82", "\xF0\x9F\x98", "\x80"}) {
        std::string replaced;
        for (std::size_t i = 0; i < text.size(); ++i)
            replaced += "\uFFFD";
        EXPECT_EQ(json::quote(text), '"' + replaced + '"');
    }
}

TEST(JsonDump, digits_of_our_own_making_cannot_break_the_document) {
    Value number = 1;
    for (const char* digits : {"", "1,\"x\":2", "NaN", "01", "1 2", "-", "1}"}) {
        number.text = digits;
        EXPECT_EQ(json::dump(Value::array({number})), "[null]") << digits;
    }
}

TEST(JsonDump, depth_is_no_obstacle) {
    Value value = 1;
    for (int i = 0; i < 2000; ++i) {
        Value outer = Value::array();
        outer.items.push_back(std::move(value));
        value = std::move(outer);
    }
    EXPECT_EQ(json::dump(value), std::string(2000, '[') + "1" + std::string(2000, ']'));
}

} // namespace
