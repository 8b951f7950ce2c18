#include "ui/code_lines.hpp"
#include "unit/ui/picture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace {

using ui::Role;
using ui::Wrap;

// Letters of 13 pixels are 6.5 pixels wide.
std::vector<ui::Line> lines(std::string_view text, float width, Wrap wrap) {
    Picture picture;
    std::vector<ui::Line> result;
    picture.pass([&](ui::Ui& ui) {
        result = ui.paint().lines_of(text, ui::Face::regular, 13, width, wrap);
    });
    return result;
}

std::vector<std::string> texts(std::string_view text, float width, Wrap wrap) {
    std::vector<std::string> result;
    for (const ui::Line& line : lines(text, width, wrap))
        result.emplace_back(line.text);
    return result;
}

using Texts = std::vector<std::string>;

TEST(Lines, BreakAtBlanks) {
    EXPECT_EQ(texts("one two three", 7 * 6.5f, Wrap::words), (Texts{"one two", "three"}));
    EXPECT_EQ(texts("one two three", 6 * 6.5f, Wrap::words), (Texts{"one", "two", "three"}));
}

TEST(Lines, KeepLineFeeds) {
    EXPECT_EQ(texts("one\n\ntwo\n", 1000, Wrap::words), (Texts{"one", "", "two", ""}));
}

TEST(Lines, CutAWordThatIsLongerThanTheLine) {
    EXPECT_EQ(texts("abcdefgh ij", 3 * 6.5f, Wrap::words), (Texts{"abc", "def", "gh", "ij"}));
}

TEST(Lines, BreakNumbersAndNamesAtTheirPointsOnlyWhereThereIsNoBlank) {
    EXPECT_EQ(texts("see RFC 9700 \u00a74.2.4", 17 * 6.5f, Wrap::words),
              (Texts{"see RFC 9700", "\u00a74.2.4"}));
    EXPECT_EQ(texts("https://a.b/cdef", 13 * 6.5f, Wrap::words), (Texts{"https://a.", "b/cdef"}));
}

TEST(Lines, BreakCodeAnywhere) {
    EXPECT_EQ(texts("ab cd ef", 4 * 6.5f, Wrap::anywhere), (Texts{"ab c", "d ef"}));
}

TEST(Lines, OfAMessageHoldOneParameterEach) {
    EXPECT_EQ(texts("GET /authorize?a=1&b=2 HTTP/1.1\nHost: x", 1000, Wrap::code),
              (Texts{"GET /authorize", "?a=1", "&b=2 HTTP/1.1", "Host: x"}));
    EXPECT_EQ(texts("GET /tags?a=1 HTTP/1.1", 1000, Wrap::code), (Texts{"GET /tags?a=1 HTTP/1.1"}));
    EXPECT_EQ(texts("{\"next\": \"https://a/?b=1&c=2\"}", 1000, Wrap::code),
              (Texts{"{\"next\": \"https://a/?b=1&c=2\"}"}));
}

TEST(Lines, OfAMessageBreakBetweenWordsAndNeverInAnEscape) {
    EXPECT_EQ(texts("GET /a/long/path HTTP/1.1", 20 * 6.5f, Wrap::code),
              (Texts{"GET /a/long/path", "HTTP/1.1"}));
    EXPECT_EQ(texts("scope=ab%3Acd", 8 * 6.5f, Wrap::code), (Texts{"scope=ab", "%3Acd"}));
    EXPECT_EQ(texts("scope=ab%3Acd", 10 * 6.5f, Wrap::code), (Texts{"scope=ab", "%3Acd"}));
    EXPECT_EQ(texts("  abcdefgh", 6 * 6.5f, Wrap::code), (Texts{"  abcd", "efgh"}));
}

TEST(Lines, LeaveRoomInTheCorner) {
    Picture picture;
    std::vector<std::string> found;
    picture.pass([&](ui::Ui& ui) {
        found.clear();
        for (const ui::Line& line : ui.paint().lines_of("aa bb cc dd", ui::Face::regular, 13,
                                                        8 * 6.5f, Wrap::code, {3 * 6.5f, 1}))
            found.emplace_back(line.text);
    });
    EXPECT_EQ(found, (Texts{"aa bb", "cc dd"}));
}

TEST(Keys, AreNamesOfHeadersParametersAndMembers) {
    EXPECT_EQ(ui::key_of("Content-Type: text/plain"), "Content-Type");
    EXPECT_EQ(ui::key_of("&code=abc"), "code");
    EXPECT_EQ(ui::key_of("grant_type=refresh_token"), "grant_type");
    EXPECT_EQ(ui::key_of("  \"id\": \"a\""), "\"id\"");
    EXPECT_EQ(ui::key_of("  \"a string: no key\","), "");
    EXPECT_EQ(ui::key_of("HTTP/1.1 200 OK"), "");
    EXPECT_EQ(ui::key_of("https://as.example/token"), "");
}

TEST(Lines, NeverCutACharacterInTwo) {
    for (const std::string& line :
         texts("\xc3\xa4\xc3\xb6\xc3\xbc\xf0\x9f\x98\x80", 6.5f, Wrap::anywhere))
        EXPECT_TRUE(line == "\xc3\xa4" || line == "\xc3\xb6" || line == "\xc3\xbc" ||
                    line == "\xf0\x9f\x98\x80");
}

TEST(Lines, PutTogetherAreTheTextAgain) {
    for (const Wrap wrap : {Wrap::words, Wrap::anywhere, Wrap::none}) {
        for (const float width : {5.0f, 40.0f, 90.0f, 1000.0f}) {
            const std::string text = "A text  with\nline feeds, a-long-joined/word and  blanks ";
            std::string again;
            for (const char c : ui::broken(text, lines(text, width, wrap)))
                if (c != '\v') again.push_back(c);
            EXPECT_EQ(again, text);
        }
    }
}

