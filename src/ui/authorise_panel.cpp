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

// Simulated Staging lives at this page's own address, which would be no answer to "where to?".
void destination(Ui& ui, const playground::Model& model, const std::string& origin) {
    if (!playground::is_simulated(model)) {
        muted(ui, "You are about to leave for");
        text(ui, origin, {.size = size_subtitle, .face = Face::mono});
        return;
    }
    muted(ui, "You are about to leave this page for");
    text(ui, "Simulated Staging", {.size = size_subtitle, .face = Face::strong});
    muted(ui, "It is served by this page, at " + origin + ", and nothing goes further.");
}

// The one is sent now, the other only with the code: who has stolen the code lacks it.
[[gnu::noinline]] void pkce(Ui& ui, const playground::Model& model, Events& events) {
    constexpr std::string_view node = "code_verifier"; // in View::folded: it is revealed
    const bool revealed = model.view.folded.contains(std::string(node));
    const auto part = [&](std::string_view name, std::string_view said, std::string_view value) {
        Card card(ui, CardKind::sunken, space_3);
        {
            Flow flow(ui);
            text(ui, name, {.face = Face::mono});
            if (name == node && icon_button(ui, "Reveal code_verifier",
                                            {.icon = revealed ? Icon::eye : Icon::eye_closed,
                                             .word = "Reveal",
                                             .pressed = revealed}))
                events.emplace_back(playground::TreeNodeToggled{std::string(node)});
        }
        muted(ui, said);
        if (name != node || revealed)
            text(ui, value, {.face = Face::mono});
        else
            muted(ui, std::to_string(value.size()) + " random characters");
    };
    heading(ui, 3, "Proof key (PKCE)");
    side_by_side(ui, {9, 4, 9}, 110, space_3,
                 {[&] {
                      part(node, "Stays in this tab until the token request. RFC 7636 \u00a74.1",
                           model.attempt.code_verifier);
                  },
                  [&] {
                      ui.space(space_3);
                      text(ui, "S256 \u2192", {.face = Face::strong});
                      muted(ui, "SHA-256, then base64url. RFC 7636 \u00a74.2");
                  },
                  [&] {
                      part("code_challenge", "In the URL, for everybody to see. RFC 7636 \u00a74.3",
                           model.attempt.code_challenge);
                  }});
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
        destination(ui, model, planned->origin);
        leaving_costs(ui, model);
        ui.space(space_1);
        Flow flow(ui);
        if (button(
                ui, "Authorise",
                {.kind = ButtonKind::primary,
                 .enabled = !model.leaving,
                 .description = "Goes to " + playground::destination_name(model, planned->origin)}))
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
    if (code_block(ui, "authorisation url", planned->url, "authorisation URL",
                   playground::was_copied(model, copy_id)))
        events.emplace_back(playground::CopyPressed{"authorisation URL", planned->url, copy_id});
    ui.space(space_4);

    pkce(ui, model, events);
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
}

} // namespace ui
