#include "simulator/record.hpp"

#include "http/base64.hpp"
#include "http/form.hpp"
#include "simulator/client_authentication.hpp"
#include "simulator/tokens.hpp"
#include "simulator/transport.hpp"
#include "staging/simulated_client.hpp"

#include <array>

namespace simulator {
namespace {

// Set when there is something to say.
void say(json::Value& moment, std::string_view key, std::string_view text) {
    if (!text.empty()) json::set(moment, key, text);
}

std::string_view condition(Call& call, std::string_view secret) {
    const Token* token = find_token(call, secret);
    if (token == nullptr) return "unknown";
    if (token->status == TokenStatus::rotated) return "rotated";
    if (token->status == TokenStatus::revoked) return "revoked";
    if (is_expired(*token, call.now_ms)) return "expired";
    return "live";
}

std::string_view bearer_condition(Call& call, std::string_view secret) {
    const Token* token = find_token(call, secret);
    if (token != nullptr && token->kind == TokenKind::refresh_token) return "refresh";
    return condition(call, secret);
}

void note_basic(Call& call, json::Value& moment, std::string_view value) {
    const auto decoded = http::base64_decode(value);
    const std::size_t colon = decoded ? decoded->find(':') : std::string::npos;
    if (colon == std::string::npos) return;
    const std::string_view raw = std::string_view(*decoded).substr(colon + 1);
    const std::string_view secret = client_secret(call);
    // Told apart where both readings differ.
    if (http::form_encode(secret) == secret) return;
    if (http::form_decode(raw) == secret) json::set(moment, "encoded", "form");
    if (raw == secret) json::set(moment, "encoded", "raw");
}

void note_authentication(Call& call, json::Value& moment, const http::Fields& form) {
    json::Value ways = json::Value::array();
    if (const auto header = credentials(call.request)) {
        ways.items.emplace_back(header->scheme == "basic" ? "basic" : "other");
        if (header->scheme == "basic") note_basic(call, moment, header->value);
    }
    if (find_value(form, "client_secret") != nullptr) ways.items.emplace_back("body");
    if (ways.items.empty()) ways.items.emplace_back("none");
    json::set(moment, "ways", std::move(ways));
}

void note_url(json::Value& moment, Point point, std::string_view query) {
    if (point == Point::none || query.empty()) return;
    json::Value names = json::Value::array();
    for (const http::Field& each : http::form_parse(query)) {
        for (const std::string_view secret :
             {"access_token", "refresh_token", "client_secret", "code", "code_verifier"})
            if (each.name == secret) names.items.emplace_back(secret);
    }
    if (!names.items.empty()) json::set(moment, "in_url", std::move(names));
}

// A parameter as it is, and one of which only its mark may be kept.
void say_plain(json::Value& moment, const http::Fields& from, std::string_view name) {
    if (const std::string* value = find_value(from, name))
        say(moment, name, std::string_view(*value).substr(0, 512));
}
void say_mark(Call& call, json::Value& moment, const http::Fields& from, std::string_view name,
              std::string_view as = {}) {
    if (const std::string* value = find_value(from, name))
        say(moment, as.empty() ? name : as, mark(call, *value));
}

void note_authorization(Call& call, json::Value& moment, const http::Fields& query) {
    say_plain(moment, query, "redirect_uri");
    say_plain(moment, query, "scope");
    say_plain(moment, query, "code_challenge_method");
    say_mark(call, moment, query, "code_challenge");
    say_mark(call, moment, query, "state");
    if (const std::string* state = find_value(query, "state"))
        json::set(moment, "state_length", static_cast<std::int64_t>(state->size()));
    if (find_value(query, "client_secret") != nullptr)
        json::set(moment, "in_url", json::Value::array({"client_secret"}));
}

void note_grant(Call& call, json::Value& moment, const http::Fields& form) {
    say_plain(moment, form, "grant_type");
    say_plain(moment, form, "redirect_uri");
    say_plain(moment, form, "scope");
    say_mark(call, moment, form, "code");
    say_mark(call, moment, form, "code_verifier");
    if (const std::string* verifier = find_value(form, "code_verifier"))
        json::set(moment, "verifier_length", static_cast<std::int64_t>(verifier->size()));
    if (const std::string* token = find_value(form, "refresh_token")) {
        json::set(moment, "refresh_token", mark(call, *token));
        json::set(moment, "refresh_is", condition(call, *token));
        if (const Token* found = find_token(call, *token)) {
            const Authorization* granted = find_authorization(call.state, found->authorization_id);
            if (granted != nullptr) json::set(moment, "granted", granted->scope);
        }
    }
}

void note_issued(Call& call, json::Value& moment, const json::Value& body) {
    const auto access = json::find_string(body, "access_token");
    if (!access || access->empty()) return;
    json::Value issued = json::Value::object();
    json::set(issued, "access_token", mark(call, *access));
    if (const auto refresh = json::find_string(body, "refresh_token"))
        say(issued, "refresh_token", mark(call, *refresh));
    if (const auto seconds = json::find_integer(body, "expires_in"))
        json::set(issued, "expires_in", *seconds);
    if (const auto scope = json::find_string(body, "scope")) json::set(issued, "scope", *scope);
    json::set(moment, "issued", std::move(issued));
}

json::Value object_of(const http::Response& response) {
    json::Parsed parsed = json::parse(response.body);
    return parsed.document ? std::move(parsed.document->root) : json::Value();
}

bool is_token_request(std::string_view point) { return point == "exchange" || point == "refresh"; }

} // namespace

std::string_view name(Point point) {
    static constexpr std::array<std::string_view, 10> names{
        "none",       "authorize", "callback",   "exchange",  "refresh",
        "introspect", "api",       "disconnect", "discovery", "foreign"};
    return names[static_cast<std::size_t>(point)];
}

Point point_of(const Call& call) {
    if (call.path == "/auth/oauth/authorize") return Point::authorize;
    if (call.path == "/auth/oauth/token") {
        const http::Fields form = http::form_parse(call.request.body);
        const std::string* grant = find_value(form, "grant_type");
        return grant != nullptr && *grant == "refresh_token" ? Point::refresh : Point::exchange;
    }
    if (call.path == "/auth/oauth/token/introspect") return Point::introspect;
    if (call.path.starts_with("/foreign/")) return Point::foreign;
    if (call.path.find("/.well-known/") != std::string_view::npos) return Point::discovery;
    if (!call.path.starts_with("/external/")) return Point::none;
    const bool deletes = call.request.method == "DELETE";
    return deletes && call.path == "/external/v1/installations/me" ? Point::disconnect : Point::api;
}

std::string mark(const Call& call, std::string_view secret) {
    return secret.empty() ? std::string() : call.digest(secret).substr(0, 10);
}

json::Value note_request(Call& call, Point point) {
    json::Value moment = json::Value::object();
    json::set(moment, "at", call.host.now_ms);
    json::set(moment, "clock", call.now_ms);
    json::set(moment, "point", name(point));
    json::set(moment, "method", std::string_view(call.request.method).substr(0, 16));
    json::set(moment, "path", call.path.substr(0, 200));
    const http::Fields query = http::form_parse(call.query);
    if (point == Point::authorize) {
        note_authorization(call, moment, query);
        return moment;
    }
    note_url(moment, point, call.query);
    if (point == Point::api) say(moment, "query", mark(call, call.query));
    const http::Fields form = http::media_type(call.request.headers) == "application/json"
                                  ? http::Fields()
                                  : http::form_parse(call.request.body);
    if (point == Point::exchange || point == Point::refresh || point == Point::introspect)
        note_authentication(call, moment, form);
    if (point == Point::exchange || point == Point::refresh) note_grant(call, moment, form);
    if (const std::string* token = find_value(form, "token")) {
        json::set(moment, "token", mark(call, *token));
        json::set(moment, "token_is", condition(call, *token));
    }
    if (const auto header = credentials(call.request); header && header->scheme == "bearer") {
        json::set(moment, "bearer", mark(call, header->value));
        json::set(moment, "bearer_is", bearer_condition(call, header->value));
    }
    if (point == Point::foreign) {
        note_authentication(call, moment, form);
        note_grant(call, moment, form);
    }
    return moment;
}

void note_answer(Call& call, json::Value& moment, const http::Response& made,
                 const http::Response& sent) {
    const Transport transport = transport_of(sent.headers);
    const auto octets = static_cast<std::int64_t>(sent.body.size());
    json::set(moment, "until", call.host.now_ms + transport.delay_ms + transport.pace_ms * octets);
    if (!transport.lost) json::set(moment, "status", sent.status);
    if (transport.cut) json::set(moment, "cut", true);
    const std::string_view point = json::find_string(moment, "point").value_or("");
    const json::Value answer = object_of(sent);
    if (is_token_request(point)) {
        note_issued(call, moment, object_of(made));
        json::set(moment, "sent_refresh",
                  !json::find_string(answer, "refresh_token").value_or("").empty());
        const std::string_view error = json::find_string(answer, "error").value_or("");
        // Pleo's pages name three words for a grant that is dead.
        if (sent.status >= 400 && sent.status < 500 &&
            (error == "invalid_grant" || error == "invalid_refresh_token" ||
             error == "invalid_token"))
            json::set(moment, "terminal", true);
        if (const json::Value* issued = json::find(moment, "issued")) {
            // What the client was told, where a fault changed it.
            json::Value told = *issued;
            if (const auto seconds = json::find_integer(answer, "expires_in"))
                json::set(told, "expires_in", *seconds);
            if (const auto scope = json::find_string(answer, "scope"))
                json::set(told, "scope", *scope);
            json::set(moment, "issued", std::move(told));
        }
    }
    say(moment, "error", json::find_string(answer, "error").value_or(""));
    if (const auto active = json::find_boolean(answer, "active"))
        json::set(moment, "active", *active);
    if (const std::string* challenge = http::find_header(sent.headers, "WWW-Authenticate");
        challenge != nullptr && challenge->find("insufficient_scope") != std::string::npos)
        json::set(moment, "error", "insufficient_scope");
}

bool is_recorded(const Call& call) { return call.state.bench.recording || call.host.in_browser; }

void remember(Call& call, json::Value moment) {
    Bench& bench = call.state.bench;
    if (!bench.recording && bench.record.size() >= most_moments_in_browser) {
        bench.record.erase(bench.record.begin());
        ++bench.not_recorded;
    } else if (bench.record.size() >= most_moments) {
        ++bench.not_recorded;
        return;
    }
    const std::int64_t last =
        bench.record.empty() ? 0 : json::find_integer(bench.record.back(), "n").value_or(0);
    json::Value numbered = json::Value::object();
    json::set(numbered, "n", last + 1);
    for (json::Member& each : moment.members)
        json::set(numbered, each.key, std::move(each.value));
    bench.record.push_back(std::move(numbered));
}

} // namespace simulator
