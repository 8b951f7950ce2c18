// From the authorisation request to the exchange of the code.
#include "simulator/seen.hpp"

#include <algorithm>
#include <map>

namespace simulator {
namespace {

constexpr std::int64_t least_state = 16;    // characters: 96 bits of base64url
constexpr std::int64_t least_verifier = 43; // RFC 7636 section 4.1
constexpr std::int64_t most_verifier = 128;

// The first exchange after `from` that presents the code; nullptr when none does.
const Seen* exchange_of(const Run& run, std::string_view code, std::int64_t from) {
    for (const Seen& each : run.seen)
        if (each.n > from && each.is("exchange") && each.text("code") == code) return &each;
    return nullptr;
}

// Somebody let the client see it: a redirect of its own, or a visit that was answered.
bool arrived(const Run& run, const Seen& callback) {
    if (!callback.has("visit")) return true;
    return std::any_of(run.seen.begin(), run.seen.end(), [&](const Seen& each) {
        return each.n > callback.n && each.is("note") && each.text("text") == "visit" &&
               each.status > 0;
    });
}

// Codes of such callbacks must not be sent.
void refused_callbacks(const Run& run, Finding& finding, const char* reason,
                       bool (*is_bad)(const Run&, const Seen&)) {
    for (const Seen& each : run.seen) {
        if (!each.is("callback") || !is_bad(run, each)) continue;
        for (const std::string_view code : each.texts("codes")) {
            if (const Seen* sent = exchange_of(run, code, each.n))
                return finding.fail(reason, {each.n, sent->n});
        }
        if (run.ended && arrived(run, each)) finding.pass(each.n);
    }
}

void code_once(const Run& run, Finding& finding) {
    std::map<std::string_view, const Seen*> first;
    for (const Seen& each : run.seen) {
        if (!each.is("exchange") || each.text("code").empty()) continue;
        const auto [found, is_new] = first.try_emplace(each.text("code"), &each);
        if (!is_new && !found->second->in_doubt())
            return finding.fail(
                "A code was sent twice. The second time ends the tokens of the first.",
                {found->second->n, each.n});
    }
    for (const auto& [code, seen] : first)
        if (run.ended && !seen->in_doubt()) finding.pass(seen->n);
}

void code_in_doubt(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (!each.is("exchange") || !each.in_doubt() || each.text("code").empty()) continue;
        if (const Seen* again = exchange_of(run, each.text("code"), each.n))
            return finding.fail(
                "The answer to the exchange did not arrive whole, and the same code "
                "was sent again: if the first was processed, this ends its tokens.",
                {each.n, again->n});
        if (run.ended) finding.pass(each.n);
    }
}

void state_sent(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (!each.is("authorize")) continue;
        if (!each.has("state"))
            return finding.fail("An authorisation request carries no state.", {each.n});
        finding.pass(each.n);
    }
}

// Of what has to be new each time: the request that repeats it.
void never_twice(const Run& run, Finding& finding, std::string_view key, const char* reason) {
    std::map<std::string_view, std::int64_t> known;
    for (const Seen& each : run.seen) {
        if (!each.is("authorize") || !each.has(key)) continue;
        const auto [found, is_new] = known.try_emplace(each.text(key), each.n);
        if (!is_new) return finding.fail(reason, {found->second, each.n});
        if (known.size() > 1) finding.pass(each.n);
    }
}

void state_fresh(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        const auto length = json::find_integer(*each.moment, "state_length");
        if (length && *length < least_state)
            return finding.fail("A state has " + std::to_string(*length) +
                                    " characters: too few to be unguessable.",
                                {each.n});
    }
    never_twice(run, finding, "state", "Two authorisation requests carry the same state.");
}

void verifier_fresh(const Run& run, Finding& finding) {
    never_twice(run, finding, "code_challenge",
                "Two authorisation requests carry the same code_challenge.");
}

void state_verified(const Run& run, Finding& finding) {
    refused_callbacks(run, finding,
                      "A callback without the state of the request was taken: its code was sent.",
                      [](const Run&, const Seen& each) {
                          const std::string_view is = each.text("state_is");
                          return is == "missing" || is == "wrong";
                      });
}

void callback_unambiguous(const Run& run, Finding& finding) {
    refused_callbacks(run, finding,
                      "A callback with a repeated parameter, or with code and error together, was "
                      "taken: its code was sent.",
                      [](const Run&, const Seen& each) {
                          const std::size_t codes = each.texts("codes").size();
                          return each.text("state_is") == "twice" || codes > 1 ||
                                 (codes == 1 && !each.error.empty());
                      });
}

void fragment_ignored(const Run& run, Finding& finding) {
    refused_callbacks(run, finding, "An answer in the fragment was taken: its code was sent.",
                      [](const Run&, const Seen& each) { return each.has("fragment"); });
}

void issuer_verified(const Run& run, Finding& finding) {
    refused_callbacks(run, finding,
                      "The metadata promise iss; a callback without the right one was taken: its "
                      "code was sent.",
                      [](const Run& all, const Seen& each) {
                          const bool promised =
                              std::any_of(all.seen.begin(), all.seen.end(), [&](const Seen& other) {
                                  return other.n < each.n && other.is("discovery") &&
                                         other.status == 200;
                              });
                          return promised && each.text("iss_is") != "right";
                      });
}

void discovery_verified(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (!each.is("discovery") || each.usable() != false) continue;
        for (const Seen& later : run.seen)
            if (later.n > each.n && later.is("authorize"))
                return finding.fail("The metadata name another issuer, and were used all the same.",
                                    {each.n, later.n});
        if (run.ended) finding.pass(each.n);
    }
}

