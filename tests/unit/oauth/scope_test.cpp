#include "oauth/scope.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using Texts = std::vector<std::string>;

std::string refusal(std::string_view text) {
    const Result<oauth::Scopes> scopes = oauth::parse_scopes(text);
    return scopes ? "accepted" : scopes.error().message;
}

} // namespace

TEST(Scope, S10_KeepsTheOrderTyped) {
    const Result<oauth::Scopes> scopes =
        oauth::parse_scopes("users:read companies:read export-jobs:read");
    ASSERT_TRUE(scopes);
    EXPECT_EQ(scopes->values, (Texts{"users:read", "companies:read", "export-jobs:read"}));
    EXPECT_TRUE(scopes->duplicates.empty());
    EXPECT_EQ(oauth::join(scopes->values), "users:read companies:read export-jobs:read");
}

TEST(Scope, S10_AnyRunOfWhiteSpaceSeparates) {
    const Result<oauth::Scopes> scopes =
        oauth::parse_scopes("\n  users:read\t\r\ncompanies:read \v\f test:test  ");
    ASSERT_TRUE(scopes);
    EXPECT_EQ(oauth::join(scopes->values), "users:read companies:read test:test");
}

TEST(Scope, S10_DuplicatesAreLeftOutAndReportedOnce) {
    const Result<oauth::Scopes> scopes = oauth::parse_scopes("a b a c a b");
    ASSERT_TRUE(scopes);
    EXPECT_EQ(scopes->values, (Texts{"a", "b", "c"}));
    EXPECT_EQ(scopes->duplicates, (Texts{"a", "b"}));
}

TEST(Scope, S10_ScopesDifferByCase) {
    const Result<oauth::Scopes> scopes = oauth::parse_scopes("users:read Users:read");
    ASSERT_TRUE(scopes);
    EXPECT_EQ(scopes->values.size(), 2U);
}

TEST(Scope, S10_NothingTypedIsNoScope) {
    for (const std::string text : {"", " ", "\n\t "}) {
        const Result<oauth::Scopes> scopes = oauth::parse_scopes(text);
        ASSERT_TRUE(scopes);
        EXPECT_TRUE(scopes->values.empty());
        EXPECT_EQ(oauth::join(scopes->values), "");
    }
}

// %x21 / %x23-5B / %x5D-7E (RFC 6749 section 3.3), and white space between.
TEST(Scope, S10_AlphabetByteByByte) {
    for (int byte = 0; byte < 256; ++byte) {
        const bool space = byte == ' ' || (byte >= '\t' && byte <= '\r');
        const bool allowed =
            byte == 0x21 || (byte >= 0x23 && byte <= 0x5B) || (byte >= 0x5D && byte <= 0x7E);
        const std::string text = std::string("a") + static_cast<char>(byte) + "b";
        EXPECT_EQ(static_cast<bool>(oauth::parse_scopes(text)), space || allowed) << byte;
    }
}

TEST(Scope, S10_AnIllegalCharacterIsNamedWithItsPlace) {
    EXPECT_NE(refusal("users:\"read").find("\" at position 7"), std::string::npos)
        << refusal("users:\"read");
    EXPECT_NE(refusal("a\\b").find("\\ at position 2"), std::string::npos) << refusal("a\\b");
    // Counted in characters, not in bytes; invisible ones are spelt out.
    EXPECT_NE(refusal("é").find("é at position 1"), std::string::npos) << refusal("é");
    const std::string no_break_space = refusal("ab\xC2\xA0"
                                               "c");
    EXPECT_NE(no_break_space.find("U+00A0"), std::string::npos) << no_break_space;
    EXPECT_NE(no_break_space.find("at position 3"), std::string::npos) << no_break_space;
    const std::string zero_width = refusal("users\xE2\x80\x8B:read");
    EXPECT_NE(zero_width.find("U+200B"), std::string::npos) << zero_width;
    EXPECT_NE(zero_width.find("at position 6"), std::string::npos) << zero_width;
    EXPECT_EQ(oauth::parse_scopes("\x01").error().code, "illegal_scope_character");
}

TEST(Scope, S10_BrokenUtf8IsRefusedWithoutReadingBeyondTheEnd) {
    for (const std::string text :
         {"\xC3", "\xE2\x80", "\xF0\x9F\x98", "\x80", "a\xFF", "\xE2(", "\xED\xA0\x80"}) {
        const std::string exact(text.begin(), text.end()); // no spare capacity with a hidden zero
        EXPECT_FALSE(oauth::parse_scopes(std::string_view(exact.data(), exact.size())));
    }
}

TEST(Scope, S31_ComparesAskedWithGranted) {
    const oauth::ScopeComparison same =
        oauth::compare_scopes("users:read companies:read", "companies:read users:read");
    EXPECT_TRUE(same.missing.empty());
    EXPECT_TRUE(same.extra.empty());

    const oauth::ScopeComparison less =
        oauth::compare_scopes("users:read companies:read", "users:read");
    EXPECT_EQ(less.missing, Texts{"companies:read"});
    EXPECT_TRUE(less.extra.empty());

    const oauth::ScopeComparison other = oauth::compare_scopes("a b", "b c c d");
    EXPECT_EQ(other.missing, Texts{"a"});
    EXPECT_EQ(other.extra, (Texts{"c", "d"}));
}

TEST(Scope, S31_AbsentMeansAsRequested) {
    const oauth::ScopeComparison absent = oauth::compare_scopes("users:read", "");
    EXPECT_TRUE(absent.missing.empty());
    EXPECT_TRUE(absent.extra.empty());
}

TEST(Scope, S31_NothingAskedAndSomethingGrantedIsExtra) {
    EXPECT_EQ(oauth::compare_scopes("", "users:read").extra, Texts{"users:read"});
}
