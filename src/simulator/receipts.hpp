// The receipts of accounting entries. What was uploaded is measured and thrown away; the links lead
// to a reserved name (RFC 2606), where nothing is.
#pragma once

#include "simulator/state.hpp"
#include "json/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace simulator {

std::vector<json::Value> receipts_of(const State& state, std::string_view entry_id);
std::string receipt_url(std::string_view receipt_id, std::string_view file_type);

} // namespace simulator
