// The books of the dummy company as collections of JSON objects in the shapes of Pleo's models: the
// constant ones of dummy_books.hpp, and over them what was made, changed or deleted since, which is
// all that the state keeps. A row is told by its member "id", or "_id" where Pleo's model has none.
// Members that begin with "_" are the simulator's own and never leave it: presented() drops them.
//
// Ids are numbered instead of random (staging/simulated_id.hpp), so that a lesson can say them in
// advance. They open nothing.
#pragma once

#include "simulator/call.hpp"
#include "simulator/state.hpp"
#include "json/json.hpp"
#include "json/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace simulator {

std::vector<json::Value> rows(const State& state, Collection collection);
std::optional<json::Value> find_row(const State& state, Collection collection, std::string_view id);

// Numbers are never used twice, also not after a deletion.
std::string next_id(const State& state, Collection collection);

// keep_row puts the row in the place of the one with its id, or adds it. The only error is
// SIMULATOR_FULL: the books keep a limited number of changes (state.hpp), and a real server has no
// such answer.
std::optional<Error> keep_row(State& state, Collection collection, json::Value row);
std::optional<Error> remove_row(State& state, Collection collection, std::string_view id);

json::Value presented(json::Value row);
std::vector<json::Value> presented(std::vector<json::Value> rows);

// With "id" first and "createdAt" and "updatedAt" last.
json::Value made(const Call& call, Collection collection, json::Value members);
// The old row with the new members in it and a new "updatedAt", if it had one.
json::Value changed(const Call& call, json::Value row, const json::Value& members);

std::string text_of(const json::Value& row, std::string_view member); // empty when absent
std::string row_id(const json::Value& row);

} // namespace simulator
