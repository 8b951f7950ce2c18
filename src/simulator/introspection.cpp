// Token introspection (RFC 7662) with the fields that Pleo documents. `scope` is not in Pleo's
// table of fields, although an older page promises it; RFC 7662 section 2.2 defines it, so it is
// here.
#include "http/form.hpp"
#include "simulator/answers.hpp"
#include "simulator/client_authentication.hpp"
#include "simulator/dummy_company.hpp"
#include "simulator/endpoints.hpp"
#include "simulator/tokens.hpp"
#include "staging/simulated_client.hpp"

namespace simulator {

http::Response introspection_endpoint(Call& call) {
    const http::Fields form = http::form_parse(call.request.body);
    if (auto refusal = refuse_form(call.request, call.query, form)) return *refusal;
    if (auto refusal = refuse_client(call, form, AcceptedMethods::basic_only)) {
        return *refusal;
    }
    const std::string* presented = find_value(form, "token");
    if (presented == nullptr) return oauth_error(400, "invalid_request", "token is missing.");

    json::Value value = json::Value::object();
    // token_type_hint is only a hint (RFC 7662 section 2.1): all tokens are searched whatever it
    // says.
    const Token* token = find_token(call, *presented);
    const Authorization* authorization =
        token == nullptr ? nullptr : find_authorization(call.state, token->authorization_id);
    const bool stale = kind_of_server(call.state.bench, "introspection") == "stale";
    if (authorization == nullptr ||
        (stale ? is_expired(*token, call.now_ms) : !is_usable(*token, call.now_ms))) {
        // And nothing else: why a token is dead is nobody's business (RFC 7662 section 2.2).
        json::set(value, "active", false);
        return json_answer(200, value);
    }
    json::set(value, "active", true);
    json::set(value, "sub", authorization->person_id);
    json::set(value, "exp", token->expires_at_ms / 1000);
    json::set(value, "iat", token->issued_at_ms / 1000);
    json::set(value, "client_id", staging::simulated_client_id);
    json::set(value, "scope", token->scope);
    json::set(value, "aud", call.resource_server());
    json::set(value, "iss", call.issuer());
    json::set(value, "jti", token->id);
    json::set(value, "urn:pleo:params:oauth:subject_urn", company_urn());
    return json_answer(200, value);
}

} // namespace simulator
