// Masks secrets wherever they occur (S61): raw, percent- and form-encoded, JSON-escaped, in Base64
// at any alignment, split over lines. Values are replaced, structure stays readable, and a mask
// does not tell how long its secret is.
#pragma once

#include "http/exchange.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http {

struct Secret {
    std::string name;  // "client_secret": what the mask says
    std::string value; // shorter than 4 bytes is not searched for: it would mask half the page
    friend bool operator==(const Secret&, const Secret&) = default;
};
using Secrets = std::vector<Secret>;
class SecretSearch; // secret_search.hpp

// "‹client_secret›" in place of each occurrence.
std::string mask(std::string_view name);
std::string redact(std::string_view text, const Secrets& secrets);

// Redacts known values and, whether known or not, what stands in secret places: Authorization and
// cookie headers, every header of a request but those that are known to be open, user info in URLs,
// and whatever a name of secret_names.hpp stands before (a JSON "code" or "state" only where its
// value is known), in forms, JSON, XML and loose text. An answer that may hold tokens
// (Exchange::content) is masked as a whole when it is no JSON. Works on text that is cut off or
// malformed. Doing it twice changes nothing; the result says that it is redacted.
Exchange redact(const Exchange& exchange, const Secrets& secrets);
Exchange redact_with(const SecretSearch& search,
                     const Exchange& exchange); // one for many exchanges

} // namespace http
