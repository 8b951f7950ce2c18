// Export jobs as they are at this moment: one whose time ran out has failed, without anybody having
// touched it. Documented is that `expiresIn` counts from the last action; how long is not: an hour.
#pragma once

#include "simulator/call.hpp"
#include "json/json.hpp"
#include "json/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace simulator {

// With their items as "_items".
std::vector<json::Value> export_jobs(const Call& call);

// What a bookkeeper's press on Export does in Pleo: a pending job with every settled entry that waits
// for one, which an integration finds by polling or by webhook. EXPORT_ALREADY_IN_PROGRESS when one
// is running, BAD_REQUEST when no entry waits.
Result<json::Value> press_export(Call& call);

bool is_running(const json::Value& job); // pending or in_progress: it can still be processed
const std::vector<json::Value>& items_of(const json::Value& job);

// Pleo's ExportStatus of an accounting entry, from the last job that holds it. Pleo names the words;
// which of them a failed item gets is not documented: NOT_EXPORTED, and CREATED without any job.
std::string_view export_status(const std::vector<json::Value>& jobs, std::string_view entry_id);

} // namespace simulator
