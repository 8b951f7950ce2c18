// The page goes away, is hidden, or comes back as it was from the browser's back/forward cache.
#include "playground/keeping.hpp"
#include "playground/log_writer.hpp"
#include "playground/turn.hpp"

#include "playground/record.hpp"
#include "playground/remedies.hpp"
#include "playground/wipe.hpp"

namespace playground {

namespace {

// Is there anything that a later page load would want to know?
bool worth_recording(const Model& model) {
    return !model.exchanges.empty() || holds_secrets(model) ||
           model.view.step != Step::register_client || only_typed(model, model.registration);
}

// S43: only what may be kept stays, in case the browser keeps the page itself.
void keep_what_may_be_kept(Turn& turn, std::vector<http::Exchange> redacted) {
    Model& model = turn.model;
    for (auto& [id, what] : model.in_flight) {
        turn.effects.emplace_back(Abort{id});
        wipe(what);
    }
    model.in_flight.clear();
    log_loss(turn);
    for (http::Exchange& exchange : model.exchanges)
        wipe(exchange);
    model.exchanges = std::move(redacted);
    for (oauth::Token& token : model.tokens)
        wipe(token);
    model.tokens.clear();
    if (model.redirect) wipe(*model.redirect);
    model.redirect.reset();
    model.introspection.result.reset();
    wipe(model.attempt);
    wipe(model.registration.client.client_secret);
    for (auto& [id, registration] : model.set_aside)
        wipe(registration.client.client_secret);
    model.view.revealed_secret = false;
    model.view.revealed_tokens.clear();
    model.view.revealed_exchanges.clear();
}

void refill_simulated_secret(Model& model) {
    const auto refill = [&model](Registration& registration) {
        const staging::Environment* where = find_environment(model, registration.environment);
        if (where != nullptr && where->kind == staging::EnvironmentKind::simulated &&
            registration.client.client_secret.empty())
            registration.client.client_secret =
                fresh_registration(model, *where).client.client_secret;
    };
    refill(model.registration);
    for (auto& [id, registration] : model.set_aside)
        refill(registration);
}

// The attempt that left is used up, and its record is of no use to a page that is here again.
void come_back(Turn& turn) {
    Model& model = turn.model;
    const bool by_authorise = model.leaving;
    model.left = false;
    model.leaving = false;
    turn.effects.emplace_back(SaveRecord{});
    refill_simulated_secret(model);
    prepare_attempt(turn);
    if (by_authorise) {
        tell(turn, Step::authorise, Tone::warning, "Back without an answer",
             "The attempt that left is dropped, and a new one is ready.",
             remedy_without_answer(model));
    }
}

} // namespace

void save_settings(Turn& turn) {
    Model& model = turn.model;
    if (!model.unsaved_settings) return;
    model.unsaved_settings = false;
    model.forgotten.reset(); // the inventory is not true any more
    turn.effects.emplace_back(SaveSettings{to_text(settings_of(model))});
}

void handle(Turn& turn, const PageLeaving&) {
    Model& model = turn.model;
    if (model.left) return;
    if (model.leaving) { // Authorise saved everything, and the person will be back
        model.left = true;
        return;
    }
    save_settings(turn);
    if (!worth_recording(model)) return;
    model.left = true;
    model.forgotten.reset();
    Record record = record_of(model);
    turn.effects.emplace_back(SaveRecord{to_text(record)});
    const bool held = holds_secrets(model);
    keep_what_may_be_kept(turn, std::move(record.exchanges));
    if (held) {
        tell(turn, model.view.step, Tone::warning, "Secrets and tokens were forgotten",
             "This page was left, and they were in memory only. Authorise again to get new tokens.",
             {Way::authorise_again});
    }
}

void handle(Turn& turn, const VisibilityChanged& event) {
    Model& model = turn.model;
    model.page.visible = event.visible;
    if (event.visible) {
        model.last_input = model.now;
        if (model.left) come_back(turn);
    } else {
        save_settings(turn); // a phone may end a hidden page without another word
    }
}

} // namespace playground
