// The operations of the External API that the page offers, as data: what they need and where that
// is documented.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace staging {

struct Parameter {
    std::string_view name;
    std::string_view meaning;
    bool required = false;
};

struct Operation {
    std::string_view id;     // "list_employees"
    std::string_view method; // "GET"
    std::string_view path;   // "/v2/employees"; {name} marks a path parameter
    std::string_view summary;
    std::string_view scopes; // space-separated; empty: none documented
    std::vector<Parameter> query;
    std::string_view source; // page of Pleo's documentation or of its OpenAPI copies
};

const std::vector<Operation>& operations();
const Operation* find_operation(std::string_view id);

} // namespace staging
