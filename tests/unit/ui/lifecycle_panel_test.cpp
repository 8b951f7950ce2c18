// The region Lifecycle: what is painted, what is named, and what a press does.
#include "playground/run_story.hpp"
#include "playground/states.hpp"
#include "ui/draw.hpp"
#include "unit/playground/world.hpp"
#include "unit/ui/picture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace playground;

class Lifecycle : public testing::Test {
protected:
    Lifecycle() {
        world.open_with_tokens();
        world.press(RefreshPressed{});
        picture.input.width = 1280;
        picture.input.height = 720;
        show({.shown = true});
    }

    void show(const LifecycleView& view) {
        world.press(LifecycleEdited{view});
        look();
    }
    void look() {
        picture.settle([&](ui::Ui& ui) { events = ui::draw(ui, world.model); });
    }
    // Presses, and carries out what came of it.
    void press(std::string_view name) {
        const SeenNode* found = picture.find(ui::Role::button, name);
        if (found == nullptr) found = picture.find(ui::Role::tab, name);
        if (found == nullptr) found = picture.find(ui::Role::radio, name);
        ASSERT_NE(found, nullptr) << name;
        picture.press(found->id);
        picture.pass([&](ui::Ui& ui) { events = ui::draw(ui, world.model); });
        picture.input.action = {};
        for (const Event& each : events)
            world.press(each);
        look();
    }
    std::vector<std::string> moments() const { // named in the picture
        std::vector<std::string> found;
        for (const SeenNode& node : picture.nodes)
            if (node.role != ui::Role::status && node.name.starts_with("Moment ") &&
                node.name.find(": ") != std::string::npos)
                found.push_back(node.name);
        return found;
    }

    World world;
    Picture picture;
    std::vector<Event> events;
};

TEST_F(Lifecycle, StandsInThePlaceOfTheStepAndNamesWhatIsBuilt) {
    EXPECT_NE(picture.find(ui::Role::region, "Lifecycle"), nullptr);
    EXPECT_NE(picture.find(ui::Role::tab, "Sequence"), nullptr);
    EXPECT_NE(picture.find(ui::Role::tab, "Family"), nullptr);
    EXPECT_EQ(picture.find(ui::Role::heading, "Register client"), nullptr);
    EXPECT_NE(picture.find(ui::Role::region, "Tokens"), nullptr);
    world.press(StepChosen{Step::refresh_tokens});
    look();
    EXPECT_EQ(picture.find(ui::Role::region, "Lifecycle"), nullptr);
}

TEST_F(Lifecycle, EachMomentInThePictureIsNamedByItsSentence) {
    const auto& all = world.model.log.moments;
    const std::vector<std::string> names = moments();
    ASSERT_EQ(names.size(), std::min<std::size_t>(12, all.size()));
    for (std::size_t i = 0; i < names.size(); ++i)
        EXPECT_NE(names[i].find(sentence(all[all.size() - names.size() + i])), std::string::npos);
}

TEST_F(Lifecycle, EitherViewIsChosenAndTheOtherOneTellsWhatTheServerDid) {
    world.state.bench.recording = true; // as in a browser
    world.arm(R"({"at":"refresh","lost":"after"})");
    world.pass(1000);
    world.press(RefreshPressed{});
    look();
    const std::vector<std::string> known = moments();
    EXPECT_NE(known.back().find("Processed or not: not known"), std::string::npos) << known.back();
    press("What really happened");
    EXPECT_TRUE(world.model.view.lifecycle.truth);
    const std::vector<std::string> true_ones = moments();
    EXPECT_NE(true_ones.back().find("The answer was lost on the way back."), std::string::npos);
    const auto told = [&](std::string_view words) {
        return std::any_of(true_ones.begin(), true_ones.end(), [&](const std::string& each) {
            return each.find(words) != std::string::npos;
        });
    };
    EXPECT_TRUE(told("Refresh token 2 is rotated"));
    std::set<std::uint32_t> ids;
    for (const SeenNode& node : picture.nodes)
        EXPECT_TRUE(ids.insert(node.id).second) << node.name;
    press("As text"); // each is listed, and once to be looked at
    EXPECT_NE(picture.find(ui::Role::button,
                           "Look at moment " + std::to_string(world.model.log.moments.back().id)),
              nullptr);
    press("What the client knows");
    EXPECT_FALSE(world.model.view.lifecycle.truth);
}

