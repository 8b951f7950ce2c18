// The authorisation request (RFC 6749 section 4.1.1) with PKCE (RFC 7636 section 4.3), the log-in
// and the consent. What Pleo's server does with a faulty request is not documented, so this follows
// RFC 6749 section 4.1.2.1.
//
// `iss` (RFC 9207) is not sent, because nothing says that Pleo sends it.
#include "http/ascii.hpp"
#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/url.hpp"
#include "oauth/redirect.hpp"
#include "oauth/scope.hpp"
#include "simulator/answers.hpp"
#include "simulator/endpoints.hpp"
#include "simulator/firing.hpp"
#include "simulator/pages.hpp"
#include "simulator/tokens.hpp"
#include "staging/simulated_client.hpp"

#include <algorithm>

namespace simulator {
namespace {

std::vector<std::string> registered_redirect_uris(const Host& host) {
    std::vector<std::string> uris = host.redirect_uris;
    if (!host.in_browser)
        uris.insert(uris.begin(), std::string(staging::simulated_loopback_redirect_uri));
    uris.insert(uris.begin(), staging::simulated_redirect_uri(host.base_url));
    return uris;
}

std::size_t count_parameter(const http::Fields& query, std::string_view name) {
    return static_cast<std::size_t>(std::count_if(
        query.begin(), query.end(), [name](const http::Field& each) { return each.name == name; }));
}

// Faults that must not redirect: whoever asks is not proven to own the address (open redirector,
// RFC 9700 section 4.11).
std::optional<http::Response> dead_end(const Call& call, const http::Fields& query) {
    const auto stop = [&call](const DeadEnd& page) {
        return html_answer(400, dead_end_page(call, page));
    };
    if (count_parameter(query, "client_id") > 1 || count_parameter(query, "redirect_uri") > 1) {
        return stop({"The request repeats a parameter",
                     "client_id and redirect_uri must be there once each.",
                     {},
                     {}});
    }
    const std::string* client_id = find_value(query, "client_id");
    if (client_id == nullptr || *client_id != staging::simulated_client_id) {
        return stop({client_id == nullptr ? "The client ID is missing" : "This client is unknown",
                     "client_id must name the one client that is registered here.",
                     client_id == nullptr ? std::string_view() : *client_id,
                     staging::simulated_client_id});
    }
    const std::string* redirect_uri = find_value(query, "redirect_uri");
    const std::vector<std::string> registered = registered_redirect_uris(call.host);
    // Byte for byte (RFC 9700 section 2.1): a missing slash is another address.
    if (redirect_uri == nullptr ||
        std::find(registered.begin(), registered.end(), *redirect_uri) == registered.end()) {
        return stop({redirect_uri == nullptr ? "The redirect URI is missing"
                                             : "This redirect URI is not registered",
                     "redirect_uri must equal a registered one, byte for byte.",
                     redirect_uri == nullptr ? std::string_view() : *redirect_uri,
                     registered.front()});
    }
    return std::nullopt;
}

http::Response redirect_error(const std::string& redirect_uri, const std::string* state,
                              std::string_view error, std::string_view description) {
    http::Fields parameters{{"error", std::string(error)},
                            {"error_description", std::string(description)}};
    if (state != nullptr) parameters.push_back({"state", *state});
    return redirect(http::with_query(redirect_uri, parameters));
}

http::Response report_error(const Call& call, const std::string& redirect_uri,
                            const std::string* state, const Error& error) {
    http::Response back = redirect_error(redirect_uri, state, error.code, error.message);
    if (!call.host.in_browser) return back;
    const std::string* target = http::find_parameter(back.headers, "Location");
    return html_answer(400, error_page(call, error, target != nullptr ? *target : redirect_uri));
}

// Asked scopes against registered ones. The error's code is the OAuth error.
Result<std::string> check_scope(const std::string* asked) {
    // A default is the other choice of RFC 6749 section 3.3; Pleo lists scope among what a request
    // must include.
    if (asked == nullptr) return Error{"invalid_scope", "scope is missing."};
    const auto scopes = oauth::parse_scopes(*asked);
    if (!scopes || scopes->values.empty()) return Error{"invalid_scope", "scope is malformed."};
    const std::string scope = oauth::join(scopes->values);
    if (!oauth::compare_scopes(staging::simulated_scopes, scope).extra.empty()) {
        return Error{"invalid_scope", "A scope was asked for that the client did not register."};
    }
    return scope;
}

bool is_s256_challenge(const std::string& challenge) {
    const auto octets = http::base64url_decode(challenge);
    return octets && octets->size() == 32;
}

// What is wrong with a request whose redirect URI is proven; the error's code is the OAuth error.
std::optional<Error> find_fault(const http::Fields& query) {
    if (!repeated_name(query).empty()) {
        return Error{"invalid_request", "A parameter occurs more than once."};
    }
    const std::string* response_type = find_value(query, "response_type");
    if (response_type == nullptr) return Error{"invalid_request", "response_type is missing."};
    if (*response_type != "code") {
        return Error{"unsupported_response_type", "Only response_type=code is supported."};
    }
    const std::string* challenge = find_value(query, "code_challenge");
    if (challenge == nullptr) {
        return Error{"invalid_request", "code_challenge is missing: PKCE is required."};
    }
    // Absent means plain (RFC 7636 section 4.3), which is refused like any other method.
    const std::string* method = find_value(query, "code_challenge_method");
    if (method == nullptr || *method != "S256") {
        return Error{"invalid_request", "code_challenge_method must be S256."};
    }
    if (!is_s256_challenge(*challenge)) {
        return Error{"invalid_request", "code_challenge is not base64url of a SHA-256 digest."};
    }
    return std::nullopt;
}

void forget_expired_transactions(Call& call) {
    std::erase_if(call.state.transactions, [&call](const Transaction& each) {
        return call.now_ms >= each.created_at_ms + transaction_lifetime_ms;
    });
}

Transaction* find_transaction(Call& call, const http::Fields& form,
                              std::string Transaction::*id_member) {
    forget_expired_transactions(call);
    const std::string* id = find_value(form, "transaction");
    if (id == nullptr) return nullptr;
    for (Transaction& each : call.state.transactions) {
        if (oauth::equal_in_constant_time(*id, each.*id_member)) return &each;
    }
    return nullptr;
}

http::Response over(const Call& call) {
    return html_answer(400, dead_end_page(call, {"This form is no longer valid",
                                                 "It was answered already, or it is older than ten "
                                                 "minutes. Start again from the page.",
                                                 {},
                                                 {}}));
}

std::string form_target(const Transaction& transaction) {
    const auto url = http::parse_url(transaction.redirect_uri);
    return url ? http::origin(*url) : std::string();
}

// E-mail addresses compare without case and without the blanks that phones like to add.
std::string normalised_email(std::string_view text) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return http::lower(text);
}

const staging::SimulatedPerson* find_person(std::string_view email, std::string_view password) {
    const std::string wanted = normalised_email(email);
    for (const staging::SimulatedPerson& each : staging::simulated_people) {
        if (each.email == wanted) {
            return oauth::equal_in_constant_time(password, each.password) ? &each : nullptr;
        }
    }
    return nullptr;
}

// The answer that a person's decision sends back to the client.
http::Response send_back(Call& call, const Transaction& transaction, bool approved) {
    const std::string* state = transaction.has_state ? &transaction.state : nullptr;
    if (!approved) {
        return redirect_error(transaction.redirect_uri, state, "access_denied",
                              "The person denied the request.");
    }

    const std::string secret = shaped_code(call, call.fresh_secret("code"));
    Code code;
    code.digest = call.digest(secret);
    code.person_id = transaction.person_id;
    code.redirect_uri = transaction.redirect_uri;
    code.scope = transaction.scope;
    code.code_challenge = transaction.code_challenge;
    code.expires_at_ms = call.now_ms + code_lifetime_ms;
    call.state.codes.push_back(std::move(code));
    keep_newest(call.state.codes, most_codes);

    http::Fields parameters{{"code", secret}};
    if (state != nullptr) parameters.push_back({"state", *state});
    return redirect(http::with_query(transaction.redirect_uri, parameters));
}

// On the bench, where no browser is: somebody logs in and decides at once, or after a while.
http::Response play_person(Call& call, Transaction transaction) {
    transaction.person_id = staging::simulated_people.front().id;
    const Bench& bench = call.state.bench;
    http::Response response = send_back(call, transaction, bench.decision == "approve");
    if (bench.decision_delay_ms > 0)
        response.headers.push_back({":delay-ms", std::to_string(bench.decision_delay_ms)});
    return response;
}

} // namespace

