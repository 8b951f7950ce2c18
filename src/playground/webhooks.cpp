// Deliveries of webhooks: on Simulated Staging those that would have been sent, and the check of a
// signature. HMAC is the browser's.
#include "playground/turn.hpp"

#include "playground/wipe.hpp"

#include "http/base64.hpp"
#include "oauth/server_words.hpp"
#include "json/json.hpp"

#include <algorithm>

namespace playground {

namespace {

constexpr std::size_t most_at_once = 20; // deliveries of one answer

std::string text_of(const json::Value& object, std::string_view key) {
    return std::string(json::find_string(object, key).value_or(""));
}

http::Request request_of(const json::Value& row) {
    http::Request request;
    request.method = "POST";
    request.url = text_of(row, "url");
    request.body = text_of(row, "body");
    if (const json::Value* headers = json::find(row, "headers")) {
        for (const json::Member& each : headers->members)
            request.headers.push_back({each.key, each.value.text});
    }
    return request;
}

bool is_listed(const Model& model, const std::string& id) {
    const auto has_id = [&](const http::Request& request) {
        const std::string* known = http::find_header(request.headers, "webhook-id");
        return known != nullptr && *known == id;
    };
    return std::any_of(model.exchanges.begin(), model.exchanges.end(),
                       [&](const auto& each) { return has_id(each.request); }) ||
           std::any_of(model.webhooks.unsigned_deliveries.begin(),
                       model.webhooks.unsigned_deliveries.end(),
                       [&](const auto& each) { return has_id(each.second); });
}

std::string header(const http::Request& request, std::string_view name) {
    const std::string* value = http::find_header(request.headers, name);
    return value == nullptr ? std::string() : *value;
}

void sign(Turn& turn, http::Request request, std::string_view secret) {
    Model& model = turn.model;
    const Result<std::string> key = staging::signing_key(secret);
    const std::uint32_t number = model.next_mac++;
    turn.effects.emplace_back(
        Hmac{number,
             {{key ? *key : std::string(),
               staging::signed_text(header(request, "webhook-id"),
                                    header(request, "webhook-timestamp"), request.body)}}});
    model.webhooks.unsigned_deliveries[number] = std::move(request);
}

// The check is of what was typed when it was asked for.
void drop_check(Webhooks& webhooks) {
    wipe(webhooks.guesses);
    webhooks.asked = 0;
    webhooks.verdict.reset();
    webhooks.problem.clear();
}

} // namespace

// What makes Simulated Staging tell its subscribers: a new export job, a new vendor, the bookkeeper.
void follow_webhooks(Turn& turn, const InFlight& what, const http::Exchange& exchange) {
    Model& model = turn.model;
    const std::string& made_by = what.operation;
    const bool makes_one =
        what.purpose == Purpose::bookkeeper || made_by == "create_vendor" ||
        (made_by.starts_with("create_export_job") && made_by.find("_event") == std::string::npos);
    const staging::Environment* here = environment(model);
    if (!makes_one || model.registration.route != Route::simulated || here == nullptr ||
        !exchange.response || exchange.response->status != 201)
        return;
    http::Request request;
    request.method = "GET";
    request.url = simulator_base(*here) + "/control/deliveries";
    request.headers = {{"Accept", "application/json"}};
    (void)send(turn, "Simulator: whom does it tell?", std::move(request),
               {.purpose = Purpose::deliveries});
}

// A row that is listed already was told before; what cannot be read is nobody's delivery.
void deliveries_answered(Turn& turn, const http::Exchange& exchange) {
    if (!exchange.response || exchange.response->status != 200) return;
    json::Parsed parsed = json::parse(exchange.response->body);
    const std::vector<json::Value>* rows =
        parsed.document ? json::find_array(parsed.document->root, "data") : nullptr;
    if (rows == nullptr) return;
    std::size_t made = 0;
    for (const json::Value& row : *rows) {
        http::Request request = request_of(row);
        const std::string id = header(request, "webhook-id");
        if (id.empty() || is_listed(turn.model, id) || made == most_at_once) continue;
        ++made;
        std::string secret = text_of(row, "secret");
        sign(turn, std::move(request), secret);
        wipe(secret);
    }
}

void handle(Turn& turn, const HmacArrived& event) {
    Webhooks& webhooks = turn.model.webhooks;
    if (event.number == webhooks.asked && webhooks.asked != 0)
        return signature_answered(turn, event.macs);
    const auto found = webhooks.unsigned_deliveries.find(event.number);
    if (found == webhooks.unsigned_deliveries.end()) return;
    http::Request request = std::move(found->second);
    webhooks.unsigned_deliveries.erase(found);
    if (!event.macs.empty())
        request.headers.push_back(
            {"webhook-signature", "v1," + http::base64_encode(event.macs.front())});
    const json::Parsed body = json::parse(request.body);
    const std::string type = body.document ? text_of(body.document->root, "eventType") : "";
    record_unsent(turn, "Webhook " + oauth::server_words(type, 60), std::move(request),
                  "Nothing was sent: there is no receiver in a page. This is the request that the "
                  "endpoint of the subscription would get.");
    announce(turn, "A webhook is among the exchanges. Nothing was sent: there is no receiver in a "
                   "page.");
}

void handle(Turn& turn, const DeliveryPasted& event) {
    Webhooks& webhooks = turn.model.webhooks;
    drop_check(webhooks);
    if (event.text.size() > longest_body) {
        webhooks.problem = "That is longer than 64 KiB. Nothing was changed.";
        return;
    }
    wipe(webhooks.pasted);
    webhooks.pasted = event.text;
}

void handle(Turn& turn, const SigningSecretEdited& event) {
    Webhooks& webhooks = turn.model.webhooks;
    drop_check(webhooks);
    if (event.text.size() > longest_text) return;
    wipe(webhooks.secret);
    webhooks.secret = event.text;
}

void handle(Turn& turn, const CheckSignaturePressed&) {
    Model& model = turn.model;
    Webhooks& webhooks = model.webhooks;
    drop_check(webhooks);
    const Result<staging::Delivery> delivery = staging::read_delivery(webhooks.pasted);
    Result<std::vector<staging::SignatureGuess>> guesses =
        delivery ? staging::signature_guesses(*delivery, webhooks.secret)
                 : Result<std::vector<staging::SignatureGuess>>(delivery.error());
    if (!guesses) {
        webhooks.problem = guesses.error().message;
        return announce(turn, webhooks.problem, true);
    }
    webhooks.guesses = std::move(*guesses);
    webhooks.asked = model.next_mac++;
    Hmac wish{webhooks.asked, {}};
    for (const staging::SignatureGuess& each : webhooks.guesses)
        wish.jobs.push_back({each.key, each.text});
    turn.effects.emplace_back(std::move(wish));
}

void signature_answered(Turn& turn, const std::vector<std::string>& macs) {
    Model& model = turn.model;
    Webhooks& webhooks = model.webhooks;
    const std::vector<staging::SignatureGuess> guesses = std::move(webhooks.guesses);
    drop_check(webhooks);
    const Result<staging::Delivery> delivery = staging::read_delivery(webhooks.pasted);
    if (!delivery) return;
    if (macs.size() != guesses.size()) {
        webhooks.problem =
            "The browser offers no Web Crypto here, so nothing can be computed. Open "
            "this page over https, or on localhost.";
        return announce(turn, webhooks.problem, true);
    }
    const std::int64_t now_s = clock_of(model, model.registration.environment).wall_ms / 1000;
    webhooks.verdict = staging::judge_signature(*delivery, guesses, macs, now_s);
    announce(turn,
             std::string(webhooks.verdict->valid ? "The signature is valid. "
                                                 : "The signature is not valid. ") +
                 webhooks.verdict->findings.front().words,
             !webhooks.verdict->valid);
}

} // namespace playground
