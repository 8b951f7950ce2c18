// Lists, texts and trees of any length: what is in sight is there, and what is not costs nothing.
#include "ui/draw.hpp"
#include "unit/ui/picture.hpp"
#include "unit/ui/screens.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using ui::NodeFlag;
using ui::Role;

// A list in a scroll region; each row is a button of its own.
class LongList : public Picture {
public:
    explicit LongList(std::size_t count) : count_(count) { look(); }

    void look() {
        settle([&](ui::Ui& ui) {
            ui::Scroll scroll(ui, Role::region, "Region", 0, 0, 400, 600, 0);
            ui::Group list(ui, Role::list);
            ui::rows(ui,
                     {.count = count_,
                      .usual = 40,
                      .gap = 4,
                      .tall = tall,
                      .key = [](std::size_t row) { return static_cast<std::uint32_t>(row + 1); },
                      .draw =
                          [&](std::size_t row) {
                              ui::button(ui, "Row " + std::to_string(row));
                              if (std::find(tall.begin(), tall.end(), row) != tall.end())
                                  ui.space(500);
                          }});
        });
    }
    void scroll_to(float top) {
        input.scroll[nodes[0].id] = top;
        look();
    }
    std::vector<std::string> buttons() const {
        std::vector<std::string> names;
        for (const SeenNode& node : nodes)
            if (node.role == Role::button) names.push_back(node.name);
        return names;
    }
    const SeenNode* row(int number) const {
        return find(Role::button, "Row " + std::to_string(number));
    }

    std::vector<std::size_t> tall;

private:
    std::size_t count_;
};

