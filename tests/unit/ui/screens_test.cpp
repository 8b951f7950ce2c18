// What holds on every screen, in every state.
#include "unit/ui/screens.hpp"

#include "playground/update.hpp"
#include "ui/draw.hpp"
#include "unit/ui/picture.hpp"

#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace {

// What Dear ImGui itself calls an item, and its places on the page, told by the hooks of its test engine
// below.
std::multimap<ImGuiID, ImRect> items_of_imgui;

using ui::NodeFlag;
using ui::Role;

// Without the child windows, which are told beside their items.
std::multimap<ImGuiID, ImRect> items_of_pass() {
    std::erase_if(items_of_imgui,
                  [](const auto& item) { return ImGui::FindWindowByID(item.first) != nullptr; });
    return items_of_imgui;
}

struct Sight {
    float share; // of the way that each region can scroll
    std::string name;
    std::vector<SeenNode> nodes;
    std::multimap<ImGuiID, ImRect> items;
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
                ImGui::GetCurrentContext()->TestEngineHookItems = true;
                const auto draw = [&](ui::Ui& ui) {
                    items_of_imgui
                        .clear(); // of the window that Dear ImGui opens by itself and never shows
                    ui::draw(ui, screen.model);
                };
                picture.settle(draw);
                for (const char* part : {"top", "middle", "end"}) {
                    const float share = part[0] == 't' ? 0.0f : part[0] == 'm' ? 0.5f : 1.0f;
                    for (const SeenNode& node : picture.nodes)
                        if (has(node.flags, NodeFlag::scroll_region))
                            picture.input.scroll[node.id] = share * (node.number - node.height);
                    picture.settle(draw);
                    seen.push_back({share,
                                    screen.name + (width < 900 ? ", phone, " : ", desk, ") + part,
                                    picture.nodes, items_of_pass()});
                }
            }
        }
        return seen;
    }();
    return all;
}

TEST(Screens, S66_WhatABrowserIsNoPlaceForStandsBeforeTheFieldOfALiveSecret) {
    playground::Model model = screens().front().model;
    model.view.step = playground::Step::register_client;
    int fields = 0;
    for (const auto& environment : model.environments) {
        if (environment.kind == staging::EnvironmentKind::simulated) continue;
        model.registration = {};
        model.registration.environment = environment.id;
        model.registration.route = playground::Route::direct;
        Picture picture;
        picture.input.width = 1280;
        picture.input.height = 3000;
        picture.settle([&](ui::Ui& ui) { ui::draw(ui, model); });
        bool said = false;
        for (const SeenNode& node : picture.nodes) {
            said = said || node.name.find("no place for a production secret") != std::string::npos;
            if (node.name != "Client secret" || node.role != Role::password) continue;
            ++fields;
            EXPECT_TRUE(said) << environment.id;
        }
    }
    EXPECT_GT(fields, 0);
}

bool is_control(Role role) {
    return role == Role::link || role == Role::button || role == Role::textbox ||
           role == Role::password || role == Role::multiline || role == Role::combobox ||
           role == Role::tree_item;
}

TEST(Screens, TheMirrorStaysUnderThreeHundredNodes) {
    std::size_t most = 0;
    std::string where;
    for (const auto& [share, name, nodes, items] : sights()) {
        if (nodes.size() > most) {
            most = nodes.size();
            where = name;
        }
    }
    EXPECT_LT(most, 300u) << where;
    RecordProperty("most", static_cast<int>(most));
}

