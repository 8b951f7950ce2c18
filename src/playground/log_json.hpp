// The run log in the record that survives a page load (record.hpp): one array of numbers and words for each
// moment. Whoever reads it back believes none of it unless all of it is as it was written.
#pragma once

#include "playground/model.hpp"

#include "json/json.hpp"

#include <optional>

namespace playground {

json::Value to_json(const RunLog& log);
std::optional<RunLog> log_from_json(const json::Value& value);
// The newest moments, searched once more for what is secret now.
RunLog redacted_log(const Model& model, std::size_t most);

} // namespace playground
