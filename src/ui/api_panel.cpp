// Step 5. An operation, what it needs, the request as it will leave, and the answer.
#include "oauth/scope.hpp"
#include "playground/plan.hpp"
#include "staging/operations.hpp"
#include "ui/panels.hpp"

#include <string>

namespace ui {

using playground::Tone;

namespace {

void choose_operation(Ui& ui, const playground::Model& model, Events& events) {
    const std::vector<staging::Operation>& operations = staging::operations();
    ComboDesc desc{.label = "Operation"};
    std::vector<std::string> names; // keeps what the views point to
    names.reserve(operations.size() + 1);
    for (const staging::Operation& operation : operations) {
        if (operation.id == model.api.operation) desc.selected = names.size();
        names.push_back(std::string(operation.method) + " " + std::string(operation.path));
    }
    if (model.api.operation.empty()) desc.selected = names.size();
    names.emplace_back("Free path");
    desc.options.assign(names.begin(), names.end());
    if (const auto chosen = combobox(ui, desc))
        events.emplace_back(playground::OperationChosen{
            *chosen < operations.size() ? std::string(operations[*chosen].id) : std::string()});
}

void scopes_needed(Ui& ui, const playground::Model& model, const staging::Operation& operation) {
    Flow flow(ui);
    if (operation.scopes.empty()) {
        badge(ui, Tone::neutral, "No scope documented");
        return;
    }
    const oauth::Token* token = playground::newest_token(model, oauth::TokenKind::access_token);
    const bool covered =
        token != nullptr && oauth::compare_scopes(operation.scopes, token->scope).missing.empty();
    badge(ui, covered ? Tone::positive : Tone::warning, "Needs " + std::string(operation.scopes));
    if (token != nullptr)
        badge(ui, covered ? Tone::positive : Tone::warning, covered ? "granted" : "not granted");
}

void documented_operation(Ui& ui, const playground::Model& model,
                          const staging::Operation& operation, Events& events) {
    text(ui, operation.summary);
    scopes_needed(ui, model, operation);
    ui.space(space_2);
    for (const staging::Parameter& parameter : operation.query) {
        const std::string* typed = http::find_parameter(model.api.parameters, parameter.name);
        if (const auto text = text_field(
                ui, {.label = parameter.name,
                     .value = typed == nullptr ? std::string_view() : std::string_view(*typed),
                     .hint = parameter.meaning,
                     .mono = true,
                     .required = parameter.required}))
            events.emplace_back(playground::ParameterEdited{std::string(parameter.name), *text});
    }
}

void free_path(Ui& ui, const playground::Model& model, Events& events) {
    static const std::vector<std::string_view> methods{"GET", "POST", "PUT", "DELETE"};
    ComboDesc desc{.label = "Method", .options = methods};
    for (std::size_t i = 0; i < methods.size(); ++i)
        if (methods[i] == model.api.method) desc.selected = i;
    side_by_side(ui, {1, 3}, 140, space_4,
                 {[&] {
                      if (const auto chosen = combobox(ui, desc))
                          events.emplace_back(
                              playground::MethodChosen{std::string(methods[*chosen])});
                  },
                  [&] {
                      if (const auto text =
                              text_field(ui, {.label = "Path",
                                              .value = model.api.path,
                                              .hint = "Below the resource server, with its query.",
                                              .mono = true,
                                              .required = true}))
                          events.emplace_back(playground::PathEdited{*text});
                  }});
}

} // namespace

void api_panel(Ui& ui, const playground::Model& model, Events& events) {
    choose_operation(ui, model, events);
    if (const staging::Operation* operation = staging::find_operation(model.api.operation)) {
        documented_operation(ui, model, *operation, events);
    } else {
        free_path(ui, model, events);
    }
    ui.space(space_2);
    const Result<http::Request> planned = playground::planned_api_call(model);
    planned_request(ui, model, planned, events);
    ui.space(space_2);
    const bool busy = playground::under_way(model, playground::Purpose::api);
    if (button(ui, "Call API",
               {.kind = ButtonKind::primary,
                .enabled = static_cast<bool>(planned) && !busy,
                .description = busy ? "The request is under way" : "Sends the request above"}))
        events.emplace_back(playground::CallApiPressed{});
    terminal_panel(ui, model, playground::Purpose::api, events);

    if (const http::Exchange* exchange = playground::find_exchange(model, model.api.exchange)) {
        ui.space(space_4);
        heading(ui, 3, "The answer");
        Card card(ui, "answer");
        answer_details(ui, model, *exchange, events);
    }
}

} // namespace ui
