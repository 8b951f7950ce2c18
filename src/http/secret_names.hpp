// Names behind which a secret stands whatever its value is: parameters, JSON members, elements,
// headers; and values that look like one whatever their name is.
#pragma once

#include <string_view>

namespace http {

// "Client-Secret", "clientSecret" and "client_secret" are all client_secret; a name that no list has
// ("sessionToken", "x-api-key", "signing_secret") gives its kind: token, api_key, secret, password.
// Empty when the name promises no secret.
std::string_view secret_name(std::string_view name);

// Whether mask() of this name is written by redaction itself, known secrets aside.
bool is_mask_name(std::string_view name);

// May the value of this request header be shown? What a page or a browser sets for itself; whatever
// else a person types as a header may be a credential.
bool is_open_header(std::string_view name);

// Sixteen characters or more of those that tokens are made of, letters and digits mixed.
bool looks_like_credential(std::string_view value);

// Members that an answer of an authorisation server has besides tokens: never masked by their shape.
bool is_open_member(std::string_view name);

} // namespace http
