#include "staging/observations.hpp"

#include "http/form.hpp"
#include "http/utf8.hpp"
#include "oauth/server_words.hpp"
#include "staging/facts.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace staging {

namespace {

constexpr std::size_t most_words = 300;

enum Row {
    basic,
    post,
    cors_token,
    cors_introspection,
    cors_api,
    redirect_errors,
    subject,
    fields,
    lifetime,
    token_errors,
    rotation,
    refresh_errors,
    reuse,
    introspected_scope,
    api_errors,
    rows
};

constexpr std::array<std::string_view, rows> observed{
    "client_authentication",
    "client_authentication_post",
    "cors_token",
    "cors_introspection",
    "cors_api",
    "authorization_errors",
    "subject_urn",
    "token_response",
    "expires_in",
    "token_errors",
    "rotation",
    "refresh_errors",
    "refresh_reuse",
    "introspection_scope",
    "api_errors",
};

// A report is pasted into issues, mails and sheets, and names in it were chosen by a server: none of them
// may become a link, a mention, markup, a cell or a formula there. What could is told by its name.
std::string inert(std::string_view text) {
    constexpr std::string_view active = "`|<>[]*\\@#&!~^$";
    constexpr std::string_view formula = "=+-@";
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool first = i == 0 || text[i - 1] == ' ';
        const bool address = text.substr(i).starts_with("://") ||
                             (text[i] == '.' && i >= 3 && text.substr(i - 3, 3) == "www");
        if (address || active.find(text[i]) != std::string_view::npos ||
            (first && formula.find(text[i]) != std::string_view::npos))
            out += "⟨" + http::code_point_name(static_cast<unsigned char>(text[i])) + "⟩";
        else
            out += text[i];
    }
    return out;
}

bool is_at(std::string_view url, const std::string& endpoint) {
    return !endpoint.empty() && url == endpoint;
}

bool is_below(std::string_view url, const std::string& server) {
    return !server.empty() && url.size() > server.size() && url.starts_with(server) &&
           url[server.size()] == '/';
}

class Observer {
public:
    Observer(const Environment& direct, const Environment& relayed)
        : direct_(direct), relayed_(relayed) {
        for (const std::string_view fact : observed)
            all_.push_back({.fact = fact, .seen = ""});
    }

    void add(const http::Exchange& exchange) {
        const std::string& url = exchange.request.url;
        if (exchange.navigation) return navigation(exchange.purpose, url);
        for (const Environment* where : {&direct_, &relayed_}) {
            const bool direct = where == &direct_;
            if (is_at(url, where->endpoints.token_endpoint)) {
                if (direct) see_cors(cors_token, exchange);
                if (exchange.response) token_endpoint(exchange);
            } else if (is_at(url, where->endpoints.introspection_endpoint)) {
                if (direct) see_cors(cors_introspection, exchange);
                if (exchange.response) introspection(*exchange.response);
            } else if (is_below(url, where->resource_server)) {
                if (direct) see_cors(cors_api, exchange);
                if (exchange.response) api(*exchange.response);
            } else {
                continue;
            }
            return;
        }
    }

    std::vector<Observation> take() { return std::move(all_); }

private:
    const Environment& direct_;
    const Environment& relayed_;
    std::vector<Observation> all_;
    bool left_for_here_ = false;    // the last navigation was to this authorisation server
    std::vector<std::string> used_; // refresh tokens that were answered with tokens

    // Each thing that was seen once, and no more than fits.
    void see(Row row, Agreement agreement, const std::string& words) {
        Observation& one = all_[row];
        if (one.seen.find(words) != std::string::npos || one.seen.size() > most_words) return;
        one.seen += (one.seen.empty() ? "" : "; ") + words;
        // One contradiction is not undone by another answer.
        if (one.agreement != Agreement::contradicts) one.agreement = agreement;
    }

    void see_cors(Row row, const http::Exchange& exchange) {
        if (exchange.response && exchange.duration_ms)
            see(row, Agreement::news, "an answer could be read by this page");
        else if (exchange.failure == http::Failure::network)
            see(row, Agreement::news, "no answer that this page could read");
    }

    void navigation(std::string_view purpose, std::string_view url) {
        const std::string_view path = url.substr(0, url.find('?'));
        if (is_at(path, direct_.endpoints.authorization_endpoint)) {
            left_for_here_ = true;
            return;
        }
        if (!std::exchange(left_for_here_, false) || purpose != trusted_redirect) return;
        const http::Fields query =
            http::form_parse(url.substr(std::min(url.size(), path.size() + 1)));
        if (const std::string* error = http::find_parameter(query, "error"))
            see(redirect_errors, Agreement::news, oauth::server_words(*error, 64));
        if (http::find_parameter(query, "urn_pleo_params_oauth_subject") != nullptr)
            see(subject, Agreement::news, "in the redirect");
    }

