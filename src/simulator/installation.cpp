#include "simulator/installation.hpp"

#include "http/form.hpp"
#include "simulator/answers.hpp"
#include "simulator/dummy_company.hpp"
#include "simulator/iso_time.hpp"
#include "simulator/tokens.hpp"

namespace simulator {
namespace {

http::Response not_found() {
    return exception_info(404, "INSTALLATION_NOT_FOUND", "The installation does not exist.");
}

json::Value to_json(const Installation& installation) {
    json::Value value = json::Value::object();
    json::set(value, "applicationId", "sim_application_playground");
    json::set(value, "id", installation.id);
    json::set(value, "resource", company_urn());
    json::set(value, "status", "ACTIVATED");
    json::set(value, "metadata", json::Value::object());
    json::set(value, "createdAt", iso_time(installation.created_at_ms));
    json::set(value, "updatedAt", iso_time(installation.updated_at_ms));
    return value;
}

} // namespace

void install(Call& call) {
    if (!call.state.installation) {
        Installation installation;
        installation.id = call.fresh_id("installation");
        installation.created_at_ms = call.now_ms;
        call.state.installation = installation;
    }
    call.state.installation->updated_at_ms = call.now_ms;
}

http::Response installation_answer(Call& call) {
    const http::Fields query = http::form_parse(call.query);
    const std::string* company = find_value(query, "company_id");
    const bool other_company = company != nullptr && *company != company_id;
    if (!call.state.installation || other_company) return not_found();
    // Bare, not below "data": the one object of the API that is.
    return json_answer(200, to_json(*call.state.installation));
}

http::Response delete_installation(Call& call) {
    if (!call.state.installation) return not_found();
    call.state.installation.reset();
    revoke_all_tokens(call.state);
    http::Response response = json_answer(204, {});
    std::erase_if(response.headers,
                  [](const http::Field& field) { return field.name == "Content-Type"; });
    response.body.clear();
    return response;
}

http::Response activate_installation(Call& call) {
    if (!call.state.installation) return not_found();
    // It is active already. Whether Pleo calls that an error is not documented; here nothing
    // happens.
    return json_answer(200, to_json(*call.state.installation));
}

} // namespace simulator
