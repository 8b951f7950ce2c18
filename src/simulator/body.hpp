// Reading JSON bodies: what a shape names is taken, in the order of the shape, everything else is
// left behind. Whether Pleo refuses members that it does not know is not documented.
//
//   constexpr Expected shape[] = {{"name", Form::text, Need::required}, {"archived", Form::flag}};
//   const Result<json::Value> taken = read_body(api.body, shape);
//   if (!taken) return refuse(taken.error()); // "name is missing."
//
// The error is JSON_MAPPING_EXCEPTION, the type that Pleo's specification shows for an invalid
// body.
#pragma once

#include "json/json.hpp"
#include "json/result.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace simulator {

enum class Form {
    text,
    uuid,    // kept in lower case, as RFC 9562 section 4 writes one
    flag,    // true or false
    whole,   // a whole number
    decimal, // 0.25: digits, and up to six more after a point
    time,    // RFC 3339, kept as UTC (iso_time.hpp)
    texts,   // a list of texts, each once
    uuids,   // the same of UUIDs
    map,     // Pleo's metadata: an object of anything, 16 KiB at most
    strings, // texts by name
    object,  // taken as it is, for the caller to read with a shape of its own
    list,    // the same for a list
};

enum class Need { optional, required };

struct Expected {
    std::string_view name;
    Form form = Form::text;
    Need need = Need::optional;
    std::string_view words = {}; // the values that a text, or each of the texts, may have
    std::size_t longest = 255;   // characters of a text, entries of a list
    std::size_t shortest = 0;
};

// null stands for absent.
Result<json::Value> read_body(const json::Value& body, std::span<const Expected> shape);

// A space-separated list holds the word.
bool is_one_of(std::string_view words, std::string_view word);

// The list of texts under that name; empty when absent.
std::vector<std::string> texts_of(const json::Value& object, std::string_view name);

} // namespace simulator
