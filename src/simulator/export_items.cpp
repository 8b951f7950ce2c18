#include "simulator/export_items.hpp"

#include "simulator/books.hpp"
#include "simulator/dummy_company.hpp"
#include "simulator/receipts.hpp"
#include "simulator/tax.hpp"
#include "staging/simulated_id.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace simulator {
namespace {

struct Amount {
    std::int64_t minors = 0;
    std::string currency;
};

Amount amount_of(const json::Value& entry, std::string_view member) {
    const json::Value* money = json::find(entry, member);
    if (money == nullptr) return {};
    return {json::find_integer(*money, "minors").value_or(0), text_of(*money, "currency")};
}

json::Value value_money(std::int64_t minors, const std::string& currency) {
    return json::Value::object({{"currency", currency}, {"value", minors}});
}

// The same part of what the supplier and what the wallet counts in.
json::Value both(const Amount& supplier, const Amount& wallet, std::int64_t supplier_minors,
                 std::int64_t wallet_minors) {
    return json::Value::object(
        {{"inSupplierCurrency", value_money(supplier_minors, supplier.currency)},
         {"inWalletCurrency", value_money(wallet_minors, wallet.currency)}});
}

// Lines have ids of their own, made from the entry's.
std::string line_id(std::string_view entry_id, std::int64_t line) {
    const std::int64_t entry = staging::simulated_number(staging::SimulatedKind::entry, entry_id);
    return staging::simulated_id(staging::SimulatedKind::entry_line, entry * 10 + line);
}

// Of a whole entry, or of one of its parts, which has amounts, account, tax code and tags as well.
json::Value line_of(const State& state, const json::Value& entry, const std::string& line_id) {
    const Amount supplier = amount_of(entry, "transactionValue");
    const Amount wallet = amount_of(entry, "totalBillValue");
    TaxedAmount in_supplier{supplier.minors, supplier.minors, 0};
    TaxedAmount in_wallet{wallet.minors, wallet.minors, 0};
    json::Value line = json::Value::object();
    json::set(line, "accountingEntryLineId", line_id);
    json::set(line, "lineAmount", both(supplier, wallet, supplier.minors, wallet.minors));
    const auto tax_code = find_row(state, Collection::tax_codes, text_of(entry, "taxCodeId"));
    if (tax_code) {
        in_supplier = taxed(supplier.minors, *tax_code).value_or(in_supplier);
        in_wallet = taxed(wallet.minors, *tax_code).value_or(in_wallet);
    }
    json::set(line, "netAmount", both(supplier, wallet, in_supplier.net, in_wallet.net));
    if (const auto account = find_row(state, Collection::accounts, text_of(entry, "accountId"))) {
        json::set(line, "account",
                  json::Value::object({{"id", row_id(*account)},
                                       {"name", text_of(*account, "name")},
                                       {"code", text_of(*account, "code")},
                                       {"identifier", text_of(*account, "externalId")}}));
    }
    if (tax_code) {
        json::Value tax = json::Value::object();
        json::set(tax, "id", row_id(*tax_code));
        json::set(tax, "code", text_of(*tax_code, "code"));
        json::set(tax, "type", text_of(*tax_code, "type"));
        if (const json::Value* rate = json::find(*tax_code, "rate")) json::set(tax, "rate", *rate);
        json::set(tax, "amount", both(supplier, wallet, in_supplier.tax, in_wallet.tax));
        json::set(line, "tax", std::move(tax));
    }
    json::Value tags = json::Value::array();
    if (const std::vector<json::Value>* kept = json::find_array(entry, "tags")) {
        for (const json::Value& each : *kept) {
            const auto tag = find_row(state, Collection::tags, text_of(each, "tagId"));
            const auto group = find_row(state, Collection::tag_groups, text_of(each, "tagGroupId"));
            if (!tag || !group) continue;
            tags.items.push_back(json::Value::object({{"id", row_id(*tag)},
                                                      {"code", text_of(*tag, "code")},
                                                      {"groupCode", text_of(*group, "code")}}));
        }
    }
    json::set(line, "tags", std::move(tags));
    return line;
}

json::Value lines_of(const State& state, const json::Value& entry) {
    json::Value lines = json::Value::array();
    if (const std::vector<json::Value>* parts = json::find_array(entry, "splitItems")) {
        for (const json::Value& each : *parts)
            lines.items.push_back(line_of(state, each, row_id(each)));
    }
    if (lines.items.empty())
        lines.items.push_back(line_of(state, entry, line_id(row_id(entry), 1)));
    return lines;
}

json::Value user_of(const json::Value& entry) {
    for (const json::Value& each : employees()) {
        if (row_id(each) != text_of(entry, "employeeId")) continue;
        json::Value user = json::Value::object();
        json::set(user, "id", row_id(each));
        json::set(user, "name", text_of(each, "firstName") + " " + text_of(each, "lastName"));
        if (json::find(each, "code") != nullptr) json::set(user, "code", text_of(each, "code"));
        return user;
    }
    return {};
}

// Contacts are nobody that the API tells of.
json::Value attendee_names(const json::Value& entry) {
    json::Value names = json::Value::array();
    const std::vector<json::Value>* attendees = json::find_array(entry, "attendees");
    if (attendees == nullptr) return names;
    for (const json::Value& each : *attendees) {
        std::string name = "A contact";
        for (const json::Value& employee : employees()) {
            if (row_id(employee) == text_of(each, "attendableId"))
                name = text_of(employee, "firstName") + " " + text_of(employee, "lastName");
        }
        names.items.emplace_back(name);
    }
    return names;
}

json::Value files_of(const State& state, const json::Value& entry) {
    json::Value files = json::Value::array();
    for (const json::Value& receipt : receipts_of(state, row_id(entry))) {
        files.items.push_back(
            json::Value::object({{"size", json::find_integer(receipt, "sizeInBytes").value_or(0)},
                                 {"type", text_of(receipt, "mimeType")},
                                 {"url", receipt_url(row_id(receipt), "ORIGINAL")}}));
    }
    return files;
}

} // namespace

