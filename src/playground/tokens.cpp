// From code to tokens, and from tokens to newer ones.
#include "playground/turn.hpp"

#include "playground/keeping.hpp"
#include "playground/log_writer.hpp"
#include "playground/plan.hpp"
#include "playground/remedies.hpp"
#include "playground/routes.hpp"
#include "playground/wipe.hpp"

#include "oauth/scope.hpp"
#include "oauth/server_words.hpp"
#include "oauth/token.hpp"
#include "staging/advice.hpp"

#include <algorithm>

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
    model.view.open_pairs.erase(oldest->pair);
    wipe(*oldest);
    model.tokens.erase(oldest);
}

oauth::Token* live_value(Model& model, const Birth& birth, TokenKind kind,
                         const std::string& value) {
    const auto found =
        std::find_if(model.tokens.begin(), model.tokens.end(), [&](const oauth::Token& each) {
            return each.kind == kind && each.environment == birth.environment &&
                   each.value == value && !oauth::is_final(each.state);
        });
    return found == model.tokens.end() ? nullptr : &*found;
}

std::uint32_t pair_of(Model& model, const Birth& birth) {
    const auto sibling =
        std::find_if(model.tokens.begin(), model.tokens.end(),
                     [&](const oauth::Token& each) { return each.born == birth.exchange; });
    return sibling != model.tokens.end() ? sibling->pair : model.next_pair++;
}

// A value that is there already is one token, whose life begins anew.
void add_token(Turn& turn, const Birth& birth, TokenKind kind, const std::string& value,
               std::optional<std::int64_t> expires_in) {
    Model& model = turn.model;
    const oauth::Instant now = clock_of(model, birth.environment);
    if (oauth::Token* known = live_value(model, birth, kind, value)) {
        const auto renewed = oauth::renew(*known, now, expires_in, birth.exchange,
                                          "Exchange " + std::to_string(birth.exchange) +
                                              ": the server gave the same token again");
        if (renewed) log_renewal(turn, *known, *renewed);
        known->scope = birth.scope;
        return;
    }
    oauth::Token token;
    token.id = model.next_token++;
    token.pair = pair_of(model, birth);
    token.kind = kind;
    token.value = value;
    token.born = birth.exchange;
    token.parent = birth.parent;
    token.scope = birth.scope;
    token.environment = birth.environment;
    token.received = now;
    token.expires_in = expires_in;
    turn.effects.emplace_back(Fingerprint{token.id, value});
    cap_tokens(model);
    model.tokens.push_back(std::move(token));
    log_birth(turn, model.tokens.back());
}

void add_access_token(Turn& turn, const Birth& birth, const oauth::TokenSet& set) {
    add_token(turn, birth, TokenKind::access_token, set.access_token, set.expires_in);
}

std::string quoted_separator(std::string_view separator) {
    return separator == "," ? "a comma" : "“" + std::string(separator) + "”";
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
    if (!scopes.separator.empty())
        text += " The server put " + quoted_separator(scopes.separator) +
                " between the scopes: that is its mistake, a blank belongs there (RFC 6749 §3.3). "
                "They were compared one by one.";
    if (!set.warnings.empty()) text += " Note: " + oauth::to_string(set.warnings) + ".";
    return text;
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

bool follows_pleo(const Model& model, std::string_view environment) {
    const staging::Environment* found = find_environment(model, environment);
    return found == nullptr || staging::follows_pleo(*found);
}

std::string pleos_advice(const Model& model, std::string_view environment, std::string_view error) {
    const staging::Environment* found = find_environment(model, environment);
    return found == nullptr ? std::string() : staging::advice(*found, error);
}

void accept_code(Turn& turn, const http::Exchange& exchange, const oauth::TokenSet& set,
                 const std::string& environment, const std::string& requested) {
    turn.model.redirect->code = CodeUse::exchanged;
    const Birth birth{exchange.id, 0, environment, set.scope.value_or(requested)};
    add_access_token(turn, birth, set);
    if (set.refresh_token)
        add_token(turn, birth, TokenKind::refresh_token, *set.refresh_token, std::nullopt);
    tokens_changed(turn);
    tell(turn, Step::redirect_and_exchange, Tone::positive, "Tokens received",
         (set.refresh_token
              ? "Call an API with the access token next."
              : "There is no refresh token. Call an API with the access token next.") +
             remarks(set, requested),
         {Way::call_api});
}

// What the hint of the field says before, said again where it matters.
std::string encoding_advice(const Model& model, std::string_view error) {
    const oauth::Client& client = model.registration.client;
    const bool matters = error == "invalid_client" || error == "http_status";
    return matters && client.authentication == oauth::ClientAuthentication::client_secret_basic &&
                   oauth::basic_encoding_matters(client)
               ? " Client ID or secret holds characters that are form-encoded before Base64 (RFC "
                 "6749 §2.3.1), and some servers do not decode them: try client_secret_post."
               : std::string();
}

// Wrong credentials are mended first: with the same ones the next code would be lost as well.
Remedy after_refused_code(const Model& model, const Error& refusal) {
    const std::string& error = refusal.code;
    const bool named = refusal.message.find("redirect_uri") != std::string::npos;
    if (named && model.registration.client.redirect_uri != model.page.url)
        return {Way::own_redirect_uri};
    if (error != "invalid_client") return {Way::authorise_again};
    const staging::Environment* here = environment(model);
    const bool simulated = here != nullptr && here->kind == staging::EnvironmentKind::simulated;
    if (simulated) return {Way::dummy_client};
    return secretless(model) ? Remedy{Way::to_the_fields, "Client ID"} : Remedy{Way::to_the_secret};
}

constexpr std::string_view use_as_bearer =
    " If you know that it is a bearer token, press Use it as Bearer.";

} // namespace

