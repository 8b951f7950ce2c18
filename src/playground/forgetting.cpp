// "Forget everything" (S42), asked for or because nobody is there any more (S43).
#include "playground/turn.hpp"

#include "playground/wipe.hpp"

namespace playground {

void forget_everything(Turn& turn, Why why) {
    Model& model = turn.model;
    for (const auto& [id, what] : model.in_flight)
        turn.effects.emplace_back(Abort{id});
    turn.effects.emplace_back(ForgetStorage{});
    wipe(model);

    // What is left is what a first visit would know. Numbers go on, so that a late answer finds nobody.
    Model fresh;
    fresh.now = model.now;
    fresh.last_input = model.now;
    fresh.page = std::move(model.page);
    fresh.simulator = model.simulator;
    fresh.simulator_text = std::move(model.simulator_text);
    fresh.environments = std::move(model.environments);
    fresh.environments_error = std::move(model.environments_error);
    fresh.relays = std::move(model.relays);
    fresh.relays_asked = model.relays_asked;
    fresh.reference = model.reference;
    fresh.newer_version = std::move(model.newer_version);
    fresh.announcement = std::move(model.announcement);
    fresh.guarded = model.guarded;
    fresh.place = std::move(model.place);
    fresh.next_exchange = model.next_exchange;
    fresh.next_token = model.next_token;
    fresh.next_mac = model.next_mac;
    fresh.next_pair = model.next_pair;
    model = std::move(fresh);

    if (!model.environments.empty()) {
        model.registration = fresh_registration(model, model.environments.front());
        prepare_attempt(turn);
        start_simulator(turn);
        ask_for_relays(turn);
        discover(turn);
    }
    const bool simulated = !model.registration.client.client_secret.empty();
    const std::string client =
        simulated
            ? "The client of Simulated Staging is filled in again: it is published, and no secret."
            : "";
    if (why == Why::asked) {
        tell(turn, model.view.step, Tone::positive, "Everything is forgotten", client);
    } else {
        tell(turn, model.view.step, Tone::warning, "Forgotten after 30 minutes without a touch",
             "An abandoned page keeps no secrets and no tokens. " + client);
    }
}

void handle(Turn& turn, const ForgetAsked&) { turn.model.asking_to_forget = true; }

void handle(Turn& turn, const ForgetPressed&) { forget_everything(turn, Why::asked); }

void handle(Turn& turn, const ForgetCancelled&) {
    turn.model.asking_to_forget = false;
    announce(turn, "Nothing was forgotten.");
}

void handle(Turn& turn, const StorageForgotten& event) {
    Model& model = turn.model;
    model.forgotten = event.left;
    int left = 0;
    std::string places;
    for (const Inventory& place : event.left) {
        left += place.entries;
        if (place.entries != 0) places += (places.empty() ? "" : ", ") + place.place;
    }
    if (left == 0)
        announce(turn, "Every store of the browser was looked at: nothing is left.");
    else
        announce(turn, "Something is left in " + places + ".", true);
}

} // namespace playground
