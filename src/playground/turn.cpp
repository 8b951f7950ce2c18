#include "playground/turn.hpp"

#include "playground/doubt.hpp"
#include "playground/log_writer.hpp"
#include "playground/plan.hpp"
#include "playground/remedies.hpp"
#include "playground/routes.hpp"
#include "playground/wipe.hpp"

#include "http/ascii.hpp"
#include "http/url.hpp"
#include "http/utf16.hpp"
#include "oauth/server_words.hpp"
#include "json/json.hpp"

#include <algorithm>

namespace playground {

std::string origin_of(const std::string& url) {
    const Result<http::Url> parsed = http::parse_url(url);
    return parsed ? http::origin(*parsed) : std::string();
}

void announce(Turn& turn, std::string text, bool assertive) {
    Announcement& said = turn.model.announcement;
    ++said.serial;
    if (said.by_clock) {
        said.text += " " + text;
        said.assertive = said.assertive || assertive;
        said.by_clock = false;
    } else {
        said.text = std::move(text);
        said.assertive = assertive;
    }
}

void note(Turn& turn, Step step, Tone tone, std::string title, std::string detail, Remedy remedy) {
    turn.model.notices[step] = Notice{tone, std::move(title), std::move(detail), std::move(remedy)};
}

void unsay(Turn& turn, Step step) { turn.model.notices.erase(step); }

bool fits(Turn& turn, Step step, const std::string& text, std::size_t longest) {
    if (text.size() <= longest) return true;
    tell(turn, step, Tone::negative, "That text is too long for this field",
         "It holds " + std::to_string(text.size()) + " bytes. Nothing was changed.");
    return false;
}

void tell(Turn& turn, Step step, Tone tone, std::string title, std::string detail, Remedy remedy) {
    std::string words = title;
    if (!words.empty() && words.back() != '.' && words.back() != '?') words += '.';
    if (!detail.empty()) words += " " + detail;
    announce(turn, std::move(words), tone == Tone::negative);
    note(turn, step, tone, std::move(title), std::move(detail), std::move(remedy));
}

namespace {

std::size_t bytes(const http::Exchange& exchange) {
    return exchange.request.body.size() + (exchange.response ? exchange.response->body.size() : 0);
}

// What is shown of an exchange goes with it.
void forget_view(View& view, std::uint32_t exchange) {
    view.open_exchanges.erase(exchange);
    view.revealed_exchanges.erase(exchange);
    view.body_views.erase(exchange);
    view.sent_again.erase(exchange);
    if (view.asking_again == exchange) view.asking_again = 0;
    const std::string prefix = std::to_string(exchange) + "/";
    auto node = view.folded.lower_bound(prefix);
    while (node != view.folded.end() && node->starts_with(prefix))
        node = view.folded.erase(node);
}

// The oldest fall out; one that still waits for its answer stays.
void cap_exchanges(Model& model) {
    std::size_t total = 0;
    for (const http::Exchange& exchange : model.exchanges)
        total += bytes(exchange);
    auto oldest = model.exchanges.begin();
    while (oldest != model.exchanges.end() &&
           (model.exchanges.size() > most_exchanges || total > most_exchange_bytes)) {
        if (model.in_flight.contains(oldest->id) || oldest + 1 == model.exchanges.end()) {
            ++oldest;
            continue;
        }
        total -= bytes(*oldest);
        forget_view(model.view, oldest->id);
        model.answered.erase(oldest->id);
        wipe(*oldest);
        oldest = model.exchanges.erase(oldest);
    }
}

http::Exchange& record(Turn& turn, std::string purpose, http::Request request) {
    Model& model = turn.model;
    http::Exchange exchange;
    exchange.id = model.next_exchange++;
    exchange.purpose = std::move(purpose);
    exchange.request = std::move(request);
    exchange.sent_at_ms = model.now.wall_ms;
    exchange.step = static_cast<int>(model.view.step) + 1;
    model.exchanges.push_back(std::move(exchange));
    cap_exchanges(model);
    return model.exchanges.back();
}

void dispatch(Turn& turn, const InFlight& what, const http::Exchange& exchange) {
    switch (what.purpose) {
    case Purpose::token: return token_answered(turn, what, exchange);
    case Purpose::refresh: return refresh_answered(turn, what, exchange);
    case Purpose::introspection: return introspection_answered(turn, what, exchange);
    case Purpose::api:
        api_answered(turn, what, exchange);
        follow_export(turn, what, exchange);
        return follow_webhooks(turn, what, exchange);
    case Purpose::bookkeeper: return bookkeeper_answered(turn, exchange);
    case Purpose::deliveries: return deliveries_answered(turn, exchange);
    case Purpose::revocation: return revocation_answered(turn, what, exchange);
    case Purpose::disconnect: return disconnect_answered(turn, what, exchange);
    case Purpose::simulator_clock: return clock_answered(turn, what, exchange);
    case Purpose::discovery: return discovery_answered(turn, what, exchange);
    case Purpose::credential_check: return credential_check_answered(turn, what, exchange);
    }
}

// Takes the answer, once: whatever comes for an exchange that is not under way is late and ignored.
template <class Take>
void finish(Turn& turn, std::uint32_t id, std::optional<std::int64_t> duration_ms, Take take) {
    Model& model = turn.model;
    const auto waiting = model.in_flight.find(id);
    const auto found = std::find_if(model.exchanges.begin(), model.exchanges.end(),
                                    [id](const http::Exchange& each) { return each.id == id; });
    if (waiting == model.in_flight.end() || found == model.exchanges.end()) return;
    const InFlight what = waiting->second;
    model.in_flight.erase(waiting);
    model.answered[id] = what;
    wipe(model.answered[id]);
    if (duration_ms) found->duration_ms = std::max<std::int64_t>(0, *duration_ms);
    take(*found);
    log_end(turn, *found);
    dispatch(turn, what, *found);
    cap_exchanges(model);
    if (model.view.lifecycle.shown && model.view.lifecycle.truth) ask_what_happened(turn);
}

bool may_hold_tokens(const InFlight& what, const http::Request& request) {
    switch (what.purpose) {
    case Purpose::token:
    case Purpose::refresh:
    case Purpose::credential_check: return true;
    case Purpose::introspection: return request.method != "GET";
    default: return false;
    }
}

} // namespace

Result<std::uint32_t> send(Turn& turn, std::string purpose, http::Request request, InFlight what) {
    const Result<bool> allowed = check_send(turn.model, request);
    http::Exchange& exchange = record(turn, std::move(purpose), std::move(request));
    if (!allowed) {
        exchange.failure = http::Failure::refused;
        exchange.failure_text = allowed.error().message;
        exchange.duration_ms = 0;
        log_departure(turn, exchange, what);
        return allowed.error();
    }
    if (may_hold_tokens(what, exchange.request)) exchange.content = http::Content::tokens;
    if (what.environment.empty()) what.environment = turn.model.registration.environment;
    what.by_hand =
        turn.model.registration.route == Route::terminal && what.purpose != Purpose::discovery;
    turn.model.in_flight[exchange.id] = what;
    log_departure(turn, exchange, what);
    if (what.by_hand) {
        announce(turn, "Run the command in your terminal, then paste what it printed.");
        return exchange.id;
    }
    // A check is announced as a whole, not probe by probe.
    if (what.purpose != Purpose::credential_check)
        announce(turn, "Sent: " + exchange.purpose + ".");
    turn.effects.emplace_back(Send{.exchange = exchange.id, .request = exchange.request});
    return exchange.id;
}

void record_navigation(Turn& turn, MomentKind way, std::string purpose, std::string url,
                       Outcome outcome) {
    http::Request request;
    request.url = std::move(url);
    http::Exchange& exchange = record(turn, std::move(purpose), std::move(request));
    exchange.navigation = true;
    log_navigation(turn, exchange, way, outcome);
}

void record_unsent(Turn& turn, std::string purpose, http::Request request, std::string why) {
    http::Exchange& exchange = record(turn, std::move(purpose), std::move(request));
    exchange.failure = http::Failure::refused;
    exchange.failure_text = std::move(why);
    exchange.duration_ms = 0;
    log_departure(turn, exchange, {});
}

std::string evidence(const http::Exchange& exchange, std::string_view what) {
    return "Exchange " + std::to_string(exchange.id) + ": " + std::string(what);
}

std::string answered(const http::Exchange& exchange) {
    if (!exchange.response) return exchange.purpose + " got no answer";
    const http::Response& response = *exchange.response;
    std::string text = exchange.purpose + " answered " + std::to_string(response.status);
    const std::string phrase = response.status_text.empty()
                                   ? std::string(http::reason_phrase(response.status))
                                   : oauth::server_words(response.status_text, 64);
    if (!phrase.empty()) text += " " + phrase;
    return text;
}

namespace {

std::string_view endpoint_of(const http::Exchange& exchange) {
    return std::string_view(exchange.request.url).substr(0, exchange.request.url.find('?'));
}

http::CorsEvidence cors_evidence(const Model& model, const http::Exchange& exchange) {
    http::CorsEvidence evidence;
    evidence.same_origin = origin_of(exchange.request.url) == origin_of(model.page.url);
    evidence.simulated = is_simulated(model);
    evidence.answered_before =
        std::any_of(model.exchanges.begin(), model.exchanges.end(), [&](const auto& each) {
            return each.response && endpoint_of(each) == endpoint_of(exchange);
        });
    return evidence;
}

// The relay marks its own answers; an upstream cannot, because the relay hides the header if it comes from there. On any
// other route it is a stranger who says so (S29).
const std::string* relay_error(const Model& model, const http::Exchange& exchange) {
    if (!exchange.response || !is_by_relay(model, exchange.request)) return nullptr;
    const std::string* code = http::find_header(exchange.response->headers, "X-Relay-Error");
    return code == nullptr || code->empty() ? nullptr : code;
}

std::string relay_location(const http::Response& response) {
    const std::string* location = http::find_header(response.headers, "X-Relay-Location");
    return location == nullptr || location->empty()
               ? std::string()
               : "The server wanted to send the request on to " +
                     oauth::server_words(*location, 400) + ", and the relay follows nothing. ";
}

} // namespace

namespace {

// Never the same thing again where something may be spent.
Remedy way_on(const Model& model, const http::Exchange& exchange, http::Stake stake,
              const http::CorsVerdict& verdict) {
    const bool repeatable = stake == http::Stake::nothing || verdict.sent == http::Sent::not_sent;
    const std::string_view again = repeatable ? "again" : "";
    if (exchange.failure == http::Failure::offline) return {Way::press_again, std::string(again)};
    const http::CorsEvidence evidence = cors_evidence(model, exchange);
    const bool perhaps_cors = exchange.failure == http::Failure::refused ||
                              (exchange.failure == http::Failure::network &&
                               !evidence.same_origin && !evidence.answered_before);
    if (stake == http::Stake::refresh_token && !repeatable) return next_in_doubt(doubt_of(model));
    if (perhaps_cors) return for_hidden_answer(model, repeatable);
    if (stake == http::Stake::authorization_code) return {Way::authorise_again};
    return {repeatable ? Way::press_again : Way::none, std::string(again)};
}

} // namespace

void tell_no_answer(Turn& turn, Step step, const http::Exchange& exchange, http::Stake stake) {
    const http::CorsVerdict verdict = http::cors_verdict(exchange.request, exchange.failure, stake,
                                                         cors_evidence(turn.model, exchange));
    tell(turn, step, Tone::negative, verdict.headline,
         verdict.explanation + "\n" + verdict.next_step,
         way_on(turn.model, exchange, stake, verdict));
}

std::string relay_words(const Model& model, const http::Exchange& exchange) {
    if (relay_error(model, exchange) == nullptr) return {};
    const http::Response& response = *exchange.response;
    const json::Parsed parsed = json::parse(response.body);
    const auto words =
        parsed.document ? json::find_string(parsed.document->root, "message") : std::nullopt;
    return words ? "The relay says: " + oauth::server_words(*words, 400) + " " +
                       relay_location(response)
                 : std::string();
}

bool relay_sent_nothing(const Model& model, const http::Exchange& exchange) {
    const std::string* code = relay_error(model, exchange);
    return code != nullptr && *code != "upstream_no_answer" && *code != "upstream_timeout";
}

void tokens_changed(Turn& turn) {
    for (const Step step : {Step::redirect_and_exchange, Step::call_apis, Step::refresh_tokens,
                            Step::expiry_and_revocation})
        unsay(turn, step);
    if (!under_way(turn.model, Purpose::introspection)) turn.model.introspection.exchange = 0;
    turn.model.introspection.result.reset();
}

oauth::Token* token_by_id(Model& model, std::uint32_t id) {
    return const_cast<oauth::Token*>(find_token(model, id));
}

bool conclude(Turn& turn, std::uint32_t token, oauth::TokenState state,
              const http::Exchange& exchange, std::string_view what) {
    oauth::Token* found = token_by_id(turn.model, token);
    if (found == nullptr) return false;
    const oauth::Instant now = clock_of(turn.model, found->environment);
    const auto change = oauth::apply(*found, state, now, exchange.id, evidence(exchange, what));
    if (change) log_change(turn, *found, *change);
    return change.has_value();
}

void remember(Turn& turn, std::uint32_t token, const http::Exchange& exchange,
              std::string_view what) {
    const oauth::Token* found = find_token(turn.model, token);
    if (found == nullptr) return;
    log_change(turn, *found,
               {.from = found->state,
                .to = found->state,
                .at_ms = clock_of(turn.model, found->environment).wall_ms,
                .evidence = evidence(exchange, what),
                .exchange = exchange.id});
}

bool weigh(Turn& turn, std::uint32_t token, oauth::TokenEffect effect,
           const http::Exchange& exchange, std::string_view what) {
    using oauth::TokenEffect;
    using oauth::TokenState;
    bool changed = false;
    switch (effect) {
    case TokenEffect::none: return false;
    case TokenEffect::active:
        changed = conclude(turn, token, TokenState::active, exchange, what);
        break;
    case TokenEffect::refused:
        changed = conclude(turn, token, TokenState::refused, exchange,
                           std::string(what) + ": refused, state unknown");
        break;
    case TokenEffect::revoked:
        changed = conclude(turn, token, TokenState::revoked, exchange, what);
        break;
    case TokenEffect::rejected:
        changed = conclude(turn, token, TokenState::rejected, exchange, what);
        break;
    case TokenEffect::unknown: break;
    }
    if (!changed)
        remember(turn, token, exchange,
                 std::string(what) + (effect == TokenEffect::unknown ? ": state unknown" : ""));
    return changed;
}

namespace {

// A relay that lends credentials has to keep the server's challenge from the browser, and tells it under a name of its
// own. The person is to see, and the engine to read, what the server said.
[[gnu::noinline]] void restore_challenge(const Model& model, http::Exchange& exchange) {
    if (!is_by_relay(model, exchange.request)) return;
    for (http::Field& field : exchange.response->headers)
        if (http::lower(field.name) == "x-relay-www-authenticate") field.name = "www-authenticate";
}

} // namespace

void handle(Turn& turn, const ResponseArrived& event) {
    if (event.exchange == 0) return server_record_came(turn, &event.response);
    finish(turn, event.exchange, event.duration_ms, [&](http::Exchange& exchange) {
        exchange.response = event.response;
        http::read_utf16(*exchange.response);
        restore_challenge(turn.model, exchange);
    });
}

void handle(Turn& turn, const RequestFailed& event) {
    if (event.exchange == 0) return server_record_came(turn, nullptr);
    finish(turn, event.exchange, event.duration_ms, [&](http::Exchange& exchange) {
        exchange.failure =
            event.failure == http::Failure::none ? http::Failure::network : event.failure;
        exchange.failure_text = oauth::server_words(event.text);
    });
}

void answer_by_hand(Turn& turn, std::uint32_t exchange, http::Response response) {
    finish(turn, exchange, std::nullopt,
           [&](http::Exchange& found) { found.response = std::move(response); });
}

// The port answers with RequestFailed, as it does for every request that comes to nothing; nobody answers for a terminal.
void handle(Turn& turn, const AbortPressed& event) {
    const auto found = turn.model.in_flight.find(event.exchange);
    if (found == turn.model.in_flight.end()) return;
    if (!found->second.by_hand) {
        turn.effects.emplace_back(Abort{event.exchange});
        return;
    }
    wipe(found->second.pasted);
    finish(turn, event.exchange, std::nullopt, [](http::Exchange& exchange) {
        exchange.failure = http::Failure::aborted;
        exchange.failure_text = "No answer was pasted.";
    });
}

} // namespace playground
