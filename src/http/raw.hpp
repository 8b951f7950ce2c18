// Exactly what was handed to the browser and what it handed back, as text, with a list of what it
// does not show a page (S68): nothing here pretends to be a packet capture.
#pragma once

#include "http/exchange.hpp"

#include <string>
#include <vector>

namespace http {

// Request line with its target, Host, headers, blank line, body.
std::string raw_request(const Request& request);

// Status line, headers, blank line, body. The words of RFC 9110 where no reason phrase arrived.
std::string raw_response(const Response& response);

// Sentences for people: what the browser adds, asks, follows and withholds without telling the
// page, as far as it can have happened to this exchange. `same_origin`: it went to the origin of the
// page itself.
std::vector<std::string> hidden_from_pages(const Exchange& exchange, bool same_origin);

} // namespace http
