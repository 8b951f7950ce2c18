// Step 3. The authorisation request, live: the URL, each parameter with its meaning, and the door out (S12).
#include "playground/plan.hpp"
#include "playground/routes.hpp"
#include "ui/panels.hpp"

#include <string>

namespace ui {

namespace {

// Said before it happens, and not after.
[[gnu::noinline]] void leaving_costs(Ui& ui, const playground::Model& model) {
    const staging::Environment* here = playground::environment(model);
    const bool simulated = here != nullptr && here->kind == staging::EnvironmentKind::simulated;
    if (!simulated && playground::needs_secret(model))
        text(ui, "The client secret does not survive the way there and back: have it at hand, the "
                 "page asks for it when you return.");
    if (!model.tokens.empty())
        text(ui, "The tokens of this run are forgotten when the browser leaves.");
}

} // namespace

bool said_at_button(const playground::Model& model) {
    const auto found = model.notices.find(playground::Step::authorise);
    return found != model.notices.end() && found->second.tone == playground::Tone::positive &&
           playground::planned_authorization(model);
}

void authorise_panel(Ui& ui, const playground::Model& model, Events& events) {
    const Result<oauth::AuthorizationRequest> planned = playground::planned_authorization(model);
    if (!planned) {
        callout(ui, playground::Tone::warning, "The URL cannot be built yet",
                planned.error().message);
        ui.space(space_2);
        if (button(ui, "Back to the fields", {.kind = ButtonKind::primary}))
            events.emplace_back(
                playground::RemedyPressed{{playground::Way::to_the_fields, std::string()}});
        return;
    }

    {
        Card card(ui, CardKind::accent);
        text(ui, "You are about to leave for", {.size = size_small, .colour = ui.theme().muted});
        text(ui, planned->origin, {.size = size_subtitle, .face = Face::mono});
        leaving_costs(ui, model);
        ui.space(space_1);
        Flow flow(ui);
        if (button(ui, "Authorise",
                   {.kind = ButtonKind::primary,
                    .enabled = !model.leaving,
                    .description = "Goes to " + planned->origin}))
            events.emplace_back(playground::AuthorisePressed{});
        if (button(ui, "New state and PKCE values", {.kind = ButtonKind::quiet}))
            events.emplace_back(playground::NewAttemptPressed{});
    }
    if (said_at_button(model)) {
        ui.space(space_2);
        notice_panel(ui, model, playground::Step::authorise, events);
    }
    ui.space(space_4);

    heading(ui, 3, "The URL");
    const std::uint32_t copy_id = ui.id("Copy authorisation URL");
    if (code_block(ui, "authorisation url", planned->url, "authorisation URL"))
        events.emplace_back(playground::CopyPressed{"authorisation URL", planned->url, copy_id});
    ui.space(space_4);

    heading(ui, 3, "Its parameters");
    Group list(ui, Role::list);
    for (const oauth::ExplainedParameter& parameter : planned->parameters) {
        Group item(ui, Role::list_item);
        IdScope scope(ui, parameter.field.name);
        const std::uint32_t id = value_row_id(ui, parameter.field.name);
        if (value_row(ui, {.name = parameter.field.name,
                           .value = parameter.field.value,
                           .just_copied = playground::was_copied(model, id)}))
            events.emplace_back(
                playground::CopyPressed{parameter.field.name, parameter.field.value, id});
        muted(ui, std::string(parameter.meaning) + " \u00b7 " + std::string(parameter.source));
        ui.space(space_2);
    }
    {
        Group item(ui, Role::list_item);
        value_row(ui, {.name = "code_verifier",
                       .value = "stays in this tab",
                       .mono = false,
                       .copyable = false});
        muted(ui, "Random, " + std::to_string(model.attempt.code_verifier.size()) +
                      " characters. The challenge above is its SHA-256; the verifier itself is "
                      "only sent to the token "
                      "endpoint, later. \u00b7 RFC 7636 §4.1");
    }
}

} // namespace ui
