#include "simulator/dummy_company.hpp"

#include "staging/simulated_id.hpp"

#include <array>
#include <cstdint>

namespace simulator {
namespace {

// Members whose value is empty are optional in Pleo's models and left out here, so that a client
// meets both.
json::Value object(std::vector<json::Member> members) {
    std::erase_if(members, [](const json::Member& each) {
        return each.value.is_string() && each.value.text.empty();
    });
    return json::Value::object(std::move(members));
}

struct Employee {
    std::string_view name_in_email, first_name, last_name, code, job_title, phone;
};

constexpr std::array<Employee, 12> all_employees{{
    {"ada", "Ada", "Holm", "1001", "Finance manager", "+4500000001"},
    {"noor", "Noor", "Lind", "1002", "Bookkeeper", "+4500000002"},
    {"elias", "Elias", "Brandt", "1003", "Office manager", ""},
    {"freja", "Freja", "Skov", "1004", "Designer", "+4500000004"},
    {"jonas", "Jonas", "Åberg", "1005", "Developer", ""},
    {"maja", "Maja", "Dahl", "", "Developer", "+4500000006"},
    {"oskar", "Oskar", "Berg", "1007", "", ""},
    {"liv", "Liv", "Nørgaard", "1008", "Sales", "+4500000008"},
    {"samir", "Samir", "Haddad", "1009", "Sales", ""},
    {"yuki", "Yuki", "Tanaka", "", "Support", ""},
    {"chloe", "Chloé", "Moreau", "1011", "Support", "+4500000011"},
    {"viktor", "Viktor", "Lund", "1012", "Intern", ""},
}};

} // namespace

std::string company_urn() { return "urn:pleo:company:" + std::string(company_id); }

std::vector<json::Value> companies() {
    const json::Value address = object({{"addressLine1", "Havnegade 1"},
                                        {"addressLine2", "2nd floor"},
                                        {"locality", "Dummy Harbour"},
                                        {"postalCode", "0000"},
                                        {"region", "Dummy Region"},
                                        {"country", "DK"}});
    return {object({{"id", company_id},
                    {"name", "Fjordlys Dummy ApS"},
                    {"organizationId", organization_id},
                    {"registrationNumber", "00000000"},
                    {"address", address}})};
}

std::vector<json::Value> employees() {
    std::vector<json::Value> list;
    list.reserve(all_employees.size());
    for (const Employee& each : all_employees) {
        const std::string name(each.name_in_email);
        const auto number = static_cast<std::int64_t>(list.size()) + 1;
        list.push_back(
            object({{"id", staging::simulated_id(staging::SimulatedKind::employee, number)},
                    {"companyId", company_id},
                    {"email", name + "@dummy.example"},
                    {"firstName", each.first_name},
                    {"lastName", each.last_name},
                    {"code", each.code},
                    {"jobTitle", each.job_title},
                    {"phone", each.phone}}));
    }
    return list;
}

} // namespace simulator
