// Accounting entries: read only, in two shapes, of which "core" is the old one.
#include "simulator/api.hpp"
#include "simulator/body.hpp"
#include "simulator/books.hpp"
#include "simulator/export_jobs.hpp"
#include "simulator/iso_time.hpp"
#include "simulator/paging.hpp"
#include "simulator/receipts.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace simulator {
namespace {

constexpr std::string_view export_statuses =
    "CREATED EXPORTED EXPORTING NOT_CREATED NOT_EXPORTED QUEUED";
constexpr std::string_view entry_families =
    "BALANCE_AMENDMENT BILL_INVOICE CARD_PURCHASE CASHBACK CREDIT_NOTE MILEAGE OUT_OF_POCKET "
    "OVERDRAFT PER_DIEM PLEO_INVOICE REIMBURSEMENT WALLET BILL_INVOICE_PAYMENT";
constexpr std::string_view sub_families =
    "ATM IN_STORE ONLINE PLEO_INVOICE PLEO_INVOICE_REFUND REIMBURSEMENT_TO_COMPANY "
    "REIMBURSEMENT_TO_EMPLOYEE REIMBURSEMENT_TO_EMPLOYEE_REFUND LOAD UNLOAD WITHDRAWAL FEE "
    "INTEREST "
    "BILL_INVOICE_PAYMENT_RETURNED BILL_INVOICE_PAYMENT_RECEIVED";
constexpr std::string_view entry_statuses =
    "DRAFT PENDING COMPLETED COMPLETED_EXTERNALLY CANCELLED REJECTED ERROR";
constexpr std::string_view review_statuses =
    "NOT_OK NOT_REQUIRED NOT_SET OK WAITING_FOR_EXPENSE_OWNER WAITING_FOR_REVIEWER "
    "WAITING_FOR_COMPANY_REVIEWER WAITING_FOR_TEAM_REVIEWER WAITING_FOR_TAG_REVIEWER";

constexpr Expected entry_search[] = {
    {"includeDeleted", Form::flag, Need::required},
    {"accountIds", Form::uuids, Need::optional, {}, 100},
    {"employeeIds", Form::uuids, Need::optional, {}, 100},
    {"exportStatus", Form::texts, Need::optional, export_statuses},
    {"families", Form::texts, Need::optional, entry_families},
    {"subFamilies", Form::texts, Need::optional, sub_families},
    {"status", Form::texts, Need::optional, entry_statuses},
    {"reviewStatus", Form::texts, Need::optional, review_statuses},
    {"taxCodeIds", Form::uuids, Need::optional, {}, 100},
    {"teamIds", Form::uuids, Need::optional, {}, 100},
    {"foreignExtensionIds", Form::texts, Need::optional, {}, 100},
    {"tagRowIds", Form::uuids, Need::optional, {}, 100},
    {"tagGroupIdsUnset", Form::uuids, Need::optional, {}, 100},
    {"transactionValueCurrencies", Form::texts, Need::optional, {}, 100},
    {"hasAccount", Form::flag},
    {"hasBookkeepingDate", Form::flag},
    {"hasNote", Form::flag},
    {"settled", Form::flag},
    {"performedAtStart", Form::time},
    {"performedAtEnd", Form::time},
    {"settledAtStart", Form::time},
    {"settledAtEnd", Form::time},
    {"bookkeepingDateStart", Form::time},
    {"bookkeepingDateEnd", Form::time},
};
constexpr BodyFilter filters[] = {
    {"accountIds", "accountId"},
    {"employeeIds", "employeeId"},
    {"exportStatus", "exportStatus"},
    {"families", "family"},
    {"subFamilies", "subFamily"},
    {"status", "status"},
    {"taxCodeIds", "taxCodeId"},
    {"reviewStatus", "reviewStatus"},
    {"teamIds", "teamId"},
    {"foreignExtensionIds", "foreignExtensionId"},
};
constexpr BodyFilter presences[] = {{"hasAccount", "accountId"},
                                    {"hasBookkeepingDate", "bookkeepingDate"},
                                    {"hasNote", "note"},
                                    {"settled", "settledAt"}};
constexpr std::string_view dates[] = {"performedAt", "settledAt", "bookkeepingDate"};

std::vector<json::Value> entries_of(const Call& call) {
    const std::vector<json::Value> jobs = export_jobs(call);
    std::vector<json::Value> list = rows(call.state, Collection::entries);
    std::map<std::string, json::Value> receipts_by_entry;
    for (const json::Value& each : rows(call.state, Collection::receipts)) {
        json::Value& ids = receipts_by_entry[text_of(each, "accountingEntryId")];
        if (!ids.is_array()) ids = json::Value::array();
        ids.items.emplace_back(row_id(each));
    }
    for (json::Value& entry : list) {
        const auto found = receipts_by_entry.find(row_id(entry));
        json::Value receipts =
            found == receipts_by_entry.end() ? json::Value::array() : found->second;
        json::set(entry, "receiptIds", std::move(receipts));
        json::set(entry, "exportStatus", export_status(jobs, row_id(entry)));
    }
    return list;
}

json::Value core_of(json::Value entry) {
    std::erase_if(entry.members, [](const json::Member& each) {
        return each.key == "tags" || each.key == "attendees" || each.key == "splitItems";
    });
    json::set(entry, "fees", json::Value::object());
    return entry;
}

bool has_tag(const json::Value& entry, std::string_view member,
             const std::vector<std::string>& wanted) {
    const std::vector<json::Value>* tags = json::find_array(entry, "tags");
    return tags != nullptr && std::any_of(tags->begin(), tags->end(), [&](const json::Value& each) {
               return std::find(wanted.begin(), wanted.end(), text_of(each, member)) !=
                      wanted.end();
           });
}

// Documented: the bounds of one kind of date exclude those of the others.
std::optional<Error> refuse_two_dates(const json::Value& body) {
    int kinds = 0;
    for (const std::string_view date : dates) {
        const std::string name(date);
        if (json::find(body, name + "Start") != nullptr ||
            json::find(body, name + "End") != nullptr)
            ++kinds;
    }
    if (kinds < 2) return std::nullopt;
    return Error{"JSON_MAPPING_EXCEPTION", "Search by one kind of date at a time."};
}

// Nothing when the member is not there.
std::optional<std::int64_t> time_of(const json::Value& row, std::string_view member) {
    return instant(text_of(row, member));
}

// An entry without the date is not within its bounds.
bool within_dates(const json::Value& entry, const json::Value& body) {
    for (const std::string_view date : dates) {
        const std::string name(date);
        const auto value = time_of(entry, date);
        const auto start = time_of(body, name + "Start");
        const auto end = time_of(body, name + "End");
        if ((start || end) && !value) return false;
        if ((start && *value <= *start) || (end && *value >= *end)) return false;
    }
    return true;
}

Result<std::vector<json::Value>> searched_entries(const ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, entry_search);
    if (!body) return body.error();
    if (auto error = refuse_two_dates(*body)) return *error;
    std::vector<json::Value> list = of_company(entries_of(api.call), api.query);
    keep_wanted(list, *body, filters);
    if (!*json::find_boolean(*body, "includeDeleted")) std::erase_if(list, is_deleted);
    const std::vector<std::string> tags = texts_of(*body, "tagRowIds");
    const std::vector<std::string> unset = texts_of(*body, "tagGroupIdsUnset");
    const std::vector<std::string> currencies = texts_of(*body, "transactionValueCurrencies");
    std::erase_if(list, [&](const json::Value& entry) {
        for (const BodyFilter& each : presences) {
            const auto wanted = json::find_boolean(*body, each.wanted);
            if (wanted && *wanted != (json::find(entry, each.member) != nullptr)) return true;
        }
        if (!tags.empty() && !has_tag(entry, "tagId", tags)) return true;
        if (!unset.empty() && has_tag(entry, "tagGroupId", unset)) return true;
        const json::Value* amount = json::find(entry, "transactionValue");
        if (!currencies.empty() &&
            (amount == nullptr || std::find(currencies.begin(), currencies.end(),
                                            text_of(*amount, "currency")) == currencies.end()))
            return true;
        return !within_dates(entry, *body);
    });
    return presented(std::move(list));
}

