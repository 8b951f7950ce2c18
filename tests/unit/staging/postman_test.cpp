// The structure is that of the public schema of collection format 2.1, as far as it is used here.
#include "staging/postman.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using json::find;
using json::find_array;
using json::find_string;
using staging::Environment;
using staging::EnvironmentKind;
using staging::PostmanApp;

Environment pleo() {
    Environment environment;
    environment.id = "pleo-staging";
    environment.name = "Pleo Staging";
    environment.kind = EnvironmentKind::pleo;
    environment.endpoints.authorization_endpoint = "https://auth.staging.pleo.io/oauth/authorize";
    environment.endpoints.token_endpoint = "https://auth.staging.pleo.io/oauth/token";
    environment.endpoints.introspection_endpoint =
        "https://auth.staging.pleo.io/oauth/token/introspect";
    environment.resource_server = "https://external.staging.pleo.io";
    return environment;
}

constexpr std::string_view all_scopes =
    "users:read companies:read export-jobs:read tag-groups:read vendors:write";

json::Value collection(std::string_view scope = all_scopes) {
    return *staging::postman_collection(pleo(), scope);
}

// The folder of the requests that the client itself makes comes first, the reads follow.
const std::vector<json::Value>& by_hand(const json::Value& file) {
    return *find_array(find_array(file, "item")->front(), "item");
}
std::vector<json::Value> reads(const json::Value& file) {
    const std::vector<json::Value>& items = *find_array(file, "item");
    return {items.begin() + 1, items.end()};
}

std::vector<std::string> names_of(const std::vector<json::Value>& items) {
    std::vector<std::string> names;
    for (const json::Value& item : items)
        names.emplace_back(*find_string(item, "name"));
    return names;
}

// All lines of one script of a collection or a folder.
std::string script_of(const json::Value& holder, std::string_view moment) {
    std::string code;
    for (const json::Value& event : *find_array(holder, "event")) {
        if (find_string(event, "listen") != moment) continue;
        const json::Value& script = *find(event, "script");
        EXPECT_EQ(find_string(script, "type"), "text/javascript");
        for (const json::Value& line : *find_array(script, "exec"))
            code += line.text + "\n";
    }
    return code;
}

json::Value variables(PostmanApp app = PostmanApp::desktop) {
    return *staging::postman_environment(pleo(), app, " users:read  companies:read");
}

// The value of one entry in a list of {"key", "value"}.
std::string value_of(const std::vector<json::Value>& entries, std::string_view key) {
    std::string value = "(absent)";
    for (const json::Value& entry : entries) {
        if (find_string(entry, "key") == key) value = find_string(entry, "value").value_or("?");
    }
    return value;
}

// Every {{variable}} in any string of a tree.
void collect_variables(const json::Value& value, std::set<std::string>& names) {
    std::size_t start = 0;
    while (value.is_string() && (start = value.text.find("{{", start)) != std::string::npos) {
        const std::size_t end = value.text.find("}}", start);
        names.insert(value.text.substr(start + 2, end - start - 2));
        start = end;
    }
    for (const json::Value& item : value.items)
        collect_variables(item, names);
    for (const json::Member& member : value.members)
        collect_variables(member.value, names);
}

