// An Exchange as JSON, so that the redacted list of them survives the page load that an
// authorisation is. What comes back was in storage, where anybody's script may have written: it is
// checked and capped, and nothing is believed in part.
//
//   json::dump(to_json(redact(exchange, secrets)))
//
// Text that is not UTF-8 loses its broken bytes to U+FFFD on the way.
#pragma once

#include "http/exchange.hpp"
#include "json/json.hpp"

#include <optional>

namespace http {

json::Value to_json(const Exchange& exchange);

// Nothing when a member is missing, of the wrong kind, out of range, too long, or contradicts
// another.
std::optional<Exchange> exchange_from_json(const json::Value& value);

} // namespace http
