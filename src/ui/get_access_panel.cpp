// Step 1. What a Partner does before there is anything to type here, in the order of Pleo's own pages.
#include "playground/plan.hpp"
#include "staging/onboarding.hpp"
#include "staging/postman.hpp"
#include "ui/panels.hpp"
#include "ui/references.hpp"

#include <optional>
#include <string>
#include <utility>

namespace ui {

namespace {

void address_row(Ui& ui, const playground::Model& model, const std::string& name,
                 std::string_view value, Events& events) {
    const std::uint32_t id = value_row_id(ui, name);
    if (value_row(ui,
                  {.name = name, .value = value, .just_copied = playground::was_copied(model, id)}))
        events.emplace_back(playground::CopyPressed{name, std::string(value), id});
}

// Until when, as a sentence and as a date to copy into a calendar.
void deadline(Ui& ui, const playground::Model& model, Events& events) {
    const std::string& came = model.checklist.credentials_came;
    const std::string today = staging::day_of(model.now.wall_ms);
    const Result<staging::Deadline> last = staging::fetch_by(came, today);
    if (const auto typed = text_field(
            ui, {.label = "They came on",
                 .value = came,
                 .hint = "A day like 2026-11-28. It stays in this browser.",
                 .error = came.empty() || last ? std::string_view() : last.error().message,
                 .mono = true}))
        events.emplace_back(playground::CredentialsCameEdited{*typed});
    if (came != today && button(ui, "They came today", {.small = true}))
        events.emplace_back(playground::CredentialsCameEdited{today});
    if (!last) return;
    text(ui,
         last->over ? "The 7 days were over on " + last->in_full + ". Ask your contact at Pleo."
                    : "Fetch log-in and credentials from 1Password by " + last->in_full + ".",
         {.face = Face::strong});
    address_row(ui, model, "Last day", last->day, events);
}

void tick(Ui& ui, const staging::Guidance& about, staging::Task task, bool done, Events& events) {
    const std::string name =
        std::string(done ? "Open again: " : "Mark as done: ") + std::string(about.title);
    if (button(ui, name,
               {.small = true,
                .visible_text = done ? "Open again" : "Mark as done",
                .identity = "tick"}))
        events.emplace_back(playground::TaskTicked{task, !done});
}

void source(Ui& ui, const staging::Guidance& about) {
    link(ui, "Pleo's page: " + std::string(about.title), pleo_page(about.source));
}

void task_item(Ui& ui, const playground::Model& model, staging::Task task, bool next,
               Events& events) {
    using playground::Mark;
    const staging::Guidance about = staging::guidance(task);
    const Mark mark = playground::mark_of(model.checklist, task);
    const std::string title =
        std::to_string(static_cast<int>(task) + 1) + ". " + std::string(about.title);
    if (mark != Mark::open) {
        check_row(ui, playground::Tone::positive, "done", title,
                  mark == Mark::seen ? playground::evidence_for(task) : "You ticked it.");
    } else if (!next) {
        check_row(ui, playground::Tone::neutral, "open", title, about.detail);
    }
    if (mark != Mark::open || !next) {
        const Column below_the_words(ui, ui.left() + 28, ui.width() - 28);
        if (mark == Mark::open) source(ui, about);
        if (mark != Mark::seen) tick(ui, about, task, mark == Mark::ticked, events);
        return;
    }
    Card card(ui); // one place in colour is enough: above
    text(ui, title, {.face = Face::strong});
    text(ui, about.detail);
    source(ui, about);
    if (task == staging::Task::credentials) deadline(ui, model, events);
    if (task == staging::Task::registration)
        address_row(ui, model, "Redirect URI to register", model.page.url, events);
    Flow flow(ui);
    if (task == staging::Task::check &&
        button(ui, "Go to Register client", {.kind = ButtonKind::primary, .small = true}))
        events.emplace_back(playground::StepChosen{playground::Step::register_client});
    tick(ui, about, task, false, events);
}

void checklist(Ui& ui, const playground::Model& model, Events& events) {
    const std::optional<staging::Task> next = playground::next_task(model.checklist);
    Group list(ui, Role::list);
    for (const staging::Task task : staging::tasks) {
        Group item(ui, Role::list_item);
        IdScope scope(ui, static_cast<std::uint32_t>(task));
        task_item(ui, model, task, next == task, events);
        ui.space(space_2);
    }
    Group item(ui, Role::list_item);
    const staging::Guidance production = staging::guidance(staging::Task::production);
    check_row(ui, playground::Tone::neutral, "closed", production.title, production.detail);
}

// The other of the two documented ways to use a registration.
void postman_route(Ui& ui, const playground::Model& model, Events& events) {
    const staging::Environment* target = playground::postman_target(model);
    if (target == nullptr) return;
    ui.space(space_4);
    heading(ui, 3, "The Postman route");
    text(ui, "Register Postman's callback URL instead, for the app that you use, and import a "
             "collection and an environment. They hold no secret.");
    address_row(ui, model, "Desktop app", staging::postman_callback(staging::PostmanApp::desktop),
                events);
    address_row(ui, model, "Web app", staging::postman_callback(staging::PostmanApp::web), events);
    Flow flow(ui);
    using playground::PostmanExport;
    for (const auto& [label, what] :
         {std::pair{"Download collection", PostmanExport::collection},
          std::pair{"Download environment, desktop", PostmanExport::desktop_environment},
          std::pair{"Download environment, web", PostmanExport::web_environment}}) {
        if (button(ui, label, {.description = target->name, .small = true}))
            events.emplace_back(playground::PostmanExportPressed{what});
    }
}

} // namespace

void get_access_panel(Ui& ui, const playground::Model& model, Events& events) {
    {
        Card card(ui, CardKind::accent);
        text(ui, "No account? Start here.", {.face = Face::strong});
        text(ui, "Simulated Staging is an authorisation server and a small API that run inside "
                 "this page. Same requests, "
                 "same rules, dummy data, no network.");
        ui.space(space_1);
        if (button(ui, "Use Simulated Staging", {.kind = ButtonKind::primary})) {
            for (const staging::Environment& environment : model.environments) {
                if (environment.kind != staging::EnvironmentKind::simulated) continue;
                events.emplace_back(playground::EnvironmentChosen{environment.id});
            }
            events.emplace_back(playground::SimulatedClientChosen{});
            events.emplace_back(playground::StepChosen{playground::Step::register_client});
        }
    }
    ui.space(space_4);
    heading(ui, 3, "The way to Staging credentials");
    if (model.reference == playground::Reference::ready)
        checklist(ui, model, events);
    else
        muted(ui, "The tasks did not arrive yet: see Call APIs.");
    address_row(ui, model, "Redirect URI of this page", model.page.url, events);
    muted(ui, "HTTP is allowed for localhost only, and the URI must match to the letter (Pleo, "
              "OAuth client registration).");
    postman_route(ui, model, events);
}

} // namespace ui
