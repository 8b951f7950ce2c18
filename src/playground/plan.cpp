#include "playground/plan.hpp"

#include "playground/routes.hpp"
#include "playground/turn.hpp"

#include "http/ascii.hpp"
#include "http/form.hpp"
#include "http/url.hpp"
#include "oauth/bearer.hpp"
#include "oauth/introspection.hpp"
#include "oauth/revocation.hpp"
#include "oauth/token.hpp"
#include "staging/lock.hpp"
#include "staging/operations.hpp"
#include "staging/simulated_client.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <array>

namespace playground {

namespace {

using oauth::TokenKind;

// The environment with the addresses of the chosen route, or why nothing can be planned at all.
Result<staging::Environment> chosen(const Model& model) {
    const RegistrationProblems found = problems(model);
    if (!found.environment.empty()) return Error{"environment", found.environment};
    if (!found.route.empty()) return Error{"route", found.route};
    return routed(model, *environment(model));
}

// What every request with the client's own credentials needs.
Result<oauth::Client> authenticated(const Model& model) {
    const oauth::Client& client = model.registration.client;
    if (client.client_id.empty()) return Error{"client_id", problems(model).client_id};
    if (client.client_secret.empty() && needs_secret(model)) {
        return Error{
            "client_secret",
            "Type the client secret in Register client: it proves who asks, and it is kept in "
            "memory only, so a page load forgets it."};
    }
    if (!model.registration.extra.token.empty()) {
        if (const std::string wrong = problems(model).extra_token; !wrong.empty())
            return Error{"extra_parameter", wrong};
    }
    if (!secretless(model)) return client;
    oauth::Client known = client; // by the relay, which adds what proves it
    known.client_secret.clear();
    known.authentication = oauth::ClientAuthentication::client_secret_basic;
    return known;
}

// As it is sent to the environment; a relay that adds the credentials itself wants none in the request.
http::Request as_routed(const Model& model, http::Request request) {
    return secretless(model) ? without_credentials(std::move(request)) : request;
}

// None of a line that is wrong: problems() tells which, and the authorisation waits for it.
[[gnu::noinline]] http::Fields typed_extra(const std::string& typed, oauth::ExtraFor where) {
    Result<http::Fields> fields = oauth::parse_extra_parameters(typed, where);
    return fields ? *std::move(fields) : http::Fields{};
}

http::Fields extra_of(const Model& model, oauth::ExtraFor where) {
    const Registration::Extra& extra = model.registration.extra;
    const bool authorization = where == oauth::ExtraFor::authorization;
    const std::string& typed = authorization ? extra.authorization : extra.token;
    return typed.empty() || !takes_extra_parameters(model) ? http::Fields{}
                                                           : typed_extra(typed, where);
}

// The access token to call with, or what to do to get one.
Result<oauth::Token> usable_access_token(const Model& model) {
    if (under_way(model, Purpose::refresh)) {
        return Error{"refresh_under_way", "A refresh is under way. Its answer ends this access "
                                          "token, so the call waits for the new one."};
    }
    if (const oauth::Token* token = live_token(model, TokenKind::access_token)) return *token;
    const oauth::Token* last = newest_token(model, TokenKind::access_token);
    if (last == nullptr) {
        return Error{
            "no_access_token",
            "There is no access token for this environment yet. Authorise, then exchange the "
            "code."};
    }
    const std::string state(oauth::to_string(last->state));
    return Error{"no_access_token", "The access token is " + state + ". " +
                                        (live_token(model, TokenKind::refresh_token) != nullptr
                                             ? "Refresh, or authorise again."
                                             : "Authorise again.")};
}

Result<std::string> resource_server(const staging::Environment& here) {
    if (here.resource_server.empty())
        return Error{"no_resource_server", here.name + " has no API that this page knows of."};
    return here.resource_server;
}

http::Request json_request(std::string method, std::string url, const oauth::Token& token) {
    http::Request request;
    request.method = std::move(method);
    request.url = std::move(url);
    request.headers.push_back({"Accept", "application/json"});
    return oauth::with_bearer(std::move(request), token.value);
}

Error busy(std::string_view what) {
    return {"under_way", std::string(what) + " is under way. Wait for its answer, or abort it."};
}

// --- the call of an API ---------------------------------------------------------------------------------------

// "company_id or organization_id", where one is needed and none is filled in; else empty.
std::string missing_one_of(const ApiCall& call, const staging::Operation& operation) {
    std::string names;
    for (const staging::Parameter& parameter : operation.query) {
        if (!parameter.one_of) continue;
        const std::string* value = http::find_parameter(call.parameters, parameter.name);
        if (value != nullptr && !value->empty()) return {};
        names += (names.empty() ? "" : " or ") + std::string(parameter.name);
    }
    return names;
}

Result<std::string> operation_url(const ApiCall& call, const staging::Operation& operation,
                                  const std::string& server) {
    const std::string path = filled_path(operation, call.parameters);
    if (const std::size_t open = path.find('{'); open != std::string::npos) {
        const std::string name = path.substr(open + 1, path.find('}', open) - open - 1);
        return Error{"missing_parameter", "Fill in " + name + ": it is part of the path."};
    }
    http::Fields query;
    for (const staging::Parameter& parameter : operation.query) {
        const std::string* value = http::find_parameter(call.parameters, parameter.name);
        if (value != nullptr && !value->empty())
            query.push_back({std::string(parameter.name), *value});
        else if (parameter.required)
            return Error{"missing_parameter",
                         "Fill in " + std::string(parameter.name) + ": this operation needs it."};
    }
    if (const std::string names = missing_one_of(call, operation); !names.empty())
        return Error{"missing_parameter",
                     "Fill in " + names + ": this operation needs one of them."};
    return query.empty() ? server + path : http::with_query(server + path, query);
}

// Browsers write the apostrophes of a query as %27, and nothing else of what a URL may hold.
std::string as_sent(std::string typed) {
    for (std::size_t at = typed.find('?'); at < typed.size(); ++at)
        if (typed[at] == '\'') typed.replace(at, 1, "%27");
    return typed;
}

// A path, or a full URL as people paste it; anything but the resource server of this environment is refused.
Result<std::string> free_url(const std::string& typed, const staging::Environment& here,
                             const std::string& server) {
    if (typed.starts_with("/")) return server + as_sent(typed);
    if (typed.find("://") == std::string::npos || typed == here.resource_server) {
        return Error{"path", "Start the path with a slash: it is appended to " +
                                 here.resource_server + "."};
    }
    if (const Result<std::string> target = staging::check_target(as_sent(typed)); !target)
        return target.error();
    const Result<http::Url> url = http::parse_url(as_sent(typed));
    if (!url) return url.error();
    if (!typed.starts_with(here.resource_server + "/")) {
        return Error{"foreign_target", "An access token of " + here.name + " goes to " +
                                           here.resource_server + " and nowhere else, not to " +
                                           http::origin(*url) + "."};
    }
    return server + as_sent(typed.substr(here.resource_server.size()));
}

// What fetch() would leave out without a word (Fetch standard, forbidden request-headers).
bool browsers_own(std::string_view name) {
    constexpr std::string_view all =
        " accept-charset accept-encoding connection content-length cookie date dnt expect "
        "host keep-alive origin referer te trailer transfer-encoding upgrade via ";
    return name.starts_with("sec-") || name.starts_with("proxy-") ||
           all.find(" " + std::string(name) + " ") != std::string_view::npos;
}

// "Name: value" on each line (RFC 9110 section 5).
Result<http::Fields> typed_headers(std::string_view text) {
    http::Fields headers;
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const std::size_t colon = line.find(':');
        const std::string_view name = line.substr(0, colon);
        if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
        if (colon == std::string_view::npos || colon == 0 ||
            !std::all_of(name.begin(), name.end(), [](char c) {
                return http::is_letter(c) || http::is_digit(c) ||
                       std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
            }))
            return Error{"headers", "Write each header as Name: value, on a line of its own."};
        line.remove_prefix(colon + 1);
        line.remove_prefix(std::min(line.size(), line.find_first_not_of(" \t")));
        line = line.substr(0, line.find_last_not_of(" \t") + 1);
        if (!std::all_of(line.begin(), line.end(),
                         [](char c) { return c == '\t' || (c >= ' ' && c <= '~'); }))
            return Error{"headers", "The value of " + std::string(name) +
                                        " holds a character that no header may hold."};
        if (browsers_own(http::lower(name)))
            return Error{"headers", "A browser sets " + std::string(name) +
                                        " itself and lets no page do it. Remove that line."};
        headers.push_back({std::string(name), std::string(line)});
    }
    return headers;
}

void set_header(http::Fields& headers, const http::Field& header) {
    std::erase_if(headers, [&](const http::Field& each) {
        return http::lower(each.name) == http::lower(header.name);
    });
    headers.push_back(header);
}

constexpr std::array<std::string_view, 5> free_methods{"GET", "POST", "PUT", "PATCH", "DELETE"};

} // namespace

