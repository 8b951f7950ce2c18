// An accounting entry as an export item: what an integration books, with account, tax and tags
// looked up. Amounts are {"currency", "value"} here, with the value in minor units, and
// {"currency", "minors"} among the accounting entries: Pleo's two specifications differ.
#pragma once

#include "simulator/state.hpp"
#include "json/json.hpp"

#include <string_view>

namespace simulator {

// As of version 3.
json::Value export_item(const State& state, std::string_view entry_id);

// What a job with vendorBasedBookkeeping has in its items besides: the vendor of the merchant's name, if
// there is one, and how to book. That the name decides, and that what has no vendor is a journal entry,
// is the simulator's own.
void add_bookkeeping(const State& state, json::Value& item);

// What version 0, 1 or 2 has of it; anything else leaves it as it is. Before version 2 there is
// always a user: of what nobody has spent, the company.
json::Value older_item(json::Value item, int version);

} // namespace simulator
