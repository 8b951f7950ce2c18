// The control door: what a test or a lesson needs and a real server would never offer. Pleo has
// nothing like it, and every answer says so.
#include "http/form.hpp"
#include "simulator/answers.hpp"
#include "simulator/bench_doors.hpp"
#include "simulator/books.hpp"
#include "simulator/endpoints.hpp"
#include "simulator/export_jobs.hpp"
#include "simulator/tokens.hpp"
#include "simulator/webhooks.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace simulator {
namespace {

constexpr std::int64_t furthest_offset_ms = std::int64_t{100} * 366 * 24 * 3600 * 1000; // a century

json::Value ours() {
    json::Value value = json::Value::object();
    json::set(value, "about", "A door of Simulated Staging itself. Pleo has nothing like it.");
    return value;
}

http::Response clock_answer(const Call& call) {
    json::Value value = ours();
    json::set(value, "now", (call.host.now_ms + call.state.clock_offset_ms) / 1000);
    json::set(value, "offset_seconds", call.state.clock_offset_ms / 1000);
    return json_answer(200, value);
}

http::Response advance_clock(Call& call) {
    const http::Fields form = http::form_parse(call.request.body);
    const std::string* text = find_value(form, "advance_seconds");
    std::int64_t seconds = 0;
    bool number = false;
    if (text != nullptr) {
        const char* last = text->data() + text->size();
        const auto [end, error] = std::from_chars(text->data(), last, seconds);
        number = error == std::errc() && end == last;
    }
    const std::int64_t most = (furthest_offset_ms - call.state.clock_offset_ms) / 1000;
    if (!number || seconds < 0 || seconds > most) {
        return exception_info(400, "BAD_REQUEST",
                              "advance_seconds must be a whole number of seconds, and the clock "
                              "only goes forward, at most a century in all.");
    }
    call.state.clock_offset_ms += seconds * 1000;
    return clock_answer(call);
}

// Answers that no request can provoke, for as many calls of the API as wished. With 429 and 503 the
// answer carries Retry-After. 202 waits for a call of enrich, and 400 for the creation of an export
// job, which it refuses with MISSING_CONTRA_ACCOUNTS: other calls are answered as always.
http::Response arm_failure(Call& call) {
    const http::Fields form = http::form_parse(call.request.body);
    const auto number = [&](std::string_view name) {
        const std::string* text = find_value(form, name);
        std::int64_t value = -1;
        if (text != nullptr) std::from_chars(text->data(), text->data() + text->size(), value);
        return value;
    };
    const std::int64_t status = number("status");
    const std::int64_t times = find_value(form, "times") == nullptr ? 1 : number("times");
    constexpr std::int64_t statuses[] = {202, 400, 429, 500, 502, 503};
    const bool known =
        std::find(std::begin(statuses), std::end(statuses), status) != std::end(statuses);
    if (!known || times < 0 || times > 1000)
        return exception_info(
            400, "BAD_REQUEST",
            "status must be 202, 400, 429, 500, 502 or 503, times from 0 to 1000.");
    call.state.failure_status = status;
    call.state.failure_times = times;
    json::Value value = ours();
    json::set(value, "status", status);
    json::set(value, "times", times);
    return json_answer(200, value);
}

http::Response press(Call& call) {
    Result<json::Value> job = press_export(call);
    if (!job)
        return exception_info(job.error().code == "EXPORT_ALREADY_IN_PROGRESS" ? 409 : 400,
                              job.error().code, job.error().message);
    json::Value value = ours();
    json::set(value, "data", presented(std::move(*job)));
    return json_answer(201, value);
}

// Counts, never contents.
http::Response state_answer(const Call& call) {
    const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    const auto usable = [&](TokenKind kind) {
        return std::int64_t{std::count_if(
            call.state.tokens.begin(), call.state.tokens.end(),
            [&](const Token& each) { return each.kind == kind && is_usable(each, call.now_ms); })};
    };
    json::Value value = ours();
    json::set(value, "transactions", count(call.state.transactions.size()));
    json::set(value, "codes", count(call.state.codes.size()));
    json::set(value, "authorizations", count(call.state.authorizations.size()));
    json::set(value, "tokens", count(call.state.tokens.size()));
    json::set(value, "usable_access_tokens", usable(TokenKind::access_token));
    json::set(value, "usable_refresh_tokens", usable(TokenKind::refresh_token));
    json::set(value, "records", count(call.state.records.size()));
    json::set(value, "installed", call.state.installation.has_value());
    return json_answer(200, value);
}

} // namespace

http::Response control(Call& call) {
    const bool get = call.request.method == "GET";
    const bool post = call.request.method == "POST";
    if (call.path == "/control/clock") {
        if (get) return clock_answer(call);
        return post ? advance_clock(call) : method_not_allowed("GET, POST");
    }
    if (call.path == "/control/reset") {
        if (!post) return method_not_allowed("POST");
        call.state = initial_state();
        return clock_answer(call);
    }
    if (call.path == "/control/state") return get ? state_answer(call) : method_not_allowed("GET");
    if (call.path == "/control/export") return post ? press(call) : method_not_allowed("POST");
    if (call.path == "/control/failure")
        return post ? arm_failure(call) : method_not_allowed("POST");
    if (call.path == "/control/deliveries") return deliveries(call);
    if (call.path == "/control/bench") return bench_settings(call);
    if (call.path == "/control/faults") return armed_faults(call);
    if (call.path == "/control/record") return record_of_run(call);
    return exception_info(404, "NOT_FOUND",
                          "The control door has clock, reset, state, export, failure, "
                          "deliveries, bench, faults and record.");
}

} // namespace simulator
