// One call of the External API after everything that all operations share was checked: the token,
// the scope, the path, and that the body is JSON. Each family of operations answers its own, in the
// file of its name; staging/operations.hpp says which there are.
//
// Types of errors: those that Pleo documents are used where it documents them
// (EXPORT_ALREADY_IN_PROGRESS, JSON_MAPPING_EXCEPTION, ...). Where only a status is documented, or
// nothing, the type is a plain word of the status (NOT_FOUND, CONFLICT, BAD_REQUEST,
// ACCESS_DENIED).
#pragma once

#include "http/message.hpp"
#include "simulator/call.hpp"
#include "staging/operations.hpp"
#include "json/json.hpp"
#include "json/result.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace simulator {

struct ApiCall {
    Call& call;
    const staging::Operation& operation;
    const Token& token;
    http::Fields query;
    std::vector<std::string> ids; // the values of the path parameters, in the order of the path
    json::Value body;             // {} when the request has none
};

struct Handler {
    std::string_view operation; // staging::Operation::id
    http::Response (*answer)(ApiCall& api);
};

std::span<const Handler> marketplace_handlers();
std::span<const Handler> directory_handlers(); // employees and companies
std::span<const Handler> export_handlers();
std::span<const Handler> account_handlers(); // chart of accounts, and its beta
std::span<const Handler> tag_group_handlers();
std::span<const Handler> tag_handlers();
std::span<const Handler> tax_code_handlers();
std::span<const Handler> vendor_handlers();
std::span<const Handler> vendor_import_handlers();
std::span<const Handler> entry_handlers();
std::span<const Handler> receipt_handlers();
std::span<const Handler> subscription_handlers();

bool is_deleted(const json::Value& row); // rows that may come back stay, with a "deletedAt"

http::Response data_answer(json::Value data, int status = 200); // {"data": ...}
http::Response data_answer(std::vector<json::Value> data);
http::Response no_content(int status = 204);

// The status belongs to the type: NOT_FOUND 404, CONFLICT and SIMULATOR_FULL 409, ACCESS_DENIED
// 403, everything else 400.
http::Response refuse(const Error& error);
http::Response not_found(std::string_view what); // "Tag"
http::Response conflict(std::string_view message);
http::Response bad_request(std::string_view message);

// A token is for one company, so what is made for another one is refused. Pleo documents the rule
// and not the answer: here it is ACCESS_DENIED.
std::optional<Error> foreign_company(const json::Value& row);

// 403 as Pleo's definitions of employees, companies and accounting entries have it, when the query
// names another company or organisation. That this is such a case is inferred. The company counts
// when both are there.
std::optional<http::Response> refuse_foreign(const http::Fields& query,
                                             std::string_view company_name = "company_id");

// What the company_id or the organization_id of the query leaves of the rows; the former wins. All
// of them when neither is there.
std::vector<json::Value> of_company(std::vector<json::Value> rows, const http::Fields& query);
// Some operations need one of the two. Which status they answer without is not documented: 400.
std::optional<http::Response> refuse_without_company(const http::Fields& query);

bool is_true(const http::Fields& query, std::string_view name);

// Keeps the rows whose member is among the texts that the body has under that name. An absent list
// keeps all.
struct BodyFilter {
    std::string_view wanted; // "states"
    std::string_view member; // "state"
};
void keep_wanted(std::vector<json::Value>& rows, const json::Value& body,
                 std::span<const BodyFilter> filters);
// The body's text occurs in the member, in whatever case.
void keep_matching(std::vector<json::Value>& rows, std::string_view text, std::string_view member);

} // namespace simulator
