#include "simulator/verdicts.hpp"

#include "simulator/seen.hpp"

#include <algorithm>

namespace simulator {
namespace {

constexpr std::size_t most_proofs = 8;

std::vector<CheckRow> all_checks() {
    std::vector<CheckRow> rows = authorization_checks();
    for (const auto part : {token_checks, api_checks}) {
        const std::vector<CheckRow> more = part();
        rows.insert(rows.end(), more.begin(), more.end());
    }
    return rows;
}

// Two authorisation requests, whichever run they are of, never share these.
bool is_across_runs(std::string_view id) { return id == "state_fresh" || id == "verifier_fresh"; }

} // namespace

void Finding::fail(std::string reason, std::vector<std::int64_t> proof) {
    if (outcome == Outcome::failed) return;
    outcome = Outcome::failed;
    why = std::move(reason);
    moments = std::move(proof);
}

void Finding::pass(std::int64_t proof) {
    if (outcome == Outcome::failed) return;
    outcome = Outcome::passed;
    if (moments.size() < most_proofs) moments.push_back(proof);
}

std::string_view Seen::text(std::string_view key) const {
    return json::find_string(*moment, key).value_or("");
}

std::vector<std::string_view> Seen::texts(std::string_view key) const {
    std::vector<std::string_view> list;
    if (const std::vector<json::Value>* items = json::find_array(*moment, key)) {
        for (const json::Value& each : *items)
            list.emplace_back(each.text);
    }
    return list;
}

std::string_view Seen::issued(std::string_view key) const {
    const json::Value* made = json::find(*moment, "issued");
    return made == nullptr ? std::string_view() : json::find_string(*made, key).value_or("");
}

bool Seen::in_doubt() const {
    return status == 0 || has("cut") || status >= 500 || usable() == false;
}

bool Seen::is_temporary() const {
    return status == 0 || status == 429 || status == 502 || status == 503 || status == 504;
}

Run read_run(const std::vector<json::Value>& record) {
    Run run;
    for (const json::Value& each : record) {
        Seen seen;
        seen.moment = &each;
        seen.n = json::find_integer(each, "n").value_or(0);
        seen.at = json::find_integer(each, "at").value_or(0);
        seen.until = json::find_integer(each, "until").value_or(seen.at);
        seen.clock = json::find_integer(each, "clock").value_or(seen.at);
        seen.point = json::find_string(each, "point").value_or("");
        seen.status = json::find_integer(each, "status").value_or(0);
        seen.error = json::find_string(each, "error").value_or("");
        run.ended = run.ended || (seen.is("note") && seen.text("text").starts_with("ended"));
        run.seen.push_back(seen);
    }
    return run;
}

std::vector<Verdict> judge(const std::vector<json::Value>& record) {
    const Run run = read_run(record);
    std::vector<Verdict> verdicts;
    for (const CheckRow& row : all_checks()) {
        Finding finding;
        row.check(run, finding);
        verdicts.push_back({row.id, row.title, row.rfc, row.pleo, std::move(finding)});
    }
    return verdicts;
}

std::vector<RunVerdict> judge_runs(const std::vector<std::vector<json::Value>>& runs) {
    std::vector<RunVerdict> merged;
    for (const Verdict& each : judge({}))
        merged.push_back({each, 0});
    std::vector<json::Value> all;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        all.insert(all.end(), runs[i].begin(), runs[i].end());
        const std::vector<Verdict> verdicts = judge(runs[i]);
        for (std::size_t k = 0; k < merged.size(); ++k) {
            if (verdicts[k].finding.outcome > merged[k].verdict.finding.outcome)
                merged[k] = {verdicts[k], i};
        }
    }
    const std::vector<Verdict> together = judge(all);
    for (std::size_t k = 0; k < merged.size(); ++k) {
        if (is_across_runs(together[k].id) &&
            together[k].finding.outcome > merged[k].verdict.finding.outcome)
            merged[k] = {together[k], runs.empty() ? 0 : runs.size() - 1};
    }
    return merged;
}

bool is_check(std::string_view id) {
    const std::vector<CheckRow> rows = all_checks();
    return std::any_of(rows.begin(), rows.end(),
                       [id](const CheckRow& each) { return each.id == id; });
}

} // namespace simulator
