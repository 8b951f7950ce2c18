// The export workflow: a job is made for some accounting entries, the integration says that it has
// started, fetches the export items, reports each item, and says how it ended. Statuses and types of
// errors are those of Pleo's Export specification. The dummy company has all of its contra accounts:
// MISSING_CONTRA_ACCOUNTS comes by the control door.
#include "simulator/export_jobs.hpp"

#include "simulator/answers.hpp"
#include "simulator/api.hpp"
#include "simulator/body.hpp"
#include "simulator/books.hpp"
#include "simulator/dummy_company.hpp"
#include "simulator/export_items.hpp"
#include "simulator/iso_time.hpp"
#include "simulator/paging.hpp"
#include "simulator/webhooks.hpp"
#include "staging/simulated_id.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace simulator {
namespace {

constexpr std::int64_t job_lifetime_s = 3600;
constexpr std::size_t most_updates = 100;
constexpr std::size_t most_items = 5000; // Pleo documents no limit; the books have fewer entries

constexpr std::string_view events = "started failed completed completed_with_errors";
constexpr std::string_view job_statuses =
    "pending in_progress failed completed completed_with_errors";
constexpr std::string_view item_statuses = "pending in_progress failed successful abandoned";
constexpr std::string_view job_failures =
    "invalid_configuration missing_configuration authentication_failure "
    "accounting_system_authentication_failure pleo_rate_limit accounting_system_rate_limit "
    "service_unreachable accounting_system_unreachable validation_failure authorization_failure "
    "integration_unusable job_expired service_timeout accounting_system_timeout canceled_by_user";
constexpr std::string_view item_failures =
    "receipt_upload_failure receipt_download_failure receipt_file_size_limit_exceeded "
    "receipt_conversion_failure unexpected_failure invalid_configuration missing_configuration "
    "accounting_system_authentication_failure accounting_system_rate_limit "
    "accounting_system_unreachable validation_failure accounting_system_validation_failure "
    "authorization_failure accounting_system_timeout vendor_unknown account_unknown "
    "tax_code_unknown tag_unknown";

constexpr Expected job_creation[] = {
    {"companyId", Form::uuid, Need::required},
    {"accountingEntryIds", Form::uuids, Need::required, {}, most_items, 1},
    {"employeeId", Form::uuid},
    {"isInteractive", Form::flag},
    {"options", Form::object}};
constexpr Expected options[] = {{"vendorBasedBookkeeping", Form::flag}};
constexpr Expected event_shape[] = {
    {"jobId", Form::uuid, Need::required},
    {"event", Form::text, Need::required, events},
    {"failureReason", Form::text, Need::optional, {}, 1000},
    {"failureReasonType", Form::text, Need::optional, job_failures}};
constexpr Expected item_update[] = {
    {"accountingEntryId", Form::uuid, Need::required},
    {"status", Form::text, Need::required, item_statuses},
    {"exportedAt", Form::time},
    {"externalId"},
    {"externalUrl", Form::text, Need::optional, {}, 1000},
    {"failureReason", Form::text, Need::optional, {}, 1000},
    {"failureReasonType", Form::text, Need::optional, item_failures}};
constexpr Expected item_search[] = {{"accountingEntryIds", Form::uuids, Need::required, {}, 100},
                                    {"status", Form::text, Need::optional, item_statuses}};

std::optional<json::Value> job_of(const Call& call, std::string_view id) {
    for (json::Value& job : export_jobs(call)) {
        if (row_id(job) == id) return std::move(job);
    }
    return std::nullopt;
}

http::Response no_job() { return exception_info(404, "EXPORT_NOT_FOUND", "Export job not found."); }

// The items of an ended job that nobody has reported will never be exported.
void abandon_rest(json::Value& job) {
    json::Value items = json::Value::array(items_of(job));
    for (json::Value& item : items.items) {
        if (is_one_of("pending in_progress", text_of(item, "status")))
            json::set(item, "status", "abandoned");
    }
    json::set(job, "_items", std::move(items));
}

// Every action on a job begins its hour anew.
std::optional<Error> keep_job(Call& call, json::Value& job) {
    json::set(job, "lastUpdatedAt", iso_time(call.now_ms));
    json::set(job, "_expires_at_ms", call.now_ms + job_lifetime_s * 1000);
    return keep_row(call.state, Collection::export_jobs, job);
}

json::Value expired(json::Value job, std::int64_t expired_at_ms) {
    json::set(job, "status", "failed");
    json::set(job, "failureReasonType", "job_expired");
    json::set(job, "expiredAt", iso_time(expired_at_ms));
    abandon_rest(job);
    return job;
}

// "/v2/export-jobs": 2.
int version_of(const ApiCall& api) { return api.operation.path.at(2) - '0'; }

// Four types of failures came with version 3.
json::Value as_of_version(json::Value item, int version) {
    if (version < 3 && is_one_of("vendor_unknown account_unknown tax_code_unknown tag_unknown",
                                 text_of(item, "failureReasonType")))
        json::set(item, "failureReasonType", "accounting_system_validation_failure");
    return item;
}

http::Response list_jobs(ApiCall& api) {
    return paged_answer(presented(export_jobs(api.call)), api,
                        {{"company_id", "companyId"},
                         {"statuses", "status", job_statuses},
                         {"status", "status", job_statuses}});
}

http::Response get_job(ApiCall& api) {
    const auto job = job_of(api.call, api.ids[0]);
    return job ? data_answer(*job) : no_job();
}

struct Wishes {
    std::string created_by; // empty: nobody's
    bool is_interactive = true;
    bool vendor_based_bookkeeping = false;
};

http::Response refuse_job(const Error& error) {
    if (error.code == "EXPORT_ALREADY_IN_PROGRESS")
        return exception_info(409, error.code, error.message);
    if (error.code == "EXPORT_ENTRY_NOT_FOUND")
        return exception_info(404, error.code, error.message);
    return refuse(error);
}

Result<json::Value> make_job(Call& call, const std::vector<std::string>& entries,
                             const Wishes& wishes) {
    const std::vector<json::Value> jobs = export_jobs(call);
    if (std::any_of(jobs.begin(), jobs.end(), is_running))
        return Error{"EXPORT_ALREADY_IN_PROGRESS",
                     "Export Job already in progress for this company."};
    std::set<std::string> known;
    for (const json::Value& each : rows(call.state, Collection::entries))
        known.insert(row_id(each));
    const std::string id = next_id(call.state, Collection::export_jobs);
    json::Value items = json::Value::array();
    for (const std::string& entry : entries) {
        if (!known.contains(entry))
            return Error{"EXPORT_ENTRY_NOT_FOUND",
                         "The accounting entry " + entry + " does not exist."};
        items.items.push_back(json::Value::object(
            {{"exportJobId", id}, {"accountingEntryId", entry}, {"status", "pending"}}));
    }
    json::Value job = json::Value::object();
    json::set(job, "id", id);
    json::set(job, "companyId", company_id);
    json::set(job, "status", "pending");
    json::set(job, "numberOfItems", static_cast<std::int64_t>(items.items.size()));
    json::set(job, "createdAt", iso_time(call.now_ms));
    if (!wishes.created_by.empty()) json::set(job, "createdBy", wishes.created_by);
    json::set(job, "expiresIn", job_lifetime_s);
    json::set(job, "isInteractive", wishes.is_interactive);
    json::set(job, "vendorBasedBookkeeping", wishes.vendor_based_bookkeeping);
    json::set(job, "_items", std::move(items));
    if (auto error = keep_job(call, job)) return *error;
    note_event(call, "v1.export-job.created", presented(job));
    return job;
}

// Whether an entry that was exported can be exported again is not documented: here it can. An entry
// that does not exist has a documented type where items are looked up; it is used here as well.
http::Response create_job(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, job_creation);
    if (!body) return refuse(body.error());
    const json::Value* wished = json::find(*body, "options");
    const Result<json::Value> extras =
        read_body(wished == nullptr ? json::Value::object() : *wished, options);
    if (!extras) return refuse(extras.error());
    if (auto error = foreign_company(*body)) return refuse(*error);
    if (take_failure(api.call.state, 400))
        return exception_info(400, "MISSING_CONTRA_ACCOUNTS",
                              "Contra accounts of the company are missing.");
    const auto created_by = json::find_string(*body, "employeeId");
    Result<json::Value> job =
        make_job(api.call, texts_of(*body, "accountingEntryIds"),
                 {created_by ? std::string(*created_by) : std::string(),
                  json::find_boolean(*body, "isInteractive").value_or(true),
                  json::find_boolean(*extras, "vendorBasedBookkeeping").value_or(false)});
    if (!job) return refuse_job(job.error());
    return data_answer(std::move(*job), 201);
}

