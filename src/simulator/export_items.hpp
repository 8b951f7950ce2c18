// An accounting entry as an export item: what an integration books, with account, tax and tags
// looked up. Amounts are {"currency", "value"} here, with the value in minor units, and
// {"currency", "minors"} among the accounting entries: Pleo's two specifications differ.
#pragma once

#include "simulator/state.hpp"
#include "json/json.hpp"

#include <string_view>

namespace simulator {

json::Value export_item(const State& state, std::string_view entry_id);

} // namespace simulator
