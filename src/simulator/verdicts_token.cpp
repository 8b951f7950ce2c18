// Client authentication, answers of the token endpoint, and refreshes.
#include "oauth/scope.hpp"
#include "simulator/seen.hpp"

#include <algorithm>

namespace simulator {
namespace {

// Nobody gives up on an answer so early: two requests that are closer were sent at once.
constexpr std::int64_t at_once_ms = 500;

bool overlap(const Seen& first, const Seen& second) {
    return second.at < first.until && second.at - first.at <= at_once_ms;
}

bool same_refresh_token(const Seen& a, const Seen& b) {
    return a.has("refresh_token") && a.text("refresh_token") == b.text("refresh_token");
}

// Calls `visit` with each pair of refreshes, the earlier one first.
template <class Visit>
void refresh_pairs(const Run& run, Visit visit) {
    for (const Seen& first : run.seen) {
        if (!first.is("refresh")) continue;
        for (const Seen& second : run.seen)
            if (second.n > first.n && second.is("refresh")) visit(first, second);
    }
}

void client_authentication_once(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (!each.is_token_answer() && !each.is("introspect")) continue;
        const auto ways = each.texts("ways");
        if (ways.size() != 1)
            return finding.fail("One request proves the client in two ways.", {each.n});
        if (ways.front() != "basic" && ways.front() != "body")
            return finding.fail("A request does not prove the client.", {each.n});
        finding.pass(each.n);
    }
}

void client_authentication_encoded(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (each.text("encoded") == "raw")
            return finding.fail("ID and secret were not form-encoded before Base64.", {each.n});
        if (each.text("encoded") == "form") finding.pass(each.n);
    }
}

void client_refusal_is_no_dead_grant(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        const bool refused = each.status == 401 && each.error == "invalid_client";
        if (!refused || !(each.is("refresh") || each.is("introspect"))) continue;
        for (const Seen& later : run.seen) {
            if (later.n <= each.n) continue;
            if (later.is("authorize"))
                return finding.fail(
                    "The client was refused, not its grant, and the person was asked "
                    "again.",
                    {each.n, later.n});
            if (later.is("refresh") || later.is("api") || later.is("disconnect"))
                finding.pass(later.n);
        }
    }
}

void unusable_answer_refused(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (!each.is_token_answer() || each.usable() != false) continue;
        for (const Seen& later : run.seen) {
            if (later.n <= each.n) continue;
            // Once a good answer came, everything is new.
            if (later.is_token_answer() && later.status == 200 && later.usable() != false) break;
            const bool uses =
                later.has("bearer") && (later.text("bearer_is") == "unknown" ||
                                        later.text("bearer") == each.issued("access_token"));
            const bool refreshes = later.is("refresh") && later.has("refresh_token") &&
                                   later.text("refresh_token") == each.issued("refresh_token");
            if (uses || refreshes)
                return finding.fail("A token was taken from an answer that is none: " +
                                        std::string(each.text("fault")) + ".",
                                    {each.n, later.n});
        }
        if (run.ended) finding.pass(each.n);
    }
}

void refresh_single_flight(const Run& run, Finding& finding) {
    refresh_pairs(run, [&](const Seen& first, const Seen& second) {
        if (overlap(first, second))
            finding.fail("A refresh was sent while another one had no answer yet.",
                         {first.n, second.n});
    });
    for (const Seen& each : run.seen)
        if (each.is("refresh") && each.until - each.at >= 50 && run.ended) finding.pass(each.n);
}

// An answer may be on its way while another request leaves. The client has read it when some time has
// passed, or when it used what the answer brought.
bool was_read(const Run& run, const Seen& answer, const Seen& later) {
    if (later.at >= answer.until + at_once_ms) return true;
    return std::any_of(run.seen.begin(), run.seen.end(), [&](const Seen& each) {
        return each.n > answer.n && each.n < later.n && each.has("bearer") &&
               each.text("bearer") == answer.issued("access_token");
    });
}

// The answer that replaced this token, as far as the client can know.
bool is_replaced_by(const Run& run, const Seen& answer, const Seen& later) {
    return same_refresh_token(answer, later) && answer.status == 200 && !answer.in_doubt() &&
           json::find_boolean(*answer.moment, "sent_refresh").value_or(false) &&
           was_read(run, answer, later);
}

void rotated_token_dropped(const Run& run, Finding& finding) {
    refresh_pairs(run, [&](const Seen& first, const Seen& second) {
        if (is_replaced_by(run, first, second))
            finding.fail("A refresh token was presented after the answer that replaced it.",
                         {first.n, second.n});
        if (second.has("refresh_token") &&
            first.issued("refresh_token") == second.text("refresh_token"))
            finding.pass(second.n);
    });
}

// 4xx that no specification names as the end of a grant. 429 and a refused client say nothing of it.
bool is_unclear(const Seen& refresh) {
    if (refresh.in_doubt()) return true;
    return refresh.status >= 400 && refresh.status < 500 && refresh.status != 429 &&
           !refresh.has("terminal") && refresh.error != "invalid_client" &&
           refresh.error != "invalid_scope";
}

