// The walk through an export, beside the operations that it uses. Its buttons keep their places: what
// came of a press stands below them.
#include "playground/export_walk.hpp"
#include "playground/plan.hpp"
#include "ui/panels.hpp"

#include <array>
#include <string>

namespace ui {

using playground::ExportAct;
using playground::Tone;

namespace {

struct Stage {
    std::string_view name;
    std::string what;
    bool done = false;
};

std::string of_all(std::int64_t count, const playground::ExportWalk& walk) {
    return std::to_string(count) + " of " + std::to_string(walk.number_of_items);
}

void stages(Ui& ui, const playground::Model& model) {
    const playground::ExportWalk& walk = model.exports;
    const bool known = !walk.job.empty();
    const bool started = known && walk.status != "pending";
    const bool ended = started && walk.status != "in_progress";
    const std::string fetched = of_all(walk.fetched, walk), reported = of_all(walk.reported, walk);
    const std::array<Stage, 5> all{{
        {"Detect", known ? walk.job : "Poll for the oldest pending job, or be told by a webhook.",
         known},
        {"Start", "The event started: from here on the job is yours, for an hour at a time.",
         started},
        {"Fetch", walk.fetched > 0 ? fetched : "The entries, ready for bookkeeping, page by page.",
         started && walk.fetched > 0 && walk.after.empty()},
        {"Report", walk.reported > 0 ? reported : "Each item as successful or failed, 100 at most.",
         walk.reported > 0 && walk.unreported.empty() && walk.after.empty()},
        {"Complete", ended ? walk.status : "With errors when an item has failed.", ended},
    }};
    bool before = true;
    for (const Stage& stage : all) {
        IdScope scope(ui, stage.name);
        const bool now = before && !stage.done;
        check_row(ui, stage.done ? Tone::positive : Tone::neutral,
                  stage.done ? "done"
                  : now      ? "now"
                             : "later",
                  stage.name, stage.what);
        before = stage.done;
    }
}

void acts(Ui& ui, const playground::Model& model, Events& events) {
    const bool busy = playground::under_way(model, playground::Purpose::api) ||
                      playground::under_way(model, playground::Purpose::bookkeeper) ||
                      playground::under_way(model, playground::Purpose::simulator_clock);
    const auto next = playground::next_export_act(model);
    const bool simulated = model.registration.route == playground::Route::simulated;
    struct Act {
        ExportAct act;
        std::string_view label, description;
        bool of_simulator = false;
    };
    static constexpr std::array<Act, 8> all{{
        {ExportAct::press_export, "A bookkeeper presses Export",
         "What happens in Pleo. On Simulated Staging you press for the bookkeeper", true},
        {ExportAct::find, "Find the oldest pending job", "Lists export jobs"},
        {ExportAct::start, "Start the job", "Asks first: it says that the job has started"},
        {ExportAct::fetch, "Fetch items", "Lists the next 100 export items of the job"},
        {ExportAct::report, "Report items",
         "Asks first: it reports what was fetched, the first of "
         "all as failed"},
        {ExportAct::complete, "Complete the job", "Asks first: it ends the job"},
        {ExportAct::pass_an_hour, "Let an hour pass",
         "Moves the clock of Simulated Staging, so that the job expires", true},
        {ExportAct::look, "Look at the job", "Reads the job again"},
    }};
    Flow flow(ui);
    for (const Act& each : all) {
        if (each.of_simulator && !simulated) continue;
        if (button(ui, each.label,
                   {.kind = next == each.act ? ButtonKind::primary : ButtonKind::secondary,
                    .enabled = !busy && playground::can_do(model, each.act),
                    .description = each.description}))
            events.emplace_back(playground::ExportActPressed{each.act});
    }
}

// What the walk would be refused for.
void lacking_scopes(Ui& ui, const playground::Model& model, Events& events) {
    const std::string lacking = playground::lacking_export_scopes(model);
    if (lacking.empty()) return;
    text(ui, "The walk needs more scopes than the token has: " + lacking + ".");
    if (button(ui, "Add these scopes and authorise again",
               {.description = "Puts them among the scopes and goes to Authorise"})) {
        events.emplace_back(playground::ScopesEdited{model.registration.scopes + " " + lacking});
        events.emplace_back(playground::StepChosen{playground::Step::authorise});
    }
}

} // namespace

void export_panel(Ui& ui, const playground::Model& model, Events& events) {
    IdScope scope(ui, "export walk");
    constexpr std::string_view node = "export walk"; // closed unless toggled
    const bool open = model.view.folded.contains(std::string(node));
    if (disclosure(ui, "An export, step by step", open))
        events.emplace_back(playground::TreeNodeToggled{std::string(node)});
    if (!open) return;
    Card card(ui, CardKind::sunken, space_4);
    muted(ui,
          "What an integration does after a bookkeeper has pressed Export. Each button fills in "
          "an operation below and calls it; what changes something is asked about first.");
    lacking_scopes(ui, model, events);
    stages(ui, model);
    ui.space(space_1);
    acts(ui, model, events);
    if (model.api.confirming && model.exports.asking) api_question(ui, model, events);
    if (!model.exports.said.empty()) {
        ui.space(space_1);
        callout(ui, model.exports.tone, model.exports.said);
    }
    const oauth::Token* token = playground::newest_token(model, oauth::TokenKind::access_token);
    if (token != nullptr && token->state == oauth::TokenState::expired &&
        playground::live_token(model, oauth::TokenKind::refresh_token) != nullptr &&
        button(ui, "Refresh the expired token",
               {.description = "Sends the refresh token for a new pair"}))
        events.emplace_back(playground::RefreshPressed{});
}

} // namespace ui