bool takes_body(const ApiCall& call) {
    const staging::Operation* operation = staging::find_operation(call.operation);
    if (operation != nullptr) return !operation->sample.empty();
    return call.method == "POST" || call.method == "PUT" || call.method == "PATCH";
}

bool changes_something(const ApiCall& call) {
    const staging::Operation* operation = staging::find_operation(call.operation);
    return operation != nullptr ? operation->writes : call.method != "GET";
}

std::optional<std::int64_t> code_left_ms(const Model& model) {
    const staging::Environment* here = environment(model);
    if (here == nullptr || here->kind != staging::EnvironmentKind::simulated || !model.redirect ||
        model.redirect->code != CodeUse::ready)
        return std::nullopt;
    const std::int64_t age =
        clock_of(model, here->id).monotonic_ms - model.redirect->received.monotonic_ms;
    return std::max<std::int64_t>(0, staging::simulated_code_lifetime_s * 1000 - age);
}

std::string call_key(const Model& model) {
    const ApiCall& call = model.api;
    return model.registration.environment + " " +
           (call.operation.empty() ? call.method + " " + call.path : call.operation);
}

const http::Exchange* own_answer(const Model& model) {
    return model.api.asked == call_key(model) ? find_exchange(model, model.api.exchange) : nullptr;
}

