#include "simulator/dummy_entries.hpp"

#include "simulator/dummy_company.hpp"
#include "staging/simulated_id.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace simulator {
namespace {

struct Entry {
    std::int64_t number; // of its id, as those behind it; 0: has none
    std::string_view family, sub_family, merchant;
    std::int64_t employee, account, tax_code, tag;
    std::int64_t minors; // of its own currency
    std::string_view currency;
    std::int64_t dkk_minors; // of the company's
    std::string_view performed_at, note;
};

constexpr std::string_view card = "CARD_PURCHASE";
constexpr std::string_view pocket = "OUT_OF_POCKET";

constexpr std::array<Entry, 18> all_entries{{
    {101, card, "IN_STORE", "Harbour Coffee", 2, 2, 1, 1, 12500, "DKK", 12500,
     "2026-09-02T08:15:00Z", "Breakfast with the architects"},
    {102, card, "ONLINE", "Cloud Nine Software", 5, 3, 2, 5, 4900, "EUR", 36554,
     "2026-09-04T12:00:00Z", ""},
    {103, card, "IN_STORE", "Northern Rail", 8, 1, 1, 4, 81250, "SEK", 53870,
     "2026-09-11T06:40:00Z", "To the fair and back"},
    {104, pocket, "", "Quay Stationers", 3, 4, 1, 0, 7300, "DKK", 7300, "2026-09-23T14:05:00Z", ""},
    {201, card, "ONLINE", "Cloud Nine Software", 6, 3, 2, 5, 4900, "EUR", 36554,
     "2026-10-04T12:00:00Z", ""},
    {202, card, "IN_STORE", "Harbour Coffee", 9, 2, 1, 0, 6400, "DKK", 6400, "2026-10-15T07:50:00Z",
     "Paper and ink & \"other\" things <for> everybody"},
    {203, card, "ATM", "Bank on the Quay", 1, 0, 0, 0, 50000, "DKK", 50000, "2026-10-29T16:20:00Z",
     "Petty cash"},
    {301, card, "ONLINE", "Cloud Nine Software", 5, 3, 2, 5, 4900, "EUR", 36554,
     "2026-11-04T12:00:00Z", ""},
    {302, pocket, "", "Taxi 4x4", 8, 1, 1, 4, 21000, "DKK", 21000, "2026-11-06T22:10:00Z", ""},
    {303, "MILEAGE", "", "", 9, 1, 0, 4, 37200, "DKK", 37200, "2026-11-09T17:00:00Z", "120 km"},
    {304, card, "IN_STORE", "Harbour Coffee", 4, 2, 1, 2, 9800, "DKK", 9800, "2026-11-12T11:30:00Z",
     ""},
    {305, "PER_DIEM", "", "", 8, 0, 0, 4, 57400, "DKK", 57400, "2026-11-13T00:00:00Z", ""},
    {401, card, "IN_STORE", "Harbour Coffee", 2, 2, 1, 1, 15600, "DKK", 15600,
     "2026-12-01T08:05:00Z", ""},
    {402, card, "ONLINE", "Cloud Nine Software", 6, 3, 2, 5, 4900, "EUR", 36554,
     "2026-12-04T12:00:00Z", ""},
    {403, card, "IN_STORE", "Northern Rail", 11, 1, 1, 4, 42000, "SEK", 27846,
     "2026-12-07T06:40:00Z", ""},
    {404, pocket, "", "Quay Stationers", 3, 4, 1, 0, 11900, "DKK", 11900, "2026-12-08T13:45:00Z",
     "Envelopes"},
    {405, "REIMBURSEMENT", "REIMBURSEMENT_TO_EMPLOYEE", "", 3, 0, 0, 0, 19200, "DKK", 19200,
     "2026-12-09T09:00:00Z", ""},
    {406, "WALLET", "LOAD", "", 0, 0, 0, 0, 2500000, "DKK", 2500000, "2026-12-10T09:00:00Z", ""},
}};

using Kind = staging::SimulatedKind;

// Empty for 0.
std::string id_of(Kind kind, std::int64_t number) {
    return number == 0 ? std::string() : staging::simulated_id(kind, number);
}

void set_unless_empty(json::Value& row, std::string_view name, std::string text) {
    if (!text.empty()) json::set(row, name, std::move(text));
}

std::string group_of(std::int64_t tag) { return id_of(Kind::tag_group, tag <= 3 ? 1 : 2); }

struct ExportJob {
    std::int64_t number;
    std::string_view status, created_at, started_at, ended_at;
    int items;
};

constexpr std::array<ExportJob, 3> all_jobs{{
    {1, "completed", "2026-09-30T16:05:00Z", "2026-09-30T16:05:04Z", "2026-09-30T16:05:41Z", 4},
    {2, "completed_with_errors", "2026-10-31T16:10:00Z", "2026-10-31T16:10:03Z",
     "2026-10-31T16:11:12Z", 3},
    {3, "failed", "2026-11-20T09:30:00Z", "", "2026-11-20T10:30:00Z", 5},
}};

json::Value dummy_item(const ExportJob& job, int number) {
    const bool abandoned = job.status == "failed";
    const bool failed = job.status == "completed_with_errors" && number == job.items;
    json::Value item = json::Value::object();
    json::set(item, "exportJobId", id_of(Kind::export_job, job.number));
    json::set(item, "accountingEntryId", id_of(Kind::entry, job.number * 100 + number));
    json::set(item, "status", abandoned ? "abandoned" : failed ? "failed" : "successful");
    if (failed) {
        json::set(item, "failureReasonType", "account_unknown");
        json::set(item, "failureReason", "The account 9999 is unknown.");
    } else if (!abandoned) {
        json::set(item, "exportedAt", job.ended_at);
    }
    return item;
}

} // namespace

