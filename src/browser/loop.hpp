// The one loop: events -> update -> effects -> ports, and a pass of the interface after it.
//
// A pass runs inside the event that caused it, so that a press still counts as the person's gesture
// when it copies or navigates. It paints into memory only; the picture is drawn when the browser
// next repaints, and only if there was a pass. Nothing asked: no frame, no timer.
//
// The clock is read before each event, and its effects are carried out like those of the event.
// Each event that was handled sets the alarm anew; a repaint does not put it off.
//
// Knows the page by ports.h only, so it runs natively under test (tests/unit/browser).
#pragma once

#include "browser/glyphs.hpp"
#include "browser/painter.hpp"
#include "playground/effect.hpp"
#include "playground/event.hpp"
#include "playground/model.hpp"
#include "ui/pass.hpp"

#include <deque>
#include <vector>

namespace browser {

class Loop {
public:
    void start();

    // The world told something. Runs update() until nothing follows from it, then a pass. Told by a port
    // during an update, it is handled after what that update gets answered at once.
    void tell(playground::Event event);
    // A native element reported what the person did: the pass that meets its widget turns it into
    // events.
    void act(ui::Action action);
    // Size, looks, focus, hover or scroll changed: only the picture is concerned.
    ui::Input& input() { return input_; }
    void repaint();

    void draw_frame();
    Painter& painter() { return painter_; }

private:
    void settle();
    void follow(const playground::Effects& effects);
    std::vector<playground::Event> pass();
    void show();

    playground::Model model_;
    std::deque<playground::Event> queue_;
    ui::Input input_;
    ui::Fonts fonts_;
    ui::Semantics semantics_;
    ui::Memory memory_;
    std::vector<std::uint8_t> shown_; // the nodes that the mirror has
    BrowserGlyphs glyphs_;
    Painter painter_;
    bool opened_ = false;
    bool settling_ = false;  // what a port tells meanwhile waits its turn
    bool unsettled_ = false; // the last pass has to be repeated
};

Loop& loop();

} // namespace browser