// Documented is that a completed job cannot be started, "and so on". Here a job starts once, ends
// once, and completes only after it has started.
bool may_follow(std::string_view status, std::string_view event) {
    if (status == "pending") return event == "started" || event == "failed";
    return status == "in_progress" && event != "started";
}

// Items that were not reported before the job completed stay as they are: that is not documented.
http::Response create_event(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, event_shape);
    if (!body && json::find(api.body, "jobId") == nullptr &&
        json::find(api.body, "exportJobId") != nullptr)
        return refuse({"JSON_MAPPING_EXCEPTION",
                       "jobId is missing. A how-to of Pleo's sends it as exportJobId; the "
                       "definition of this operation has jobId."});
    if (!body) return refuse(body.error());
    const std::string event = text_of(*body, "event");
    auto job = job_of(api.call, text_of(*body, "jobId"));
    if (!job) return no_job();
    if (!may_follow(text_of(*job, "status"), event)) {
        return exception_info(422, "INVALID_EXPORT_JOB_STATUS_CHANGE",
                              "Export Job status change failed: " + text_of(*job, "status") +
                                  " cannot become " + event + ".");
    }
    json::set(*job, "status", event == "started" ? "in_progress" : event);
    // The prose asks for reasons with "failed"; the schema allows them with any event.
    for (const char* member : {"failureReason", "failureReasonType"}) {
        if (const json::Value* reason = json::find(*body, member)) json::set(*job, member, *reason);
    }
    if (event == "failed") {
        abandon_rest(*job);
    } else {
        json::set(*job, event == "started" ? "startedAt" : "completedAt",
                  iso_time(api.call.now_ms));
    }
    if (auto error = keep_job(api.call, *job)) return refuse(*error);
    return no_content(202);
}

