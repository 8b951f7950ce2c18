#include "simulator/bench.hpp"

#include <utility>

namespace simulator {

json::Value to_json(const Bench& bench) {
    json::Value armed = json::Value::array();
    for (const ArmedRule& each : bench.armed) {
        json::Value rule = json::Value::object();
        json::set(rule, "fault", each.fault);
        json::set(rule, "rule", each.rule);
        json::set(rule, "seen", each.seen);
        json::set(rule, "fired", each.fired);
        json::set(rule, "began_ms", each.began_ms);
        armed.items.push_back(std::move(rule));
    }
    json::Value value = json::Value::object();
    json::set(value, "recording", bench.recording);
    json::set(value, "decision", bench.decision);
    json::set(value, "decision_delay_ms", bench.decision_delay_ms);
    json::set(value, "speed", bench.speed);
    json::set(value, "armed", std::move(armed));
    json::set(value, "server", bench.server);
    json::set(value, "record", json::Value::array(bench.record));
    json::set(value, "not_recorded", bench.not_recorded);
    return value;
}

std::optional<Bench> bench_from_json(const json::Value& value) {
    const auto recording = json::find_boolean(value, "recording");
    const auto decision = json::find_string(value, "decision");
    const auto delay = json::find_integer(value, "decision_delay_ms");
    const auto speed = json::find_integer(value, "speed");
    const std::vector<json::Value>* armed = json::find_array(value, "armed");
    const json::Value* server = json::find(value, "server");
    const std::vector<json::Value>* record = json::find_array(value, "record");
    const auto not_recorded = json::find_integer(value, "not_recorded");
    if (!recording || !decision || !delay || !speed || *speed < 1 || armed == nullptr ||
        armed->size() > most_armed_rules || server == nullptr || record == nullptr ||
        record->size() > most_moments || !not_recorded)
        return std::nullopt;

    Bench bench;
    bench.recording = *recording;
    bench.decision = *decision;
    bench.decision_delay_ms = *delay;
    bench.speed = *speed;
    bench.server = *server;
    bench.record = *record;
    bench.not_recorded = *not_recorded;
    for (const json::Value& each : *armed) {
        const auto fault = json::find_string(each, "fault");
        const json::Value* rule = json::find(each, "rule");
        const auto seen = json::find_integer(each, "seen");
        const auto fired = json::find_integer(each, "fired");
        const auto began = json::find_integer(each, "began_ms");
        if (!fault || rule == nullptr || !seen || !fired || !began) return std::nullopt;
        bench.armed.push_back({std::string(*fault), *rule, *seen, *fired, *began});
    }
    return bench;
}

std::string_view kind_of_server(const Bench& bench, std::string_view about) {
    return json::find_string(bench.server, about).value_or("");
}

} // namespace simulator
