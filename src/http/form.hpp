// application/x-www-form-urlencoded as the WHATWG URL standard writes it: space becomes "+", the
// bytes of letters, digits and "-._*" stay, everything else is percent-encoded UTF-8. RFC 6749
// Appendix B asks for this encoding in queries, bodies and, before Base64, in the Basic header.
#pragma once

#include "http/message.hpp"

#include <string>
#include <string_view>

namespace http {

std::string form_encode(std::string_view text);
std::string form_encode(const Fields& fields);
void append_form_encoded(std::string& out, std::string_view text);

// Broken escapes stay as they are, as browsers do; the result may hold any bytes.
std::string form_decode(std::string_view text);
Fields form_parse(std::string_view query_or_body);

// "%20" for a space and only the unreserved set of RFC 3986 kept: for path segments.
std::string percent_encode(std::string_view text);

} // namespace http