TEST(LongList, HasTheNodesOfAShortOneAndTheHeightOfItsOwn) {
    LongList list(10'000);
    EXPECT_LT(list.nodes.size(), 60u);
    EXPECT_NEAR(list.nodes[0].number, 10'000 * 40 - 4, 0.5f);
    list.scroll_to(200'000);
    EXPECT_LT(list.nodes.size(), 60u);
    for (int number = 5000; number < 5015; ++number) {
        ASSERT_NE(list.row(number), nullptr) << number;
        EXPECT_EQ(list.row(number)->y, static_cast<float>(number) * 40);
    }
}

TEST(LongList, LetsTabInAtBothEndsAndTellsEachRowItsPlace) {
    LongList list(10'000);
    list.scroll_to(200'000);
    EXPECT_EQ(list.buttons().front(), "Row 0");
    EXPECT_EQ(list.buttons().back(), "Row 9999");
    for (const SeenNode& node : list.nodes) {
        if (node.role != Role::list_item) continue;
        EXPECT_EQ(node.reference, 10'000u);
    }
    const SeenNode* button = list.row(5003);
    for (const SeenNode& node : list.nodes) {
        if (node.id == button->parent) {
            EXPECT_EQ(node.number, 5004.0f);
        }
    }
}

TEST(LongList, KeepsTheRowWithTheFocusAndItsNeighbours) {
    LongList list(10'000);
    list.scroll_to(40'000);
    list.input.focused = list.row(1005)->id;
    list.look();
    list.scroll_to(0);
    for (const int number : {1004, 1005, 1006})
        EXPECT_NE(list.row(number), nullptr) << number;
    EXPECT_EQ(list.row(1003), nullptr);
    EXPECT_TRUE(std::is_sorted(list.nodes.begin() + 2, list.nodes.end(),
                               [](const SeenNode& a, const SeenNode& b) { return a.y < b.y; }));
    list.input.focused = 0;
    list.look(); // notices
    list.look();
    EXPECT_EQ(list.row(1005), nullptr);
}

TEST(LongList, TallRowsPushTheOthersDown) {
    LongList list(100);
    list.tall = {2, 50};
    list.look();
    EXPECT_EQ(list.row(2)->y, 80.0f);
    const float height = list.row(3)->y - list.row(2)->y;
    EXPECT_GT(height, 500.0f);
    EXPECT_NEAR(list.nodes[0].number, 98 * 40 + 2 * height - 4, 0.5f);
    list.scroll_to(60 * 40);
    EXPECT_NEAR(list.row(52)->y, 50 * 40 + 2 * height, 0.5f);
}

TEST(LongList, OfOneRowIsNoSpecialCase) {
    LongList list(1);
    EXPECT_EQ(list.buttons(), std::vector<std::string>{"Row 0"});
    list.scroll_to(5000);
    EXPECT_EQ(list.buttons(), std::vector<std::string>{"Row 0"});
}

TEST(LongList, OfNoRowIsNoSpecialCase) {
    LongList list(0);
    EXPECT_TRUE(list.buttons().empty());
}

// --- one exchange with a long body ---------------------------------------------------------------

class LongBody : public Picture {
public:
    explicit LongBody(std::size_t bytes) : model(model_with_body(bytes)) {
        input.width = 1280;
        look();
    }
    void look() {
        settle([&](ui::Ui& ui) { events = ui::draw(ui, model); });
    }
    std::vector<SeenNode> of(Role role) const {
        std::vector<SeenNode> found;
        for (const SeenNode& node : nodes)
            if (node.role == role) found.push_back(node);
        return found;
    }
    const SeenNode* region(Role role) const {
        const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const SeenNode& node) {
            return node.role == role && has(node.flags, NodeFlag::scroll_region);
        });
        return found == nodes.end() ? nullptr : &*found;
    }
    void scroll_to_the_middle() {
        const SeenNode* main = region(Role::main);
        input.scroll[main->id] = main->number / 2;
        look();
    }
    const std::string& body() const { return model.exchanges[0].response->body; }

    playground::Model model;
    std::vector<playground::Event> events;
};

TEST(LongBody, TreeHasTheRowsInSightOnlyAndIsAsHighAsAllOfThem) {
    LongBody picture(200'000);
    EXPECT_LT(picture.nodes.size(), 300u);
    const SeenNode tree = picture.of(Role::tree).front();
    EXPECT_GT(tree.height, 100'000.0f);
    picture.scroll_to_the_middle();
    EXPECT_LT(picture.nodes.size(), 300u);
    const SeenNode* main = picture.region(Role::main);
    const float top = main->number / 2;
    int in_sight = 0;
    for (const SeenNode& row : picture.of(Role::tree_item))
        in_sight += row.y >= top && row.y + row.height <= top + main->height ? 1 : 0;
    EXPECT_GE(in_sight, 20);
    // Rows know their place although their siblings are not there.
    const std::vector<SeenNode> rows = picture.of(Role::tree_item);
    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [](const SeenNode& row) {
        return row.level == 3 && row.number > 500 && row.reference > 1500;
    }));
}

TEST(LongBody, FoldedTreeIsShortAndOpensAgain) {
    LongBody picture(100'000);
    const float before = picture.of(Role::tree).front().height;
    const SeenNode* data = picture.find(Role::tree_item, "\"data\": [");
    ASSERT_NE(data, nullptr);
    picture.press(data->id);
    picture.pass([&](ui::Ui& ui) { picture.events = ui::draw(ui, picture.model); });
    ASSERT_EQ(picture.events.size(), 1u);
    const auto* toggled = std::get_if<playground::TreeNodeToggled>(&picture.events[0]);
    ASSERT_NE(toggled, nullptr);
    EXPECT_EQ(toggled->node, "1/data");
    picture.input.action = {};
    picture.model.view.folded.insert(toggled->node);
    picture.look();
    EXPECT_LT(picture.of(Role::tree).front().height, 100.0f);
    picture.model.view.folded.clear();
    picture.look();
    EXPECT_EQ(picture.of(Role::tree).front().height, before);
}

TEST(LongBody, TextIsMirroredWhereItIsInSightAndCopyingAllOfItGivesAllOfIt) {
    LongBody picture(200'000);
    picture.model.view.body_views[1] = playground::BodyView::exact;
    for (const bool middle : {false, true}) {
        picture.look();
        if (middle) picture.scroll_to_the_middle();
        const std::vector<SeenNode> codes = picture.of(Role::code);
        const auto block = std::find_if(codes.begin(), codes.end(), [](const SeenNode& node) {
            return has(node.flags, NodeFlag::partial);
        });
        ASSERT_NE(block, codes.end());
        EXPECT_LT(block->name.size(), 40'000u);
        std::string words;
        for (const char c : block->name)
            if (c != '\v') words.push_back(c);
        EXPECT_NE(picture.body().find(words), std::string::npos);
        const SeenNode* main = picture.region(Role::main);
        const float top = middle ? main->number / 2 : 0;
        EXPECT_LE(block->y, std::max(top, block->y));
        EXPECT_GE(block->y + block->height, std::min(top + main->height, main->number - 400));

        picture.press(block->id);
        picture.pass([&](ui::Ui& ui) { picture.events = ui::draw(ui, picture.model); });
        picture.input.action = {};
        ASSERT_EQ(picture.events.size(), 1u);
        const auto* copy = std::get_if<playground::CopyPressed>(&picture.events[0]);
        ASSERT_NE(copy, nullptr);
        EXPECT_EQ(copy->text, picture.body());
        EXPECT_EQ(copy->label, "body 1");
    }
}

// --- what is kept of an exchange -----------------------------------------------------------------

const char* const sentinel = "sentinel-of-a-token-value";

playground::Model with_secret_body() {
    playground::Model model = model_with_exchanges(1);
    model.tokens[0].value = sentinel;
    model.exchanges[0].response->body = std::string(R"({"access_token":")") + sentinel + "\"}";
    return model;
}

TEST(ShownExchange, S61_IsMaskedUntilRevealedAndMaskedAgainAfterwards) {
    playground::Model model = with_secret_body();
    ui::ShownExchanges shown;
    const auto body = [&] { return shown.of(model, model.exchanges[0]).exchange.response->body; };
    EXPECT_EQ(body().find(sentinel), std::string::npos);
    shown.end_pass();
    model.view.revealed_exchanges.insert(1);
    EXPECT_NE(body().find(sentinel), std::string::npos);
    shown.end_pass();
    model.view.revealed_exchanges.clear();
    EXPECT_EQ(body().find(sentinel), std::string::npos);
}

TEST(ShownExchange, S61_IsMaskedAnewWhenASecretBecomesKnown) {
    playground::Model model = with_secret_body();
    model.exchanges[0].response->body = R"({"note":"a-secret-that-comes-later"})";
    ui::ShownExchanges shown;
    const auto body = [&] { return shown.of(model, model.exchanges[0]).exchange.response->body; };
    EXPECT_NE(body().find("a-secret-that-comes-later"), std::string::npos);
    shown.end_pass();
    model.tokens[1].value = "a-secret-that-comes-later";
    EXPECT_EQ(body().find("a-secret-that-comes-later"), std::string::npos);
}

TEST(ShownExchange, S42_IsForgottenByTheFirstPassThatDoesNotShowIt) {
    playground::Model model = with_secret_body();
    model.view.open_exchanges.insert(1);
    model.view.revealed_exchanges.insert(1);
    Picture picture;
    picture.input.width = 1280;
    const auto draw = [&](ui::Ui& ui) { ui::draw(ui, model); };
    picture.settle(draw);
    EXPECT_EQ(picture.memory.exchanges.size(), 1u);
    model.view.open_exchanges.clear();
    picture.pass(draw);
    EXPECT_EQ(picture.memory.exchanges.size(), 0u);
}

TEST(ShownExchange, IsMadeOnceAsLongAsNothingChanges) {
    playground::Model model = with_secret_body();
    ui::ShownExchanges shown;
    const char* before = shown.of(model, model.exchanges[0]).exchange.response->body.data();
    shown.end_pass();
    EXPECT_EQ(shown.of(model, model.exchanges[0]).exchange.response->body.data(), before);
    // An answer that arrives is another exchange to look at.
    model.exchanges[0].response.reset();
    EXPECT_FALSE(shown.of(model, model.exchanges[0]).exchange.response);
}

TEST(ShownPaste, IsReadOnceForEachText) {
    const playground::Model model = with_secret_body();
    const std::string text = "HTTP/1.1 200 OK\n\n" + std::string(10'000, 'a');
    ui::ShownExchanges shown;
    const auto body = [&](const std::string& pasted) {
        return shown.pasted(model, model.exchanges[0], pasted).read->response.body.data();
    };
    const char* before = body(text);
    shown.end_pass();
    EXPECT_EQ(body(text), before);
    const std::string other = text + "b";
    EXPECT_EQ(*(body(other) + 10'000), 'b');
}

TEST(ShownPaste, S61_IsMaskedAnewWhenASecretBecomesKnownAndForgottenWhenNobodySeesIt) {
    playground::Model model = with_secret_body();
    const std::string text = "HTTP/1.1 400 Bad Request\n\nabout a-secret-that-comes-later";
    ui::ShownExchanges shown;
    const auto body = [&] { return shown.pasted(model, model.exchanges[0], text).body; };
    EXPECT_NE(body().find("a-secret-that-comes-later"), std::string::npos);
    shown.end_pass();
    model.tokens[1].value = "a-secret-that-comes-later";
    EXPECT_EQ(body().find("a-secret-that-comes-later"), std::string::npos);
    shown.end_pass();
    shown.end_pass();
    EXPECT_EQ(shown.size(), 0u);
}

} // namespace
