// What a run saw of a live environment, beside what is documented.
#include "http/redaction.hpp"
#include "playground/plan.hpp"
#include "playground/routes.hpp"
#include "staging/facts.hpp"
#include "staging/observations.hpp"
#include "ui/panels.hpp"

#include <algorithm>
#include <string>

namespace ui {

using playground::Tone;
using staging::Agreement;

namespace {

Tone tone_of_agreement(Agreement agreement) {
    switch (agreement) {
    case Agreement::agrees: return Tone::positive;
    case Agreement::contradicts: return Tone::warning;
    case Agreement::news:
    case Agreement::not_seen: break;
    }
    return Tone::neutral;
}

// What is written, where, and what was seen of it.
void fact_row(Ui& ui, Tone tone, std::string_view verdict, const staging::Fact& fact,
              const std::string& seen) {
    check_row(ui, tone, verdict, fact.title,
              seen + std::string(fact.claim) + " (" + std::string(fact.source) + ")");
}

void seen_list(Ui& ui, const std::vector<staging::Observation>& all) {
    Group list(ui, Role::list);
    for (const staging::Observation& each : all) {
        const staging::Fact* fact = staging::find_fact(each.fact);
        if (fact == nullptr) continue;
        Group item(ui, Role::list_item);
        IdScope one(ui, fact->id);
        fact_row(ui, tone_of_agreement(each.agreement), staging::to_string(each.agreement), *fact,
                 each.seen.empty() ? std::string() : "Seen: " + each.seen + ". Written: ");
    }
}

// Those that no request of this page can settle.
void other_facts(Ui& ui, const std::vector<staging::Observation>& all) {
    Group list(ui, Role::list);
    for (const staging::Fact& fact : staging::facts()) {
        if (std::any_of(all.begin(), all.end(),
                        [&](const auto& each) { return each.fact == fact.id; }))
            continue;
        Group item(ui, Role::list_item);
        IdScope one(ui, fact.id);
        fact_row(ui,
                 fact.standing == staging::Standing::contradictory ? Tone::warning : Tone::neutral,
                 staging::to_string(fact.standing), fact, "");
    }
}

} // namespace

void observations_panel(Ui& ui, const playground::Model& model, Events& events) {
    const staging::Environment* here = playground::environment(model);
    // It compares with Pleo's documentation, which no other provider promised to follow.
    if (here == nullptr || here->kind != staging::EnvironmentKind::pleo) return;
    IdScope scope(ui, "observations");
    ui.space(space_5);
    heading(ui, 3, "What was seen");
    if (model.reference != playground::Reference::ready) {
        text(ui, "What the documentation says did not arrive yet: see Call APIs.");
        return;
    }
    text(ui, "What Pleo's documentation says, or leaves open, and what this run saw.");
    const http::Secrets secrets = playground::secrets(model);
    std::vector<staging::Observation> all =
        staging::observe(model.exchanges, *here, playground::relay_addresses(model, *here));
    for (staging::Observation& each : all)
        each.seen = http::redact(each.seen, secrets);
    seen_list(ui, all);
    ui.space(space_2);
    const std::uint32_t id = ui.id("Copy report");
    if (button(ui, "Copy report",
               {.visible_text = playground::was_copied(model, id) ? std::string_view("Copied")
                                                                  : std::string_view()}))
        events.emplace_back(
            playground::CopyPressed{"report", staging::observation_report(here->name, all), id});
    ui.space(space_3);
    constexpr std::string_view node = "facts"; // closed unless toggled, unlike a tree
    const bool open = model.view.folded.contains(std::string(node));
    if (disclosure(ui, "What no request of this page can settle", open))
        events.emplace_back(playground::TreeNodeToggled{std::string(node)});
    if (open) other_facts(ui, all);
}

} // namespace ui
