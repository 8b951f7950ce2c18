// The doors of the resource server: who calls, which operation it is, whether the token may, and
// whether the body is JSON. Routes are the table of staging/operations.hpp, so whatever the page
// offers is answered here or not at all.
#include "http/ascii.hpp"
#include "http/form.hpp"
#include "simulator/access.hpp"
#include "simulator/answers.hpp"
#include "simulator/api.hpp"
#include "simulator/endpoints.hpp"
#include "simulator/iso_time.hpp"
#include "staging/simulated_id.hpp"

#include <algorithm>

namespace simulator {
namespace {

// "{id}:archive": what a segment of a template has around its placeholder.
struct Segment {
    std::string_view before, after;
    bool placeholder = false;
};

Segment read_segment(std::string_view text) {
    const std::size_t open = text.find('{');
    if (open == std::string_view::npos) return {text, {}, false};
    return {text.substr(0, open), text.substr(text.find('}') + 1), true};
}

std::string_view next_segment(std::string_view& path) {
    const std::size_t end = path.find('/', 1);
    const std::string_view segment = path.substr(1, end == std::string_view::npos ? end : end - 1);
    path = end == std::string_view::npos ? std::string_view() : path.substr(end);
    return segment;
}

// The values of the placeholders when the path is one of this template.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
    std::vector<std::string> values;
    while (!pattern.empty() && path.starts_with('/')) {
        const Segment expected = read_segment(next_segment(pattern));
        std::string_view segment = next_segment(path);
        if (!expected.placeholder) {
            if (segment != expected.before) return std::nullopt;
            continue;
        }
        if (!segment.starts_with(expected.before)) return std::nullopt;
        segment.remove_prefix(expected.before.size());
        if (!segment.ends_with(expected.after)) return std::nullopt;
        segment.remove_suffix(expected.after.size());
        // "{id}" is not what "{id}:archive" is meant for.
        if (segment.empty() || segment.find(':') != std::string_view::npos) return std::nullopt;
        // An id is percent-encoded in a path, where "+" is no space.
        std::string plus_kept(segment);
        for (std::size_t at = 0; (at = plus_kept.find('+', at)) != std::string::npos; at += 3)
            plus_kept.replace(at, 1, "%2B");
        values.push_back(http::form_decode(plus_kept));
    }
    if (!pattern.empty() || !path.empty()) return std::nullopt;
    return values;
}

struct Route {
    const staging::Operation* operation = nullptr;
    std::vector<std::string> ids;
    std::string allowed; // methods of this path, when it is not the method
};

// A template without placeholders is meant before one with: /v0/tags/archive is no tag.
Route find_route(std::string_view method, std::string_view path) {
    Route route;
    bool literal = false;
    for (const staging::Operation& each : staging::operations()) {
        std::optional<std::vector<std::string>> ids = match(each.path, path);
        if (!ids || (literal && !ids->empty())) continue;
        if (ids->empty() && !literal) {
            literal = true;
            route = {};
        }
        if (each.method == method) {
            route.operation = &each;
            route.ids = std::move(*ids);
        }
        if (!route.allowed.empty()) route.allowed += ", ";
        route.allowed += each.method;
    }
    return route;
}

const Handler* find_handler(std::string_view operation) {
    // The older exports ("list_export_jobs_v2") are answered where the newest are.
    for (const std::string_view version : {"_v0", "_v1", "_v2"}) {
        if (operation.ends_with(version)) operation.remove_suffix(version.size());
    }
    for (const auto handlers :
         {marketplace_handlers, directory_handlers, export_handlers, account_handlers,
          tag_group_handlers, tag_handlers, tax_code_handlers, vendor_handlers,
          vendor_import_handlers, entry_handlers, receipt_handlers, subscription_handlers}) {
        for (const Handler& each : handlers()) {
            if (each.operation == operation) return &each;
        }
    }
    return nullptr;
}

// {} when the operation takes no body, or a read goes without one. Pleo does not document what a
// wrong content type is answered with: RFC 9110 section 15.5.16 is.
Result<json::Value> json_body(const ApiCall& api) {
    const http::Request& request = api.call.request;
    if (api.operation.sample.empty()) return json::Value::object();
    if (request.body.empty() && !api.operation.writes) return json::Value::object();
    if (request.body.empty())
        return Error{"JSON_MAPPING_EXCEPTION", "This operation needs a JSON body."};
    if (http::media_type(request.headers) != "application/json")
        return Error{"UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json."};
    json::Limits limits;
    limits.depth = 8;
    json::Parsed parsed = json::parse(request.body, limits);
    if (!parsed.document) {
        return Error{"JSON_MAPPING_EXCEPTION", "The body is not JSON: line " +
                                                   std::to_string(parsed.error.line) + ", column " +
                                                   std::to_string(parsed.error.column) + ": " +
                                                   parsed.error.message};
    }
    return std::move(parsed.document->root);
}

// Pleo documents 500, 502 and 503 as "retry later", and no body; 429 not at all.
http::Response armed_failure(State& state) {
    --state.failure_times;
    const int status = static_cast<int>(state.failure_status);
    http::Response response = exception_info(status, status == 429 ? "RATE_LIMITED" : "UNAVAILABLE",
                                             "Simulated Staging was told to answer so.");
    if (status == 429 || status == 503) response.headers.push_back({"Retry-After", "1"});
    return response;
}

// Every id of the API is a UUID, and every parameter that takes one is named so.
bool takes_id(std::string_view name) {
    return name.ends_with("_id") || name.ends_with("_ids") || name.ends_with("Id");
}

bool takes_time(std::string_view name) { return name.ends_with("_at"); }

// Ids are lower case afterwards. Pleo documents the types of parameters and not what a wrong one is
// answered with: 400 here. In a path it names nothing, and is answered like any other thing that
// does not exist.
std::optional<Error> check_query(const staging::Operation& operation, http::Fields& query) {
    const auto invalid = [](std::string_view name, std::string_view words) {
        return Error{"VALIDATION_FAILED", std::string(name) + " " + std::string(words)};
    };
    for (const staging::Parameter& each : operation.query) {
        if (each.required && find_value(query, each.name) == nullptr)
            return invalid(each.name, "is missing.");
        for (http::Field& field : query) {
            if (field.name != each.name || field.value.empty()) continue;
            if (takes_time(each.name) && !instant(field.value))
                return invalid(each.name,
                               "must be a time such as 2026-09-02T08:15:00Z (RFC 3339).");
            if (each.name.starts_with("include_") && field.value != "true" &&
                field.value != "false")
                return invalid(each.name, "must be true or false.");
            if (!takes_id(each.name)) continue;
            if (!http::is_uuid(field.value)) return invalid(each.name, "must be a UUID.");
            field.value = http::lower(field.value);
        }
    }
    return std::nullopt;
}

} // namespace

