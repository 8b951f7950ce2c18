// The dummy company behind the External API and its people: constant data in the shapes of Pleo's
// models. Nobody in it exists. Its books are in dummy_books.hpp.
#pragma once

#include "json/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace simulator {

inline constexpr std::string_view company_id = "51a01a7e-0001-4000-8000-000000000001";
inline constexpr std::string_view organization_id = "51a01a7e-0002-4000-8000-000000000001";

std::string company_urn(); // "urn:pleo:company:..."

std::vector<json::Value> companies();
std::vector<json::Value> employees();

} // namespace simulator
