// HTTP messages as plain data (RFC 9110). A Request is built in one place and sent in another, so
// that it can be shown before it leaves; that split is the product.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http {

// A header field, or a parameter of a query or form. Order is kept: it is what goes over the wire.
struct Field {
    std::string name;
    std::string value;
    friend bool operator==(const Field&, const Field&) = default;
};
using Fields = std::vector<Field>;

struct Request {
    std::string method = "GET";
    std::string url; // absolute
    Fields headers;
    std::string body;
    friend bool operator==(const Request&, const Request&) = default;
};

struct Response {
    int status = 0;
    std::string status_text; // empty over HTTP/2 and later
    Fields headers;          // only those that the browser exposes
    std::string body;
    bool utf16 = false; // as it came; the body is UTF-8 now (utf16.hpp)
    friend bool operator==(const Response&, const Response&) = default;
};

// Header names compare without case (RFC 9110 section 5.1). The first match; nullptr when absent.
const std::string* find_header(const Fields& headers, std::string_view name);

// Parameter names compare exactly. The first match; nullptr when absent.
const std::string* find_parameter(const Fields& parameters, std::string_view name);

// The media type of Content-Type, lower case, without parameters; empty when absent.
std::string media_type(const Fields& headers);

// "OK", "Bad Request", ...: the words of RFC 9110 for a status whose reason phrase did not arrive.
std::string_view reason_phrase(int status);

} // namespace http
