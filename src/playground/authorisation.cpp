// The attempt: fresh state and PKCE values, and the way out to the authorisation server.
#include "playground/turn.hpp"

#include "playground/keeping.hpp"
#include "playground/plan.hpp"
#include "playground/record.hpp"
#include "playground/remedies.hpp"
#include "playground/wipe.hpp"

#include "http/url.hpp"
#include "oauth/pkce.hpp"
#include "oauth/scope.hpp"

namespace playground {

namespace {

constexpr std::size_t attempt_octets = oauth::verifier_octets + oauth::state_octets;

void refuse_attempt(Turn& turn, std::string why) {
    tell(turn, Step::authorise, Tone::negative, "No attempt can be made here", std::move(why));
}

// The tokens of a request that is under way would be lost with the page.
const char* worth_waiting_for(const Model& model) {
    if (under_way(model, Purpose::token)) return "The code is being exchanged.";
    if (under_way(model, Purpose::refresh)) return "A refresh is under way.";
    return nullptr;
}

oauth::PendingAuthorization pending_of(const Model& model, const staging::Environment& here) {
    oauth::PendingAuthorization pending;
    pending.state = model.attempt.state;
    pending.code_verifier = model.attempt.code_verifier;
    pending.redirect_uri = model.registration.client.redirect_uri;
    pending.environment = here.id;
    pending.client_id = model.registration.client.client_id;
    // As requested: normalised, so that it can be compared with what is granted (S31).
    if (const Result<oauth::Scopes> scopes = oauth::parse_scopes(model.registration.scopes))
        pending.scope = oauth::join(scopes->values);
    pending.issuer = here.endpoints.issuer;
    if (const Result<http::Url> endpoint =
            http::parse_endpoint(here.endpoints.authorization_endpoint))
        pending.authorization_origin = http::origin(*endpoint);
    pending.iss_parameter_supported = here.endpoints.iss_parameter_supported;
    pending.created_at_ms = model.now.wall_ms;
    return pending;
}

} // namespace

void prepare_attempt(Turn& turn) {
    Model& model = turn.model;
    wipe(model.attempt);
    if (!model.page.secure_context) {
        return refuse_attempt(
            turn,
            "This page was not opened over https or from localhost, so the browser offers no Web "
            "Crypto. There is no safe way to make state and code_verifier.");
    }
    if (!model.page.has_web_crypto) {
        return refuse_attempt(
            turn, "This browser offers no Web Crypto. There is no safe way to make state and "
                  "code_verifier.");
    }
    turn.effects.emplace_back(GatherEntropy{attempt_octets});
}

void handle(Turn& turn, const EntropyArrived& event) {
    if (event.use == EntropyUse::credential_check)
        return begin_credential_check(turn, event.octets);
    Attempt& attempt = turn.model.attempt;
    // Only the first answer counts: what is shown already does not change by itself.
    if (!attempt.state.empty() || turn.model.leaving) return;
    if (event.octets.size() < attempt_octets) {
        return refuse_attempt(
            turn,
            "The browser gave no cryptographically strong random numbers. Nothing weaker is used "
            "in their place.");
    }
    const std::string_view octets = event.octets;
    attempt.code_verifier = oauth::code_verifier(octets.substr(0, oauth::verifier_octets));
    attempt.state = oauth::state(octets.substr(oauth::verifier_octets, oauth::state_octets));
    turn.effects.emplace_back(Sha256{attempt.code_verifier});
}

void handle(Turn& turn, const ChallengeArrived& event) {
    Attempt& attempt = turn.model.attempt;
    // The answer to an attempt that was dropped meanwhile is not for this one.
    if (attempt.code_verifier.empty() || event.code_verifier != attempt.code_verifier) return;
    attempt.code_challenge = oauth::code_challenge(event.sha256);
    if (attempt.code_challenge.empty()) {
        wipe(attempt);
        refuse_attempt(
            turn,
            "The browser could not compute SHA-256, and the plain method is never used instead.");
    }
}

// Also the way on when the browser was told to leave and did not.
void handle(Turn& turn, const NewAttemptPressed&) {
    Model& model = turn.model;
    if (model.leaving) {
        model.leaving = false;
        turn.effects.emplace_back(SaveRecord{});
    }
    model.notices.erase(Step::authorise);
    prepare_attempt(turn);
    if (!model.notices.contains(Step::authorise)) // else the browser has no randomness
        tell(turn, Step::authorise, Tone::positive, "New state and PKCE values",
             "They are in the URL below. An answer to the one before is refused from now on.");
}

void handle(Turn& turn, const AuthorisePressed&) {
    Model& model = turn.model;
    if (model.leaving) return;
    if (const char* reason = worth_waiting_for(model)) {
        tell(turn, Step::authorise, Tone::warning, std::string(reason),
             "Leaving now would lose its tokens. Wait for the answer.");
        return;
    }
    const Result<oauth::AuthorizationRequest> planned = planned_authorization(model);
    if (!planned) {
        tell(turn, Step::authorise, Tone::negative, "Not sent", planned.error().message,
             remedy_for(model, planned.error()));
        return;
    }
    http::Request request;
    request.url = planned->url;
    if (const Result<bool> allowed = check_send(model, request); !allowed) {
        tell(turn, Step::authorise, Tone::negative, "Not sent", allowed.error().message);
        start_simulator(turn); // if that is what is missing, the next press may find it
        return;
    }
    const oauth::PendingAuthorization pending = pending_of(model, *environment(model));
    record_navigation(turn, MomentKind::left, "Authorisation request", planned->url);

    Record record = record_of(model);
    record.pending = pending;
    remember_use(model.registration);
    model.unsaved_settings = true;
    save_settings(turn);
    turn.effects.emplace_back(SaveRecord{to_text(record)});
    // Before the browser goes, or it would ask about what the page has told already.
    if (model.guarded) turn.effects.emplace_back(GuardLeaving{});
    model.guarded = false;
    turn.effects.emplace_back(Navigate{planned->url});
    model.forgotten.reset();
    model.leaving = true;
    wipe(model.attempt); // it belongs to the record now, and to nothing else
    tell(turn, Step::authorise, Tone::neutral,
         "Leaving for " + destination_name(model, planned->origin));
}

} // namespace playground
