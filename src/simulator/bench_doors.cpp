#include "simulator/bench_doors.hpp"

#include "http/form.hpp"
#include "simulator/answers.hpp"
#include "simulator/faults.hpp"
#include "simulator/record.hpp"

#include <charconv>

namespace simulator {
namespace {

http::Response refused(std::string_view message) {
    return exception_info(400, "BAD_REQUEST", message);
}

// Nothing when the text is no whole number of that range; `otherwise` when there is none.
std::optional<std::int64_t> number(const http::Fields& form, std::string_view name,
                                   std::int64_t otherwise, std::int64_t least, std::int64_t most) {
    const std::string* text = find_value(form, name);
    if (text == nullptr) return otherwise;
    std::int64_t value = 0;
    const char* last = text->data() + text->size();
    const auto [end, error] = std::from_chars(text->data(), last, value);
    if (error != std::errc() || end != last || value < least || value > most) return std::nullopt;
    return value;
}

json::Value settings(const Bench& bench) {
    json::Value value = json::Value::object();
    json::set(value, "recording", bench.recording);
    json::set(value, "decision", bench.decision);
    json::set(value, "delay_ms", bench.decision_delay_ms);
    json::set(value, "speed", bench.speed);
    json::set(value, "server", bench.server);
    json::set(value, "armed", static_cast<std::int64_t>(bench.armed.size()));
    json::set(value, "moments", static_cast<std::int64_t>(bench.record.size()));
    return value;
}

void remember_arming(Call& call, std::string_view fault, std::string_view about) {
    if (!is_recorded(call)) return;
    json::Value moment = json::Value::object();
    json::set(moment, "at", call.host.now_ms);
    json::set(moment, "until", call.host.now_ms);
    json::set(moment, "clock", call.now_ms);
    json::set(moment, "point", "note");
    json::set(moment, "fault", fault);
    json::set(moment, "text", about);
    remember(call, std::move(moment));
}

// The rule with the moment that was asked for. What is about the callback cannot happen elsewhere.
void move_rule(json::Value& rule, const json::Value& wish) {
    const std::string at(json::find_string(rule, "at").value_or(""));
    const bool fixed = at == "always" || at == "callback" || at == "authorize" || at == "discovery";
    if (const json::Value* point = json::find(wish, "at"); point != nullptr && !fixed)
        json::set(rule, "at", *point);
    if (at == "always") return;
    for (const std::string_view key : {"nth", "times"})
        if (const json::Value* value = json::find(wish, key)) json::set(rule, key, *value);
}

http::Response arm(Call& call) {
    const json::Parsed parsed = json::parse(call.request.body);
    if (!parsed.document)
        return refused("Line " + std::to_string(parsed.error.line) + ", column " +
                       std::to_string(parsed.error.column) + ": " + parsed.error.message);
    const json::Value* given = json::find(parsed.document->root, "fault");
    if (given == nullptr) return refused("fault is missing.");
    json::Value fault = *given;
    for (json::Member& each : fault.members) {
        if (each.key != "rules") continue;
        for (json::Value& rule : each.value.items)
            move_rule(rule, parsed.document->root);
    }
    if (const auto found = find_problem(fault)) return refused(found->place + ": " + found->reason);
    const std::vector<json::Value>* rules = json::find_array(fault, "rules");
    const std::string id(*json::find_string(fault, "id"));
    if (rules == nullptr)
        return refused(id + " is not testable from the server: " +
                       std::string(json::find_string(fault, "untestable").value_or("")));
    Bench& bench = call.state.bench;
    if (bench.armed.size() + rules->size() > most_armed_rules)
        return refused("Too much is armed already.");
    for (const json::Value& rule : *rules) {
        if (const json::Value* server = json::find(rule, "server")) {
            for (const json::Member& each : server->members)
                json::set(bench.server, each.key, each.value);
            remember_arming(call, id, "another kind of server from here on");
        } else {
            bench.armed.push_back({id, rule, 0, 0, 0});
        }
    }
    return json_answer(200, settings(bench));
}

json::Value waiting(const Bench& bench) {
    json::Value list = json::Value::array();
    for (const ArmedRule& each : bench.armed) {
        json::Value value = json::Value::object();
        json::set(value, "fault", each.fault);
        json::set(value, "at", json::find_string(each.rule, "at").value_or(""));
        json::set(value, "seen", each.seen);
        json::set(value, "fired", each.fired);
        list.items.push_back(std::move(value));
    }
    return json::Value::object({{"armed", std::move(list)}});
}

// Of the host: a visit of its own, or that a client has ended.
http::Response take_note(Call& call) {
    const json::Parsed parsed = json::parse(call.request.body);
    const auto text = parsed.document ? json::find_string(parsed.document->root, "text")
                                      : std::optional<std::string_view>();
    if (!text) return refused("text is missing.");
    json::Value moment = json::Value::object();
    json::set(moment, "at", call.host.now_ms);
    json::set(moment, "until", call.host.now_ms);
    json::set(moment, "clock", call.now_ms);
    json::set(moment, "point", "note");
    json::set(moment, "text", text->substr(0, 200));
    if (const auto status = json::find_integer(parsed.document->root, "status"))
        json::set(moment, "status", *status);
    if (is_recorded(call)) remember(call, std::move(moment));
    return json_answer(200, settings(call.state.bench));
}

} // namespace

http::Response bench_settings(Call& call) {
    Bench& bench = call.state.bench;
    if (call.request.method == "GET") return json_answer(200, settings(bench));
    if (call.request.method != "POST") return method_not_allowed("GET, POST");
    const http::Fields form = http::form_parse(call.request.body);
    const auto delay = number(form, "delay_ms", bench.decision_delay_ms, 0, 600'000);
    const auto speed = number(form, "speed", bench.speed, 1, 1000);
    if (!delay || !speed)
        return refused("delay_ms must be from 0 to 600000, speed from 1 to 1000.");
    if (const std::string* decision = http::find_parameter(form, "decision")) {
        if (!decision->empty() && *decision != "approve" && *decision != "deny")
            return refused("decision must be approve, deny or empty.");
        bench.decision = *decision;
    }
    bench.decision_delay_ms = *delay;
    bench.speed = *speed;
    if (const std::string* recording = find_value(form, "recording")) {
        bench.recording = *recording == "true";
        bench.record.clear();
        bench.not_recorded = 0;
    }
    return json_answer(200, settings(bench));
}

http::Response armed_faults(Call& call) {
    if (call.request.method == "GET") return json_answer(200, waiting(call.state.bench));
    if (call.request.method == "POST") return arm(call);
    if (call.request.method != "DELETE") return method_not_allowed("GET, POST, DELETE");
    call.state.bench.armed.clear();
    call.state.bench.server = json::Value::object();
    return json_answer(200, settings(call.state.bench));
}

http::Response record_of_run(Call& call) {
    if (call.request.method == "POST") return take_note(call);
    if (call.request.method != "GET") return method_not_allowed("GET, POST");
    json::Value value = json::Value::object();
    json::set(value, "moments", json::Value::array(call.state.bench.record));
    json::set(value, "not_recorded", call.state.bench.not_recorded);
    return json_answer(200, value);
}

} // namespace simulator
