#include "oauth/credential_check.hpp"

#include "http/ascii.hpp"
#include "oauth/challenge.hpp"
#include "oauth/introspection.hpp"
#include "oauth/server_words.hpp"
#include "oauth/token.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace oauth {

namespace {

constexpr std::array both_methods{ClientAuthentication::client_secret_basic,
                                  ClientAuthentication::client_secret_post};

http::Request request_for(const CredentialCheckDesc& desc, Client client, ProbeKind kind,
                          ClientAuthentication authentication) {
    client.authentication = authentication;
    // Says what it is to whoever reads the server's log.
    const std::string invented = desc.prefix + "credential-check-" + desc.invented;
    if (kind == ProbeKind::token_exchange)
        return token_request(client, desc.endpoints.token_endpoint, invented, desc.invented);
    return introspection_request(client, desc.endpoints.introspection_endpoint, invented,
                                 TokenKind::access_token);
}

// An answer, as far as it matters here.
struct ProbeAnswer {
    int status = 0;
    bool is_json = false;
    std::string error;
    std::string description;
    std::optional<bool> active;
    bool has_access_token = false;
    bool asks_for_basic = false;
    std::string evidence;
};

ProbeAnswer read_probe(const http::Response& response) {
    ProbeAnswer answer;
    answer.status = response.status;
    answer.evidence = std::to_string(response.status);
    if (const auto phrase = http::reason_phrase(response.status); !phrase.empty())
        answer.evidence += " " + std::string{phrase};
    answer.asks_for_basic = read_challenges(response).find("Basic") != nullptr;
    const json::Parsed parsed =
        json::parse_generously(response.body, {std::size_t{256} * 1024, 32});
    if (!parsed.document || !parsed.document->root.is_object()) {
        const std::string type = http::media_type(response.headers);
        answer.evidence += type.empty() ? ", no JSON" : ", " + server_words(type, 64);
        return answer;
    }
    const json::Value& members = parsed.document->root;
    answer.is_json = true;
    answer.error = json::find_string(members, "error").value_or("");
    answer.description = json::find_string(members, "error_description").value_or("");
    answer.active = json::find_boolean(members, "active");
    answer.has_access_token = json::find(members, "access_token") != nullptr;
    if (!answer.error.empty()) answer.evidence += ", " + server_words(answer.error, 64);
    if (!answer.description.empty())
        answer.evidence += ": “" + server_words(answer.description, 200) + "”";
    if (answer.active) answer.evidence += *answer.active ? ", active: true" : ", active: false";
    return answer;
}

void conclude(CredentialRow& row, Conclusion conclusion, std::string_view explanation,
              std::string_view source) {
    row.credentials = conclusion;
    row.explanation = explanation;
    row.source = source;
}

// The answers that no server gives because of id and secret.
bool is_about_something_else(const ProbeAnswer& answer) {
    return answer.status == 404 || answer.status == 405 || answer.status == 408 ||
           answer.status == 429 || answer.status >= 500 ||
           (answer.status >= 300 && answer.status < 400);
}

std::string_view explain_something_else(const ProbeAnswer& answer) {
    if (answer.status == 429) return "The server asks to wait. Check again later.";
    if (answer.status >= 500 || answer.status == 408)
        return "The fault is on the server's side. Check again later.";
    return "Something else seems to live at the address of this endpoint.";
}

bool is_client_refused(const ProbeAnswer& answer) {
    if (answer.error == "invalid_client") return true;
    return answer.status == 401 && answer.error.empty() &&
           (answer.is_json || answer.asks_for_basic);
}

void judge_exchange(CredentialRow& row, const ProbeAnswer& answer) {
    if (answer.error == "invalid_grant") {
        conclude(row, Conclusion::accepted,
                 "The server got as far as the code, and a client is authenticated before its code "
                 "is looked at.",
                 "RFC 6749 §4.1.3 and §5.2");
    } else if (answer.error == "unauthorized_client" && answer.status == 400) {
        conclude(row, Conclusion::accepted,
                 "The client is authenticated, but may not use this grant.", "RFC 6749 §5.2");
    } else if (answer.has_access_token) {
        conclude(row, Conclusion::none,
                 "The server gave a token for a code that was invented. It cannot be trusted.",
                 "RFC 6749 §4.1.3");
    } else {
        conclude(row, Conclusion::none,
                 "A server may answer so before it looks at the credentials, or after.",
                 "RFC 6749 §5.2");
    }
}

void judge_introspection(CredentialRow& row, const ProbeAnswer& answer) {
    if (answer.status == 200 && answer.active == false) {
        conclude(row, Conclusion::accepted,
                 "The server let the client ask, and rightly knows nothing of an invented token.",
                 "RFC 7662 §2.2 and §2.3");
    } else if (answer.active == true) {
        conclude(row, Conclusion::none,
                 "The server called a token active that was invented. It cannot be trusted.",
                 "RFC 7662 §2.2");
    } else {
        conclude(row, Conclusion::none,
                 "A server may answer so before it looks at the credentials, or after.",
                 "RFC 7662 §2.3");
    }
}

void judge_alone(CredentialRow& row, const ProbeAnswer& answer) {
    if (is_client_refused(answer)) {
        const bool named = !answer.error.empty();
        std::string source = row.kind == ProbeKind::introspection ? "RFC 7662 §2.3"
                             : named                              ? "RFC 6749 §5.2"
                                                                  : "RFC 9110 §15.5.2";
        conclude(row, Conclusion::refused,
                 row.authentication == ClientAuthentication::client_secret_basic
                     ? "The client is unknown, or the secret is not its own, or not of this "
                       "environment."
                     : "The client is unknown, the secret is not its own, or the server does not "
                       "take credentials in the body.",
                 source);
    } else if (is_about_something_else(answer)) {
        conclude(row, Conclusion::none, explain_something_else(answer), "RFC 9110 §15");
    } else if (!answer.is_json) {
        conclude(row, Conclusion::none,
                 "This is not the answer of such an endpoint: perhaps of a proxy or a log-in page.",
                 "RFC 6749 §5.2");
    } else if (row.kind == ProbeKind::token_exchange) {
        judge_exchange(row, answer);
    } else {
        judge_introspection(row, answer);
    }
}

// What only the secret can have made different, or not.
void compare(CredentialRow& row, const ProbeAnswer& answer, const ProbeAnswer& control) {
    row.evidence += "; with an invented secret " + control.evidence;
    if (is_client_refused(control)) {
        conclude(row, Conclusion::accepted,
                 "The same request with an invented secret was turned away: so this one was "
                 "accepted.",
                 "comparison of two requests");
        return;
    }
    const bool same = control.status == answer.status && control.error == answer.error &&
                      control.active == answer.active;
    if (same && (answer.status == 401 || answer.status == 403)) {
        conclude(row, Conclusion::refused,
                 "The server turns this secret away just as it turns away an invented one.",
                 "comparison of two requests");
    } else if (!same && !is_about_something_else(control)) {
        conclude(row, Conclusion::accepted,
                 "Only the secret differs, and the answers differ: so the server looked at it, and "
                 "this one is not treated as the invented one is.",
                 "comparison of two requests");
    } else if (same) {
        conclude(row, Conclusion::none,
                 "An invented secret gets the same answer, so the server has not looked at it yet.",
                 "comparison of two requests");
    }
}

// A server's words count, but not the sentence of RFC 6749 §5.2 that lists every possible reason.
bool blames_redirect_uri(const ProbeAnswer& answer) {
    const std::string words = http::lower(answer.description);
    if (words.find("issued to another client") != std::string::npos) return false;
    return words.find("redirect_uri") != std::string::npos ||
           words.find("redirect uri") != std::string::npos ||
           answer.error == "redirect_uri_mismatch";
}

std::string name_of(ClientAuthentication method) {
    return method == ClientAuthentication::client_secret_basic ? "client_secret_basic"
                                                               : "client_secret_post";
}

bool any(const std::vector<CredentialRow>& rows, Conclusion conclusion) {
    return std::any_of(rows.begin(), rows.end(), [conclusion](const CredentialRow& row) {
        return row.credentials == conclusion;
    });
}

// RFC 6749 section 2.3.1 obliges a server to take Basic, not the body: a refused body alone may
// only mean that it is not taken.
bool is_refused(const std::vector<CredentialRow>& rows) {
    return std::any_of(rows.begin(), rows.end(), [](const CredentialRow& row) {
        return row.credentials == Conclusion::refused &&
               row.authentication == ClientAuthentication::client_secret_basic;
    });
}

void write_accepted(CredentialReport& report) {
    report.headline = "The credentials are accepted";
    for (const ClientAuthentication method : report.methods)
        report.headline +=
            (method == report.methods.front() ? ", with " : " and ") + name_of(method);
    report.headline += ".";
    if (report.methods.empty()) {
        report.headline += " Only the introspection endpoint said so.";
        report.next_step = "Authorise, to see what the token endpoint says to a real code.";
    } else if (report.methods.front() == ClientAuthentication::client_secret_basic) {
        report.next_step = "Keep Client authentication at client_secret_basic, and authorise.";
    } else {
        report.next_step = "Set Client authentication to client_secret_post, and authorise.";
    }
}

} // namespace

