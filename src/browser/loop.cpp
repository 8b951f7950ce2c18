#include "browser/loop.hpp"

#include "browser/developer.hpp"
#include "browser/effects.hpp"
#include "browser/ports.h"
#include "playground/update.hpp"
#include "ui/draw.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace browser {

namespace {

// A container may only know its size after its content was painted; two passes are enough, the
// third is for safety.
constexpr int most_passes = 3;

playground::ClockRead read_clocks() {
    double clocks[2] = {};
    port_clocks(clocks);
    return {{static_cast<std::int64_t>(clocks[0]), static_cast<std::int64_t>(clocks[1])}};
}

} // namespace

Loop& loop() {
    static Loop the_loop;
    return the_loop;
}

void Loop::start() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr; // S47: nothing is written anywhere
    io.LogFilename = nullptr;
    io.ConfigInputTrickleEventQueue = false; // a pass is about what is so now
    fonts_ = ui::add_fonts(*io.Fonts, glyphs_);
    painter_.start();
    port_native_layer(painter_.works() ? 0 : 1);
}

void Loop::tell(playground::Event event) {
    if (std::holds_alternative<playground::PageOpened>(event)) opened_ = true;
    queue_.push_back(std::move(event));
    if (settling_) return;
    settle();
    show();
}

void Loop::act(ui::Action action) {
    if (!opened_) return;
    input_.action = std::move(action);
    std::vector<playground::Event> events = pass();
    input_.action = {};
    std::move(events.begin(), events.end(), std::back_inserter(queue_));
    settle();
    show();
}

void Loop::repaint() {
    if (opened_) show();
}

void Loop::settle() {
    if (queue_.empty()) return;
    settling_ = true;
    while (!queue_.empty()) {
        follow(playground::update(model_, read_clocks()));
        const playground::Event event = std::move(queue_.front());
        queue_.pop_front();
        follow(playground::update(model_, event));
    }
    settling_ = false;
    const std::optional<std::int64_t> wake = playground::next_wake_ms(model_);
    port_wake(wake ? static_cast<double>(*wake) : -1);
}

// What is answered at once comes before what was told later.
void Loop::follow(const playground::Effects& effects) {
    std::vector<playground::Event> answers;
    for (const playground::Effect& effect : effects) {
        if (std::optional<playground::Event> answer = carry_out(effect))
            answers.push_back(std::move(*answer));
    }
    queue_.insert(queue_.begin(), std::make_move_iterator(answers.begin()),
                  std::make_move_iterator(answers.end()));
}

std::vector<playground::Event> Loop::pass() {
    ui::prepare_frame(input_);
    ImGui::NewFrame();
    std::vector<playground::Event> events;
    bool settled = false;
    {
        ui::Ui ui(input_, fonts_, semantics_, memory_);
        events = ui::draw(ui, model_);
        settled = ui.settled();
    }
#ifndef NDEBUG
    draw_developer_windows();
#endif
    ImGui::Render();
    unsettled_ = !settled;
    return events;
}

void Loop::show() {
    if (!opened_ || input_.width <= 0) return;
    for (int i = 0; i < most_passes; ++i) {
        pass();
        if (!unsettled_) break;
    }
    if (semantics_.bytes() != shown_) {
        std::fill(shown_.begin(), shown_.end(), std::uint8_t{0}); // may have held a secret
        shown_ = semantics_.bytes();
        port_semantics(shown_.data(), shown_.size());
    }
    port_request_frame();
}

void Loop::draw_frame() {
    const ui::Colour colour = ui::theme_for(input_.dark, input_.more_contrast).background;
    const auto channel = [&](int shift) {
        return static_cast<float>((colour >> shift) & 0xffu) / 255.0f;
    };
    painter_.draw(channel(0), channel(8), channel(16));
}

} // namespace browser
