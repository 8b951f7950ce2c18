// Step 7. The ends of a token: the clock, introspection, disconnection.
#include "playground/plan.hpp"
#include "ui/panels.hpp"
#include "ui/phrases.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace ui {

using oauth::TokenKind;
using playground::IntrospectionForm;

namespace {

void countdown(Ui& ui, const playground::Model& model, Events& events) {
    heading(ui, 3, "Expiry");
    const oauth::Token* token = playground::newest_token(model, TokenKind::access_token);
    if (token == nullptr) {
        text(ui, "No access token yet. Its countdown starts when one arrives, from expires_in.");
        return;
    }
    const std::optional<std::int64_t> left = oauth::remaining_ms(*token);
    if (!left) {
        text(ui, "The server did not say expires_in, so nobody but the server knows when this "
                 "token ends.");
    } else {
        const float whole =
            static_cast<float>(std::max<std::int64_t>(*token->expires_in, 1)) * 1000.0f;
        const std::string words = oauth::is_final(token->state)
                                      ? std::string(oauth::to_string(token->state))
                                  : *left > 0 ? duration(*left) + " left"
                                              : "expired by the clock";
        meter(ui, oauth::name_of(*token), std::clamp(static_cast<float>(*left) / whole, 0.0f, 1.0f),
              words, tone_of(token->state));
        muted(ui, "Counted from the moment of receipt with two clocks, so neither sleep nor a "
                  "changed clock brings a "
                  "token back.");
    }
    if (const std::int64_t skew = oauth::clock_skew_ms(*token, model.now);
        skew > 2000 || skew < -2000)
        muted(ui, "The clocks of this computer have drifted apart by " +
                      duration(skew < 0 ? -skew : skew) +
                      " since then: it slept, or its clock was set.");
    if (!playground::is_simulated(model)) return;
    ui.space(space_1);
    Flow flow(ui);
    for (const auto& [label, seconds] : {std::pair{"Skip 5 minutes", std::int64_t{300}},
                                         std::pair{"Skip 15 minutes", std::int64_t{900}},
                                         std::pair{"Skip 61 days", std::int64_t{61} * 86400}}) {
        if (button(ui, label,
                   {.enabled = !playground::under_way(model, playground::Purpose::simulator_clock),
                    .description = "Moves the clock of Simulated Staging and of this page"}))
            events.emplace_back(playground::AdvanceClockPressed{seconds});
    }
}

// The step has three kinds of buttons: the last word stands at the one that it is about.
enum class Part { clock, introspection, revocation };

Part part_of(const playground::Model& model) {
    for (auto each = model.exchanges.rbegin(); each != model.exchanges.rend(); ++each) {
        const std::string& purpose = each->purpose;
        if (purpose.starts_with("Simulator")) return Part::clock;
        if (purpose.starts_with("Disconnect") || purpose.starts_with("Revocation"))
            return Part::revocation;
        if (purpose.starts_with("Introspection") || each->id == model.introspection.exchange)
            return Part::introspection;
    }
    return Part::clock;
}

void said(Ui& ui, const playground::Model& model, Part part, Events& events) {
    if (part_of(model) == part)
        notice_panel(ui, model, playground::Step::expiry_and_revocation, events);
}

void introspection(Ui& ui, const playground::Model& model, Events& events) {
    heading(ui, 3, "Introspection");
    text(ui, "Access tokens are opaque: not to be decoded. Ask the server instead.");
    ui.space(space_1);
    const playground::IntrospectionChoice& choice = model.introspection;
    const bool resource = choice.form == IntrospectionForm::resource_server;
    std::vector<std::string_view> forms{"RFC 7662, by the client"};
    if (playground::follows_pleo(model)) forms.emplace_back("GET /v1/introspect, by the bearer");
    side_by_side(ui, {1, 1}, 220, space_4,
                 {[&] {
                      if (const auto chosen = combobox(
                              ui, {.label = "Form",
                                   .options = forms,
                                   .selected = resource ? std::size_t{1} : std::size_t{0}}))
                          events.emplace_back(playground::IntrospectionFormChosen{
                              *chosen == 1 ? IntrospectionForm::resource_server
                                           : IntrospectionForm::rfc7662});
                  },
                  [&] {
                      if (const auto chosen = combobox(
                              ui, {.label = "Token",
                                   .options = {"Access token", "Refresh token"},
                                   .selected = choice.kind == TokenKind::refresh_token && !resource
                                                   ? std::size_t{1}
                                                   : std::size_t{0},
                                   .hint = resource ? "Only an access token can be a bearer."
                                                    : std::string_view(),
                                   .enabled = !resource}))
                          events.emplace_back(playground::IntrospectionKindChosen{
                              *chosen == 1 ? TokenKind::refresh_token : TokenKind::access_token});
                  }});
    const Result<http::Request> planned = playground::planned_introspection(model);
    ui.space(space_1);
    if (button(ui, "Introspect token",
               {.kind = ButtonKind::primary,
                .enabled = static_cast<bool>(planned) &&
                           !playground::under_way(model, playground::Purpose::introspection),
                .description = "Sends the request below"}))
        events.emplace_back(playground::IntrospectPressed{});
    ui.space(space_2);
    said(ui, model, Part::introspection, events);
    terminal_panel(ui, model, playground::Purpose::introspection, events);
    if (const http::Exchange* exchange = playground::find_exchange(model, choice.exchange)) {
        ui.space(space_2);
        Card card(ui);
        answer_details(ui, model, *exchange, events);
    }
    ui.space(space_2);
    planned_request(ui, model, planned, events);
}

// RFC 7009, at a server that is not Pleo's.
void revocation(Ui& ui, const playground::Model& model, Events& events) {
    const staging::Environment* here = playground::environment(model);
    if (here == nullptr || here->endpoints.revocation_endpoint.empty()) {
        text(ui, "This environment has no revocation endpoint (RFC 7009) that the page knows of, "
                 "and Pleo's way, deleting an installation, exists at Pleo only: nothing is sent "
                 "from here.");
        return;
    }
    text(ui, "Tells the authorisation server that a token is no longer needed (RFC 7009). Of a "
             "refresh token the access tokens of the same grant should end as well.");
    ui.space(space_1);
    if (const auto chosen = combobox(
            ui, {.label = "Token to revoke",
                 .options = {"Refresh token", "Access token"},
                 .selected = model.revocation_kind == TokenKind::access_token ? std::size_t{1}
                                                                              : std::size_t{0}}))
        events.emplace_back(playground::RevocationKindChosen{
            *chosen == 1 ? TokenKind::access_token : TokenKind::refresh_token});
    const Result<http::Request> planned = playground::planned_revocation(model);
    ui.space(space_1);
    if (button(ui, "Revoke token",
               {.kind = ButtonKind::danger,
                .enabled = static_cast<bool>(planned),
                .description = "Sends the request below"}))
        events.emplace_back(playground::RevokePressed{});
    ui.space(space_2);
    said(ui, model, Part::revocation, events);
    terminal_panel(ui, model, playground::Purpose::revocation, events);
    planned_request(ui, model, planned, events);
}

void disconnection(Ui& ui, const playground::Model& model, Events& events) {
    heading(ui, 3, "Revocation");
    if (!playground::follows_pleo(model)) {
        revocation(ui, model, events);
        return;
    }
    text(ui, "There is no revocation endpoint in Pleo's documentation. Deleting the installation "
             "is the documented way to "
             "disconnect: it revokes all access and refresh tokens of the client. Whether that "
             "means this company only "
             "or every company is not said.");
    ui.space(space_1);
    const Result<http::Request> planned = playground::planned_disconnect(model);
    if (button(ui, "Disconnect",
               {.kind = ButtonKind::danger,
                .enabled = static_cast<bool>(planned) &&
                           !playground::under_way(model, playground::Purpose::disconnect),
                .description = "Deletes the installation and revokes its tokens"}))
        events.emplace_back(playground::DisconnectPressed{});
    ui.space(space_2);
    said(ui, model, Part::revocation, events);
    terminal_panel(ui, model, playground::Purpose::disconnect, events);
    planned_request(ui, model, planned, events);
}

} // namespace

void expiry_panel(Ui& ui, const playground::Model& model, Events& events) {
    {
        IdScope scope(ui, "expiry");
        countdown(ui, model, events);
        ui.space(space_2);
        said(ui, model, Part::clock, events);
    }
    ui.space(space_5);
    {
        IdScope scope(ui, "introspection");
        introspection(ui, model, events);
    }
    ui.space(space_5);
    {
        IdScope scope(ui, "revocation");
        disconnection(ui, model, events);
    }
    observations_panel(ui, model, events);
}

} // namespace ui
