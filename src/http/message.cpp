#include "http/message.hpp"

#include "http/ascii.hpp"

namespace http {

namespace {

bool equals_without_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

} // namespace

const std::string* find_header(const Fields& headers, std::string_view name) {
    for (const Field& field : headers) {
        if (equals_without_case(field.name, name)) return &field.value;
    }
    return nullptr;
}

const std::string* find_parameter(const Fields& parameters, std::string_view name) {
    for (const Field& field : parameters) {
        if (field.name == name) return &field.value;
    }
    return nullptr;
}

std::string media_type(const Fields& headers) {
    const std::string* content_type = find_header(headers, "Content-Type");
    if (content_type == nullptr) return {};
    std::string_view type{*content_type};
    type = type.substr(0, type.find(';'));
    const std::size_t first = type.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return lower(type.substr(first, type.find_last_not_of(" \t") - first + 1));
}

std::string_view reason_phrase(int status) {
    switch (status) {
    case 100: return "Continue";
    case 101: return "Switching Protocols";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 203: return "Non-Authoritative Information";
    case 204: return "No Content";
    case 205: return "Reset Content";
    case 206: return "Partial Content";
    case 300: return "Multiple Choices";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 305: return "Use Proxy";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 402: return "Payment Required";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 407: return "Proxy Authentication Required";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 426: return "Upgrade Required";
    case 428: return "Precondition Required";           // RFC 6585
    case 429: return "Too Many Requests";               // RFC 6585
    case 431: return "Request Header Fields Too Large"; // RFC 6585
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    case 511: return "Network Authentication Required"; // RFC 6585
    default: return {};
    }
}

} // namespace http
