#include "simulator/receipts.hpp"

#include "http/ascii.hpp"
#include "http/base64.hpp"
#include "simulator/answers.hpp"
#include "simulator/api.hpp"
#include "simulator/body.hpp"
#include "simulator/books.hpp"
#include "simulator/dummy_company.hpp"
#include "simulator/iso_time.hpp"
#include "simulator/paging.hpp"

#include <algorithm>

namespace simulator {
namespace {

constexpr std::string_view file_types = "EMBED ORIGINAL THUMBNAIL PREVIEW";
constexpr std::string_view sources =
    "APP_SHARE BOLT CAMERA CASHBACK EMAIL_FETCHING EMAIL_FETCHING_BATCHED EMAIL_FORWARDING "
    "GENERATED_RECEIPT LOST_RECEIPT ROGER STOREBOX STRIPE TRAVELPERK USER";
constexpr std::string_view mime_types =
    "unknown application/pdf application/postscript application/xml image/jpeg image/png "
    "image/heic image/heif image/gif text/xml";

constexpr Expected receipt_search[] = {
    {"includeDeleted", Form::flag, Need::required},
    {"accountingEntryIds", Form::uuids},
    {"employeeIds", Form::uuids},
    {"fileType", Form::text, Need::optional, file_types},
    {"mimeType", Form::texts, Need::optional, mime_types},
    {"source", Form::texts, Need::optional, sources},
};
constexpr Expected enrichment[] = {{"receipts", Form::list, Need::required, {}, 5, 1},
                                   {"tags", Form::uuids, Need::optional, {}, 20}};

json::Value receipt_answer(json::Value receipt, const std::string& file_type) {
    json::set(receipt, "fileType", file_type);
    json::set(receipt, "url", receipt_url(row_id(receipt), file_type));
    return receipt;
}

// The query's file_type; ORIGINAL when it names none.
Result<std::string> wanted_type(const http::Fields& query) {
    const std::string* wanted = find_value(query, "file_type");
    if (wanted == nullptr) return std::string("ORIGINAL");
    if (!is_one_of(file_types, *wanted))
        return Error{"VALIDATION_FAILED",
                     "file_type must be one of: " + std::string(file_types) + "."};
    return *wanted;
}

http::Response list_receipts(ApiCall& api) {
    const Result<std::string> type = wanted_type(api.query);
    if (!type) return refuse(type.error());
    if (!find_row(api.call.state, Collection::entries, api.ids[0]))
        return not_found("Accounting entry");
    std::vector<json::Value> list = receipts_of(api.call.state, api.ids[0]);
    for (json::Value& each : list)
        each = receipt_answer(std::move(each), *type);
    return paged_answer(std::move(list), api, {{"source", "source", sources}});
}

http::Response get_receipt(ApiCall& api) {
    const Result<std::string> type = wanted_type(api.query);
    if (!type) return refuse(type.error());
    const auto row = find_row(api.call.state, Collection::receipts, api.ids[1]);
    if (!row || text_of(*row, "accountingEntryId") != api.ids[0]) return not_found("Receipt");
    return data_answer(receipt_answer(*row, *type));
}

http::Response search_receipts(ApiCall& api) {
    if (find_value(api.query, "partner_id") == nullptr) {
        if (auto refusal = refuse_without_company(api.query)) return *refusal;
    }
    if (auto refusal = refuse_foreign(api.query)) return *refusal;
    const Result<json::Value> body = read_body(api.body, receipt_search);
    if (!body) return refuse(body.error());
    std::vector<json::Value> list =
        of_company(rows(api.call.state, Collection::receipts), api.query);
    // Nobody's company: the dummy company has no partner.
    if (find_value(api.query, "partner_id") != nullptr) list.clear();
    constexpr BodyFilter filters[] = {{"accountingEntryIds", "accountingEntryId"},
                                      {"mimeType", "mimeType"},
                                      {"source", "source"}};
    keep_wanted(list, *body, filters);
    if (json::find(*body, "employeeIds") != nullptr) {
        const std::vector<std::string> wanted = texts_of(*body, "employeeIds");
        std::erase_if(list, [&](const json::Value& receipt) {
            const auto entry = find_row(api.call.state, Collection::entries,
                                        text_of(receipt, "accountingEntryId"));
            return !entry || std::find(wanted.begin(), wanted.end(),
                                       text_of(*entry, "employeeId")) == wanted.end();
        });
    }
    const std::string type = std::string(json::find_string(*body, "fileType").value_or("ORIGINAL"));
    for (json::Value& each : list)
        each = receipt_answer(std::move(each), type);
    return paged_answer(std::move(list), api, {});
}

std::string_view mime_type_of(std::string_view octets) {
    if (octets.starts_with("%PDF")) return "application/pdf";
    if (octets.starts_with("\x89PNG")) return "image/png";
    if (octets.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
    return "unknown";
}

http::Response unresolved(std::string_view message) {
    return json_answer(
        404, json::Value::object({{"data", json::Value::object({{"receiptStatus", "UNRESOLVED"},
                                                                {"message", message}})}}));
}

std::string employee_with(std::string_view email) {
    for (const json::Value& each : employees()) {
        if (http::lower(text_of(each, "email")) == http::lower(email)) return row_id(each);
    }
    return {};
}

// The card purchase that the query describes. How exactly Pleo compares is not documented.
std::optional<json::Value> matching_entry(const ApiCall& api, const std::string& employee) {
    const auto value = [&](std::string_view name) {
        const std::string* found = find_value(api.query, name);
        return found == nullptr ? std::string() : *found;
    };
    for (json::Value& entry : rows(api.call.state, Collection::entries)) {
        const json::Value* amount = json::find(entry, "transactionValue");
        if (amount == nullptr || text_of(entry, "_card") != value("card_last_four_digits") ||
            text_of(*amount, "currency") != value("currency") ||
            std::to_string(json::find_integer(*amount, "minors").value_or(0)) != value("amount") ||
            http::lower(text_of(entry, "_merchant")) != http::lower(value("merchant_name")))
            continue;
        const bool by_purchase = !value("performed_at").empty();
        if (by_purchase ? instant(text_of(entry, "performedAt")) != instant(value("performed_at"))
                        : instant(text_of(entry, "settledAt")) != instant(value("settled_at")))
            continue;
        if (employee.empty() || text_of(entry, "employeeId") == employee) return std::move(entry);
    }
    return std::nullopt;
}

bool is_card(const State& state, std::string_view last_four_digits) {
    const std::vector<json::Value> entries = rows(state, Collection::entries);
    return std::any_of(entries.begin(), entries.end(), [&](const json::Value& each) {
        return json::find_string(each, "_card") == last_four_digits;
    });
}

// In the place of those of the same groups.
void apply_tags(const State& state, json::Value& entry, const std::vector<std::string>& tag_ids) {
    json::Value tags = json::Value::array();
    if (const std::vector<json::Value>* old = json::find_array(entry, "tags")) tags.items = *old;
    for (const std::string& id : tag_ids) {
        const std::string group =
            text_of(find_row(state, Collection::tags, id).value_or(json::Value()), "groupId");
        std::erase_if(tags.items, [&](const json::Value& each) {
            return text_of(each, "tagGroupId") == group;
        });
        tags.items.push_back(json::Value::object({{"tagGroupId", group}, {"tagId", id}}));
    }
    json::set(entry, "tags", std::move(tags));
}

// Documented are 201 for a match, 200 without one, and 404 when card, employee or tag is unknown.
// 202 says that Pleo will try again; what its answer holds is not documented. By the control door.
http::Response enrich_entry(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, enrichment);
    if (!body) return refuse(body.error());
    if (find_value(api.query, "performed_at") == nullptr &&
        find_value(api.query, "settled_at") == nullptr)
        return refuse({"VALIDATION_FAILED", "Give performed_at or settled_at."});

    State& state = api.call.state;
    std::vector<json::Value> receipts;
    for (const json::Value& each : *json::find_array(*body, "receipts")) {
        const auto octets = http::base64_decode(each.text);
        if (!each.is_string() || !octets || octets->empty())
            return refuse({"JSON_MAPPING_EXCEPTION", "receipts must be files in Base64."});
        receipts.push_back(
            json::Value::object({{"source", "USER"},
                                 {"mimeType", mime_type_of(*octets)},
                                 {"sizeInBytes", static_cast<std::int64_t>(octets->size())},
                                 {"createdAt", iso_time(api.call.now_ms)}}));
    }
    if (!is_card(state, *find_value(api.query, "card_last_four_digits")))
        return unresolved("Card not found");
    const std::string* email = find_value(api.query, "email");
    const std::string employee = email == nullptr ? std::string() : employee_with(*email);
    if (email != nullptr && employee.empty()) return unresolved("Employee not found");
    const std::vector<std::string> tags = texts_of(*body, "tags");
    for (const std::string& id : tags) {
        if (!find_row(state, Collection::tags, id)) return unresolved("Tags not found");
    }
    auto entry = matching_entry(api, employee);
    if (take_failure(state, 202))
        return data_answer(json::Value::object({{"receiptStatus", "UNRESOLVED"},
                                                {"message", "It will be tried again."}}),
                           202);
    if (!entry) {
        return data_answer(json::Value::object({{"receiptStatus", "ADDED_TO_RECEIPT_INBOX"}}));
    }
    for (json::Value& receipt : receipts) {
        json::set(receipt, "id", next_id(state, Collection::receipts));
        json::set(receipt, "accountingEntryId", row_id(*entry));
        if (auto error = keep_row(state, Collection::receipts, std::move(receipt)))
            return refuse(*error);
    }
    apply_tags(state, *entry, tags);
    json::set(*entry, "updatedAt", iso_time(api.call.now_ms));
    if (auto error = keep_row(state, Collection::entries, *entry)) return refuse(*error);
    json::Value data =
        json::Value::object({{"accountingEntryId", row_id(*entry)}, {"receiptStatus", "UPLOADED"}});
    if (const json::Value* applied = json::find(*body, "tags")) json::set(data, "tags", *applied);
    return data_answer(std::move(data), 201);
}

} // namespace

std::vector<json::Value> receipts_of(const State& state, std::string_view entry_id) {
    std::vector<json::Value> list = rows(state, Collection::receipts);
    std::erase_if(list, [&](const json::Value& each) {
        return text_of(each, "accountingEntryId") != entry_id;
    });
    return list;
}

std::string receipt_url(std::string_view receipt_id, std::string_view file_type) {
    return "https://receipts.dummy.example/" + std::string(receipt_id) +
           "?type=" + std::string(file_type);
}

std::span<const Handler> receipt_handlers() {
    static constexpr Handler handlers[] = {
        {"search_receipts", search_receipts},
        {"list_receipts", list_receipts},
        {"get_receipt", get_receipt},
        {"enrich_entry", enrich_entry},
    };
    return handlers;
}

} // namespace simulator
