// Where one is: the seven steps with their state, as links in the navigation landmark.
#include "playground/plan.hpp"
#include "ui/panels.hpp"

#include <array>
#include <cmath>
#include <string>

namespace ui {

using playground::Step;
using playground::StepStatus;
using playground::Tone;

namespace {

Tone tone_of_status(StepStatus status) {
    switch (status) {
    case StepStatus::done: return Tone::positive;
    case StepStatus::attention: return Tone::negative;
    case StepStatus::open:
    case StepStatus::ahead: break;
    }
    return Tone::neutral;
}

// For the bar of a phone and the row of a tablet.
constexpr std::array<std::string_view, playground::step_count> short_names = {
    "Get access", "Register", "Authorise", "Redirect", "Call APIs", "Refresh", "Expiry"};

} // namespace

void steps_panel(Ui& ui, const playground::Model& model, Events& events) {
    Group list(ui, Role::list, "", NodeFlag::none);
    constexpr float gap = 2;
    const bool tablet = ui.narrow() && ui.input().width >= 768;
    const StepLook look = !ui.narrow() ? StepLook::row : tablet ? StepLook::column : StepLook::disc;
    const float column = std::floor((ui.width() - gap * (playground::step_count - 1)) /
                                    float{playground::step_count});
    const auto each = [&] {
        for (std::size_t i = 0; i < playground::step_count; ++i) {
            const Step step = static_cast<Step>(i);
            const StepStatus status = playground::step_status(model, step);
            Group item(ui, Role::list_item);
            if (step_link(ui, {.number = static_cast<int>(i + 1),
                               .name = playground::step_name(step),
                               .status = playground::to_string(status),
                               .tone = tone_of_status(status),
                               .done = status == StepStatus::done,
                               .current = model.view.step == step,
                               .look = look,
                               .short_name = short_names[i],
                               .width = column}))
                events.emplace_back(playground::StepChosen{step});
        }
    };
    if (ui.narrow()) {
        Flow flow(ui, gap); // all seven side by side on 360 pixels
        each();
    } else {
        each();
    }
}

void step_bar(Ui& ui, const playground::Model& model, Events& events) {
    const auto at = static_cast<std::size_t>(model.view.step);
    const auto go = [&](std::size_t to) {
        events.emplace_back(playground::StepChosen{static_cast<Step>(to)});
    };
    const auto where = [](std::size_t to) {
        return to < playground::step_count ? playground::step_name(static_cast<Step>(to))
                                           : std::string_view();
    };
    Group navigation(ui, Role::navigation, "Step by step");
    // Nearer to the edges than the text below: on 360 pixels the longest name just fits.
    Bar bar(ui, -space_2, 0, ui.input().width + 2 * space_2, step_bar_height, space_1);
    const std::string words = "Step " + std::to_string(at + 1) + " of " +
                              std::to_string(playground::step_count) + " \u00b7 " +
                              std::string(short_names[at]);
    const float buttons = small_button_width(ui, "?") + small_button_width(ui, "Back") +
                          small_button_width(ui, "Next") + 3 * space_1;
    text(ui, words, {.widest = ui.input().width - 2 * space_2 - buttons});
    bar.to_the_right();
    button(
        ui, "Keyboard shortcuts",
        {.kind = ButtonKind::quiet, .small = true, .opens_shortcuts = true, .visible_text = "?"});
    // Always there, so that both stay where the thumb found them.
    if (button(ui, "Back a step",
               {.enabled = at > 0,
                .description = where(at - 1),
                .small = true,
                .visible_text = "Back"}))
        go(at - 1);
    if (button(ui, "Next step",
               {.enabled = at + 1 < playground::step_count,
                .description = where(at + 1),
                .small = true,
                .visible_text = "Next"}))
        go(at + 1);
}

} // namespace ui
