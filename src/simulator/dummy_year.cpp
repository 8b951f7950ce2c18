#include "simulator/dummy_year.hpp"

#include "simulator/dummy_company.hpp"
#include "simulator/iso_time.hpp"
#include "staging/simulated_id.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace simulator {
namespace {

using Kind = staging::SimulatedKind;
using staging::simulated_id;

constexpr int count = 300;
constexpr int first_number = 1001;
constexpr std::int64_t first_day_ms = 1'756'684'800'000; // 2025-09-01
constexpr std::string_view unknown = "00000000-0000-0000-0000-000000000000";

// Knuth's multiplier and increment for 64 bits (MMIX); good enough to look unordered.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : state_(seed) {}
    std::int64_t below(std::int64_t n) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::int64_t>((state_ >> 33U) % static_cast<std::uint64_t>(n));
    }
    template <class List>
    const auto& of(const List& list) {
        return list[static_cast<std::size_t>(below(static_cast<std::int64_t>(list.size())))];
    }

private:
    std::uint64_t state_;
};

struct Family {
    std::string_view family, sub_family;
    bool spent = false; // by an employee, at a merchant
    int sign = 1;
};

constexpr std::array<Family, 28> families{{
    {"CARD_PURCHASE", "IN_STORE", true},
    {"CARD_PURCHASE", "IN_STORE", true},
    {"CARD_PURCHASE", "IN_STORE", true},
    {"CARD_PURCHASE", "ONLINE", true},
    {"CARD_PURCHASE", "ONLINE", true},
    {"CARD_PURCHASE", "ONLINE", true},
    {"CARD_PURCHASE", "ATM", true},
    {"OUT_OF_POCKET", "", true},
    {"OUT_OF_POCKET", "", true},
    {"OUT_OF_POCKET", "", true},
    {"MILEAGE", "", true},
    {"PER_DIEM", "", true},
    {"REIMBURSEMENT", "REIMBURSEMENT_TO_EMPLOYEE", true},
    {"REIMBURSEMENT", "REIMBURSEMENT_TO_COMPANY", true, -1},
    {"REIMBURSEMENT", "REIMBURSEMENT_TO_EMPLOYEE_REFUND", true, -1},
    {"BILL_INVOICE", ""},
    {"BILL_INVOICE", ""},
    {"BILL_INVOICE_PAYMENT", "BILL_INVOICE_PAYMENT_RECEIVED"},
    {"BILL_INVOICE_PAYMENT", "BILL_INVOICE_PAYMENT_RETURNED", false, -1},
    {"CREDIT_NOTE", "", false, -1},
    {"CASHBACK", "", false, -1},
    {"PLEO_INVOICE", "PLEO_INVOICE"},
    {"PLEO_INVOICE", "PLEO_INVOICE_REFUND", false, -1},
    {"OVERDRAFT", "FEE"},
    {"OVERDRAFT", "INTEREST"},
    {"WALLET", "LOAD"},
    {"WALLET", "UNLOAD", false, -1},
    {"BALANCE_AMENDMENT", "LOAD"},
}};

constexpr std::array<std::string_view, 6> odd_statuses{
    "DRAFT", "PENDING", "COMPLETED_EXTERNALLY", "CANCELLED", "REJECTED", "ERROR"};
constexpr std::array<std::string_view, 8> odd_reviews{
    "NOT_OK",
    "NOT_REQUIRED",
    "NOT_SET",
    "WAITING_FOR_EXPENSE_OWNER",
    "WAITING_FOR_REVIEWER",
    "WAITING_FOR_COMPANY_REVIEWER",
    "WAITING_FOR_TEAM_REVIEWER",
    "WAITING_FOR_TAG_REVIEWER",
};
constexpr std::array<std::string_view, 8> merchants{
    "Harbour Coffee", "Cloud Nine Software", "Northern Rail",    "Quay Stationers",
    "Taxi 4x4",       "Hôtel du Phare",      "Søndergaard & Co", "北港書店"};

