// Names behind which a secret stands whatever its value is: parameters and JSON members.
#pragma once

#include <string_view>

namespace http {

// "Client-Secret", "clientSecret" and "client_secret" are all client_secret. Empty when the name
// promises no secret.
std::string_view secret_name(std::string_view name);

// Whether mask() of this name is written by redaction itself, known secrets aside.
bool is_mask_name(std::string_view name);

} // namespace http
