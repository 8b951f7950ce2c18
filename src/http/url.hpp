// URLs, strictly (RFC 3986): what is unusual is refused rather than repaired, because a playground
// that compares redirect URIs byte for byte (RFC 6749 section 3.1.2) must never change one
// silently.
#pragma once

#include "http/message.hpp"
#include "json/result.hpp"

#include <string>
#include <string_view>

namespace http {

struct Url {
    std::string scheme; // lower case
    std::string user_info;
    std::string host; // lower case; IPv6 in brackets
    std::string port; // digits as written, empty when absent
    std::string path; // "" or starts with "/"
    std::string query;
    std::string fragment;
    bool has_user_info = false;
    bool has_query = false;
    bool has_fragment = false;
    friend bool operator==(const Url&, const Url&) = default;
};

// Absolute http and https URLs only. Refuses white space, control characters, backslashes, bytes
// outside ASCII, broken percent-encodings, and whatever a browser would rewrite on the way: dot
// segments, unusual IPv4 addresses, ports with leading zeros, apostrophes in a query; and what none of
// them ever connects to: addresses that are none (0.0.0.0, [::]), and the ports that are blocked. Each
// with a message that names what and where.
Result<Url> parse_url(std::string_view text);

std::string to_string(const Url& url);

// scheme "://" host [":" port], default ports left out: the origin as browsers print it.
std::string origin(const Url& url);

// localhost, *.localhost, 127.0.0.0/8, [::1].
bool is_loopback(const Url& url);

// S08: https, or http on loopback; no user info; no fragment. The reason when it is not.
Result<Url> parse_endpoint(std::string_view text);

// Adds parameters to the query, keeping the one that is there (S09). Encoded as a form.
std::string with_query(std::string_view url, const Fields& parameters);
// The same for one parameter, of a URL without a fragment.
void add_to_query(std::string& url, const Field& parameter);

} // namespace http
