// The authorisation request (RFC 6749 section 4.1.1 with RFC 7636 section 4.3).
//
//   Result<AuthorizationRequest> request = authorization_request(desc);
//   if (request) show(request->origin, request->parameters); // and then navigate to request->url
#pragma once

#include "http/message.hpp"
#include "oauth/client.hpp"
#include "json/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace oauth {

// A parameter with what it is for, so that the page can explain what it is about to send.
struct ExplainedParameter {
    http::Field field;
    std::string_view meaning; // one sentence
    std::string_view source;  // "RFC 6749 §4.1.1"
    friend bool operator==(const ExplainedParameter&, const ExplainedParameter&) = default;
};

struct AuthorizationRequest {
    std::string url;
    std::string origin; // where the person is about to go: the button shows it (S12)
    std::vector<ExplainedParameter> parameters;
    friend bool operator==(const AuthorizationRequest&, const AuthorizationRequest&) = default;
};

struct AuthorizationDesc {
    Endpoints endpoints;
    std::string client_id;
    std::string redirect_uri;
    std::string scope; // as typed; may be empty, then left out
    std::string state;
    std::string code_challenge;
    http::Fields extra = {}; // of parse_extra_parameters() (oauth/extra_parameters.hpp)
};

// Always response_type=code and code_challenge_method=S256 (S01, S02). Keeps the endpoint's own
// query (S09).
Result<AuthorizationRequest> authorization_request(const AuthorizationDesc& desc);

} // namespace oauth
