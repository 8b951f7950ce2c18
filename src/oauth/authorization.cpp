#include "oauth/authorization.hpp"

#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/url.hpp"
#include "oauth/extra_parameters.hpp"
#include "oauth/scope.hpp"
#include "oauth/vschar.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace oauth {

namespace {

constexpr std::size_t sha256_bytes = 32;
constexpr std::size_t longest_usual_url = 600;

// A name may be empty, and repeated all the same.
std::optional<std::string> name_repeated(const http::Fields& before,
                                         const std::vector<ExplainedParameter>& added) {
    std::vector<std::string_view> names;
    names.reserve(before.size() + added.size());
    const auto add = [&](const http::Field& field) {
        if (field.name != "resource") names.push_back(field.name); // RFC 8707 section 2
    };
    for (const http::Field& field : before)
        add(field);
    for (const ExplainedParameter& parameter : added)
        add(parameter.field);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    return twice == names.end() ? std::nullopt : std::optional<std::string>(*twice);
}

} // namespace

Result<AuthorizationRequest> authorization_request(const AuthorizationDesc& desc) {
    const Result<http::Url> endpoint = http::parse_endpoint(desc.endpoints.authorization_endpoint);
    if (!endpoint) {
        return Error{endpoint.error().code, "Authorisation endpoint: " + endpoint.error().message};
    }
    if (desc.client_id.empty()) {
        return Error{"missing_client_id",
                     "There is no client ID. Enter the one that you received."};
    }
    if (!is_vschar(desc.client_id)) {
        return Error{"invalid_client_id", "The client ID holds a character outside printable ASCII "
                                          "(RFC 6749 §A.1). Paste it again."};
    }
    Result<std::string> redirect_uri = check_redirect_uri(desc.redirect_uri);
    if (!redirect_uri) {
        return Error{redirect_uri.error().code, "Redirect URI: " + redirect_uri.error().message};
    }
    const Result<Scopes> scopes = parse_scopes(desc.scope);
    if (!scopes) return scopes.error();
    if (desc.state.empty() || !is_vschar(desc.state)) {
        return Error{"missing_state",
                     "There is no state yet. It needs fresh randomness from the browser."};
    }
    if (!http::is_base64url_of(sha256_bytes, desc.code_challenge)) {
        return Error{"missing_code_challenge", "There is no code_challenge yet: it is the "
                                               "base64url of a SHA-256 digest, 43 characters, and "
                                               "the browser has not computed it."};
    }

    AuthorizationRequest request;
    request.parameters.reserve(7 + desc.extra.size());
    const auto add = [&](std::string_view name, std::string value, std::string_view meaning,
                         std::string_view source) {
        ExplainedParameter& added = request.parameters.emplace_back();
        added.field.name = name;
        added.field.value = std::move(value);
        added.meaning = meaning;
        added.source = source;
    };
    constexpr std::string_view core = "RFC 6749 §4.1.1";
    constexpr std::string_view pkce = "RFC 7636 §4.3";
    add("response_type", "code",
        "Asks for an authorisation code, which only the token endpoint turns into tokens.", core);
    add("client_id", desc.client_id, "Says which registered client is asking.", core);
    add("redirect_uri", *std::move(redirect_uri),
        "Where the browser comes back to; it must equal a registered redirect URI, byte for byte.",
        core);
    if (!scopes->values.empty()) {
        add("scope", join(scopes->values),
            "What the client wants to be allowed to do, separated by spaces; the person is shown "
            "this.",
            core);
    }
    add("state", desc.state,
        "A random value that must come back unchanged, so that nobody can slip in an answer of "
        "their own.",
        core);
    add("code_challenge", desc.code_challenge,
        "The hash of a secret that stays in this tab; only who knows that secret can use the code.",
        pkce);
    add("code_challenge_method", "S256",
        "Says that the challenge is the SHA-256 of the code_verifier.", pkce);

    for (const http::Field& field : desc.extra) {
        const ExtraMeaning extra = meaning_of_extra(field.name);
        add(field.name, field.value, extra.meaning, extra.source);
    }
    if (const std::optional<std::string> repeated =
            endpoint->query.empty() && desc.extra.empty()
                ? std::nullopt // each of the above is there once
                : name_repeated(http::form_parse(endpoint->query), request.parameters)) {
        const std::string which =
            repeated->empty() ? "a parameter without a name" : "the parameter " + *repeated;
        return Error{"repeated_parameter",
                     "The authorisation endpoint's own query would repeat " + which +
                         ", which RFC 6749 §3.1 forbids. Remove it from the endpoint."};
    }

    request.url.reserve(longest_usual_url);
    request.url = desc.endpoints.authorization_endpoint;
    for (const ExplainedParameter& parameter : request.parameters)
        http::add_to_query(request.url, parameter.field);
    request.origin = http::origin(*endpoint);
    return request;
}

} // namespace oauth
