// A year of accounting entries before the hand-written ones: 300 of them from September 2025 to
// August 2026, numbers 1001 to 1300, drawn from a fixed seed and so always the same. Every status,
// review status and family of Pleo's occurs; split entries, attendees, suppliers, refunds, foreign
// currencies, deleted ones, and the all-zero id that stands for "I don't know".
#pragma once

#include "json/json.hpp"

#include <vector>

namespace simulator {

std::vector<json::Value> entries_of_a_year();
std::vector<json::Value> receipts_of_a_year();

} // namespace simulator
