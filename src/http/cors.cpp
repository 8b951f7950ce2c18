#include "http/cors.hpp"

#include "http/ascii.hpp"

#include <algorithm>
#include <array>

namespace http {

namespace {

// Fetch, "CORS-safelisted request-header".
constexpr std::size_t longest_safelisted_value = 128;
constexpr std::size_t most_safelisted_bytes = 1024;

bool is_unsafe_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && byte != '\t') || byte == 0x7F ||
           std::string_view{"\"():<>?@[\\]{}"}.find(c) != std::string_view::npos;
}

bool is_language_byte(char c) {
    return is_letter(c) || is_digit(c) ||
           std::string_view{" *,-.;="}.find(c) != std::string_view::npos;
}

// Fetch, "simple range header value": "bytes=0-" or "bytes=0-499", the start always there.
bool is_simple_range(std::string_view value) {
    constexpr std::string_view unit = "bytes=";
    if (!value.starts_with(unit)) return false;
    value.remove_prefix(unit.size());
    const std::size_t dash = value.find('-');
    if (dash == std::string_view::npos || dash == 0) return false;
    const std::string_view first = value.substr(0, dash);
    const std::string_view last = value.substr(dash + 1);
    const auto digits = [](std::string_view text) {
        return text.size() <= 18 && std::all_of(text.begin(), text.end(), is_digit);
    };
    if (!digits(first) || !digits(last)) return false;
    if (last.empty()) return true;
    const auto number = [](std::string_view text) {
        return text.substr(std::min(text.find_first_not_of('0'), text.size()));
    };
    const std::string_view from = number(first);
    const std::string_view to = number(last);
    return from.size() < to.size() || (from.size() == to.size() && from <= to);
}

bool is_safelisted(const Field& field) {
    if (field.value.size() > longest_safelisted_value) return false;
    const std::string name = lower(field.name);
    const bool clean = std::none_of(field.value.begin(), field.value.end(), is_unsafe_byte);
    if (name == "accept") return clean;
    if (name == "accept-language" || name == "content-language") {
        return std::all_of(field.value.begin(), field.value.end(), is_language_byte);
    }
    if (name == "content-type") {
        const std::string type = media_type({field});
        return clean && (type == "application/x-www-form-urlencoded" ||
                         type == "multipart/form-data" || type == "text/plain");
    }
    return name == "range" && is_simple_range(field.value);
}

// Why the browser asks about this header, in words.
std::string reason_of(const Field& field) {
    const std::string name = lower(field.name);
    if (name == "content-type") {
        return "Content-Type is not one of the three that a form can send "
               "(application/x-www-form-urlencoded, multipart/form-data, text/plain).";
    }
    constexpr std::array<std::string_view, 4> names{"accept", "accept-language", "content-language",
                                                    "range"};
    if (std::find(names.begin(), names.end(), name) != names.end()) {
        return "The value of " + field.name +
               " is longer or stranger than a browser sends unasked.";
    }
    return "The header " + field.name + " is not among those that a page may send unasked.";
}

bool is_safelisted_method(std::string_view method) {
    return method == "GET" || method == "HEAD" || method == "POST";
}

// What may be lost, as a sentence for the end of an explanation.
std::string_view loss(Stake stake) {
    switch (stake) {
    case Stake::nothing: return "Nothing is lost: the request only reads.";
    case Stake::authorization_code:
        return "If it was executed, the code is spent and its tokens went into an answer that "
               "nobody can read.";
    case Stake::refresh_token:
        return "If it was executed, the refresh token was rotated: it is spent, and the new pair "
               "went into an answer that nobody can read.";
    case Stake::change: return "If it was executed, the change is made.";
    }
    return {};
}

constexpr std::string_view other_route = "Choose the Relay or the Terminal route";

// A code or a rotated refresh token that is sent a second time can end every token of its
// authorisation (RFC 6749 section 4.1.2, RFC 9700 section 4.14.2).
std::string_view instead_of_again(Stake stake) {
    switch (stake) {
    case Stake::nothing: return "It can be sent again.";
    case Stake::authorization_code:
        return "Do not send this code again: authorise again for a new one.";
    case Stake::refresh_token:
        return "Do not refresh with this token again: introspect it, which spends nothing, and "
               "authorise again if it is not active.";
    case Stake::change: return "Look at what is there before sending it again.";
    }
    return {};
}

std::string_view still_there(Stake stake) {
    switch (stake) {
    case Stake::nothing:
    case Stake::change: return "Nothing has happened.";
    case Stake::authorization_code: return "The code is unspent, while it is fresh.";
    case Stake::refresh_token: return "The refresh token is unspent.";
    }
    return {};
}

