#include "simulator/filling.hpp"

#include "http/form.hpp"
#include "simulator/faults.hpp"
#include "simulator/iso_time.hpp"

#include <algorithm>

namespace simulator {
namespace {

std::int64_t number(const json::Value& rule, std::string_view key, std::int64_t otherwise = 0) {
    return json::find_integer(rule, key).value_or(otherwise);
}

// Durations shrink with the speed of the bench; a wait that a header tells is a second at least.
std::int64_t retry_after_s(const Call& call, const json::Value& rule) {
    const std::int64_t seconds = number(rule, "retry_after_s", 30);
    return std::max<std::int64_t>(seconds == 0 ? 0 : 1, seconds / call.state.bench.speed);
}

// Another origin that is this server as well, so that it sees what a client sends there.
std::string foreign(std::string_view base_url) {
    constexpr std::string_view ip = "//127.0.0.1:";
    constexpr std::string_view name = "//localhost:";
    std::string url(base_url);
    if (const std::size_t at = url.find(ip); at != std::string::npos)
        return url.replace(at, ip.size(), name) + "/foreign";
    if (const std::size_t at = url.find(name); at != std::string::npos)
        return url.replace(at, name.size(), ip) + "/foreign";
    return "https://foreign.dummy.example";
}

std::string value_of(const Call& call, const json::Value& rule, std::string_view name,
                     const http::Fields& values) {
    if (const std::string* value = http::find_parameter(values, name)) return *value;
    if (name == "issuer") return call.issuer();
    if (name == "base") return call.host.base_url;
    if (name == "foreign") return foreign(call.host.base_url);
    if (name == "date") return http_date(call.now_ms);
    if (name == "retry_after") return std::to_string(retry_after_s(call, rule));
    if (name == "retry_date") return http_date(retry_due_ms(call, rule, true));
    return {};
}

// Strings by their content, everything else as it is written.
http::Fields members_of(const std::string& body) {
    http::Fields fields;
    const json::Parsed parsed = json::parse(body);
    if (!parsed.document) return fields;
    for (const json::Member& each : parsed.document->root.members)
        fields.push_back(
            {each.key, each.value.is_string() ? each.value.text : json::dump(each.value)});
    return fields;
}

void set_header(http::Fields& headers, const std::string& name, const std::string* value) {
    std::erase_if(headers, [&](const http::Field& each) {
        return http::find_header({{each.name, ""}}, name) != nullptr;
    });
    if (value != nullptr) headers.push_back({name, *value});
}

void change_body(const Call& call, const json::Value& rule, const http::Fields& values,
                 http::Response& response) {
    if (const auto body = json::find_string(rule, "body"))
        response.body = fill(call, rule, *body, values);
    if (const auto octets = json::find_string(rule, "base64")) {
        response.body = *octets;
        response.headers.push_back({":base64", "1"});
    }
    const json::Value* change = json::find(rule, "json");
    json::Parsed parsed = json::parse(response.body);
    if (change == nullptr || !parsed.document || response.status >= 400) return;
    json::Value& value = parsed.document->root;
    if (const json::Value* set = json::find(*change, "set")) {
        for (const json::Member& each : set->members)
            json::set(value, each.key,
                      each.value.is_string()
                          ? json::Value(fill(call, rule, each.value.text, values))
                          : each.value);
    }
    if (const std::vector<json::Value>* names = json::find_array(*change, "remove")) {
        for (const json::Value& name : *names)
            std::erase_if(value.members,
                          [&](const json::Member& each) { return each.key == name.text; });
    }
    response.body = json::dump(value);
}

} // namespace

std::int64_t retry_due_ms(const Call& call, const json::Value& rule, bool date) {
    const std::int64_t now_ms = date ? (call.now_ms + 999) / 1000 * 1000 : call.now_ms;
    return now_ms + retry_after_s(call, rule) * 1000;
}

std::string fill(const Call& call, const json::Value& rule, std::string_view text,
                 const http::Fields& values) {
    std::string filled;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text[at] == '{' ? text.find('}', at) : std::string_view::npos;
        const std::string_view name =
            end == std::string_view::npos ? std::string_view() : text.substr(at + 1, end - at - 1);
        if (is_placeholder(name)) {
            filled += value_of(call, rule, name, values);
            at = end + 1;
        } else {
            filled += text[at++];
        }
    }
    return filled;
}

void change_answer(const Call& call, const json::Value& rule, http::Response& response) {
    const http::Fields values = members_of(response.body);
    change_body(call, rule, values, response);
    if (const auto status = json::find_integer(rule, "status")) {
        response.status = static_cast<int>(*status);
        response.status_text = std::string(http::reason_phrase(response.status));
    }
    if (const json::Value* headers = json::find(rule, "headers")) {
        for (const json::Member& each : headers->members) {
            const std::string text = fill(call, rule, each.value.text, values);
            set_header(response.headers, each.key, each.value.is_string() ? &text : nullptr);
        }
    }
    const auto tell = [&](const char* name, std::int64_t value) {
        if (value > 0) response.headers.push_back({name, std::to_string(value)});
    };
    if (json::find(rule, "lost") != nullptr) tell(":lost", 1);
    if (json::find_boolean(rule, "hidden").value_or(false)) tell(":hidden", 1);
    tell(":delay-ms", number(rule, "delay_ms") / call.state.bench.speed);
    tell(":pace-ms", number(rule, "pace_ms") / call.state.bench.speed);
    tell(":repeat", number(rule, "repeat"));
    if (const auto octets = json::find_integer(rule, "cut"))
        response.headers.push_back({":cut", std::to_string(*octets)});
    if (const auto text = json::find_string(rule, "cut_in")) {
        const std::size_t found = response.body.find(*text);
        const std::size_t most = response.body.empty() ? 0 : response.body.size() - 1;
        const std::size_t at = found == std::string::npos ? most : found + text->size() + 12;
        response.headers.push_back({":cut", std::to_string(std::min(at, most))});
    }
}

} // namespace simulator
