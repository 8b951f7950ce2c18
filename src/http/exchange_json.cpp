#include "http/exchange_json.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <utility>

namespace http {

namespace {

constexpr std::size_t longest_line = std::size_t{32} * 1024;
constexpr std::size_t longest_body = std::size_t{4} * 1024 * 1024;
constexpr std::size_t most_headers = 256;
constexpr std::int64_t most_steps = 99;
constexpr std::int64_t latest_ms = 253'402'300'799'999; // the end of the year 9999

constexpr std::array<std::pair<Failure, const char*>, 7> failures{{{Failure::none, "none"},
                                                                   {Failure::network, "network"},
                                                                   {Failure::timeout, "timeout"},
                                                                   {Failure::aborted, "aborted"},
                                                                   {Failure::refused, "refused"},
                                                                   {Failure::unread, "unread"},
                                                                   {Failure::offline, "offline"}}};

json::Value to_json(const Fields& fields) {
    json::Value list = json::Value::array();
    for (const Field& field : fields) {
        list.items.push_back(json::Value::array({field.name, field.value}));
    }
    return list;
}

bool read_text(const json::Value& object, std::string_view key, std::size_t longest,
               std::string& out) {
    const std::optional<std::string_view> text = json::find_string(object, key);
    if (!text || text->size() > longest) return false;
    out = *text;
    return true;
}

bool read_flag(const json::Value& object, std::string_view key, bool& out) {
    const std::optional<bool> flag = json::find_boolean(object, key);
    if (flag) out = *flag;
    return flag.has_value();
}

template <class Number>
bool read_number(const json::Value& object, std::string_view key, std::int64_t most, Number& out) {
    const std::optional<std::int64_t> number = json::find_integer(object, key);
    if (!number || *number < 0 || *number > most) return false;
    out = static_cast<Number>(*number);
    return true;
}

bool read_headers(const json::Value& object, Fields& out) {
    const std::vector<json::Value>* list = json::find_array(object, "headers");
    if (list == nullptr || list->size() > most_headers) return false;
    for (const json::Value& pair : *list) {
        if (!pair.is_array() || pair.items.size() != 2) return false;
        const json::Value& name = pair.items[0];
        const json::Value& value = pair.items[1];
        if (!name.is_string() || !value.is_string()) return false;
        if (name.text.size() > longest_line || value.text.size() > longest_line) return false;
        out.push_back(Field{name.text, value.text});
    }
    return true;
}

bool read_request(const json::Value& exchange, Request& out) {
    const json::Value* request = json::find(exchange, "request");
    return request != nullptr && read_text(*request, "method", 32, out.method) &&
           read_text(*request, "url", longest_line, out.url) &&
           read_headers(*request, out.headers) &&
           read_text(*request, "body", longest_body, out.body);
}

// Absent is fine, half a response is not.
bool read_response(const json::Value& exchange, std::optional<Response>& out) {
    const json::Value* response = json::find(exchange, "response");
    if (response == nullptr) return true;
    out.emplace();
    return read_number(*response, "status", 999, out->status) &&
           read_text(*response, "status_text", longest_line, out->status_text) &&
           read_headers(*response, out->headers) &&
           read_text(*response, "body", longest_body, out->body);
}

bool read_failure(const json::Value& exchange, Failure& out) {
    const std::optional<std::string_view> name = json::find_string(exchange, "failure");
    for (const auto& [failure, text] : failures) {
        if (name == text) {
            out = failure;
            return true;
        }
    }
    return false;
}

bool read_duration(const json::Value& exchange, std::optional<std::int64_t>& out) {
    if (json::find(exchange, "duration_ms") == nullptr) return true;
    std::int64_t duration = 0;
    if (!read_number(exchange, "duration_ms", latest_ms, duration)) return false;
    out = duration;
    return true;
}

bool read_step(const json::Value& exchange, int& out) {
    return json::find(exchange, "step") == nullptr ||
           read_number(exchange, "step", most_steps, out);
}

} // namespace

json::Value to_json(const Exchange& exchange) {
    json::Value request = json::Value::object({{"method", exchange.request.method},
                                               {"url", exchange.request.url},
                                               {"headers", to_json(exchange.request.headers)},
                                               {"body", exchange.request.body}});
    json::Value value = json::Value::object({{"id", std::int64_t{exchange.id}},
                                             {"purpose", exchange.purpose},
                                             {"navigation", exchange.navigation},
                                             {"request", std::move(request)},
                                             {"failure_text", exchange.failure_text},
                                             {"sent_at_ms", exchange.sent_at_ms},
                                             {"redacted", exchange.redacted}});
    for (const auto& [failure, text] : failures) {
        if (failure == exchange.failure) json::set(value, "failure", text);
    }
    if (exchange.response) {
        json::set(value, "response",
                  json::Value::object({{"status", exchange.response->status},
                                       {"status_text", exchange.response->status_text},
                                       {"headers", to_json(exchange.response->headers)},
                                       {"body", exchange.response->body}}));
    }
    if (exchange.step != 0) json::set(value, "step", exchange.step);
    if (exchange.duration_ms) json::set(value, "duration_ms", *exchange.duration_ms);
    return value;
}

std::optional<Exchange> exchange_from_json(const json::Value& value) {
    Exchange exchange;
    const bool complete =
        read_number(value, "id", std::numeric_limits<std::uint32_t>::max(), exchange.id) &&
        read_text(value, "purpose", longest_line, exchange.purpose) &&
        read_flag(value, "navigation", exchange.navigation) &&
        read_request(value, exchange.request) && read_response(value, exchange.response) &&
        read_failure(value, exchange.failure) &&
        read_text(value, "failure_text", longest_line, exchange.failure_text) &&
        read_number(value, "sent_at_ms", latest_ms, exchange.sent_at_ms) &&
        read_duration(value, exchange.duration_ms) && read_step(value, exchange.step) &&
        read_flag(value, "redacted", exchange.redacted);
    const bool contradicts =
        exchange.response && (exchange.navigation || exchange.failure != Failure::none);
    if (!complete || contradicts) return std::nullopt;
    return exchange;
}

} // namespace http
