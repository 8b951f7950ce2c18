#include "browser/loop.hpp"
#include "playground/update.hpp"
#include "unit/browser/fake_ports.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace browser {
namespace {

using playground::idle_wipe_ms;
using ui::Role;

constexpr std::size_t pleo_staging = 1; // in the combobox of environments

class LoopTest : public testing::Test {
protected:
    FakePage page;
    Browsing browsing{page};
    Loop& loop = browsing.loop;

    void open_with_a_secret() {
        browsing.open();
        browsing.choose("Environment", pleo_staging);
        browsing.edit(Role::password, "Client secret", "hush");
        ASSERT_TRUE(page.alarm.has_value());
    }
    std::size_t place(std::string_view call) const {
        return static_cast<std::size_t>(std::find(page.calls.begin(), page.calls.end(), call) -
                                        page.calls.begin());
    }
};

TEST_F(LoopTest, NothingIsShownBeforeThePageIsOpened) {
    loop.input().width = 1280;
    loop.repaint();
    loop.act({ui::Action::Kind::activate, 1, {}, 0});
    EXPECT_EQ(page.count("semantics"), 0u);
    EXPECT_EQ(page.count("request_frame"), 0u);
}

TEST_F(LoopTest, OpeningCarriesOutWhatUpdateWishesFor) {
    browsing.open();
    EXPECT_EQ(page.count("start_simulator"), 1u);
    EXPECT_EQ(page.count("reference"), 1u);
    EXPECT_EQ(page.count("entropy"), 1u);
    EXPECT_EQ(page.count("sha256"), 1u); // follows from the randomness
    EXPECT_NE(page.find(Role::button, "Forget everything"), nullptr);
}

TEST_F(LoopTest, AuthoriseLeavesWithTheRecordSavedBefore) {
    browsing.open();
    browsing.tell(playground::StepChosen{playground::Step::authorise});
    browsing.press("Authorise");
    ASSERT_EQ(page.count("navigate"), 1u);
    EXPECT_LT(place("save_record"), place("navigate"));
    EXPECT_NE(page.left_for.find("code_challenge="), std::string::npos);
    EXPECT_NE(page.session_storage, "");
}

// The clock's own update() has effects too: the loop used to drop them, and the page said "Forgotten" while its
// stores stayed full.
TEST_F(LoopTest, S43_IdleWipeEmptiesTheStoresAndMakesANewAttempt) {
    open_with_a_secret();
    page.session_storage = "record";
    page.local_storage = "settings";
    page.calls.clear();
    page.pass(static_cast<double>(idle_wipe_ms));
    browsing.tell(playground::ClockRead{
        {static_cast<std::int64_t>(page.monotonic_ms), static_cast<std::int64_t>(page.wall_ms)}});
    EXPECT_TRUE(page.says("Forgotten after 30 minutes"));
    EXPECT_EQ(page.count("forget"), 1u);
    EXPECT_EQ(page.session_storage, "");
    EXPECT_EQ(page.local_storage, "");
    EXPECT_EQ(page.count("entropy"), 1u);
    EXPECT_EQ(page.count("sha256"), 1u);

    browsing.answer_digests();
    browsing.tell(playground::StepChosen{playground::Step::authorise});
    browsing.press("Authorise");
    EXPECT_EQ(page.count("navigate"), 1u);
}

TEST_F(LoopTest, S43_IdleWipeAbortsWhatIsUnderWay) {
    open_with_a_secret();
    browsing.edit(Role::textbox, "Client ID", "somebody");
    browsing.choose("Route", 0);
    browsing.press("Check credentials");
    ASSERT_FALSE(page.sent.empty());
    page.pass(static_cast<double>(idle_wipe_ms));
    browsing.tell(playground::VisibilityChanged{true});
    EXPECT_EQ(page.aborted, page.sent);
    EXPECT_EQ(page.count("forget"), 1u);
}

// Whatever wakes the page first after the night: the clock is heard before the event.
TEST_F(LoopTest, S43_AnyEventAfterTheTimeForgetsFirst) {
    open_with_a_secret();
    page.pass(static_cast<double>(idle_wipe_ms));
    page.calls.clear();
    browsing.edit(Role::textbox, "Client ID", "late");
    EXPECT_EQ(page.count("forget"), 1u);
    const SeenNode* secret = page.find(Role::password, "Client secret");
    EXPECT_TRUE(secret == nullptr || secret->value != "hush");
}

TEST_F(LoopTest, WhatIsAnsweredAtOnceIsHandledBeforeWhatIsToldMeanwhile) {
    open_with_a_secret();
    browsing.press("Forget everything");
    page.calls.clear();
    page.on_forget = [&] {
        browsing.tell(playground::CopyPressed{"Client ID", "somebody", 1});
        EXPECT_EQ(page.count("copy"), 0u) << "an update within an update";
        EXPECT_EQ(page.count("semantics"), 0u) << "a pass in the middle of an update";
    };
    browsing.press("Forget all of it");
    ASSERT_EQ(page.count("copy"), 1u);
    EXPECT_EQ(page.count("entropy"), 1u);
    EXPECT_LT(place("sha256"), place("copy")); // follows from the randomness
}

TEST_F(LoopTest, AlarmIsForTheNextChangeAndGoesWhenNothingIsLeftToForget) {
    open_with_a_secret();
    EXPECT_EQ(*page.alarm, static_cast<double>(idle_wipe_ms));
    browsing.press("Forget everything");
    browsing.press("Forget all of it");
    EXPECT_FALSE(page.alarm.has_value());
}

// The alarm counts from the last update: to ask for it again with the next picture would put it off for as long as a
// mouse moves.
TEST_F(LoopTest, RepaintDoesNotPutTheAlarmOff) {
    open_with_a_secret();
    page.calls.clear();
    page.pass(1000);
    loop.input().mouse_x = loop.input().mouse_y = 1;
    loop.repaint();
    EXPECT_EQ(page.count("request_frame"), 1u);
    EXPECT_EQ(page.count("wake"), 0u);
    browsing.tell(playground::FingerprintArrived{999, "late"}); // nothing that a person did
    EXPECT_EQ(*page.alarm, static_cast<double>(idle_wipe_ms - 1000));
}

// Showing a secret changes sizes, so one press runs several passes: a second one that had the press would hide it again.
TEST_F(LoopTest, EachActionIsCarriedOutOnce) {
    open_with_a_secret();
    const auto shown = [&] {
        const SeenNode* toggle = page.find(Role::button, "Show secret");
        return toggle != nullptr && ui::has(toggle->flags, ui::NodeFlag::pressed);
    };
    EXPECT_FALSE(shown());
    browsing.press("Show secret");
    EXPECT_TRUE(shown());
    loop.repaint();
    EXPECT_TRUE(shown());
    browsing.press("Show secret");
    EXPECT_FALSE(shown());
}

TEST_F(LoopTest, ActionOnAWidgetThatIsGoneDoesNothing) {
    browsing.open();
    page.calls.clear();
    loop.act({ui::Action::Kind::activate, 12345, {}, 0});
    EXPECT_EQ(page.count("wake"), 0u); // no update
    EXPECT_EQ(page.count("semantics"), 0u);
}

// A container only knows its size after its content was painted: what the mirror gets is settled, so that the same
// again is no news.
TEST_F(LoopTest, PassesGoOnUntilThePictureIsSettled) {
    browsing.open();
    browsing.tell(playground::StepChosen{playground::Step::expiry_and_revocation});
    page.calls.clear();
    loop.repaint();
    EXPECT_EQ(page.count("semantics"), 0u);
    EXPECT_EQ(page.count("request_frame"), 1u);
    for (const float width : {390.0f, 1600.0f, 900.0f}) {
        loop.input().width = width;
        loop.repaint();
        page.calls.clear();
        loop.repaint();
        EXPECT_EQ(page.count("semantics"), 0u) << width;
    }
}

TEST_F(LoopTest, PictureIsPaintedWhenTheBrowserAsksForIt) {
    browsing.open();
    EXPECT_EQ(page.pictures, 0u);
    loop.draw_frame();
    EXPECT_EQ(page.pictures, 1u);
}

TEST(LoopWithoutPicture, NativeLayerIsShownAndEverythingElseGoesOn) {
    FakePage page;
    page.has_picture = false;
    Browsing browsing(page);
    EXPECT_EQ(page.count("native_layer"), 1u);
    browsing.open();
    browsing.loop.draw_frame();
    EXPECT_EQ(page.pictures, 0u);
    browsing.tell(playground::StepChosen{playground::Step::authorise});
    browsing.press("Authorise");
    EXPECT_EQ(page.count("navigate"), 1u);
}

} // namespace
} // namespace browser
