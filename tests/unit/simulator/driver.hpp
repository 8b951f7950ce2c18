// Drives Simulated Staging as a client and a person would, with a clock and a random source of its
// own.
#pragma once

#include "http/form.hpp"
#include "http/message.hpp"
#include "http/url.hpp"
#include "oauth/authorization.hpp"
#include "oauth/bearer.hpp"
#include "oauth/pkce.hpp"
#include "oauth/token.hpp"
#include "simulator/simulator.hpp"
#include "staging/simulated_client.hpp"
#include "unit/sha256.hpp"
#include "json/json.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace simulator::tests {

inline constexpr std::string_view base_url = "https://page.example/playground/simulated";
inline constexpr std::string_view page_url = "https://page.example/playground/";

class Driver {
public:
    State state = initial_state();
    std::int64_t now_ms = 1'800'000'000'000;
    std::string prefix{staging::simulated_prefix};
    bool in_browser = false;
    std::string verifier = oauth::code_verifier(std::string(32, 'v'));
    oauth::Client client{std::string(staging::simulated_client_id),
                         std::string(staging::simulated_client_secret), std::string(page_url),
                         oauth::ClientAuthentication::client_secret_basic};

    http::Response send(const http::Request& request) {
        Host host;
        host.now_ms = now_ms;
        host.base_url = base_url;
        host.prefix = prefix;
        host.in_browser = in_browser;
        host.random = [this](std::size_t octets) {
            std::string text(octets, '\0');
            for (char& c : text)
                c = static_cast<char>(random_() & 0xFFU);
            return text;
        };
        host.sha256 = [](std::string_view text) { return ::tests::sha256(text); };
        return handle(state, request, host);
    }

    http::Response get(std::string_view path) { return send({"GET", url(path), {}, {}}); }

    http::Response post(std::string_view path, const http::Fields& form) {
        return send({"POST",
                     url(path),
                     {{"Content-Type", "application/x-www-form-urlencoded"}},
                     http::form_encode(form)});
    }

    // The parameters of a good authorisation request, for a test to spoil.
    http::Fields authorization_parameters(
        std::string_view scope = staging::simulated_scopes) const {
        return {{"response_type", "code"},
                {"client_id", client.client_id},
                {"redirect_uri", client.redirect_uri},
                {"scope", std::string(scope)},
                {"state", "opaque state"},
                {"code_challenge", oauth::code_challenge(::tests::sha256(verifier))},
                {"code_challenge_method", "S256"}};
    }

    http::Response authorize(const http::Fields& parameters) {
        return get("/auth/oauth/authorize?" + http::form_encode(parameters));
    }

    http::Response log_in(const http::Response& page,
                          const staging::SimulatedPerson& person = staging::simulated_people[0]) {
        return post("/auth/oauth/authorize/log-in", {{"transaction", transaction(page)},
                                                     {"email", std::string(person.email)},
                                                     {"password", std::string(person.password)}});
    }

    http::Response decide(const http::Response& page, std::string_view decision) {
        return post("/auth/oauth/authorize/consent",
                    {{"transaction", transaction(page)}, {"decision", std::string(decision)}});
    }

    // All the way through the pages to a code.
    std::string fresh_code(std::string_view scope = staging::simulated_scopes) {
        const http::Response back =
            decide(log_in(authorize(authorization_parameters(scope))), "approve");
        return parameter(back, "code");
    }

    http::Response exchange(const std::string& code) {
        return send(oauth::token_request(client, url("/auth/oauth/token"), code, verifier));
    }

    http::Response refresh(const std::string& refresh_token) {
        return send(oauth::refresh_request(client, url("/auth/oauth/token"), refresh_token));
    }

    // Ends the test program when there are no tokens: for tests about what comes after.
    oauth::TokenSet tokens(std::string_view scope = staging::simulated_scopes) {
        return *oauth::process_token_response(exchange(fresh_code(scope)));
    }

    http::Response call(const std::string& access_token, std::string_view path,
                        std::string_view method = "GET") {
        return send(oauth::with_bearer(
            {std::string(method), url("/external" + std::string(path)), {}, {}}, access_token));
    }

    // The same with a JSON body.
    http::Response call(const std::string& access_token, std::string_view path,
                        std::string_view method, std::string_view body) {
        return send(oauth::with_bearer({std::string(method),
                                        url("/external" + std::string(path)),
                                        {{"Content-Type", "application/json"}},
                                        std::string(body)},
                                       access_token));
    }

    http::Response introspect(const std::string& token) {
        return send(
            oauth::client_request(url("/auth/oauth/token/introspect"), client, {{"token", token}}));
    }

    static std::string url(std::string_view path) {
        return std::string(base_url) + std::string(path);
    }

    // The one-time id in the form of a page; empty when there is no form.
    static std::string transaction(const http::Response& page) {
        constexpr std::string_view before = "name=\"transaction\" value=\"";
        const std::size_t start = page.body.find(before);
        if (start == std::string::npos) return {};
        const std::size_t from = start + before.size();
        return page.body.substr(from, page.body.find('"', from) - from);
    }

    // A parameter of the address that a redirect leads to; empty when absent.
    static std::string parameter(const http::Response& response, std::string_view name) {
        const std::string* location = http::find_header(response.headers, "Location");
        if (location == nullptr) return {};
        const auto parsed = http::parse_url(*location);
        if (!parsed) return {};
        const http::Fields query = http::form_parse(parsed->query);
        const std::string* value = http::find_parameter(query, name);
        return value == nullptr ? std::string() : *value;
    }

    // A member of a JSON body, strings as they are; empty when absent.
    static std::string member(const http::Response& response, std::string_view key) {
        const json::Parsed parsed = json::parse(response.body);
        if (!parsed.document) return {};
        const json::Value* value = json::find(parsed.document->root, key);
        if (value == nullptr) return {};
        return value->is_string() ? value->text : json::dump(*value);
    }

    // What stands below "data"; null when nothing does.
    static json::Value data(const http::Response& response) {
        const json::Parsed parsed = json::parse(response.body);
        const json::Value* found =
            parsed.document ? json::find(parsed.document->root, "data") : nullptr;
        return found == nullptr ? json::Value() : *found;
    }
    static std::vector<std::string> ids(const http::Response& response,
                                        std::string_view member = "id") {
        std::vector<std::string> ids;
        for (const json::Value& each : data(response).items)
            ids.emplace_back(json::find_string(each, member).value_or(""));
        return ids;
    }
    static std::string type(const http::Response& response) {
        return std::to_string(response.status) + " " + member(response, "type");
    }

    static std::string header(const http::Response& response, std::string_view name) {
        const std::string* value = http::find_header(response.headers, name);
        return value == nullptr ? std::string() : *value;
    }

private:
    std::mt19937 random_{20260101};
};

} // namespace simulator::tests
