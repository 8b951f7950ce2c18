#include "oauth/authorization.hpp"

#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/url.hpp"
#include "oauth/scope.hpp"
#include "oauth/vschar.hpp"

#include <optional>
#include <set>
#include <utility>

namespace oauth {

namespace {

constexpr std::size_t challenge_characters = 43; // base64url of a SHA-256 digest

bool is_s256_challenge(const std::string& challenge) {
    return challenge.size() == challenge_characters &&
           http::base64url_decode(challenge).has_value();
}

// A name may be empty, and repeated all the same.
std::optional<std::string> name_repeated(const http::Fields& fields) {
    std::set<std::string> seen;
    for (const http::Field& field : fields) {
        if (!seen.insert(field.name).second) return field.name;
    }
    return std::nullopt;
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
    const Result<std::string> redirect_uri = check_redirect_uri(desc.redirect_uri);
    if (!redirect_uri) {
        return Error{redirect_uri.error().code, "Redirect URI: " + redirect_uri.error().message};
    }
    const Result<Scopes> scopes = parse_scopes(desc.scope);
    if (!scopes) return scopes.error();
    if (desc.state.empty() || !is_vschar(desc.state)) {
        return Error{"missing_state",
                     "There is no state yet. It needs fresh randomness from the browser."};
    }
    if (!is_s256_challenge(desc.code_challenge)) {
        return Error{"missing_code_challenge", "There is no code_challenge yet: it is the "
                                               "base64url of a SHA-256 digest, 43 characters, and "
                                               "the browser has not computed it."};
    }

    AuthorizationRequest request;
    const auto add = [&request](std::string name, std::string value, std::string meaning,
                                std::string source) {
        request.parameters.push_back(
            {{std::move(name), std::move(value)}, std::move(meaning), std::move(source)});
    };
    const std::string core = "RFC 6749 §4.1.1";
    const std::string pkce = "RFC 7636 §4.3";
    add("response_type", "code",
        "Asks for an authorisation code, which only the token endpoint turns into tokens.", core);
    add("client_id", desc.client_id, "Says which registered client is asking.", core);
    add("redirect_uri", *redirect_uri,
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

    http::Fields added;
    for (const ExplainedParameter& parameter : request.parameters)
        added.push_back(parameter.field);
    http::Fields all = http::form_parse(endpoint->query);
    all.insert(all.end(), added.begin(), added.end());
    if (const std::optional<std::string> repeated = name_repeated(all)) {
        const std::string which =
            repeated->empty() ? "a parameter without a name" : "the parameter " + *repeated;
        return Error{"repeated_parameter",
                     "The authorisation endpoint's own query would repeat " + which +
                         ", which RFC 6749 §3.1 forbids. Remove it from the endpoint."};
    }

    request.url = http::with_query(desc.endpoints.authorization_endpoint, added);
    request.origin = http::origin(*endpoint);
    return request;
}

} // namespace oauth
