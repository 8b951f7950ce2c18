// How the registered client proves itself at the token endpoint (RFC 6749 section 2.3.1). There is
// one client, and its secret is public (staging/simulated_client.hpp), yet it is checked as if it
// were not.
#pragma once

#include "http/message.hpp"
#include "simulator/call.hpp"

#include <optional>
#include <string_view>

namespace simulator {

// The secret of the one client; another one, full of characters that a form encodes, on the bench.
inline constexpr std::string_view reserved_client_secret = "sim_secret_+/ %41:&=4d1f0c2e";
std::string_view client_secret(const Call& call);

enum class AcceptedMethods {
    // The token endpoint: Pleo documents the header, its how-to pages list body parameters.
    basic_or_body,
    // Introspection: Pleo mentions the header only.
    basic_only,
};

// The refusal: 401 with WWW-Authenticate for a client that is not proven, 400 for two methods at
// once. Nothing when the client is who it says.
std::optional<http::Response> refuse_client(const Call& call, const http::Fields& form,
                                            AcceptedMethods accepted);

// What both endpoints of the client want before anything else: POST, a form, nothing in the query,
// nothing twice.
std::optional<http::Response> refuse_form(const http::Request& request, std::string_view query,
                                          const http::Fields& form);

} // namespace simulator
