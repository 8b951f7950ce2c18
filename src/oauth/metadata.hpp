// Discovery: what an authorisation server says about itself (RFC 8414, OpenID Connect Discovery
// 1.0). Nothing of it is used unless its issuer is the one that was asked for, byte for byte (S34),
// and every endpoint in it is one that a request may go to (S08).
//
//   Result<std::vector<MetadataLocation>> places = metadata_locations("https://as.example/tenant");
//   http::Request request = metadata_request(places->front().url);
//   if (!is_metadata_document(response)) ask(next_place);
//   Result<Metadata> found = process_metadata_response(response, "https://as.example/tenant");
//   if (found) use(found->endpoints, choose_authentication(*found));
//
// An issuer is anybody's: whether this page may talk to its hosts is for the caller to decide.
#pragma once

#include "http/message.hpp"
#include "oauth/client.hpp"
#include "json/json.hpp"
#include "json/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauth {

struct MetadataLocation {
    std::string url;
    std::string source; // "RFC 8414 §3.1"
    friend bool operator==(const MetadataLocation&, const MetadataLocation&) = default;
};

// In the order to ask. RFC 8414 puts its well-known part between host and path, OpenID behind the
// path, and some servers put OpenID's between (RFC 8414 section 5). An issuer is an https URL, or
// http on loopback, without query and fragment (RFC 8414 section 2).
Result<std::vector<MetadataLocation>> metadata_locations(std::string_view issuer);

http::Request metadata_request(const std::string& url);

// Is this a document at all, right or wrong? Where it is not (400, 403, 5xx, a web page), the next
// place is worth asking.
bool is_metadata_document(const http::Response& response);

struct Metadata {
    Endpoints endpoints; // with the issuer, and whether a redirect has to carry `iss` (RFC 9207)
    std::vector<std::string> token_endpoint_auth_methods; // client_secret_basic when not said
    std::vector<std::string> code_challenge_methods;      // empty when not said
    std::vector<std::string> scopes;                      // empty when not said
    std::vector<std::string> warnings;                    // sentences
    json::Value members;                                  // everything received, for display
    friend bool operator==(const Metadata&, const Metadata&) = default;
};

// Error::code: "issuer_mismatch", "insecure_endpoint", "missing_endpoint", "pkce_unsupported",
// "code_unsupported", "malformed", and those of read_answer() (oauth/error_response.hpp). A null
// member counts as absent.
Result<Metadata> process_metadata_response(const http::Response& response, std::string_view issuer);

// client_secret_basic where the server takes it, else client_secret_post, else nothing.
std::optional<ClientAuthentication> choose_authentication(const Metadata& metadata);

} // namespace oauth
