#include "http/url.hpp"

#include "http/ascii.hpp"
#include "http/form.hpp"
#include "http/ip_address.hpp"
#include "http/utf8.hpp"

#include <algorithm>
#include <optional>

namespace http {

namespace {

constexpr std::size_t longest_url = std::size_t{32} * 1024;

std::string at_position(std::size_t offset) { return "at position " + std::to_string(offset + 1); }

[[gnu::noinline]] Error no_url(std::string code, std::string message) {
    return Error{std::move(code), std::move(message)};
}

// What a character is called when it is the reason why there is no URL.
std::string name_of(char c) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
    case ' ': return "a space";
    case '\t': return "a tab";
    case '\n': return "a line break";
    case '\r': return "a carriage return";
    case '\\': return "a backslash";
    default: break;
    }
    if (byte < 0x20 || byte == 0x7F) return "the control character " + code_point_name(byte);
    return std::string{"the character “"} + c + "”";
}

// What stands in a URI as itself: visible ASCII without these.
constexpr auto is_url_character = [](unsigned char c) {
    return (c > ' ') & (c <= '~') & (c != '"') & (c != '%') & (c != '<') & (c != '>') &
           (c != '\\') & (c != '^') & (c != '`') & (c != '{') & (c != '|') & (c != '}');
};

// Only what RFC 3986 lets a URI consist of. Brackets are for the host and looked at there.
std::optional<Error> find_bad_character(std::string_view text) {
    if (every(text, is_url_character)) return std::nullopt;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) >= 0x80) {
            const CodePoint point = decode_utf8(text, i);
            const std::string name =
                point.valid ? code_point_name(point.value) : "a byte that is not UTF-8";
            return no_url("url_non_ascii",
                          "A URL is written in ASCII, but this one holds " + name + " " +
                              at_position(i) +
                              ". Write a host in its “xn--” form and percent-encode "
                              "everything else.");
        }
        if (c == '%') {
            const bool whole =
                i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
            if (whole) continue;
            return no_url("url_escape",
                          "The “%” " + at_position(i) +
                              " is not followed by two hexadecimal digits. A percent sign "
                              "itself is written %25.");
        }
        if (is_url_character(static_cast<unsigned char>(c))) continue;
        return no_url("url_character", "A URL cannot hold " + name_of(c) + ", as this one does " +
                                           at_position(i) + ".");
    }
    return std::nullopt;
}

Error not_absolute(std::string_view text) {
    // "javascript:" is a scheme, "localhost:8080" is not.
    const std::size_t end = std::min(text.find_first_of(":/?#."), text.size());
    const bool has_scheme = end > 0 && end <= 20 && text.substr(end, 1) == ":" &&
                            (end + 1 == text.size() || !is_digit(text[end + 1]));
    if (has_scheme) {
        return no_url("url_scheme",
                      "Only https and http URLs are possible here; this one begins with “" +
                          std::string{text.substr(0, end + 1)} + "”.");
    }
    return no_url("url_scheme", "This is not an absolute URL. Begin it with “https://”.");
}

[[gnu::noinline]] Error no_host(std::string_view address) {
    return no_url("url_host", std::string{address} +
                                  " is the address of nobody. Write the one that is meant, "
                                  "such as 127.0.0.1.");
}

// Browsers read a host whose last label is a number as an IPv4 address, and rewrite it.
bool looks_like_ipv4(std::string_view host) {
    const std::string_view last = host.substr(host.rfind('.') + 1);
    if (last.find_first_not_of("0123456789") == std::string_view::npos) return true;
    return last.starts_with("0x") &&
           last.find_first_not_of("0123456789abcdef", 2) == std::string_view::npos;
}

