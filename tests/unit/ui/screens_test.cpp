// What holds on every screen, in every state.
#include "unit/ui/screens.hpp"

#include "ui/draw.hpp"
#include "unit/ui/picture.hpp"

#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace {

// What Dear ImGui itself calls an item, and its place on the page, told by the hooks of its test engine
// below.
std::map<ImGuiID, ImRect> items_of_imgui;

using ui::NodeFlag;
using ui::Role;

struct Sight {
    std::string name;
    std::vector<SeenNode> nodes;
};

// Each screen on a desk and on a phone, at the top, in the middle and at the end.
const std::vector<Sight>& sights() {
    static const std::vector<Sight> all = [] {
        std::vector<Sight> seen;
        for (const Screen& screen : screens()) {
            for (const auto& [width, height] : {std::pair{1280.0f, 720.0f}, {390.0f, 844.0f}}) {
                Picture picture;
                picture.input.width = width;
                picture.input.height = height;
                picture.input.coarse_pointer = width < 900;
                const auto draw = [&](ui::Ui& ui) { ui::draw(ui, screen.model); };
                picture.settle(draw);
                for (const char* part : {"top", "middle", "end"}) {
                    const float share = part[0] == 't' ? 0.0f : part[0] == 'm' ? 0.5f : 1.0f;
                    for (const SeenNode& node : picture.nodes)
                        if (has(node.flags, NodeFlag::scroll_region))
                            picture.input.scroll[node.id] = share * (node.number - node.height);
                    picture.settle(draw);
                    seen.push_back({screen.name + (width < 900 ? ", phone, " : ", desk, ") + part,
                                    picture.nodes});
                }
            }
        }
        return seen;
    }();
    return all;
}

bool is_control(Role role) {
    return role == Role::link || role == Role::button || role == Role::textbox ||
           role == Role::password || role == Role::multiline || role == Role::combobox ||
           role == Role::tree_item;
}

TEST(Screens, TheMirrorStaysUnderThreeHundredNodes) {
    std::size_t most = 0;
    std::string where;
    for (const auto& [name, nodes] : sights()) {
        if (nodes.size() > most) {
            most = nodes.size();
            where = name;
        }
    }
    EXPECT_LT(most, 300u) << where;
    RecordProperty("most", static_cast<int>(most));
}

// Items without a named node of the same id and place, and controls that are no item. Empty: what is
// painted is named, and what can be pressed is Dear ImGui's.
std::string strangers(const std::function<void(ui::Ui&)>& draw) {
    Picture picture;
    ImGui::GetCurrentContext()->TestEngineHookItems = true;
    picture.settle([&](ui::Ui& ui) {
        items_of_imgui.clear(); // of the window that Dear ImGui opens by itself and never shows
        draw(ui);
    });
    std::map<std::uint32_t, const SeenNode*> by_id;
    for (const SeenNode& node : picture.nodes)
        by_id[node.id] = &node;
    const auto region_of = [&](const SeenNode& node) {
        const SeenNode* at = node.parent == 0 ? nullptr : by_id[node.parent];
        while (at != nullptr && !has(at->flags, NodeFlag::scroll_region))
            at = at->parent == 0 ? nullptr : by_id[at->parent];
        return at;
    };
    std::string found;
    for (const auto& [id, box] : items_of_imgui) {
        if (ImGui::FindWindowByID(id) != nullptr) continue; // told as well, beside its child's item
        const auto node = by_id.find(id);
        if (node == by_id.end()) {
            found += "item " + std::to_string(id) + " has no node; ";
            continue;
        }
        const SeenNode& seen = *node->second;
        const SeenNode* region = region_of(seen);
        const float x = seen.x + (region == nullptr ? 0 : region->x);
        const float y = seen.y + (region == nullptr ? 0 : region->y);
        const bool same = std::abs(x - box.Min.x) < 0.01f && std::abs(y - box.Min.y) < 0.01f &&
                          std::abs(seen.width - box.GetWidth()) < 0.01f &&
                          std::abs(seen.height - box.GetHeight()) < 0.01f;
        if (!same) found += "'" + seen.name + "' is elsewhere than its item; ";
        const bool may_be_nameless = has(seen.flags, NodeFlag::scroll_region);
        if (seen.name.empty() && !may_be_nameless) found += "a node has no name; ";
    }
    for (const SeenNode& node : picture.nodes)
        if (is_control(node.role) && !items_of_imgui.contains(node.id))
            found += "'" + node.name + "' is no item; ";
    return found;
}

TEST(Screens, EachItemOfDearImGuiIsANamedNodeAndEachControlIsAnItem) {
    for (const Screen& screen : screens())
        EXPECT_EQ(strangers([&](ui::Ui& ui) { ui::draw(ui, screen.model); }), "") << screen.name;
}

TEST(Screens, AnItemWithoutANodeAndAControlWithoutAnItemAreFound) {
    EXPECT_NE(strangers([](ui::Ui&) { ImGui::Button("nobody named me"); }), "");
    EXPECT_NE(strangers([](ui::Ui& ui) {
                  ui.semantics().add({.id = 7, .role = Role::button, .name = "painted by nobody"});
              }),
              "");
    EXPECT_EQ(strangers([](ui::Ui& ui) { ui::button(ui, "both"); }), "");
}

