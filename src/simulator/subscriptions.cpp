// Webhook subscriptions. Simulated Staging delivers nothing: what is subscribed to never comes.
//
// What opens something at the receiver is not kept (S44): of endpointAuth only its type, of
// customHeaders only their names. The secret is made from the id each time, starts with "sim" in
// a way that Base64 still reads, and signs nothing.
#include "http/base64.hpp"
#include "http/url.hpp"
#include "simulator/answers.hpp"
#include "simulator/api.hpp"
#include "simulator/body.hpp"
#include "simulator/books.hpp"
#include "simulator/dummy_company.hpp"
#include "simulator/iso_time.hpp"
#include "simulator/paging.hpp"

#include <algorithm>

namespace simulator {
namespace {

constexpr std::size_t most_subscriptions = 20;
constexpr std::size_t most_activities = 50; // of one subscription; later ones are not noted
constexpr std::string_view event_types = "v1.export-job.created v1.vendor.created";

constexpr Expected shape[] = {
    {"endpointUrl", Form::text, Need::required, {}, 1000, 1},
    {"eventTypes", Form::texts, Need::required, event_types, 20, 1},
    {"status", Form::text, Need::optional, "INACTIVE ACTIVE"},
    {"customHeaders", Form::map},
    {"endpointAuth", Form::object},
};
constexpr Expected auth_shape[] = {{"type", Form::text, Need::optional, "NONE BASIC"}};

Result<json::Value> subscription_body(const ApiCall& api) {
    Result<json::Value> body = read_body(api.body, shape);
    if (!body) return body;
    const auto url = http::parse_url(text_of(*body, "endpointUrl"));
    if (!url || url->scheme != "https" || url->has_user_info)
        return Error{"JSON_MAPPING_EXCEPTION",
                     "endpointUrl must be an https address, without a user name."};
    if (json::find(*body, "status") == nullptr) json::set(*body, "status", "ACTIVE");
    for (json::Member& each : body->members) {
        if (each.key == "customHeaders") {
            for (json::Member& header : each.value.members)
                header.value = "(not kept)";
        } else if (each.key == "endpointAuth") {
            Result<json::Value> auth = read_body(each.value, auth_shape);
            if (!auth) return auth;
            each.value = std::move(*auth);
        }
    }
    return body;
}

std::optional<json::Value> subscription_of(const ApiCall& api) {
    return find_row(api.call.state, Collection::subscriptions, api.ids[0]);
}

http::Response no_subscription() { return not_found("Subscription"); }

std::vector<json::Value> activities_of(const State& state, std::string_view id) {
    std::vector<json::Value> list = rows(state, Collection::activities);
    std::erase_if(list,
                  [&](const json::Value& each) { return text_of(each, "subscriptionId") != id; });
    return list;
}

std::optional<Error> note_activity(Call& call, const std::string& subscription,
                                   std::string_view type, std::string_view description) {
    if (activities_of(call.state, subscription).size() >= most_activities) return std::nullopt;
    return keep_row(call.state, Collection::activities,
                    json::Value::object({{"id", next_id(call.state, Collection::activities)},
                                         {"subscriptionId", subscription},
                                         {"operationType", type},
                                         {"description", description},
                                         {"createdAt", iso_time(call.now_ms)},
                                         {"actorUrn", company_urn()}}));
}

http::Response keep(ApiCall& api, json::Value row, std::string_view type,
                    std::string_view description) {
    if (auto error = keep_row(api.call.state, Collection::subscriptions, row))
        return refuse(*error);
    if (auto error = note_activity(api.call, row_id(row), type, description)) return refuse(*error);
    return data_answer(std::move(row));
}

bool has_event(const json::Value& row, const std::vector<std::string>& wanted) {
    const std::vector<std::string> types = texts_of(row, "eventTypes");
    return std::any_of(types.begin(), types.end(), [&](const std::string& each) {
        return std::find(wanted.begin(), wanted.end(), each) != wanted.end();
    });
}

http::Response list_subscriptions(ApiCall& api) {
    std::vector<json::Value> list = rows(api.call.state, Collection::subscriptions);
    std::vector<std::string> wanted;
    for (const http::Field& each : api.query) {
        if (each.name == "event_types" && !each.value.empty()) wanted.push_back(each.value);
    }
    if (!wanted.empty())
        std::erase_if(list, [&](const json::Value& row) { return !has_event(row, wanted); });
    return paged_answer(std::move(list), api.query, {{"status", "status"}});
}

http::Response create_subscription(ApiCall& api) {
    const Result<json::Value> body = subscription_body(api);
    if (!body) return refuse(body.error());
    if (rows(api.call.state, Collection::subscriptions).size() >= most_subscriptions)
        return bad_request("Simulated Staging keeps at most 20 subscriptions.");
    return keep(api, made(api.call, Collection::subscriptions, *body), "CREATE",
                "Subscription created");
}

http::Response get_subscription(ApiCall& api) {
    const auto row = subscription_of(api);
    return row ? data_answer(*row) : no_subscription();
}

http::Response update_subscription(ApiCall& api) {
    const Result<json::Value> body = subscription_body(api);
    if (!body) return refuse(body.error());
    const auto row = subscription_of(api);
    if (!row) return no_subscription();
    return keep(api, changed(api.call, *row, *body), "UPDATE", "Subscription updated");
}

http::Response delete_subscription(ApiCall& api) {
    if (!subscription_of(api)) return no_subscription();
    for (const json::Value& each : activities_of(api.call.state, api.ids[0])) {
        if (auto error = remove_row(api.call.state, Collection::activities, row_id(each)))
            return refuse(*error);
    }
    if (auto error = remove_row(api.call.state, Collection::subscriptions, api.ids[0]))
        return refuse(*error);
    return no_content();
}

http::Response list_activities(ApiCall& api) {
    if (!subscription_of(api)) return no_subscription();
    return paged_answer(activities_of(api.call.state, api.ids[0]), api.query,
                        {{"operation_types", "operationType"}});
}

http::Response get_secret(ApiCall& api) {
    const auto row = subscription_of(api);
    if (!row) return no_subscription();
    // "sim/" and 28 more characters: 24 octets in Base64, as in Pleo's example.
    const std::string digest = api.call.digest(row_id(*row) + " " + text_of(*row, "createdAt"));
    const std::string octets = digest.substr(0, 21);
    return data_answer(
        json::Value::object({{"secretKey", "whsec_sim/" + http::base64_encode(octets)}}));
}

} // namespace

std::span<const Handler> subscription_handlers() {
    static constexpr Handler handlers[] = {
        {"list_subscriptions", list_subscriptions},
        {"create_subscription", create_subscription},
        {"get_subscription", get_subscription},
        {"update_subscription", update_subscription},
        {"delete_subscription", delete_subscription},
        {"list_subscription_activities", list_activities},
        {"get_subscription_secret", get_secret},
    };
    return handlers;
}

} // namespace simulator