// Items without a named node of the same id and place, items of the same id, and controls that are no item.
// Empty: what is painted is named, and what can be pressed is Dear ImGui's.
std::string strangers(const std::vector<SeenNode>& nodes,
                      const std::multimap<ImGuiID, ImRect>& items, float share = 0) {
    std::map<std::uint32_t, const SeenNode*> by_id;
    for (const SeenNode& node : nodes)
        by_id[node.id] = &node;
    const auto region_of = [&](const SeenNode& node) {
        const SeenNode* at = node.parent == 0 ? nullptr : by_id[node.parent];
        while (at != nullptr && !has(at->flags, NodeFlag::scroll_region))
            at = at->parent == 0 ? nullptr : by_id[at->parent];
        return at;
    };
    // On the page: a region may stand in another one, and each is scrolled.
    const std::function<ImVec2(const SeenNode&)> place_of = [&](const SeenNode& node) {
        const SeenNode* outer = region_of(node);
        if (outer == nullptr) return ImVec2(node.x, node.y);
        const ImVec2 corner = place_of(*outer);
        // Dear ImGui scrolls by whole pixels (containers.cpp).
        const float scrolled = std::round(std::max(0.0f, share * (outer->number - outer->height)));
        return ImVec2(node.x + corner.x, node.y + corner.y - scrolled);
    };
    std::string found;
    for (const auto& [id, box] : items) {
        const auto node = by_id.find(id);
        if (node == by_id.end()) {
            found += "item " + std::to_string(id) + " has no node; ";
            continue;
        }
        const SeenNode& seen = *node->second;
        if (items.count(id) != 1) found += "'" + seen.name + "' is several items; ";
        const auto [x, y] = place_of(seen);
        const bool same = std::abs(x - box.Min.x) < 0.01f && std::abs(y - box.Min.y) < 0.01f &&
                          std::abs(seen.width - box.GetWidth()) < 0.01f &&
                          std::abs(seen.height - box.GetHeight()) < 0.01f;
        if (!same) found += "'" + seen.name + "' is elsewhere than its item; ";
        if (seen.name.empty() && !has(seen.flags, NodeFlag::scroll_region))
            found += "a node has no name; ";
    }
    for (const SeenNode& node : nodes)
        if (is_control(node.role) && items.count(node.id) == 0)
            found += "'" + node.name + "' is no item; ";
    return found;
}

std::string strangers_in(const std::function<void(ui::Ui&)>& draw) {
    Picture picture;
    ImGui::GetCurrentContext()->TestEngineHookItems = true;
    picture.settle([&](ui::Ui& ui) {
        items_of_imgui.clear();
        draw(ui);
    });
    return strangers(picture.nodes, items_of_pass());
}

TEST(Screens, EachItemOfDearImGuiIsANamedNodeAndEachControlIsAnItem) {
    for (const Sight& sight : sights())
        EXPECT_EQ(strangers(sight.nodes, sight.items, sight.share), "") << sight.name;
}

TEST(Screens, AnItemWithoutANodeAndAControlWithoutAnItemAreFound) {
    EXPECT_NE(strangers_in([](ui::Ui&) { ImGui::Button("nobody named me"); }), "");
    EXPECT_NE(strangers_in([](ui::Ui& ui) {
                  ui.semantics().add({.id = 7, .role = Role::button, .name = "painted by nobody"});
              }),
              "");
    EXPECT_EQ(strangers_in([](ui::Ui& ui) { ui::button(ui, "both"); }), "");
}

TEST(Screens, EveryControlHasANameAndABoxInsideItsParent) {
    for (const auto& [share, name, nodes, items] : sights()) {
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

// An element of the mirror is replaced only when its identity changes: what is still there a moment later, with
// other times, counts and words, has the id that it had.
TEST(Screens, IdsOfWhatIsStillThereDoNotChangeWithItsWords) {
    std::size_t changed_words = 0;
    for (const Screen& screen : screens()) {
        for (const auto& [width, height] : {std::pair{1280.0f, 20000.0f}, {390.0f, 20000.0f}}) {
            Picture picture;
            picture.input.width = width;
            picture.input.height = height;
            picture.settle([&](ui::Ui& ui) { ui::draw(ui, screen.model); });
            const std::vector<SeenNode> before = picture.nodes;
            playground::Model later = screen.model;
            const oauth::Instant now{later.now.monotonic_ms + 1000, later.now.wall_ms + 1000};
            (void)playground::update(later, playground::ClockRead{now});
            later.view.step = screen.model.view.step;
            picture.settle([&](ui::Ui& ui) { ui::draw(ui, later); });
            // The same number of things of each role: then they are the same things.
            ASSERT_EQ(picture.nodes.size(), before.size()) << screen.name;
            for (std::size_t i = 0; i < before.size(); ++i) {
                EXPECT_EQ(picture.nodes[i].id, before[i].id)
                    << screen.name << ": " << before[i].name << " became " << picture.nodes[i].name;
                changed_words += picture.nodes[i].name != before[i].name ||
                                         picture.nodes[i].value != before[i].value
                                     ? 1
                                     : 0;
            }
        }
    }
    EXPECT_GT(changed_words, 20u);
}

TEST(Screens, HeadingsGoDownOneLevelAtATimeAndLandmarksHaveNames) {
    for (const auto& [share, name, nodes, items] : sights()) {
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
    for (const auto& [share, name, nodes, items] : sights()) {
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