namespace {

json::Value without(json::Value object, std::initializer_list<std::string_view> names) {
    std::erase_if(object.members, [&](const json::Member& each) {
        return std::find(names.begin(), names.end(), each.key) != names.end();
    });
    return object;
}

// Version 0 tells account, tags and tax by their codes alone.
json::Value older_line(json::Value line, int version) {
    if (version > 0) return line;
    for (json::Member& each : line.members) {
        if (each.key == "account") each.value = without(std::move(each.value), {"id", "name"});
        if (each.key == "tax") each.value = without(std::move(each.value), {"id"});
        if (each.key != "tags") continue;
        for (json::Value& tag : each.value.items)
            tag = without(std::move(tag), {"id"});
    }
    return line;
}

// Pleo documents the types of export items and the families of accounting entries, and not which is
// which: by their names, and a purchase of less than nothing is a refund.
std::string_view item_type(const json::Value& entry, std::int64_t minors) {
    const std::string family = text_of(entry, "family");
    const std::string sub_family = text_of(entry, "subFamily");
    if (family == "CARD_PURCHASE") {
        if (sub_family == "ATM") return "atm_withdrawal";
        return minors < 0 ? "refund" : "card_purchase";
    }
    if (family == "WALLET") {
        if (sub_family == "FEE" || sub_family == "INTEREST") return "fee";
        return sub_family == "LOAD" ? "wallet_topup" : "wallet_unload";
    }
    const std::pair<std::string_view, std::string_view> types[] = {
        {"OUT_OF_POCKET", "out_of_pocket"}, {"MILEAGE", "mileage"},
        {"PER_DIEM", "per_diem"},           {"REIMBURSEMENT", "direct_reimbursement"},
        {"BILL_INVOICE", "invoice"},        {"BILL_INVOICE_PAYMENT", "invoice_payment"},
        {"CASHBACK", "cashback"},           {"PLEO_INVOICE", "fee"}};
    for (const auto& [name, type] : types) {
        if (family == name) return type;
    }
    return "card_purchase";
}

} // namespace

json::Value export_item(const State& state, std::string_view entry_id) {
    const json::Value entry =
        find_row(state, Collection::entries, entry_id).value_or(json::Value::object());
    const Amount supplier = amount_of(entry, "transactionValue");
    const Amount wallet = amount_of(entry, "totalBillValue");
    json::Value item = json::Value::object();
    json::set(item, "accountingEntryId", entry_id);
    json::set(item, "companyId", text_of(entry, "companyId"));
    json::set(item, "type", item_type(entry, supplier.minors));
    json::set(item, "date", text_of(entry, "bookkeepingDate"));
    json::set(item, "amount", both(supplier, wallet, supplier.minors, wallet.minors));
    json::set(item, "accountingEntryLines", lines_of(state, entry));
    if (json::find(entry, "note") != nullptr) json::set(item, "note", text_of(entry, "note"));
    if (json::find(entry, "employeeId") != nullptr) json::set(item, "user", user_of(entry));
    if (json::find(entry, "_merchant") != nullptr)
        json::set(item, "supplier", json::Value::object({{"name", text_of(entry, "_merchant")}}));
    json::set(item, "files", files_of(state, entry));
    json::Value information =
        json::Value::object({{"reconciliationId", "book_" + std::string(entry_id)}});
    if (const json::Value names = attendee_names(entry); !names.items.empty())
        json::set(information, "attendees", names);
    json::set(item, "additionalInformation", std::move(information));
    json::set(item, "_links", json::Value::object());
    return item;
}

void add_bookkeeping(const State& state, json::Value& item) {
    const json::Value* supplier = json::find(item, "supplier");
    const std::string name = supplier == nullptr ? std::string() : text_of(*supplier, "name");
    std::string_view method = "journal";
    for (const json::Value& each : rows(state, Collection::vendors)) {
        if (name.empty() || text_of(each, "name") != name) continue;
        json::Value vendor = json::Value::object();
        for (const char* member : {"id", "name", "defaultCurrency", "country", "externalId", "code",
                                   "registrationNumber", "taxRegistrationNumber"}) {
            if (const json::Value* found = json::find(each, member))
                json::set(vendor, member, *found);
        }
        json::set(item, "vendor", std::move(vendor));
        method = "accounts_payable";
        break;
    }
    json::set(item, "bookkeeping", json::Value::object({{"method", method}}));
}

json::Value older_item(json::Value item, int version) {
    if (version < 0 || version > 2) return item;
    if (version < 2) item = without(std::move(item), {"vendor", "bookkeeping"});
    if (version < 2 && json::find(item, "user") == nullptr)
        json::set(item, "user",
                  json::Value::object({{"id", json::Value()}, {"name", "Fjordlys Dummy ApS"}}));
    for (json::Member& each : item.members) {
        if (each.key != "accountingEntryLines") continue;
        for (json::Value& line : each.value.items)
            line = older_line(std::move(line), version);
    }
    if (version > 0) return item;
    for (json::Member& each : item.members) {
        if (each.key == "additionalInformation") each.key = "metadata";
        if (each.key == "user") each.value = without(std::move(each.value), {"id"});
        // Fees came later. They leave the wallet.
        if (each.key == "type" && each.value.text == "fee") each.value = "wallet_unload";
    }
    return item;
}

} // namespace simulator
