// Numeric hosts as browsers read them (WHATWG URL, section 3.5). They matter here because a browser
// rewrites the unusual spellings ("127.1", "[0::1]"), and because loopback is a property of the
// number.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace http {

using Ipv4 = std::array<std::uint8_t, 4>;
using Ipv6 = std::array<std::uint16_t, 8>;

// Four decimal numbers without leading zeros, nothing else.
std::optional<Ipv4> parse_ipv4(std::string_view text);

// RFC 4291 section 2.2 without brackets and without a zone. "::ffff:127.0.0.1" is understood.
std::optional<Ipv6> parse_ipv6(std::string_view text);

// The shortest spelling, lower case (RFC 5952 section 4), without brackets.
std::string to_string(const Ipv6& address);

} // namespace http
