// What the record of a run (record.hpp) says about the client: one verdict for each thing that a
// client has to get right. Pure functions; the simulator itself links none of them.
//
// "Passed" needs a moment that proves it: something that a wrong client would have done otherwise,
// or, where right is to do nothing, a run that is known to be over. Everything else is "not seen".
#pragma once

#include "json/json.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace simulator {

enum class Outcome { not_seen, passed, failed };

struct Finding {
    Outcome outcome = Outcome::not_seen;
    std::string why;                   // of a failure: one sentence
    std::vector<std::int64_t> moments; // their numbers in the record: the proof

    // The first failure counts; a pass never covers it.
    void fail(std::string reason, std::vector<std::int64_t> proof);
    void pass(std::int64_t proof);
};

struct Verdict {
    std::string_view id;    // "rotated_token_dropped"
    std::string_view title; // what a right client does, as a sentence
    std::string_view rfc;
    std::string_view pleo; // page of Pleo's documentation, or that it is silent
    Finding finding;
};

// Of one run: an array of moments. All checks, in their order.
std::vector<Verdict> judge(const std::vector<json::Value>& record);

// Of several runs of one client: failed where one failed, passed where one passed and none failed.
// What must never repeat is looked for in all runs together; the numbers of moments are of the run
// with the index `run`.
struct RunVerdict {
    Verdict verdict;
    std::size_t run = 0;
};
std::vector<RunVerdict> judge_runs(const std::vector<std::vector<json::Value>>& runs);

bool is_check(std::string_view id);

} // namespace simulator