http::Response authorization_endpoint(Call& call) {
    if (call.request.method != "GET") return method_not_allowed("GET");
    const http::Fields query = http::form_parse(call.query);
    if (auto stop = dead_end(call, query)) return *stop;

    const std::string& redirect_uri = *find_value(query, "redirect_uri");
    // A repeated state goes back as no state: there is no telling which one was meant.
    const std::string* state =
        count_parameter(query, "state") == 1 ? http::find_parameter(query, "state") : nullptr;
    if (const auto fault = find_fault(query)) {
        return report_error(call, redirect_uri, state, *fault);
    }
    const Result<std::string> scope = check_scope(find_value(query, "scope"));
    if (!scope) {
        return report_error(call, redirect_uri, state, scope.error());
    }

    Transaction transaction;
    transaction.id = call.fresh_secret("login");
    transaction.redirect_uri = redirect_uri;
    transaction.scope = *scope;
    transaction.state = state != nullptr ? *state : "";
    transaction.has_state = state != nullptr;
    transaction.code_challenge = *find_value(query, "code_challenge");
    transaction.created_at_ms = call.now_ms;
    if (!call.state.bench.decision.empty() && !call.host.in_browser)
        return play_person(call, std::move(transaction));
    forget_expired_transactions(call);
    call.state.transactions.push_back(transaction);
    keep_newest(call.state.transactions, most_transactions);
    return html_answer(200, log_in_page(call, transaction, {}, {}));
}

