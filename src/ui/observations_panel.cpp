// What a run saw of a live environment, beside what is documented.
#include "http/redaction.hpp"
#include "playground/plan.hpp"
#include "playground/routes.hpp"
#include "staging/observations.hpp"
#include "ui/panels.hpp"

#include <string>

namespace ui {

using playground::Tone;
using staging::Agreement;

namespace {

Tone tone_of(Agreement agreement) {
    switch (agreement) {
    case Agreement::agrees: return Tone::positive;
    case Agreement::contradicts: return Tone::warning;
    case Agreement::news:
    case Agreement::not_seen: break;
    }
    return Tone::neutral;
}

} // namespace

void observations_panel(Ui& ui, const playground::Model& model, Events& events) {
    const staging::Environment* here = playground::environment(model);
    if (here == nullptr || here->kind == staging::EnvironmentKind::simulated) return;
    IdScope scope(ui, "observations");
    ui.space(space_5);
    heading(ui, 3, "What was seen");
    text(ui, "What the documentation says, or leaves open, and what this run saw.");
    const http::Secrets secrets = playground::secrets(model);
    std::vector<staging::Observation> all =
        staging::observe(model.exchanges, *here, playground::relay_addresses(model, *here));
    {
        Group list(ui, Role::list);
        std::uint32_t number = 0;
        for (staging::Observation& each : all) {
            Group item(ui, Role::list_item);
            IdScope one(ui, ++number);
            each.seen = http::redact(each.seen, secrets);
            check_row(ui, tone_of(each.agreement), staging::to_string(each.agreement),
                      each.documented, each.seen);
        }
    }
    ui.space(space_2);
    const std::uint32_t id = ui.id("Copy report");
    if (button(ui, "Copy report",
               {.visible_text =
                    model.view.copied == id ? std::string_view("Copied") : std::string_view()}))
        events.emplace_back(
            playground::CopyPressed{"report", staging::observation_report(here->name, all), id});
}

} // namespace ui
