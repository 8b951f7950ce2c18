// From code to tokens, and from tokens to newer ones.
#include "playground/turn.hpp"

#include "playground/plan.hpp"
#include "playground/wipe.hpp"

#include "oauth/scope.hpp"
#include "oauth/server_words.hpp"
#include "oauth/token.hpp"

#include <algorithm>
#include <array>

namespace playground {

namespace {

using oauth::TokenKind;
using oauth::TokenState;

// Where the new tokens come from.
struct Birth {
    std::uint32_t exchange = 0;
    std::uint32_t parent = 0; // refresh token; 0: a code
    std::string environment;
    std::string scope; // asked for
};

// Makes room for one more. One that may still be good stays.
void cap_tokens(Model& model) {
    if (model.tokens.size() < most_tokens) return;
    const auto oldest =
        std::find_if(model.tokens.begin(), model.tokens.end(),
                     [](const oauth::Token& token) { return oauth::is_final(token.state); });
    if (oldest == model.tokens.end()) return;
    model.view.revealed_tokens.erase(oldest->id);
    wipe(*oldest);
    model.tokens.erase(oldest);
}

oauth::Token& add_token(Turn& turn, const Birth& birth, TokenKind kind, const std::string& value) {
    Model& model = turn.model;
    oauth::Token token;
    token.id = model.next_token++;
    token.kind = kind;
    token.value = value;
    token.born = birth.exchange;
    token.parent = birth.parent;
    token.scope = birth.scope;
    token.environment = birth.environment;
    token.received = clock_of(model, birth.environment);
    turn.effects.emplace_back(Fingerprint{token.id, value});
    cap_tokens(model);
    model.tokens.push_back(std::move(token));
    return model.tokens.back();
}

void add_access_token(Turn& turn, const Birth& birth, const oauth::TokenSet& set) {
    oauth::Token& token = add_token(turn, birth, TokenKind::access_token, set.access_token);
    token.expires_in = set.expires_in;
}

std::string list(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : "; ") + word;
    return text;
}

// What is worth saying about an answer that is good: S30 warnings, S31 scopes.
std::string remarks(const oauth::TokenSet& set, const std::string& requested) {
    std::string text;
    const oauth::ScopeComparison scopes =
        oauth::compare_scopes(requested, set.scope.value_or(requested));
    if (!scopes.missing.empty())
        text += " Not granted: " + oauth::server_words(oauth::join(scopes.missing)) + ".";
    if (!scopes.extra.empty())
        text +=
            " Granted without being asked for: " + oauth::server_words(oauth::join(scopes.extra)) +
            ".";
    if (!set.warnings.empty()) text += " Note: " + list(set.warnings) + ".";
    return text;
}

Birth birth_of_code(const oauth::PendingAuthorization& pending, const http::Exchange& exchange,
                    const oauth::TokenSet& set) {
    return {exchange.id, 0, pending.environment, set.scope.value_or(pending.scope)};
}

// The first refresh token of the chain, or the token itself: what was born with it is one authorisation.
std::uint32_t authorisation_of(const Model& model, const oauth::Token& token) {
    const oauth::Token* root = &token;
    while (root->parent != 0) {
        const oauth::Token* parent = find_token(model, root->parent);
        if (parent == nullptr || parent->id >= root->id) break;
        root = parent;
    }
    return root->born;
}

// Does this refusal speak of the refresh token itself? Others speak of the request or the client, or come from something
// in between. How Pleo words it is not known exactly, so a 400 without a known error counts as well.
bool condemns_token(const Error& error, const http::Response& response) {
    constexpr std::array<std::string_view, 5> of_the_client{
        "invalid_client", "unauthorized_client", "invalid_request", "unsupported_grant_type",
        "invalid_scope"};
    if (response.body.find("invalid_refresh_token") != std::string::npos) return true;
    if (error.code == "http_status") return response.status == 400;
    return std::find(of_the_client.begin(), of_the_client.end(), error.code) == of_the_client.end();
}

} // namespace

// --- the code -------------------------------------------------------------------------------------------------

void handle(Turn& turn, const ExchangeCodePressed&) {
    Model& model = turn.model;
    constexpr Step here = Step::redirect_and_exchange;
    Result<http::Request> planned = planned_token_request(model);
    if (!planned) {
        tell(turn, here, Tone::warning, "Not sent", planned.error().message);
        return;
    }
    const Result<std::uint32_t> sent =
        send(turn, "Token request", std::move(*planned), {.purpose = Purpose::token});
    if (!sent) {
        tell(turn, here, Tone::negative, "Not sent", sent.error().message);
        return;
    }
    model.redirect->code = CodeUse::sent; // S29: from here on it never leaves again
    note(turn, here, Tone::neutral, "Waiting for the tokens");
}

