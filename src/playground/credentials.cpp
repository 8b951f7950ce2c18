// "Check credentials": slips first, then requests that can only fail, one after the other (oauth/credential_check.hpp).
#include "playground/turn.hpp"

#include "playground/keeping.hpp"
#include "playground/plan.hpp"
#include "playground/remedies.hpp"
#include "playground/routes.hpp"

#include "oauth/pkce.hpp"
#include "staging/simulated_client.hpp"

#include <algorithm>

namespace playground {

namespace {

oauth::CredentialCheckDesc desc_of(const Model& model) {
    const bool simulated = model.registration.route == Route::simulated;
    return {.client = model.registration.client,
            .endpoints = routed(model, *environment(model)).endpoints,
            .invented = model.check.invented,
            .prefix = simulated ? std::string(staging::simulated_prefix) : std::string()};
}

// In the order of sending. A relay that adds the credentials adds them in one way, and nothing could be compared with it.
std::vector<oauth::Probe> probes_of(const Model& model) {
    std::vector<oauth::Probe> probes = oauth::credential_probes(desc_of(model));
    if (secretless(model)) {
        std::erase_if(probes, [](const oauth::Probe& each) {
            return each.authentication == oauth::ClientAuthentication::client_secret_post;
        });
        for (oauth::Probe& each : probes) {
            each.request = without_credentials(std::move(each.request));
            each.authentication = relay_of(model, model.registration.environment)->method;
        }
    }
    return probes;
}

void send_next(Turn& turn, const oauth::Probe& probe, bool control) {
    const std::string purpose =
        std::string(control ? "Control: " : "Check: ") +
        (probe.kind == oauth::ProbeKind::token_exchange ? "invented code" : "invented token");
    const Result<std::uint32_t> sent = send(
        turn, purpose, probe.request, {.purpose = Purpose::credential_check, .control = control});
    if (!sent) {
        turn.model.check.running = false;
        tell(turn, Step::register_client, Tone::negative, "Not sent", sent.error().message);
        return;
    }
    turn.model.check.exchange = *sent;
}

void report(Turn& turn) {
    CredentialCheck& check = turn.model.check;
    check.running = false;
    check.report = oauth::credential_report(std::move(check.rows));
    check.rows.clear();
    const auto& rows = check.report->rows;
    if (std::none_of(rows.begin(), rows.end(), [](const auto& row) { return row.answered; }))
        check.remedy = for_hidden_answer(turn.model, true);
    if (secretless(turn.model) && check.report->credentials == oauth::Conclusion::accepted)
        check.report->next_step = "The relay sends them so. Authorise.";
    if (check.report->credentials == oauth::Conclusion::accepted)
        remember_proof(turn.model, turn.model.registration.environment,
                       turn.model.registration.client.client_id);
    const Tone tone = check.report->credentials == oauth::Conclusion::accepted  ? Tone::positive
                      : check.report->credentials == oauth::Conclusion::refused ? Tone::negative
                                                                                : Tone::warning;
    announce(turn, check.report->headline + " " + check.report->next_step, tone == Tone::negative);
}

} // namespace

std::string credential_check_obstacle(const Model& model) {
    const RegistrationProblems found = problems(model);
    if (model.check.running) return "The check is under way";
    if (model.registration.route == Route::terminal)
        return "The Terminal route sends nothing by itself: choose another route for this";
    const oauth::Client& client = model.registration.client;
    if ((!found.client_id.empty() && !client.client_id.empty()) ||
        (!found.client_secret.empty() && !client.client_secret.empty()))
        return "Settle what is said at the fields first";
    if (!found.environment.empty() || !found.route.empty() || !found.client_id.empty() ||
        !found.client_secret.empty() || !found.redirect_uri.empty())
        return "Client ID, client secret and redirect URI are needed first";
    return {};
}

void handle(Turn& turn, const CheckCredentialsPressed&) {
    Model& model = turn.model;
    if (const std::string reason = credential_check_obstacle(model); !reason.empty()) {
        tell(turn, Step::register_client, Tone::warning, "Not sent", reason + ".");
        return;
    }
    model.check = {};
    model.check.slips = oauth::find_slips(model.registration.client);
    if (secretless(model)) {
        std::erase_if(model.check.slips,
                      [](const oauth::Slip& each) { return each.field == "client_secret"; });
    }
    const auto certain = std::find_if(model.check.slips.begin(), model.check.slips.end(),
                                      [](const oauth::Slip& each) { return each.certain; });
    if (certain != model.check.slips.end()) {
        announce(turn, "Nothing was sent. " + certain->message, true);
        return;
    }
    unsay(turn, Step::register_client);
    model.check.running = true;
    turn.effects.emplace_back(GatherEntropy{oauth::verifier_octets, EntropyUse::credential_check});
}

void begin_credential_check(Turn& turn, const std::string& octets) {
    Model& model = turn.model;
    CredentialCheck& check = model.check;
    if (!check.running || !check.invented.empty()) return;
    if (octets.size() < oauth::verifier_octets) {
        check.running = false;
        tell(turn, Step::register_client, Tone::negative, "Not sent",
             "The browser gave no random numbers, so nothing can be invented.");
        return;
    }
    check.invented = oauth::code_verifier(octets);
    announce(turn, "Checking the credentials.");
    send_next(turn, probes_of(model).front(), false);
}

void credential_check_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange) {
    Model& model = turn.model;
    CredentialCheck& check = model.check;
    if (!check.running || exchange.id != check.exchange) return;
    const std::vector<oauth::Probe> probes = probes_of(model);
    const std::size_t at = check.rows.size() - (what.control ? 1 : 0);
    // Somebody changed the environment, the route or the client meanwhile: the rows would mix two of them.
    const bool same =
        at < probes.size() &&
        (what.control ? oauth::control_probe(desc_of(model), probes[at]) : probes[at]).request ==
            exchange.request;
    if (!same || exchange.failure == http::Failure::aborted) {
        model.check = {};
        announce(turn, "The check was stopped.");
        return;
    }
    // What did not get through says nothing about the credentials, and neither will the rest.
    if (exchange.failure == http::Failure::offline) {
        model.check = {};
        return tell_no_answer(turn, Step::register_client, exchange, http::Stake::nothing);
    }
    if (const std::string words = relay_words(model, exchange); !words.empty()) {
        model.check = {};
        return tell(turn, Step::register_client, Tone::negative,
                    "The relay got no answer of the server",
                    words + "Nothing is known about the credentials.", {Way::press_again, "again"});
    }
    const oauth::Probe& probe = probes[at];
    if (what.control) {
        check.rows.back() = oauth::judge_probe(probe, check.answer, exchange.response);
    } else {
        check.answer = exchange.response;
        check.rows.push_back(oauth::judge_probe(probe, exchange.response));
        if (check.rows.back().wants_control && !secretless(model)) {
            send_next(turn, oauth::control_probe(desc_of(model), probe), true);
            return;
        }
    }
    if (check.rows.size() < probes.size())
        send_next(turn, probes[check.rows.size()], false);
    else
        report(turn);
}

} // namespace playground
