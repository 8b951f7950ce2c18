#include "json/json.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using json::Kind;

json::Value parsed(std::string_view text) {
    json::Parsed result = json::parse(text);
    EXPECT_TRUE(result.document) << text << ": " << result.error.message;
    return result.document ? result.document->root : json::Value{};
}

json::ParseError error_of(std::string_view text, json::Limits limits = {}) {
    json::Parsed result = json::parse(text, limits);
    EXPECT_FALSE(result.document) << text;
    return result.error;
}

TEST(JsonParse, reads_every_kind) {
    const json::Value root =
        parsed(R"( {"n":null,"t":true,"f":false,"s":"é\u00e9\n","a":[1,[]],"o":{}} )");
    ASSERT_TRUE(root.is_object());
    EXPECT_EQ(json::find(root, "n")->kind, Kind::null);
    EXPECT_EQ(json::find_boolean(root, "t"), true);
    EXPECT_EQ(json::find_boolean(root, "f"), false);
    EXPECT_EQ(json::find_string(root, "s"), "éé\n");
    ASSERT_NE(json::find_array(root, "a"), nullptr);
    EXPECT_EQ(json::find_array(root, "a")->size(), 2u);
    EXPECT_TRUE(json::find(root, "o")->is_object());
}

TEST(JsonParse, reads_the_token_response_of_rfc_6749_section_5_1) {
    const json::Value root = parsed(R"({
       "access_token":"2YotnFZFEjr1zCsicMWpAA",
       "token_type":"example",
       "expires_in":3600,
       "refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA",
       "example_parameter":"example_value"
     })");
    EXPECT_EQ(json::find_string(root, "access_token"), "2YotnFZFEjr1zCsicMWpAA");
    EXPECT_EQ(json::find_integer(root, "expires_in"), 3600);
    EXPECT_EQ(root.members.front().key, "access_token");
    EXPECT_EQ(root.members.back().key, "example_parameter");
}

TEST(JsonParse, keeps_the_digits_of_numbers) {
    for (const std::string digits :
         {"0", "-0", "1.50", "1E+2", "-0.0", "1e-7", "9223372036854775807", "-9223372036854775808",
          "18446744073709551615", "18446744073709551616", "123456789012345678901234567890",
          "-123456789012345678901234567890", "0.1000000000000000055511151231257827"}) {
        const json::Value root = parsed("[" + digits + "]");
        ASSERT_EQ(root.items.size(), 1u);
        EXPECT_EQ(root.items[0].kind, Kind::number);
        EXPECT_EQ(root.items[0].text, digits);
        EXPECT_EQ(parsed(digits).text, digits) << "as a whole document";
    }
}

TEST(JsonParse, S30_reports_duplicate_keys_with_their_paths) {
    const json::Parsed result =
        json::parse(R"({"scope":"a","data":[{"x":1},{"scope":"b","scope":"c","scope":"d"}],)"
                    R"("scope":"e","y":{"":1,"":2}})");
    ASSERT_TRUE(result.document);
    EXPECT_EQ(result.document->duplicate_keys,
              (std::vector<std::string>{"data[1].scope", "scope", "y."}));
    EXPECT_EQ(json::find_string(result.document->root, "scope"), "e") << "the last one counts";
    EXPECT_EQ(result.document->root.members.size(), 4u) << "all of them are kept";
}

TEST(JsonParse, the_same_key_in_different_objects_is_no_duplicate) {
    const json::Parsed result = json::parse(R"([{"a":1},{"a":2},{"b":{"a":3}}])");
    ASSERT_TRUE(result.document);
    EXPECT_TRUE(result.document->duplicate_keys.empty());
}

