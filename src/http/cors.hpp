// What a browser does with a request to another origin (Fetch standard, "CORS protocol"), said
// before it is sent, and what may be concluded when no answer came back. Fetch reports a refused
// preflight, a hidden answer and a broken network with the same words, so a verdict separates what
// is certain from what is possible, and never suggests to send again what may be spent (S33).
//
//   CorsPrediction asked = predict_cors(request);    // preflighted, because of Authorization
//   CorsVerdict verdict = cors_verdict(request, Failure::network, Stake::authorization_code);
//   show(verdict.headline, verdict.explanation, verdict.next_step);
#pragma once

#include "http/exchange.hpp"

#include <string>
#include <vector>

namespace http {

// Both are about a request to another origin: to its own, a page may send anything unasked.
struct CorsPrediction {
    bool preflighted = false;         // the browser asks with OPTIONS first
    std::vector<std::string> reasons; // for people, each a sentence; why simple when it is simple
    friend bool operator==(const CorsPrediction&, const CorsPrediction&) = default;
};
CorsPrediction predict_cors(const Request& request);

// What is lost when the request took effect and its answer did not arrive.
enum class Stake {
    nothing,            // it only reads: introspection, a GET, a search
    authorization_code, // single use (RFC 6749 section 4.1.2)
    refresh_token,      // rotated by its use
    change,             // it writes or deletes
};

// What is known besides the failure itself. Each makes the verdict narrower; none is needed.
struct CorsEvidence {
    bool same_origin = false;     // the page's own origin: CORS is no possible cause
    bool answered_before = false; // a like request to this endpoint was answered in this run
    bool simulated = false;       // by the page's own worker, which plays other failures too
    friend bool operator==(const CorsEvidence&, const CorsEvidence&) = default;
};

enum class Sent {
    not_sent,       // certain: nothing has left, so nothing is spent
    maybe_executed, // it went out unasked; if it arrived, it was executed and its answer is hidden
    unknown,        // it stands or falls with a preflight that pages cannot see
};

struct CorsVerdict {
    bool preflighted = false;
    Sent sent = Sent::unknown;
    std::string headline;    // one short sentence
    std::string explanation; // what can have happened
    std::string next_step;   // what to do; never "send it again" where something may be spent
    friend bool operator==(const CorsVerdict&, const CorsVerdict&) = default;
};

// For an exchange that was handed to the browser and has no answer: what is `refused` there, the
// page's own Content-Security-Policy refused. With Failure::none there is nothing to explain: the
// verdict is empty, with what was predicted.
CorsVerdict cors_verdict(const Request& request, Failure failure, Stake stake,
                         CorsEvidence evidence = {});

} // namespace http
