// The accounting entries of the dummy company, their receipts, and the export jobs that have run
// before the first visit: one that went well, one with errors, one that expired. The entries of the
// fourth month wait for a job of the visitor.
#pragma once

#include "json/json.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace simulator {

json::Value money(std::int64_t minors, std::string_view currency); // Pleo's shape of an amount

std::vector<json::Value> dummy_entries();
std::vector<json::Value> dummy_receipts();
std::vector<json::Value> dummy_export_jobs(); // with their items as "_items"

} // namespace simulator
