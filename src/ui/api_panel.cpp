// Step 5. An operation, what it needs, the request as it will leave, and the answer.
#include "playground/plan.hpp"
#include "staging/operations.hpp"
#include "staging/scope_planner.hpp"
#include "ui/panels.hpp"
#include "ui/phrases.hpp"

#include <algorithm>
#include <string>

namespace ui {

using playground::Tone;

namespace {

// "POST \u00b7 Create a tag \u00b7 /v0/tags \u00b7 tags:write"
std::string row_name(const playground::OperationRow& row) {
    if (row.operation == nullptr) return "Free path \u00b7 any method and any path";
    const staging::Operation& operation = *row.operation;
    std::string name = std::string(operation.method) + " \u00b7 " +
                       std::string(staging::operation_name(operation)) + " \u00b7 " +
                       std::string(operation.path);
    if (!operation.scopes.empty()) name += " \u00b7 " + std::string(operation.scopes);
    if (operation.deprecated) name += " \u00b7 deprecated";
    return name;
}

std::string count_of(const playground::Model& model) {
    if (model.reference != playground::Reference::ready) return {};
    const std::size_t found = playground::listed_operations(model).size();
    if (found == 0) return "No operation matches.";
    return std::to_string(found) + " of " + std::to_string(staging::operations().size()) +
           " operations. Find one by words of its name, path, group or scope.";
}

// Until the list is there, and without it, a path can be typed.
void choose_operation(Ui& ui, const playground::Model& model, Events& events) {
    const bool listed = model.reference == playground::Reference::ready;
    const playground::ApiCall& call = model.api;
    const staging::Operation* chosen = staging::find_operation(call.operation);
    const std::string chosen_name =
        chosen != nullptr || call.operation.empty()        ? row_name({.operation = chosen})
        : model.reference == playground::Reference::failed ? "Not loaded"
                                                           : "Loading";
    std::vector<playground::OperationRow> rows;
    if (call.listing) rows = playground::operation_rows(model);
    std::vector<std::string> names; // keeps what the views point to
    names.reserve(rows.size());
    FinderDesc desc{.label = "Operation",
                    .chosen = chosen_name,
                    .typed = call.search,
                    .open = call.listing,
                    .active = rows.size(),
                    .selected = rows.size()};
    std::vector<FinderOption> options;
    for (const playground::OperationRow& row : rows) {
        if (row.id == call.active) desc.active = names.size();
        if (row.operation == chosen && (chosen != nullptr || call.operation.empty()))
            desc.selected = names.size();
        names.push_back(row_name(row));
        options.push_back({names.back(), row.group});
    }
    desc.options = options;
    const std::string hint = count_of(model);
    desc.hint = hint;
    const FinderNews news = finder(ui, desc);
    if (news.typed) events.emplace_back(playground::OperationSearchEdited{*news.typed});
    if (news.key) events.emplace_back(playground::OperationListMoved{*news.key});
    if (news.taken) {
        const playground::OperationRow& row = rows[*news.taken];
        events.emplace_back(playground::OperationChosen{
            row.operation == nullptr ? std::string() : std::string(row.id)});
    }
    if (listed) {
        const std::string older(playground::older_exports);
        if (toggle(ui, "Older exports, deprecated", model.view.folded.contains(older)))
            events.emplace_back(playground::TreeNodeToggled{older});
    } else if (model.reference == playground::Reference::failed) {
        callout(ui, Tone::negative, "The list of operations did not arrive",
                "Check the connection and try again. A free path works without it.");
        if (button(ui, "Retry")) events.emplace_back(playground::RetryReferencePressed{});
    }
}

void nature(Ui& ui, const staging::Operation& operation) {
    if (operation.destructive)
        badge(ui, Tone::negative, "deletes");
    else
        badge(ui, operation.writes ? Tone::warning : Tone::neutral,
              operation.writes ? "writes" : "reads");
    if (operation.deprecated) badge(ui, Tone::warning, "deprecated");
    if (operation.beta) badge(ui, Tone::neutral, "beta");
}

// Needed, asked for, granted; and what this run could leave out of its scopes.
void scopes(Ui& ui, const playground::Model& model, const staging::Operation& operation) {
    const oauth::Token* token = playground::newest_token(model, oauth::TokenKind::access_token);
    {
        Flow flow(ui);
        nature(ui, operation);
        if (operation.scopes.empty()) {
            badge(ui, Tone::neutral, "No scope documented");
        } else {
            const staging::ScopePlan plan = staging::plan_scopes(
                {operation.id}, model.registration.scopes,
                token != nullptr ? std::optional<std::string_view>(token->scope) : std::nullopt);
            const bool asked = plan.not_asked.empty();
            badge(ui, asked ? Tone::positive : Tone::warning,
                  "Needs " + std::string(operation.scopes));
            badge(ui, asked ? Tone::positive : Tone::warning,
                  asked ? "asked for" : "not asked for");
            if (token != nullptr) {
                const bool granted = staging::lacking_scopes(operation, token->scope).empty() ||
                                     token->scope.empty();
                badge(ui, granted ? Tone::positive : Tone::warning,
                      granted ? "granted" : "not granted");
            }
        }
    }
    if (model.api.used.empty()) return;
    const std::vector<std::string_view> used(model.api.used.begin(), model.api.used.end());
    const std::string hint = staging::least_privilege_hint(
        staging::plan_scopes(used, model.registration.scopes, std::nullopt));
    if (!hint.empty()) muted(ui, "Of the operations called so far: " + hint);
}

void parameter_field(Ui& ui, const playground::Model& model, const staging::Parameter& parameter,
                     bool required, Events& events) {
    const std::string* typed = http::find_parameter(model.api.parameters, parameter.name);
    if (const auto text = text_field(
            ui, {.label = parameter.name,
                 .value = typed == nullptr ? std::string_view() : std::string_view(*typed),
                 .hint = parameter.meaning,
                 .mono = true,
                 .required = required}))
        events.emplace_back(playground::ParameterEdited{std::string(parameter.name), *text});
}

void body_field(Ui& ui, const playground::Model& model, const Result<http::Request>& planned,
                Events& events) {
    if (!playground::takes_body(model.api)) return;
    const bool wrong = !planned && planned.error().code == "body";
    if (const auto text = text_field(
            ui, {.label = "JSON body",
                 .value = model.api.body,
                 .error = wrong ? std::string_view(planned.error().message) : std::string_view(),
                 .mono = true,
                 .multiline = true}))
        events.emplace_back(playground::BodyEdited{*text});
}

// Another one of those of which one is needed.
bool filled_in(const playground::Model& model, const staging::Operation& operation,
               const staging::Parameter& but) {
    return std::any_of(operation.query.begin(), operation.query.end(), [&](const auto& each) {
        const std::string* typed = http::find_parameter(model.api.parameters, each.name);
        return each.one_of && each.name != but.name && typed != nullptr && !typed->empty();
    });
}

void documented_operation(Ui& ui, const playground::Model& model,
                          const staging::Operation& operation, Events& events) {
    ui.space(space_1);
    text(ui, operation.summary);
    scopes(ui, model, operation);
    ui.space(space_2);
    for (const staging::Parameter& parameter : operation.path_parameters)
        parameter_field(ui, model, parameter, true, events);
    int filled = 0;
    int optional = 0;
    for (const staging::Parameter& parameter : operation.query) {
        if (parameter.required || parameter.one_of) {
            parameter_field(ui, model, parameter,
                            parameter.required || !filled_in(model, operation, parameter), events);
            continue;
        }
        ++optional;
        const std::string* typed = http::find_parameter(model.api.parameters, parameter.name);
        if (typed != nullptr && !typed->empty()) ++filled;
    }
    if (optional == 0) return;
    constexpr std::string_view node = "optional parameters"; // closed unless toggled
    const bool open = model.view.folded.contains(std::string(node));
    if (disclosure(ui, "Optional parameters", open,
                   filled == 0 ? std::to_string(optional)
                               : std::to_string(filled) + " of " + std::to_string(optional)))
        events.emplace_back(playground::TreeNodeToggled{std::string(node)});
    if (!open) return;
    for (const staging::Parameter& parameter : operation.query)
        if (!parameter.required && !parameter.one_of)
            parameter_field(ui, model, parameter, false, events);
}

// The walk through an export and the check of a signature, beside the operations that they are about.
void walks(Ui& ui, const playground::Model& model, const staging::Operation* operation,
           Events& events) {
    const std::string_view family = operation == nullptr ? std::string_view() : operation->family;
    const auto open = [&](std::string_view node) {
        return model.view.folded.contains(std::string(node));
    };
    const bool exports = family.starts_with("Export");
    if (exports || open("export walk")) export_panel(ui, model, events);
    if (exports || family == "Webhook subscriptions" || open(signature_node))
        signature_panel(ui, model, events);
}

void free_path(Ui& ui, const playground::Model& model, const Result<http::Request>& planned,
               Events& events) {
    static const std::vector<std::string_view> methods{"GET", "POST", "PUT", "PATCH", "DELETE"};
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
    const bool wrong = !planned && planned.error().code == "headers";
    if (const auto text = text_field(
            ui, {.label = "Headers",
                 .value = model.api.headers,
                 .hint = "One on each line, Name: value. Authorization takes the place of the "
                         "page's own access token.",
                 .error = wrong ? std::string_view(planned.error().message) : std::string_view(),
                 .mono = true,
                 .multiline = true}))
        events.emplace_back(playground::HeadersEdited{*text});
}

} // namespace

// What changes something is asked about first.
void api_question(Ui& ui, const playground::Model& model, Events& events) {
    const staging::Operation* operation = staging::find_operation(model.api.operation);
    const staging::Environment* here = playground::environment(model);
    ui.space(space_2);
    Card card(ui, CardKind::warning);
    const bool deletes =
        operation != nullptr ? operation->destructive : model.api.method == "DELETE";
    std::string words;
    if (playground::changes_something(model.api))
        words = std::string(deletes ? "This deletes data in " : "This changes data in ") +
                (here == nullptr ? std::string() : here->name) + ": " +
                (operation != nullptr ? std::string(operation->summary)
                                      : model.api.method + " " + model.api.path);
    const Result<http::Request> planned = playground::planned_api_call(model);
    const bool broken = !planned && planned.error().code == "body";
    if (broken)
        words += std::string(words.empty() ? "" : " ") +
                 "The body is no JSON, and would be sent as it is.";
    Group question(ui, Role::question, words);
    text(ui, words, {.face = Face::strong});
    Flow flow(ui);
    if (button(ui, broken ? "Send it as it is" : "Send it",
               {.kind = deletes ? ButtonKind::danger : ButtonKind::primary}))
        events.emplace_back(playground::CallApiConfirmed{});
    if (button(ui, "Cancel")) events.emplace_back(playground::CallApiCancelled{});
}

namespace {

// What is asked, from the operation to the button.
void request_side(Ui& ui, const playground::Model& model, const Result<http::Request>& planned,
                  Events& events) {
    const bool listed = model.reference == playground::Reference::ready;
    // Of another provider's API nobody here knows the operations.
    if (playground::has_operations(model)) choose_operation(ui, model, events);
    const staging::Operation* operation = staging::find_operation(model.api.operation);
    if (listed && playground::has_operations(model)) walks(ui, model, operation, events);
    if (operation != nullptr)
        documented_operation(ui, model, *operation, events);
    else if (model.api.operation.empty())
        free_path(ui, model, planned, events);
    body_field(ui, model, planned, events);
    ui.space(space_2);
    const bool busy = playground::under_way(model, playground::Purpose::api);
    if (button(ui, "Call API",
               {.kind = ButtonKind::primary,
                .enabled = (planned || planned.error().code == "body") && !busy,
                .description = busy       ? "The request is under way"
                               : !planned ? "Asks first: the body is no JSON"
                               : playground::changes_something(model.api)
                                   ? "Asks first: it changes data"
                                   : "Sends the request that is shown"}))
        events.emplace_back(playground::CallApiPressed{});
    if (model.api.confirming && !model.exports.asking) api_question(ui, model, events);
    terminal_panel(ui, model, playground::Purpose::api, events);
}

// What came of it, with the operation and the moment that it belongs to.
void answer_side(Ui& ui, const playground::Model& model, Events& events) {
    const http::Exchange* exchange = playground::own_answer(model);
    const auto notice = model.notices.find(playground::Step::call_apis);
    // A good answer speaks for itself.
    if (notice != model.notices.end() &&
        (exchange == nullptr ||
         (notice->second.tone != Tone::positive && notice->second.tone != Tone::neutral)))
        notice_panel(ui, model, playground::Step::call_apis, events);
    if (exchange == nullptr) return;
    Card card(ui);
    heading(ui, 3, "The answer");
    muted(ui, exchange->purpose + " \u00b7 " + clock_time(exchange->sent_at_ms) +
                  " \u00b7 exchange " + std::to_string(exchange->id));
    if (!playground::next_page(model).empty() &&
        button(ui, "Next page",
               {.description = "The same call with after=endCursor", .small = true}))
        events.emplace_back(playground::NextPagePressed{});
    answer_details(ui, model, *exchange, events, AnswerExtras::search);
}

} // namespace

void api_panel(Ui& ui, const playground::Model& model, Events& events) {
    const Result<http::Request> planned = playground::planned_api_call(model);
    if (ui.input().width >= 1440) {
        side_by_side(ui, {1, 1}, 300, space_4,
                     {[&] {
                          request_side(ui, model, planned, events);
                          ui.space(space_2);
                          planned_request(ui, model, planned, events);
                      },
                      [&] { answer_side(ui, model, events); }});
        return;
    }
    request_side(ui, model, planned, events);
    ui.space(space_2);
    answer_side(ui, model, events);
    ui.space(space_2);
    planned_request(ui, model, planned, events);
}

} // namespace ui
