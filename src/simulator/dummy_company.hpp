// The dummy company behind the External API and its people: constant data in the shapes of Pleo's
// models. Nobody in it exists. Its books are in dummy_books.hpp.
#pragma once

#include "json/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace simulator {

inline constexpr std::string_view company_id = "sim_company_fjordlys";
inline constexpr std::string_view organization_id = "sim_organization_fjordlys";

std::string company_urn(); // "urn:pleo:company:..."

std::vector<json::Value> companies();
std::vector<json::Value> employees();

} // namespace simulator
