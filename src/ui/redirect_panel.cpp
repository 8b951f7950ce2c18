// Step 4. What came back, each check with its evidence, and the one token request that may follow.
#include "playground/plan.hpp"
#include "playground/routes.hpp"
#include "ui/panels.hpp"

#include <string>

namespace ui {

using playground::CodeUse;
using playground::Tone;

namespace {

std::string_view word(oauth::CheckResult result) {
    switch (result) {
    case oauth::CheckResult::passed: return "passed";
    case oauth::CheckResult::failed: return "failed";
    case oauth::CheckResult::not_applicable: return "not needed";
    }
    return {};
}

Tone tone(oauth::CheckResult result) {
    switch (result) {
    case oauth::CheckResult::passed: return Tone::positive;
    case oauth::CheckResult::failed: return Tone::negative;
    case oauth::CheckResult::not_applicable: break;
    }
    return Tone::neutral;
}

void nothing_yet(Ui& ui, Events& events) {
    Card card(ui, CardKind::sunken);
    text(ui, "Nothing has come back yet", {.face = Face::strong});
    text(ui, "After you approve or deny, the authorisation server sends the browser back to the "
             "redirect URI with either "
             "code and state, or error and state, in the query. The page takes them out of the "
             "address bar at once.");
    ui.space(space_1);
    if (button(ui, "Back to the authorisation URL"))
        events.emplace_back(playground::StepChosen{playground::Step::authorise});
}

void received(Ui& ui, const oauth::RedirectResponse& response) {
    heading(ui, 3, "What arrived");
    if (!response.parameters.empty()) {
        Group list(ui, Role::list);
        int number = 0;
        for (const http::Field& parameter : response.parameters) {
            Group item(ui, Role::list_item);
            IdScope scope(ui, static_cast<std::uint32_t>(
                                  ++number)); // names may repeat: that is one of the checks
            const bool secret = parameter.name == "code" || parameter.name == "state";
            value_row(ui, {.name = parameter.name,
                           .value = parameter.value,
                           .copyable = false,
                           .secret = secret});
        }
    } else {
        text(ui, "No parameters.");
    }
    muted(ui, "Already removed from the address bar and from this tab's history.");
}

void checks(Ui& ui, const oauth::RedirectResponse& response) {
    heading(ui, 3, "Checks before anything is sent");
    Group list(ui, Role::list);
    for (const oauth::Check& check : response.checks) {
        Group item(ui, Role::list_item);
        IdScope scope(ui, check.name);
        check_row(ui, tone(check.result), word(check.result), check.name,
                  check.evidence + " \u00b7 " + check.source);
    }
}

void exchange_code(Ui& ui, const playground::Model& model, const playground::Redirect& redirect,
                   Events& events) {
    heading(ui, 3, "The token request");
    switch (redirect.code) {
    case CodeUse::none:
        text(ui, "There is no code that could be exchanged, so there is no token request.");
        return;
    case CodeUse::exchanged:
        text(ui, "The code has been exchanged. It was sent once and is forgotten.");
        ui.space(space_2);
        if (button(ui, "Continue",
                   {.kind = ButtonKind::primary, .description = "To step 5, Call APIs"}))
            events.emplace_back(playground::StepChosen{playground::Step::call_apis});
        return;
    case CodeUse::spent:
        untyped_panel(ui, model, Untyped::code, events);
        text(ui, "The code was sent once and is never sent again. Start a new attempt.");
        ui.space(space_2);
        if (button(ui, "Back to the authorisation URL", {.kind = ButtonKind::primary}))
            events.emplace_back(playground::StepChosen{playground::Step::authorise});
        return;
    case CodeUse::ready:
    case CodeUse::sent: break;
    }
    const staging::Environment* here = playground::environment(model);
    if (here != nullptr && here->kind != staging::EnvironmentKind::simulated &&
        playground::needs_secret(model)) {
        if (const auto typed = text_field(
                ui, {.label = "Client secret",
                     .value = model.registration.client.client_secret,
                     .hint = "Kept in memory only, so it did not survive the way there and back.",
                     .secret = true,
                     .mono = true,
                     .required = true}))
            events.emplace_back(playground::ClientSecretEdited{*typed});
        ui.space(space_2);
    }
    const Result<http::Request> planned = playground::planned_token_request(model);
    planned_request(ui, model, planned, events);
    ui.space(space_2);
    if (button(ui, "Exchange code for tokens",
               {.kind = ButtonKind::primary,
                .enabled = static_cast<bool>(planned) && redirect.code == CodeUse::ready,
                .description = redirect.code == CodeUse::sent ? "The request is under way"
                                                              : "Sends the request above, once"}))
        events.emplace_back(playground::ExchangeCodePressed{});
    terminal_panel(ui, model, playground::Purpose::token, events);
}

} // namespace

void redirect_panel(Ui& ui, const playground::Model& model, Events& events) {
    if (!model.redirect) {
        nothing_yet(ui, events);
        return;
    }
    const playground::Redirect& redirect = *model.redirect;
    // Once the code is used, what to do next comes first and the evidence below it.
    const bool used = redirect.code == CodeUse::exchanged || redirect.code == CodeUse::spent;
    if (used) {
        exchange_code(ui, model, redirect, events);
        ui.space(space_4);
    }
    received(ui, redirect.response);
    ui.space(space_4);
    checks(ui, redirect.response);
    if (!used) {
        ui.space(space_4);
        exchange_code(ui, model, redirect, events);
    }
}

} // namespace ui
