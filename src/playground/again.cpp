#include "playground/again.hpp"

#include "http/form.hpp"
#include "playground/plan.hpp"
#include "playground/turn.hpp"

#include <algorithm>

namespace playground {

namespace {

// Whatever a request was sent for: what it carries decides.
bool carries_grant(const http::Request& request, std::string_view grant) {
    const std::string field = "grant_type=" + http::form_encode(grant);
    return request.body.find(field) != std::string::npos;
}

void send_again(Turn& turn, std::uint32_t id) {
    Model& model = turn.model;
    model.view.asking_again = 0;
    const http::Exchange* exchange = find_exchange(model, id);
    if (exchange == nullptr) return;
    if (const std::string why = again_obstacle(model, *exchange); !why.empty())
        return announce(turn, why, true);
    InFlight what = model.answered.at(id);
    what.by_hand = false;
    // Copies: sending makes room for one more, and may move or drop this one.
    std::string purpose = exchange->purpose;
    http::Request request = exchange->request;
    const Result<std::uint32_t> sent = send(turn, std::move(purpose), std::move(request), what);
    if (!sent) return announce(turn, "Not sent: " + sent.error().message, true);
    model.view.sent_again[id] = *sent;
    // Where the step shows its answer, it is the newest.
    if (model.api.exchange == id) model.api.exchange = *sent;
    if (model.introspection.exchange == id) model.introspection.exchange = *sent;
}

} // namespace

std::string again_obstacle(const Model& model, const http::Exchange& exchange) {
    const http::Request& request = exchange.request;
    if (exchange.navigation)
        return "The browser went there by itself: press Authorise for another.";
    if (exchange.redacted) return "Its secrets are gone with the page that sent it.";
    if (http::under_way(exchange)) return "It has no answer yet.";
    if (carries_grant(request, "authorization_code"))
        return "A code is good for one request, and this one may be spent (RFC 6749 \u00a74.1.2): "
               "authorise again for another.";
    if (carries_grant(request, "refresh_token"))
        return "A refresh token is good for one request, and this one may be spent (RFC 9700 "
               "\u00a74.14.2): Refresh tokens sends the newest.";
    const auto before = model.answered.find(exchange.id);
    if (before == model.answered.end()) return "It was not sent by this page.";
    const InFlight& what = before->second;
    switch (what.purpose) {
    case Purpose::token:
    case Purpose::refresh:
    case Purpose::credential_check:
        return "It is one of several: Check credentials sends them all.";
    case Purpose::discovery: return "Look up endpoints asks for it.";
    case Purpose::deliveries: return "The page asks for it by itself.";
    case Purpose::introspection:
    case Purpose::api:
    case Purpose::disconnect:
    case Purpose::revocation:
    case Purpose::simulator_clock:
    case Purpose::bookkeeper: break;
    }
    if (what.environment != model.registration.environment) {
        const staging::Environment* other = find_environment(model, what.environment);
        return "It was sent to " + (other != nullptr ? other->name : std::string("another place")) +
               ": choose that environment first.";
    }
    if (under_way(model, what.purpose)) return "Wait for the answer of one like it.";
    if (const Result<bool> allowed = check_send(model, request); !allowed)
        return allowed.error().message;
    return {};
}

void handle(Turn& turn, const SendAgainPressed& event) {
    const auto before = turn.model.answered.find(event.exchange);
    const bool asks = before != turn.model.answered.end() && before->second.changes;
    if (!asks) return send_again(turn, event.exchange);
    turn.model.view.asking_again = event.exchange; // heard, because it takes the focus
}

void handle(Turn& turn, const SendAgainConfirmed& event) {
    if (turn.model.view.asking_again == event.exchange) send_again(turn, event.exchange);
}

void handle(Turn& turn, const SendAgainCancelled&) {
    turn.model.view.asking_again = 0;
    announce(turn, "Nothing was sent.");
}

} // namespace playground
