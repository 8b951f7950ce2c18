// Step 1. What a Partner does before there is anything to type here, in the order of Pleo's own pages.
#include "ui/panels.hpp"

#include <array>
#include <string>

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
    if (value_row(ui, {.name = "Redirect URI of this page",
                       .value = model.page.url,
                       .just_copied =
                           model.view.copied == value_row_id(ui, "Redirect URI of this page")}))
        events.emplace_back(playground::CopyPressed{"Redirect URI of this page", model.page.url,
                                                    value_row_id(ui, "Redirect URI of this page")});
    muted(ui, "HTTP is allowed for localhost only, and the URI must match to the letter (Pleo, "
              "OAuth client registration).");
}

} // namespace ui
