// The record of a run: what the server saw and said, moment by moment, as JSON. Verdicts are a
// function of it (verdicts.hpp), and a report shows it, so it holds no secret: codes, tokens, states
// and verifiers are there as the first characters of their SHA-256 (S44).
//
// A moment, where a member that says nothing is left out:
//   "n" from 1; "at", "until": Unix milliseconds of the host when the request came and when its
//   answer has left (it may be delayed); "clock": the virtual one; "point"; "method"; "path"; "fault":
//   what fired here
//   request: "bearer" with "bearer_is" (live, expired, rotated, revoked, refresh, unknown),
//     "ways" of client authentication, "encoded" (form, raw), "in_url" [names], "query" (a mark), "code", "grant",
//     "refresh_token", "refresh_is", "verifier", "verifier_length", "challenge", "challenge_method",
//     "state", "state_length", "scope", "redirect_uri", "token", "token_is"
//   answer: "status" ("made": of one that was lost), "error", "terminal" (a dead grant), "retry_due" (as "at"), "retry_form",
//     "lost", "hidden", "usable" (of the rule), "cut", "issued" {"access_token", "refresh_token", "expires_in", "scope"},
//     "sent_refresh" (false: the answer shows no refresh token), "active",
//   callback: "state_is" (right, missing, wrong, twice; none was sent), "codes" [...], "code_count", "error",
//     "iss_is" (right, wrong, missing), "fragment", "visit" (the host opens it)
//   notes of the host: "point": "visit" or "note", "text", "status"
#pragma once

#include "http/message.hpp"
#include "simulator/call.hpp"

#include <string>
#include <string_view>

namespace simulator {

enum class Point {
    none, // pages, the control door
    authorize,
    callback, // the redirect that an authorisation ends with
    exchange,
    refresh,
    introspect,
    api,
    disconnect,
    discovery,
    foreign, // another host that a redirect led to
};

std::string_view name(Point point);
Point point_of(const Call& call);

// "a1B2c3D4e5": enough to tell two secrets apart. Empty for nothing.
std::string mark(const Call& call, std::string_view secret);

// What the request tells, before it is processed.
json::Value note_request(Call& call, Point point);

// What the answer tells: `made` is what the server did, `sent` what the client gets of it.
void note_answer(Call& call, json::Value& moment, const http::Response& made,
                 const http::Response& sent);

// Is this run recorded? In a browser each is.
bool is_recorded(const Call& call);
void remember(Call& call, json::Value moment);

} // namespace simulator
