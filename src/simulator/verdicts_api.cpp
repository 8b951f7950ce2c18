// Calls of the API, what is temporary, what leaves for another host, and leaving.
#include "oauth/scope.hpp"
#include "simulator/seen.hpp"

#include <algorithm>

namespace simulator {
namespace {

constexpr std::int64_t tolerance_ms = 50;    // clocks of two processes
constexpr std::int64_t least_pause_ms = 100; // less is no pause
constexpr std::int64_t read_ms = 80;         // and an answer has been read
constexpr std::int64_t short_wait_ms = 300;  // for a token that is not known everywhere yet

// The next request there: any other of the same path as well, or the very same one.
enum class Like { path, request };
const Seen* next_like(const Run& run, const Seen& first, Like like) {
    for (const Seen& each : run.seen) {
        if (each.n <= first.n || each.point != first.point) continue;
        if (!first.is("api")) return &each;
        if (each.text("path") != first.text("path")) continue;
        if (like == Like::path || each.text("query") == first.text("query")) return &each;
    }
    return nullptr;
}

void retry_after(const Run& run, Finding& finding, std::string_view form) {
    for (const Seen& each : run.seen) {
        const auto due = json::find_integer(*each.moment, "retry_due");
        if (!due || each.text("retry_form") != form) continue;
        const Seen* next = next_like(run, each, Like::path);
        if (next == nullptr) continue;
        if (next->at < *due - tolerance_ms)
            return finding.fail("Retry-After was not kept: the next request came " +
                                    std::to_string(*due - next->at) + " ms too early.",
                                {each.n, next->n});
        finding.pass(next->n);
    }
}

void retry_after_seconds(const Run& run, Finding& finding) { retry_after(run, finding, "seconds"); }
void retry_after_date(const Run& run, Finding& finding) { retry_after(run, finding, "date"); }

void backs_off(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        // What is repeated at the token endpoint is another matter: code_in_doubt, refresh_in_doubt.
        if (!each.is_temporary() || each.status == 0 || each.has("retry_due") ||
            !(each.is("api") || each.is("introspect") || each.is("disconnect")))
            continue;
        const Seen* next = next_like(run, each, Like::request);
        if (next == nullptr) continue;
        if (next->at - each.until < least_pause_ms)
            return finding.fail("The same request was sent again at once.", {each.n, next->n});
        finding.pass(next->n);
    }
}

void goes_on_after_temporary(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (!each.is("api") || !each.is_temporary()) continue;
        if (const Seen* next = next_like(run, each, Like::request))
            finding.pass(next->n);
        else if (run.ended)
            return finding.fail("A call failed for a while only, and was never tried again.",
                                {each.n});
    }
}

void one_refresh_per_refusal(const Run& run, Finding& finding) {
    std::vector<std::int64_t> story;
    int refreshes = 0;
    const Seen* refused = nullptr;
    for (const Seen& each : run.seen) {
        if (each.is("api") && each.status == 401) {
            refused = &each;
            story.push_back(each.n);
        }
        if (each.is("api") && each.status < 400 && each.status > 0) {
            refreshes = 0;
            story.clear();
        }
        if (!each.is("refresh") || refused == nullptr || each.status != 200) continue;
        story.push_back(each.n);
        // The second one answers a refusal of a token that the first one brought.
        const bool again = refreshes > 0 && refused->n > story.front() &&
                           refused->n > story[static_cast<std::size_t>(refreshes)];
        ++refreshes;
        if (again && refreshes > 1)
            return finding.fail("A fresh token was refused as well, and yet another refresh sent.",
                                story);
        finding.pass(each.n);
    }
    if (refused != nullptr && run.ended) finding.pass(refused->n);
}

void ended_token_dropped(const Run& run, Finding& finding) {
    for (const Seen& end : run.seen) {
        const bool refused = end.is("api") && end.status == 401 && end.has("bearer");
        const bool replaced = end.is("refresh") && end.status == 200 && !end.in_doubt() &&
                              !end.issued("access_token").empty();
        if (!refused && !replaced) continue;
        int repeats = 0;
        for (const Seen& later : run.seen) {
            if (later.n <= end.n || later.at < end.until || !later.is("api")) continue;
            if (refused && later.text("bearer") == end.text("bearer")) {
                // One more try after a short wait is for a token that is not known everywhere yet.
                if (++repeats > 1 || later.at - end.until < short_wait_ms)
                    return finding.fail("An access token was used again after the API refused it.",
                                        {end.n, later.n});
            } else if (replaced && later.text("bearer_is") == "rotated" &&
                       later.at - end.until >= read_ms) {
                return finding.fail("An access token was used after a refresh had replaced it.",
                                    {end.n, later.n});
            } else if (later.text("bearer_is") == "live") {
                finding.pass(later.n);
            }
        }
        if (refused && run.ended && repeats == 0) finding.pass(end.n);
    }
}

// By the virtual clock, which a fault may have moved.
bool is_over(const Run& run, const Seen& call) {
    for (const Seen& each : run.seen) {
        const json::Value* issued = json::find(*each.moment, "issued");
        if (issued == nullptr || !each.is_token_answer() ||
            each.issued("access_token") != call.text("bearer"))
            continue;
        const auto lifetime = json::find_integer(*issued, "expires_in");
        return lifetime && call.clock >= each.clock + *lifetime * 1000;
    }
    return false;
}

