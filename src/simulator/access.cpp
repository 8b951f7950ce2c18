#include "simulator/access.hpp"

#include "simulator/answers.hpp"
#include "simulator/tokens.hpp"
#include "staging/simulated_client.hpp"

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

} // namespace

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
    if (scope.empty()) return true;
    // Scopes are joined by one space, so with a space at both ends a whole word is found and no
    // part of one.
    const std::string all = " " + token.scope + " ";
    return all.find(" " + std::string(scope) + " ") != std::string::npos;
}

Access authenticate(Call& call, const http::Fields& query) {
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
        return {nullptr, unauthorized("", "Pleo's API also takes an API key as the user name of "
                                          "HTTP Basic, but for its beta. Simulated Staging has no "
                                          "API keys: send an access token as Bearer.")};
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

} // namespace simulator
