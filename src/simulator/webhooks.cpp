#include "simulator/webhooks.hpp"

#include "http/base64.hpp"
#include "http/form.hpp"
#include "simulator/answers.hpp"
#include "simulator/body.hpp"
#include "simulator/books.hpp"
#include "simulator/dummy_company.hpp"
#include "simulator/iso_time.hpp"
#include "staging/simulated_id.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace simulator {
namespace {

constexpr std::size_t most_deliveries = 200; // later events are lost
constexpr std::string_view not_kept = "(not kept)";

// Seconds from one attempt to the next.
constexpr std::array<std::int64_t, 9> pauses_s{5,         5 * 60,    30 * 60,   2 * 3600, 5 * 3600,
                                               10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600};

json::Value member_or(const json::Value& object, std::string_view name,
                      const json::Value& otherwise) {
    const json::Value* found = json::find(object, name);
    return found == nullptr ? otherwise : *found;
}

// Headers as the subscription asked for them, without the signature.
json::Value headers_of(const json::Value& subscription, const json::Value& delivery,
                       std::int64_t now_ms) {
    json::Value headers = member_or(subscription, "customHeaders", json::Value::object());
    if (const json::Value* auth = json::find(subscription, "endpointAuth")) {
        const json::Value credential = member_or(*auth, "credentials", json::Value::object());
        if (text_of(*auth, "type") == "BASIC")
            json::set(headers, "authorization",
                      text_of(credential, "password") == not_kept
                          ? "Basic " + std::string(not_kept)
                          : "Basic " + http::base64_encode(text_of(credential, "username") + ":" +
                                                           text_of(credential, "password")));
    }
    json::set(headers, "content-type", "application/json");
    json::set(headers, "webhook-id", row_id(delivery));
    json::set(headers, "webhook-timestamp", std::to_string(now_ms / 1000));
    return headers;
}

http::Response list(Call& call) {
    json::Value list = json::Value::array();
    for (json::Value& each : rows(call.state, Collection::deliveries)) {
        const auto next = json::find_integer(each, "_next_at_ms");
        const auto subscription =
            find_row(call.state, Collection::subscriptions, text_of(each, "subscriptionId"));
        const bool active = subscription && text_of(*subscription, "status") == "ACTIVE";
        json::set(each, "due", next && *next <= call.now_ms && active);
        if (next) json::set(each, "nextAttemptAt", iso_time(*next));
        if (subscription) {
            json::set(each, "method", "POST");
            json::set(each, "url", text_of(*subscription, "endpointUrl"));
            json::set(each, "headers", headers_of(*subscription, each, call.now_ms));
            json::set(each, "secret", webhook_secret(call, *subscription));
        }
        list.items.push_back(presented(std::move(each)));
    }
    return json_answer(200, json::Value::object({{"data", std::move(list)}}));
}

http::Response note_attempt(Call& call) {
    const http::Fields form = http::form_parse(call.request.body);
    const std::string* id = find_value(form, "id");
    const std::string* text = find_value(form, "status");
    int status = -1;
    if (text != nullptr) std::from_chars(text->data(), text->data() + text->size(), status);
    if (id == nullptr || status < 0 || status > 599)
        return exception_info(400, "BAD_REQUEST", "Give id and status, 0 when nobody answered.");
    auto delivery = find_row(call.state, Collection::deliveries, *id);
    if (!delivery) return exception_info(404, "NOT_FOUND", "There is no such delivery.");
    json::Value attempts = member_or(*delivery, "attempts", json::Value::array());
    const std::size_t tried = attempts.items.size();
    attempts.items.push_back(
        json::Value::object({{"at", iso_time(call.now_ms)}, {"status", status}}));
    json::set(*delivery, "attempts", std::move(attempts));
    std::erase_if(delivery->members,
                  [](const json::Member& each) { return each.key == "_next_at_ms"; });
    const bool taken = status >= 200 && status < 300;
    if (!taken && tried < pauses_s.size())
        json::set(*delivery, "_next_at_ms", call.now_ms + pauses_s.at(tried) * 1000);
    json::set(*delivery, "state",
              taken                     ? "delivered"
              : tried < pauses_s.size() ? "waiting"
                                        : "given up");
    if (auto error = keep_row(call.state, Collection::deliveries, *delivery))
        return exception_info(409, error->code, error->message);
    return json_answer(200, json::Value::object({{"data", presented(*delivery)}}));
}

} // namespace

void note_event(Call& call, std::string_view type, json::Value data) {
    for (const json::Value& each : rows(call.state, Collection::subscriptions)) {
        const std::vector<std::string> types = texts_of(each, "eventTypes");
        if (text_of(each, "status") != "ACTIVE" || json::find(each, "deletedAt") != nullptr ||
            std::find(types.begin(), types.end(), type) == types.end() ||
            rows(call.state, Collection::deliveries).size() >= most_deliveries)
            continue;
        json::Value row = json::Value::object();
        const std::string id = next_id(call.state, Collection::deliveries);
        const std::int64_t number = staging::simulated_number(staging::SimulatedKind::delivery, id);
        json::set(row, "id", id);
        json::set(row, "subscriptionId", row_id(each));
        json::set(row, "eventType", type);
        json::set(row, "createdAt", iso_time(call.now_ms));
        json::set(row, "state", "waiting");
        // The text is what is signed, so it is kept as it is.
        json::set(row, "body",
                  json::dump(json::Value::object(
                      {{"data", data},
                       {"eventId", staging::simulated_id(staging::SimulatedKind::event, number)},
                       {"eventType", type}})));
        json::set(row, "attempts", json::Value::array());
        json::set(row, "_next_at_ms", call.now_ms);
        (void)keep_row(call.state, Collection::deliveries, std::move(row));
    }
}

std::string webhook_secret(const Call& call, const json::Value& subscription) {
    const std::string digest =
        call.digest(row_id(subscription) + " " + text_of(subscription, "createdAt"));
    return "whsec_sim/" + http::base64_encode(digest.substr(0, 21));
}

namespace {

// The members of a subscription whose values are secret, one after the other.
template <class Do>
void each_secret_member(json::Value& subscription, Do work) {
    for (json::Member& member : subscription.members) {
        if (member.key == "customHeaders") work(member);
        if (member.key != "endpointAuth") continue;
        for (json::Member& inner : member.value.members)
            if (inner.key == "credentials") work(inner);
    }
}

} // namespace

json::Value take_receivers_secrets(State& state) {
    json::Value secrets = json::Value::object();
    for (Record& record : state.records) {
        if (record.collection != Collection::subscriptions) continue;
        json::Value own = json::Value::object();
        each_secret_member(record.value, [&](json::Member& member) {
            json::set(own, member.key, member.value);
            for (json::Member& value : member.value.members)
                value.value = not_kept;
        });
        if (!own.members.empty()) json::set(secrets, record.id, std::move(own));
    }
    return secrets;
}

void give_receivers_secrets(State& state, const json::Value& secrets) {
    for (Record& record : state.records) {
        const json::Value* own = record.collection == Collection::subscriptions
                                     ? json::find(secrets, record.id)
                                     : nullptr;
        if (own == nullptr) continue;
        each_secret_member(record.value, [&](json::Member& member) {
            if (const json::Value* value = json::find(*own, member.key)) member.value = *value;
        });
    }
}

http::Response deliveries(Call& call) {
    if (call.request.method == "GET") return list(call);
    return call.request.method == "POST" ? note_attempt(call) : method_not_allowed("GET, POST");
}

} // namespace simulator
