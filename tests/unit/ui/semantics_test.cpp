#include "unit/ui/picture.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using ui::NodeFlag;
using ui::Role;

TEST(Semantics, EveryFieldOfANodeArrives) {
    ui::Semantics semantics;
    semantics.begin_pass();
    semantics.open({.id = 7, .role = Role::region, .name = "Tokens"});
    semantics.add({.id = 4294967295u,
                   .role = Role::tree_item,
                   .flags = NodeFlag::expanded | NodeFlag::native,
                   .level = 3,
                   .x = 1.5f,
                   .y = -2,
                   .width = 300,
                   .height = 40,
                   .text_x = 12,
                   .text_y = 4,
                   .font_size = 13,
                   .line_height = 20,
                   .value_number = 0.25f,
                   .reference = 9,
                   .name = "n\xc3\xa4me",
                   .value = "value",
                   .description = "d"});
    semantics.close();
    const std::vector<SeenNode> nodes = read_nodes(semantics.bytes());
    ASSERT_EQ(nodes.size(), 2u);
    EXPECT_EQ(semantics.node_count(), 2u);
    EXPECT_EQ(nodes[0].name, "Tokens");
    EXPECT_EQ(nodes[0].parent, 0u);
    const SeenNode& node = nodes[1];
    EXPECT_EQ(node.id, 4294967295u);
    EXPECT_EQ(node.parent, 7u);
    EXPECT_EQ(node.role, Role::tree_item);
    EXPECT_EQ(node.flags, NodeFlag::expanded | NodeFlag::native);
    EXPECT_EQ(node.level, 3);
    EXPECT_EQ(node.x, 1.5f);
    EXPECT_EQ(node.y, -2.0f);
    EXPECT_EQ(node.width, 300.0f);
    EXPECT_EQ(node.height, 40.0f);
    EXPECT_EQ(node.text_x, 12.0f);
    EXPECT_EQ(node.text_y, 4.0f);
    EXPECT_EQ(node.font_size, 13.0f);
    EXPECT_EQ(node.line_height, 20.0f);
    EXPECT_EQ(node.number, 0.25f);
    EXPECT_EQ(node.reference, 9u);
    EXPECT_EQ(node.name, "n\xc3\xa4me");
    EXPECT_EQ(node.value, "value");
    EXPECT_EQ(node.description, "d");
}

TEST(Semantics, AContainerIsTheBoxAroundWhatIsInIt) {
    ui::Semantics semantics;
    semantics.begin_pass();
    semantics.open({.id = 1, .role = Role::group});
    semantics.open({.id = 2, .role = Role::list});
    semantics.add({.id = 3, .x = 10, .y = 20, .width = 30, .height = 10});
    semantics.add({.id = 4, .x = 5, .y = 50, .width = 10, .height = 10});
    semantics.close();
    semantics.add({.id = 5, .x = 100, .y = 0, .width = 1, .height = 1});
    semantics.close();
    const std::vector<SeenNode> nodes = read_nodes(semantics.bytes());
    EXPECT_EQ(nodes[1].x, 5.0f);
    EXPECT_EQ(nodes[1].y, 20.0f);
    EXPECT_EQ(nodes[1].width, 35.0f);
    EXPECT_EQ(nodes[1].height, 40.0f);
    EXPECT_EQ(nodes[0].x, 5.0f);
    EXPECT_EQ(nodes[0].y, 0.0f);
    EXPECT_EQ(nodes[0].width, 96.0f);
    EXPECT_EQ(nodes[0].height, 60.0f);
}

TEST(Semantics, AScrollRegionKeepsItsOwnBox) {
    ui::Semantics semantics;
    semantics.begin_pass();
    semantics.open({.id = 1, .role = Role::main, .width = 100, .height = 50});
    semantics.add({.id = 2, .x = 10, .y = 900, .width = 30, .height = 10});
    semantics.close();
    EXPECT_EQ(read_nodes(semantics.bytes())[0].height, 50.0f);
}

TEST(Semantics, S42_ThePassBeforeLeavesNothingInTheBuffer) {
    ui::Semantics semantics;
    semantics.begin_pass();
    semantics.add(
        {.id = 1, .role = Role::textbox, .name = "Client secret", .value = "sentinel-secret"});
    const std::uint8_t* memory = semantics.bytes().data();
    const std::size_t size = semantics.bytes().size();
    semantics.begin_pass();
    ASSERT_EQ(semantics.bytes().data(),
              memory); // the capacity is kept, or this would prove nothing
    const std::vector<std::uint8_t> left(memory, memory + size);
    const std::string_view sentinel = "sentinel";
    EXPECT_EQ(std::search(left.begin(), left.end(), sentinel.begin(), sentinel.end()), left.end());
}

} // namespace
