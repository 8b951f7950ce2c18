// One request while it is being answered: the part of its URL that is ours, and what the host
// gives.
#pragma once

#include "http/message.hpp"
#include "simulator/simulator.hpp"
#include "simulator/state.hpp"
#include "staging/simulated_id.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace simulator {

struct Call {
    State& state;
    const http::Request& request;
    const Host& host;
    std::int64_t now_ms = 0; // virtual clock
    std::string_view path;   // below the base URL: "/auth/oauth/token"
    std::string_view query;  // without its question mark

    // SHA-256 as base64url. Empty when the host has yet to hash it: then what follows is thrown
    // away and repeated.
    std::string digest(std::string_view text) const;

    // "sim_code_" and 24 random octets: 192 bits, more than the 128 of RFC 6749 section 10.10.
    std::string fresh_secret(std::string_view kind) const;
    // "sim_token_" and 96 bits: names a thing and opens nothing.
    std::string fresh_id(std::string_view kind) const;
    // As staging/simulated_id.hpp writes ids, with a drawn number.
    std::string fresh_uuid(staging::SimulatedKind kind) const;

    std::string issuer() const;          // of the authorisation server
    std::string resource_server() const; // base URL of the External API
};

// "Bearer abc": the scheme in lower case, because it compares without case (RFC 9110 section 11.1),
// and the rest.
struct Credentials {
    std::string scheme;
    std::string_view value;
};
// Nothing when the request has no Authorization header.
std::optional<Credentials> credentials(const http::Request& request);

// A name that occurs twice, else empty (RFC 6749 sections 3.1 and 3.2: never more than once).
std::string_view repeated_name(const http::Fields& parameters);

// Parameters without a value are treated as if they were left out (RFC 6749 sections 3.1 and 3.2).
const std::string* find_value(const http::Fields& parameters, std::string_view name);

} // namespace simulator