TEST_F(Lifecycle, TheSliderGoesToAnyMoment) {
    const auto last = world.model.log.moments.back().id;
    const auto slide = [&](std::size_t place) {
        const SeenNode* found = picture.find(ui::Role::slider, "Moment");
        ASSERT_NE(found, nullptr);
        picture.input.action = {ui::Action::Kind::choose, found->id, "", place};
        picture.pass([&](ui::Ui& ui) { events = ui::draw(ui, world.model); });
        picture.input.action = {};
        for (const Event& each : events)
            world.press(each);
        look();
    };
    EXPECT_EQ(picture.find(ui::Role::slider, "Moment")->number, static_cast<float>(last - 1));
    slide(2);
    EXPECT_EQ(world.model.view.lifecycle.cursor, 3u);
    EXPECT_EQ(picture.find(ui::Role::slider, "Moment")->value,
              "Moment 3 of " + std::to_string(last));
    slide(last); // there is no such place
    EXPECT_EQ(world.model.view.lifecycle.cursor, 3u);
    slide(last - 1);
    EXPECT_EQ(world.model.view.lifecycle.cursor, 0u) << "the newest moment is now";
}

TEST_F(Lifecycle, EnlargedItHasThePlaceOfTheLastColumnUntilTheStepsAreBack) {
    press("Enlarge");
    EXPECT_EQ(picture.find(ui::Role::region, "What happened"), nullptr);
    EXPECT_NE(picture.find(ui::Role::region, "Lifecycle"), nullptr);
    press("Back to the steps");
    EXPECT_NE(picture.find(ui::Role::region, "What happened"), nullptr);
    EXPECT_EQ(picture.find(ui::Role::region, "Lifecycle"), nullptr);
}

TEST_F(Lifecycle, LooksBackAndForwardAndComesToNow) {
    const std::uint32_t last = world.model.log.moments.back().id;
    press("Back");
    EXPECT_EQ(world.model.view.lifecycle.cursor, last - 1);
    press("Back");
    EXPECT_EQ(world.model.view.lifecycle.cursor, last - 2);
    EXPECT_TRUE(moments().back().starts_with("Moment " + std::to_string(last - 2) + ","));
    press("Forward");
    EXPECT_EQ(world.model.view.lifecycle.cursor, last - 1);
    press("Now");
    EXPECT_EQ(world.model.view.lifecycle.cursor, 0u);
}

TEST_F(Lifecycle, AMomentOpensItsExchangeAndTheExchangeLeadsBack) {
    const std::vector<std::string> names = moments();
    const auto sent = std::find_if(names.begin(), names.end(), [](const std::string& name) {
        return name.find("sent Refresh request") != std::string::npos;
    });
    ASSERT_NE(sent, names.end());
    press(*sent);
    const std::uint32_t exchange = world.last_exchange().id;
    EXPECT_EQ(world.model.view.lifecycle.open, exchange);
    EXPECT_NE(picture.find(ui::Role::heading, "Exchange " + std::to_string(exchange)), nullptr);

    show({});
    world.press(ExchangeToggled{exchange});
    look();
    press("Show in the picture");
    EXPECT_TRUE(world.model.view.lifecycle.shown);
    EXPECT_NE(picture.find(ui::Role::region, "Lifecycle"), nullptr);
}

TEST_F(Lifecycle, AsTextListsTheSameMoments) {
    show({.shown = true, .as_text = true});
    for (const Moment& each : world.model.log.moments) {
        const bool said =
            std::any_of(picture.nodes.begin(), picture.nodes.end(), [&](const SeenNode& node) {
                std::string words = node.name;
                std::replace(words.begin(), words.end(), '\v', ' ');
                return words.find(sentence(each).substr(0, 20)) != std::string::npos;
            });
        EXPECT_TRUE(said) << sentence(each);
    }
    press("Look at moment 2");
    EXPECT_EQ(world.model.view.lifecycle.cursor, 2u);
}

TEST_F(Lifecycle, TheFamilySaysForEveryTokenWhatBecameOfIt) {
    press("Family");
    for (const char* words : {"Authorisation 1", "Refresh token 1", "Access token 2", "rotated"}) {
        const bool said = std::any_of(picture.nodes.begin(), picture.nodes.end(),
                                      [&](const SeenNode& node) { return node.name == words; });
        EXPECT_TRUE(said) << words;
    }
    EXPECT_EQ(std::count_if(picture.nodes.begin(), picture.nodes.end(),
                            [](const SeenNode& node) {
                                return node.name.starts_with("What killed it? Moment ");
                            }),
              2);
}