TEST(PostmanCollection, is_of_format_2_1) {
    const json::Value file = collection();
    const json::Value* info = find(file, "info");
    ASSERT_NE(info, nullptr);
    EXPECT_EQ(find_string(*info, "name"), "OAuth Playground: Pleo Staging");
    EXPECT_EQ(find_string(*info, "schema"),
              "https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
    ASSERT_NE(find_array(file, "item"), nullptr);
    for (const json::Value& item : reads(file)) {
        ASSERT_TRUE(find_string(item, "name"));
        const json::Value* request = find(item, "request");
        ASSERT_NE(request, nullptr);
        EXPECT_EQ(find_string(*request, "method"), "GET");
        for (const json::Value& header : *find_array(*request, "header")) {
            EXPECT_TRUE(find_string(header, "key"));
            EXPECT_TRUE(find_string(header, "value"));
        }
        const json::Value* url = find(*request, "url");
        ASSERT_NE(url, nullptr);
        EXPECT_TRUE(find_string(*url, "raw"));
        EXPECT_NE(find_array(*url, "host"), nullptr);
        std::string path;
        for (const json::Value& segment : *find_array(*url, "path"))
            path += "/" + segment.text;
        EXPECT_TRUE(find_string(*url, "raw")->starts_with("{{resource_server}}" + path));
        if (find(*url, "query") != nullptr) {
            for (const json::Value& row : *find_array(*url, "query")) {
                EXPECT_TRUE(find_string(row, "key"));
                EXPECT_TRUE(find_string(row, "value"));
            }
        }
        EXPECT_NE(find_array(item, "response"), nullptr);
    }
}

TEST(PostmanCollection, authenticates_as_the_documentation_asks) {
    const json::Value file = collection();
    const json::Value* auth = find(file, "auth");
    ASSERT_NE(auth, nullptr);
    EXPECT_EQ(find_string(*auth, "type"), "oauth2");
    const std::vector<json::Value>& values = *find_array(*auth, "oauth2");
    EXPECT_EQ(value_of(values, "grant_type"), "authorization_code_with_pkce");
    EXPECT_EQ(value_of(values, "challengeAlgorithm"), "S256");
    EXPECT_EQ(value_of(values, "client_authentication"), "header");
    EXPECT_EQ(value_of(values, "addTokenTo"), "header");
    EXPECT_EQ(value_of(values, "clientSecret"), "{{client_secret}}");
    EXPECT_EQ(value_of(values, "redirect_uri"), "{{redirect_uri}}");
    for (const json::Value& value : values)
        EXPECT_TRUE(find_string(value, "type"));
}

TEST(PostmanCollection, holds_the_safe_reads_that_the_scope_allows) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(names_of(reads(collection())),
              (Names{"GET /v1/introspect", "GET /v2/employees", "GET /v1/companies",
                     "GET /v1/installations/me", "GET /v3/export-jobs", "GET /v0/tag-groups"}));
    EXPECT_EQ(names_of(reads(collection("companies:read"))),
              (Names{"GET /v1/introspect", "GET /v1/companies", "GET /v1/installations/me"}));
    EXPECT_EQ(names_of(reads(collection(""))),
              (Names{"GET /v1/introspect", "GET /v1/installations/me"}));
    EXPECT_FALSE(staging::postman_collection(pleo(), "a\"b"));
    EXPECT_FALSE(staging::postman_environment(pleo(), PostmanApp::web, "a\"b"));
}

TEST(PostmanCollection, names_the_company_where_a_company_or_an_organisation_is_needed) {
    const json::Value file = collection();
    const json::Value& item = find_array(file, "item")->back();
    EXPECT_EQ(find_string(*find(*find(item, "request"), "url"), "raw"),
              "{{resource_server}}/v0/tag-groups?company_id={{company_id}}");
}

TEST(PostmanCollection, asks_for_few_and_offers_every_filter_switched_off) {
    const json::Value file = collection();
    for (const json::Value& item : reads(file)) {
        if (find_string(item, "name") != "GET /v2/employees") continue;
        const json::Value& url = *find(*find(item, "request"), "url");
        EXPECT_EQ(find_string(url, "raw"), "{{resource_server}}/v2/employees?limit=5");
        const std::vector<json::Value>& query = *find_array(url, "query");
        EXPECT_EQ(value_of(query, "limit"), "5");
        EXPECT_EQ(value_of(query, "companyId"), "{{company_id}}");
        for (const json::Value& row : query) {
            EXPECT_EQ(json::find_boolean(row, "disabled").value_or(false),
                      find_string(row, "key") != "limit");
        }
        return;
    }
    FAIL() << "no GET /v2/employees";
}

TEST(PostmanCollection, every_request_is_tested_for_200) {
    const std::string code = script_of(collection(), "test");
    EXPECT_NE(code.find("pm.response.to.have.status(200)"), std::string::npos) << code;
}

