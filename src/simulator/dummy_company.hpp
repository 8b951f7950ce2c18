// The dummy company behind the External API: constant data in the shapes of Pleo's models. Nobody
// in it exists.
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
std::vector<json::Value> export_jobs();
std::vector<json::Value> export_job_items(
    std::string_view job_id); // empty for a job that does not exist

} // namespace simulator
