#include "oauth/server_words.hpp"

#include <gtest/gtest.h>

#include <string>

TEST(ServerWords, ShortTextIsLeftAlone) {
    EXPECT_EQ(oauth::cut("", 0), "");
    EXPECT_EQ(oauth::cut("abc", 3), "abc");
    EXPECT_EQ(oauth::server_words("The code was used already."), "The code was used already.");
}

TEST(ServerWords, ACutIsMarkedAndSplitsNoCharacter) {
    EXPECT_EQ(oauth::cut("abcd", 3), "abc…");
    EXPECT_EQ(oauth::cut("aé", 2), "a…");
    EXPECT_EQ(oauth::cut("aéb", 3), "aé…");
    EXPECT_EQ(oauth::cut("€", 1), "…");
    EXPECT_EQ(oauth::cut("€", 2), "…");
    EXPECT_EQ(oauth::cut("😀😀", 7), "😀…");
    EXPECT_EQ(oauth::cut("abc", 0), "…");
}

TEST(ServerWords, TextThatIsNotUtf8IsCutAllTheSame) {
    const std::string bytes(10, '\x80');
    EXPECT_LE(oauth::cut(bytes, 5).size(), 5U + 3U);
    EXPECT_LE(oauth::cut(bytes, 1).size(), 1U + 3U);
}

TEST(ServerWords, S58_DeceptiveCharactersAreSpeltOut) {
    const std::string words =
        oauth::server_words(std::string("a\0b\x1B[31m\xE2\x80\xAE\xE2\x80\x8B\xFF", 15));
    EXPECT_EQ(words.find('\0'), std::string::npos);
    EXPECT_EQ(words.find('\x1B'), std::string::npos);
    EXPECT_EQ(words.find('\xFF'), std::string::npos);
    EXPECT_EQ(words.find("\xE2\x80\xAE"), std::string::npos);
    EXPECT_EQ(words.find("\xE2\x80\x8B"), std::string::npos);
    EXPECT_NE(words.find("U+202E"), std::string::npos) << words;
}

TEST(Sentence, EndsOnce) {
    EXPECT_EQ(oauth::sentence("no such request"), "no such request.");
    EXPECT_EQ(oauth::sentence("No such request."), "No such request.");
    EXPECT_EQ(oauth::sentence("Why?"), "Why?");
}
