#include "staging/postman.hpp"

#include "oauth/scope.hpp"
#include "staging/operations.hpp"
#include "staging/scope_planner.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace staging {
namespace {

constexpr std::string_view schema =
    "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

// Of the collection: it runs after every request.
constexpr std::string_view events = R"([{"listen": "test", "script": {
    "type": "text/javascript",
    "exec": ["pm.test(pm.info.requestName + ' answers 200', () => pm.response.to.have.status(200));"]
}}])";

// What the client itself asks, with its own credentials. The answers' tokens go into the
// environment, where the reads that follow take them from.
constexpr std::string_view by_hand = R"({
    "name": "Tokens by hand",
    "description": "Postman puts Client ID and Client secret into the Basic header as they are. RFC 6749 (2.3.1) wants them form-encoded first, which matters where one of them holds anything besides letters, digits and -._* : then put the encoded spelling into the environment.",
    "auth": {"type": "basic", "basic": [
        {"key": "username", "value": "{{client_id}}", "type": "string"},
        {"key": "password", "value": "{{client_secret}}", "type": "string"}
    ]},
    "event": [{"listen": "prerequest", "script": {"type": "text/javascript", "exec": [
        "const missing = ({ value }) => !pm.variables.replaceIn(value);",
        "if (pm.request.body.urlencoded.all().some(missing)) pm.execution.skipRequest();"
    ]}}, {"listen": "test", "script": {"type": "text/javascript", "exec": [
        "const tokens = pm.response.json();",
        "for (const name of ['access_token', 'refresh_token']) {",
        "    if (tokens[name]) pm.environment.set(name, tokens[name]);",
        "}",
        "pm.environment.set('code', ''); // it is used once"
    ]}}],
    "item": [{
        "name": "Exchange code for tokens",
        "request": {"method": "POST", "url": "{{token_endpoint}}", "body": {
            "mode": "urlencoded", "urlencoded": [
                {"key": "grant_type", "value": "authorization_code"},
                {"key": "code", "value": "{{code}}"},
                {"key": "redirect_uri", "value": "{{redirect_uri}}"},
                {"key": "code_verifier", "value": "{{code_verifier}}"}
        ]}}
    }, {
        "name": "Refresh tokens",
        "request": {"method": "POST", "url": "{{token_endpoint}}", "body": {
            "mode": "urlencoded", "urlencoded": [
                {"key": "grant_type", "value": "refresh_token"},
                {"key": "refresh_token", "value": "{{refresh_token}}"}
        ]}}
    }, {
        "name": "Introspect token",
        "request": {"method": "POST", "url": "{{introspection_endpoint}}", "body": {
            "mode": "urlencoded", "urlencoded": [{"key": "token", "value": "{{access_token}}"}]
        }}
    }]
})";

json::Value read(std::string_view text) { return json::parse(text).document->root; }

json::Value by_hand_for(const Environment& environment) {
    json::Value folder = read(by_hand);
    if (environment.endpoints.introspection_endpoint.empty())
        folder.members.back().value.items.pop_back();
    return folder;
}

json::Value member_of(std::string_view key, json::Value value, std::string_view type) {
    json::Value object = json::Value::object();
    json::set(object, "key", key);
    json::set(object, "value", std::move(value));
    json::set(object, "type", type);
    return object;
}

// Values stay in the environment, so that the collection can be shared.
json::Value authentication() {
    json::Value values = json::Value::array();
    const auto add = [&values](std::string_view key, std::string_view value) {
        values.items.push_back(member_of(key, value, "string"));
    };
    add("grant_type", "authorization_code_with_pkce");
    add("challengeAlgorithm", "S256");
    add("authUrl", "{{authorization_endpoint}}");
    add("accessTokenUrl", "{{token_endpoint}}");
    add("clientId", "{{client_id}}");
    add("clientSecret", "{{client_secret}}");
    add("client_authentication", "header");
    add("redirect_uri", "{{redirect_uri}}");
    add("scope", "{{scope}}");
    add("addTokenTo", "header");
    add("headerPrefix", "Bearer");
    add("tokenName", "Access token");
    add("accessToken", "{{access_token}}"); // until Postman has fetched one, and for newman
    // Both callback URLs are those of the log-in in the person's own browser.
    values.items.push_back(member_of("useBrowser", true, "boolean"));

    json::Value auth = json::Value::object();
    json::set(auth, "type", "oauth2");
    json::set(auth, "oauth2", std::move(values));
    return auth;
}

bool takes(const Operation& operation, std::string_view name) {
    return std::any_of(operation.query.begin(), operation.query.end(),
                       [name](const Parameter& parameter) { return parameter.name == name; });
}

json::Value query_of(const Operation& operation) {
    // Where it is one or the other, none of them is an error.
    const bool needs_company =
        takes(operation, "company_id") && takes(operation, "organization_id");
    json::Value query = json::Value::array();
    for (const Parameter& parameter : operation.query) {
        json::Value row = json::Value::object();
        const bool is_limit = parameter.name == "limit";
        const bool is_company = parameter.name == "company_id" || parameter.name == "companyId";
        json::set(row, "key", parameter.name);
        json::set(row, "value", is_limit ? "5" : is_company ? "{{company_id}}" : "");
        json::set(row, "description", parameter.meaning);
        const bool is_sent = parameter.required || is_limit || (is_company && needs_company);
        if (!is_sent) json::set(row, "disabled", true);
        query.items.push_back(std::move(row));
    }
    return query;
}

