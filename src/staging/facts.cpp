#include "staging/facts.hpp"

#include <algorithm>
#include <cstdlib>

namespace staging {
namespace {

std::vector<Fact> make_facts() {
    using enum Standing;
    return {
        // Where the documentation disagrees with itself or with what a page can do.
        {"client_authentication",
         "Client configuration names client_secret_basic as the only supported method; the how-to "
         "pages list "
         "client_id and client_secret as parameters of the request. This playground sends the "
         "header unless told "
         "otherwise.",
         contradictory, "/docs/client-configuration"},
        {"client_authentication_post",
         "Whether the token endpoint also takes the credentials in the body has not been seen.",
         unknown,
         "/docs/current/how-tos/oauth/how-to-handle-redirects-and-exchange-authorisation-code"},
        {"secret_in_browser",
         "Tokens are to be exchanged and refreshed from a secure backend, never from a frontend, "
         "and a client secret "
         "is not to be stored on client devices. A browser is for trying Staging only.",
         documented,
         "/docs/current/how-tos/oauth/how-to-handle-redirects-and-exchange-authorisation-code"},
        {"access_token_in_browser", "Access tokens are never to be exposed to frontend clients.",
         documented, "/docs/current/how-tos/oauth/how-to-call-pleo-apis-using-access-tokens"},
        {"cors",
         "No page says whether the token endpoint or the API answers a browser on another origin "
         "(CORS).",
         unknown, "Fetch standard, CORS protocol"},
        {"public_clients",
         "Public clients are described as PKCE with S256 and no secret, but every documented way "
         "to register ends "
         "with an id and a secret.",
         contradictory,
         "/docs/current/integration-design/auth/oauth/implementing-oauth/"
         "integration-design-auth-oauth-pkce-and-secured-patterns"},
        {"token_format", "Tokens are opaque: they are not to be parsed or decoded.", documented,
         "/docs/current/integration-design/auth/oauth/token-lifecycle/"
         "integration-design-auth-oauth-token-overview"},
        {"state",
         "One page lists state among the parameters that a request must include, an older one "
         "calls it optional. "
         "The flow must not go on when it does not match.",
         contradictory,
         "/docs/current/how-tos/oauth/how-to-direct-users-to-the-authorisation-endpoint"},
        {"pkce", "PKCE is required by default, with S256 only; plain is not accepted.", documented,
         "/docs/current/integration-design/auth/oauth/getting-set-up/oauth-client-configuration"},
        {"redirect_uri",
         "A redirect URI must match a registered one exactly: no wildcards, https, and http for "
         "localhost only.",
         documented,
         "/docs/current/integration-design/auth/oauth/getting-set-up/oauth-client-registration"},
        {"scopes",
         "Scopes are written resource:permission, are fixed when the client is registered, and are "
         "asked for again in "
         "the authorisation request.",
         documented, "/docs/current/authentication/api-scopes"},
        {"tags_scope",
         "Public code spells the scope of tags both tag-groups and tag-group; this playground uses "
         "tag-groups.",
         contradictory, "public client code"},
        {"test_scope",
         "test:test is a scope for trying the flow. Whether every Staging client may still ask for "
         "it is not known.",
         documented,
         "/docs/current/how-tos/oauth/how-to-direct-users-to-the-authorisation-endpoint"},

        // The life of a token.
        {"expires_in",
         "The life of an access token is told by expires_in, in seconds. No number is documented, "
         "so it is always "
         "read.",
         documented,
         "/docs/current/integration-design/auth/oauth/token-lifecycle/"
         "integration-design-auth-oauth-token-overview"},
        {"refresh_lifetime",
         "A refresh token lives for at least 60 days, may be revoked earlier, and is promised "
         "nothing after that.",
         documented,
         "/docs/current/integration-design/auth/oauth/token-lifecycle/"
         "integration-design-auth-oauth-token-overview"},
        {"rotation",
         "A refresh returns a new access token and a new refresh token, and all previous ones are "
         "invalid at once. "
         "An older page calls the new refresh token optional.",
         contradictory,
         "/docs/current/integration-design/auth/oauth/token-lifecycle/"
         "integration-design-auth-oauth-centralised-token-refresh"},
        {"refresh_expired",
         "Using an expired refresh token invalidates all active refresh tokens of that "
         "authorisation.",
         documented,
         "/docs/current/integration-design/auth/oauth/token-lifecycle/"
         "integration-design-auth-oauth-token-overview"},
        {"refresh_reuse",
         "What happens when a rotated refresh token is used again, beyond a failure, is not "
         "documented.",
         unknown, "RFC 9700 §4.14.2"},
        {"refresh_errors",
         "A refused refresh is documented as invalid_grant or invalid_token; public code also "
         "expects "
         "invalid_refresh_token. The exact answer has not been seen.",
         contradictory,
         "/docs/current/integration-design/auth/oauth/token-lifecycle/"
         "integration-design-auth-oauth-refresh-token-expiry-revocation"},
        {"introspection",
         "The client that obtained a token can introspect it, access or refresh token, with HTTP "
         "Basic.",
         documented,
         "/docs/current/integration-design/auth/oauth/token-lifecycle/"
         "integration-design-auth-oauth-token-introspection"},
        {"introspection_scope",
         "An older page says that introspection tells the scopes, but the table of fields has no "
         "scope.",
         contradictory, "/docs/access-tokens-introspection"},
        {"revocation_endpoint",
         "No revocation endpoint (RFC 7009) is documented. DELETE /v1/installations/me removes the "
         "installation and "
         "revokes all tokens of the client.",
         documented, "OpenAPI: App Marketplace 39.4.0"},
        {"disconnect_radius",
         "Whether DELETE /v1/installations/me ends one company's tokens or every token of the "
         "client is not said.",
         unknown, "OpenAPI: App Marketplace 39.4.0"},
        {"client_secret_is_no_credential",
         "A client secret is never an API credential: the API takes an access token in "
         "Authorization: Bearer.",
         documented, "/docs/current/getting-started/testing-and-environments"},
        {"discovery",
         "No discovery document, key set, userinfo or dynamic registration is documented.", unknown,
         "RFC 8414"},

        // What only a run against Staging can tell.
        {"token_response",
         "The fields of the token response were not seen in full: token_type and scope are "
         "expected from the RFC.",
         unknown, "RFC 6749 §5.1"},
        {"code_lifetime", "An authorisation code is called short-lived; no number is given.",
         unknown,
         "/docs/current/how-tos/oauth/how-to-handle-redirects-and-exchange-authorisation-code"},
        {"token_errors",
         "The errors of the token endpoint for a bad or reused code, a wrong verifier, redirect "
         "URI or secret are not "
         "documented.",
         unknown, "RFC 6749 §5.2"},
        {"authorization_errors",
         "The errors on the redirect, and what an unregistered redirect URI or scope leads to, are "
         "not documented.",
         unknown, "RFC 6749 §4.1.2.1"},
        {"subject_urn",
         "A parameter urn_pleo_params_oauth_subject is named without a visible explanation. It is "
         "shown and not "
         "interpreted.",
         unknown, "/docs/current/how-tos/oauth/how-to-direct-users-to-the-authorisation-endpoint"},
        {"api_errors",
         "The body and the WWW-Authenticate header of a 401 or 403 are not documented, nor are "
         "rate limits or request "
         "ids.",
         unknown, "/reference/errors-1"},
        {"loopback_redirect",
         "http is allowed for localhost. Whether 127.0.0.1 or several ports may be registered is "
         "not said.",
         unknown,
         "/docs/current/integration-design/auth/oauth/getting-set-up/oauth-client-registration"},
        {"installation_scopes",
         "No scope is documented for installations, webhooks or GET /v1/introspect.", unknown,
         "OpenAPI: App Marketplace 39.4.0"},
        {"page_limits", "Default and maximum of limit are not documented.", unknown,
         "/reference/pagination"},

        // Getting access.
        {"access_request",
         "Staging is opened for partners by request: a form, a review, a registration, then a "
         "company with dummy data "
         "and a client id and secret.",
         documented, "/docs/current/how-tos/environment-access/how-to-get-access-to-staging-oauth"},
        {"credentials_deadline",
         "Log-in and credentials have to be fetched from the vault within 7 days.", documented,
         "/docs/current/how-tos/environment-access/how-to-get-access-to-staging-oauth"},
        {"branding", "A client must not use Pleo's branding or claim to be Pleo.", documented,
         "/docs/current/how-tos/oauth/how-to-register-an-oauth-client"},
    };
}

} // namespace

const std::vector<Fact>& facts() {
    static const std::vector<Fact> all = make_facts();
    return all;
}

const Fact& fact(std::string_view id) {
    const auto found = std::find_if(facts().begin(), facts().end(),
                                    [id](const Fact& each) { return each.id == id; });
    if (found == facts().end()) std::abort();
    return *found;
}

} // namespace staging
