// One request, what became of it, and what the browser hides of it. Everything that leaves the page
// is an Exchange, navigation to the authorisation server included; the list of them is the page's
// memory.
#pragma once

#include "http/message.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace http {

// Why there is no response. Fetch tells a page almost nothing about the cause, so neither do we.
enum class Failure {
    none,
    network, // unreachable or CORS: the browser does not say which
    timeout, // our own deadline
    aborted, // the person, or "Forget everything"
    refused, // never sent: the page (Staging lock, a token of another route), or its policy
    unread,  // answered, with more than the page takes
    offline, // never sent: the browser knows of no network
};

// What the answer may hold. One that may hold tokens and cannot be understood is shown and kept by
// nobody, since nobody can say where in it the secret is.
enum class Content { plain, tokens };

struct Exchange {
    std::uint32_t id = 0;    // unique in a run, ascending
    std::string purpose;     // "Token request", "GET /v2/employees": a heading for people
    bool navigation = false; // the browser went there itself: no response to show
    Request request;
    std::optional<Response> response;
    Failure failure = Failure::none;
    std::string failure_text;                // the browser's own words, or ours for `refused`
    std::int64_t sent_at_ms = 0;             // Unix time, milliseconds
    std::optional<std::int64_t> duration_ms; // absent while it is under way
    Content content = Content::plain;
    int step = 0;          // number of the step that it belongs to; 0: not known
    bool redacted = false; // carried over a page load: its secrets are gone, not merely masked
    friend bool operator==(const Exchange&, const Exchange&) = default;
};

inline bool under_way(const Exchange& exchange) {
    return !exchange.navigation && !exchange.response && exchange.failure == Failure::none;
}

} // namespace http