TEST(Lines, ThatArePaintedAreThoseOfTheNode) {
    Picture picture;
    picture.input.width = 100;
    picture.settle([](ui::Ui& ui) { ui::muted(ui, "one two three four"); });
    ASSERT_EQ(picture.nodes.size(), 1u);
    const SeenNode& node = picture.nodes[0];
    EXPECT_EQ(node.name, "one two three \vfour");
    EXPECT_EQ(node.height, 2 * node.line_height);
    EXPECT_EQ(node.width, 13 * 7.0f);
}

TEST(Lines, TextThatNeedsShapingIsLeftToTheBrowser) {
    EXPECT_FALSE(ui::needs_shaping("Plain, \xc3\xa9\xc3\xa5, \xe6\xbc\xa2\xe5\xad\x97"));
    EXPECT_TRUE(ui::needs_shaping("e\xcc\x81"));                        // combining accent
    EXPECT_TRUE(ui::needs_shaping("\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d")); // Hebrew
    EXPECT_TRUE(ui::needs_shaping("\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85")); // Arabic
    EXPECT_TRUE(ui::needs_shaping("\xe0\xa4\xa8\xe0\xa4\xae"));         // Devanagari
    EXPECT_TRUE(ui::needs_shaping("\xe0\xb8\xa0\xe0\xb8\xb2"));         // Thai
    EXPECT_TRUE(ui::needs_shaping("\xf0\x9e\xa4\xa2"));                 // Adlam
    EXPECT_FALSE(ui::needs_shaping("\xce\xb3\xd0\xb6\xea\xb0\x80"));    // Greek, Cyrillic, Hangul
    EXPECT_FALSE(ui::needs_shaping("\xf0\x9f\x98\x80"));                // one emoji
}

TEST(Lines, EveryWidgetLeavesShapedTextToTheBrowser) {
    const char* const hebrew = "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d";
    const json::Value value = json::Value::object({{hebrew, json::Value(1)}});
    Picture picture;
    picture.settle([&](ui::Ui& ui) {
        ui::TreeLayout tree;
        ui::TextLayout lines;
        ui::heading(ui, 2, hebrew);
        ui::text(ui, hebrew);
        ui::code_block(ui, "code", hebrew);
        ui::long_code(ui, "long", hebrew, lines);
        ui::badge(ui, playground::Tone::positive, hebrew);
        ui::button(ui, hebrew);
        ui::disclosure(ui, hebrew, false, "", playground::Tone::neutral, true);
        ui::link(ui, hebrew, "#there");
        ui::text_field(ui, {.label = "field", .value = hebrew});
        ui::combobox(ui, {.label = "choice", .options = {hebrew}});
        ui::value_row(ui, {.name = "name", .value = hebrew});
        ui::json_tree(ui, "tree", value, tree, {}, "");
    });
    int shaped = 0;
    for (const SeenNode& node : picture.nodes) {
        const bool here = node.name.find(hebrew) != std::string::npos ||
                          node.value.find(hebrew) != std::string::npos;
        EXPECT_EQ(here, has(node.flags, ui::NodeFlag::native)) << node.name;
        shaped += here ? 1 : 0;
    }
    EXPECT_EQ(shaped, 12);
}

// An answer of megabytes is laid out in portions, and nothing of it is lost.
TEST(LongCode, ShowsTheFirstPortionAndMoreWhenAskedFor) {
    std::string text;
    while (text.size() < 4 * ui::text_portion)
        text += "a line of it \u00e9\n";
    Picture picture;
    ui::TextLayout layout;
    const auto draw = [&](ui::Ui& ui) { ui::long_code(ui, "long", text, layout); };
    picture.pass(draw);
    EXPECT_LE(layout.covered, ui::text_portion);
    EXPECT_GE(layout.covered, ui::text_portion / 2);
    EXPECT_EQ(text[layout.covered - 1], '\n');
    const auto code = std::find_if(picture.nodes.begin(), picture.nodes.end(),
                                   [](const SeenNode& node) { return node.role == Role::code; });
    ASSERT_NE(code, picture.nodes.end());
    EXPECT_TRUE(has(code->flags, ui::NodeFlag::partial));
    for (int presses = 0; layout.covered < text.size() - 1 && presses < 10; ++presses) {
        const SeenNode* more = picture.find(Role::button, "Show more of it");
        ASSERT_NE(more, nullptr);
        picture.press(more->id);
        picture.pass(draw);
        picture.input.action = {};
        picture.settle(draw);
    }
    EXPECT_EQ(layout.covered, text.size() - 1);
    EXPECT_EQ(picture.find(Role::button, "Show more of it"), nullptr);
}

TEST(LongCode, BytesThatAreNoCharactersAreCutNearThePortionAllTheSame) {
    const std::string text(2 * ui::text_portion, '\x80');
    Picture picture;
    ui::TextLayout layout;
    picture.pass([&](ui::Ui& ui) { ui::long_code(ui, "long", text, layout); });
    EXPECT_GT(layout.covered, ui::text_portion - 4);
}

TEST(LongCode, CutsALineThatNeverEndsBetweenLetters) {
    std::string text;
    while (text.size() < 2 * ui::text_portion)
        text += "\u20ac";
    Picture picture;
    ui::TextLayout layout;
    picture.pass([&](ui::Ui& ui) { ui::long_code(ui, "long", text, layout); });
    EXPECT_EQ(layout.covered % 3, 0u);
    EXPECT_GT(layout.covered, ui::text_portion - 3);
}

} // namespace
