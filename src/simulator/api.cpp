#include "simulator/api.hpp"

#include "http/ascii.hpp"
#include "simulator/answers.hpp"
#include "simulator/body.hpp"
#include "simulator/books.hpp"
#include "simulator/dummy_company.hpp"

#include <algorithm>
#include <utility>

namespace simulator {

http::Response data_answer(json::Value data, int status) {
    json::Value value = json::Value::object();
    json::set(value, "data", presented(std::move(data)));
    return json_answer(status, value);
}

http::Response data_answer(std::vector<json::Value> data) {
    return data_answer(json::Value::array(presented(std::move(data))));
}

http::Response no_content(int status) {
    http::Response response = json_answer(status, {});
    std::erase_if(response.headers,
                  [](const http::Field& field) { return field.name == "Content-Type"; });
    response.body.clear();
    return response;
}

http::Response refuse(const Error& error) {
    const std::pair<std::string_view, int> statuses[] = {
        {"NOT_FOUND", 404}, {"CONFLICT", 409}, {"SIMULATOR_FULL", 409}, {"ACCESS_DENIED", 403}};
    int status = 400;
    for (const auto& [type, its_status] : statuses) {
        if (error.code == type) status = its_status;
    }
    return exception_info(status, error.code, error.message);
}

http::Response not_found(std::string_view what) {
    return refuse({"NOT_FOUND", std::string(what) + " not found."});
}

bool is_deleted(const json::Value& row) { return json::find(row, "deletedAt") != nullptr; }

http::Response conflict(std::string_view message) {
    return refuse({"CONFLICT", std::string(message)});
}

http::Response bad_request(std::string_view message) {
    return refuse({"BAD_REQUEST", std::string(message)});
}

std::optional<Error> foreign_company(const json::Value& row) {
    const auto company = json::find_string(row, "companyId");
    if (!company || *company == company_id) return std::nullopt;
    return Error{"ACCESS_DENIED", "This token is for the company " + std::string(company_id) +
                                      " and for no other one."};
}

std::vector<json::Value> of_company(std::vector<json::Value> rows, const http::Fields& query) {
    const std::string* company = find_value(query, "company_id");
    const std::string* organization = find_value(query, "organization_id");
    const bool ours = company != nullptr        ? *company == company_id
                      : organization != nullptr ? *organization == organization_id
                                                : true;
    if (!ours) rows.clear();
    return rows;
}

std::optional<http::Response> refuse_foreign(const http::Fields& query,
                                             std::string_view company_name) {
    const std::string* company = find_value(query, company_name);
    const std::string* organization = find_value(query, "organization_id");
    const bool foreign = company != nullptr        ? *company != company_id
                         : organization != nullptr ? *organization != organization_id
                                                   : false;
    if (!foreign) return std::nullopt;
    return refuse({"ACCESS_DENIED", "The token lacks the necessary permissions: it is for the "
                                    "company " +
                                        std::string(company_id) + " alone."});
}

std::optional<http::Response> refuse_without_company(const http::Fields& query) {
    if (find_value(query, "company_id") != nullptr ||
        find_value(query, "organization_id") != nullptr)
        return std::nullopt;
    return bad_request("Give company_id or organization_id. Given both, company_id counts.");
}

bool is_true(const http::Fields& query, std::string_view name) {
    const std::string* value = find_value(query, name);
    return value != nullptr && *value == "true";
}

void keep_wanted(std::vector<json::Value>& rows, const json::Value& body,
                 std::span<const BodyFilter> filters) {
    for (const BodyFilter& filter : filters) {
        if (json::find_array(body, filter.wanted) == nullptr) continue;
        const std::vector<std::string> wanted = texts_of(body, filter.wanted);
        std::erase_if(rows, [&](const json::Value& row) {
            return std::find(wanted.begin(), wanted.end(), text_of(row, filter.member)) ==
                   wanted.end();
        });
    }
}

void keep_matching(std::vector<json::Value>& rows, std::string_view text, std::string_view member) {
    const std::string wanted = http::lower(text);
    std::erase_if(rows, [&](const json::Value& row) {
        return http::lower(text_of(row, member)).find(wanted) == std::string::npos;
    });
}

} // namespace simulator
