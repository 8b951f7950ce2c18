// Bodies in UTF-16. JSON that is exchanged is UTF-8 (RFC 8259 section 8.1); some servers send the other
// all the same, and where a byte order mark says so, nothing is left to guess.
#pragma once

#include "http/message.hpp"

namespace http {

// Turns such a body into UTF-8, without its mark, and notes that in Response::utf16. Half a surrogate
// pair becomes U+FFFD. Any other body stays as it is.
void read_utf16(Response& response);

} // namespace http
