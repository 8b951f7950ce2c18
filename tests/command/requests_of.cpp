// For generated.test.mjs: a JSON list of configurations on standard input, on standard output what the
// engine makes of each: {"url", "body", "authorization"}, or {"error"}.
#include "oauth/authorization.hpp"
#include "oauth/token.hpp"
#include "json/json.hpp"

#include <iostream>
#include <iterator>
#include <string>

namespace {

json::Value requests_of(const json::Value& configuration) {
    const auto text = [&](std::string_view name) {
        return std::string{json::find_string(configuration, name).value_or("")};
    };
    const Result<oauth::AuthorizationRequest> asked = oauth::authorization_request({
        .endpoints = {.authorization_endpoint = text("authorization_endpoint"),
                      .token_endpoint = text("token_endpoint"),
                      .introspection_endpoint = {},
                      .issuer = {}},
        .client_id = text("client_id"),
        .redirect_uri = text("redirect_uri"),
        .scope = text("scope"),
        .state = text("state"),
        .code_challenge = text("code_challenge"),
    });
    json::Value told = json::Value::object();
    if (!asked) {
        json::set(told, "error", asked.error().code);
        return told;
    }
    const oauth::Client client{text("client_id"), text("client_secret"), text("redirect_uri"),
                               text("method") == "post"
                                   ? oauth::ClientAuthentication::client_secret_post
                                   : oauth::ClientAuthentication::client_secret_basic};
    const http::Request token =
        oauth::token_request(client, text("token_endpoint"), text("code"), text("code_verifier"));
    json::set(told, "url", asked->url);
    json::set(told, "body", token.body);
    if (const std::string* header = http::find_header(token.headers, "Authorization"))
        json::set(told, "authorization", *header);
    return told;
}

} // namespace

int main() {
    const std::string input{std::istreambuf_iterator<char>(std::cin), {}};
    const json::Parsed parsed =
        json::parse(input, {.bytes = 64 * 1024 * 1024, .values = 1'000'000});
    if (!parsed.document || !parsed.document->root.is_array()) {
        std::cerr << parsed.error.message << "\n";
        return 1;
    }
    json::Value all = json::Value::array();
    for (const json::Value& each : parsed.document->root.items)
        all.items.push_back(requests_of(each));
    std::cout << json::dump(all);
}