http::Response list_job_items(ApiCall& api) {
    const auto job = job_of(api.call, api.ids[0]);
    if (!job) return no_job();
    std::vector<json::Value> items = items_of(*job);
    for (json::Value& each : items)
        each = as_of_version(std::move(each), version_of(api));
    return paged_answer(std::move(items), api, {{"status", "status", item_statuses}},
                        "accountingEntryId");
}

// One wrong update refuses all of them, one for an entry of another job only itself.
http::Response update_job_items(ApiCall& api) {
    if (!api.body.is_array())
        return refuse({"JSON_MAPPING_EXCEPTION", "The body must be a list of items."});
    if (api.body.items.size() > most_updates) {
        return exception_info(413, "EXPORT_JOB_ITEMS_UPDATE_LIMIT",
                              "Number of items to update is more than 100.");
    }
    auto job = job_of(api.call, api.ids[0]);
    if (!job) return no_job();
    if (!is_running(*job))
        return exception_info(422, "EXPORT_JOB_STATUS_UNPROCESSABLE", "Export job is finished.");
    json::Value items = json::Value::array(items_of(*job));
    json::Value updated = json::Value::array();
    json::Value errors = json::Value::array();
    for (const json::Value& each : api.body.items) {
        const Result<json::Value> update = read_body(each, item_update);
        if (!update) return refuse(update.error());
        const std::string entry = text_of(*update, "accountingEntryId");
        const auto item =
            std::find_if(items.items.begin(), items.items.end(), [&](const json::Value& known) {
                return text_of(known, "accountingEntryId") == entry;
            });
        if (item == items.items.end()) {
            errors.items.push_back(json::Value::object(
                {{"accountingEntryId", entry},
                 {"type", "ACCOUNTING_ENTRY_DOES_NOT_EXIST"},
                 {"message", "The job has no item for this accounting entry."}}));
            continue;
        }
        for (const json::Member& member : update->members)
            json::set(*item, member.key, member.value);
        if (text_of(*item, "status") == "successful" && json::find(*item, "exportedAt") == nullptr)
            json::set(*item, "exportedAt", iso_time(api.call.now_ms));
        updated.items.push_back(as_of_version(*item, version_of(api)));
    }
    json::set(*job, "_items", std::move(items));
    if (auto error = keep_job(api.call, *job)) return refuse(*error);
    return json_answer(
        200, json::Value::object({{"data", std::move(updated)}, {"errors", std::move(errors)}}));
}

// The newest first: an entry that was exported twice has two items.
std::vector<json::Value> all_items(const Call& call) {
    std::vector<json::Value> list;
    const std::vector<json::Value> jobs = export_jobs(call);
    for (auto job = jobs.rbegin(); job != jobs.rend(); ++job)
        list.insert(list.end(), items_of(*job).begin(), items_of(*job).end());
    return list;
}

http::Response get_job_item(ApiCall& api) {
    const std::string* entry = find_value(api.query, "accounting_entry_id");
    for (const json::Value& item : of_company(all_items(api.call), api.query)) {
        if (entry != nullptr && text_of(item, "accountingEntryId") == *entry)
            return data_answer(item);
    }
    return exception_info(404, "EXPORT_ENTRY_NOT_FOUND", "Export Job Item not found");
}