std::string_view to_string(ProbeKind kind) {
    return kind == ProbeKind::token_exchange ? "Exchange of an invented code"
                                             : "Introspection of an invented token";
}

std::string_view to_string(Conclusion conclusion) {
    switch (conclusion) {
    case Conclusion::accepted: return "accepted";
    case Conclusion::refused: return "not accepted";
    case Conclusion::none: break;
    }
    return "no conclusion";
}

std::vector<Probe> credential_probes(const CredentialCheckDesc& desc) {
    std::vector<Probe> probes;
    for (const ProbeKind kind : {ProbeKind::token_exchange, ProbeKind::introspection}) {
        if (kind == ProbeKind::introspection && desc.endpoints.introspection_endpoint.empty())
            continue;
        for (const ClientAuthentication method : both_methods)
            probes.push_back({kind, method, request_for(desc, desc.client, kind, method)});
    }
    return probes;
}

Probe control_probe(const CredentialCheckDesc& desc, const Probe& probe) {
    Client client = desc.client;
    client.client_secret = "invented-" + desc.invented;
    return {probe.kind, probe.authentication,
            request_for(desc, client, probe.kind, probe.authentication)};
}

CredentialRow judge_probe(const Probe& probe, const std::optional<http::Response>& answer,
                          const std::optional<http::Response>& control_answer) {
    CredentialRow row;
    row.kind = probe.kind;
    row.authentication = probe.authentication;
    if (!answer) {
        row.evidence = "no answer";
        row.answered = false;
        conclude(row, Conclusion::none,
                 "The network, or a server that lets no page read its answers.", "Fetch standard");
        return row;
    }
    const ProbeAnswer read_answer = read_probe(*answer);
    row.evidence = read_answer.evidence;
    judge_alone(row, read_answer);
    if (probe.kind == ProbeKind::token_exchange && blames_redirect_uri(read_answer))
        row.redirect_uri = Conclusion::refused;
    const bool comparable = row.credentials != Conclusion::refused && read_answer.status >= 200 &&
                            (read_answer.is_json || read_answer.status >= 400) &&
                            !is_about_something_else(read_answer) &&
                            !read_answer.has_access_token && read_answer.active != true;
    if (comparable && control_answer) compare(row, read_answer, read_probe(*control_answer));
    row.wants_control = comparable && !control_answer;
    return row;
}