// --- the code -------------------------------------------------------------------------------------------------

void handle(Turn& turn, const ExchangeCodePressed&) {
    Model& model = turn.model;
    constexpr Step here = Step::redirect_and_exchange;
    Result<http::Request> planned = planned_token_request(model);
    if (!planned) {
        tell(turn, here, Tone::warning, "Not sent", planned.error().message,
             remedy_for(model, planned.error()));
        return;
    }
    const Result<std::uint32_t> sent = send(turn, std::string(token_request_words),
                                            std::move(*planned), {.purpose = Purpose::token});
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
    model.untyped.reset();
    oauth::PendingAuthorization pending = *redirect.pending;
    const bool relay_refused = relay_sent_nothing(model, exchange);
    const bool unspent = relay_refused || exchange.failure == http::Failure::refused ||
                         exchange.failure == http::Failure::offline;
    redirect.code = unspent ? CodeUse::ready : CodeUse::spent;
    if (!unspent) {
        wipe(*redirect.pending);
        redirect.pending.reset();
    }
    if (!exchange.response) {
        tell_no_answer(turn, here, exchange, http::Stake::authorization_code);
    } else if (relay_refused) {
        tell(turn, here, Tone::negative, "The relay did not pass it on",
             relay_words(model, exchange) + "The code is unspent, while it is fresh.",
             {Way::press_again, "again"});
    } else if (const Result<oauth::TokenSet> set =
                   oauth::process_token_response(*exchange.response);
               !set) {
        const bool usable = oauth::may_use_as_bearer(*exchange.response);
        if (usable)
            model.untyped =
                Untyped{exchange.id, 0, pending.environment, pending.scope, set.error().message};
        tell(turn, here, Tone::negative,
             usable ? "A token of unknown type" : "The code was not exchanged",
             relay_words(model, exchange) + set.error().message +
                 pleos_advice(model, pending.environment, set.error().code) +
                 encoding_advice(model, set.error().code) +
                 (usable ? std::string(use_as_bearer)
                         : " The code is not sent again: authorise again for a new one."),
             usable ? Remedy{} : after_refused_code(model, set.error()));
    } else {
        remember_proof(model, pending.environment, pending.client_id);
        accept_code(turn, exchange, *set, pending.environment, pending.scope);
    }
    wipe(pending);
}

// --- refresh --------------------------------------------------------------------------------------------------