    void introspection(const http::Response& response) {
        const json::Parsed parsed = json::parse(response.body);
        if (!parsed.document || response.status != 200) return;
        const json::Value& body = parsed.document->root;
        if (!json::find_boolean(body, "active").value_or(false)) return;
        const bool scope = json::find(body, "scope") != nullptr;
        see(introspected_scope, scope ? Agreement::agrees : Agreement::contradicts,
            scope ? "scope is among the fields" : "no scope among the fields");
    }

    void token_endpoint(const http::Exchange& exchange) {
        const http::Response& response = *exchange.response;
        const json::Parsed parsed = json::parse(response.body);
        if (!parsed.document || http::find_header(response.headers, "X-Relay-Error") != nullptr)
            return;
        const json::Value& body = parsed.document->root;
        const bool tokens = response.status == 200 && json::find(body, "access_token") != nullptr;
        const std::string error(json::find_string(body, "error").value_or(""));
        const std::string words = std::to_string(response.status) +
                                  (error.empty() ? "" : " " + oauth::server_words(error, 64));
        const http::Fields form = http::form_parse(exchange.request.body);
        // A client is authenticated before its grant is looked at (RFC 6749 section 4.1.3).
        if (tokens || error == "invalid_grant") {
            const bool in_body = http::find_parameter(form, "client_secret") != nullptr;
            see(in_body ? post : basic, in_body ? Agreement::news : Agreement::agrees,
                "accepted (" + words + ")");
        }
        if (tokens)
            token_response(body);
        else
            see(token_errors, Agreement::news, words);
        refresh(form, body, tokens, error, words, exchange.redacted);
    }

    void token_response(const json::Value& body) {
        if (const auto seconds = json::find_integer(body, "expires_in"))
            see(lifetime, Agreement::agrees, std::to_string(*seconds) + " s");
        else
            see(lifetime, Agreement::contradicts, "absent, or no whole number");
        std::string names;
        for (const json::Member& member : body.members) {
            if (names.size() < most_words)
                names += (names.empty() ? "" : ", ") + oauth::server_words(member.key, 64);
            if (member.key == "token_type" && member.value.is_string())
                names += "=" + oauth::server_words(member.value.text, 64);
        }
        see(fields, Agreement::news, names);
    }

    void refresh(const http::Fields& form, const json::Value& body, bool tokens,
                 const std::string& error, const std::string& words, bool redacted) {
        const std::string* sent = http::find_parameter(form, "refresh_token");
        if (sent == nullptr || sent->empty()) return;
        if (!error.empty() && error != "invalid_client") {
            const bool known = error == "invalid_grant" || error == "invalid_token";
            see(refresh_errors, known ? Agreement::agrees : Agreement::contradicts, words);
        }
        if (redacted) return;
        if (std::find(used_.begin(), used_.end(), *sent) != used_.end())
            see(reuse, Agreement::news, words);
        if (!tokens) return;
        const auto next = json::find_string(body, "refresh_token");
        const bool rotated = next && *next != *sent;
        see(rotation, rotated ? Agreement::agrees : Agreement::contradicts,
            rotated ? "a new refresh token"
            : next  ? "the same one again"
                    : "none");
        if (rotated) used_.push_back(*sent);
    }

    void api(const http::Response& response) {
        if (response.status != 401 && response.status != 403) return;
        const bool challenge = http::find_header(response.headers, "WWW-Authenticate") != nullptr;
        const std::string type = http::media_type(response.headers);
        see(api_errors, Agreement::news,
            std::to_string(response.status) + ", " +
                (type.empty() ? "no type" : oauth::server_words(type, 64)) +
                (challenge ? ", with" : ", without a visible") + " WWW-Authenticate");
    }
};

} // namespace

std::string_view to_string(Agreement agreement) {
    switch (agreement) {
    case Agreement::not_seen: break;
    case Agreement::agrees: return "agrees";
    case Agreement::contradicts: return "contradicts";
    case Agreement::news: return "unknown until now";
    }
    return "not seen yet";
}

std::vector<Observation> observe(const std::vector<http::Exchange>& exchanges,
                                 const Environment& direct, const Environment& relayed) {
    Observer observer(direct, relayed);
    for (const http::Exchange& exchange : exchanges)
        observer.add(exchange);
    return observer.take();
}

std::string observation_report(std::string_view environment, const std::vector<Observation>& all) {
    std::string text = "Seen on " + std::string(environment) + "\n";
    std::string open;
    for (const Observation& each : all) {
        const Fact* fact = find_fact(each.fact);
        if (fact == nullptr) continue;
        if (each.agreement == Agreement::not_seen) {
            open += "\n- " + std::string(fact->title);
            continue;
        }
        text += "\n" + std::string(fact->title) + ": " + std::string(to_string(each.agreement)) +
                "\n  Seen: " + inert(each.seen) + "\n  Documentation (" +
                std::string(to_string(fact->standing)) + "): " + std::string(fact->claim) + " [" +
                std::string(fact->source) + "]\n";
    }
    if (!open.empty()) text += "\nNot seen yet:" + open + "\n";
    return text;
}

} // namespace staging