TEST(JsonParse, a_list_of_duplicates_stays_small) {
    const std::string long_key(100'000, 'k');
    std::string text = "{\"" + long_key + "\":{";
    for (int i = 0; i < 500; ++i) {
        const std::string key = "\"" + std::to_string(i) + "\":0,";
        text += key + key;
    }
    text += "\"end\":0}}";
    const json::Parsed result = json::parse(text);
    ASSERT_TRUE(result.document) << result.error.message;
    EXPECT_EQ(result.document->duplicate_keys.size(), 100u);
    EXPECT_LT(result.document->duplicate_keys[0].size(), 100u);
}

struct Broken {
    const char* text;
    const char* message;
    std::size_t offset;
    std::size_t line;
    std::size_t column;
};

TEST(JsonParse, errors_name_line_column_and_offset) {
    for (const Broken& broken : {
             Broken{"{\"a\":1,}", "Unexpected '}'; expected string literal.", 7, 1, 8},
             Broken{"[1 2]", "Unexpected number literal; expected ']'.", 3, 1, 4},
             Broken{"[1 -2.5e3]", "Unexpected number literal; expected ']'.", 3, 1, 4},
             Broken{"[true false]", "Unexpected false literal; expected ']'.", 6, 1, 7},
             Broken{"[true\n  null]", "Unexpected null literal; expected ']'.", 8, 2, 3},
             Broken{"{} {}", "Unexpected '{'; expected end of input.", 3, 1, 4},
             Broken{"{\"é\":\"ü\" \"x\"}", "Unexpected string literal; expected '}'.", 11, 1, 10},
             Broken{"{\r\n \"a\" 1}", "Unexpected number literal; expected ':'.", 8, 2, 6},
             Broken{"[1,", "Unexpected end of input; expected '[', '{', or a literal.", 3, 1, 4},
             Broken{"{'a':1}", "Invalid literal.", 1, 1, 2},
             Broken{"[NaN]", "Invalid literal.", 1, 1, 2},
             Broken{"\"abc", "Invalid string: missing closing quote.", 4, 1, 5},
             Broken{"[1e999]", "This number is too large to be read.", 1, 1, 2},
             Broken{"\xEF\xBB\xBF[}", "Unexpected '}'; expected '[', '{', or a literal.", 4, 1, 2},
             Broken{"<!DOCTYPE html>",
                    "This begins with “<”: it looks like HTML or XML, not like JSON.", 0, 1, 1},
             Broken{" \n <a>", "This begins with “<”: it looks like HTML or XML, not like JSON.", 3,
                    2, 2},
             Broken{"", "The body is empty.", 0, 1, 1},
             Broken{"\xEF\xBB\xBF", "The body is empty.", 0, 1, 1},
             Broken{" \n\t", "The body holds nothing but white space.", 0, 1, 1},
         }) {
        const json::ParseError error = error_of(broken.text);
        EXPECT_EQ(error.message, broken.message) << broken.text;
        EXPECT_EQ(error.offset, broken.offset) << broken.text;
        EXPECT_EQ(error.line, broken.line) << broken.text;
        EXPECT_EQ(error.column, broken.column) << broken.text;
    }
}

TEST(JsonParse, S61_errors_never_quote_the_text) {
    for (const std::string text :
         {R"({"access_token":"sentinel-4711)", R"({"access_token":"sentinel-4711"x})",
          R"({sentinel-4711})", "[sentinel-4711; last read: 'sentinel-4711']",
          "{\"a\":\"sentinel-4711\xFF\"}", "{\"a\":sentinel-4711}"}) {
        const json::ParseError error = error_of(text);
        EXPECT_FALSE(error.message.empty());
        EXPECT_EQ(error.message.find("sentinel"), std::string::npos) << error.message;
        EXPECT_EQ(error.message.find("last read"), std::string::npos) << error.message;
        EXPECT_EQ(error.message.find("json.exception"), std::string::npos) << error.message;
    }
}

TEST(JsonParse, ignores_a_byte_order_mark) {
    EXPECT_EQ(json::find_integer(parsed("\xEF\xBB\xBF{\"a\":1}"), "a"), 1);
    EXPECT_FALSE(error_of("\xEF\xBB{}").message.empty());
}

