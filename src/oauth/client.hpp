// The client as the authorisation server knows it (RFC 6749 section 2), and how it proves itself.
//
//   http::Request request = client_request(endpoint, client, {{"grant_type", "refresh_token"}, ...});
#pragma once

#include "http/message.hpp"
#include "json/result.hpp"

#include <string>
#include <string_view>

namespace oauth {

// RFC 6749 section 2.3.1. Exactly one method per request (S26).
enum class ClientAuthentication {
    // Authorization header: what Pleo documents as the supported method.
    client_secret_basic,
    // In the body: what Pleo's how-to pages list; unverified whether the server takes it.
    client_secret_post,
};

struct Client {
    std::string client_id;
    std::string client_secret;
    std::string redirect_uri;
    ClientAuthentication authentication = ClientAuthentication::client_secret_basic;
    friend bool operator==(const Client&, const Client&) = default;
};

struct Endpoints {
    std::string authorization_endpoint;
    std::string token_endpoint;
    std::string introspection_endpoint;   // empty: the environment has none
    std::string issuer;                   // empty: not known, then `iss` is shown but not compared
    bool iss_parameter_supported = false; // RFC 9207: then a redirect without `iss` is refused
    std::string revocation_endpoint = {}; // RFC 7009; empty: the environment has none
    friend bool operator==(const Endpoints&, const Endpoints&) = default;
};

// "Basic " + base64(form(id) ":" form(secret)): encoded before Base64 (RFC 6749 Appendix B, S27).
std::string basic_credentials(const Client& client);

// True when the form-encoding changes id or secret: then some servers want one, some the other.
bool basic_encoding_matters(const Client& client);

// A POST of the form to `endpoint`, with Accept: application/json and the client's authentication
// behind everything else (S25).
http::Request client_request(const std::string& endpoint, const Client& client, http::Fields form);

// S07: an endpoint URL without query or fragment, returned byte for byte as it came.
Result<std::string> check_redirect_uri(std::string_view redirect_uri);

} // namespace oauth
