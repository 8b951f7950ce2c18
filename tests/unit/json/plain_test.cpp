#include "json/plain.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

// The reading of the grammar: with so many blanks behind it nothing is plain.
json::Parsed by_grammar(const std::string& text) {
    return json::parse(text + std::string(json::most_plain_bytes, ' '));
}

TEST(JsonPlain, a_token_answer_is_plain_and_reads_as_by_the_grammar) {
    for (const std::string text : {
             R"({"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer","expires_in":900,)"
             R"("refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA","scope":"users:read companies:read"})",
             " {\r\n\t\"active\" : true , \"exp\":0, \"a\":null,\"b\":false,\"\":\"\" } \n",
             R"({})",
             R"({ })",
             R"({"n":999999999999999})",
         }) {
        const std::optional<json::Value> plain = json::parse_plain(text);
        ASSERT_TRUE(plain) << text;
        const json::Parsed whole = by_grammar(text);
        ASSERT_TRUE(whole.document) << text;
        EXPECT_EQ(*plain, whole.document->root) << text;
        EXPECT_EQ(json::parse(text).document->root, *plain) << text;
    }
}

TEST(JsonPlain, leaves_to_the_grammar_what_is_not_plain) {
    for (const std::string text :
         {R"()",
          R"( )",
          R"({)",
          R"([])",
          R"("a")",
          R"(1)",
          R"({"a")",
          R"({"a":)",
          R"({"a":1)",
          R"({"a":1,})",
          R"({,})",
          R"({"a":1 "b":2})",
          R"({"a":1}})",
          R"({"a":1}x)",
          R"({"a":"b\n"})",
          R"({"a":"\""})",
          R"({"a":"é"})",
          "{\"a\":\"\x01\"}",
          R"({"a":"b)",
          R"({"a":[]})",
          R"({"a":{}})",
          R"({"a":1.5})",
          R"({"a":1e3})",
          R"({"a":-1})",
          R"({"a":01})",
          R"({"a":1000000000000000})",
          R"({"a":nul})",
          R"({"a":nullx})",
          R"({"a":tru})",
          R"({"a":True})",
          R"({"a":1,"a":2})",
          R"({a:1})",
          "\xEF\xBB\xBF{}",
          R"({"1":1,"2":1,"3":1,"4":1,"5":1,"6":1,"7":1,"8":1,"9":1,"10":1,"11":1,"12":1,"13":1,)"
          R"("14":1,"15":1,"16":1,"17":1})"})
        EXPECT_FALSE(json::parse_plain(text)) << text;
    EXPECT_FALSE(json::parse_plain("{" + std::string(json::most_plain_bytes, ' ') + "}"));
    EXPECT_FALSE(json::parse_plain({"{}\0", 3}));
}

TEST(JsonPlain, no_limit_is_passed_by) {
    EXPECT_TRUE(json::parse("{}", {.bytes = 1}).error.limit);
    EXPECT_TRUE(json::parse(R"({"a":1})", {.values = 1}).error.limit);
    EXPECT_TRUE(json::parse("{}", {.depth = 0}).error.limit);
}

} // namespace
