// The reader of faults and the verdicts as one WebAssembly module for Node (tools/bench-judge.mjs).
// Apart from simulator.wasm, because no page needs it.
//
//   in:  {"catalogue": text of faults.json}  out: {} or {"place", "reason"}
//   in:  {"runs": [[moment...]...]}          out: {"verdicts": [...], "runs": [[...]...]}: of all
//        together, and of each run
#include "simulator/faults.hpp"
#include "simulator/verdicts.hpp"
#include "json/json.hpp"

#include <emscripten/emscripten.h>

#include <string>
#include <vector>

namespace {

std::string input;
std::string output;

constexpr const char* words(simulator::Outcome outcome) {
    switch (outcome) {
    case simulator::Outcome::passed: return "passed";
    case simulator::Outcome::failed: return "failed";
    case simulator::Outcome::not_seen: break;
    }
    return "not seen";
}

json::Value written(const simulator::Verdict& verdict) {
    json::Value moments = json::Value::array();
    for (const std::int64_t each : verdict.finding.moments)
        moments.items.emplace_back(each);
    json::Value value = json::Value::object();
    json::set(value, "id", verdict.id);
    json::set(value, "title", verdict.title);
    json::set(value, "rfc", verdict.rfc);
    json::set(value, "pleo", verdict.pleo);
    json::set(value, "outcome", words(verdict.finding.outcome));
    json::set(value, "why", verdict.finding.why);
    json::set(value, "moments", std::move(moments));
    return value;
}

json::Value judged(const std::vector<json::Value>& runs) {
    std::vector<std::vector<json::Value>> records;
    json::Value each_run = json::Value::array();
    for (const json::Value& run : runs) {
        records.push_back(run.items);
        json::Value verdicts = json::Value::array();
        for (const simulator::Verdict& each : simulator::judge(run.items))
            verdicts.items.push_back(written(each));
        each_run.items.push_back(std::move(verdicts));
    }
    json::Value together = json::Value::array();
    for (const simulator::RunVerdict& each : simulator::judge_runs(records)) {
        json::Value value = written(each.verdict);
        json::set(value, "run", static_cast<std::int64_t>(each.run));
        together.items.push_back(std::move(value));
    }
    json::Value out = json::Value::object();
    json::set(out, "verdicts", std::move(together));
    json::set(out, "runs", std::move(each_run));
    return out;
}

json::Value answer(const json::Value& in) {
    json::Value out = json::Value::object();
    if (const auto text = json::find_string(in, "catalogue")) {
        if (const auto found = simulator::find_catalogue_problem(*text)) {
            json::set(out, "place", found->place);
            json::set(out, "reason", found->reason);
        }
        return out;
    }
    const std::vector<json::Value>* runs = json::find_array(in, "runs");
    return runs == nullptr ? out : judged(*runs);
}

} // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE char* simulator_input(std::size_t size) {
    input.assign(size, '\0');
    return input.data();
}

EMSCRIPTEN_KEEPALIVE std::size_t simulator_run() {
    json::Limits limits;
    limits.bytes = std::size_t{64} * 1024 * 1024;
    limits.values = 5'000'000;
    const json::Parsed parsed = json::parse(input, limits);
    output = json::dump(parsed.document ? answer(parsed.document->root) : json::Value());
    return output.size();
}

EMSCRIPTEN_KEEPALIVE const char* simulator_output() { return output.data(); }
}