http::Response log_in(Call& call) {
    if (call.request.method != "POST") return method_not_allowed("POST");
    const http::Fields form = http::form_parse(call.request.body);
    Transaction* transaction = find_transaction(call, form, &Transaction::id);
    if (transaction == nullptr) return over(call);

    const std::string* email = find_value(form, "email");
    const std::string* password = find_value(form, "password");
    const staging::SimulatedPerson* person =
        email != nullptr && password != nullptr ? find_person(*email, *password) : nullptr;
    if (person == nullptr) {
        return html_answer(200, log_in_page(call, *transaction,
                                            email != nullptr ? *email : std::string_view(),
                                            "Email and password do not match. Use one of the two "
                                            "dummy people on this page."));
    }
    // A new id: who only knows the one of the log-in form cannot answer for this person. The log-in
    // form stays valid, so that reloading this page works.
    transaction->person_id = person->id;
    transaction->consent_id = call.fresh_secret("consent");
    return html_answer(200, consent_page(call, *transaction, *person), form_target(*transaction));
}

http::Response consent(Call& call) {
    if (call.request.method != "POST") return method_not_allowed("POST");
    const http::Fields form = http::form_parse(call.request.body);
    const Transaction* found = find_transaction(call, form, &Transaction::consent_id);
    if (found == nullptr) return over(call);
    const std::string* decision = find_value(form, "decision");
    const bool approved = decision != nullptr && *decision == "approve";
    if (!approved && (decision == nullptr || *decision != "deny")) return over(call);

    const Transaction transaction = *found;
    std::erase(call.state.transactions, transaction);
    return send_back(call, transaction, approved);
}

} // namespace simulator
