// The resource server (RFC 6750). Who may call what is checked before anything is looked up. Pleo
// does not document the body or the challenge of 401 and 403: the challenge is RFC 6750 section 3,
// the body Pleo's ExceptionInfo.
#include "http/form.hpp"
#include "simulator/answers.hpp"
#include "simulator/dummy_company.hpp"
#include "simulator/endpoints.hpp"
#include "simulator/installation.hpp"
#include "simulator/paging.hpp"
#include "simulator/tokens.hpp"
#include "staging/simulated_client.hpp"

#include <algorithm>

namespace simulator {
namespace {

// `error` is empty when the request carried no token at all: then RFC 6750 section 3.1 wants no
// error code.
http::Response unauthorized(std::string_view error, std::string_view message) {
    http::Response response = exception_info(401, "UNAUTHORIZED", message);
    std::string challenge = "Bearer realm=\"Simulated Staging\"";
    if (!error.empty()) {
        challenge += ", error=\"" + std::string(error) + "\"";
        challenge += ", error_description=\"" + std::string(message) + "\"";
    }
    response.headers.push_back({"WWW-Authenticate", std::move(challenge)});
    return response;
}

http::Response invalid_token(std::string_view message) {
    return unauthorized("invalid_token", message);
}

http::Response insufficient_scope(std::string_view scope) {
    const std::string message = "The access token lacks the scope " + std::string(scope) + ".";
    http::Response response = exception_info(403, "ACCESS_DENIED", message);
    response.headers.push_back(
        {"WWW-Authenticate", "Bearer realm=\"Simulated Staging\", error=\"insufficient_scope\", "
                             "error_description=\"" +
                                 message + "\", scope=\"" + std::string(scope) + "\""});
    return response;
}

bool has_scope(const Token& token, std::string_view scope) {
    // Scopes are joined by one space, so with a space at both ends a whole word is found and no
    // part of one.
    const std::string all = " " + token.scope + " ";
    return all.find(" " + std::string(scope) + " ") != std::string::npos;
}

struct Bearer {
    const Token* token = nullptr;
    http::Response refusal; // when there is no token
};

Bearer authenticate(Call& call, const http::Fields& query) {
    const std::optional<Credentials> header = credentials(call.request);
    if (!header && http::find_parameter(query, "access_token") != nullptr) {
        return {nullptr, unauthorized("", "A token in the address is not accepted. Send it as "
                                          "Authorization: Bearer.")};
    }
    if (!header) {
        return {nullptr, unauthorized("", "The request carries no access token. Send it as "
                                          "Authorization: Bearer.")};
    }
    if (header->scheme == "basic") {
        return {nullptr, unauthorized("", "HTTP Basic is for the authorisation server. The API "
                                          "takes an access token as Authorization: Bearer.")};
    }
    if (header->scheme != "bearer") {
        return {nullptr, unauthorized("", "The Authorization header is not Bearer.")};
    }
    const std::string_view presented = header->value;
    if (presented == staging::simulated_client_secret) {
        return {nullptr, invalid_token("This is the client secret, which is never an API "
                                       "credential. Exchange a code for an access token.")};
    }
    if (!presented.starts_with(call.host.prefix)) {
        return {nullptr, invalid_token("This token was not made by Simulated Staging.")};
    }
    const Token* token = find_token(call, presented);
    if (token == nullptr) return {nullptr, invalid_token("The access token is unknown.")};
    if (token->kind != TokenKind::access_token) {
        return {nullptr,
                invalid_token("This is a refresh token. It is only for the token endpoint.")};
    }
    if (token->status == TokenStatus::revoked) {
        return {nullptr, invalid_token("The access token was revoked.")};
    }
    if (token->status == TokenStatus::rotated) {
        return {nullptr, invalid_token("The access token was replaced by a refresh.")};
    }
    if (is_expired(*token, call.now_ms)) {
        return {nullptr, invalid_token("The access token has expired.")};
    }
    return {token, {}};
}

http::Response not_found(std::string_view type, std::string_view message) {
    return exception_info(404, type, message);
}

http::Response one_of(const std::vector<json::Value>& rows, std::string_view id,
                      std::string_view type, std::string_view message) {
    const auto found = std::find_if(rows.begin(), rows.end(), [id](const json::Value& row) {
        return json::find_string(row, "id") == id;
    });
    if (found == rows.end()) return not_found(type, message);
    json::Value value = json::Value::object();
    json::set(value, "data", *found);
    return json_answer(200, value);
}

http::Response introspect(const Token& token) {
    json::Value data = json::Value::object();
    json::set(data, "authMethod", "OAUTH2");
    json::set(data, "clientId", staging::simulated_client_id);
    json::set(data, "scope", token.scope);
    json::set(data, "applicationName", staging::simulated_client_name);
    json::set(data, "subjectURN", company_urn());
    json::Value value = json::Value::object();
    json::set(value, "data", std::move(data));
    return json_answer(200, value);
}

http::Response installation(Call& call) {
    if (call.request.method == "GET") return installation_answer(call);
    if (call.request.method == "DELETE") return delete_installation(call);
    return method_not_allowed("GET, DELETE");
}

http::Response export_job_list(std::string_view rest, const http::Fields& query) {
    if (rest.empty()) {
        return paged_answer(export_jobs(), query,
                            {{"company_id", "companyId"}, {"statuses", "status"}});
    }
    constexpr std::string_view items = "/items";
    if (rest.size() > items.size() && rest.ends_with(items)) {
        const std::string_view id = rest.substr(1, rest.size() - items.size() - 1);
        std::vector<json::Value> rows = export_job_items(id);
        if (rows.empty()) return not_found("EXPORT_NOT_FOUND", "Export job not found.");
        return paged_answer(std::move(rows), query, {{"status", "status"}}, "accountingEntryId");
    }
    return one_of(export_jobs(), rest.substr(1), "EXPORT_NOT_FOUND", "Export job not found.");
}

http::Response employee_list(std::string_view rest, const http::Fields& query) {
    if (rest.empty()) {
        return paged_answer(employees(), query,
                            {{"companyId", "companyId"}, {"email", "email"}, {"code", "code"}});
    }
    return one_of(employees(), rest.substr(1), "EMPLOYEE_NOT_FOUND", "Employee not found.");
}

http::Response company_list(std::string_view rest, const http::Fields& query) {
    if (rest.empty()) {
        return paged_answer(companies(), query, {{"organization_id", "organizationId"}});
    }
    return one_of(companies(), rest.substr(1), "COMPANY_NOT_FOUND", "Company not found.");
}

// A list and what stands below it: "/v2/employees", "/v2/employees/{id}".
struct Collection {
    std::string_view path;
    std::string_view scope;
    http::Response (*answer)(std::string_view rest, const http::Fields& query);
};

constexpr Collection collections[] = {
    {"/v2/employees", "users:read", employee_list},
    {"/v1/companies", "companies:read", company_list},
    {"/v3/export-jobs", "export-jobs:read", export_job_list},
};

} // namespace

http::Response external_api(Call& call) {
    const http::Fields query = http::form_parse(call.query);
    const Bearer bearer = authenticate(call, query);
    if (bearer.token == nullptr) return bearer.refusal;

    const bool get = call.request.method == "GET";
    const std::string_view path = call.path.substr(std::string_view("/external").size());
    if (path == "/v1/introspect") {
        return get ? introspect(*bearer.token) : method_not_allowed("GET");
    }
    if (path == "/v1/installations/me") return installation(call);
    if (path == "/v1/installations/me:activate") {
        return call.request.method == "POST" ? activate_installation(call)
                                             : method_not_allowed("POST");
    }
    for (const Collection& each : collections) {
        if (!path.starts_with(each.path)) continue;
        const std::string_view rest = path.substr(each.path.size());
        if (!rest.empty() && (rest.front() != '/' || rest.size() == 1)) continue;
        if (!get) return method_not_allowed("GET");
        if (!has_scope(*bearer.token, each.scope)) return insufficient_scope(each.scope);
        return each.answer(rest, query);
    }
    return not_found("NOT_FOUND", "Simulated Staging has no such operation.");
}

} // namespace simulator
