#include "oauth/introspection.hpp"

#include "oauth/error_response.hpp"

namespace oauth {

std::string_view to_string(TokenKind kind) {
    return kind == TokenKind::access_token ? "access_token" : "refresh_token";
}

http::Request introspection_request(const Client& client, const std::string& introspection_endpoint,
                                    const std::string& token, TokenKind hint) {
    return client_request(introspection_endpoint, client,
                          {{"token", token}, {"token_type_hint", std::string{to_string(hint)}}});
}

Result<Introspection> process_introspection_response(const http::Response& response) {
    const Result<json::Document> answer = read_answer(response, "introspection endpoint");
    if (!answer) return answer.error();
    const json::Value& members = answer->root;
    const std::optional<bool> active = json::find_boolean(members, "active");
    if (!active) {
        return Error{"missing_active", "The introspection endpoint answered 200, but without "
                                       "`active` being true or false (RFC 7662 "
                                       "§2.2). Nothing is known about the token."};
    }

    const auto text = [&members](std::string_view name) -> std::optional<std::string> {
        const std::optional<std::string_view> value = json::find_string(members, name);
        if (!value) return std::nullopt;
        return std::string{*value};
    };
    Introspection introspection;
    introspection.active = *active;
    introspection.scope = text("scope");
    introspection.client_id = text("client_id");
    introspection.subject = text("sub");
    introspection.issuer = text("iss");
    introspection.expires_at = json::find_integer(members, "exp");
    introspection.issued_at = json::find_integer(members, "iat");
    introspection.members = members;
    return introspection;
}

} // namespace oauth
