#include "staging/lock.hpp"

#include "http/url.hpp"

namespace staging {
namespace {

bool is_or_is_below(std::string_view host, std::string_view domain) {
    if (host == domain) return true;
    return host.size() > domain.size() && host.ends_with(domain) &&
           host[host.size() - domain.size() - 1] == '.';
}

// "openapi.staging.pleo.io" -> "openapi"
std::string_view first_label(std::string_view host) { return host.substr(0, host.find('.')); }

// The Staging twin of a host that somebody meant, or empty.
std::string_view staging_host_for(std::string_view label) {
    if (label.starts_with("auth")) return "auth.staging.pleo.io";
    if (label.starts_with("external") || label.starts_with("openapi")) {
        return "external.staging.pleo.io";
    }
    return {};
}

// Letters that are mistaken for one another look the same after this, so that "p1eo" is found as
// "pleo".
std::string folded(std::string_view host) {
    std::string text(host);
    for (char& c : text) {
        if (c == '1' || c == 'i') c = 'l';
        if (c == '0') c = 'o';
        if (c == '3') c = 'e';
    }
    return text;
}

Error refused(std::string code, std::string message, std::string_view instead) {
    if (!instead.empty()) message += " Use " + std::string(instead) + " instead.";
    return {std::move(code), std::move(message)};
}

// Inside pleo.io only Staging is open, and there only what is not legacy.
Result<std::string> check_pleo_host(const http::Url& url) {
    const std::string_view label = first_label(url.host);
    if (label == "openapi") {
        return refused("legacy_host",
                       url.host + " belongs to the older API, which has tokens of its own.",
                       "external.staging.pleo.io");
    }
    if (url.host == "staging.pleo.io" || !is_or_is_below(url.host, "staging.pleo.io")) {
        return refused("production_host",
                       url.host + " is not Staging. This playground never talks to Production.",
                       staging_host_for(label));
    }
    const std::string origin = http::origin(url);
    if (url.scheme != "https" || origin != "https://" + url.host) {
        return Error{"unexpected_port", "Staging is reached over https on its default port only."};
    }
    return origin;
}

} // namespace

Result<std::string> check_target(std::string_view text) {
    const Result<http::Url> parsed = http::parse_url(text);
    if (!parsed) return parsed.error();
    const http::Url& url = *parsed;

    // Before anything about hosts: what stands before the @ is made to look like one.
    if (url.has_user_info) {
        return Error{"user_info", "The address has a part before an @. The host is " + url.host +
                                      ", whatever stands before it. Remove that part."};
    }
    if (url.host.ends_with('.')) {
        return Error{"trailing_dot", "The host " + url.host + " ends in a dot. Write it without."};
    }
    if (http::is_loopback(url)) return http::origin(url);
    // Also below pleo.io, which has none.
    if (url.host.starts_with("xn--") || url.host.find(".xn--") != std::string::npos) {
        return Error{"look_alike",
                     url.host + " is written with letters outside ASCII, which can look like "
                                "others. Use a host with plain letters."};
    }
    if (is_or_is_below(url.host, "pleo.io")) return check_pleo_host(url);

    // Neither Staging nor this machine: another provider, as long as it does not pretend.
    if (folded(url.host).find("pleo") != std::string::npos) {
        return refused("look_alike",
                       url.host + " looks like a host of Pleo but is not below pleo.io.",
                       staging_host_for(first_label(url.host)));
    }
    if (url.scheme != "https") {
        return Error{"insecure",
                     "Plain http is only for this machine. Use https for " + url.host + "."};
    }
    return http::origin(url);
}

} // namespace staging
