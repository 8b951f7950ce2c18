// Employees and companies: read only.
#include "simulator/answers.hpp"
#include "simulator/api.hpp"
#include "simulator/dummy_company.hpp"
#include "simulator/paging.hpp"

#include <algorithm>

namespace simulator {
namespace {

http::Response one_of(const std::vector<json::Value>& rows, std::string_view id,
                      const Error& otherwise) {
    const auto found = std::find_if(rows.begin(), rows.end(), [id](const json::Value& row) {
        return json::find_string(row, "id") == id;
    });
    return found == rows.end() ? exception_info(404, otherwise.code, otherwise.message)
                               : data_answer(*found);
}

http::Response list_employees(ApiCall& api) {
    if (auto refusal = refuse_foreign(api.query, "companyId")) return *refusal;
    return paged_answer(employees(), api,
                        {{"companyId", "companyId"}, {"email", "email"}, {"code", "code"}});
}

http::Response get_employee(ApiCall& api) {
    return one_of(employees(), api.ids[0], {"EMPLOYEE_NOT_FOUND", "Employee not found."});
}

http::Response list_companies(ApiCall& api) {
    if (auto refusal = refuse_foreign(api.query)) return *refusal;
    return paged_answer(companies(), api, {{"organization_id", "organizationId"}});
}

http::Response get_company(ApiCall& api) {
    return one_of(companies(), api.ids[0], {"COMPANY_NOT_FOUND", "Company not found."});
}

} // namespace

std::span<const Handler> directory_handlers() {
    static constexpr Handler handlers[] = {
        {"list_employees", list_employees},
        {"get_employee", get_employee},
        {"list_companies", list_companies},
        {"get_company", get_company},
    };
    return handlers;
}

} // namespace simulator
