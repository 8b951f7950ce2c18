#include "unit/ui/picture.hpp"

#include <gtest/gtest.h>

#include <set>

namespace {

using playground::Tone;
using ui::NodeFlag;
using ui::Role;

// One of each.
void draw_everything(ui::Ui& ui) {
    ui::Group group(ui, Role::region, "Everything");
    ui::heading(ui, 2, "A heading");
    ui::text(ui, "Some words");
    ui::muted(ui, "Quiet words");
    ui::code_block(ui, "code", "GET / HTTP/1.1", "request");
    ui::badge(ui, Tone::positive, "active");
    ui::callout(ui, Tone::warning, "Careful", "Because of this");
    ui::separator(ui);
    ui::button(ui, "Authorise", {.kind = ui::ButtonKind::primary});
    ui::disclosure(ui, "1 Token request", false, "200 OK", Tone::positive);
    ui::toggle(ui, "Show secret", true);
    ui::link(ui, "The standard", "https://www.rfc-editor.org/");
    ui::step_link(ui, {.number = 3, .name = "Authorise step", .status = "open"});
    ui::text_field(ui, {.label = "Client ID", .value = "id", .hint = "As registered"});
    ui::text_field(ui, {.label = "Client secret", .value = "hush", .secret = true});
    ui::text_field(ui, {.label = "Answer", .value = "text", .multiline = true});
    ui::combobox(ui, {.label = "Environment", .options = {"Simulated", "Staging"}, .selected = 1});
    ui::value_row(ui, {.name = "state", .value = "abc"});
    ui::check_row(ui, Tone::positive, "passed", "State is the same", "RFC 6749 section 10.12");
    ui::moment_row(ui,
                   {.name = "A token was born", .words = "A token was born", .time = "12:00:00"});
    ui::meter(ui, "Time left", 0.5f, "7 min", Tone::positive);
    const json::Value value = json::Value::object({{"a", json::Value::array({1})}});
    ui::TreeLayout layout;
    ui::json_tree(ui, "Body", value, layout, {}, "");
    ui::live_region(ui, {1, false, "Ready"});
}

// {"a.b":[…]} and {"a":{"b":[…]}} have different paths.
TEST(Widgets, ADotInANameFoldsNothingElse) {
    const json::Value value =
        json::Value::object({{"a.b", json::Value::array({1})},
                             {"a", json::Value::object({{"b", json::Value::array({2})}})},
                             {"a[0]", json::Value::array({3})}});
    for (const auto& [path, closed] : {std::pair{"a.b", "[0]: 2"}, std::pair{"a\\.b", "[0]: 1"},
                                       std::pair{"a\\[0]", "[0]: 3"}}) {
        Picture picture;
        ui::TreeLayout layout;
        const std::set<std::string> folded{std::string("7/") + path};
        picture.settle([&](ui::Ui& ui) { ui::json_tree(ui, "Body", value, layout, folded, "7/"); });
        int open = 0;
        for (const char* row : {"[0]: 1", "[0]: 2", "[0]: 3"}) {
            const bool seen = picture.find(Role::tree_item, row) != nullptr;
            open += seen ? 1 : 0;
            EXPECT_EQ(seen, std::string_view(row) != closed) << path << " " << row;
        }
        EXPECT_EQ(open, 2) << path;
    }
}

TEST(Widgets, EachOneAppearsWithItsNameAndRole) {
    Picture picture;
    picture.settle(draw_everything);
    const std::pair<Role, const char*> wanted[] = {
        {Role::region, "Everything"},
        {Role::heading, "A heading"},
        {Role::text, "Some words"},
        {Role::text, "Quiet words"},
        {Role::code, "GET / HTTP/1.1"},
        {Role::button, "Copy request"},
        {Role::text, "active"},
        {Role::text, "Careful"},
        {Role::text, "Because of this"},
        {Role::button, "Authorise"},
        {Role::button, "1 Token request, 200 OK"},
        {Role::button, "Show secret"},
        {Role::link, "The standard"},
        {Role::link, "Authorise step"},
        {Role::label, "Client ID"},
        {Role::textbox, "Client ID"},
        {Role::text, "As registered"},
        {Role::password, "Client secret"},
        {Role::multiline, "Answer"},
        {Role::combobox, "Environment"},
        {Role::text, "abc"},
        {Role::button, "Copy state"},
        {Role::text, "passed"},
        {Role::text, "State is the same"},
        {Role::button, "A token was born"},
        {Role::meter, "Time left"},
        {Role::tree, "Body"},
        {Role::tree_item, "\"a\": ["},
        {Role::tree_item, "[0]: 1"},
        {Role::status, "Ready"},
    };
    for (const auto& [role, name] : wanted)
        EXPECT_NE(picture.find(role, name), nullptr) << name;
}

TEST(Widgets, NoIdIsUsedTwiceInAPass) {
    Picture picture;
    picture.pass([](ui::Ui& ui) {
        draw_everything(ui);
        draw_everything(ui);
    });
    std::set<std::uint32_t> ids;
    for (const SeenNode& node : picture.nodes) {
        EXPECT_NE(node.id, 0u);
        EXPECT_TRUE(ids.insert(node.id).second) << node.name;
    }
}

TEST(Widgets, APressReachesItsWidgetOnce) {
    Picture picture;
    int first = 0, second = 0;
    const auto draw = [&](ui::Ui& ui) {
        if (ui::button(ui, "Refresh tokens")) ++first;
        if (ui::button(ui, "Disconnect")) ++second;
    };
    picture.pass(draw);
    picture.press(picture.find(Role::button, "Disconnect")->id);
    picture.pass(draw);
    picture.input.action = {};
    picture.pass(draw);
    EXPECT_EQ(first, 0);
    EXPECT_EQ(second, 1);
}

TEST(Widgets, ADisabledButtonIsNotPressedAndSaysWhy) {
    Picture picture;
    int pressed = 0;
    const auto draw = [&](ui::Ui& ui) {
        if (ui::button(ui, "Authorise",
                       {.enabled = false, .description = "Fill in the client first"}))
            ++pressed;
    };
    picture.pass(draw);
    const SeenNode* node = picture.find(Role::button, "Authorise");
    EXPECT_TRUE(has(node->flags, NodeFlag::disabled));
    EXPECT_EQ(node->description, "Fill in the client first");
    picture.press(node->id);
    picture.pass(draw);
    EXPECT_EQ(pressed, 0);
}

TEST(Widgets, AnEditBringsTheWholeNewValue) {
    Picture picture;
    std::optional<std::string> edited;
    const auto draw = [&](ui::Ui& ui) {
        edited = ui::text_field(ui, {.label = "Client ID", .value = "old"});
    };
    picture.pass(draw);
    EXPECT_EQ(edited, std::nullopt);
    picture.input.action = {ui::Action::Kind::edit, picture.find(Role::textbox, "Client ID")->id,
                            "new", 0};
    picture.pass(draw);
    EXPECT_EQ(edited, "new");
}

TEST(Widgets, AFinderNamesAllItsOptionsAndMovesNothing) {
    Picture picture;
    std::vector<std::string> names;
    for (int i = 0; i < 60; ++i)
        names.push_back("GET \u00b7 Number " + std::to_string(i) + " \u00b7 /v0/" +
                        std::to_string(i));
    std::vector<ui::FinderOption> options;
    for (std::size_t i = 0; i < names.size(); ++i)
        options.push_back({names[i], i < 30 ? "First" : "Second"});
    bool open = false;
    ui::FinderNews news;
    const auto draw = [&](ui::Ui& ui) {
        news = ui::finder(ui, {.label = "Operation",
                               .chosen = names[1],
                               .typed = "number",
                               .open = open,
                               .options = options,
                               .active = 1,
                               .selected = 1});
        ui::button(ui, "Below");
    };
    picture.settle(draw);
    const SeenNode* field = picture.find(Role::finder, "Operation");
    EXPECT_EQ(field->value, names[1]);
    EXPECT_TRUE(has(field->flags, NodeFlag::collapsed));
    const float below = picture.find(Role::button, "Below")->y;
    EXPECT_EQ(picture.find(Role::option, names[1]), nullptr);
    open = true;
    picture.settle(draw);
    EXPECT_EQ(picture.find(Role::finder, "Operation")->value, "number");
    EXPECT_EQ(picture.find(Role::button, "Below")->y, below);
    EXPECT_NE(picture.find(Role::group, "Second"), nullptr);
    EXPECT_TRUE(has(picture.find(Role::option, names[1])->flags, NodeFlag::current));
    for (const std::size_t each : {std::size_t{2}, std::size_t{59}}) { // in sight, and not
        ASSERT_NE(picture.find(Role::option, names[each]), nullptr);
        picture.press(picture.find(Role::option, names[each])->id);
        picture.pass(draw);
        EXPECT_EQ(news.taken, each);
        picture.input.action = {};
        picture.pass(draw);
        EXPECT_EQ(news.taken, std::nullopt);
    }
    picture.input.action = {
        ui::Action::Kind::key, picture.find(Role::finder, "Operation")->id, {}, 2};
    picture.pass(draw);
    EXPECT_EQ(news.key, playground::ListMove::down);
    picture.input.action.index = 99;
    picture.pass(draw);
    EXPECT_EQ(news.key, std::nullopt);
}

TEST(Widgets, AChoiceOutsideTheListIsIgnored) {
    Picture picture;
    std::optional<std::size_t> chosen;
    const auto draw = [&](ui::Ui& ui) {
        chosen = ui::combobox(ui, {.label = "Environment", .options = {"a", "b"}});
    };
    picture.pass(draw);
    const std::uint32_t id = picture.find(Role::combobox, "Environment")->id;
    picture.input.action = {ui::Action::Kind::choose, id, {}, 1};
    picture.pass(draw);
    EXPECT_EQ(chosen, 1u);
    picture.input.action.index = 2;
    picture.pass(draw);
    EXPECT_EQ(chosen, std::nullopt);
}

TEST(Widgets, AFieldIsNamedByItsLabelAndDescribedByItsHintOrItsError) {
    Picture picture;
    std::string_view error;
    const auto draw = [&](ui::Ui& ui) {
        ui::text_field(
            ui, {.label = "Redirect URI", .value = "", .hint = "To the letter", .error = error});
    };
    picture.pass(draw);
    const SeenNode* field = picture.find(Role::textbox, "Redirect URI");
    EXPECT_EQ(picture.find(Role::label, "Redirect URI")->reference, field->id);
    EXPECT_EQ(picture.find(Role::text, "To the letter")->id, field->reference);
    EXPECT_FALSE(has(field->flags, NodeFlag::invalid));
    error = "Is empty";
    picture.pass(draw);
    field = picture.find(Role::textbox, "Redirect URI");
    EXPECT_EQ(picture.find(Role::text, "Is empty")->id, field->reference);
    EXPECT_EQ(picture.find(Role::text, "To the letter"), nullptr);
    EXPECT_TRUE(has(field->flags, NodeFlag::invalid));
}

TEST(Widgets, AHiddenValueNeverReachesTheMirror) {
    Picture picture;
    bool revealed = false;
    const auto draw = [&](ui::Ui& ui) {
        ui::value_row(ui,
                      {.name = "code", .value = "sentinel", .secret = true, .revealed = revealed});
    };
    picture.pass(draw);
    for (const SeenNode& node : picture.nodes) {
        EXPECT_EQ(node.name.find("sentinel"), std::string::npos);
        EXPECT_EQ(node.value.find("sentinel"), std::string::npos);
    }
    revealed = true;
    picture.pass(draw);
    EXPECT_NE(picture.find(Role::text, "sentinel"), nullptr);
}

TEST(Widgets, TheCopyButtonOfAValueHasTheIdThatTheModelKeeps) {
    Picture picture;
    std::uint32_t id = 0;
    picture.pass([&](ui::Ui& ui) {
        ui::IdScope scope(ui, "token 3");
        id = ui::value_row_id(ui, "scope");
        ui::value_row(ui, {.name = "scope", .value = "users:read"});
    });
    EXPECT_EQ(picture.find(Role::button, "Copy scope")->id, id);
}

TEST(Widgets, ScrollingChangesNoNode) {
    Picture picture;
    const auto draw = [](ui::Ui& ui) {
        ui::Scroll scroll(ui, Role::main, "", 0, 0, 400, 200, 16);
        for (int i = 0; i < 40; ++i)
            ui::text(ui, "Line " + std::to_string(i));
    };
    picture.settle(draw);
    const std::vector<std::uint8_t> before = picture.semantics.bytes();
    const SeenNode region = picture.nodes[0];
    EXPECT_TRUE(has(region.flags, NodeFlag::scroll_region));
    EXPECT_GT(region.number, 900.0f);
    picture.input.scroll[region.id] = 123.4f;
    EXPECT_TRUE(picture.pass(draw));
    EXPECT_EQ(picture.semantics.bytes(), before);
}

TEST(Widgets, ASecondPassIsEnoughForACardToKnowItsHeight) {
    Picture picture;
    const auto draw = [](ui::Ui& ui) {
        ui::Card card(ui);
        ui::Flow flow(ui);
        ui::button(ui, "One");
        ui::badge(ui, Tone::neutral, "Two");
    };
    EXPECT_FALSE(picture.pass(draw));
    EXPECT_TRUE(picture.pass(draw));
}

TEST(Widgets, ThingsInAFlowStandOnOneMiddleLine) {
    Picture picture;
    picture.settle([](ui::Ui& ui) {
        ui::Flow flow(ui);
        ui::button(ui, "One");
        ui::text(ui, "Two");
    });
    const SeenNode* one = picture.find(Role::button, "One");
    const SeenNode* two = picture.find(Role::text, "Two");
    EXPECT_NEAR(one->y + one->height / 2, two->y + two->height / 2, 0.51f);
    EXPECT_GE(two->x, one->x + one->width + ui::space_2);
}

TEST(Widgets, AFlowWrapsWhenItIsFull) {
    Picture picture;
    picture.input.width = 200;
    picture.settle([](ui::Ui& ui) {
        ui::Flow flow(ui);
        ui::button(ui, "The first button");
        ui::button(ui, "The second button");
    });
    EXPECT_GT(picture.find(Role::button, "The second button")->y,
              picture.find(Role::button, "The first button")->y);
}

} // namespace
