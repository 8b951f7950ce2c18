#include "ui/draw.hpp"

#include "ui/panels.hpp"

#include <algorithm>

namespace ui {

namespace {

constexpr float header_height = 56;
constexpr float steps_width = 264;
constexpr float happened_width = 392;
constexpr float widest_text = 800; // longer lines are hard to read

// The list of exchanges in the place of the step, where there are columns.
bool enlarged(const Ui& ui, const playground::Model& model) {
    return !ui.narrow() && model.view.list_enlarged;
}

bool looks_at_lifecycle(const playground::Model& model) {
    return model.view.lifecycle.shown && !model.log.moments.empty();
}

void what_happened(Ui& ui, const playground::Model& model, Events& events) {
    ui.set_aside(true);
    tokens_panel(ui, model, events);
    ui.space(space_5);
    if (!enlarged(ui, model)) exchanges_panel(ui, model, events);
    ui.set_aside(false);
}

// Three columns that scroll on their own: where one is, what to do there, what happened.
void draw_desk(Ui& ui, const playground::Model& model, Events& events) {
    header_panel(ui, model, events);
    const float width = ui.input().width;
    const float height = ui.input().height - header_height;
    const bool alone = looks_at_lifecycle(model) && model.view.lifecycle.enlarged;
    const float right = alone ? 0 : width < 1100 ? 340 : width < 1600 ? happened_width : 480;
    {
        Scroll scroll(ui, Role::navigation, "Steps", 0, header_height, steps_width, height,
                      space_3);
        steps_panel(ui, model, events);
        if (!model.log.moments.empty()) lifecycle_switch(ui, model, events);
        version_panel(ui, model, events);
    }
    {
        IdScope step(ui,
                     static_cast<std::uint32_t>(model.view.step)); // another step begins at its top
        Scroll scroll(ui, Role::main, "", steps_width, header_height, width - steps_width - right,
                      height, space_5);
        if (enlarged(ui, model)) {
            ui.set_aside(true);
            exchanges_panel(ui, model, events);
            ui.set_aside(false);
        } else if (looks_at_lifecycle(model)) {
            lifecycle_panel(ui, model, events);
        } else {
            // Request and answer stand side by side there.
            const float widest =
                model.view.step == playground::Step::call_apis ? 1.5f * widest_text : widest_text;
            Column column(ui, ui.left(), std::min(ui.width(), widest));
            step_panel(ui, model, events);
        }
        ui.space(space_6);
        footer_panel(ui, model, events);
    }
    if (!alone) {
        ui.paint().fill(width - right, header_height, 1, height, ui.theme().line);
        Scroll scroll(ui, Role::region, "What happened", width - right, header_height, right,
                      height, space_4);
        what_happened(ui, model, events);
    }
}

// One column, in reading order, below a bar that stays.
void draw_phone(Ui& ui, const playground::Model& model, Events& events) {
    step_bar(ui, model, events);
    IdScope step(ui, static_cast<std::uint32_t>(model.view.step)); // another begins at its top
    Scroll scroll(ui, Role::group, "", 0, step_bar_height, ui.input().width,
                  ui.input().height - step_bar_height, space_4);
    header_panel(ui, model, events);
    ui.space(space_3);
    {
        Group steps(ui, Role::navigation, "Steps");
        steps_panel(ui, model, events);
        if (!model.log.moments.empty()) lifecycle_switch(ui, model, events);
    }
    ui.space(space_4);
    {
        Group main(ui, Role::main);
        if (looks_at_lifecycle(model))
            lifecycle_panel(ui, model, events);
        else
            step_panel(ui, model, events);
        ui.space(space_6);
        what_happened(ui, model, events);
    }
    version_panel(ui, model, events); // at the end, so that nothing moves under a finger
    ui.space(space_6);
    footer_panel(ui, model, events);
}

} // namespace

std::vector<playground::Event> draw(Ui& ui, const playground::Model& model) {
    Events events;
    if (ui.narrow()) {
        draw_phone(ui, model, events);
    } else {
        draw_desk(ui, model, events);
    }
    live_region(ui, model.announcement);
    return events;
}

} // namespace ui
