// Imports of vendors from CSV files. They are in Pleo's specification and kept out of its reference,
// so little is known: what the states mean, and which follows which, is a guess but for the one
// error that the specification shows. No file is ever uploaded to Simulated Staging.
#include "simulator/answers.hpp"
#include "simulator/api.hpp"
#include "simulator/body.hpp"
#include "simulator/books.hpp"
#include "simulator/paging.hpp"

namespace simulator {
namespace {

constexpr std::string_view import_statuses =
    "UPLOAD_INITIATED UPLOADED READY_FOR_IMPORT QUEUED PROCESSING COMPLETED FAILED";
constexpr std::string_view error_types =
    "INVALID_FILE_FORMAT FILE_TOO_LARGE FILE_TOO_SMALL FILE_TYPE_NOT_SUPPORTED "
    "FILE_EXTENSION_NOT_SUPPORTED IMPORT_JOB_NOT_FOUND INVALID_STATUS_TRANSITION PROCESSING_FAILED";

constexpr Expected import_creation[] = {
    {"companyId", Form::uuid, Need::required},
    {"type", Form::text, Need::required, {}, 255, 1},
    {"originalFilename", Form::text, Need::required, {}, 255, 1},
    {"csvFormat", Form::map},
    {"metadata", Form::map}};
constexpr Expected metadata_update[] = {{"strategy", Form::text, Need::required, "REPLACE MERGE"},
                                        {"metadata", Form::map, Need::required}};
constexpr Expected status_update[] = {{"status", Form::text, Need::required, import_statuses},
                                      {"errorType", Form::text, Need::optional, error_types},
                                      {"errorMessage"}};
constexpr Expected import_search[] = {
    {"ids", Form::uuids, Need::optional, {}, 100},
    {"import_statuses", Form::texts, Need::optional, import_statuses},
    {"types", Form::texts}};

std::optional<json::Value> import_of(const ApiCall& api) {
    return find_row(api.call.state, Collection::imports, api.ids[0]);
}

http::Response no_import(const ApiCall& api) {
    return exception_info(404, "IMPORT_JOB_NOT_FOUND",
                          "CSV import job with ID " + api.ids[0] + " not found");
}

http::Response keep_import(ApiCall& api, json::Value row, int status = 200) {
    if (auto error = keep_row(api.call.state, Collection::imports, row)) return refuse(*error);
    return data_answer(std::move(row), status);
}

http::Response create_import(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, import_creation);
    if (!body) return refuse(body.error());
    if (auto error = foreign_company(*body)) return refuse(*error);
    json::Value members = *body;
    json::set(members, "status", "UPLOAD_INITIATED");
    return keep_import(api, made(api.call, Collection::imports, std::move(members)), 201);
}

http::Response get_import(ApiCall& api) {
    const auto row = import_of(api);
    return row ? data_answer(*row) : no_import(api);
}

http::Response list_errors(ApiCall& api) {
    const auto row = import_of(api);
    if (!row) return no_import(api);
    std::vector<json::Value> errors;
    if (const std::vector<json::Value>* kept = json::find_array(*row, "_errors")) errors = *kept;
    for (json::Value& each : errors) {
        json::set(each, "csvImportJobId", api.ids[0]);
        json::set(each, "createdAt", text_of(*row, "updatedAt"));
    }
    return paged_answer(std::move(errors), api, {});
}

http::Response update_metadata(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, metadata_update);
    if (!body) return refuse(body.error());
    auto row = import_of(api);
    if (!row) return no_import(api);
    json::Value metadata = json::Value::object();
    const json::Value* old = json::find(*row, "metadata");
    if (text_of(*body, "strategy") == "MERGE" && old != nullptr) metadata = *old;
    for (const json::Member& each : json::find(*body, "metadata")->members)
        json::set(metadata, each.key, each.value);
    return keep_import(api, changed(api.call, *row, json::Value::object({{"metadata", metadata}})));
}

http::Response update_status(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, status_update);
    if (!body) return refuse(body.error());
    const auto row = import_of(api);
    if (!row) return no_import(api);
    json::Value members = json::Value::object({{"status", text_of(*body, "status")}});
    if (json::find(*body, "errorType") != nullptr)
        json::set(members, "errorCode", text_of(*body, "errorType"));
    if (json::find(*body, "errorMessage") != nullptr)
        json::set(members, "errorMessage", text_of(*body, "errorMessage"));
    return keep_import(api, changed(api.call, *row, members));
}

http::Response get_url(ApiCall& api) {
    if (!import_of(api)) return no_import(api);
    return data_answer(json::Value::object(
        {{"presignedUrl", "https://upload.dummy.example/" + api.ids[0] + ".csv"}}));
}

// "Job must be in QUEUED or PROCESSING status" is the specification's; READY_FOR_IMPORT sounds as
// if running it were the next step, so it is taken as well.
http::Response run(ApiCall& api) {
    const auto row = import_of(api);
    if (!row) return no_import(api);
    const std::string status = text_of(*row, "status");
    if (!is_one_of("READY_FOR_IMPORT QUEUED PROCESSING", status)) {
        return exception_info(409, "INVALID_STATUS_TRANSITION",
                              "Cannot process CSV job in status " + status +
                                  ". Job must be in QUEUED or PROCESSING status.");
    }
    return keep_import(api,
                       changed(api.call, *row, json::Value::object({{"status", "PROCESSING"}})));
}

http::Response search_imports(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, import_search);
    if (!body) return refuse(body.error());
    std::vector<json::Value> list = rows(api.call.state, Collection::imports);
    constexpr BodyFilter filters[] = {
        {"ids", "id"}, {"import_statuses", "status"}, {"types", "type"}};
    keep_wanted(list, *body, filters);
    return paged_answer(presented(std::move(list)), api, {{"company_id", "companyId"}});
}

} // namespace

std::span<const Handler> vendor_import_handlers() {
    static constexpr Handler handlers[] = {
        {"search_vendor_imports", search_imports},
        {"create_vendor_import", create_import},
        {"get_vendor_import", get_import},
        {"list_vendor_import_errors", list_errors},
        {"update_vendor_import_metadata", update_metadata},
        {"update_vendor_import_status", update_status},
        {"get_vendor_import_url", get_url},
        {"run_vendor_import", run},
    };
    return handlers;
}

} // namespace simulator
