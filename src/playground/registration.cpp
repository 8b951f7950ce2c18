// The fields of the registration, kept apart for each environment.
#include "playground/turn.hpp"

#include "playground/routes.hpp"
#include "playground/wipe.hpp"

#include "oauth/scope.hpp"
#include "staging/simulated_client.hpp"

#include <algorithm>

namespace playground {

namespace {

// What a check or a request said about other credentials is not said about these.
void forget_verdict(Turn& turn) {
    if (!turn.model.check.running) turn.model.check = {}; // its own answer notices
    unsay(turn, Step::register_client);
}

bool edit(Turn& turn, std::string& field, const std::string& text) {
    if (!fits(turn, Step::register_client, text) || field == text) return false;
    field = text;
    turn.model.unsaved_settings = true;
    return true;
}

} // namespace

void fill_simulated_client(const staging::Environment& environment, Registration& registration) {
    registration.client.client_id = staging::simulated_client_id;
    registration.client.client_secret = staging::simulated_client_secret;
    registration.client.redirect_uri = staging::simulated_redirect_uri(simulator_base(environment));
}

Registration fresh_registration(const Model& model, const staging::Environment& environment) {
    Registration registration;
    registration.environment = environment.id;
    registration.route = route_of(environment);
    registration.client.redirect_uri = model.page.url;
    registration.scopes = oauth::join(environment.default_scopes);
    if (environment.kind == staging::EnvironmentKind::simulated)
        fill_simulated_client(environment, registration);
    registration.known = {registration.client.client_id, registration.client.redirect_uri,
                          registration.scopes};
    return registration;
}

void start_simulator(Turn& turn) {
    Model& model = turn.model;
    const bool started =
        model.simulator == SimulatorState::starting || model.simulator == SimulatorState::ready;
    if (!is_simulated(model) || started) return;
    model.simulator = SimulatorState::starting;
    turn.effects.emplace_back(StartSimulator{});
}

void handle(Turn& turn, const SimulatorChanged& event) {
    Model& model = turn.model;
    const bool ready = event.state == SimulatorState::ready;
    const bool recovered = ready && !model.simulator_text.empty();
    model.simulator = event.state;
    if (ready) model.simulator_text.clear();
    if (event.state == SimulatorState::unavailable) {
        model.simulator_text = event.text;
        tell(turn, Step::register_client, Tone::negative, "Simulated Staging does not run here",
             event.text);
        if (model.leaving && is_simulated(model)) { // it was waited for, so the page is still here
            model.leaving = false;
            turn.effects.emplace_back(SaveRecord{});
            prepare_attempt(turn);
            tell(turn, Step::authorise, Tone::negative, "Not sent",
                 "Simulated Staging does not run in this browser: " + event.text);
        }
    } else if (recovered) {
        tell(turn, Step::register_client, Tone::positive, "Simulated Staging is ready");
    }
}

// Until the person chooses one. Nothing has left by another one then: whoever sends has a route already.
[[gnu::noinline]] void take_recommended_route(Model& model) {
    Registration& registration = model.registration;
    if (registration.route_choice == Registration::Choice::by_person ||
        environment(model) == nullptr)
        return;
    registration.route = recommended_route(model).route;
    std::string& client_id = registration.client.client_id;
    if (secretless(model) && client_id.empty())
        client_id = relay_of(model, registration.environment)->client_id;
}

// Nothing is sent, and nothing that was typed is lost.
void handle(Turn& turn, const EnvironmentChosen& event) {
    Model& model = turn.model;
    const staging::Environment* chosen = find_environment(model, event.id);
    if (chosen == nullptr || event.id == model.registration.environment) return;
    const std::string before = model.registration.environment;
    if (!before.empty()) model.set_aside[before] = std::move(model.registration);
    if (const auto kept = model.set_aside.find(event.id); kept != model.set_aside.end()) {
        model.registration = std::move(kept->second);
        model.set_aside.erase(kept);
    } else {
        model.registration = fresh_registration(model, *chosen);
    }
    model.view.revealed_secret = false;
    model.api.confirming = false;
    model.exports = {};
    model.check = {};
    // The other form is Pleo's own.
    if (!staging::follows_pleo(*chosen)) model.introspection.form = IntrospectionForm::rfc7662;
    model.unsaved_settings = true;
    // What was said and answered was about the other one. Of its code the step itself tells.
    for (std::size_t i = 0; i < step_count; ++i)
        if (static_cast<Step>(i) != Step::redirect_and_exchange) unsay(turn, static_cast<Step>(i));
    if (!under_way(model, Purpose::introspection)) model.introspection.exchange = 0;
    announce(turn, chosen->name + " is chosen.");
    if (model.relays && model.exchanges.empty()) take_recommended_route(model);
    start_simulator(turn);
    ask_for_relays(turn);
    discover(turn);
}

void ask_for_relays(Turn& turn) {
    Model& model = turn.model;
    if (is_simulated(model) || model.relays_asked) return;
    model.relays_asked = true;
    turn.effects.emplace_back(FetchRelayStatus{});
}

void handle(Turn& turn, const RelayStatusArrived& event) {
    Model& model = turn.model;
    model.relays = relays_from_text(model, event.text);
    take_recommended_route(model);
}

// A choice that leads nowhere is answered with the reason.
void handle(Turn& turn, const RouteChosen& event) {
    Model& model = turn.model;
    const staging::Environment* here = environment(model);
    if (here == nullptr) return;
    const std::vector<Route> all = routes(model);
    if (std::find(all.begin(), all.end(), event.route) != all.end()) {
        model.registration.route_choice = Registration::Choice::by_person;
        if (event.route == model.registration.route) return;
        model.registration.route = event.route;
        model.unsaved_settings = true;
        std::string& client_id = model.registration.client.client_id;
        if (secretless(model) && client_id.empty())
            client_id = relay_of(model, here->id)->client_id;
        forget_verdict(turn);
        return;
    }
    tell(turn, Step::register_client, Tone::warning, "The route stays as it is",
         event.route == Route::relay && may_lead(event.route, *here)
             ? "The server of this page has no relay to " + here->name + "."
         : event.route == Route::simulated
             ? "Only Simulated Staging answers inside this page. Choose it as the environment."
             : "Simulated Staging exists inside this page only. Choose another environment to send "
               "requests there "
               "directly.");
}

void handle(Turn& turn, const ClientIdEdited& event) {
    if (edit(turn, turn.model.registration.client.client_id, event.text)) forget_verdict(turn);
}

void handle(Turn& turn, const ClientSecretEdited& event) {
    if (!fits(turn, Step::register_client, event.text)) return;
    std::string& secret = turn.model.registration.client.client_secret;
    if (secret == event.text) return;
    wipe(secret);
    secret = event.text;
    turn.model.registration.secret_is_meant = false;
    forget_verdict(turn);
}

void handle(Turn& turn, const SecretRevealToggled&) {
    turn.model.view.revealed_secret = !turn.model.view.revealed_secret;
}

void handle(Turn& turn, const RedirectUriEdited& event) {
    edit(turn, turn.model.registration.client.redirect_uri, event.text);
}

void handle(Turn& turn, const ScopesEdited& event) {
    edit(turn, turn.model.registration.scopes, event.text);
}

void handle(Turn& turn, const ExtraParametersEdited& event) {
    Registration::Extra& extra = turn.model.registration.extra;
    edit(turn, event.where == oauth::ExtraFor::authorization ? extra.authorization : extra.token,
         event.text);
}

void handle(Turn& turn, const ClientAuthenticationChosen& event) {
    Registration& registration = turn.model.registration;
    const bool same = registration.client.authentication == event.method &&
                      registration.authentication == Registration::Choice::by_person;
    if (same) return;
    registration.client.authentication = event.method;
    registration.authentication = Registration::Choice::by_person;
    forget_verdict(turn);
    turn.model.unsaved_settings = true;
}

void handle(Turn& turn, const SimulatedClientChosen&) {
    Model& model = turn.model;
    if (!is_simulated(model)) {
        tell(turn, Step::register_client, Tone::warning,
             "This client exists on Simulated Staging only",
             "Choose Simulated Staging as the environment first.");
        return;
    }
    model.registration = fresh_registration(model, *environment(model));
    model.check = {};
    model.unsaved_settings = true;
    tell(turn, Step::register_client, Tone::positive, "The simulated client is filled in",
         "Its secret is published and opens nothing outside this page.");
}

} // namespace playground
