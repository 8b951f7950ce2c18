#include "ui/references.hpp"
#include "unit/ui/picture.hpp"

#include <gtest/gtest.h>

namespace {

std::vector<std::string> addresses(std::string_view text) {
    std::vector<std::string> found;
    for (const ui::Reference& each : ui::references_in(text))
        found.push_back(std::string(text.substr(each.at, each.size)) + " > " + each.href);
    return found;
}

using Texts = std::vector<std::string>;

TEST(References, LeadToTheSectionThatIsNamed) {
    EXPECT_EQ(addresses("See RFC 6749 \u00a74.1.2. Or RFC 7009"),
              (Texts{"RFC 6749 \u00a74.1.2 > https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2",
                     "RFC 7009 > https://www.rfc-editor.org/rfc/rfc7009"}));
    EXPECT_EQ(addresses("(RFC 6750 section 3.1)"),
              (Texts{"RFC 6750 section 3.1 > https://www.rfc-editor.org/rfc/rfc6750#section-3.1"}));
    EXPECT_EQ(addresses("RFC 6749 \u00a7 and an RFC of ours"),
              (Texts{"RFC 6749 > https://www.rfc-editor.org/rfc/rfc6749"}));
}

TEST(References, LeadToPleosPages) {
    EXPECT_EQ(addresses("From /docs/current/x, and /a/docs/y"),
              (Texts{"/docs/current/x > https://developers.pleo.io/docs/current/x"}));
}

TEST(References, AreLinksUponTheWordsOfAText) {
    Picture picture;
    picture.pass([](ui::Ui& ui) { ui::muted(ui, "Sent once (RFC 6749 \u00a74.1.2)."); });
    std::vector<std::string> links;
    for (const SeenNode& node : picture.nodes)
        if (node.role == ui::Role::link) links.push_back(node.name + " > " + node.value);
    EXPECT_EQ(links, (Texts{"RFC 6749 \u00a74.1.2 > "
                            "https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2"}));
}

// Read once: the link is a part of the text, with the breaks of its lines.
TEST(References, StandInTheTextThatTheyAreWordsOf) {
    Picture picture;
    for (float width = 40; width < 400; width += 20) {
        picture.input.width = width;
        picture.pass([](ui::Ui& ui) {
            ui::muted(ui, "Sent once (RFC 6749 \u00a74.1.2), and never again (RFC 7009).");
        });
        const SeenNode* text = nullptr;
        int links = 0;
        std::size_t at = 0;
        for (const SeenNode& node : picture.nodes) {
            if (node.role == ui::Role::text) text = &node;
            if (node.role != ui::Role::link) continue;
            ++links;
            ASSERT_NE(text, nullptr);
            EXPECT_EQ(node.reference, text->id);
            const std::size_t found = text->name.find(node.name, at);
            ASSERT_NE(found, std::string::npos) << node.name;
            at = found + node.name.size();
        }
        EXPECT_EQ(links, 2) << width;
    }
}

} // namespace