std::string next_page(const Model& model) {
    const http::Exchange* last = own_answer(model);
    const staging::Operation* operation = staging::find_operation(model.api.operation);
    if (last == nullptr || !last->response || operation == nullptr ||
        operation->pages == staging::Pages::none)
        return {};
    const json::Parsed parsed = json::parse(last->response->body);
    const json::Value* pagination =
        parsed.document ? json::find(parsed.document->root, "pagination") : nullptr;
    if (pagination == nullptr || !json::find_boolean(*pagination, "hasNextPage").value_or(false))
        return {};
    return std::string(json::find_string(*pagination, "endCursor").value_or(""));
}

std::string filled_path(const staging::Operation& operation, const http::Fields& parameters) {
    std::string path(operation.path);
    for (const http::Field& parameter : parameters) {
        const std::string mark = "{" + parameter.name + "}";
        const std::size_t at = path.find(mark);
        if (at != std::string::npos && !parameter.value.empty())
            path.replace(at, mark.size(), http::percent_encode(parameter.value));
    }
    return path;
}

std::string destination_name(const Model& model, const std::string& origin) {
    return is_simulated(model) ? "Simulated Staging" : origin;
}

Result<oauth::AuthorizationRequest> planned_authorization(const Model& model) {
    const Result<staging::Environment> here = chosen(model);
    if (!here) return here.error();
    const RegistrationProblems found = problems(model);
    if (!found.client_id.empty()) return Error{"client_id", found.client_id};
    if (!found.client_secret.empty() && !model.registration.client.client_secret.empty())
        return Error{"client_secret_slip", "Client secret: " + found.client_secret};
    if (!found.redirect_uri.empty()) return Error{"redirect_uri", found.redirect_uri};
    if (!found.scopes.empty()) return Error{"scope", found.scopes};
    if (!found.extra_authorization.empty())
        return Error{"extra_parameter", found.extra_authorization};
    if (model.attempt.code_challenge.empty()) {
        if (!model.page.secure_context || !model.page.has_web_crypto) {
            return Error{"no_web_crypto", "The browser offers no Web Crypto here, so there is no "
                                          "safe state and no code_verifier. Open this "
                                          "page over https, or on localhost."};
        }
        return Error{"attempt_not_ready",
                     model.leaving ? "The browser is on its way to the authorisation server."
                                   : "State and code_verifier are being made."};
    }
    const Registration& registration = model.registration;
    Result<oauth::AuthorizationRequest> request =
        oauth::authorization_request({.endpoints = here->endpoints,
                                      .client_id = registration.client.client_id,
                                      .redirect_uri = registration.client.redirect_uri,
                                      .scope = registration.scopes,
                                      .state = model.attempt.state,
                                      .code_challenge = model.attempt.code_challenge,
                                      .extra = extra_of(model, oauth::ExtraFor::authorization)});
    if (!request) return request;
    if (const auto secret = secret_in(model, request->url)) {
        return Error{"secret_in_url", "A URL never carries a secret, and this one would show the " +
                                          *secret + ". Is it in the wrong field?"};
    }
    return request;
}

