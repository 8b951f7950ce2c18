// The redirect back (RFC 6749 section 4.1.2, RFC 9207): what arrived, and each check with its
// result. What is not proven right is a failure; a failed check means that no token request exists.
//
//   if (is_redirect_response(address, redirect_uri)) {
//       RedirectResponse answer = process_redirect(address, pending, now_ms);
//       if (answer.accepted) offer_exchange(answer.code);
//   }
#pragma once

#include "http/message.hpp"
#include "json/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauth {

// What was kept in the tab while the person was away (S17, S46). Holds the verifier, so it is read
// once and removed.
struct PendingAuthorization {
    std::string state;
    std::string code_verifier;
    std::string redirect_uri;
    std::string environment; // id
    std::string client_id;
    std::string scope; // as requested
    std::string issuer;
    std::string authorization_origin; // of the endpoint that the attempt was made for (S20)
    bool iss_parameter_supported = false;
    std::int64_t created_at_ms = 0; // Unix time, milliseconds
    friend bool operator==(const PendingAuthorization&, const PendingAuthorization&) = default;
};

inline constexpr std::int64_t pending_lifetime_ms = std::int64_t{10} * 60 * 1000;

// Caps on what is kept of an answer (S22), in bytes. A longer code is refused, never sent cut.
inline constexpr std::size_t most_parameters = 64;
inline constexpr std::size_t longest_name = 128;
inline constexpr std::size_t longest_value = 4096;

enum class CheckResult { passed, failed, not_applicable };

struct Check {
    std::string name; // "state matches"
    CheckResult result = CheckResult::not_applicable;
    std::string evidence; // what was compared, without secrets
    std::string source;   // "RFC 6749 §10.12"
    friend bool operator==(const Check&, const Check&) = default;
};

struct RedirectResponse {
    http::Fields parameters;   // as received, unknown ones kept (S22), each value capped
    std::vector<Check> checks; // always the same nine in the same order: the page shows a table
    bool accepted = false;     // no check failed, and there is a code
    std::string code;          // only when accepted
    // The server's own, when it sent one (S18): capped, control characters spelt out, still not to
    // be trusted.
    std::string error;
    std::string error_description;
    std::string error_uri;
    friend bool operator==(const RedirectResponse&, const RedirectResponse&) = default;
};

// S14: a callback is a URL whose origin and path equal the redirect URI's and whose query holds
// code, error or state (state alone is a failed answer, not an ordinary visit), or whose fragment
// holds an implicit-flow answer (which is then refused, S21).
bool is_redirect_response(std::string_view page_url, std::string_view redirect_uri);

// `pending` is absent when there is no record for this tab, or it was used already (S16).
RedirectResponse process_redirect(std::string_view page_url,
                                  const std::optional<PendingAuthorization>& pending,
                                  std::int64_t now_ms);

// Compares in time that depends on length only (S15).
bool equal_in_constant_time(std::string_view left, std::string_view right);

} // namespace oauth
