// HAR 1.2. -1 is its own word for a size or a time that is not known.
#include "playground/run_export.hpp"

#include "http/form.hpp"
#include "http/message.hpp"
#include "playground/run_story.hpp"

#include <algorithm>

namespace playground {

namespace {

constexpr std::int64_t har_unknown = -1;

json::Value pairs_of(const http::Fields& fields) {
    std::vector<json::Value> list;
    list.reserve(fields.size());
    for (const http::Field& each : fields)
        list.push_back(json::Value::object({{"name", each.name}, {"value", each.value}}));
    return json::Value::array(std::move(list));
}

http::Fields query_of(std::string_view url) {
    url = url.substr(0, url.find('#'));
    const std::size_t question = url.find('?');
    return question == std::string_view::npos ? http::Fields{}
                                              : http::form_parse(url.substr(question + 1));
}

json::Value har_request(const http::Request& request) {
    json::Value value = json::Value::object({
        {"method", request.method},
        {"url", request.url},
        {"httpVersion", ""},
        {"cookies", json::Value::array()},
        {"headers", pairs_of(request.headers)},
        {"queryString", pairs_of(query_of(request.url))},
        {"headersSize", har_unknown},
        {"bodySize", har_unknown}, // its secrets are masked: another size than was sent
    });
    if (request.body.empty()) return value;
    json::set(value, "postData",
              json::Value::object({{"mimeType", http::media_type(request.headers)},
                                   {"params", json::Value::array()},
                                   {"text", request.body}}));
    return value;
}

json::Value har_response(const http::Exchange& exchange) {
    const http::Response none;
    const http::Response& response = exchange.response ? *exchange.response : none;
    const std::string* location = http::find_header(response.headers, "Location");
    json::Value value = json::Value::object({
        {"status", response.status},
        {"statusText", response.status_text},
        {"httpVersion", ""},
        {"cookies", json::Value::array()},
        {"headers", pairs_of(response.headers)},
        {"content", json::Value::object({{"size", static_cast<std::int64_t>(response.body.size())},
                                         {"mimeType", http::media_type(response.headers)},
                                         {"text", response.body}})},
        {"redirectURL", location == nullptr ? std::string() : *location},
        {"headersSize", har_unknown},
        {"bodySize", har_unknown},
    });
    if (!exchange.response)
        json::set(value, "comment",
                  exchange.navigation         ? std::string("The browser went there itself.")
                  : http::under_way(exchange) ? std::string("No answer yet.")
                                              : "No answer: " + exchange.failure_text);
    return value;
}

json::Value har_entry(const http::Exchange& exchange, const RunLog& log) {
    const std::int64_t took = exchange.duration_ms.value_or(0);
    json::Value value = json::Value::object({
        {"startedDateTime", utc_time(exchange.sent_at_ms)},
        {"time", took},
        {"request", har_request(exchange.request)},
        {"response", har_response(exchange)},
        {"cache", json::Value::object()},
        {"timings", json::Value::object({{"send", 0}, {"wait", took}, {"receive", 0}})},
        {"comment", exchange.purpose},
        {"_exchange", static_cast<std::int64_t>(exchange.id)},
    });
    const auto moment =
        std::find_if(log.moments.begin(), log.moments.end(),
                     [&](const Moment& each) { return each.exchange == exchange.id; });
    if (moment != log.moments.end() && moment->server_ms)
        json::set(value, "_serverDateTime", utc_time(*moment->server_ms));
    return value;
}

} // namespace

json::Value run_har(const HarDesc& desc) {
    std::vector<json::Value> entries;
    entries.reserve(desc.exchanges.size());
    for (const http::Exchange& each : desc.exchanges)
        if (each.redacted) entries.push_back(har_entry(each, desc.log)); // no other may come in
    return json::Value::object(
        {{"log",
          json::Value::object(
              {{"version", "1.2"},
               {"creator", json::Value::object({{"name", "OAuth playground"},
                                                {"version", std::string(desc.build)}})},
               {"pages", json::Value::array()},
               {"entries", json::Value::array(std::move(entries))},
               {"comment", "Secrets are masked, so bodies are not as long as they were."}})}});
}

} // namespace playground
