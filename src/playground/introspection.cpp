// Asking about a token: the authorisation server by RFC 7662, or the resource server by GET /v1/introspect.
#include "playground/turn.hpp"

#include "playground/doubt.hpp"
#include "playground/plan.hpp"
#include "playground/remedies.hpp"

#include "oauth/scope.hpp"
#include "oauth/server_words.hpp"
#include "json/json.hpp"

namespace playground {

namespace {

using oauth::TokenKind;
using oauth::TokenState;

std::string name_of(TokenKind kind) {
    return kind == TokenKind::access_token ? "access token" : "refresh token";
}

// With the token in doubt, its answer leads on (doubt.hpp).
Remedy after_doubt(Turn& turn, const oauth::Token& token) {
    const Doubt doubt = doubt_of(turn.model);
    if (doubt.token != token.id) return {};
    // Where the doubt was told, its way on is out of date.
    const auto told = turn.model.notices.find(Step::refresh_tokens);
    if (told != turn.model.notices.end()) told->second.remedy = {};
    return next_in_doubt(doubt);
}

// Pleo documents that a client may ask about its tokens of both kinds. Elsewhere false may also mean that the server
// does not tell (RFC 7662 section 2.2), so the token can still be tried.
void tell_inactive(Turn& turn, const oauth::Token& token, const http::Exchange& exchange,
                   const std::string& notes) {
    const std::string title = "The " + name_of(token.kind) + " is not active";
    const staging::Environment* where = find_environment(turn.model, token.environment);
    const bool certain = where == nullptr || staging::follows_pleo(*where);
    const bool final = oauth::is_final(token.state);
    weigh(turn, token.id, certain ? oauth::TokenEffect::rejected : oauth::TokenEffect::refused,
          exchange, "introspection said active: false");
    tell(turn, Step::expiry_and_revocation, Tone::warning, title,
         (final ? "That agrees with its state, which is " +
                      std::string(oauth::to_string(token.state)) + "."
          : certain ? std::string("It is rejected: expired, revoked, or never valid. The server "
                                  "does not say which.")
                    : std::string("The server says active: false. It may be over, or the server "
                                  "does not know it, or does not tell this client about tokens of "
                                  "this kind (RFC 7662 §2.2). It can still be tried.")) +
             notes,
         after_doubt(turn, token));
}

void tell_rfc7662(Turn& turn, const InFlight& what, const http::Exchange& exchange,
                  const oauth::Introspection& result) {
    Model& model = turn.model;
    const std::uint32_t id = what.access_token != 0 ? what.access_token : what.refresh_token;
    oauth::Token* token = token_by_id(model, id);
    if (token == nullptr) return;
    const std::string name = name_of(token->kind);
    const std::string notes =
        result.warnings.empty() ? "" : " Note: " + oauth::to_string(result.warnings) + ".";
    if (!result.active) return tell_inactive(turn, *token, exchange, notes);
    weigh(turn, id, oauth::TokenEffect::active, exchange, "introspection said active: true");
    const bool agrees = !oauth::is_final(token->state) && token->state != TokenState::expired;
    const Remedy next = after_doubt(turn, *token);
    tell(turn, Step::expiry_and_revocation, agrees ? Tone::positive : Tone::warning,
         "The " + name + " is active",
         (next.way == Way::refresh_now ? std::string("It was not rotated.")
          : next.way != Way::none ? std::string("Not rotated so far: the refresh may still arrive.")
          : agrees                ? std::string()
                                  : "The server says so, although it is " +
                         std::string(oauth::to_string(token->state)) + " here.") +
             notes,
         next);
}

// {"data":{"authMethod","clientId","scope","applicationName","subjectURN"}}
void tell_resource_server(Turn& turn, const InFlight& what, const http::Exchange& exchange) {
    Model& model = turn.model;
    oauth::Token* token = token_by_id(model, what.access_token);
    if (token == nullptr) return;
    weigh(turn, what.access_token, oauth::TokenEffect::active, exchange,
          "the resource server accepted the token");
    const json::Parsed parsed = json::parse(exchange.response->body);
    const json::Value* data = parsed.document ? json::find(parsed.document->root, "data") : nullptr;
    const auto scope = data == nullptr ? std::nullopt : json::find_string(*data, "scope");
    if (!scope) {
        tell(turn, Step::expiry_and_revocation, Tone::warning, answered(exchange),
             "The token was accepted, but the answer has no data.scope to read.");
        return;
    }
    const oauth::ScopeComparison scopes = oauth::compare_scopes(token->scope, *scope);
    const bool same = token->scope.empty() || (scopes.missing.empty() && scopes.extra.empty());
    tell(turn, Step::expiry_and_revocation, same ? Tone::positive : Tone::warning,
         "The resource server knows the token",
         "Its scopes: " + (scope->empty() ? "none" : oauth::server_words(*scope)) + "." +
             (same ? "" : " The token response said: " + oauth::server_words(token->scope) + "."));
}

// It was to another question.
void forget_answer(Turn& turn) {
    if (under_way(turn.model, Purpose::introspection)) return;
    turn.model.introspection.exchange = 0;
    turn.model.introspection.result.reset();
    unsay(turn, Step::expiry_and_revocation);
}

} // namespace

void handle(Turn& turn, const IntrospectionFormChosen& event) {
    const staging::Environment* chosen = environment(turn.model);
    if (chosen == nullptr || !staging::follows_pleo(*chosen)) return; // there is one form only
    if (turn.model.introspection.form == event.form) return;
    turn.model.introspection.form = event.form;
    forget_answer(turn);
}

void handle(Turn& turn, const IntrospectionKindChosen& event) {
    if (turn.model.introspection.kind == event.kind) return;
    turn.model.introspection.kind = event.kind;
    forget_answer(turn);
}

void handle(Turn& turn, const IntrospectPressed&) {
    Model& model = turn.model;
    IntrospectionChoice& choice = model.introspection;
    Result<http::Request> planned = planned_introspection(model);
    if (!planned) {
        tell(turn, Step::expiry_and_revocation, Tone::warning, "Not sent", planned.error().message,
             remedy_for(model, planned.error()));
        return;
    }
    InFlight what{.purpose = Purpose::introspection};
    std::string purpose = "GET /v1/introspect";
    if (choice.form == IntrospectionForm::resource_server) {
        what.access_token = live_token(model, TokenKind::access_token)->id;
    } else {
        const std::uint32_t id = newest_token(model, choice.kind)->id;
        (choice.kind == TokenKind::access_token ? what.access_token : what.refresh_token) = id;
        purpose = "Introspection of the " + name_of(choice.kind);
    }
    const Result<std::uint32_t> sent = send(turn, purpose, std::move(*planned), what);
    if (!sent) {
        tell(turn, Step::expiry_and_revocation, Tone::negative, "Not sent", sent.error().message);
        return;
    }
    choice.exchange = *sent;
    choice.result.reset();
    note(turn, Step::expiry_and_revocation, Tone::neutral, "Waiting for the answer");
}

void introspection_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange) {
    Model& model = turn.model;
    if (!exchange.response) {
        tell_no_answer(turn, Step::expiry_and_revocation, exchange, http::Stake::nothing);
        return;
    }
    const http::Response& response = *exchange.response;
    if (const std::string words = relay_words(turn.model, exchange); !words.empty()) {
        tell(turn, Step::expiry_and_revocation, Tone::negative, answered(exchange), words,
             {Way::press_again, "again"});
        return;
    }
    // The form may have been changed since; the request has not.
    if (exchange.request.method == "GET") {
        if (response.status == 401)
            return access_token_refused(turn, Step::expiry_and_revocation, what, exchange);
        if (response.status / 100 == 2) return tell_resource_server(turn, what, exchange);
        tell(turn, Step::expiry_and_revocation, Tone::negative, answered(exchange),
             "Nothing is known about the token.");
        return;
    }
    const Result<oauth::Introspection> result = oauth::process_introspection_response(response);
    if (result) {
        model.introspection.result = *result;
        return tell_rfc7662(turn, what, exchange, *result);
    }
    const bool credentials = response.status == 401 || result.error().code == "invalid_client";
    tell(turn, Step::expiry_and_revocation, Tone::negative,
         credentials ? "The client's credentials were refused" : "The introspection failed",
         result.error().message + (credentials ? " This says nothing about the token." : ""),
         credentials ? Remedy{Way::to_the_secret} : Remedy{});
}

} // namespace playground