TEST(JsonParse, refuses_what_is_not_json) {
    for (const std::string_view text :
         {"undefined", "01", "+1", ".5", "1.", "[1,]", "{\"a\"}", "{a:1}", "// c\n1", "\"\t\"",
          "\"\\x\"", "\"\\ud800\"", "\"\xC0\xAF\"", "\"\xED\xA0\x80\"", "tru", "nul"}) {
        EXPECT_FALSE(error_of(text).message.empty()) << text;
    }
}

TEST(JsonParse, a_nul_byte_hides_nothing) {
    using namespace std::string_view_literals;
    for (const std::string_view text :
         {"{}\0"sv, "{}\0garbage"sv, "[1,\0 2]"sv, "\"a\0b\""sv, "\0"sv}) {
        EXPECT_EQ(error_of(text).message, "A NUL byte cannot stand in JSON.");
    }
    EXPECT_EQ(parsed("\"\\u0000\"").text, "\0"sv) << "an escaped one is fine";
}

TEST(JsonParse, utf16_without_a_mark_is_called_by_its_name) {
    using namespace std::string_view_literals;
    for (const std::string_view text : {"{\0\"\0a\0\"\0:\0001\0}\0"sv, "\0[\0001\0]"sv}) {
        EXPECT_NE(error_of(text).message.find("UTF-16"), std::string::npos);
        EXPECT_NE(error_of(text).message.find("RFC 8259 section 8.1"), std::string::npos);
    }
}

TEST(JsonParse, what_is_repaired_hides_nothing_behind_a_nul_byte) {
    using namespace std::string_view_literals;
    EXPECT_FALSE(json::parse_generously("{\"a\":\"\x01\"}\0{\"b\":1}"sv).document);
    EXPECT_TRUE(json::parse_generously("{\"a\":\"\x01\"}"sv).document);
}

TEST(JsonParse, one_name_again_and_again_is_not_followed_for_ever) {
    std::string text(60, '[');
    text += "{\"a\":1";
    for (int i = 0; i < 100'000; ++i)
        text += ",\"a\":1";
    text += "}" + std::string(60, ']');
    const json::Parsed once = json::parse(text);
    ASSERT_TRUE(once.document);
    EXPECT_EQ(once.document->duplicate_keys.size(), 1u);
}

TEST(JsonParse, depth_is_capped) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    EXPECT_TRUE(json::parse(nested(64)).document);
    const json::ParseError error = error_of(nested(65));
    EXPECT_EQ(error.offset, 64u);
    EXPECT_NE(error.message.find("64 levels"), std::string::npos) << error.message;
    std::string objects;
    for (int i = 0; i < 65; ++i)
        objects += "{\"a\":";
    EXPECT_NE(error_of(objects).message.find("64 levels"), std::string::npos);
    EXPECT_NE(error_of(std::string(1'000'000, '[')).message.find("64 levels"), std::string::npos);
    EXPECT_NE(error_of("[1]", json::Limits{.depth = 0}).message, "");
    EXPECT_TRUE(json::parse("1", json::Limits{.depth = 0}).document);
}

TEST(JsonParse, no_caller_can_lift_the_cap_on_depth) {
    const std::string deep = std::string(100'000, '[');
    EXPECT_NE(error_of(deep, json::Limits{.depth = 1'000'000}).message.find("256 levels"),
              std::string::npos);
}

TEST(JsonParse, size_is_capped) {
    EXPECT_TRUE(json::parse("[1,2]", json::Limits{.bytes = 5}).document);
    EXPECT_NE(error_of("[1,2] ", json::Limits{.bytes = 5}).message.find("at most 5"),
              std::string::npos);
}

TEST(JsonParse, the_number_of_values_is_capped) {
    EXPECT_TRUE(json::parse("[1,2,{}]", json::Limits{.values = 4}).document);
    EXPECT_NE(error_of("[1,2,{},3]", json::Limits{.values = 4}).message.find("more than 4 values"),
              std::string::npos);
    std::string many = "[";
    for (int i = 0; i < 300'000; ++i)
        many += "0,";
    EXPECT_NE(error_of(many + "0]").message.find("more than 250000 values"), std::string::npos);
}

} // namespace
