#include "unit/ui/picture.hpp"

#include "ui/visible_text.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace {

using playground::Tone;
using ui::Role;

constexpr std::string_view invisible[][2] = {
    {"\u200B", "U+200B"}, {"\u202E", "U+202E"}, {"\u2066", "U+2066"},     {"\u00AD", "U+00AD"},
    {"\uFEFF", "U+FEFF"}, {"\u0085", "U+0085"}, {"\u2028", "U+2028"},     {"\x1B", "U+001B"},
    {"\r", "U+000D"},     {"\x7F", "U+007F"},   {"\U000E0041", "U+E0041"}};

// Whatever shows what was received.
void draw_received(ui::Ui& ui, const std::string& text, ui::TextLayout& lines, ui::TreeLayout& tree,
                   const json::Value& value) {
    ui::Group group(ui, Role::region, "name " + text);
    ui::heading(ui, 2, text);
    ui::text(ui, text);
    ui::code_block(ui, "code", text);
    ui::long_code(ui, "long code", text, lines);
    ui::badge(ui, Tone::positive, text);
    ui::callout(ui, Tone::warning, text, text);
    ui::button(ui, text);
    ui::disclosure(ui, text, false, "200 " + text, Tone::positive);
    ui::disclosure(ui, text, false, "200 " + text, Tone::positive, true);
    ui::link(ui, text, "https://www.rfc-editor.org/");
    ui::combobox(ui, {.label = "Token", .options = {text, "other"}});
    ui::text_field(ui, {.label = "Client ID", .hint = text, .error = text, .placeholder = text});
    ui::value_row(ui, {.name = text, .value = text});
    ui::check_row(ui, Tone::positive, text, text, text);
    ui::moment_row(ui, {.name = text, .words = text});
    ui::moment_row(ui, {.name = text, .method = "GET", .path = text});
    ui::meter(ui, text, 0.5f, text, Tone::positive);
    ui::json_tree(ui, "Body", value, tree, {}, "");
    ui::live_region(ui, {1, false, text});
}

TEST(VisibleText, S58_NoWidgetShowsWhatNobodySeesAsNothing) {
    for (const auto& [character, name] : invisible) {
        const std::string text = "ad" + std::string(character) + "min";
        json::Value value = json::Value::object({{text, text}});
        Picture picture;
        ui::TextLayout lines;
        ui::TreeLayout tree;
        picture.settle([&](ui::Ui& ui) { draw_received(ui, text, lines, tree, value); });
        int named = 0;
        for (const SeenNode& node : picture.nodes) {
            for (const std::string& seen : {node.name, node.value, node.description}) {
                EXPECT_EQ(seen.find(character), std::string::npos) << name << ": " << seen;
                named += seen.find(name) == std::string::npos ? 0 : 1;
            }
        }
        EXPECT_GT(named, 20) << name;
    }
}

TEST(VisibleText, S58_WhatIsPaintedIsAsLongAsWhatIsNamed) {
    Picture picture;
    const auto width_of = [&](std::string_view text) {
        picture.settle([&](ui::Ui& ui) { ui::text(ui, text); });
        return picture.nodes.front().width;
    };
    EXPECT_EQ(width_of("ad\u200Bmin"), width_of("ad⟨U+200B⟩min"));
    EXPECT_EQ(width_of("ad\u202Emin"), width_of("ad⟨U+202E⟩min"));
}

TEST(VisibleText, S58_ARowOfTheTreeIsAsHighAsItsNamesNeed) {
    Picture picture;
    picture.input.width = 240;
    const json::Value value =
        json::Value::object({{"a", "\u00AD\u00AD\u00AD\u00AD\u00AD\u00AD\u00AD\u00AD"}, {"b", 1}});
    ui::TreeLayout tree;
    picture.settle([&](ui::Ui& ui) { ui::json_tree(ui, "Body", value, tree, {}, ""); });
    const SeenNode* next = picture.find(Role::tree_item, "\"b\": 1");
    ASSERT_NE(next, nullptr);
    ASSERT_EQ(tree.rows.size(), 3u);
    EXPECT_GT(tree.rows[1].height, tree.rows[2].height);
}

TEST(VisibleText, TheContentOfAFieldComesBackAsItWas) {
    Picture picture;
    picture.settle(
        [&](ui::Ui& ui) { ui::text_field(ui, {.label = "Client ID", .value = "ad\u200Bmin"}); });
    const SeenNode* field = picture.find(Role::textbox, "Client ID");
    ASSERT_NE(field, nullptr);
    EXPECT_EQ(field->value, "ad\u200Bmin");
}

TEST(VisibleText, LinesOfATextStay) {
    EXPECT_EQ(ui::VisibleText("a\r\n\tb\n").text(), "a\r\n\tb\n");
    EXPECT_EQ(ui::VisibleText("a\rb").text(), "a⟨U+000D⟩b");
}

} // namespace