struct Currency {
    std::string_view code;
    std::int64_t dkk_per_thousand; // minors of DKK for a thousand minors of it
};
constexpr std::array<Currency, 8> currencies{{{"DKK", 1000},
                                              {"DKK", 1000},
                                              {"DKK", 1000},
                                              {"EUR", 7460},
                                              {"SEK", 663},
                                              {"GBP", 8720},
                                              {"USD", 6850},
                                              {"JPY", 4600}}}; // which has no minor units

json::Value tag(std::int64_t number, bool known) {
    return json::Value::object(
        {{"tagGroupId", simulated_id(Kind::tag_group, number <= 3 ? 1 : 2)},
         {"tagId", known ? simulated_id(Kind::tag, number) : std::string(unknown)}});
}

// Two or three parts whose sums are those of the whole.
json::Value split_items(int number, std::int64_t minors, const Currency& currency,
                        const std::string& at, Draw& draw) {
    json::Value items = json::Value::array();
    const std::int64_t parts = 2 + draw.below(2);
    const std::int64_t dkk = minors * currency.dkk_per_thousand / 1000;
    for (std::int64_t i = 0; i < parts; ++i) {
        const bool last = i + 1 == parts;
        const std::int64_t account = 1 + i;
        items.items.push_back(json::Value::object(
            {{"id", simulated_id(Kind::entry_line, number * 10LL + i + 1)},
             {"accountId", simulated_id(Kind::account, account)},
             {"accountCode", "50" + std::to_string(account) + "0"},
             {"taxCodeId", simulated_id(Kind::tax_code, 1)},
             {"tags", json::Value::array({tag(4 + i % 2, true)})},
             {"transactionValue",
              money(minors / parts + (last ? minors % parts : 0), currency.code)},
             {"totalBillValue", money(dkk / parts + (last ? dkk % parts : 0), "DKK")},
             {"createdAt", at},
             {"updatedAt", at}}));
    }
    return items;
}

json::Value attendees(int number) {
    json::Value list = json::Value::array();
    for (int i = 0; i < 2; ++i) {
        const bool employee = i == 0;
        list.items.push_back(json::Value::object(
            {{"id", simulated_id(Kind::activity, number * 10LL + i)},
             {"attendableId", employee ? simulated_id(Kind::employee, 8)
                                       : simulated_id(Kind::person, 1000LL + number)},
             {"attendableType", employee ? "EMPLOYEE" : "CONTACT"}}));
    }
    return list;
}