std::optional<Error> find_bad_host(std::string_view host, std::size_t offset) {
    if (host.empty()) return no_url("url_host", "The host is missing after “://”.");
    if (host.size() > 253) return no_url("url_host", "The host is longer than 253 characters.");
    for (std::size_t i = 0; i < host.size(); ++i) {
        const char c = host[i];
        if (is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_') continue;
        return no_url("url_host", "A host cannot hold " + name_of(c) + ", as this one does " +
                                      at_position(offset + i) + ".");
    }
    std::size_t start = 0;
    while (start <= host.size()) {
        const std::size_t dot = std::min(host.find('.', start), host.size());
        if (dot == start) {
            return no_url("url_host", "The host has an empty part " + at_position(offset + start) +
                                          ": look for a dot too many.");
        }
        if (dot - start > 63) {
            return no_url("url_host", "A part of the host is longer than 63 characters.");
        }
        start = dot + 1;
    }
    if (!looks_like_ipv4(host)) return std::nullopt;
    const std::optional<Ipv4> address = parse_ipv4(host);
    if (!address) {
        return no_url("url_host",
                      "Write an IPv4 address as four decimal numbers, such as 127.0.0.1: "
                      "browsers rewrite every other form.");
    }
    if ((*address)[0] == 0) return no_host(host);
    return std::nullopt;
}

// Some systems take an address of nobody for the own computer, and one of IPv4 in the clothes of IPv6
// hides which it is.
[[gnu::noinline]] std::optional<Error> find_bad_address(const Ipv6& address) {
    const auto zeros =
        std::find_if(address.begin(), address.end(), [](auto part) { return part != 0; });
    const auto leading = zeros - address.begin();
    if (leading >= 8) return no_host("[::]");
    // ::a.b.c.d and ::ffff:a.b.c.d
    if (leading == 6 || (leading == 5 && address[5] == 0xFFFF))
        return no_url("url_host", "Write an IPv4 address as such, not as one of IPv6.");
    return std::nullopt;
}

// Fetch standard, "bad port": browsers connect to none of them. As code, which a page without such a
// port never loads; a table would be data of the first part.
// clang-format off
[[gnu::noinline]] bool is_blocked(unsigned port) {
    switch (port) {
    case 0: case 1: case 7: case 9: case 11: case 13: case 15: case 17:
    case 19: case 20: case 21: case 22: case 23: case 25: case 37: case 42:
    case 43: case 53: case 69: case 77: case 79: case 87: case 95: case 101:
    case 102: case 103: case 104: case 109: case 110: case 111: case 113: case 115:
    case 117: case 119: case 123: case 135: case 137: case 139: case 143: case 161:
    case 179: case 389: case 427: case 465: case 512: case 513: case 514: case 515:
    case 526: case 530: case 531: case 532: case 540: case 548: case 554: case 556:
    case 563: case 587: case 601: case 636: case 989: case 990: case 993: case 995:
    case 1719: case 1720: case 1723: case 2049: case 3659: case 4045: case 4190: case 5060:
    case 5061: case 6000: case 6566: case 6665: case 6666: case 6667: case 6668: case 6669:
    case 6679: case 6697: case 10080:
        return true;
    default:
        return false;
    }
}
// clang-format on

std::optional<Error> find_bad_port(std::string_view port) {
    if (port.empty()) return no_url("url_port", "The port is missing after “:”.");
    unsigned number = 0;
    for (const char c : port) {
        if (!is_digit(c))
            return no_url("url_port", "A port is a number; this one holds " + name_of(c) + ".");
        number = number * 10 + static_cast<unsigned>(c - '0');
        if (number > 65535) return no_url("url_port", "A port is at most 65535.");
    }
    if (number <= 10080 && number != 8080 && is_blocked(number)) {
        return no_url("url_port", "Browsers never connect to port " + std::to_string(number) +
                                      " (Fetch standard, “bad port”).");
    }
    if (port[0] == '0') {
        return no_url("url_port", "Write the port without a leading zero: browsers remove it.");
    }
    return std::nullopt;
}

// host [ ":" port ], with the host in brackets when it is an IPv6 address.
std::optional<Error> read_host_and_port(std::string_view text, std::size_t offset, Url& url) {
    std::optional<std::string_view> port;
    if (text.starts_with('[')) {
        const std::size_t close = text.find(']');
        const std::string_view literal =
            text.substr(1, close == std::string_view::npos ? 0 : close - 1);
        const std::optional<Ipv6> address = parse_ipv6(literal);
        if (!address) {
            return no_url("url_host",
                          "The brackets " + at_position(offset) + " hold no IPv6 address.");
        }
        if (auto error = find_bad_address(*address)) return error;
        url.host = "[" + to_string(*address) + "]";
        const std::string_view rest = text.substr(close + 1);
        if (rest.starts_with(':')) {
            port = rest.substr(1);
        } else if (!rest.empty()) {
            return no_url("url_host", "After the IPv6 address comes “:” and a port, or nothing.");
        }
    } else {
        const std::size_t colon = text.find(':');
        if (colon != std::string_view::npos) port = text.substr(colon + 1);
        url.host = lower(text.substr(0, colon));
        if (auto error = find_bad_host(url.host, offset)) return error;
    }
    if (!port) return std::nullopt;
    url.port = *port;
    return find_bad_port(*port);
}

std::optional<Error> find_bracket(std::string_view part, std::size_t offset) {
    const std::size_t i = std::min(part.find('['), part.find(']'));
    if (i == std::string_view::npos) return std::nullopt;
    return no_url("url_character",
                  "Outside of an IPv6 address “[” is written %5B and “]” is written %5D; "
                  "this one stands " +
                      at_position(offset + i) + ".");
}

// Browsers remove "." and ".." and what stands before them, so that such a path changes on the way.
bool is_dot_segment(std::string_view segment) {
    std::string plain;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        if (segment.substr(i, 2) == "%2" && i + 2 < segment.size() &&
            lower(segment[i + 2]) == 'e') {
            plain += '.';
            i += 2;
        } else {
            plain += segment[i];
        }
        if (plain.size() > 2) return false;
    }
    return plain == "." || plain == "..";
}