http::Response external_api(Call& call) {
    // 202 and 400 wait for the operation that documents them.
    if (call.state.failure_times > 0 && call.state.failure_status > 400)
        return armed_failure(call.state);
    const http::Fields query = http::form_parse(call.query);
    const Access access = authenticate(call, query);
    if (access.token == nullptr) return access.refusal;

    const Route route =
        find_route(call.request.method, call.path.substr(std::string_view("/external").size()));
    if (route.operation == nullptr && !route.allowed.empty())
        return method_not_allowed(route.allowed);
    const Handler* handler =
        route.operation == nullptr ? nullptr : find_handler(route.operation->id);
    if (handler == nullptr)
        return exception_info(404, "NOT_FOUND", "Simulated Staging has no such operation.");
    if (!has_scope(*access.token, route.operation->scopes))
        return insufficient_scope(route.operation->scopes);

    ApiCall api{call, *route.operation, *access.token, query, route.ids, {}};
    if (auto error = check_query(api.operation, api.query)) return refuse(*error);
    for (std::string& id : api.ids)
        if (http::is_uuid(id)) id = http::lower(id);
    Result<json::Value> body = json_body(api);
    if (!body && body.error().code == "UNSUPPORTED_MEDIA_TYPE")
        return exception_info(415, body.error().code, body.error().message);
    if (!body) return refuse(body.error());
    api.body = std::move(*body);

    if (!api.operation.writes) return handler->answer(api);
    // What is refused half-way has not happened.
    std::vector<Record> before = call.state.records;
    http::Response response = handler->answer(api);
    if (response.status >= 400) call.state.records = std::move(before);
    return response;
}

} // namespace simulator