http::Response search_job_items(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, item_search);
    if (!body) return refuse(body.error());
    std::vector<json::Value> list = of_company(all_items(api.call), api.query);
    constexpr BodyFilter filters[] = {{"accountingEntryIds", "accountingEntryId"}};
    keep_wanted(list, *body, filters);
    if (const auto status = json::find_string(*body, "status"))
        std::erase_if(list,
                      [&](const json::Value& each) { return text_of(each, "status") != *status; });
    return paged_answer(std::move(list), api, {}, "accountingEntryId");
}

// Without job_id: those of whatever job is running.
http::Response list_items(ApiCall& api) {
    const std::string* id = find_value(api.query, "job_id");
    std::vector<json::Value> list;
    bool known = id == nullptr;
    for (const json::Value& job : export_jobs(api.call)) {
        if (id != nullptr && row_id(job) != *id) continue;
        known = true;
        if (is_running(job)) {
            const bool vendors = json::find_boolean(job, "vendorBasedBookkeeping").value_or(false);
            for (const json::Value& each : items_of(job)) {
                json::Value item = export_item(api.call.state, text_of(each, "accountingEntryId"));
                if (vendors) add_bookkeeping(api.call.state, item);
                list.push_back(older_item(std::move(item), version_of(api)));
            }
        } else if (id != nullptr) {
            return exception_info(422, "EXPORT_JOB_STATUS_UNPROCESSABLE",
                                  "Export Job is finished and can no longer be processed.");
        }
    }
    if (!known) return no_job();
    return paged_answer(std::move(list), api, {}, "accountingEntryId");
}

} // namespace

Result<json::Value> press_export(Call& call) {
    const std::vector<json::Value> jobs = export_jobs(call);
    std::vector<std::string> waiting;
    if (std::any_of(jobs.begin(), jobs.end(), is_running)) return make_job(call, waiting, {});
    for (const json::Value& entry : rows(call.state, Collection::entries)) {
        const std::string id = row_id(entry);
        const bool ready = text_of(entry, "status") == "COMPLETED" &&
                           json::find(entry, "deletedAt") == nullptr &&
                           is_one_of("OK NOT_REQUIRED", text_of(entry, "reviewStatus"));
        if (ready && is_one_of("CREATED NOT_EXPORTED", export_status(jobs, id)))
            waiting.push_back(id);
    }
    if (waiting.empty()) return Error{"BAD_REQUEST", "No accounting entry waits for an export."};
    const std::string bookkeeper = staging::simulated_id(staging::SimulatedKind::employee, 2);
    return make_job(call, waiting, {bookkeeper, true, false});
}

std::vector<json::Value> export_jobs(const Call& call) {
    std::vector<json::Value> jobs = rows(call.state, Collection::export_jobs);
    for (json::Value& job : jobs) {
        const auto expires = json::find_integer(job, "_expires_at_ms");
        if (is_running(job) && expires && *expires <= call.now_ms)
            job = expired(std::move(job), *expires);
    }
    return jobs;
}

bool is_running(const json::Value& job) {
    return is_one_of("pending in_progress", text_of(job, "status"));
}

const std::vector<json::Value>& items_of(const json::Value& job) {
    static const std::vector<json::Value> none;
    const std::vector<json::Value>* items = json::find_array(job, "_items");
    return items == nullptr ? none : *items;
}

std::string_view export_status(const std::vector<json::Value>& jobs, std::string_view entry_id) {
    for (auto job = jobs.rbegin(); job != jobs.rend(); ++job) {
        for (const json::Value& item : items_of(*job)) {
            if (text_of(item, "accountingEntryId") != entry_id) continue;
            const std::string status = text_of(item, "status");
            if (status == "successful") return "EXPORTED";
            if (status == "failed" || !is_running(*job)) return "NOT_EXPORTED";
            return text_of(*job, "status") == "pending" ? "QUEUED" : "EXPORTING";
        }
    }
    return "CREATED";
}

std::span<const Handler> export_handlers() {
    static constexpr Handler handlers[] = {
        {"list_export_jobs", list_jobs},
        {"create_export_job", create_job},
        {"get_export_job", get_job},
        {"create_export_job_event", create_event},
        {"list_export_items", list_items},
        {"list_export_job_items", list_job_items},
        {"update_export_job_items", update_job_items},
        {"get_export_job_item", get_job_item},
        {"search_export_job_items", search_job_items},
    };
    return handlers;
}

} // namespace simulator