void refresh_in_doubt(const Run& run, Finding& finding) {
    refresh_pairs(run, [&](const Seen& first, const Seen& second) {
        const bool gave_up = second.at < first.until && second.at - first.at > at_once_ms;
        if (!same_refresh_token(first, second) || !(is_unclear(first) || gave_up)) return;
        const bool asked = std::any_of(run.seen.begin(), run.seen.end(), [&](const Seen& each) {
            return each.n > first.n && each.n < second.n && each.is("introspect") &&
                   each.text("token") == first.text("refresh_token") && each.has("active");
        });
        if (!asked)
            finding.fail("What became of a refresh was not clear, and the same refresh token was "
                         "sent again without asking introspection first.",
                         {first.n, second.n});
    });
    for (const Seen& each : run.seen) {
        const bool slow = each.until - each.at >= at_once_ms;
        if (each.is("refresh") && run.ended && (is_unclear(each) || slow)) finding.pass(each.n);
    }
}

void stops_at_dead_grant(const Run& run, Finding& finding) {
    refresh_pairs(run, [&](const Seen& first, const Seen& second) {
        if (first.has("terminal") && same_refresh_token(first, second) && second.at >= first.until)
            finding.fail("The grant was refused for good, and the same refresh token was sent "
                         "again.",
                         {first.n, second.n});
    });
    for (const Seen& each : run.seen)
        if (each.is("refresh") && each.has("terminal") && run.ended) finding.pass(each.n);
}

void refresh_token_kept(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (!each.is_token_answer() || each.status != 200 || each.in_doubt() ||
            json::find_boolean(*each.moment, "sent_refresh").value_or(true))
            continue;
        bool any = false;
        for (const Seen& later : run.seen) {
            if (later.n <= each.n) continue;
            if (later.is_token_answer()) any = true;
            if (!later.is("refresh")) continue;
            if (each.is("refresh") && same_refresh_token(each, later)) {
                finding.pass(later.n);
                break;
            }
            return finding.fail(each.is("refresh")
                                    ? "An answer without a refresh token leaves the old one valid, "
                                      "and the old one was lost."
                                    : "No refresh token was given, and a refresh was sent.",
                                {each.n, later.n});
        }
        if (each.is("exchange") && !any && run.ended) finding.pass(each.n);
    }
}

void refresh_bounded(const Run& run, Finding& finding) {
    int in_a_row = 0;
    std::vector<std::int64_t> numbers;
    for (const Seen& each : run.seen) {
        if (each.is("api") || each.is("authorize")) {
            in_a_row = 0;
            numbers.clear();
        }
        if (!each.is("refresh") || each.status != 200) continue;
        numbers.push_back(each.n);
        if (++in_a_row >= 4)
            return finding.fail("Four refreshes in a row, and no call between them.", numbers);
    }
    for (const Seen& each : run.seen)
        if (each.is_token_answer() && each.status == 200 && run.ended) finding.pass(each.n);
}

void scope_not_widened(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (!each.is("refresh") || !each.has("granted")) continue;
        const auto extra = oauth::compare_scopes(each.text("granted"), each.text("scope")).extra;
        if (each.has("scope") && !extra.empty())
            return finding.fail("A refresh asks for a scope that was not granted.", {each.n});
        finding.pass(each.n);
    }
}

void introspection_believed(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (!each.is("introspect") || json::find_boolean(*each.moment, "active") != false ||
            !each.has("token"))
            continue;
        for (const Seen& later : run.seen) {
            if (later.n <= each.n || !(later.is("api") || later.is("refresh"))) continue;
            if (later.text("bearer") == each.text("token") ||
                later.text("refresh_token") == each.text("token"))
                return finding.fail("A token was used after introspection called it inactive.",
                                    {each.n, later.n});
        }
        if (run.ended) finding.pass(each.n);
    }
}

} // namespace

std::vector<CheckRow> token_checks() {
    constexpr std::string_view handle = "How to handle redirects and exchange authorisation code";
    constexpr std::string_view refresh = "How to refresh tokens";
    constexpr std::string_view race = "Race condition prevention";
    constexpr std::string_view expiry = "How to handle token expiry or revocation";
    return {
        {"client_authentication_once", "Proves itself in exactly one way", "RFC 6749 section 2.3",
         handle, client_authentication_once},
        {"client_authentication_encoded", "Form-encodes ID and secret before Base64",
         "RFC 6749 section 2.3.1", silent, client_authentication_encoded},
        {"client_refusal_is_no_dead_grant", "Tells a refused client from a dead grant",
         "RFC 6749 section 5.2", expiry, client_refusal_is_no_dead_grant},
        {"unusable_answer_refused", "Takes no token from an answer that is none",
         "RFC 6749 section 5.1", silent, unusable_answer_refused},
        {"refresh_single_flight", "Sends one refresh at a time", "RFC 9700 section 4.14.2", race,
         refresh_single_flight},
        {"rotated_token_dropped", "Never presents a refresh token that was replaced",
         "RFC 9700 section 4.14.2", refresh, rotated_token_dropped},
        {"refresh_in_doubt",
         "Asks introspection before it repeats a refresh whose answer is unclear",
         "RFC 9110 section 9.2.2", silent, refresh_in_doubt},
        {"stops_at_dead_grant", "Stops at invalid_grant", "RFC 6749 section 5.2", expiry,
         stops_at_dead_grant},
        {"refresh_token_kept", "Keeps its refresh token when it gets no new one",
         "RFC 6749 section 6", refresh, refresh_token_kept},
        {"refresh_bounded", "Does not refresh in a loop", "RFC 6749 section 5.1", refresh,
         refresh_bounded},
        {"scope_not_widened", "Asks for no more scope in a refresh", "RFC 6749 section 6", silent,
         scope_not_widened},
        {"introspection_believed", "Uses no token that introspection calls inactive",
         "RFC 7662 section 2.2", "Token introspection", introspection_believed},
    };
}

} // namespace simulator