TEST(PostmanCollection, walks_the_life_of_a_token_by_hand) {
    using Names = std::vector<std::string>;
    const json::Value file = collection();
    const json::Value& folder = find_array(file, "item")->front();
    EXPECT_EQ(find_string(*find(folder, "auth"), "type"), "basic");
    EXPECT_NE(script_of(folder, "prerequest").find("skipRequest"), std::string::npos);
    EXPECT_NE(script_of(folder, "test").find("pm.environment.set"), std::string::npos);
    EXPECT_EQ(names_of(by_hand(file)),
              (Names{"Exchange code for tokens", "Refresh tokens", "Introspect token"}));
    for (const json::Value& item : by_hand(file)) {
        const json::Value& request = *find(item, "request");
        EXPECT_EQ(find_string(request, "method"), "POST");
        EXPECT_EQ(find_string(*find(request, "body"), "mode"), "urlencoded");
    }
    const json::Value& exchange = *find(by_hand(file)[0], "request");
    const std::vector<json::Value>& form = *find_array(*find(exchange, "body"), "urlencoded");
    EXPECT_EQ(form.size(), 4u); // RFC 6749 section 4.1.3, with Basic
    EXPECT_EQ(value_of(form, "code_verifier"), "{{code_verifier}}");

    Environment without = pleo();
    without.endpoints.introspection_endpoint.clear();
    EXPECT_EQ(names_of(by_hand(*staging::postman_collection(without, ""))),
              (Names{"Exchange code for tokens", "Refresh tokens"}));
}

TEST(PostmanEnvironment, defines_every_variable_of_the_collection) {
    std::set<std::string> used;
    collect_variables(collection(), used);
    EXPECT_FALSE(used.empty());
    const json::Value file = variables();
    for (const std::string& name : used)
        EXPECT_NE(value_of(*find_array(file, "values"), name), "(absent)") << name;
    EXPECT_EQ(find_string(file, "_postman_variable_scope"), "environment");
    EXPECT_EQ(find_string(file, "name"), "Pleo Staging");
}

TEST(PostmanEnvironment, S44_secrets_are_empty_and_hidden) {
    const json::Value file = variables();
    std::set<std::string> secret;
    for (const json::Value& variable : *find_array(file, "values")) {
        EXPECT_TRUE(json::find_boolean(variable, "enabled").value_or(false));
        if (find_string(variable, "type") != "secret") continue;
        secret.emplace(*find_string(variable, "key"));
        EXPECT_EQ(find_string(variable, "value"), "");
    }
    EXPECT_EQ(secret, (std::set<std::string>{"access_token", "client_secret", "code",
                                             "code_verifier", "refresh_token"}));
}

TEST(PostmanEnvironment, has_the_callback_of_the_chosen_postman) {
    EXPECT_EQ(value_of(*find_array(variables(PostmanApp::desktop), "values"), "redirect_uri"),
              "https://oauth.pstmn.io/v1/callback");
    EXPECT_EQ(value_of(*find_array(variables(PostmanApp::web), "values"), "redirect_uri"),
              "https://oauth.pstmn.io/v1/browser-callback");
}

TEST(PostmanEnvironment, points_at_the_environment) {
    const json::Value file = variables();
    const std::vector<json::Value>& values = *find_array(file, "values");
    EXPECT_EQ(value_of(values, "authorization_endpoint"),
              "https://auth.staging.pleo.io/oauth/authorize");
    EXPECT_EQ(value_of(values, "token_endpoint"), "https://auth.staging.pleo.io/oauth/token");
    EXPECT_EQ(value_of(values, "resource_server"), "https://external.staging.pleo.io");
    EXPECT_EQ(value_of(values, "scope"), "users:read companies:read");
}

TEST(Postman, what_it_could_not_reach_is_refused) {
    Environment simulated = pleo();
    simulated.kind = EnvironmentKind::simulated;
    Environment without_api = pleo();
    without_api.resource_server.clear();
    for (const auto& [environment, code] :
         {std::pair{simulated, "simulated"}, std::pair{without_api, "no_api"}}) {
        const auto file = staging::postman_collection(environment, "");
        const auto values = staging::postman_environment(environment, PostmanApp::web, "");
        ASSERT_FALSE(file);
        ASSERT_FALSE(values);
        EXPECT_EQ(file.error().code, code);
        EXPECT_EQ(values.error().code, code);
    }
}

} // namespace
