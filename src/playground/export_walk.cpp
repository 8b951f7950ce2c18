#include "playground/export_walk.hpp"

#include "playground/plan.hpp"
#include "playground/routes.hpp"
#include "playground/turn.hpp"

#include "oauth/scope.hpp"
#include "oauth/server_words.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <array>

namespace playground {

namespace {

constexpr std::size_t most_items = 100; // that one request may report
constexpr std::int64_t an_hour_s = 3600;

bool is_running(const ExportWalk& walk) {
    return walk.status == "pending" || walk.status == "in_progress";
}

void set_parameter(ApiCall& call, std::string_view name, std::string_view value) {
    std::erase_if(call.parameters, [name](const http::Field& each) { return each.name == name; });
    call.parameters.push_back({std::string(name), std::string(value)});
}

void fill_in(Turn& turn, std::string_view operation, const http::Fields& parameters,
             std::string body = {}) {
    handle(turn, OperationChosen{std::string(operation)});
    ApiCall& call = turn.model.api;
    for (const http::Field& each : parameters)
        set_parameter(call, each.name, each.value);
    if (!body.empty()) call.body = std::move(body);
    if (const staging::Operation* found = staging::find_operation(operation))
        call.path = filled_path(*found, call.parameters);
}

std::string event_body(const ExportWalk& walk, std::string_view event) {
    return json::dump(json::Value::object({{"jobId", walk.job}, {"event", event}}));
}

// The first of all is reported as failed, so that the job ends as jobs do: with an error to tell.
std::string report_body(const ExportWalk& walk) {
    std::string body = "[";
    for (const std::string& entry : walk.unreported) {
        json::Value item = json::Value::object({{"accountingEntryId", entry}});
        const bool first = walk.reported == 0 && body.size() == 1;
        json::set(item, "status", first ? "failed" : "successful");
        if (first) {
            json::set(item, "failureReasonType", "account_unknown");
            json::set(item, "failureReason", "The ledger has no such account.");
        }
        body += (body.size() == 1 ? "\n" : ",\n") + json::dump(item);
    }
    return body + "\n]";
}

void say(Turn& turn, Tone tone, std::string words) {
    turn.model.exports.tone = tone;
    turn.model.exports.said = std::move(words);
}

// Beside what the answer itself was announced with.
void say_aloud(Turn& turn) {
    Announcement& said = turn.model.announcement;
    said.text += " " + turn.model.exports.said;
}

std::string words_of(const json::Value& object, std::string_view key, std::size_t most = 100) {
    return oauth::server_words(json::find_string(object, key).value_or(""), most);
}

void take_job(ExportWalk& walk, const json::Value& job) {
    const std::string id = words_of(job, "id");
    if (id != walk.job) walk = {};
    walk.job = id;
    walk.status = words_of(job, "status");
    walk.number_of_items = json::find_integer(job, "numberOfItems").value_or(0);
}

std::string described(const ExportWalk& walk) {
    return "Job " + walk.job + " is " + walk.status + ", with " +
           std::to_string(walk.number_of_items) +
           (walk.number_of_items == 1 ? " item." : " items.");
}

void jobs_answered(Turn& turn, const json::Value& root) {
    const std::vector<json::Value>* jobs = json::find_array(root, "data");
    if (jobs == nullptr) return;
    const auto pending = std::find_if(jobs->begin(), jobs->end(), [](const json::Value& job) {
        return json::find_string(job, "status") == "pending";
    });
    if (pending == jobs->end())
        return say(turn, Tone::neutral,
                   is_simulated(turn.model)
                       ? "No job is pending. Let the bookkeeper press Export, then look again."
                       : "No job is pending: nobody has pressed Export in Pleo.");
    take_job(turn.model.exports, *pending);
    say(turn, Tone::positive, described(turn.model.exports));
}

void job_answered(Turn& turn, const json::Value& root) {
    const json::Value* job = json::find(root, "data");
    if (job == nullptr) return;
    ExportWalk& walk = turn.model.exports;
    take_job(walk, *job);
    const std::string type = words_of(*job, "failureReasonType");
    if (type == "job_expired")
        say(turn, Tone::warning,
            "The job is failed, job_expired: nobody acted on it for an hour. Its entries wait for "
            "the next Export.");
    else
        say(turn, Tone::positive,
            described(walk) + (type.empty() ? "" : " It says: " + type + "."));
}

void event_answered(Turn& turn, const http::Exchange& exchange) {
    const json::Parsed sent = json::parse(exchange.request.body);
    if (!sent.document) return;
    ExportWalk& walk = turn.model.exports;
    const std::string job = words_of(sent.document->root, "jobId");
    const std::string event = words_of(sent.document->root, "event");
    if (job != walk.job) walk = {};
    walk.job = job;
    walk.status = event == "started" ? "in_progress" : event;
    say(turn, Tone::positive,
        event == "started" ? "The job is in_progress. It expires an hour after the last action."
                           : "The job has ended: " + event + ".");
}

void items_answered(Turn& turn, const json::Value& root) {
    const std::vector<json::Value>* items = json::find_array(root, "data");
    if (items == nullptr) return;
    ExportWalk& walk = turn.model.exports;
    walk.unreported.clear();
    for (const json::Value& item : *items) {
        const auto entry = json::find_string(item, "accountingEntryId");
        if (entry && walk.unreported.size() < most_items) walk.unreported.emplace_back(*entry);
    }
    walk.fetched += static_cast<std::int64_t>(walk.unreported.size());
    walk.after.clear();
    const json::Value* pagination = json::find(root, "pagination");
    if (pagination != nullptr && json::find_boolean(*pagination, "hasNextPage").value_or(false))
        walk.after = json::find_string(*pagination, "endCursor").value_or("");
    const std::string of =
        walk.number_of_items > 0 ? " of " + std::to_string(walk.number_of_items) : std::string();
    say(turn, Tone::positive, std::to_string(walk.fetched) + of + " items fetched.");
}

void report_answered(Turn& turn, const json::Value& root) {
    const std::vector<json::Value>* updated = json::find_array(root, "data");
    if (updated == nullptr) return;
    ExportWalk& walk = turn.model.exports;
    for (const json::Value& item : *updated) {
        ++walk.reported;
        if (json::find_string(item, "status") == "failed") ++walk.failed;
    }
    walk.unreported.clear();
    const std::vector<json::Value>* errors = json::find_array(root, "errors");
    const std::size_t wrong = errors == nullptr ? 0 : errors->size();
    say(turn, wrong == 0 ? Tone::positive : Tone::warning,
        std::to_string(walk.reported) + " items reported, " + std::to_string(walk.failed) +
            " of them as failed." +
            (wrong == 0 ? "" : " " + std::to_string(wrong) + " were not taken."));
}

// "list_export_jobs_v2" as "list_export_jobs"; nothing of another family.
std::string_view export_operation(std::string_view id) {
    const std::size_t version = id.rfind("_v");
    if (version != std::string_view::npos && version + 3 == id.size()) id = id.substr(0, version);
    return id.find("_export_") == std::string_view::npos ? std::string_view() : id;
}

bool in_walk(std::string_view operation) {
    constexpr std::array<std::string_view, 6> known{"list_export_jobs",  "create_export_job",
                                                    "get_export_job",    "create_export_job_event",
                                                    "list_export_items", "update_export_job_items"};
    return std::find(known.begin(), known.end(), operation) != known.end();
}

void press_export(Turn& turn) {
    Result<http::Request> planned = planned_export_press(turn.model);
    if (!planned) return say(turn, Tone::warning, planned.error().message);
    const auto sent = send(turn, "Simulator: a bookkeeper presses Export", std::move(*planned),
                           {.purpose = Purpose::bookkeeper});
    if (!sent) say(turn, Tone::negative, sent.error().message);
}

} // namespace

std::optional<ExportAct> next_export_act(const Model& model) {
    const ExportWalk& walk = model.exports;
    if (walk.job.empty()) return ExportAct::find;
    if (walk.status == "pending") return ExportAct::start;
    if (walk.status != "in_progress") return std::nullopt;
    if (!walk.unreported.empty()) return ExportAct::report;
    return walk.fetched == 0 || !walk.after.empty() ? ExportAct::fetch : ExportAct::complete;
}

bool can_do(const Model& model, ExportAct act) {
    const ExportWalk& walk = model.exports;
    const bool started = walk.status == "in_progress";
    switch (act) {
    case ExportAct::press_export: return is_simulated(model) && !is_running(walk);
    case ExportAct::find: return true;
    case ExportAct::start: return walk.status == "pending";
    case ExportAct::fetch: return started && (walk.fetched == 0 || !walk.after.empty());
    case ExportAct::report: return started && !walk.unreported.empty();
    case ExportAct::complete: return started && walk.reported > 0;
    case ExportAct::pass_an_hour: return is_simulated(model) && is_running(walk);
    case ExportAct::look: return !walk.job.empty();
    }
    return false;
}

std::string lacking_export_scopes(const Model& model) {
    const oauth::Token* token = newest_token(model, oauth::TokenKind::access_token);
    if (token == nullptr || token->scope.empty()) return {};
    return oauth::server_words(oauth::join(
        oauth::compare_scopes("export-jobs:read export-jobs:write export-items:read", token->scope)
            .missing));
}

void handle(Turn& turn, const ExportActPressed& event) {
    Model& model = turn.model;
    ExportWalk& walk = model.exports;
    if (model.reference != Reference::ready || !has_operations(model) || !can_do(model, event.act))
        return;
    switch (event.act) {
    case ExportAct::press_export: return press_export(turn);
    case ExportAct::pass_an_hour: return handle(turn, AdvanceClockPressed{an_hour_s});
    case ExportAct::find:
        fill_in(turn, "list_export_jobs",
                {{"company_id", ""},
                 {"statuses", "pending"},
                 {"sorting_keys", "createdAt"},
                 {"sorting_order", "ASC"},
                 {"limit", "1"}});
        break;
    case ExportAct::start:
        fill_in(turn, "create_export_job_event", {}, event_body(walk, "started"));
        break;
    case ExportAct::fetch:
        fill_in(turn, "list_export_items",
                {{"job_id", walk.job},
                 {"sorting_keys", ""},
                 {"sorting_order", ""},
                 {"limit", std::to_string(most_items)},
                 {"after", walk.after}});
        break;
    case ExportAct::report:
        fill_in(turn, "update_export_job_items", {{"jobId", walk.job}}, report_body(walk));
        break;
    case ExportAct::complete:
        fill_in(turn, "create_export_job_event", {},
                event_body(walk, walk.failed > 0 ? "completed_with_errors" : "completed"));
        break;
    case ExportAct::look: fill_in(turn, "get_export_job", {{"jobId", walk.job}}); break;
    }
    if (const Result<http::Request> planned = planned_api_call(model); !planned)
        say(turn, Tone::warning, planned.error().message);
    handle(turn, CallApiPressed{});
    walk.asking = model.api.confirming;
}

void follow_export(Turn& turn, const InFlight& what, const http::Exchange& exchange) {
    const std::string_view operation = export_operation(what.operation);
    if (!in_walk(operation) || !exchange.response) return;
    const http::Response& response = *exchange.response;
    const json::Parsed parsed = json::parse(response.body);
    const json::Value root = parsed.document ? parsed.document->root : json::Value();
    if (response.status / 100 != 2) {
        const std::string type = words_of(root, "type");
        const std::string message = words_of(root, "message", 300);
        say(turn, Tone::negative,
            "Answered " + std::to_string(response.status) + (type.empty() ? "" : " " + type) +
                (message.empty() ? "." : ": " + message));
        return;
    }
    if (operation == "list_export_jobs")
        jobs_answered(turn, root);
    else if (operation == "create_export_job_event")
        event_answered(turn, exchange);
    else if (operation == "list_export_items")
        items_answered(turn, root);
    else if (operation == "update_export_job_items")
        report_answered(turn, root);
    else
        job_answered(turn, root);
    say_aloud(turn);
}

void follow_clock(Turn& turn, const InFlight& what) {
    if (what.seconds != an_hour_s || !is_running(turn.model.exports)) return;
    say(turn, Tone::neutral,
        "An hour later. The access token, which lives for 15 minutes, has expired as well: refresh "
        "it, then look at the job.");
    say_aloud(turn);
}

Result<http::Request> planned_export_press(const Model& model) {
    const staging::Environment* here = environment(model);
    if (here == nullptr || here->kind != staging::EnvironmentKind::simulated)
        return Error{"real_bookkeeper", "Only Simulated Staging has a bookkeeper of the page."};
    if (under_way(model, Purpose::bookkeeper))
        return Error{"under_way", "A press on Export is under way."};
    http::Request request;
    request.method = "POST";
    request.url = simulator_base(*here) + "/control/export";
    request.headers = {{"Accept", "application/json"}};
    return request;
}

void bookkeeper_answered(Turn& turn, const http::Exchange& exchange) {
    if (!exchange.response)
        return tell_no_answer(turn, Step::call_apis, exchange, http::Stake::change);
    const json::Parsed parsed = json::parse(exchange.response->body);
    const json::Value root = parsed.document ? parsed.document->root : json::Value();
    if (exchange.response->status != 201) {
        say(turn, Tone::warning,
            "Export could not be pressed: " + words_of(root, "message", 300) +
                (words_of(root, "type") == "EXPORT_ALREADY_IN_PROGRESS"
                     ? " Finish that job, or let it expire."
                     : ""));
        return announce(turn, turn.model.exports.said);
    }
    // What the integration knows of it, it has to find out.
    turn.model.exports = {};
    const json::Value* job = json::find(root, "data");
    const std::int64_t items =
        job == nullptr ? 0 : json::find_integer(*job, "numberOfItems").value_or(0);
    say(turn, Tone::positive,
        "A bookkeeper pressed Export: a job with " + std::to_string(items) +
            " entries is pending. Your integration finds it by polling, or is told by a webhook.");
    announce(turn, turn.model.exports.said);
    follow_webhooks(turn, {.purpose = Purpose::bookkeeper}, exchange);
}

} // namespace playground
