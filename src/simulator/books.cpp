#include "simulator/books.hpp"

#include "simulator/dummy_books.hpp"
#include "simulator/iso_time.hpp"
#include "staging/simulated_id.hpp"

#include <algorithm>
#include <cstdint>

namespace simulator {
namespace {

using Kind = staging::SimulatedKind;

Kind kind_of(Collection collection) {
    switch (collection) {
    case Collection::accounts: return Kind::account;
    case Collection::tag_groups: return Kind::tag_group;
    case Collection::dimensions: return Kind::dimension;
    case Collection::tags: return Kind::tag;
    case Collection::tag_values: break; // they have no id of their own
    case Collection::tax_codes: return Kind::tax_code;
    case Collection::vendors: return Kind::vendor;
    case Collection::imports: return Kind::import;
    case Collection::entries: return Kind::entry;
    case Collection::receipts: return Kind::receipt;
    case Collection::export_jobs: return Kind::export_job;
    case Collection::subscriptions: return Kind::subscription;
    case Collection::activities: return Kind::activity;
    case Collection::deliveries: return Kind::delivery;
    }
    return Kind::client;
}

Record* find_record(State& state, Collection collection, std::string_view id) {
    const auto found =
        std::find_if(state.records.begin(), state.records.end(), [&](const Record& each) {
            return each.collection == collection && each.id == id;
        });
    return found == state.records.end() ? nullptr : &*found;
}

// About as long as it is as JSON text.
std::size_t octets_of(const json::Value& value) {
    std::size_t octets = value.text.size() + 4;
    for (const json::Value& item : value.items)
        octets += octets_of(item);
    for (const json::Member& each : value.members)
        octets += each.key.size() + 4 + octets_of(each.value);
    return octets;
}

std::size_t octets_of(const State& state) {
    std::size_t octets = 0;
    for (const Record& each : state.records)
        octets += octets_of(each.value);
    return octets;
}

bool has_id(const json::Value& row, std::string_view id) {
    const auto own = json::find_string(row, "id");
    return (own ? own : json::find_string(row, "_id")) == id;
}

Error full() {
    return {"SIMULATOR_FULL", "Simulated Staging keeps only so many changes. Reset it to go on."};
}

} // namespace

std::string text_of(const json::Value& row, std::string_view member) {
    return std::string(json::find_string(row, member).value_or(""));
}

std::string row_id(const json::Value& row) {
    const auto id = json::find_string(row, "id");
    return id ? std::string(*id) : text_of(row, "_id");
}

std::vector<json::Value> rows(const State& state, Collection collection) {
    std::vector<json::Value> list = dummy_rows(collection);
    auto constant = static_cast<std::ptrdiff_t>(list.size()); // what may be changed or deleted
    for (const Record& record : state.records) {
        if (record.collection != collection) continue;
        const auto end = list.begin() + constant;
        const auto place = std::find_if(
            list.begin(), end, [&](const json::Value& row) { return has_id(row, record.id); });
        if (place != end && record.deleted) {
            list.erase(place);
            --constant;
        } else if (place != end) {
            *place = record.value;
        } else if (!record.deleted) {
            list.push_back(record.value);
        }
    }
    return list;
}

std::optional<json::Value> find_row(const State& state, Collection collection,
                                    std::string_view id) {
    for (const Record& record : state.records) {
        if (record.collection != collection || record.id != id) continue;
        return record.deleted ? std::nullopt : std::optional(record.value);
    }
    for (const json::Value& row : dummy_rows(collection)) {
        if (has_id(row, id)) return row;
    }
    return std::nullopt;
}

std::string next_id(const State& state, Collection collection) {
    const Kind kind = kind_of(collection);
    std::int64_t highest = 0;
    for (const json::Value& row : dummy_rows(collection))
        highest = std::max(highest, staging::simulated_number(kind, row_id(row)));
    for (const Record& record : state.records) {
        if (record.collection == collection)
            highest = std::max(highest, staging::simulated_number(kind, record.id));
    }
    return staging::simulated_id(kind, highest + 1);
}

std::optional<Error> keep_row(State& state, Collection collection, json::Value row) {
    const std::string id = row_id(row);
    Record* record = find_record(state, collection, id);
    const std::size_t replaced = record == nullptr ? 0 : octets_of(record->value);
    if ((record == nullptr && state.records.size() >= most_records) ||
        octets_of(state) - replaced + octets_of(row) > most_record_octets) {
        return full();
    }
    if (record == nullptr) record = &state.records.emplace_back();
    *record = {collection, id, false, std::move(row)};
    return std::nullopt;
}

std::optional<Error> remove_row(State& state, Collection collection, std::string_view id) {
    // What stays is a note that it is gone: a row from the start has to stay away, and the number
    // of any other must not come back.
    Record* record = find_record(state, collection, id);
    if (record == nullptr && state.records.size() >= most_records) return full();
    if (record == nullptr) record = &state.records.emplace_back();
    *record = {collection, std::string(id), true, json::Value::object()};
    return std::nullopt;
}

json::Value presented(json::Value row) {
    std::erase_if(row.members, [](const json::Member& each) { return each.key.starts_with('_'); });
    return row;
}

std::vector<json::Value> presented(std::vector<json::Value> rows) {
    for (json::Value& row : rows)
        row = presented(std::move(row));
    return rows;
}

json::Value made(const Call& call, Collection collection, json::Value members) {
    json::Value row = json::Value::object();
    json::set(row, "id", next_id(call.state, collection));
    for (json::Member& each : members.members)
        json::set(row, each.key, std::move(each.value));
    json::set(row, "createdAt", iso_time(call.now_ms));
    json::set(row, "updatedAt", iso_time(call.now_ms));
    return row;
}

json::Value changed(const Call& call, json::Value row, const json::Value& members) {
    for (const json::Member& each : members.members)
        json::set(row, each.key, each.value);
    if (json::find(row, "updatedAt") != nullptr) json::set(row, "updatedAt", iso_time(call.now_ms));
    return row;
}

} // namespace simulator
