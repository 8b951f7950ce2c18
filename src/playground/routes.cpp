#include "playground/routes.hpp"

#include "json/json.hpp"

#include <algorithm>

namespace playground {

namespace {

using staging::EnvironmentKind;

// "https://host/page/relay/pleo-staging"
std::string relay_base(const Model& model, std::string_view environment_id) {
    return model.page.url.substr(0, model.page.url.rfind('/')) + "/relay/" +
           std::string(environment_id);
}

// Did this environment leave a request of this page without an answer that the page may read?
bool hid_an_answer(const Model& model, const staging::Environment& here) {
    return std::any_of(model.exchanges.begin(), model.exchanges.end(), [&](const auto& each) {
        const std::string& url = each.request.url;
        return each.failure == http::Failure::network &&
               (url == here.endpoints.token_endpoint ||
                url == here.endpoints.introspection_endpoint ||
                url == here.endpoints.revocation_endpoint ||
                (!here.resource_server.empty() && url.starts_with(here.resource_server + "/")));
    });
}

} // namespace

std::string_view route_name(Route route) {
    switch (route) {
    case Route::simulated: return "Simulated";
    case Route::direct: return "Direct";
    case Route::relay: return "Relay";
    case Route::terminal: return "Terminal";
    }
    return {};
}

std::vector<Relay> relays_from_text(const Model& model, std::string_view text) {
    std::vector<Relay> relays;
    const json::Parsed parsed = json::parse(text, {.bytes = 64 * 1024, .depth = 8, .values = 2000});
    const std::vector<json::Value>* list =
        parsed.document ? json::find_array(parsed.document->root, "environments") : nullptr;
    if (list == nullptr) return relays;
    for (const json::Value& each : *list) {
        const auto id = json::find_string(each, "id");
        const staging::Environment* known = id ? find_environment(model, *id) : nullptr;
        // Its addresses are known by its form, so no address is taken from there.
        if (known == nullptr || known->kind == EnvironmentKind::simulated ||
            !json::find_string(each, "token_endpoint"))
            continue;
        relays.push_back(
            {.environment = known->id,
             .introspection = json::find_string(each, "introspection_endpoint").has_value(),
             .revocation = json::find_string(each, "revocation_endpoint").has_value(),
             .api = json::find_string(each, "resource_server").has_value(),
             .secretless = json::find_boolean(each, "secretless").value_or(false),
             .client_id = std::string(
                 json::find_string(each, "client_id").value_or("").substr(0, longest_text)),
             .method = json::find_string(each, "client_authentication") == "client_secret_post"
                           ? oauth::ClientAuthentication::client_secret_post
                           : oauth::ClientAuthentication::client_secret_basic});
    }
    return relays;
}

const Relay* relay_of(const Model& model, std::string_view environment_id) {
    if (!model.relays) return nullptr;
    const auto found = std::find_if(
        model.relays->begin(), model.relays->end(),
        [environment_id](const Relay& each) { return each.environment == environment_id; });
    return found == model.relays->end() ? nullptr : &*found;
}

bool may_lead(Route route, const staging::Environment& environment) {
    return (route == Route::simulated) == (environment.kind == EnvironmentKind::simulated);
}

std::vector<Route> routes(const Model& model) {
    const staging::Environment* here = environment(model);
    if (here == nullptr) return {};
    if (here->kind == EnvironmentKind::simulated) return {Route::simulated};
    if (relay_of(model, here->id) == nullptr) return {Route::direct, Route::terminal};
    return {Route::direct, Route::relay, Route::terminal};
}

bool leads(const Model& model) {
    const std::vector<Route> all = routes(model);
    return std::find(all.begin(), all.end(), model.registration.route) != all.end();
}

Recommendation recommended_route(const Model& model) {
    const staging::Environment* here = environment(model);
    if (here == nullptr || here->kind == EnvironmentKind::simulated)
        return {Route::simulated, "everything is answered inside this page"};
    if (const Relay* relay = relay_of(model, here->id)) {
        return {Route::relay,
                relay->secretless
                    ? "this page's server passes requests on and adds the secret itself"
                    : "this page's server passes requests on, and no CORS policy hides answers"};
    }
    if (hid_an_answer(model, *here))
        return {Route::terminal,
                "a request of this run stayed without an answer that the page may read"};
    return {Route::direct, "it needs nothing but this page, if the server's CORS policy allows it"};
}

staging::Environment routed(const Model& model, const staging::Environment& environment) {
    return model.registration.route == Route::relay ? relay_addresses(model, environment)
                                                    : environment;
}

bool is_by_relay(const Model& model, const http::Request& request) {
    return request.url.starts_with(relay_base(model, ""));
}

staging::Environment relay_addresses(const Model& model, const staging::Environment& environment) {
    staging::Environment result = environment;
    const Relay* relay = relay_of(model, environment.id);
    if (relay == nullptr) return result;
    const std::string base = relay_base(model, environment.id);
    result.endpoints.token_endpoint = base + "/token";
    result.endpoints.introspection_endpoint = relay->introspection ? base + "/introspect" : "";
    result.endpoints.revocation_endpoint = relay->revocation ? base + "/revoke" : "";
    result.resource_server = relay->api ? base + "/api" : "";
    return result;
}

bool secretless(const Model& model) {
    const Relay* relay = relay_of(model, model.registration.environment);
    return model.registration.route == Route::relay && relay != nullptr && relay->secretless;
}

http::Request without_credentials(http::Request request) {
    std::erase_if(request.headers,
                  [](const http::Field& each) { return each.name == "Authorization"; });
    return request;
}

bool needs_secret(const Model& model) {
    return model.registration.route != Route::terminal && !secretless(model);
}

} // namespace playground