Result<http::Request> planned_token_request(const Model& model) {
    if (!model.redirect)
        return Error{"no_code",
                     "There is no code yet. Authorise first: the browser comes back with one."};
    const Redirect& redirect = *model.redirect;
    if (!redirect.response.accepted)
        return Error{"redirect_refused",
                     "The redirect was not accepted, so nothing is sent. Authorise again."};
    if (redirect.code == CodeUse::sent) return busy("The token request");
    if (redirect.code != CodeUse::ready || !redirect.pending) {
        return Error{
            "code_used",
            "This code was sent already, and a code is sent once. Authorise again for a new one."};
    }
    const Result<staging::Environment> here = chosen(model);
    if (!here) return here.error();
    const oauth::PendingAuthorization& pending = *redirect.pending;
    if (pending.environment != here->id) {
        const staging::Environment* origin = find_environment(model, pending.environment);
        return Error{"other_environment",
                     "The code belongs to " +
                         (origin != nullptr ? origin->name : "an environment that is gone") +
                         ", and " + here->name +
                         " is chosen. Choose that one again, or authorise here."};
    }
    Result<oauth::Client> client = authenticated(model);
    if (!client) return client.error();
    if (client->client_id != pending.client_id) {
        return Error{"other_client",
                     "The code was issued to the client " + pending.client_id +
                         ". Put that client ID back, or authorise again with the new one."};
    }
    // The same bytes as in the authorisation request (S07), whatever the field says by now.
    client->redirect_uri = pending.redirect_uri;
    return as_routed(model, oauth::token_request(*client, here->endpoints.token_endpoint,
                                                 redirect.response.code, pending.code_verifier,
                                                 extra_of(model, oauth::ExtraFor::token)));
}

Result<http::Request> planned_refresh(const Model& model) {
    const Result<staging::Environment> here = chosen(model);
    if (!here) return here.error();
    if (under_way(model, Purpose::refresh)) return busy("A refresh");
    const oauth::Token* token = live_token(model, TokenKind::refresh_token);
    if (token == nullptr) {
        const oauth::Token* last = newest_token(model, TokenKind::refresh_token);
        if (last != nullptr) {
            return Error{"no_refresh_token", "The refresh token is " +
                                                 std::string(oauth::to_string(last->state)) +
                                                 ", and that is final. Authorise again."};
        }
        return Error{"no_refresh_token",
                     newest_token(model, TokenKind::access_token) != nullptr
                         ? "The server gave no refresh token."
                         : "There is no refresh token yet. Authorise, then exchange the code."};
    }
    const Result<oauth::Client> client = authenticated(model);
    if (!client) return client.error();
    return as_routed(model,
                     oauth::refresh_request(*client, here->endpoints.token_endpoint, token->value,
                                            extra_of(model, oauth::ExtraFor::token)));
}

Result<http::Request> planned_api_call(const Model& model) {
    const Result<staging::Environment> here = chosen(model);
    if (!here) return here.error();
    const Result<std::string> server = resource_server(*here);
    if (!server) return server.error();
    const Result<http::Fields> typed = typed_headers(
        model.api.operation.empty() ? std::string_view(model.api.headers) : std::string_view());
    if (!typed) return typed.error();
    const bool own_authorization = http::find_header(*typed, "Authorization") != nullptr;
    const Result<oauth::Token> token =
        own_authorization ? oauth::Token{} : usable_access_token(model);
    if (!token) return token.error();
    if (under_way(model, Purpose::api)) return busy("A call");

    std::string method = model.api.method;
    Result<std::string> url = Error{};
    if (model.api.operation.empty()) {
        if (std::find(free_methods.begin(), free_methods.end(), method) == free_methods.end())
            return Error{"method", "Choose one of the methods that are offered."};
        url = free_url(model.api.path, *environment(model), *server);
    } else {
        const staging::Operation* operation = staging::find_operation(model.api.operation);
        if (operation == nullptr)
            return Error{"operation", model.reference == Reference::ready
                                          ? "Choose an operation."
                                          : "The list of operations is not there yet."};
        method = operation->method;
        url = operation_url(model.api, *operation, *server);
    }
    if (!url) return url.error();
    if (const auto secret = secret_in(model, *url)) {
        return Error{"secret_in_url",
                     "A URL never carries a secret (RFC 6750 §5.3), and this one would show the " +
                         *secret + "."};
    }
    http::Request request = json_request(std::move(method), *url, *token);
    if (takes_body(model.api) && !model.api.body.empty()) {
        const json::Parsed parsed = json::parse(model.api.body);
        if (!parsed.document && !model.api.as_it_is) {
            return Error{"body", "The body is not JSON: line " + std::to_string(parsed.error.line) +
                                     ", column " + std::to_string(parsed.error.column) + ". " +
                                     parsed.error.message};
        }
        request.headers.push_back({"Content-Type", "application/json"});
        request.body = model.api.body;
    }
    for (const http::Field& header : *typed)
        set_header(request.headers, header);
    if (const Result<bool> allowed = check_send(model, request); !allowed) return allowed.error();
    return request;
}

