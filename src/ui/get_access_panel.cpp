// Step 1. What a Partner does before there is anything to type here, in the order of Pleo's own pages.
#include "playground/plan.hpp"
#include "staging/postman.hpp"
#include "ui/panels.hpp"

#include <array>
#include <string>
#include <utility>

namespace ui {

namespace {

struct Stage {
    std::string_view title;
    std::string_view detail;
};

// 'How to get access to Staging (OAuth 2.0)' and 'Environments', in our words.
constexpr std::array<Stage, 6> stages{{
    {"Ask for access", "Partners fill in the Partner API Access Request form; Pleo reviews it."},
    {"Register the client", "The Developer Partner Registration form asks for a name, redirect "
                            "URIs and scopes. Give this page's redirect URI "
                            "if you want to use your own client here. A placeholder client is "
                            "enough; no finished integration is needed."},
    {"Receive the credentials", "Pleo creates a Staging company with dummy data and sends a "
                                "log-in, a Client ID and a Client Secret through "
                                "1Password. They must be fetched within 7 days."},
    {"Check the log-in", "Log in to the Staging web app once, before any OAuth."},
    {"Walk the lifecycle",
     "That is what this page is for: the steps on the left, from registration to revocation."},
    {"Ask for Production",
     "Production needs separate credentials, after validation on Staging. It cannot be reached "
     "from this page."},
}};

void address_row(Ui& ui, const playground::Model& model, const std::string& name,
                 std::string_view value, Events& events) {
    const std::uint32_t id = value_row_id(ui, name);
    if (value_row(ui, {.name = name, .value = value, .just_copied = model.view.copied == id}))
        events.emplace_back(playground::CopyPressed{name, std::string(value), id});
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
        Card card(ui, "no account", CardKind::accent);
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
    {
        Group list(ui, Role::list);
        int number = 0;
        for (const Stage& stage : stages) {
            Group item(ui, Role::list_item);
            IdScope scope(ui, stage.title);
            text(ui, std::to_string(++number) + ". " + std::string(stage.title),
                 {.face = Face::strong});
            text(ui, stage.detail, {.colour = ui.theme().muted});
            ui.space(space_2);
        }
    }
    address_row(ui, model, "Redirect URI of this page", model.page.url, events);
    muted(ui, "HTTP is allowed for localhost only, and the URI must match to the letter (Pleo, "
              "OAuth client registration).");
    postman_route(ui, model, events);
}

} // namespace ui
