// Exactly what was handed to the browser and what it handed back, as text, with a list of what it does
// not show a page (S68): nothing here pretends to be a packet capture.
#pragma once

#include "http/exchange.hpp"

#include <string>
#include <vector>

namespace http {

std::string raw_request(const Request& request);   // request line with target, Host, headers, blank line, body
std::string raw_response(const Response& response); // status line, headers, blank line, body

// Sentences such as "Origin, User-Agent and Accept-Language are added by the browser and hidden from pages."
std::vector<std::string> hidden_from_pages(const Exchange& exchange, bool same_origin);

} // namespace http
