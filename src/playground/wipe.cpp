#include "playground/wipe.hpp"

namespace playground {

void wipe(std::string& text) {
    text.resize(text.capacity()); // what a longer, earlier value left behind is there as well
    volatile char* bytes = text.data();
    for (std::size_t i = 0; i < text.size(); ++i)
        bytes[i] = 0;
    text.clear();
}

namespace {

void wipe(http::Fields& fields) {
    for (http::Field& field : fields)
        playground::wipe(field.value);
    fields.clear();
}

void wipe(json::Value& value) {
    playground::wipe(value.text);
    for (json::Value& item : value.items)
        wipe(item);
    for (json::Member& member : value.members)
        wipe(member.value);
    value = {};
}

} // namespace

void wipe(http::Exchange& exchange) {
    wipe(exchange.request.url);
    wipe(exchange.request.headers);
    wipe(exchange.request.body);
    if (exchange.response) {
        wipe(exchange.response->headers);
        wipe(exchange.response->body);
    }
}

void wipe(oauth::PendingAuthorization& pending) {
    wipe(pending.state);
    wipe(pending.code_verifier);
}

void wipe(Attempt& attempt) {
    wipe(attempt.state);
    wipe(attempt.code_verifier);
    wipe(attempt.code_challenge);
}

void wipe(Redirect& redirect) {
    wipe(redirect.response.parameters);
    wipe(redirect.response.code);
    if (redirect.pending) wipe(*redirect.pending);
    redirect.pending.reset();
}

void wipe(oauth::Token& token) { wipe(token.value); }

void wipe(InFlight& what) { wipe(what.pasted); }

void wipe(std::vector<staging::SignatureGuess>& guesses) {
    for (staging::SignatureGuess& each : guesses) {
        wipe(each.key);
        wipe(each.text);
    }
    guesses.clear();
}

void wipe(Webhooks& webhooks) {
    for (auto& [number, request] : webhooks.unsigned_deliveries) {
        wipe(request.headers);
        wipe(request.body);
    }
    wipe(webhooks.pasted);
    wipe(webhooks.secret);
    wipe(webhooks.guesses);
}

void wipe(Model& model) {
    wipe(model.registration.client.client_secret);
    for (auto& [id, registration] : model.set_aside)
        wipe(registration.client.client_secret);
    wipe(model.attempt);
    if (model.redirect) wipe(*model.redirect);
    for (oauth::Token& token : model.tokens)
        wipe(token);
    for (http::Exchange& exchange : model.exchanges)
        wipe(exchange);
    for (auto& [id, what] : model.in_flight)
        wipe(what);
    wipe(model.api.path);
    wipe(model.api.headers);
    wipe(model.api.body);
    if (model.check.answer) wipe(model.check.answer->body);
    wipe(model.api.parameters);
    wipe(model.webhooks);
    if (model.introspection.result) wipe(model.introspection.result->members);
}

} // namespace playground
