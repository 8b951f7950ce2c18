// Base64 (RFC 4648): section 4 for HTTP Basic, section 5 without padding for PKCE.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace http {

std::string base64_encode(std::string_view bytes);
std::string base64url_encode(std::string_view bytes);               // no padding
std::optional<std::string> base64_decode(std::string_view text);    // strict, padding required
std::optional<std::string> base64url_decode(std::string_view text); // strict, padding refused
// Whether base64url_decode() has something to say, and of how many bytes.
bool is_base64url_of(std::size_t bytes, std::string_view text);

} // namespace http
