// The page is there: for the first time, again, or back from the authorisation server.
#include "playground/turn.hpp"

#include "playground/keeping.hpp"
#include "playground/log_writer.hpp"
#include "playground/plan.hpp"
#include "playground/record.hpp"
#include "playground/remedies.hpp"
#include "playground/routes.hpp"
#include "playground/run_story.hpp"
#include "playground/wipe.hpp"

#include "http/redaction.hpp"
#include "oauth/scope.hpp"
#include "oauth/server_words.hpp"
#include "staging/observations.hpp"
#include "staging/simulated_client.hpp"

#include <algorithm>

namespace playground {

namespace {

[[gnu::noinline]] void take_over(Registration& registration, const Registration& kept,
                                 const staging::Environment& where) {
    registration.client.client_id = kept.client.client_id;
    registration.client.redirect_uri = kept.client.redirect_uri;
    registration.client.authentication = kept.client.authentication;
    registration.authentication = kept.authentication;
    registration.scopes = kept.scopes;
    registration.extra = kept.extra;
    if (!may_lead(kept.route, where)) return;
    registration.route = kept.route;
    registration.route_choice = kept.route_choice;
}

[[gnu::noinline]] void restore(Model& model, const Registration& kept) {
    const staging::Environment* where = find_environment(model, kept.environment);
    if (where == nullptr) return;
    Registration registration = fresh_registration(model, *where);
    take_over(registration, kept, *where);
    registration.known = {kept.client.client_id, kept.client.redirect_uri, kept.scopes};
    model.set_aside[where->id] = std::move(registration);
}

void choose(Model& model, std::string_view id) {
    const staging::Environment* chosen = find_environment(model, id);
    if (chosen == nullptr) chosen = &model.environments.front();
    if (const auto kept = model.set_aside.find(chosen->id); kept != model.set_aside.end()) {
        model.registration = std::move(kept->second);
        model.set_aside.erase(kept);
    } else {
        model.registration = fresh_registration(model, *chosen);
    }
}

// What the run in this tab used counts more than what another tab saved meanwhile.
[[gnu::noinline]] void restore_run(Model& model, const Record& record) {
    Registration& registration = model.registration;
    if (record.registration.environment != registration.environment) return;
    take_over(registration, record.registration, *environment(model));
    // As wrong as what was typed, so that one sees what a wrong one does; the typed one is gone.
    if (record.another_secret) registration.client.client_secret = staging::simulated_wrong_secret;
    if (record.call) {
        model.api.operation = record.call->operation;
        model.api.method = record.call->method;
        model.api.path = record.call->path;
        model.api.body = record.call->body;
        model.api.parameters = record.call->parameters;
    }
    if (record.pending && record.pending->environment == registration.environment) {
        registration.client.client_id = record.pending->client_id;
        registration.client.redirect_uri = record.pending->redirect_uri;
        remember_use(registration);
    }
}

// What was typed for other environments, and is not known to localStorage.
[[gnu::noinline]] void restore_typed(Model& model, const Registration& typed) {
    const staging::Environment* where = find_environment(model, typed.environment);
    if (where == nullptr || typed.environment == model.registration.environment) return;
    const auto [at, added] = model.set_aside.try_emplace(typed.environment);
    if (added) at->second = fresh_registration(model, *where);
    take_over(at->second, typed, *where);
}

// The page was loaded anew, and not by a redirect: what is gone, and what to do.
void say_what_is_lost(Turn& turn, const Record& record) {
    std::vector<std::string> lost;
    if (record.lost_secret && turn.model.registration.client.client_secret.empty())
        lost.emplace_back("the client secret");
    if (record.lost_code) lost.emplace_back("the authorisation code");
    if (record.lost_tokens) lost.emplace_back("the tokens");
    if (record.pending) {
        tell(turn, Step::authorise, Tone::warning, "The authorisation did not come back",
             "An attempt was started and this page was opened without its answer. It is dropped, "
             "and a new one is ready.",
             remedy_without_answer(turn.model));
    } else if (!lost.empty()) {
        tell(turn, turn.model.view.step, Tone::warning, "The page was loaded again",
             "These were in memory only and are gone: " + list_of(lost) + ". " +
                 (record.lost_code || record.lost_tokens ? "Authorise again to get new tokens."
                                                         : "Type it again when it is needed."),
             {record.lost_code || record.lost_tokens ? Way::authorise_again : Way::to_the_secret});
    }
}

const oauth::Check* first_failed(const oauth::RedirectResponse& response) {
    const auto found =
        std::find_if(response.checks.begin(), response.checks.end(),
                     [](const auto& each) { return each.result == oauth::CheckResult::failed; });
    return found == response.checks.end() ? nullptr : &*found;
}

// What a server is said to have reported counts as such only if everything before it was right.
bool is_servers_word(const oauth::RedirectResponse& response) {
    return !response.error.empty() &&
           std::all_of(response.checks.begin(), response.checks.end(),
                       [](const oauth::Check& each) {
                           return each.result != oauth::CheckResult::failed ||
                                  each.name == "the server reported no error" ||
                                  each.name == "a code is present";
                       });
}

std::string next_after(const std::string& error) {
    if (error == "access_denied")
        return "The request was denied. Authorise again when it should be approved.";
    if (error == "invalid_scope")
        return "Ask for fewer scopes, or for those that were registered, and authorise again.";
    if (error == "server_error" || error == "temporarily_unavailable")
        return "The fault is on the server's side. Authorise again later.";
    return "Look at the parameters of the authorisation request, and authorise again.";
}

// The one press that gets out of it, with everything that was typed.
Remedy remedy_after(const Model& model, const oauth::RedirectResponse& response) {
    const std::string& error = response.error;
    if (response.error_description.find("redirect_uri") != std::string::npos)
        return for_redirect_uri(model);
    if (error != "invalid_scope") return {Way::authorise_again};
    const staging::Environment* here = environment(model);
    const bool others = here != nullptr && !here->default_scopes.empty() &&
                        model.registration.scopes != oauth::join(here->default_scopes);
    return others ? Remedy{Way::default_scopes} : Remedy{Way::to_the_fields, "Scopes"};
}

void tell_redirect(Turn& turn) {
    const Model& model = turn.model;
    const oauth::RedirectResponse& response = model.redirect->response;
    constexpr Step here = Step::redirect_and_exchange;
    if (response.accepted) {
        const staging::Environment* from = environment(model);
        const bool simulated = from != nullptr && from->kind == staging::EnvironmentKind::simulated;
        std::string next =
            "Every check passed. Exchange the code for tokens next: it works once, and " +
            (simulated ? "here for " + std::to_string(staging::simulated_code_lifetime_s / 60) +
                             " minutes."
                       : std::string("not for long."));
        if (model.registration.client.client_secret.empty()) {
            next += " Type the client secret again first: it was kept in memory only, and leaving "
                    "the page forgot it. "
                    "Nothing else is lost.";
        }
        tell(turn, here, Tone::positive, "The redirect is accepted", std::move(next));
    } else if (is_servers_word(response)) {
        tell(turn, here, Tone::negative, "The authorisation server answered " + response.error,
             (response.error_description.empty()
                  ? ""
                  : "It says: " + oauth::sentence(response.error_description) + " ") +
                 next_after(response.error),
             remedy_after(model, response));
    } else {
        const oauth::Check* failed = first_failed(response);
        tell(turn, here, Tone::negative, "The redirect is refused",
             (failed == nullptr ? std::string()
                                : "Failed: " + failed->name + " (" + failed->evidence + "). ") +
                 "No token request is made. Authorise again.",
             {Way::authorise_again});
    }
}

void take_redirect(Turn& turn, const PageOpened& event,
                   std::optional<oauth::PendingAuthorization> pending) {
    Model& model = turn.model;
    const std::string& redirect_uri =
        pending ? pending->redirect_uri : model.registration.client.redirect_uri;
    // Without a record, an answer to this very page is still one: it is shown, and refused.
    const bool is_answer = oauth::is_redirect_response(event.address, redirect_uri) ||
                           (!pending && oauth::is_redirect_response(event.address, model.page.url));
    if (!is_answer) return;
    Redirect redirect;
    redirect.response = oauth::process_redirect(event.address, pending, model.now.wall_ms);
    if (redirect.response.accepted) {
        redirect.pending = std::move(pending);
        redirect.code = CodeUse::ready;
    }
    const std::size_t hash = event.address.find('#'); // a browser never sends what follows
    const bool trusted = redirect.response.accepted || is_servers_word(redirect.response);
    record_navigation(turn, MomentKind::came,
                      trusted ? std::string(staging::trusted_redirect) : "Redirect refused",
                      event.address.substr(0, std::min(hash, 4 * longest_text)),
                      redirect.response.accepted ? Outcome::delivered
                      : trusted                  ? Outcome::refused
                                                 : Outcome::none);
    redirect.received = model.now;
    model.redirect = std::move(redirect);
    model.view.step = Step::redirect_and_exchange;
    tell_redirect(turn);
}

} // namespace

void handle(Turn& turn, const PageOpened& event) {
    Model& model = turn.model;
    model.page = event.page;
    model.last_input = model.now;
    Result<std::vector<staging::Environment>> environments =
        staging::parse_environments(event.environments, event.page.url);
    if (!environments) {
        model.environments_error = environments.error().message;
        announce(turn, "This page is set up wrongly. " + model.environments_error, true);
        return;
    }
    model.environments = std::move(*environments);
    turn.effects.emplace_back(FetchReference{});

    const Settings settings = settings_from_text(event.settings).value_or(Settings{});
    const Record record = record_from_text(event.record).value_or(Record{});
    model.checklist = settings.checklist;
    for (const Registration& kept : settings.registrations)
        restore(model, kept);
    const std::string& of_run =
        record.pending ? record.pending->environment : record.registration.environment;
    choose(model, of_run.empty() ? settings.environment : of_run);
    for (const Registration& typed : record.others)
        restore_typed(model, typed);
    restore_run(model, record);

    model.exchanges = record.exchanges;
    if (!model.exchanges.empty()) model.next_exchange = model.exchanges.back().id + 1;
    take_up_log(turn, record.log);
    model.view.step = record.step;

    prepare_attempt(turn);
    take_redirect(turn, event, record.pending);
    const std::size_t hash = event.address.find('#');
    if (!model.redirect && hash != std::string::npos)
        handle(turn, PlaceAsked{event.address.substr(hash + 1)});
    if (!model.redirect) say_what_is_lost(turn, record);
    start_simulator(turn);
    ask_for_relays(turn);
    discover(turn);
}

} // namespace playground