void no_refresh_for_scope(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (!each.is("api") || each.status != 403 || is_over(run, each)) continue;
        const auto next = std::find_if(run.seen.begin(), run.seen.end(), [&](const Seen& later) {
            return later.n > each.n && !later.is("note");
        });
        // A refresh may come for a reason of its own; the same call after it tells.
        const Seen* again = next_like(run, each, Like::request);
        if (next != run.seen.end() && next->is("refresh") && again != nullptr)
            return finding.fail("403 was answered with a refresh, which brings no more rights.",
                                {each.n, next->n, again->n});
        if (run.ended) finding.pass(each.n);
    }
}

void scope_narrowed_noticed(const Run& run, Finding& finding) {
    std::string_view asked;
    for (const Seen& each : run.seen) {
        if (each.is("authorize")) asked = each.text("scope");
        if (!each.is("exchange") || each.status != 200 || each.issued("scope").empty() ||
            oauth::compare_scopes(each.issued("scope"), asked).extra.empty())
            continue;
        for (const Seen& later : run.seen)
            if (later.n > each.n && later.is("api") && later.error == "insufficient_scope")
                return finding.fail("The answer named fewer scopes than were asked for, and a call "
                                    "was sent that needs a missing one.",
                                    {each.n, later.n});
        if (run.ended) finding.pass(each.n);
    }
}

void secrets_out_of_urls(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (each.has("in_url"))
            return finding.fail(
                "An address carries " + std::string(each.texts("in_url").front()) + ".", {each.n});
        if (each.is("api") || each.is_token_answer()) finding.pass(each.n);
    }
}

bool is_redirect(const Seen& seen) { return seen.status >= 301 && seen.status <= 308; }

void bearer_stays_home(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (each.is("foreign") && each.has("bearer"))
            return finding.fail("A redirect led to another host, and the access token went along.",
                                {each.n});
        if (each.is("api") && is_redirect(each) && run.ended) finding.pass(each.n);
    }
}

void credentials_stay_home(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        const auto ways = each.texts("ways");
        const bool proves = !ways.empty() && ways.front() != "none" && ways.front() != "other";
        if (each.is("foreign") && (each.has("code") || each.has("refresh_token") || proves))
            return finding.fail(
                "A redirect of the token endpoint was followed with code or secret.", {each.n});
        if (each.is_token_answer() && is_redirect(each) && run.ended) finding.pass(each.n);
    }
}

void disconnect_ends_use(const Run& run, Finding& finding) {
    for (const Seen& each : run.seen) {
        if (!each.is("disconnect")) continue;
        const bool gone = each.status == 204 || each.text("lost") == "after";
        if (!gone) continue;
        for (const Seen& later : run.seen) {
            if (later.n > each.n && (later.is("api") || later.is("refresh")))
                return finding.fail("A token was used after the installation was ended.",
                                    {each.n, later.n});
            if (later.n > each.n && later.is("authorize")) break;
        }
        if (run.ended) finding.pass(each.n);
    }
}

} // namespace

std::vector<CheckRow> api_checks() {
    constexpr std::string_view call = "How to call Pleo APIs using access tokens";
    constexpr std::string_view expiry = "How to handle token expiry or revocation";
    return {
        {"retry_after_seconds", "Keeps Retry-After in seconds", "RFC 9110 section 10.2.3", silent,
         retry_after_seconds},
        {"retry_after_date", "Keeps Retry-After as a date", "RFC 9110 section 10.2.3", silent,
         retry_after_date},
        {"backs_off", "Waits before it tries again", "RFC 6585 section 4", call, backs_off},
        {"goes_on_after_temporary", "Tries again what failed for a while only",
         "RFC 9110 section 15.6.4", call, goes_on_after_temporary},
        {"one_refresh_per_refusal", "Refreshes once when the API refuses its token",
         "RFC 6750 section 3.1", expiry, one_refresh_per_refusal},
        {"ended_token_dropped", "Uses no access token whose end it knows", "RFC 6750 section 3.1",
         expiry, ended_token_dropped},
        {"no_refresh_for_scope", "Does not refresh because of a missing right",
         "RFC 6750 section 3.1", call, no_refresh_for_scope},
        {"scope_narrowed_noticed", "Notices that fewer scopes were granted", "RFC 6749 section 5.1",
         silent, scope_narrowed_noticed},
        {"secrets_out_of_urls", "Puts no token, code or secret into an address",
         "RFC 9700 section 4.3.2", call, secrets_out_of_urls},
        {"bearer_stays_home", "Sends its access token to no other host", "RFC 9700 section 4.10",
         silent, bearer_stays_home},
        {"credentials_stay_home", "Follows no redirect with a code or a secret",
         "RFC 9700 section 4.12", silent, credentials_stay_home},
        {"disconnect_ends_use", "Uses no token after it has disconnected", "RFC 7009 section 2",
         expiry, disconnect_ends_use},
    };
}

} // namespace simulator
