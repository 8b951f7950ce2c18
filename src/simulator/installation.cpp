#include "simulator/installation.hpp"

#include "simulator/answers.hpp"
#include "simulator/api.hpp"
#include "simulator/body.hpp"
#include "simulator/books.hpp"
#include "simulator/dummy_company.hpp"
#include "simulator/iso_time.hpp"
#include "simulator/tokens.hpp"
#include "staging/simulated_client.hpp"
#include "staging/simulated_id.hpp"

namespace simulator {
namespace {

constexpr std::string_view installation_statuses =
    "ACTIVATED INACTIVE AUTHORIZED PENDING_INTEGRATION ERROR";
constexpr Expected installation_creation[] = {
    {"status", Form::text, Need::optional, installation_statuses}, {"metadata", Form::map}};
constexpr Expected installation_update[] = {
    {"status", Form::text, Need::required, installation_statuses},
    {"metadata", Form::map},
    {"errorCode", Form::text, Need::optional, "NOT_ENTITLED AUTH_ERROR"}};

http::Response no_installation() {
    return exception_info(404, "INSTALLATION_NOT_FOUND", "The installation does not exist.");
}

// Bare, not below "data": the one object of the API that is.
http::Response answer(const Installation& installation) {
    const json::Parsed metadata = json::parse(installation.metadata);
    json::Value value = json::Value::object();
    json::set(value, "applicationId",
              staging::simulated_id(staging::SimulatedKind::application, 1));
    json::set(value, "id", installation.id);
    json::set(value, "resource", company_urn());
    json::set(value, "status", installation.status);
    if (!installation.error_code.empty()) json::set(value, "errorCode", installation.error_code);
    json::set(value, "metadata",
              metadata.document ? metadata.document->root : json::Value::object());
    json::set(value, "createdAt", iso_time(installation.created_at_ms));
    json::set(value, "updatedAt", iso_time(installation.updated_at_ms));
    return json_answer(200, value);
}

http::Response introspect(ApiCall& api) {
    json::Value data = json::Value::object();
    json::set(data, "authMethod", "OAUTH2");
    json::set(data, "clientId", staging::simulated_client_id);
    json::set(data, "scope", api.token.scope);
    json::set(data, "applicationName", staging::simulated_client_name);
    json::set(data, "subjectURN", company_urn());
    return data_answer(std::move(data));
}

http::Response get_installation(ApiCall& api) {
    const std::string* company = find_value(api.query, "company_id");
    const bool other_company = company != nullptr && *company != company_id;
    if (!api.call.state.installation || other_company) return no_installation();
    return answer(*api.call.state.installation);
}

void take(Call& call, const json::Value& members) {
    Installation& installation = *call.state.installation;
    if (const auto status = json::find_string(members, "status")) {
        installation.status = *status;
        installation.error_code = text_of(members, "errorCode");
    }
    if (const json::Value* metadata = json::find(members, "metadata"))
        installation.metadata = json::dump(*metadata);
    installation.updated_at_ms = call.now_ms;
}

// The authorisation has made one already. What a second one is answered with is not documented:
// here it is the same installation with what the body says.
http::Response create_installation(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, installation_creation);
    if (!body) return refuse(body.error());
    install(api.call);
    take(api.call, *body);
    return answer(*api.call.state.installation);
}

http::Response update_installation(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, installation_update);
    if (!body) return refuse(body.error());
    if (!api.call.state.installation) return no_installation();
    take(api.call, *body);
    return answer(*api.call.state.installation);
}

// Whether Pleo calls it an error when it is active already is not documented: here it is none.
http::Response activate_installation(ApiCall& api) {
    if (!api.call.state.installation) return no_installation();
    if (api.call.state.installation->status != "ACTIVATED")
        take(api.call, json::Value::object({{"status", "ACTIVATED"}}));
    return answer(*api.call.state.installation);
}

// Revokes every token of the client, as Pleo documents.
http::Response delete_installation(ApiCall& api) {
    if (!api.call.state.installation) return no_installation();
    api.call.state.installation.reset();
    revoke_all_tokens(api.call.state);
    return no_content();
}

} // namespace

void install(Call& call) {
    if (!call.state.installation) {
        Installation installation;
        installation.id = call.fresh_uuid(staging::SimulatedKind::installation);
        installation.created_at_ms = call.now_ms;
        call.state.installation = installation;
    }
    call.state.installation->updated_at_ms = call.now_ms;
}

std::span<const Handler> marketplace_handlers() {
    static constexpr Handler handlers[] = {
        {"introspect", introspect},
        {"get_installation", get_installation},
        {"create_installation", create_installation},
        {"update_installation", update_installation},
        {"activate_installation", activate_installation},
        {"complete_installation", activate_installation},
        {"delete_installation", delete_installation},
    };
    return handlers;
}

} // namespace simulator
