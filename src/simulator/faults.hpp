// Faults are data: a *when* and a *what*. faults.json holds the catalogue; the simulator knows none
// of them and is handed the one that is armed, so that no page carries what it does not use.
//
//   {"id": "F63", "name": "...", "client": what a correct client does, "from": sources,
//    "checks": ids of verdicts.hpp that it puts to the test, "rules": [...]}
//   or, where no server can make it happen: "untestable": why, and no rules.
//
// A rule:
//   "at"      authorize, callback, exchange, refresh, token (both), introspect, api, disconnect,
//             discovery, any (all but the first two), or always (a kind of server)
//   "nth"     1: the first request there since it was armed fires first
//   "times"   1: so many fire, one after the other; 0: all until a reset. "for_ms": all so long after
//             the first
//   "path"    only requests whose path below /external starts so; "method" likewise
//   "before"  what happens before the request is processed: {"advance_seconds": n, "revoke": "access"
//             or "all", "rotate": true (somebody else refreshes)}
//   "process" false: the request changes nothing, and the answer is the rule's alone
//   "lost"    "before": the connection ends and nothing was processed; "after": it was; "down": there is
//             nobody, and nothing arrived
//   "hidden"  true: the browser keeps the answer from its page, as without a header of CORS. Who is no
//             browser reads it
//   "status", "headers" {name: text, or null to leave it out}, "body", "base64" (octets), "repeat"
//   "json"    {"set": {...}, "remove": [...]} in the answer that there would have been
//   "delay_ms", "pace_ms" (between two octets), "cut" (octets), "cut_in" (a text: ends in the middle
//             of the value that follows it)
//   "retry_after_s" fills {retry_after} and {retry_date}
//   "usable"  false: whoever goes on with this answer has not looked at it; true: it is odd and
//             right, and has to be taken
//   callback: "query" [[name, text]...], "fragment" true, "code" {"prefix", "length"}, "visits"
//             [{"query", "headers"}...]: addresses that the host opens itself, without the client
//   "server"  {about: kind}
//
// Texts may hold {code} {state} {state_spaced} (each "+" is a space) {other_code} {other_state}
// {issuer} {base} {foreign} {redirect_uri} {access_token} {refresh_token} {expires_in} {scope} {date}
// {retry_after} {retry_date}.
#pragma once

#include "json/json.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace simulator {

struct FaultProblem {
    std::string place;  // "faults[62] (F63).rules[0].at", or "line 7, column 3"
    std::string reason; // a sentence
};

// What is wrong with one fault; nothing when it can be armed.
std::optional<FaultProblem> find_problem(const json::Value& fault);

// The same of the whole file: ids ascend and are there once.
std::optional<FaultProblem> find_catalogue_problem(std::string_view text);

// "{code}" and so on: names that a text of a rule may hold.
bool is_placeholder(std::string_view name);

} // namespace simulator