void token_answered(Turn& turn, const InFlight&, const http::Exchange& exchange) {
    Model& model = turn.model;
    constexpr Step here = Step::redirect_and_exchange;
    if (!model.redirect || !model.redirect->pending) return;
    Redirect& redirect = *model.redirect;
    oauth::PendingAuthorization pending = *redirect.pending;
    const bool relay_refused = exchange.response && relay_sent_nothing(*exchange.response);
    const bool unspent = relay_refused || exchange.failure == http::Failure::refused;
    redirect.code = unspent ? CodeUse::ready : CodeUse::spent;
    if (!unspent) {
        wipe(*redirect.pending);
        redirect.pending.reset();
    }
    if (!exchange.response) {
        tell_no_answer(turn, here, exchange, http::Stake::authorization_code);
    } else if (relay_refused) {
        tell(turn, here, Tone::negative, "The relay did not pass it on",
             relay_words(*exchange.response) + "The code is unspent, while it is fresh.");
    } else if (const Result<oauth::TokenSet> set =
                   oauth::process_token_response(*exchange.response);
               !set) {
        tell(turn, here, Tone::negative, "The code was not exchanged",
             relay_words(*exchange.response) + set.error().message +
                 " The code is not sent again: authorise again for a new one.");
    } else {
        redirect.code = CodeUse::exchanged;
        const Birth birth = birth_of_code(pending, exchange, *set);
        add_access_token(turn, birth, *set);
        if (set->refresh_token)
            add_token(turn, birth, TokenKind::refresh_token, *set->refresh_token);
        tell(turn, here, Tone::positive, "Tokens received",
             (set->refresh_token
                  ? "Call an API with the access token next."
                  : "There is no refresh token. Call an API with the access token next.") +
                 remarks(*set, pending.scope));
    }
    wipe(pending);
}

// --- refresh --------------------------------------------------------------------------------------------------

void handle(Turn& turn, const RefreshPressed&) {
    Model& model = turn.model;
    constexpr Step here = Step::refresh_tokens;
    Result<http::Request> planned = planned_refresh(model);
    if (!planned) {
        tell(turn, here, Tone::warning, "Not sent", planned.error().message);
        return;
    }
    const oauth::Token* access = live_token(model, TokenKind::access_token);
    const oauth::Token* refresh = live_token(model, TokenKind::refresh_token);
    const Result<std::uint32_t> sent = send(turn, "Refresh request", std::move(*planned),
                                            {.purpose = Purpose::refresh,
                                             .access_token = access != nullptr ? access->id : 0,
                                             .refresh_token = refresh->id});
    if (!sent) {
        tell(turn, here, Tone::negative, "Not sent", sent.error().message);
        return;
    }
    note(turn, here, Tone::neutral, "Waiting for the new pair",
         "Calls wait as well: the answer ends the access token that they would use.");
}

namespace {

// S35: the old ones end in the same step in which the new ones begin.
void accept_refresh(Turn& turn, const oauth::Token& used, const http::Exchange& exchange,
                    const oauth::TokenSet& set) {
    Model& model = turn.model;
    // A server that sends the same refresh token again did not rotate it.
    const bool rotated = set.refresh_token && *set.refresh_token != used.value;
    const std::uint32_t authorisation = authorisation_of(model, used);
    const std::string requested = used.scope;
    const Birth birth{exchange.id, used.id, used.environment, set.scope.value_or(requested)};

    int ended = 0;
    for (oauth::Token& token : model.tokens) {
        const bool concerned = token.environment == birth.environment &&
                               authorisation_of(model, token) == authorisation &&
                               (rotated || token.kind == TokenKind::access_token);
        if (concerned && conclude(turn, token.id, TokenState::rotated, exchange,
                                  rotated ? "the refresh was answered with a new pair"
                                          : "the refresh was answered with a new access token"))
            ++ended;
    }
    add_access_token(turn, birth, set); // `used` may have moved from here on
    if (rotated) add_token(turn, birth, TokenKind::refresh_token, *set.refresh_token);
    tell(turn, Step::refresh_tokens, Tone::positive, rotated ? "A new pair" : "A new access token",
         (rotated ? "The tokens before it are rotated and end at once: " + std::to_string(ended) +
                        " in this page."
                  : "No new refresh token came, so the old one stays (RFC 6749 §6).") +
             remarks(set, requested));
}

} // namespace

void refresh_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange) {
    constexpr Step here = Step::refresh_tokens;
    const oauth::Token* used = find_token(turn.model, what.refresh_token);
    if (used == nullptr) return;
    if (!exchange.response) {
        tell_no_answer(turn, here, exchange, http::Stake::refresh_token);
        return;
    }
    const http::Response& response = *exchange.response;
    if (relay_sent_nothing(response)) {
        tell(turn, here, Tone::negative, "The relay did not pass it on",
             relay_words(response) + "The refresh token is unspent.");
        return;
    }
    const Result<oauth::TokenSet> set = oauth::process_token_response(response);
    if (set) return accept_refresh(turn, *used, exchange, *set);

    const Error& error = set.error();
    if (!oauth::refresh_failure_is_terminal(response)) {
        const bool passing =
            response.status == 408 || response.status == 429 || response.status >= 500;
        tell(turn, here, Tone::negative, "No new tokens",
             relay_words(response) + error.message +
                 (passing ? " The refresh token keeps its state: wait, then try again by hand."
                          : " The server may have rotated the tokens all the same: introspect the "
                            "refresh "
                            "token before you try again."));
    } else if (!condemns_token(error, response)) {
        tell(turn, here, Tone::negative, "The refresh was refused",
             error.message + " This says nothing about the refresh token, which keeps its state.");
    } else {
        conclude(turn, used->id, TokenState::revoked, exchange,
                 "the refresh was answered " + std::to_string(response.status) + " " + error.code);
        tell(turn, here, Tone::negative, "The refresh token is over",
             error.message + " Introspect the access token to see whether it ended as well.");
    }
}

void handle(Turn& turn, const FingerprintArrived& event) {
    if (oauth::Token* token = token_by_id(turn.model, event.token)) token->fingerprint = event.text;
}

} // namespace playground