TEST(Screens, EveryControlHasANameAndABoxInsideItsParent) {
    for (const auto& [name, nodes] : sights()) {
        std::map<std::uint32_t, const SeenNode*> by_id;
        std::set<std::uint32_t> labelled;
        for (const SeenNode& node : nodes) {
            EXPECT_TRUE(by_id.emplace(node.id, &node).second)
                << name << ": " << node.name << " twice";
            if (node.role == Role::label) labelled.insert(node.reference);
        }
        for (const SeenNode& node : nodes) {
            if (!is_control(node.role)) continue;
            EXPECT_FALSE(node.name.empty()) << name;
            const bool field = node.role == Role::textbox || node.role == Role::password ||
                               node.role == Role::multiline || node.role == Role::combobox;
            if (field) {
                EXPECT_TRUE(labelled.contains(node.id)) << name << ": " << node.name;
            }
            EXPECT_GT(node.width, 0) << name << ": " << node.name;
            // WCAG 2.5.8; rows of a tree stand close and are a line high.
            EXPECT_GE(node.height,
                      node.role == Role::tree_item || node.role == Role::link ? 20 : 24)
                << name << ": " << node.name;
            const SeenNode* parent = node.parent == 0 ? nullptr : by_id[node.parent];
            if (parent == nullptr) {
                EXPECT_EQ(node.parent, 0u)
                    << name << ": the parent of " << node.name << " came later";
                continue;
            }
            const bool scrolls = has(parent->flags, NodeFlag::scroll_region);
            const float left = scrolls ? 0 : parent->x, top = scrolls ? 0 : parent->y;
            const float bottom = scrolls ? parent->number : parent->y + parent->height;
            EXPECT_GE(node.x, left - 0.01f) << name << ": " << node.name;
            EXPECT_GE(node.y, top - 0.01f) << name << ": " << node.name;
            EXPECT_LE(node.x + node.width, left + parent->width + 0.01f)
                << name << ": " << node.name;
            EXPECT_LE(node.y + node.height, bottom + 0.01f) << name << ": " << node.name;
        }
    }
}

// A field keeps its native element, and with it caret, focus and what an input method is composing, when a window
// becomes narrower or a phone is turned.
TEST(Screens, IdsOfFieldsDoNotDependOnTheWidth) {
    const auto is_field = [](Role role) {
        return role == Role::textbox || role == Role::password || role == Role::multiline ||
               role == Role::combobox;
    };
    std::size_t compared = 0;
    for (const Screen& screen : screens()) {
        std::map<std::string, std::uint32_t> known;
        for (const float width : {1280.0f, 1000.0f, 700.0f, 390.0f}) {
            Picture picture;
            picture.input.width = width;
            picture.input.height = 20000; // everything is in sight
            picture.settle([&](ui::Ui& ui) { ui::draw(ui, screen.model); });
            for (const SeenNode& node : picture.nodes) {
                if (!is_field(node.role)) continue;
                const auto [at, fresh] = known.emplace(node.name, node.id);
                compared += fresh ? 0 : 1;
                EXPECT_EQ(at->second, node.id)
                    << screen.name << ", " << node.name << " at " << width;
            }
        }
    }
    EXPECT_GT(compared, 100u);
}

TEST(Screens, HeadingsGoDownOneLevelAtATimeAndLandmarksHaveNames) {
    for (const auto& [name, nodes] : sights()) {
        int titles = 0, mains = 0;
        int level = 0;
        for (const SeenNode& node : nodes) {
            if (node.role == Role::region || node.role == Role::navigation ||
                node.role == Role::tree) {
                EXPECT_FALSE(node.name.empty()) << name;
            }
            if (node.role == Role::main) ++mains;
            if (node.role != Role::heading) continue;
            EXPECT_FALSE(node.name.empty()) << name;
            EXPECT_LE(node.level, level + 1) << name << ": " << node.name;
            level = node.level;
            titles += level == 1 ? 1 : 0;
        }
        EXPECT_EQ(titles, 1) << name;
        EXPECT_EQ(mains, 1) << name;
    }
}

TEST(Screens, OnlyListsHoldListItemsAndOnlyTreesHoldTheirs) {
    for (const auto& [name, nodes] : sights()) {
        std::map<std::uint32_t, Role> roles;
        for (const SeenNode& node : nodes) {
            roles[node.id] = node.role;
            const Role parent = node.parent == 0 ? Role::group : roles[node.parent];
            EXPECT_EQ(node.role == Role::list_item, parent == Role::list)
                << name << ": " << node.name;
            EXPECT_EQ(node.role == Role::tree_item, parent == Role::tree)
                << name << ": " << node.name;
        }
    }
}

} // namespace

// --- what Dear ImGui calls when it is compiled with IMGUI_ENABLE_TEST_ENGINE ---------------------

void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID id, const ImRect& box,
                                 const ImGuiLastItemData*) {
    if (id != 0) items_of_imgui.emplace(id, box);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
