#include "staging/operations.hpp"

#include <algorithm>

namespace staging {
namespace {

constexpr std::string_view employees_page = "/reference/employees/search-for-employees";
constexpr std::string_view companies_spec = "OpenAPI: Companies 50.7.0";
constexpr std::string_view marketplace_spec = "OpenAPI: App Marketplace 39.4.0";
constexpr std::string_view export_spec = "OpenAPI: Export 32.1.0";

// The paging of every list. `before`, `after` and `offset` exclude each other.
std::vector<Parameter> paged(std::vector<Parameter> filters) {
    filters.push_back({"limit", "How many entries at most."});
    filters.push_back({"after", "A cursor: the endCursor of the page before."});
    filters.push_back({"before", "A cursor: the startCursor of the page after."});
    filters.push_back({"offset", "How many entries to skip. Not together with a cursor."});
    return filters;
}

std::vector<Operation> make_operations() {
    return {
        {"introspect",
         "GET",
         "/v1/introspect",
         "Who am I, and which scopes did I get? Needs a token and no particular scope.",
         "",
         {},
         "/reference/external-clients/introspect-the-details-of-the-current-authentication"},
        {"list_employees", "GET", "/v2/employees", "Search for employees.", "users:read",
         paged({{"companyId", "Only this company. Spelt companyId here, company_id elsewhere."},
                {"email", "Only the employee with this e-mail address."},
                {"code", "Only the employee with this external id."}}),
         employees_page},
        {"get_employee",
         "GET",
         "/v2/employees/{employeeId}",
         "One employee.",
         "users:read",
         {},
         employees_page},
        {"list_companies", "GET", "/v1/companies", "List companies.", "companies:read",
         paged({{"organization_id", "Only companies of this organisation."}}), companies_spec},
        {"get_company",
         "GET",
         "/v1/companies/{companyId}",
         "One company.",
         "companies:read",
         {},
         companies_spec},
        {"get_installation",
         "GET",
         "/v1/installations/me",
         "The installation that the authorisation created. No scope is documented.",
         "",
         {{"company_id", "Only the installation for this company."}},
         marketplace_spec},
        {"activate_installation",
         "POST",
         "/v1/installations/me:activate",
         "Activate the installation, for apps that are set up to need it. No scope is documented.",
         "",
         {},
         marketplace_spec},
        {"list_export_jobs", "GET", "/v3/export-jobs", "List export jobs.", "export-jobs:read",
         paged({{"company_id", "Only jobs of this company."},
                {"statuses", "pending, in_progress, failed, completed, completed_with_errors."}}),
         export_spec},
        {"get_export_job",
         "GET",
         "/v3/export-jobs/{jobId}",
         "One export job.",
         "export-jobs:read",
         {},
         export_spec},
        {"list_export_job_items", "GET", "/v3/export-jobs/{jobId}/items",
         "The items of one export job.", "export-jobs:read",
         paged({{"status", "pending, in_progress, failed, successful, abandoned."}}), export_spec},
    };
}

} // namespace

const std::vector<Operation>& operations() {
    static const std::vector<Operation> all = make_operations();
    return all;
}

const Operation* find_operation(std::string_view id) {
    const auto found = std::find_if(operations().begin(), operations().end(),
                                    [id](const Operation& each) { return each.id == id; });
    return found == operations().end() ? nullptr : &*found;
}

} // namespace staging