json::Value url_of(const Operation& operation) {
    json::Value path = json::Value::array();
    std::string_view rest = operation.path;
    while (!rest.empty()) {
        rest.remove_prefix(1); // "/"
        const std::string_view segment = rest.substr(0, rest.find('/'));
        path.items.emplace_back(segment);
        rest.remove_prefix(segment.size());
    }
    json::Value query = query_of(operation);
    std::string raw = "{{resource_server}}" + std::string(operation.path);
    char separator = '?';
    for (const json::Value& row : query.items) {
        if (json::find_boolean(row, "disabled").value_or(false)) continue;
        raw += separator;
        raw += std::string(*json::find_string(row, "key")) + "=" +
               std::string(*json::find_string(row, "value"));
        separator = '&';
    }
    json::Value url = json::Value::object();
    json::set(url, "raw", raw);
    json::set(url, "host", json::Value::array({"{{resource_server}}"}));
    json::set(url, "path", std::move(path));
    if (!query.items.empty()) json::set(url, "query", std::move(query));
    return url;
}

json::Value item_of(const Operation& operation) {
    std::string description(operation.summary);
    description += operation.scopes.empty() ? "\n\nScope: none documented."
                                            : "\n\nScope: " + std::string(operation.scopes) + ".";
    json::Value accept = json::Value::object();
    json::set(accept, "key", "Accept");
    json::set(accept, "value", "application/json");

    json::Value request = json::Value::object();
    json::set(request, "method", operation.method);
    json::set(request, "header", json::Value::array({std::move(accept)}));
    json::set(request, "url", url_of(operation));
    json::set(request, "description", description);

    json::Value item = json::Value::object();
    json::set(item, "name", std::string(operation.method) + " " + std::string(operation.path));
    json::set(item, "request", std::move(request));
    json::set(item, "response", json::Value::array());
    return item;
}

// What a first look at an API needs; nothing here changes or reveals more than it says.
constexpr std::array<std::string_view, 6> safe_reads{"introspect",       "list_employees",
                                                     "list_companies",   "get_installation",
                                                     "list_export_jobs", "list_tag_groups"};

std::optional<Error> find_obstacle(const Environment& environment) {
    if (environment.kind == EnvironmentKind::simulated) {
        return Error{"simulated", environment.name + " lives inside this page. Postman cannot "
                                                     "reach it: choose another environment."};
    }
    if (environment.resource_server.empty()) {
        return Error{"no_api", environment.name + " has no API in this page's list, so there is "
                                                  "nothing to call from Postman."};
    }
    return std::nullopt;
}

} // namespace

std::string_view postman_callback(PostmanApp app) {
    return app == PostmanApp::desktop ? "https://oauth.pstmn.io/v1/callback"
                                      : "https://oauth.pstmn.io/v1/browser-callback";
}

Result<json::Value> postman_collection(const Environment& environment, std::string_view scope) {
    if (auto obstacle = find_obstacle(environment)) return *std::move(obstacle);
    const Result<oauth::Scopes> scopes = oauth::parse_scopes(scope);
    if (!scopes) return scopes.error();
    json::Value info = json::Value::object();
    json::set(info, "name", "OAuth Playground: " + environment.name);
    json::set(info, "description",
              "An unofficial set of safe reads. Fill in the environment, then on the Authorization "
              "tab of this collection press Get New Access Token, and Use Token. Or put a code and "
              "its code_verifier into the environment, and exchange it by hand. The client secret "
              "is for the token endpoint only and never an API credential: requests to the API "
              "carry the access token.");
    json::set(info, "schema", schema);

    json::Value items = json::Value::array({by_hand_for(environment)});
    for (const std::string_view id : safe_reads) {
        const Operation* operation = find_operation(id);
        if (operation != nullptr && lacking_scopes(*operation, scope).empty())
            items.items.push_back(item_of(*operation));
    }
    json::Value collection = json::Value::object();
    json::set(collection, "info", std::move(info));
    json::set(collection, "item", std::move(items));
    json::set(collection, "auth", authentication());
    json::set(collection, "event", read(events));
    return collection;
}

Result<json::Value> postman_environment(const Environment& environment, PostmanApp app,
                                        std::string_view scope) {
    if (auto obstacle = find_obstacle(environment)) return *std::move(obstacle);
    const Result<oauth::Scopes> scopes = oauth::parse_scopes(scope);
    if (!scopes) return scopes.error();
    json::Value values = json::Value::array();
    const auto add = [&values](std::string_view key, std::string_view value,
                               std::string_view type) {
        json::Value variable = member_of(key, value, type);
        json::set(variable, "enabled", true);
        values.items.push_back(std::move(variable));
    };
    add("authorization_endpoint", environment.endpoints.authorization_endpoint, "default");
    add("token_endpoint", environment.endpoints.token_endpoint, "default");
    add("introspection_endpoint", environment.endpoints.introspection_endpoint, "default");
    add("resource_server", environment.resource_server, "default");
    add("redirect_uri", postman_callback(app), "default");
    add("scope", oauth::join(scopes->values), "default");
    add("company_id", "", "default");
    add("client_id", "", "default");
    for (const std::string_view secret :
         {"client_secret", "code", "code_verifier", "access_token", "refresh_token"})
        add(secret, "", "secret");

    json::Value file = json::Value::object();
    json::set(file, "name", environment.name);
    json::set(file, "values", std::move(values));
    json::set(file, "_postman_variable_scope", "environment");
    return file;
}

} // namespace staging