json::Value money(std::int64_t minors, std::string_view currency) {
    return json::Value::object({{"currency", currency}, {"minors", minors}});
}

std::vector<json::Value> dummy_entries() {
    std::vector<json::Value> list;
    for (const Entry& each : all_entries) {
        json::Value row = json::Value::object();
        json::set(row, "id", id_of(Kind::entry, each.number));
        json::set(row, "companyId", company_id);
        json::set(row, "family", each.family);
        set_unless_empty(row, "subFamily", std::string(each.sub_family));
        json::set(row, "status", "COMPLETED");
        json::set(row, "reviewStatus", each.family == "WALLET" ? "NOT_REQUIRED" : "OK");
        set_unless_empty(row, "employeeId", id_of(Kind::employee, each.employee));
        set_unless_empty(row, "accountId", id_of(Kind::account, each.account));
        if (each.account != 0)
            json::set(row, "accountCode", "50" + std::to_string(each.account) + "0");
        set_unless_empty(row, "taxCodeId", id_of(Kind::tax_code, each.tax_code));
        json::set(row, "transactionValue", money(each.minors, each.currency));
        json::set(row, "totalBillValue", money(each.dkk_minors, "DKK"));
        set_unless_empty(row, "note", std::string(each.note));
        json::Value tags = json::Value::array();
        if (each.tag != 0) {
            tags.items.push_back(json::Value::object(
                {{"tagGroupId", group_of(each.tag)}, {"tagId", id_of(Kind::tag, each.tag)}}));
        }
        json::set(row, "tags", std::move(tags));
        json::set(row, "attendees", json::Value::array());
        json::set(row, "splitItems", json::Value::array());
        json::set(row, "performedAt", each.performed_at);
        json::set(row, "settledAt", each.performed_at);
        json::set(row, "bookkeepingDate", each.performed_at);
        json::set(row, "createdAt", each.performed_at);
        json::set(row, "updatedAt", each.performed_at);
        set_unless_empty(row, "_merchant", std::string(each.merchant));
        // Whoever pays with a card in the dummy company has one of two.
        if (each.family == card)
            json::set(row, "_card", each.sub_family == "ONLINE" ? "0002" : "0001");
        list.push_back(std::move(row));
    }
    return list;
}

std::vector<json::Value> dummy_receipts() {
    std::vector<json::Value> list;
    int number = 0;
    for (const Entry& each : all_entries) {
        if (each.merchant.empty() || each.number % 100 == 4) continue; // some are lost
        json::Value row = json::Value::object();
        json::set(row, "id", id_of(Kind::receipt, ++number));
        json::set(row, "accountingEntryId", id_of(Kind::entry, each.number));
        json::set(row, "source", each.sub_family == "ONLINE" ? "EMAIL_FORWARDING" : "CAMERA");
        json::set(row, "mimeType", each.sub_family == "ONLINE" ? "application/pdf" : "image/jpeg");
        json::set(row, "sizeInBytes", 20'000 + number * 731);
        json::set(row, "createdAt", each.performed_at);
        list.push_back(std::move(row));
    }
    return list;
}

std::vector<json::Value> dummy_export_jobs() {
    std::vector<json::Value> list;
    for (const ExportJob& each : all_jobs) {
        json::Value row = json::Value::object();
        json::set(row, "id", id_of(Kind::export_job, each.number));
        json::set(row, "companyId", company_id);
        json::set(row, "status", each.status);
        json::set(row, "numberOfItems", each.items);
        json::set(row, "createdAt", each.created_at);
        json::set(row, "createdBy", id_of(Kind::employee, 1));
        set_unless_empty(row, "startedAt", std::string(each.started_at));
        json::set(row, "lastUpdatedAt", each.ended_at);
        json::set(row, each.status == "failed" ? "expiredAt" : "completedAt", each.ended_at);
        if (each.status == "failed") json::set(row, "failureReasonType", "job_expired");
        json::set(row, "expiresIn", 3600);
        json::set(row, "isInteractive", true);
        json::set(row, "vendorBasedBookkeeping", false);
        json::Value items = json::Value::array();
        for (int number = 1; number <= each.items; ++number)
            items.items.push_back(dummy_item(each, number));
        json::set(row, "_items", std::move(items));
        list.push_back(std::move(row));
    }
    return list;
}

} // namespace simulator