void handle(Turn& turn, const RefreshPressed&) {
    Model& model = turn.model;
    constexpr Step here = Step::refresh_tokens;
    Result<http::Request> planned = planned_refresh(model);
    if (!planned) {
        tell(turn, here, Tone::warning, "Not sent", planned.error().message,
             remedy_for(model, planned.error()));
        return;
    }
    const oauth::Token* access = live_token(model, TokenKind::access_token);
    const oauth::Token* refresh = live_token(model, TokenKind::refresh_token);
    const Result<std::uint32_t> sent =
        send(turn, std::string(refresh_request_words), std::move(*planned),
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

// S35: the old ones end in the same step in which the new ones begin. That a server ends them is Pleo's word;
// elsewhere they are only replaced, until there is evidence.
void accept_refresh(Turn& turn, const oauth::Token& used, const http::Exchange& exchange,
                    const oauth::TokenSet& set) {
    Model& model = turn.model;
    // A server that sends the same refresh token again did not rotate it.
    const bool rotated = set.refresh_token && *set.refresh_token != used.value;
    const bool same_access = live_value(model, {0, 0, used.environment, ""},
                                        TokenKind::access_token, set.access_token) != nullptr;
    const bool ends = follows_pleo(model, used.environment);
    const std::uint32_t authorisation = authorisation_of(model, used);
    const std::string requested = used.scope;
    const Birth birth{exchange.id, used.id, used.environment, set.scope.value_or(requested)};

    int ended = 0;
    for (oauth::Token& token : model.tokens) {
        const bool access = token.kind == TokenKind::access_token;
        const bool concerned =
            token.environment == birth.environment &&
            authorisation_of(model, token) == authorisation && (rotated || access) &&
            !(access && token.value == set.access_token) && !oauth::is_final(token.state);
        if (concerned &&
            conclude(turn, token.id, ends ? TokenState::rotated : TokenState::replaced, exchange,
                     rotated ? "the refresh was answered with a new pair"
                             : "the refresh was answered with a new access token"))
            ++ended;
    }
    if (!rotated)
        weigh(turn, used.id, oauth::TokenEffect::active, exchange, "the refresh was answered");
    add_access_token(turn, birth, set); // `used` may have moved from here on
    if (rotated) add_token(turn, birth, TokenKind::refresh_token, *set.refresh_token, std::nullopt);
    const std::string number = std::to_string(ended) + " in this page.";
    tokens_changed(turn);
    tell(turn, Step::refresh_tokens, Tone::positive,
         same_access ? "The same access token again"
         : rotated   ? "A new pair"
                     : "A new access token",
         (!rotated ? std::string("No new refresh token came, so the old one stays (RFC 6749 §6).")
          : ends   ? "The tokens before it are rotated and end at once: " + number
                   : "The tokens before it are replaced: " + number +
                       " Whether this server ends them is not known.") +
             remarks(set, requested),
         {Way::call_api});
}

} // namespace

void refresh_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange) {
    constexpr Step here = Step::refresh_tokens;
    Model& model = turn.model;
    const oauth::Token* used = find_token(model, what.refresh_token);
    if (used == nullptr) return;
    if (!exchange.response) {
        tell_no_answer(turn, here, exchange, http::Stake::refresh_token);
        return;
    }
    const http::Response& response = *exchange.response;
    if (relay_sent_nothing(turn.model, exchange)) {
        tell(turn, here, Tone::negative, "The relay did not pass it on",
             relay_words(turn.model, exchange) + "The refresh token is unspent.",
             {Way::press_again, "again"});
        return;
    }
    model.untyped.reset();
    const Result<oauth::TokenSet> set = oauth::process_token_response(response);
    if (set) return accept_refresh(turn, *used, exchange, *set);

    const oauth::Reading reading = oauth::read_refresh_answer(response);
    std::string words = relay_words(turn.model, exchange) + reading.sentence +
                        pleos_advice(model, used->environment, reading.error) +
                        encoding_advice(model, reading.error);
    if (oauth::may_use_as_bearer(response)) {
        model.untyped =
            Untyped{exchange.id, used->id, used->environment, used->scope, set.error().message};
        tell(turn, here, Tone::negative, "A token of unknown type",
             words + std::string(use_as_bearer));
        return;
    }
    weigh(turn, used->id, reading.effect, exchange,
          "the refresh was answered " + std::to_string(response.status) + " " + reading.error);
    switch (reading.effect) {
    case oauth::TokenEffect::revoked:
        return tell(turn, here, Tone::negative, "The refresh token is over",
                    words + " Introspect the access token to see whether it ended as well.",
                    {Way::authorise_again});
    case oauth::TokenEffect::unknown:
        return tell(turn, here, Tone::negative, "No new tokens", words, {Way::introspect_refresh});
    default:
        return tell(turn, here, Tone::negative, "The refresh was refused", words,
                    reading.error == "invalid_client" ? Remedy{Way::to_the_secret}
                                                      : Remedy{Way::introspect_refresh});
    }
}

// --- a token without a type -----------------------------------------------------------------------------------

void handle(Turn& turn, const UseAsBearerPressed&) {
    Model& model = turn.model;
    if (!model.untyped) return;
    const Untyped untyped = *model.untyped;
    model.untyped.reset();
    const http::Exchange* exchange = find_exchange(model, untyped.exchange);
    if (exchange == nullptr || !exchange->response) return;
    const Result<oauth::TokenSet> set =
        oauth::process_token_response_as_bearer(*exchange->response);
    if (!set) return;
    if (const oauth::Token* used = find_token(model, untyped.refresh_token))
        accept_refresh(turn, *used, *exchange, *set);
    else if (model.redirect)
        accept_code(turn, *exchange, *set, untyped.environment, untyped.scope);
}

void handle(Turn& turn, const FingerprintArrived& event) {
    if (oauth::Token* token = token_by_id(turn.model, event.token)) token->fingerprint = event.text;
}

} // namespace playground
