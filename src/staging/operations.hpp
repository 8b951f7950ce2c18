// The operations of the External API, as data: what each one needs, what it does, an example of its
// body, and where all that is documented. The page offers them, the scope planner reads them, and
// Simulated Staging routes by them, so that none of the three can know an operation that the others
// do not.
//
//   const Operation* operation = find_operation("create_export_job");
//   operation->method == "POST"; operation->scopes == "export-jobs:write"; operation->writes;
//   for (const Family& family : families())
//       for (const Operation& each : family.operations) ...
//
// Samples speak of the dummy company of Simulated Staging: every id in them is written as
// staging/simulated_id.hpp says, and the simulator accepts each of them as it is. On the real Staging a person puts in their own ids.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace staging {

struct Parameter {
    std::string_view name;
    std::string_view meaning;
    bool required = false;
    std::string_view sample = {}; // a value that Simulated Staging knows; empty: better left out
    bool one_of = false;          // one of the parameters that are marked so is needed
};

// How a list is read page by page. before, after and offset exclude each other.
enum class Pages {
    none,             // not a list, or documented as one whole list
    cursor,           // before, after, limit
    cursor_or_offset, // and offset
};

struct Operation {
    std::string_view id;     // "list_employees"
    std::string_view method; // "GET"
    std::string_view path;   // "/v2/employees"; {name} marks a path parameter
    std::string_view summary;
    std::string_view scopes;                // space-separated; empty: none documented
    std::vector<Parameter> query;           // what picks, then the paging
    std::vector<Parameter> path_parameters; // in the order of the path
    std::string_view sample;                // JSON text of a body; empty: no body is documented
    std::string_view source;                // page of Pleo's documentation or of its OpenAPI copies
    std::string_view family;                // Family::name
    Pages pages = Pages::none;
    bool writes = false;      // changes something; a POST ...:search is a read
    bool destructive = false; // takes something away for good
    bool deprecated = false;
    bool beta = false;
    bool internal = false; // in the specification, but kept out of Pleo's own reference
};

struct Family {
    std::string_view name;
    std::string_view source;
    std::string_view note; // for the page; often empty
    std::span<const Operation> operations;
};

// None as long as the reference is not there (staging/reference.hpp).
const std::vector<Operation>& operations(); // family by family
const std::vector<Family>& families();      // in the order of the documentation
const Operation* find_operation(std::string_view id);

// What the operation is called in a list: the first sentence of its summary, without the full stop.
std::string_view operation_name(const Operation& operation);

// Those that hold each of the words, which blanks separate, in family, method, path, scopes, summary or id (whose words
// are "list employees"). Case and order do not matter, nor do the dots between the parts of a row; without a word, all.
std::vector<const Operation*> search_operations(std::string_view words);

} // namespace staging
