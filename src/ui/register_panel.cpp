// Step 2. The client as it was registered. Honest about what a browser is before the first secret is typed (S66).
#include "playground/plan.hpp"
#include "playground/remedies.hpp"
#include "playground/routes.hpp"
#include "ui/panels.hpp"

#include <string>

namespace ui {

using playground::Tone;

namespace {

void where(Ui& ui, const playground::Model& model, const std::string& wrong, Events& events) {
    side_by_side(ui, {1, 1}, 220, space_4,
                 {[&] {
                      ComboDesc desc{.label = "Environment"};
                      for (std::size_t i = 0; i < model.environments.size(); ++i) {
                          desc.options.emplace_back(model.environments[i].name);
                          if (model.environments[i].id == model.registration.environment)
                              desc.selected = i;
                      }
                      desc.options.emplace_back("\tProduction: closed, the stage after Staging");
                      if (const auto chosen = combobox(ui, desc))
                          events.emplace_back(
                              playground::EnvironmentChosen{model.environments[*chosen].id});
                  },
                  [&] {
                      const std::vector<playground::Route> routes = playground::routes(model);
                      const playground::Recommendation best = playground::recommended_route(model);
                      const std::string why =
                          "Recommended: " + std::string(playground::route_name(best.route)) +
                          ", because " + best.why + ".";
                      ComboDesc desc{.label = "Route", .hint = wrong.empty() ? why : wrong};
                      desc.selected = routes.size(); // none, if the chosen one is gone
                      for (std::size_t i = 0; i < routes.size(); ++i) {
                          desc.options.push_back(playground::route_name(routes[i]));
                          if (routes[i] == model.registration.route) desc.selected = i;
                      }
                      if (const auto chosen = combobox(ui, desc))
                          events.emplace_back(playground::RouteChosen{routes[*chosen]});
                  }});
}

// What is to be done about the fields below, and why it can be done: in sight on every screen.
void actions(Ui& ui, const playground::Model& model, const playground::RegistrationProblems& wrong,
             Events& events) {
    const bool dummy = playground::is_simulated(model);
    // One banner at a time: what was pressed is answered by one of its own.
    const bool answered = model.check.report || model.forgotten ||
                          model.notices.contains(playground::Step::register_client);
    const Banner banner(
        ui, dummy ? Tone::neutral : Tone::warning,
        dummy ? "A dummy client is filled in" : "A browser is no place for a production secret",
        dummy ? "Its secret is published with this page and opens nothing. Change any field to see "
                "what goes wrong."
        : playground::follows_pleo(model)
            ? "Pleo asks that codes are exchanged and tokens refreshed on a server, "
              "never in a front end. Use Staging credentials only. They stay in the "
              "memory of this tab and are gone when it closes."
            : "A confidential client exchanges codes on a server. Use credentials for "
              "testing only. They stay in the memory of this tab and are gone when it "
              "closes.",
        answered);
    ui.space(space_1);
    Flow flow(ui);
    if (button(ui, "Continue",
               {.kind = ButtonKind::primary,
                .enabled = wrong.none(),
                .description = wrong.none() ? "To step 3, Authorise"
                                            : "Correct the fields marked below first"}))
        events.emplace_back(playground::StepChosen{playground::Step::authorise});
    const std::string obstacle = playground::credential_check_obstacle(model);
    if (button(ui, "Check credentials",
               {.enabled = obstacle.empty(),
                .description = obstacle.empty() ? "With invented codes and tokens: no log-in, "
                                                  "and nothing is spent"
                                                : std::string_view(obstacle)}))
        events.emplace_back(playground::CheckCredentialsPressed{});
    if (dummy && button(ui, "Fill in the dummy client"))
        events.emplace_back(playground::SimulatedClientChosen{});
}

// Red is for what somebody typed: of an empty field it is only said what belongs there.
struct Words {
    std::string_view hint, error;
};
Words words_of(std::string_view value, const std::string& hint, const std::string& wrong) {
    if (value.empty() && !wrong.empty()) return {wrong, {}};
    return {hint, wrong};
}

void secret(Ui& ui, const playground::Model& model, const std::string& hint,
            const std::string& wrong, Events& events) {
    if (playground::secretless(model)) {
        muted(ui, "Client secret: the relay has it and adds it. This page does not know it.");
        return;
    }
    const bool needed = playground::needs_secret(model);
    if (const auto text =
            text_field(ui, {.label = "Client secret",
                            .value = model.registration.client.client_secret,
                            .hint = !hint.empty() ? std::string_view(hint)
                                    : needed      ? std::string_view(wrong)
                                                  : "Not needed here: your terminal asks for it.",
                            .error = model.registration.client.client_secret.empty() ? "" : wrong,
                            .secret = true,
                            .revealed = model.view.revealed_secret,
                            .mono = true,
                            .required = needed}))
        events.emplace_back(playground::ClientSecretEdited{*text});
    if (!wrong.empty())
        mend(ui, "Client secret", playground::remedies_for_client_secret(model), events);
    if (toggle(ui, "Show secret", model.view.revealed_secret))
        events.emplace_back(playground::SecretRevealToggled{});
}

[[gnu::noinline]] void extra_parameters(Ui& ui, const playground::Registration& registration,
                                        const playground::RegistrationProblems& wrong,
                                        Events& events) {
    using oauth::ExtraFor;
    if (const auto text = text_field(ui, {.label = "Extra authorisation parameters",
                                          .value = registration.extra.authorization,
                                          .hint = "One on each line, name=value: prompt, "
                                                  "login_hint, nonce, audience, resource. They are "
                                                  "explained among the others in Authorise.",
                                          .error = wrong.extra_authorization,
                                          .mono = true,
                                          .multiline = true}))
        events.emplace_back(playground::ExtraParametersEdited{ExtraFor::authorization, *text});
    if (const auto text = text_field(ui, {.label = "Extra token parameters",
                                          .value = registration.extra.token,
                                          .hint = "The same for the exchange of the code and for "
                                                  "refreshes: audience, resource.",
                                          .error = wrong.extra_token,
                                          .mono = true,
                                          .multiline = true}))
        events.emplace_back(playground::ExtraParametersEdited{ExtraFor::token, *text});
}

Tone tone_of_conclusion(oauth::Conclusion conclusion) {
    switch (conclusion) {
    case oauth::Conclusion::accepted: return Tone::positive;
    case oauth::Conclusion::refused: return Tone::negative;
    case oauth::Conclusion::none: break;
    }
    return Tone::neutral;
}

[[gnu::noinline]] void credential_check(Ui& ui, const playground::CredentialCheck& check,
                                        Events& events) {
    ui.space(space_3);
    callout(ui, tone_of_conclusion(check.report->credentials), check.report->headline,
            check.report->next_step);
    remedy_button(ui, check.remedy, ButtonKind::primary, events);
    Group list(ui, Role::list);
    std::uint32_t number = 0;
    for (const oauth::CredentialRow& row : check.report->rows) {
        Group item(ui, Role::list_item);
        IdScope scope(ui, ++number);
        const bool basic = row.authentication == oauth::ClientAuthentication::client_secret_basic;
        check_row(ui, tone_of_conclusion(row.credentials), oauth::to_string(row.credentials),
                  std::string(oauth::to_string(row.kind)) +
                      (basic ? ", client_secret_basic" : ", client_secret_post"),
                  row.evidence + " \u00b7 " + row.explanation + " (" + row.source + ")");
    }
}

} // namespace

void register_panel(Ui& ui, const playground::Model& model, Events& events) {
    const playground::Registration& registration = model.registration;
    const playground::RegistrationProblems wrong = playground::problems(model);
    const playground::RegistrationHints hint = playground::hints(model);

    where(ui, model, wrong.route, events);
    const staging::Environment* here = playground::environment(model);
    if (here != nullptr && playground::undiscovered(*here)) {
        const bool busy = playground::under_way(model, playground::Purpose::discovery);
        if (button(ui, "Look up endpoints",
                   {.enabled = !busy, .description = busy ? "Under way" : here->endpoints.issuer}))
            events.emplace_back(playground::DiscoverPressed{});
    }
    ui.space(space_2);
    actions(ui, model, wrong, events);
    if (model.registration.route == playground::Route::terminal)
        muted(ui, "The Terminal route cannot check credentials: it sends nothing by itself.");
    if (model.notices.contains(playground::Step::register_client))
        notice_panel(ui, model, playground::Step::register_client, events);
    if (model.check.report) credential_check(ui, model.check, events);
    ui.space(space_2);

    const Words id = words_of(registration.client.client_id, hint.client_id, wrong.client_id),
                uri = words_of(registration.client.redirect_uri, hint.redirect_uri,
                               wrong.redirect_uri);
    if (const auto text = text_field(ui, {.label = "Client ID",
                                          .value = registration.client.client_id,
                                          .hint = id.hint,
                                          .error = id.error,
                                          .mono = true,
                                          .required = true}))
        events.emplace_back(playground::ClientIdEdited{*text});
    if (!wrong.client_id.empty())
        mend(ui, "Client ID", playground::remedies_for_client_id(model), events);
    secret(ui, model, hint.client_secret, wrong.client_secret, events);
    if (const auto text = text_field(ui, {.label = "Redirect URI",
                                          .value = registration.client.redirect_uri,
                                          .hint = uri.hint,
                                          .error = uri.error,
                                          .mono = true,
                                          .required = true}))
        events.emplace_back(playground::RedirectUriEdited{*text});
    if (registration.client.redirect_uri != model.page.url)
        mend(ui, "Redirect URI", playground::remedies_for_redirect_uri(model), events);
    if (const auto text = text_field(
            ui, {.label = "Scopes",
                 .value = registration.scopes,
                 .hint = hint.scopes.empty()
                             ? "Separated by spaces. Only what was registered can be granted."
                             : std::string_view(hint.scopes),
                 .error = wrong.scopes,
                 .mono = true}))
        events.emplace_back(playground::ScopesEdited{*text});
    if (!wrong.scopes.empty()) mend(ui, "Scopes", playground::remedies_for_scopes(model), events);

    if (playground::takes_extra_parameters(model))
        extra_parameters(ui, registration, wrong, events);

    const bool pleo = playground::follows_pleo(model);
    const bool post =
        registration.client.authentication == oauth::ClientAuthentication::client_secret_post;
    if (const auto chosen = combobox(
            ui, {.label = "Client authentication",
                 .options = {"client_secret_basic: Authorization header",
                             "client_secret_post: in the body"},
                 .selected = post ? std::size_t{1} : std::size_t{0},
                 .hint = !pleo  ? "RFC 6749 §2.3.1. Where one is refused, the server may take the "
                                  "other."
                         : post ? "Pleo's how-to pages list the credentials as parameters; its "
                                  "configuration page says only "
                                  "Basic is supported. Whether the server takes this is not known."
                                : "The method that Pleo documents as supported."}))
        events.emplace_back(playground::ClientAuthenticationChosen{
            *chosen == 1 ? oauth::ClientAuthentication::client_secret_post
                         : oauth::ClientAuthentication::client_secret_basic});
}

} // namespace ui
