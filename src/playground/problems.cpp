// What is wrong, or worth a word, in the fields of the registration.
#include "playground/keeping.hpp"
#include "playground/plan.hpp"
#include "playground/routes.hpp"
#include "playground/turn.hpp"

#include "http/visible.hpp"
#include "oauth/credential_slips.hpp"
#include "oauth/extra_parameters.hpp"
#include "oauth/scope.hpp"
#include "staging/lock.hpp"
#include "staging/simulated_client.hpp"

#include <tuple>

namespace playground {

namespace {

std::string redirect_problem(const std::string& redirect_uri) {
    if (redirect_uri.empty()) return "Type one of the redirect URIs that were registered.";
    if (const Result<std::string> checked = oauth::check_redirect_uri(redirect_uri); !checked)
        return checked.error().message;
    if (const Result<std::string> target = staging::check_target(redirect_uri); !target)
        return target.error().message;
    return {};
}

std::string secret_hint(const Registration& registration, const staging::Environment* here) {
    const std::string& secret = registration.client.client_secret;
    if (secret.empty()) return {};
    const bool simulated = here != nullptr && here->kind == staging::EnvironmentKind::simulated;
    if (!simulated && secret == staging::simulated_client_secret)
        return "This is the published secret of Simulated Staging. It works nowhere else.";
    if (registration.client.authentication == oauth::ClientAuthentication::client_secret_basic &&
        oauth::basic_encoding_matters(registration.client)) {
        return "Client ID or secret holds characters that are form-encoded before Base64 (RFC 6749 "
               "§2.3.1). Some servers "
               "do not decode them: if the credentials are refused, try client_secret_post.";
    }
    return {};
}

std::string scope_hint(const std::string& text) {
    const Result<oauth::Scopes> scopes = oauth::parse_scopes(text);
    if (!scopes) return {};
    if (scopes->values.empty())
        return "No scope: the parameter is left out, and the server decides or refuses (RFC 6749 "
               "§3.3).";
    if (scopes->duplicates.empty()) return {};
    return "Sent once, although typed more often: " + oauth::join(scopes->duplicates) + ".";
}

// Said while the person types, and nothing is built of it before it is settled: a secret in the place of an id would
// stand in an address, and so in histories and logs (S32).
[[gnu::noinline]] void add_slips(const Model& model, RegistrationProblems& found) {
    const Registration& registration = model.registration;
    const bool vouched = registration.vouched_for == doubtful_text(registration);
    for (const oauth::Slip& slip : oauth::find_slips(registration.client)) {
        // Others are worth a word and no more, or have their own (a field that is empty).
        const bool stops = slip.certain || slip.code == "invisible" || slip.code == "link" ||
                           slip.code == "pair" || slip.code == "swapped" || slip.code == "same";
        if (!stops || slip.code == "missing") continue;
        const bool of_id = slip.field == "client_id";
        if (!slip.certain && (of_id ? vouched : registration.secret_is_meant)) continue;
        std::string& text = of_id ? found.client_id : found.client_secret;
        if (text.empty() && (of_id || !secretless(model))) text = slip.message;
    }
    const std::string doubtful = doubtful_field(registration);
    if (vouched || doubtful.empty()) return;
    if (doubtful != "Client ID") {
        if (found.scopes.empty())
            found.scopes = "Is there a secret among the scopes? It would stand in an address.";
    } else if (found.client_id.empty()) {
        found.client_id = "This looks like a client secret. As a client ID it would stand in an "
                          "address, in histories and in logs.";
    }
}

} // namespace

bool RegistrationProblems::none() const {
    return environment.empty() && route.empty() && client_id.empty() && client_secret.empty() &&
           redirect_uri.empty() && scopes.empty() && extra_authorization.empty() &&
           extra_token.empty();
}

namespace {

[[gnu::noinline]] void find_extra_problems(const Registration::Extra& extra,
                                           RegistrationProblems& found) {
    using oauth::ExtraFor;
    for (const auto& [typed, where, problem] :
         {std::tuple{&extra.authorization, ExtraFor::authorization, &found.extra_authorization},
          std::tuple{&extra.token, ExtraFor::token, &found.extra_token}}) {
        const Result<http::Fields> fields = oauth::parse_extra_parameters(*typed, where);
        if (!fields) *problem = fields.error().message;
    }
}

} // namespace

RegistrationProblems problems(const Model& model) {
    const Registration& registration = model.registration;
    const staging::Environment* here = environment(model);
    RegistrationProblems found;
    if (!model.environments_error.empty())
        found.environment = model.environments_error;
    else if (here == nullptr)
        found.environment = "Choose an environment.";
    else if (undiscovered(*here))
        found.environment = "The endpoints of " + here->name + " are not known yet.";
    else if (registration.route == Route::relay && may_lead(Route::relay, *here) && !leads(model))
        found.route = "The server of this page has no relay to " + here->name + ".";
    else if (!leads(model))
        found.route = "This route does not lead to " + here->name + ".";
    if (registration.client.client_id.empty())
        found.client_id = "Type the client ID that came with the registration.";
    if (registration.client.client_secret.empty() && needs_secret(model))
        found.client_secret =
            "Needed from the token request on, not before. It stays in memory only.";
    found.redirect_uri = redirect_problem(registration.client.redirect_uri);
    if (const Result<oauth::Scopes> scopes = oauth::parse_scopes(registration.scopes); !scopes)
        found.scopes = scopes.error().message;
    const bool typed = registration.client.client_id != registration.known.client_id ||
                       registration.scopes != registration.known.scopes ||
                       (!registration.client.client_secret.empty() &&
                        registration.client.client_secret != staging::simulated_client_secret);
    if (typed) add_slips(model, found);
    if (takes_extra_parameters(model)) find_extra_problems(registration.extra, found);
    return found;
}

bool takes_extra_parameters(const Model& model) {
    const staging::Environment* here = environment(model);
    return here != nullptr && here->kind == staging::EnvironmentKind::other;
}

RegistrationHints hints(const Model& model) {
    const Registration& registration = model.registration;
    RegistrationHints found;
    if (const Relay* relay = relay_of(model, registration.environment);
        secretless(model) && registration.client.client_id != relay->client_id)
        found.client_id = "The relay has the secret of the client " + relay->client_id + ".";
    found.client_secret = secret_hint(registration, environment(model));
    const std::string& redirect_uri = registration.client.redirect_uri;
    if (redirect_problem(redirect_uri).empty() && redirect_uri != model.page.url) {
        found.redirect_uri =
            "This page is at " + model.page.url +
            ". With another redirect URI the answer goes there and not to this page.";
    }
    found.scopes = scope_hint(registration.scopes);
    return found;
}

} // namespace playground