Result<http::Request> planned_introspection(const Model& model) {
    const Result<staging::Environment> here = chosen(model);
    if (!here) return here.error();
    if (under_way(model, Purpose::introspection)) return busy("An introspection");
    const IntrospectionChoice& choice = model.introspection;
    if (choice.form == IntrospectionForm::resource_server) {
        const Result<std::string> server = resource_server(*here);
        if (!server) return server.error();
        const Result<oauth::Token> token = usable_access_token(model);
        if (!token) return token.error();
        return json_request("GET", *server + "/v1/introspect", *token);
    }
    if (here->endpoints.introspection_endpoint.empty())
        return Error{"no_introspection_endpoint", here->name + " has no introspection endpoint."};
    // In whatever state it is: to ask about a token that seems dead is what introspection is for.
    const oauth::Token* token = newest_token(model, choice.kind);
    if (token == nullptr) {
        return Error{"no_token", choice.kind == TokenKind::access_token
                                     ? "There is no access token to ask about yet."
                                     : "There is no refresh token to ask about yet."};
    }
    const Result<oauth::Client> client = authenticated(model);
    if (!client) return client.error();
    return as_routed(model,
                     oauth::introspection_request(*client, here->endpoints.introspection_endpoint,
                                                  token->value, choice.kind));
}

Result<http::Request> planned_disconnect(const Model& model) {
    const Result<staging::Environment> here = chosen(model);
    if (!here) return here.error();
    if (!staging::follows_pleo(*here))
        return Error{"not_pleos", "Deleting the installation is Pleo's way to disconnect, and " +
                                      here->name + " is not Pleo's."};
    const Result<std::string> server = resource_server(*here);
    if (!server) return server.error();
    const Result<oauth::Token> token = usable_access_token(model);
    if (!token) return token.error();
    if (under_way(model, Purpose::disconnect)) return busy("A disconnect");
    return json_request("DELETE", *server + "/v1/installations/me", *token);
}

Result<http::Request> planned_revocation(const Model& model) {
    const Result<staging::Environment> here = chosen(model);
    if (!here) return here.error();
    if (here->endpoints.revocation_endpoint.empty())
        return Error{"no_revocation_endpoint", here->name + " has no revocation endpoint."};
    const oauth::Token* token = newest_token(model, model.revocation_kind);
    if (token == nullptr) {
        return Error{"no_token", model.revocation_kind == TokenKind::access_token
                                     ? "There is no access token to revoke yet."
                                     : "There is no refresh token to revoke yet."};
    }
    if (under_way(model, Purpose::revocation)) return busy("A revocation");
    const Result<oauth::Client> client = authenticated(model);
    if (!client) return client.error();
    return as_routed(model, oauth::revocation_request(*client, here->endpoints.revocation_endpoint,
                                                      token->value, model.revocation_kind));
}

Result<http::Request> planned_clock_advance(const Model& model, std::int64_t seconds) {
    const Result<staging::Environment> here = chosen(model);
    if (!here) return here.error();
    if (here->kind != staging::EnvironmentKind::simulated)
        return Error{"real_clock", "Only Simulated Staging has a clock that can be moved."};
    if (seconds < 1 || seconds > longest_clock_advance)
        return Error{"seconds", "The clock moves forward, by a second to a year at a time."};
    if (under_way(model, Purpose::simulator_clock)) return busy("A move of the clock");
    http::Request request;
    request.method = "POST";
    request.url = simulator_base(*here) + "/control/clock";
    request.headers = {{"Accept", "application/json"},
                       {"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = http::form_encode(http::Fields{{"advance_seconds", std::to_string(seconds)}});
    return request;
}

} // namespace playground