void denial_respected(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        const bool denied =
            each.is("callback") && !each.error.empty() && each.texts("codes").empty();
        if (!denied && !(each.is("authorize") && each.status == 400)) continue;
        for (const Seen& later : run.seen) {
            if (later.n <= each.n) continue;
            if (later.is("exchange"))
                return finding.fail(
                    "After an error there is no code, and a token request was sent.",
                    {each.n, later.n});
            if (later.is("authorize"))
                return finding.fail("After a refusal the client asked again by itself.",
                                    {each.n, later.n});
        }
        if (run.ended) finding.pass(each.n);
    }
}

void pkce_s256(const Run& run, Finding& finding) {
    bool asked = false;
    for (const Seen& each : run.seen) {
        if (each.is("authorize")) {
            if (!each.has("code_challenge") || each.text("code_challenge_method") != "S256")
                return finding.fail("An authorisation request has no S256 code_challenge.",
                                    {each.n});
            asked = true;
        }
        if (!each.is("exchange") || !asked) continue;
        if (!each.has("code_verifier"))
            return finding.fail("An exchange carries no code_verifier.", {each.n});
        finding.pass(each.n);
    }
}

void verifier_length(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        const auto length = json::find_integer(*each.moment, "verifier_length");
        if (!each.is("exchange") || !length) continue;
        if (*length < least_verifier || *length > most_verifier)
            return finding.fail("A code_verifier has " + std::to_string(*length) +
                                    " characters, and must have 43 to 128.",
                                {each.n});
        finding.pass(each.n);
    }
}

void redirect_uri_exact(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (!each.is("exchange")) continue;
        for (const Seen& callback : run.seen) {
            const auto codes = callback.texts("codes");
            if (callback.n > each.n || !callback.is("callback") ||
                std::find(codes.begin(), codes.end(), each.text("code")) == codes.end())
                continue;
            if (each.text("redirect_uri") != callback.text("redirect_uri"))
                return finding.fail("redirect_uri of the exchange is not that of the request, byte "
                                    "for byte.",
                                    {callback.n, each.n});
            finding.pass(each.n);
        }
    }
}

void legal_answer_accepted(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (each.usable() != true) continue;
        // A request that was refused brought none, whatever was to be odd about its answer.
        if (each.is_token_answer() && each.issued("access_token").empty()) continue;
        const bool callback = each.is("callback");
        const auto codes = each.texts("codes");
        const bool has_code = std::any_of(codes.begin(), codes.end(),
                                          [](std::string_view code) { return !code.empty(); });
        if (callback && !has_code) continue;
        // A plus that became a space makes the state another one.
        const std::string_view state_is = each.text("state_is");
        if (callback && state_is != "right" && state_is != "none") continue;
        bool taken = false;
        for (const Seen& later : run.seen) {
            if (later.n <= each.n) continue;
            taken =
                taken || (callback && later.is("exchange") &&
                          std::find(codes.begin(), codes.end(), later.text("code")) != codes.end());
            taken = taken || (each.is_token_answer() && later.has("bearer") &&
                              later.text("bearer") == each.issued("access_token"));
        }
        if (taken) finding.pass(each.n);
        if (!taken && run.ended)
            return finding.fail("An answer that is odd and right was refused.", {each.n});
    }
}

} // namespace

std::vector<CheckRow> authorization_checks() {
    constexpr std::string_view authorise = "How to direct users to the authorisation endpoint";
    constexpr std::string_view handle = "How to handle redirects and exchange authorisation code";
    return {
        {"state_sent", "Sends a state with every authorisation request", "RFC 6749 section 10.12",
         authorise, state_sent},
        {"state_fresh", "Makes each state new and unguessable", "RFC 6749 section 10.10", authorise,
         state_fresh},
        {"state_verified", "Takes no callback without the state that it sent",
         "RFC 6749 section 10.12", handle, state_verified},
        {"callback_unambiguous", "Takes no callback with repeated parameters, or code and error",
         "RFC 6749 sections 3.1, 4.1.2", handle, callback_unambiguous},
        {"fragment_ignored", "Takes no answer from the fragment", "RFC 6749 section 4.1.2", handle,
         fragment_ignored},
        {"issuer_verified", "Compares iss where the metadata promise it", "RFC 9207 section 2.4",
         silent, issuer_verified},
        {"discovery_verified", "Refuses metadata of another issuer", "RFC 8414 section 3.3", silent,
         discovery_verified},
        {"denial_respected", "Ends an attempt that was refused, and does not ask again by itself",
         "RFC 6749 section 4.1.2.1", handle, denial_respected},
        {"pkce_s256", "Uses PKCE with S256", "RFC 7636 section 4", authorise, pkce_s256},
        {"verifier_fresh", "Makes a verifier for each request", "RFC 7636 section 4.1", authorise,
         verifier_fresh},
        {"verifier_length", "Makes verifiers of 43 to 128 characters", "RFC 7636 section 4.1",
         authorise, verifier_length},
        {"redirect_uri_exact", "Repeats the redirect URI byte for byte", "RFC 6749 section 4.1.3",
         handle, redirect_uri_exact},
        {"code_once", "Sends a code once", "RFC 6749 section 4.1.2", handle, code_once},
        {"code_in_doubt", "Sends no code again whose answer was lost", "RFC 6749 section 10.5",
         silent, code_in_doubt},
        {"legal_answer_accepted", "Takes what is unusual and right", "RFC 6749 sections 4.1.2, 5.1",
         silent, legal_answer_accepted},
    };
}

} // namespace simulator