std::optional<Error> find_dot_segment(std::string_view path) {
    while (!path.empty()) {
        path.remove_prefix(1); // "/"
        const std::string_view segment = path.substr(0, path.find('/'));
        if (!segment.empty() && (segment[0] == '.' || segment[0] == '%') &&
            is_dot_segment(segment)) {
            return no_url("url_dot_segment",
                          "The path holds “" + std::string{segment} +
                              "” as a part of its own. Browsers resolve it, so write the "
                              "path that you mean.");
        }
        path.remove_prefix(segment.size());
    }
    return std::nullopt;
}

std::optional<Error> read_url(std::string_view text, Url& url) {
    if (text.empty()) return no_url("url_empty", "The URL is empty.");
    if (text.size() > longest_url) {
        return no_url("url_too_long",
                      "The URL is longer than " + std::to_string(longest_url) + " bytes.");
    }
    if (auto error = find_bad_character(text)) return error;

    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return not_absolute(text);
    url.scheme = lower(text.substr(0, colon));
    if (url.scheme != "http" && url.scheme != "https") return not_absolute(text);
    if (text.substr(colon + 1, 2) != "//") {
        return no_url("url_scheme", "“" + url.scheme + ":” must be followed by “//”.");
    }

    const std::size_t authority_start = colon + 3;
    std::size_t authority_end = authority_start;
    while (authority_end < text.size() && text[authority_end] != '/' &&
           text[authority_end] != '?' && text[authority_end] != '#')
        ++authority_end;
    std::string_view authority = text.substr(authority_start, authority_end - authority_start);
    std::size_t host_start = authority_start;
    if (const std::size_t at = authority.find('@'); at != std::string_view::npos) {
        url.has_user_info = true;
        url.user_info = authority.substr(0, at);
        if (auto error = find_bracket(url.user_info, authority_start)) return error;
        authority.remove_prefix(at + 1);
        host_start += at + 1;
    }
    if (auto error = read_host_and_port(authority, host_start, url)) return error;

    if (auto error = find_bracket(text.substr(authority_end), authority_end)) return error;
    const std::size_t hash = std::min(text.find('#', authority_end), text.size());
    const std::size_t question = std::min(text.substr(0, hash).find('?', authority_end), hash);
    url.path = text.substr(authority_end, question - authority_end);
    url.has_query = question < hash;
    if (url.has_query) url.query = text.substr(question + 1, hash - question - 1);
    url.has_fragment = hash < text.size();
    if (url.has_fragment) url.fragment = text.substr(hash + 1);
    if (url.fragment.find('#') != std::string::npos) {
        return no_url("url_character", "A URL holds at most one “#”.");
    }
    if (auto error = find_dot_segment(url.path)) return error;
    if (url.query.find('\'') != std::string::npos) {
        return no_url("url_character",
                      "In a query an apostrophe is written %27: browsers send it so.");
    }
    return std::nullopt;
}

