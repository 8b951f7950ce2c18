#include "staging/reference.hpp"

#include <gtest/gtest.h>

namespace staging {
namespace {

TEST(Reference, SectionsHoldTheirRowsAndNothingElse) {
    for (const std::string_view name : {"operations", "parameters", "onboarding", "facts"}) {
        const std::string_view section = reference(name);
        EXPECT_FALSE(section.empty()) << name;
        EXPECT_EQ(section.find("=="), std::string_view::npos) << name;
        EXPECT_NE(section.find('|'), std::string_view::npos) << name;
    }
    EXPECT_TRUE(reference("no such section").empty());
}

TEST(Reference, CutTakesTheSeparatorAwayAndEndsWithTheText) {
    std::string_view text = "a|b||c";
    EXPECT_EQ(cut(text, '|'), "a");
    EXPECT_EQ(cut(text, '|'), "b");
    EXPECT_EQ(cut(text, '|'), "");
    EXPECT_EQ(cut(text, '|'), "c");
    EXPECT_TRUE(text.empty());
    EXPECT_EQ(cut(text, '|'), "");
}

} // namespace
} // namespace staging