CredentialReport credential_report(std::vector<CredentialRow> rows) {
    CredentialReport report;
    for (const CredentialRow& row : rows) {
        if (row.redirect_uri == Conclusion::refused) report.redirect_uri = Conclusion::refused;
        if (row.kind == ProbeKind::token_exchange && row.credentials == Conclusion::accepted)
            report.methods.push_back(row.authentication);
    }
    if (any(rows, Conclusion::accepted)) {
        report.credentials = Conclusion::accepted;
        write_accepted(report);
    } else if (is_refused(rows)) {
        report.credentials = Conclusion::refused;
        report.headline = "The credentials are not accepted.";
        report.next_step = "Paste id and secret again from where you received them, and check that "
                           "they belong to this environment.";
    } else if (std::none_of(rows.begin(), rows.end(),
                            [](const CredentialRow& row) { return row.answered; })) {
        report.headline = "No answer came that this page may read.";
        report.next_step = "So nothing is said about the credentials: the server lets no page read "
                           "its answers, or the network failed. Try another route.";
    } else {
        report.headline = "The server's answers do not allow a conclusion.";
        report.next_step = "Look at the evidence, try another route, or authorise and see.";
    }
    if (report.redirect_uri == Conclusion::refused) {
        report.next_step += " The server's words point at the redirect URI: compare it, character "
                            "by character, with the one that is registered.";
    }
    report.rows = std::move(rows);
    return report;
}

} // namespace oauth
