#include "http/visible.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using http::LineBreaks;
using http::visible;

TEST(Visible, S58_ordinary_text_of_any_script_stays) {
    for (const std::string text :
         {"", "plain ASCII ~!", "æøå ÄÖÜ ß", "日本語 한국어 עברית العربية हिन्दी",
          "‹mask› “quoted” … –", "🙂𝄞"}) {
        EXPECT_EQ(visible(text), text);
    }
}

TEST(Visible, S58_what_nobody_sees_is_named) {
    EXPECT_EQ(visible("a\u202Eb"), "a⟨U+202E⟩b");
    EXPECT_EQ(visible(std::string{"a\0b", 3}), "a⟨U+0000⟩b");
    EXPECT_EQ(visible("\x1B[2J"), "⟨U+001B⟩[2J");
    EXPECT_EQ(visible("\x7F"), "⟨U+007F⟩");
    for (const auto& [text, name] :
         {std::pair{"\u0085", "U+0085"}, std::pair{"\u00A0", "U+00A0"},
          std::pair{"\u00AD", "U+00AD"}, std::pair{"\u061C", "U+061C"},
          std::pair{"\u200B", "U+200B"}, std::pair{"\u200D", "U+200D"},
          std::pair{"\u200F", "U+200F"}, std::pair{"\u2028", "U+2028"},
          std::pair{"\u202A", "U+202A"}, std::pair{"\u2060", "U+2060"},
          std::pair{"\u2066", "U+2066"}, std::pair{"\u2069", "U+2069"},
          std::pair{"\u3000", "U+3000"}, std::pair{"\u3164", "U+3164"},
          std::pair{"\uFE0F", "U+FE0F"}, std::pair{"\uFEFF", "U+FEFF"},
          std::pair{"\uFFFE", "U+FFFE"}, std::pair{"\U000E0041", "U+E0041"},
          std::pair{"\U0010FFFF", "U+10FFFF"}}) {
        EXPECT_EQ(visible(std::string{"<"} + text + ">"), std::string{"<⟨"} + name + "⟩>");
    }
}

TEST(Visible, S58_only_symbols_are_joined_and_chosen_from_unseen) {
    for (const std::string text : {"❤\uFE0F", "👩\u200D🚀", "🏳\uFE0F\u200D🌈"}) {
        EXPECT_EQ(visible(text), text);
        EXPECT_FALSE(http::holds_invisible(text));
    }
    EXPECT_EQ(visible("a\uFE0F"), "a⟨U+FE0F⟩");
    EXPECT_EQ(visible("👩\u200Da"), "👩⟨U+200D⟩a");
    EXPECT_EQ(visible("👩\u200D"), "👩⟨U+200D⟩");
    EXPECT_EQ(visible("❤\uFE0F\uFE0F"), "❤\uFE0F⟨U+FE0F⟩");
    EXPECT_TRUE(http::holds_invisible("👩\u200Da"));
    EXPECT_TRUE(http::holds_invisible("a\u200Bb"));
    EXPECT_FALSE(http::holds_invisible("plain"));
}

TEST(Visible, neighbours_of_the_invisible_stay) {
    for (const std::string text : {"\u00A1", "\u00AC", "\u00AE", "\u0350", "\u2010", "\u2027",
                                   "\u2030", "\u205E", "\u2070", "\uFFFD"}) {
        EXPECT_EQ(visible(text), text);
    }
}

TEST(Visible, invalid_utf8_is_shown_byte_by_byte) {
    EXPECT_EQ(visible("a\xFFz"), "a⟨0xFF⟩z");
    EXPECT_EQ(visible("\xC0\xAF"), "⟨0xC0⟩⟨0xAF⟩") << "overlong";
    EXPECT_EQ(visible("\xE0\x80\xAF"), "⟨0xE0⟩⟨0x80⟩⟨0xAF⟩") << "overlong";
    EXPECT_EQ(visible("\xED\xA0\x80"), "⟨0xED⟩⟨0xA0⟩⟨0x80⟩") << "a surrogate";
    EXPECT_EQ(visible("\xF4\x90\x80\x80"), "⟨0xF4⟩⟨0x90⟩⟨0x80⟩⟨0x80⟩") << "beyond U+10FFFF";
    EXPECT_EQ(visible("\xE2\x82"), "⟨0xE2⟩⟨0x82⟩") << "cut off";
    EXPECT_EQ(visible("\xC3("), "⟨0xC3⟩(");
}

TEST(Visible, line_breaks_and_tabs_are_kept_when_asked) {
    EXPECT_EQ(visible("a\n\tb"), "a⟨U+000A⟩⟨U+0009⟩b");
    EXPECT_EQ(visible("a\n\tb\r\v", LineBreaks::kept), "a\n\tb⟨U+000D⟩⟨U+000B⟩");
}

std::string slip(std::string_view pasted) { return http::find_invisible(pasted).value_or("none"); }

TEST(FindInvisible, S58_a_clean_credential_has_no_slip) {
    for (const char* text : {"", "s6BhdRkqt3", "12a3b456-78c9-0d12-93f4-f567ab8cde9f",
                             "users:read export-jobs:read", "a\"b", "é"}) {
        EXPECT_EQ(slip(text), "none") << text;
    }
}

TEST(FindInvisible, S58_slips_of_pasting_are_named_with_what_to_do) {
    EXPECT_EQ(slip(" abc"), "There is a space before the first character. Remove it.");
    EXPECT_EQ(slip("abc "), "There is a space after the last character. Remove it.");
    EXPECT_EQ(slip("abc\n"), "There is a line break after the last character. Remove it.");
    EXPECT_EQ(slip("ab\nc"), "A line break is character 3. Remove it: the value is one line.");
    EXPECT_EQ(slip("abc\r\n"), "A line break is character 4. Remove it: the value is one line.");
    EXPECT_EQ(slip("\tabc"), "A tab is character 1. Remove it.");
    EXPECT_EQ(slip("é\u00A0c"), "A no-break space (U+00A0) is character 2. It looks like a space "
                                "and is none: remove it, or "
                                "type it again.");
    EXPECT_EQ(
        slip("a\u200Bb"),
        "The invisible U+200B is character 2. Remove it, or type the value instead of pasting it.");
    EXPECT_EQ(
        slip("\uFEFFabc"),
        "The invisible U+FEFF is character 1. Remove it, or type the value instead of pasting it.");
    EXPECT_EQ(slip("a\xFF"),
              "The byte 0xFF is character 2 and is not UTF-8. Copy the value again as text.");
    EXPECT_EQ(
        slip(std::string_view{"a\0b", 3}),
        "The invisible U+0000 is character 2. Remove it, or type the value instead of pasting it.");
}

TEST(FindInvisible, S58_quotation_marks_around_a_value_are_noticed) {
    for (const char* text : {"“abc”", "\"abc\"", "'abc", "abc’", "«abc»", "„abc“", "`abc`", "\""}) {
        EXPECT_NE(slip(text).find("quotation mark"), std::string::npos) << text;
    }
}

TEST(FindInvisible, never_quotes_the_value) {
    EXPECT_EQ(slip(" sentinel").find("sentinel"), std::string::npos);
    EXPECT_EQ(slip("“sentinel”").find("sentinel"), std::string::npos);
}

} // namespace