std::optional<Error> find_unfit_endpoint(const Url& url) {
    if (url.has_user_info) {
        return no_url("url_user_info",
                      "A URL must not hold a user name or password before “@”: it would be "
                      "sent, logged and shown with the address.");
    }
    if (url.has_fragment) {
        return no_url("url_fragment",
                      "This URL must not hold a fragment: remove “#” and what follows.");
    }
    if (url.scheme == "http" && !is_loopback(url)) {
        return no_url("url_insecure",
                      "Use https: without it, everybody on the way reads what is sent. Plain "
                      "http is possible on this computer only (localhost).");
    }
    return std::nullopt;
}

} // namespace

// The URL is read where it will stay: its seven texts are moved nowhere.
Result<Url> parse_url(std::string_view text) {
    Result<Url> url{Url{}};
    if (std::optional<Error> error = read_url(text, *url)) url = *std::move(error);
    return url;
}

std::string to_string(const Url& url) {
    std::string text = url.scheme + "://";
    if (url.has_user_info) text += url.user_info + "@";
    text += url.host;
    if (!url.port.empty()) text += ":" + url.port;
    text += url.path;
    if (url.has_query) text += "?" + url.query;
    if (url.has_fragment) text += "#" + url.fragment;
    return text;
}

std::string origin(const Url& url) {
    std::string text;
    text.reserve(url.scheme.size() + url.host.size() + url.port.size() + 4);
    text.append(url.scheme).append("://").append(url.host);
    const std::string_view default_port = url.scheme == "https" ? "443" : "80";
    if (!url.port.empty() && url.port != default_port) text += ":" + url.port;
    return text;
}

bool is_loopback(const Url& url) {
    if (url.host == "localhost" || url.host.ends_with(".localhost") || url.host == "[::1]")
        return true;
    const std::optional<Ipv4> address = parse_ipv4(url.host);
    return address && (*address)[0] == 127;
}

Result<Url> parse_endpoint(std::string_view text) {
    Result<Url> url{Url{}};
    std::optional<Error> error = read_url(text, *url);
    if (!error) error = find_unfit_endpoint(*url);
    if (error) url = *std::move(error);
    return url;
}

std::string with_query(std::string_view url, const Fields& parameters) {
    if (parameters.empty()) return std::string{url};
    const std::size_t hash = std::min(url.find('#'), url.size());
    std::string result{url.substr(0, hash)};
    for (const Field& parameter : parameters)
        add_to_query(result, parameter);
    result += url.substr(hash);
    return result;
}

void add_to_query(std::string& url, const Field& parameter) {
    const std::size_t question = url.find('?');
    if (question == std::string::npos) {
        url += '?';
    } else if (question + 1 != url.size() && url.back() != '&') {
        url += '&';
    }
    append_form_encoded(url, parameter.name);
    url += '=';
    append_form_encoded(url, parameter.value);
}

} // namespace http
