// Where one is: the seven steps with their state, as links in the navigation landmark.
#include "playground/plan.hpp"
#include "ui/panels.hpp"

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
    case StepStatus::locked: break;
    }
    return Tone::neutral;
}

} // namespace

void steps_panel(Ui& ui, const playground::Model& model, Events& events) {
    Group list(ui, Role::list, "", NodeFlag::none);
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
                               .compact = ui.narrow()}))
                events.emplace_back(playground::StepChosen{step});
        }
    };
    if (ui.narrow()) {
        Flow flow(ui, 2); // all seven side by side on 360 pixels
        each();
    } else {
        each();
    }
}

} // namespace ui
