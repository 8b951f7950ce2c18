// May this request leave the page? The last look before it does (S40, S51, S69).
#include "playground/plan.hpp"

#include "playground/routes.hpp"
#include "playground/turn.hpp"

#include "http/ascii.hpp"
#include "http/form.hpp"
#include "http/url.hpp"
#include "staging/lock.hpp"
#include "staging/simulated_client.hpp"

#include <algorithm>

namespace playground {

namespace {

using staging::EnvironmentKind;

std::string_view without_query(std::string_view url) {
    return url.substr(0, url.find_first_of("?#"));
}

bool is_below(std::string_view url, const std::string& base) {
    return !base.empty() && url.size() > base.size() && url.starts_with(base) &&
           url[base.size()] == '/';
}

bool is_at(std::string_view url, const std::string& endpoint) {
    return !endpoint.empty() && without_query(url) == without_query(endpoint);
}

bool belongs_to(const staging::Environment& environment, const std::string& url) {
    const oauth::Endpoints& endpoints = environment.endpoints;
    if (is_at(url, endpoints.authorization_endpoint) || is_at(url, endpoints.token_endpoint) ||
        is_at(url, endpoints.introspection_endpoint) || is_at(url, endpoints.revocation_endpoint) ||
        is_below(url, environment.resource_server))
        return true;
    if (is_metadata(environment, url)) return true;
    return environment.kind == EnvironmentKind::simulated &&
           is_below(url, simulator_base(environment) + "/control");
}

// The tokens and codes that a request carries.
std::vector<std::string> carried(const http::Request& request) {
    std::vector<std::string> values;
    for (const http::Field& header : request.headers) {
        if (http::lower(header.name) != "authorization") continue;
        // RFC 9110 section 11.4: the scheme in any case, one or more blanks behind it.
        const std::size_t scheme = header.value.find_first_not_of(" \t");
        const std::size_t end = header.value.find_first_of(" \t", scheme);
        const std::size_t value = header.value.find_first_not_of(" \t", end);
        if (value == std::string::npos) continue;
        if (http::lower(std::string_view(header.value).substr(scheme, end - scheme)) == "bearer")
            values.push_back(header.value.substr(value));
    }
    for (const http::Field& field : http::form_parse(request.body)) {
        if (field.name == "code" || field.name == "token" || field.name == "refresh_token")
            values.push_back(field.value);
    }
    return values;
}

Result<bool> check_carried(const Model& model, const staging::Environment& here,
                           const std::string& value) {
    const bool simulated = here.kind == EnvironmentKind::simulated;
    if (value.starts_with(staging::simulated_prefix) != simulated) {
        return Error{
            "wrong_kind_of_token",
            simulated ? "Only tokens of Simulated Staging, which start with sim_, are sent there."
                      : "Tokens that start with sim_ work on Simulated Staging only and are sent "
                        "nowhere else."};
    }
    const auto elsewhere = [&](const oauth::Token& token) {
        return token.value == value && token.environment != here.id;
    };
    const bool foreign =
        std::any_of(model.tokens.begin(), model.tokens.end(), elsewhere) ||
        (model.redirect && model.redirect->pending && model.redirect->response.code == value &&
         model.redirect->pending->environment != here.id);
    if (foreign) {
        return Error{"foreign_token",
                     "This token or code belongs to another environment and is not sent to " +
                         here.name + "."};
    }
    return true;
}

} // namespace

Route route_of(const staging::Environment& environment) {
    return environment.kind == EnvironmentKind::simulated ? Route::simulated : Route::direct;
}

std::string simulator_base(const staging::Environment& environment) {
    const std::string& server = environment.resource_server;
    return server.substr(0, server.rfind('/'));
}

Result<bool> check_send(const Model& model, const http::Request& request) {
    const staging::Environment* here = environment(model);
    if (here == nullptr) return Error{"environment", "Choose an environment first."};
    if (const Result<std::string> target = staging::check_target(request.url); !target)
        return target.error();
    const Result<http::Url> url =
        http::parse_url(request.url); // strict: no path segment climbs out, for instance
    if (!url) return url.error();
    if (url->has_fragment)
        return Error{"fragment", "Remove the part from the # on: it would never be sent."};
    if (!belongs_to(routed(model, *here), request.url)) {
        return Error{"foreign_target",
                     http::origin(*url) + url->path + " does not belong to " + here->name +
                         ". Requests go to the environment that is chosen and nowhere else."};
    }
    // Metadata is asked for by the page itself, whatever the route.
    if (!leads(model) && !is_metadata(*here, request.url)) {
        return Error{"route", "This route does not lead to " + here->name + "."};
    }
    // While it starts, the port holds requests and navigations back until it runs.
    if (here->kind == EnvironmentKind::simulated &&
        model.simulator == SimulatorState::unavailable) {
        return Error{"simulator_not_ready",
                     "Simulated Staging does not run in this browser: " + model.simulator_text};
    }
    for (const std::string& value : carried(request)) {
        if (Result<bool> allowed = check_carried(model, *here, value); !allowed) return allowed;
    }
    return true;
}

} // namespace playground
