// Step 4. What came back, each check with its evidence, and the one token request that may follow.
#include "http/secret_names.hpp"
#include "playground/plan.hpp"
#include "playground/routes.hpp"
#include "ui/panels.hpp"
#include "ui/phrases.hpp"

#include <array>
#include <string>
#include <tuple>

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
            const bool secret = parameter.name == "code" || parameter.name == "state" ||
                                !http::secret_name(parameter.name).empty();
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

// Folded into one line, and open when one of them failed.
void checks(Ui& ui, const playground::Model& model, const oauth::RedirectResponse& response,
            Events& events) {
    std::array<int, 3> counts{};
    for (const oauth::Check& check : response.checks)
        ++counts[static_cast<std::size_t>(check.result)];
    const auto [passed, failed, not_needed] =
        std::tuple(counts[static_cast<std::size_t>(oauth::CheckResult::passed)],
                   counts[static_cast<std::size_t>(oauth::CheckResult::failed)],
                   counts[static_cast<std::size_t>(oauth::CheckResult::not_applicable)]);
    std::string title =
        std::to_string(response.checks.size()) + " checks: " + std::to_string(passed) + " passed";
    if (failed > 0) title += ", " + std::to_string(failed) + " failed";
    if (not_needed > 0) title += ", " + std::to_string(not_needed) + " not needed";
    constexpr std::string_view node = "redirect checks"; // toggled: the other way round
    const bool open = model.view.folded.contains(std::string(node)) != (failed > 0);
    if (disclosure(ui, title, open))
        events.emplace_back(playground::TreeNodeToggled{std::string(node)});
    if (!open) return;
    Group list(ui, Role::list);
    for (const oauth::Check& check : response.checks) {
        Group item(ui, Role::list_item);
        IdScope scope(ui, check.name);
        check_row(ui, tone(check.result), word(check.result), check.name,
                  check.evidence + " \u00b7 " + check.source);
    }
}

// What is to be done, in the banner that tells why.
void next(Ui& ui, const playground::Model& model, const playground::Redirect& redirect,
          Events& events) {
    const auto notice = model.notices.find(playground::Step::redirect_and_exchange);
    const playground::Notice said =
        notice != model.notices.end() ? notice->second
        : redirect.code == CodeUse::exchanged
            ? playground::Notice{Tone::neutral, "The code has been exchanged",
                                 "It was sent once and is forgotten."}
        : redirect.code == CodeUse::spent
            ? playground::Notice{Tone::warning, "The code was sent once and is never sent again",
                                 ""}
            : playground::Notice{Tone::neutral, "A code is here", ""};
    const Banner banner(ui, said.tone, said.title, said.detail);
    ui.space(space_1);
    switch (redirect.code) {
    case CodeUse::none: remedy_button(ui, said.remedy, ButtonKind::primary, events); return;
    case CodeUse::exchanged: {
        Flow flow(ui);
        remedy_button(ui, {playground::Way::call_api, std::string()}, ButtonKind::primary, events);
        if (button(ui, "Continue", {.description = "To step 5, Call APIs"}))
            events.emplace_back(playground::StepChosen{playground::Step::call_apis});
        return;
    }
    case CodeUse::spent: {
        Flow flow(ui);
        remedy_button(ui, said.remedy, ButtonKind::primary, events);
        if (button(ui, "Back to the authorisation URL"))
            events.emplace_back(playground::StepChosen{playground::Step::authorise});
        return;
    }
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
    const bool possible = static_cast<bool>(playground::planned_token_request(model));
    const auto left = playground::code_left_ms(model);
    const bool expired = left && *left <= 0;
    Flow flow(ui);
    if (expired)
        remedy_button(ui, {playground::Way::authorise_again, std::string()}, ButtonKind::primary,
                      events);
    // What a server says to an old code may be seen.
    if (button(ui, "Exchange code for tokens",
               {.kind = expired ? ButtonKind::secondary : ButtonKind::primary,
                .enabled = possible && redirect.code == CodeUse::ready,
                .description = redirect.code == CodeUse::sent ? "The request is under way"
                                                              : "Sends the request below, once"}))
        events.emplace_back(playground::ExchangeCodePressed{});
    if (left)
        badge(ui, *left < 60'000 ? Tone::warning : Tone::neutral,
              *left > 0 ? duration(*left / 1000 * 1000) + " left" : "expired by the clock");
    if (said.remedy.way != playground::Way::press_again)
        remedy_button(ui, said.remedy, ButtonKind::secondary, events);
}

} // namespace

void redirect_panel(Ui& ui, const playground::Model& model, Events& events) {
    if (!model.redirect) {
        notice_panel(ui, model, playground::Step::redirect_and_exchange, events);
        nothing_yet(ui, events);
        return;
    }
    const playground::Redirect& redirect = *model.redirect;
    next(ui, model, redirect, events);
    terminal_panel(ui, model, playground::Purpose::token, events);
    untyped_panel(ui, model, Untyped::code, events);
    ui.space(space_3);
    checks(ui, model, redirect.response, events);
    if (redirect.code == CodeUse::ready || redirect.code == CodeUse::sent) {
        ui.space(space_4);
        heading(ui, 3, "The token request");
        planned_request(ui, model, playground::planned_token_request(model), events);
    }
    ui.space(space_4);
    received(ui, redirect.response);
}

} // namespace ui
