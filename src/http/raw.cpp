#include "http/raw.hpp"

#include "http/cors.hpp"

#include <algorithm>

namespace http {

namespace {

struct Address {
    std::string_view host;   // with a port that is not the default
    std::string_view target; // path and query
};

// By position and not by parse_url(): a redacted URL has to be shown too, and is none any more.
Address split(std::string_view url) {
    Address address;
    const std::size_t slashes = url.find("://");
    if (slashes == std::string_view::npos) {
        address.target = url;
        return address;
    }
    const std::string_view scheme = url.substr(0, slashes);
    url.remove_prefix(slashes + 3);
    const std::size_t end = std::min(url.find_first_of("/?#"), url.size());
    address.host = url.substr(0, end);
    address.host.remove_prefix(std::min(address.host.rfind('@') + 1, address.host.size()));
    const std::string_view default_port = scheme == "https" ? ":443" : ":80";
    if (address.host.ends_with(default_port)) address.host.remove_suffix(default_port.size());
    address.target = url.substr(end);
    address.target = address.target.substr(0, address.target.find('#')); // never sent
    return address;
}

void append(std::string& out, const Fields& headers) {
    for (const Field& field : headers)
        out += field.name + ": " + field.value + "\n";
}

std::string list(const std::vector<std::string>& names) {
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i != 0) out += i + 1 == names.size() ? " and " : ", ";
        out += names[i];
    }
    return out;
}

std::string added_headers(const Request& request, bool same_origin) {
    std::vector<std::string> names{"Host", "User-Agent", "Accept-Encoding", "Sec-Fetch-*"};
    for (const char* name : {"Accept", "Accept-Language"}) {
        if (find_header(request.headers, name) == nullptr) names.push_back(name);
    }
    const bool reading = request.method == "GET" || request.method == "HEAD";
    if (!same_origin || !reading) names.push_back("Origin");
    if (!request.body.empty()) {
        names.push_back("Content-Length");
        if (find_header(request.headers, "Content-Type") == nullptr)
            names.push_back("Content-Type");
    }
    return "The browser adds headers of its own, such as " + list(names) +
           ", and does not show them to the page; Host is worked out from the URL.";
}

std::string unexposed_headers(const Response& response) {
    std::vector<std::string> absent;
    for (const char* name : {"Date", "Retry-After", "WWW-Authenticate"}) {
        if (find_header(response.headers, name) == nullptr) absent.push_back(name);
    }
    std::string sentence = "From another origin the browser shows only Cache-Control, "
                           "Content-Language, Content-Length, "
                           "Content-Type, Expires, Last-Modified, Pragma and what "
                           "Access-Control-Expose-Headers names.";
    if (!absent.empty())
        sentence += " Others, such as " + list(absent) + ", may have arrived unseen.";
    return sentence;
}

std::string no_answer(Failure failure) {
    switch (failure) {
    case Failure::network:
        return "The browser does not say why there is no answer: a refused connection, an unknown "
               "host, a "
               "certificate, CORS, a redirect and the page's own policy all look the same from "
               "here. The "
               "request may have arrived and taken effect.";
    case Failure::timeout:
    case Failure::aborted:
        return "The page stopped waiting. Whether the request arrived and took effect cannot be "
               "seen from here.";
    case Failure::unread: return "The server answered, with more than this page takes.";
    case Failure::none:
    case Failure::offline:
    case Failure::refused: break;
    }
    return {};
}

} // namespace

std::string raw_request(const Request& request) {
    const Address address = split(request.url);
    std::string out = request.method + " ";
    if (!address.target.starts_with('/') && !address.host.empty()) out += "/";
    out += address.target;
    out += " HTTP/1.1\n";
    if (!address.host.empty()) out += "Host: " + std::string{address.host} + "\n";
    append(out, request.headers);
    return out + "\n" + request.body;
}

std::string raw_response(const Response& response) {
    std::string out = "HTTP/1.1 " + std::to_string(response.status);
    const std::string_view reason = response.status_text.empty()
                                        ? reason_phrase(response.status)
                                        : std::string_view{response.status_text};
    if (!reason.empty()) out += " " + std::string{reason};
    out += "\n";
    append(out, response.headers);
    return out + "\n" + response.body;
}

std::vector<std::string> hidden_from_pages(const Exchange& exchange, bool same_origin) {
    if (exchange.failure == Failure::offline)
        return {"Nothing is hidden: the device is offline, and nothing was sent."};
    if (exchange.failure == Failure::refused) return {"Nothing is hidden: nothing was sent."};
    if (exchange.navigation) {
        return {"The browser went there itself. It shows the page neither the headers that it "
                "sent, nor the "
                "answer, nor what happened there; only the address that it comes back to."};
    }
    std::vector<std::string> sentences{"The page is not told which version of HTTP was spoken, nor "
                                       "anything of addresses, certificates or TLS. "
                                       "“HTTP/1.1” is the notation of this view.",
                                       added_headers(exchange.request, same_origin)};
    if (!same_origin && predict_cors(exchange.request).preflighted) {
        sentences.push_back(
            "The browser first asks the other origin with an OPTIONS request (a CORS preflight), "
            "unless it remembers an earlier answer. Pages see neither that request nor its "
            "answer.");
    }
    sentences.push_back(
        "A redirect is invisible: the browser follows it, or gives up, without showing its "
        "status or its Location.");
    if (exchange.response) {
        if (!same_origin) sentences.push_back(unexposed_headers(*exchange.response));
        sentences.push_back(
            "Set-Cookie is never shown to pages, and the body is shown as it is after "
            "decompression.");
    } else if (std::string sentence = no_answer(exchange.failure); !sentence.empty()) {
        sentences.push_back(std::move(sentence));
    }
    return sentences;
}

} // namespace http
