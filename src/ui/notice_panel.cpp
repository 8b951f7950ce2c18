// The last word on a step, in a banner with the one action that leads on.
#include "playground/remedies.hpp"
#include "ui/panels.hpp"

#include <string>

namespace ui {

void remedy_button(Ui& ui, const playground::Remedy& remedy, ButtonKind kind, Events& events) {
    const std::string name = playground::remedy_name(remedy);
    if (name.empty()) return;
    if (button(ui, name, {.kind = kind})) events.emplace_back(playground::RemedyPressed{remedy});
}

void notice_panel(Ui& ui, const playground::Model& model, playground::Step step, Events& events) {
    const auto found = model.notices.find(step);
    if (found == model.notices.end()) return;
    const playground::Notice& notice = found->second;
    if (notice.remedy.way == playground::Way::none) {
        callout(ui, notice.tone, notice.title, notice.detail);
    } else {
        IdScope scope(ui, "notice");
        const Banner banner(ui, notice.tone, notice.title, notice.detail);
        ui.space(space_1);
        remedy_button(ui, notice.remedy, ButtonKind::primary, events);
    }
    ui.space(space_2);
}

void mend(Ui& ui, std::string_view field, const std::vector<playground::Remedy>& remedies,
          Events& events) {
    if (remedies.empty()) return;
    IdScope scope(ui, field);
    Flow flow(ui);
    for (const playground::Remedy& each : remedies) {
        const std::string name = playground::remedy_name(each);
        if (button(ui, name, {.small = true})) events.emplace_back(playground::RemedyPressed{each});
    }
}

} // namespace ui