http::Response search_entries(ApiCall& api) {
    if (auto refusal = refuse_without_company(api.query)) return *refusal;
    if (auto refusal = refuse_foreign(api.query)) return *refusal;
    Result<std::vector<json::Value>> list = searched_entries(api);
    if (!list) return refuse(list.error());
    return paged_answer(std::move(*list), api, {});
}

http::Response search_cores(ApiCall& api) {
    if (auto refusal = refuse_without_company(api.query)) return *refusal;
    if (auto refusal = refuse_foreign(api.query)) return *refusal;
    Result<std::vector<json::Value>> list = searched_entries(api);
    if (!list) return refuse(list.error());
    for (json::Value& each : *list)
        each = core_of(std::move(each));
    return paged_answer(std::move(*list), api, {});
}

std::optional<json::Value> entry_of(const ApiCall& api) {
    for (json::Value& each : entries_of(api.call)) {
        if (row_id(each) != api.ids[0]) continue;
        if (is_deleted(each) && !is_true(api.query, "include_deleted")) return std::nullopt;
        return std::move(each);
    }
    return std::nullopt;
}

http::Response get_entry(ApiCall& api) {
    const auto entry = entry_of(api);
    return entry ? data_answer(*entry) : not_found("Accounting entry");
}

http::Response get_core(ApiCall& api) {
    const auto entry = entry_of(api);
    return entry ? data_answer(core_of(*entry)) : not_found("Accounting entry");
}

} // namespace

std::span<const Handler> entry_handlers() {
    static constexpr Handler handlers[] = {
        {"search_entries", search_entries},
        {"get_entry", get_entry},
        {"search_entry_cores", search_cores},
        {"get_entry_core", get_core},
    };
    return handlers;
}

} // namespace simulator
