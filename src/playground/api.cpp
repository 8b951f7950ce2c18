// Calling the API with the access token.
#include "playground/turn.hpp"

#include "playground/plan.hpp"
#include "playground/remedies.hpp"
#include "playground/routes.hpp"
#include "playground/wipe.hpp"

#include "http/redaction.hpp"
#include "oauth/bearer.hpp"
#include "oauth/scope.hpp"
#include "oauth/server_words.hpp"
#include "json/json.hpp"

#include <algorithm>

namespace playground {

namespace {

using oauth::TokenKind;
using oauth::TokenState;

void show_operation_path(ApiCall& call) {
    if (const staging::Operation* operation = staging::find_operation(call.operation))
        call.path = filled_path(*operation, call.parameters);
}

// What Simulated Staging knows; on a live environment people have their own ids. Paging begins anew.
void fill_samples(Turn& turn, const staging::Operation& operation) {
    Model& model = turn.model;
    for (const std::string_view paging :
         {"before", "after", "offset", "limit", "sorting_keys", "sorting_order"}) {
        std::erase_if(model.api.parameters,
                      [paging](const http::Field& each) { return each.name == paging; });
    }
    if (model.registration.route != Route::simulated) return;
    const auto fill = [&model](const staging::Parameter& parameter) {
        if (parameter.sample.empty() ||
            http::find_parameter(model.api.parameters, parameter.name) != nullptr)
            return;
        model.api.parameters.push_back(
            {std::string(parameter.name), std::string(parameter.sample)});
    };
    for (const staging::Parameter& each : operation.path_parameters)
        fill(each);
    for (const staging::Parameter& each : operation.query)
        if (each.required || each.one_of) fill(each);
}

std::string path_of(const http::Request& request, const staging::Environment& here) {
    std::string path = request.url.substr(here.resource_server.size());
    return path.substr(0, path.find('?'));
}

// What a 401 or 403 said in its header, or that the browser does not show it (S41).
std::string challenge_words(const http::Response& response) {
    const oauth::Reading reading = oauth::read_api_answer(response);
    const std::optional<oauth::Challenge> challenge = oauth::find_challenge(response);
    std::string words = reading.error != "http_status" ? reading.error
                        : challenge ? challenge->scheme + " challenge without an error"
                                    : "WWW-Authenticate is absent or hidden by CORS";
    if (!reading.error_description.empty()) words += ": " + reading.error_description;
    if (!reading.warnings.empty()) words += "; " + oauth::to_string(reading.warnings);
    return oauth::server_words(words);
}

// The scopes that the operation needs and the token lacks, as far as anybody knows.
std::string missing_scopes(const Model& model, const InFlight& what,
                           const http::Response& response) {
    const std::string asked = oauth::needed_scope(response);
    const std::string needed = asked.empty() ? what.needed_scopes : asked;
    const oauth::Token* token = find_token(model, what.access_token);
    if (needed.empty() || token == nullptr || token->scope.empty()) return {};
    return oauth::join(oauth::compare_scopes(needed, token->scope).missing);
}

std::string advice(const http::Response& response) {
    switch (response.status) {
    case 400: return "A parameter is missing or malformed: the body says which.";
    case 404: return "There is no such resource, or the path has a slip.";
    case 429: {
        const std::string* after = http::find_header(response.headers, "Retry-After");
        return after == nullptr ? "Too many requests. Wait before the next one."
                                : "Too many requests. The server asks to wait: " +
                                      oauth::server_words(*after, 64) + ".";
    }
    default: break;
    }
    if (response.status >= 500) return "The fault is on the server's side. Try again later.";
    return "The body may say why.";
}

// A good answer to a token that looks dead here is worth a word, but it brings no token back (S39).
std::string surprise(const Model& model, const InFlight& what) {
    const oauth::Token* token = find_token(model, what.access_token);
    if (token == nullptr || token->state == TokenState::active ||
        token->state == TokenState::expiring)
        return {};
    return "The server still accepted the access token that is " +
           std::string(oauth::to_string(token->state)) + " here.";
}

} // namespace

void handle(Turn& turn, const ReferenceArrived& event) {
    turn.model.reference = event.arrived ? Reference::ready : Reference::failed;
    if (event.arrived) take_linked(turn);
}

void handle(Turn& turn, const RetryReferencePressed&) {
    if (turn.model.reference != Reference::failed) return;
    turn.model.reference = Reference::loading;
    turn.effects.emplace_back(FetchReference{});
}

void handle(Turn& turn, const OperationChosen& event) {
    ApiCall& call = turn.model.api;
    const staging::Operation* operation = staging::find_operation(event.id);
    if (operation == nullptr && !event.id.empty()) return;
    if (event.id != call.operation) unsay(turn, Step::call_apis);
    handle(turn, OperationListMoved{ListMove::close});
    call.operation = event.id;
    call.confirming = false;
    call.body.clear();
    if (operation != nullptr) {
        call.method = operation->method;
        call.body = operation->sample;
        fill_samples(turn, *operation);
    }
    show_operation_path(call);
}

bool has_operations(const Model& model) {
    const staging::Environment* here = environment(model);
    return here == nullptr || staging::follows_pleo(*here);
}

void keep_to_environment(Turn& turn) {
    if (!turn.model.api.operation.empty() && !has_operations(turn.model))
        handle(turn, OperationChosen{});
}

void handle(Turn& turn, const ParameterEdited& event) {
    http::Fields& parameters = turn.model.api.parameters;
    if (!fits(turn, Step::call_apis, event.text) || event.name.size() > 128) return;
    const auto found =
        std::find_if(parameters.begin(), parameters.end(),
                     [&](const http::Field& each) { return each.name == event.name; });
    if (found != parameters.end())
        found->value = event.text;
    else if (parameters.size() < most_parameters)
        parameters.push_back({event.name, event.text});
    turn.model.api.confirming = false;
    show_operation_path(turn.model.api);
}

void handle(Turn& turn, const PathEdited& event) {
    ApiCall& call = turn.model.api;
    if (!call.operation.empty() || !fits(turn, Step::call_apis, event.text)) return;
    call.path = event.text;
    call.confirming = false;
}

void handle(Turn& turn, const MethodChosen& event) {
    ApiCall& call = turn.model.api;
    if (!call.operation.empty() || event.method.size() > 16) return;
    call.method = event.method;
    call.confirming = false;
}

void handle(Turn& turn, const BodyEdited& event) {
    ApiCall& call = turn.model.api;
    if (!fits(turn, Step::call_apis, event.text, longest_body)) return;
    call.body = event.text;
    call.confirming = false;
}

void handle(Turn& turn, const HeadersEdited& event) {
    ApiCall& call = turn.model.api;
    if (!call.operation.empty() || !fits(turn, Step::call_apis, event.text)) return;
    wipe(call.headers);
    call.headers = event.text;
    call.confirming = false;
}

namespace {

// The id of the page's own access token, when it is the one in the header.
std::uint32_t carried_token(const Model& model, const http::Request& request) {
    const std::string* header = http::find_header(request.headers, "Authorization");
    if (header == nullptr) return 0;
    // Of whatever state: a free call may try one that was replaced.
    const auto own =
        std::find_if(model.tokens.rbegin(), model.tokens.rend(), [&](const oauth::Token& token) {
            return token.kind == TokenKind::access_token &&
                   token.environment == model.registration.environment &&
                   *header == "Bearer " + token.value;
        });
    return own == model.tokens.rend() ? 0 : own->id;
}

void call_api(Turn& turn) {
    Model& model = turn.model;
    model.api.confirming = false;
    Result<http::Request> planned = planned_api_call(model);
    if (!planned) {
        tell(turn, Step::call_apis, Tone::warning, "Not sent", planned.error().message,
             remedy_for(model, planned.error()));
        return;
    }
    // Pleo's own pages have shown it in a Bearer header. Too slow for every frame of the preview.
    if (const auto slip = oauth::find_client_secret(*planned, model.registration.client)) {
        tell(turn, Step::call_apis, Tone::negative, "Not sent", slip->message);
        return;
    }
    const std::string path = path_of(*planned, routed(model, *environment(model)));
    // However it was asked for, this request ends every token.
    const bool ends_all = planned->method == "DELETE" && path == "/v1/installations/me" &&
                          staging::follows_pleo(*environment(model));
    InFlight what{.purpose = ends_all ? Purpose::disconnect : Purpose::api,
                  .access_token = carried_token(model, *planned)};
    what.changes = changes_something(model.api);
    const std::string& id = model.api.operation;
    if (const staging::Operation* operation = staging::find_operation(id)) {
        what.needed_scopes = operation->scopes;
        what.operation = id;
        std::vector<std::string>& used = model.api.used;
        std::erase(used, id);
        used.push_back(id);
    }
    const std::string purpose = planned->method + " " + oauth::server_words(path, 200);
    const Result<std::uint32_t> sent = send(turn, purpose, std::move(*planned), what);
    if (!sent) {
        tell(turn, Step::call_apis, Tone::negative, "Not sent", sent.error().message);
        return;
    }
    model.api.exchange = *sent;
    model.api.asked = call_key(model);
    note(turn, Step::call_apis, Tone::neutral, "Waiting for the answer");
}

} // namespace

void handle(Turn& turn, const CallApiPressed&) {
    ApiCall& call = turn.model.api;
    turn.model.exports.asking = false;
    const Result<http::Request> planned = planned_api_call(turn.model);
    const bool asks = planned ? changes_something(call) : planned.error().code == "body";
    if (!asks) return call_api(turn);
    call.confirming = true; // heard, because it takes the focus
}

// The question was about the body as well, when that is no JSON.
void handle(Turn& turn, const CallApiConfirmed&) {
    if (!turn.model.api.confirming) return;
    turn.model.api.as_it_is = true;
    call_api(turn);
    turn.model.api.as_it_is = false;
}

void handle(Turn& turn, const CallApiCancelled&) {
    turn.model.api.confirming = false;
    announce(turn, "Nothing was sent.");
}

void handle(Turn& turn, const NextPagePressed&) {
    const std::string after = next_page(turn.model);
    if (after.empty()) return;
    // They exclude each other.
    handle(turn, ParameterEdited{"before", ""});
    handle(turn, ParameterEdited{"offset", ""});
    handle(turn, ParameterEdited{"after", after});
    handle(turn, CallApiPressed{});
}

void handle(Turn& turn, const AnswerSearchEdited& event) {
    if (!fits(turn, Step::call_apis, event.text)) return;
    turn.model.api.find = event.text;
    turn.model.api.find_at = 0;
}

void handle(Turn& turn, const NextMatchPressed& event) {
    std::size_t& at = turn.model.api.find_at;
    at = at + 1 < event.of ? at + 1 : 0;
}

// Masked, as it is shown.
void handle(Turn& turn, const DownloadAnswerPressed& event) {
    const http::Exchange* exchange = find_exchange(turn.model, event.exchange);
    if (exchange == nullptr || !exchange->response) return;
    std::string body = http::redact(*exchange, secrets(turn.model)).response->body;
    const bool json = json::parse(body).document.has_value();
    turn.effects.emplace_back(Download{
        "answer-" + std::to_string(exchange->id) + (json ? ".json" : ".txt"), std::move(body)});
    announce(turn, "Downloaded: answer " + std::to_string(exchange->id) + ".");
}

void access_token_refused(Turn& turn, Step step, const InFlight& what,
                          const http::Exchange& exchange) {
    const std::string why = challenge_words(*exchange.response);
    const oauth::Reading reading = oauth::read_api_answer(*exchange.response);
    const bool changed = weigh(turn, what.access_token, reading.effect, exchange,
                               answered(exchange) + " (" + why + ")");
    const bool can_refresh = live_token(turn.model, TokenKind::refresh_token) != nullptr;
    const bool rejected = reading.effect == oauth::TokenEffect::rejected;
    tell(turn, step, Tone::negative, answered(exchange),
         std::string(changed && rejected ? "The access token is rejected"
                                         : "The token was not accepted") +
             " (" + why + "). " + (rejected ? "" : reading.sentence + " ") +
             (can_refresh ? "Refresh for a new one, or authorise again."
                          : "Authorise again for a new one."),
         for_new_tokens(turn.model));
}

namespace {

// Evidence for a token that was only refused or replaced.
void accepted(Turn& turn, const InFlight& what, const http::Exchange& exchange) {
    const oauth::Token* token = find_token(turn.model, what.access_token);
    if (token != nullptr &&
        (token->state == TokenState::refused || token->state == TokenState::replaced))
        weigh(turn, token->id, oauth::TokenEffect::active, exchange, answered(exchange));
}

} // namespace

void api_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange) {
    constexpr Step here = Step::call_apis;
    if (!exchange.response) {
        tell_no_answer(turn, here, exchange,
                       what.changes ? http::Stake::change : http::Stake::nothing);
        return;
    }
    const http::Response& response = *exchange.response;
    if (response.status == 401) return access_token_refused(turn, here, what, exchange);
    if (response.status == 403) {
        const std::string missing = missing_scopes(turn.model, what, response);
        tell(turn, here, Tone::negative, answered(exchange),
             "The token is good, but not for this. " +
                 (missing.empty() ? "It says: " + oauth::sentence(challenge_words(response))
                                  : "It lacks the scope " + oauth::server_words(missing) +
                                        ": add it to the scopes and authorise again."),
             missing.empty() ? Remedy{} : Remedy{Way::add_scopes, missing});
    } else if (response.status >= 200 && response.status < 300) {
        const std::string strange = surprise(turn.model, what);
        accepted(turn, what, exchange);
        tell(turn, here, strange.empty() ? Tone::positive : Tone::warning,
             answered(exchange) + (exchange.duration_ms
                                       ? " in " + std::to_string(*exchange.duration_ms) + " ms"
                                       : std::string()),
             strange);
    } else {
        const std::string words = relay_words(turn.model, exchange);
        tell(turn, here, Tone::negative, answered(exchange),
             words.empty() ? advice(response) : words,
             relay_sent_nothing(turn.model, exchange) ? Remedy{Way::press_again, "again"}
                                                      : Remedy{});
    }
}

} // namespace playground