std::string_view causes(bool preflighted, Failure failure, const CorsEvidence& evidence) {
    if (failure != Failure::network) {
        return "The page stopped waiting. Whether the request arrived cannot be seen from here.";
    }
    if (evidence.simulated) {
        return "Three things look the same from here: the request was lost, its answer was lost, "
               "or the browser keeps the answer from this page (CORS).";
    }
    if (evidence.same_origin) {
        return "The request went to the page's own origin, so CORS is not the cause: the "
               "connection failed, before or after the request arrived.";
    }
    if (evidence.answered_before) {
        return "This endpoint answered this page before, so it is open to the page at least for "
               "some answers. Either the connection failed, or this answer came without the "
               "header that shows it to the page, as errors often do.";
    }
    if (preflighted) {
        return "Three things look the same from here. The preflight was refused, as servers do "
               "that are made for servers: then the request was never sent. Or the preflight "
               "passed, and the answer was a redirect or came without the header that shows it to "
               "the page: then it was executed. Or the connection failed.";
    }
    return "The browser sends a simple request without asking, and only hides the answer when the "
           "server does not allow the page to read it. If the server was reached, it has executed "
           "the request.";
}

std::string_view headline_of(bool preflighted, Failure failure, const CorsEvidence& evidence,
                             Stake stake) {
    if (stake == Stake::nothing) return "No answer that the page can read.";
    const bool may_be_unasked = preflighted || evidence.same_origin || failure != Failure::network;
    if (may_be_unasked) return "No answer: perhaps never sent, perhaps executed.";
    switch (stake) {
    case Stake::authorization_code: return "Possibly executed: the code is probably spent.";
    case Stake::refresh_token: return "Possibly executed: the refresh token is probably spent.";
    case Stake::change:
    case Stake::nothing: break;
    }
    return "Possibly executed: the change is probably made.";
}

std::string sentences(std::string_view first, std::string_view second) {
    return std::string{first} + " " + std::string{second};
}

} // namespace

CorsPrediction predict_cors(const Request& request) {
    CorsPrediction prediction;
    if (!is_safelisted_method(request.method)) {
        prediction.reasons.push_back("The method " + request.method + " is not GET, HEAD or POST.");
    }
    std::size_t safelisted_bytes = 0;
    for (const Field& field : request.headers) {
        if (is_safelisted(field)) {
            safelisted_bytes += field.value.size();
        } else {
            prediction.reasons.push_back(reason_of(field));
        }
    }
    if (safelisted_bytes > most_safelisted_bytes) {
        prediction.reasons.push_back("The values of the headers together are longer than " +
                                     std::to_string(most_safelisted_bytes) + " bytes.");
    }
    prediction.preflighted = !prediction.reasons.empty();
    if (!prediction.preflighted) {
        prediction.reasons.push_back("Method and headers are such as any form on any page could "
                                     "send: the browser sends it without asking.");
    }
    return prediction;
}

CorsVerdict cors_verdict(const Request& request, Failure failure, Stake stake,
                         CorsEvidence evidence) {
    CorsVerdict verdict;
    verdict.preflighted = !evidence.same_origin && predict_cors(request).preflighted;
    if (failure == Failure::none) return verdict;

    const std::string route = std::string{other_route} + ".";
    if (failure == Failure::refused) {
        verdict.sent = Sent::not_sent;
        verdict.headline = "Blocked before sending: nothing is spent.";
        verdict.explanation = "The page's own Content-Security-Policy does not allow this host, "
                              "and the browser said so.";
        verdict.next_step = sentences(still_there(stake), route);
        return verdict;
    }
    if (failure == Failure::offline) {
        verdict.sent = Sent::not_sent;
        verdict.headline = "This device is offline: nothing was sent.";
        verdict.explanation =
            "The browser knows of no network. Neither the server nor CORS has a part in it.";
        verdict.next_step = sentences(still_there(stake), "Connect, and press again.");
        return verdict;
    }
    if (failure == Failure::unread) {
        verdict.sent = Sent::maybe_executed;
        verdict.headline = "Answered, too large to show.";
        verdict.explanation = sentences("The request arrived.", loss(stake));
        verdict.next_step = instead_of_again(stake);
        return verdict;
    }
    verdict.sent = verdict.preflighted ? Sent::unknown : Sent::maybe_executed;
    verdict.headline = headline_of(verdict.preflighted, failure, evidence, stake);
    verdict.explanation = sentences(causes(verdict.preflighted, failure, evidence), loss(stake));
    verdict.next_step = instead_of_again(stake);
    // Another route helps against CORS only.
    const bool perhaps_cors =
        failure == Failure::network && !evidence.same_origin && !evidence.answered_before;
    if (perhaps_cors) verdict.next_step += " " + route;
    return verdict;
}

} // namespace http
