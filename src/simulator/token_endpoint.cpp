// Exchange of a code (RFC 6749 section 4.1.3, RFC 7636 section 4.6) and refresh (RFC 6749 section
// 6). What the errors look like at Pleo is not documented, so they follow RFC 6749 section 5.2.
#include "http/form.hpp"
#include "oauth/pkce.hpp"
#include "oauth/redirect.hpp"
#include "oauth/scope.hpp"
#include "simulator/answers.hpp"
#include "simulator/client_authentication.hpp"
#include "simulator/endpoints.hpp"
#include "simulator/installation.hpp"
#include "simulator/tokens.hpp"

#include <algorithm>

namespace simulator {
namespace {

http::Response token_answer(const TokenPair& pair, const std::string& scope) {
    json::Value value = json::Value::object();
    json::set(value, "access_token", pair.access_token);
    json::set(value, "token_type", "Bearer");
    json::set(value, "expires_in", access_token_lifetime_ms / 1000);
    json::set(value, "refresh_token", pair.refresh_token);
    json::set(value, "scope", scope);
    return json_answer(200, value);
}

http::Response invalid_request(std::string_view description) {
    return oauth_error(400, "invalid_request", description);
}

http::Response invalid_grant(std::string_view description) {
    return oauth_error(400, "invalid_grant", description);
}

Code* find_code(Call& call, std::string_view code) {
    const std::string digest = call.digest(code);
    if (digest.empty()) return nullptr;
    for (Code& each : call.state.codes) {
        if (each.digest == digest) return &each;
    }
    return nullptr;
}

http::Response exchange_code(Call& call, const http::Fields& form) {
    const std::string* presented = find_value(form, "code");
    const std::string* redirect_uri = find_value(form, "redirect_uri");
    const std::string* verifier = find_value(form, "code_verifier");
    if (presented == nullptr) return invalid_request("code is missing.");
    if (redirect_uri == nullptr) return invalid_request("redirect_uri is missing.");
    if (verifier == nullptr) return invalid_request("code_verifier is missing: PKCE is required.");
    if (!oauth::valid_code_verifier(*verifier)) {
        return invalid_request("code_verifier is not 43 to 128 characters of the unreserved set.");
    }

    Code* code = find_code(call, *presented);
    if (code == nullptr) return invalid_grant("The code is unknown.");
    if (code->used) {
        // RFC 6749 section 4.1.2: somebody else may have it, so what was born from it dies too.
        if (!code->authorization_id.empty()) revoke_tokens(call.state, code->authorization_id);
        return invalid_grant("The code was used before. Tokens issued for it are revoked.");
    }
    // From here on the code is spent, whatever comes of it: a wrong verifier may mean that it was
    // stolen.
    code->used = true;
    if (call.now_ms >= code->expires_at_ms) return invalid_grant("The code has expired.");
    if (*redirect_uri != code->redirect_uri) {
        return invalid_grant("redirect_uri differs from the one in the authorisation request.");
    }
    const bool checked = kind_of_server(call.state.bench, "verifier") != "unchecked";
    if (checked && !oauth::equal_in_constant_time(call.digest(*verifier), code->code_challenge)) {
        return invalid_grant("code_verifier does not match the code_challenge.");
    }

    Authorization authorization;
    authorization.id = call.fresh_id("authorization");
    authorization.person_id = code->person_id;
    authorization.scope = code->scope;
    authorization.created_at_ms = call.now_ms;
    code->authorization_id = authorization.id;
    call.state.authorizations.push_back(authorization);
    keep_newest(call.state.authorizations, most_authorizations);
    install(call);
    return token_answer(issue_pair(call, authorization, authorization.scope), authorization.scope);
}

// Some servers take a replaced token for a while, and answer with another pair. Not Pleo, by what it
// documents; the bench has the kind.
bool is_forgiven(const Call& call, const Token& token) {
    constexpr std::int64_t grace_ms = 30'000;
    if (kind_of_server(call.state.bench, "rotated") != "forgiven") return false;
    return std::any_of(call.state.tokens.begin(), call.state.tokens.end(), [&](const Token& each) {
        return each.authorization_id == token.authorization_id &&
               each.status == TokenStatus::live && call.now_ms - each.issued_at_ms < grace_ms;
    });
}

http::Response refresh(Call& call, const http::Fields& form) {
    const std::string* presented = find_value(form, "refresh_token");
    if (presented == nullptr) return invalid_request("refresh_token is missing.");

    Token* token = find_token(call, *presented);
    if (token == nullptr) return invalid_grant("The refresh token is unknown.");
    if (token->kind != TokenKind::refresh_token) {
        return invalid_grant("This is an access token. A refresh takes a refresh token.");
    }
    if (is_expired(*token, call.now_ms)) {
        // Documented by Pleo as protection against replay. Rotated before or not, it is expired.
        revoke_refresh_tokens(call.state, token->authorization_id);
        return invalid_grant("The refresh token has expired. All refresh tokens of its "
                             "authorisation are invalid now.");
    }
    if (token->status == TokenStatus::rotated && !is_forgiven(call, *token)) {
        if (kind_of_server(call.state.bench, "rotated") == "ends_family")
            revoke_tokens(call.state, token->authorization_id);
        // Pleo's documentation does not say whether this ends the newer tokens as well (RFC 9700
        // section 4.14.2 would). It is only refused here.
        return invalid_grant("The refresh token was used before and has been replaced.");
    }
    const Authorization* found = find_authorization(call.state, token->authorization_id);
    if (token->status == TokenStatus::revoked || found == nullptr) {
        return invalid_grant("The refresh token was revoked.");
    }

    const Authorization authorization = *found;
    std::string scope = authorization.scope;
    if (const std::string* asked = find_value(form, "scope")) {
        const auto scopes = oauth::parse_scopes(*asked);
        if (!scopes || scopes->values.empty()) {
            return oauth_error(400, "invalid_scope", "scope is malformed.");
        }
        scope = oauth::join(scopes->values);
        if (!oauth::compare_scopes(authorization.scope, scope).extra.empty()) {
            return oauth_error(400, "invalid_scope",
                               "A refresh cannot ask for more than was granted.");
        }
    }
    rotate_tokens(call.state, authorization.id);
    return token_answer(issue_pair(call, authorization, scope), scope);
}

} // namespace

http::Response token_endpoint(Call& call) {
    const http::Fields form = http::form_parse(call.request.body);
    if (auto refusal = refuse_form(call.request, call.query, form)) return *refusal;
    if (auto refusal = refuse_client(call, form, AcceptedMethods::basic_or_body)) {
        return *refusal;
    }
    const std::string* grant_type = find_value(form, "grant_type");
    if (grant_type == nullptr) return invalid_request("grant_type is missing.");
    if (*grant_type == "authorization_code") return exchange_code(call, form);
    if (*grant_type == "refresh_token") return refresh(call, form);
    return oauth_error(400, "unsupported_grant_type",
                       "grant_type must be authorization_code or refresh_token.");
}

} // namespace simulator