json::Value entry(int i, Draw& draw) {
    const int number = first_number + i;
    const Family& family = i < static_cast<int>(families.size())
                               ? families[static_cast<std::size_t>(i)]
                               : draw.of(families);
    const std::int64_t at_ms =
        first_day_ms + i * 365LL * day_ms / count + (8 + draw.below(10)) * 3'600'000;
    const std::string at = iso_time(at_ms);
    const Currency& currency = family.spent ? draw.of(currencies) : currencies[0];
    const bool refund = family.family == "CARD_PURCHASE" && i % 11 == 0;
    const std::int64_t minors = (500 + draw.below(200'000)) * (refund ? -1 : family.sign);
    const bool odd = i % 8 == 5;
    const std::string_view status =
        odd ? odd_statuses[static_cast<std::size_t>(i / 8 % 6)] : std::string_view("COMPLETED");
    const bool settled = status == "COMPLETED" || status == "COMPLETED_EXTERNALLY";

    json::Value row = json::Value::object();
    json::set(row, "id", simulated_id(Kind::entry, number));
    json::set(row, "companyId", company_id);
    json::set(row, "family", family.family);
    if (!family.sub_family.empty()) json::set(row, "subFamily", family.sub_family);
    json::set(row, "status", status);
    json::set(row, "reviewStatus",
              i % 7 == 3     ? odd_reviews[static_cast<std::size_t>(i / 7 % 8)]
              : family.spent ? std::string_view("OK")
                             : std::string_view("NOT_REQUIRED"));
    if (family.spent) {
        json::set(row, "employeeId", simulated_id(Kind::employee, 1 + draw.below(12)));
        json::set(row, "teamId", simulated_id(Kind::team, 1 + draw.below(3)));
        const std::int64_t account = 1 + draw.below(4);
        json::set(row, "accountId",
                  i % 17 == 9 ? std::string(unknown) : simulated_id(Kind::account, account));
        if (i % 17 != 9) json::set(row, "accountCode", "50" + std::to_string(account) + "0");
        json::set(row, "taxCodeId", simulated_id(Kind::tax_code, 1 + draw.below(2)));
    }
    json::set(row, "transactionValue", money(minors, currency.code));
    json::set(row, "totalBillValue", money(minors * currency.dkk_per_thousand / 1000, "DKK"));
    if (i % 6 == 1) json::set(row, "note", "Number " + std::to_string(number) + " of the year");
    json::set(row, "tags",
              family.spent && i % 3 != 0 ? json::Value::array({tag(4 + draw.below(2), i % 19 != 4)})
                                         : json::Value::array());
    json::set(row, "attendees",
              family.spent && i % 9 == 2 ? attendees(number) : json::Value::array());
    json::set(row, "splitItems",
              family.spent && i % 13 == 6 ? split_items(number, minors, currency, at, draw)
                                          : json::Value::array());
    if (family.family.starts_with("BILL_INVOICE") || family.family == "CREDIT_NOTE") {
        json::set(row, "supplier",
                  json::Value::object({{"documentNumber", "INV-" + std::to_string(number)},
                                       {"documentType", "FACTURA"},
                                       {"externalSupplierId", "V-10"}}));
    }
    json::set(row, "performedAt", at);
    if (settled) {
        json::set(row, "settledAt", iso_time(at_ms + day_ms));
        json::set(row, "bookkeepingDate", iso_time(at_ms + day_ms));
    }
    json::set(row, "createdAt", at);
    json::set(row, "updatedAt", at);
    if (i % 37 == 20) json::set(row, "deletedAt", iso_time(at_ms + 2 * day_ms));
    if (family.spent && family.family != "MILEAGE" && family.family != "PER_DIEM")
        json::set(row, "_merchant", draw.of(merchants));
    if (family.family == "CARD_PURCHASE")
        json::set(row, "_card", family.sub_family == "ONLINE" ? "0002" : "0001");
    return row;
}

} // namespace

std::vector<json::Value> entries_of_a_year() {
    Draw draw(20260101);
    std::vector<json::Value> list;
    list.reserve(count);
    for (int i = 0; i < count; ++i)
        list.push_back(entry(i, draw));
    return list;
}

std::vector<json::Value> receipts_of_a_year() {
    std::vector<json::Value> list;
    for (const json::Value& each : entries_of_a_year()) {
        const std::int64_t number =
            staging::simulated_number(Kind::entry, *json::find_string(each, "id"));
        if (json::find(each, "_merchant") == nullptr || number % 4 == 0) continue; // some are lost
        const bool online = json::find_string(each, "subFamily") == "ONLINE";
        json::Value row = json::Value::object();
        json::set(row, "id", simulated_id(Kind::receipt, number));
        json::set(row, "accountingEntryId", *json::find(each, "id"));
        json::set(row, "source", online ? "EMAIL_FORWARDING" : "CAMERA");
        json::set(row, "mimeType", online ? "application/pdf" : "image/jpeg");
        json::set(row, "sizeInBytes", 15'000 + number * 377 % 90'000);
        json::set(row, "createdAt", *json::find(each, "performedAt"));
        list.push_back(std::move(row));
    }
    return list;
}

} // namespace simulator
