// Webhook subscriptions; what they lead to is webhooks.hpp. customHeaders and credentials come back
// as they were given: they belong to the receiver, and deliveries carry them.
//
// A deleted subscription is left out of the list and still told by its id, with deletedAt and
// deletedBy, and so are its activities: the definitions have these members and an activity DELETE,
// and do not say where they are seen.
#include "http/url.hpp"
#include "simulator/access.hpp"
#include "simulator/api.hpp"
#include "simulator/body.hpp"
#include "simulator/books.hpp"
#include "simulator/dummy_company.hpp"
#include "simulator/iso_time.hpp"
#include "simulator/paging.hpp"
#include "simulator/webhooks.hpp"

#include <algorithm>

namespace simulator {
namespace {

constexpr std::size_t most_subscriptions = 20;
constexpr std::size_t most_activities = 50; // of one subscription; later ones are not noted

constexpr Expected shape[] = {
    {"endpointUrl", Form::text, Need::required, {}, 1000, 1},
    {"eventTypes", Form::texts, Need::required, {}, 20, 1},
    {"status", Form::text, Need::optional, "INACTIVE ACTIVE"},
    {"customHeaders", Form::strings},
    {"endpointAuth", Form::object},
};
constexpr Expected auth_shape[] = {{"type", Form::text, Need::optional, "NONE BASIC"},
                                   {"credentials", Form::strings}};

// Pleo's prose spells one event in two more ways.
std::optional<Error> check_events(const json::Value& body) {
    for (const std::string& each : texts_of(body, "eventTypes")) {
        if (is_one_of(webhook_events, each)) continue;
        std::string message = "eventTypes must be of: " + std::string(webhook_events) + ".";
        if (each == "v1.export.job-created" || each == "v2.export-job.created" ||
            each == "v1.export.job.created")
            message += " Pleo's prose writes " + each +
                       ", its payloads and its definition v1.export-job.created.";
        return Error{"JSON_MAPPING_EXCEPTION", std::move(message)};
    }
    return std::nullopt;
}

// "Export events need export scopes" is documented; that those of vendors need theirs is inferred.
std::optional<http::Response> refuse_events(const ApiCall& api, const json::Value& body) {
    for (const std::string& each : texts_of(body, "eventTypes")) {
        const std::string_view scope =
            each.find("vendor") == std::string::npos ? "export-jobs:read" : "vendors:read";
        if (!has_scope(api.token, scope)) return insufficient_scope(scope);
    }
    return std::nullopt;
}

Result<json::Value> subscription_body(const ApiCall& api) {
    Result<json::Value> body = read_body(api.body, shape);
    if (!body) return body;
    if (auto error = check_events(*body)) return *error;
    const auto url = http::parse_url(text_of(*body, "endpointUrl"));
    const bool loopback =
        url && url->scheme == "http" && (url->host == "localhost" || url->host == "127.0.0.1");
    if (!url || (url->scheme != "https" && !loopback) || url->has_user_info)
        return Error{"JSON_MAPPING_EXCEPTION",
                     "endpointUrl must be an https address, or one of this machine, without a "
                     "user name."};
    if (json::find(*body, "status") == nullptr) json::set(*body, "status", "ACTIVE");
    for (json::Member& each : body->members) {
        if (each.key == "endpointAuth") {
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

http::Response keep_subscription(ApiCall& api, json::Value row, std::string_view type,
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
    std::erase_if(list, is_deleted);
    std::vector<std::string> wanted;
    for (const http::Field& each : api.query) {
        if (each.name == "event_types" && !each.value.empty()) wanted.push_back(each.value);
    }
    if (!wanted.empty())
        std::erase_if(list, [&](const json::Value& row) { return !has_event(row, wanted); });
    return paged_answer(std::move(list), api, {{"status", "status", "INACTIVE ACTIVE"}});
}

http::Response create_subscription(ApiCall& api) {
    const Result<json::Value> body = subscription_body(api);
    if (!body) return refuse(body.error());
    if (auto refusal = refuse_events(api, *body)) return *refusal;
    if (rows(api.call.state, Collection::subscriptions).size() >= most_subscriptions)
        return bad_request("Simulated Staging keeps at most 20 subscriptions.");
    return keep_subscription(api, made(api.call, Collection::subscriptions, *body), "CREATE",
                             "Subscription created");
}

http::Response get_subscription(ApiCall& api) {
    const auto row = subscription_of(api);
    return row ? data_answer(*row) : no_subscription();
}

http::Response update_subscription(ApiCall& api) {
    const Result<json::Value> body = subscription_body(api);
    if (!body) return refuse(body.error());
    if (auto refusal = refuse_events(api, *body)) return *refusal;
    const auto row = subscription_of(api);
    if (!row || is_deleted(*row)) return no_subscription();
    return keep_subscription(api, changed(api.call, *row, *body), "UPDATE", "Subscription updated");
}

http::Response delete_subscription(ApiCall& api) {
    auto row = subscription_of(api);
    if (!row || is_deleted(*row)) return no_subscription();
    json::set(*row, "deletedAt", iso_time(api.call.now_ms));
    json::set(*row, "deletedBy", company_urn());
    const http::Response kept =
        keep_subscription(api, std::move(*row), "DELETE", "Subscription deleted");
    return kept.status == 200 ? no_content() : kept;
}

http::Response list_activities(ApiCall& api) {
    if (!subscription_of(api)) return no_subscription();
    return paged_answer(activities_of(api.call.state, api.ids[0]), api,
                        {{"operation_types", "operationType", "CREATE UPDATE DELETE"}});
}

http::Response get_secret(ApiCall& api) {
    const auto row = subscription_of(api);
    if (!row) return no_subscription();
    return data_answer(json::Value::object({{"secretKey", webhook_secret(api.call, *row)}}));
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