TEST_F(Lifecycle, TheStatesSayEachWayAndLeadToItsMomentOrItsStep) {
    press("States");
    EXPECT_NE(picture.find(ui::Role::text, coverage(states(world.model.log.moments))), nullptr);
    EXPECT_EQ(std::count_if(picture.nodes.begin(), picture.nodes.end(),
                            [](const SeenNode& node) {
                                return node.name.find(" \u2192 ") != std::string::npos;
                            }),
              30);
    const auto named = [&](std::string_view start) -> std::string {
        for (const SeenNode& node : picture.nodes)
            if (node.role == ui::Role::button && node.name.starts_with(start) &&
                node.name.ends_with("Refresh token, not over to rotated"))
                return node.name;
        return {};
    };
    const std::string seen_way = named("Look at moment ");
    ASSERT_NE(seen_way, "");
    EXPECT_NE(picture.find(ui::Role::image,
                           "States: none, active, in doubt, refused, rotated, over, left behind. "
                           "Now: active."),
              nullptr);
    const std::string unseen = "Make it happen. Access token, active to expired";
    ASSERT_NE(picture.find(ui::Role::button, unseen), nullptr);
    const LifecycleView charts = world.model.view.lifecycle;
    press(seen_way);
    EXPECT_EQ(world.model.view.lifecycle.picture, LifecyclePicture::sequence);
    const Moment* looked_at = find_moment(world.model.log, world.model.view.lifecycle.cursor);
    ASSERT_NE(looked_at, nullptr);
    EXPECT_EQ(looked_at->is, oauth::TokenState::rotated);
    show(charts);
    press(unseen);
    EXPECT_FALSE(world.model.view.lifecycle.shown);
    EXPECT_EQ(world.model.view.step, Step::expiry_and_revocation);
}

TEST_F(Lifecycle, APhoneShowsOneMachineAtATime) {
    picture.input.width = 390;
    picture.input.height = 844;
    picture.input.coarse_pointer = true;
    press("States");
    EXPECT_NE(picture.find(ui::Role::heading, "Authorisation attempt"), nullptr);
    EXPECT_EQ(picture.find(ui::Role::heading, "Refresh token"), nullptr);
    press("Refresh token");
    EXPECT_EQ(picture.find(ui::Role::heading, "Authorisation attempt"), nullptr);
    EXPECT_NE(picture.find(ui::Role::heading, "Refresh token"), nullptr);
}

TEST_F(Lifecycle, TimeSaysOfEveryBarFromWhenToWhenAndWhatEndedIt) {
    const auto said = [&](const std::string& words) {
        return std::any_of(picture.nodes.begin(), picture.nodes.end(), [&](const SeenNode& node) {
            std::string name = node.name;
            std::erase(name, '\v'); // where a line was broken
            return name.find(words) != std::string::npos;
        });
    };
    press("Time");
    EXPECT_TRUE(said("Bars of 5 codes and tokens, from 08:00:00 UTC to 08:15:00 UTC."));
    EXPECT_TRUE(said("Access token 1: 08:00:00 UTC to 08:15:00 UTC, ended by rotation 08:00:00 "
                     "UTC in moment "));
    EXPECT_TRUE(said("Access token 2: 08:00:00 UTC to 08:15:00 UTC."));
    EXPECT_TRUE(said("Refresh token 2: 08:00:00 UTC to 2027-03-16 08:00:00 UTC at least."));
    EXPECT_FALSE(said("Two clocks.")) << "they agree";
    world.press(AdvanceClockPressed{3600});
    look();
    EXPECT_TRUE(said("Access token 2: 08:00:00 UTC to 08:15:00 UTC, expired by the clock."));
    EXPECT_TRUE(said("Two clocks. This page: 08:00:00 UTC. Simulated Staging: 09:00:00 UTC, which "
                     "is 1 h 0 min ahead."));
    press("Sixty days");
    EXPECT_EQ(world.model.view.lifecycle.scale, TimeScale::sixty_days);
    EXPECT_TRUE(said("to 2027-03-16 08:00:00 UTC. Now: 09:00:00 UTC."));
}

TEST_F(Lifecycle, TheRunIsTakenAlongAsAFile) {
    press("Export");
    for (const auto& [button, name] : {std::pair{"Download Markdown", "run.md"},
                                       {"Download Mermaid", "run.mmd"},
                                       {"Download HAR", "run.har"}}) {
        press(button);
        ASSERT_FALSE(all<Download>(world.effects).empty());
        EXPECT_EQ(all<Download>(world.effects).back().name, name);
    }
}

TEST_F(Lifecycle, APhoneHasCardsInTheSameOrder) {
    const std::vector<std::string> wide = moments();
    picture.input.width = 390;
    picture.input.height = 844;
    picture.input.coarse_pointer = true;
    look();
    EXPECT_EQ(moments(), wide);
    for (const SeenNode& node : picture.nodes) {
        if (node.name.starts_with("Moment ") && node.role == ui::Role::button) {
            EXPECT_GE(node.height, 44);
            EXPECT_LE(node.x + node.width, 390);
        }
    }
}

TEST_F(Lifecycle, ALongRunIsDrawnFromWhatIsInSight) {
    std::vector<Moment>& all = world.model.log.moments;
    while (all.size() < most_moments) {
        all.push_back(Moment(all[all.size() - 6]));
        all.back().id = all[all.size() - 2].id + 1;
    }
    look();
    EXPECT_EQ(moments().size(), 12u);
    EXPECT_LT(picture.nodes.size(), 400u);
}

} // namespace
