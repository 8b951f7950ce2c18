// What tag groups and tags share: a group has dimensions besides name and code, a tag may have a
// value in each, and whatever goes takes with it what hangs on it.
#pragma once

#include "simulator/state.hpp"
#include "json/json.hpp"
#include "json/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace simulator {

std::vector<json::Value> dimensions_of(const State& state, std::string_view group_id); // in order
std::vector<json::Value> tags_of(const State& state, std::string_view group_id);

// "tag/dimension": Pleo's values have no id of their own.
std::string tag_value_id(std::string_view tag_id, std::string_view dimension_id);

std::optional<Error> remove_tag(State& state, const std::string& tag_id);
std::optional<Error> remove_dimension(State& state, const std::string& dimension_id);

bool is_archived(const json::Value& row);

} // namespace simulator
