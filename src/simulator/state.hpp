// All that Simulated Staging remembers between two requests, as plain data. The service worker
// keeps it in IndexedDB, because browsers stop idle workers; Node and the tests keep it in memory.
//
// Codes and tokens are kept as SHA-256 digests only, base64url: whoever reads the browser's storage
// finds nothing that opens anything (S44), and a real server should do the same.
//
// All times are Unix milliseconds of the virtual clock. Lists are capped; what is oldest falls out.
// Only records are refused when they are too many: nobody expects to lose a tag to another one.
#pragma once

#include "simulator/bench.hpp"
#include "staging/simulated_client.hpp"
#include "json/json.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace simulator {

// Durations of the simulator. Pleo documents that expires_in tells the life of an access token, and
// that a refresh token lives at least 60 days; the other numbers are ours.
inline constexpr std::int64_t code_lifetime_ms = staging::simulated_code_lifetime_s * 1000;
inline constexpr std::int64_t access_token_lifetime_ms = std::int64_t{15} * 60 * 1000;
inline constexpr std::int64_t refresh_token_lifetime_ms = std::int64_t{60} * 24 * 3600 * 1000;
inline constexpr std::int64_t transaction_lifetime_ms = std::int64_t{10} * 60 * 1000;

inline constexpr std::size_t most_transactions = 16;
inline constexpr std::size_t most_codes = 64;
inline constexpr std::size_t most_authorizations = 64;
inline constexpr std::size_t most_tokens = 512;
inline constexpr std::size_t most_records = 2400;
inline constexpr std::size_t most_record_octets = std::size_t{1024} * 1024; // all of them, about

// A person on the way from the authorisation request to the answer. A service worker cannot set
// cookies, so the forms carry these one-time ids instead. Logging in makes a new id: whoever
// started the request and knows the first one cannot approve in the other person's name.
struct Transaction {
    std::string id;         // in the log-in form
    std::string consent_id; // in the consent form; empty before the log-in
    std::string person_id;  // empty before the log-in
    std::string redirect_uri;
    std::string scope;
    std::string state;      // of the request: goes back unread
    bool has_state = false; // an empty state is not the same as none
    std::string code_challenge;
    std::int64_t created_at_ms = 0;
    friend bool operator==(const Transaction&, const Transaction&) = default;
};

struct Code {
    std::string digest;
    std::string person_id;
    std::string redirect_uri;
    std::string scope;
    std::string code_challenge;
    std::string authorization_id; // empty until it was exchanged
    bool used = false;
    std::int64_t expires_at_ms = 0;
    friend bool operator==(const Code&, const Code&) = default;
};

// What a person granted, once. The tokens of all its refreshes belong to it.
struct Authorization {
    std::string id;
    std::string person_id;
    std::string scope;
    std::int64_t created_at_ms = 0;
    friend bool operator==(const Authorization&, const Authorization&) = default;
};

enum class TokenKind { access_token, refresh_token };
enum class TokenStatus {
    live,    // but it may have expired: the clock decides that
    rotated, // a refresh replaced it
    revoked, // disconnect, a code used twice, or an expired refresh token of the same authorisation
};

struct Token {
    std::string digest;
    std::string id; // `jti` of introspection
    TokenKind kind = TokenKind::access_token;
    TokenStatus status = TokenStatus::live;
    std::string authorization_id;
    std::string scope; // may be narrower than the authorisation's (RFC 6749 section 6)
    std::int64_t issued_at_ms = 0;
    std::int64_t expires_at_ms = 0;
    friend bool operator==(const Token&, const Token&) = default;
};

struct Installation {
    std::string id;
    std::string status = "ACTIVATED"; // as Pleo spells them
    std::string error_code;           // empty: none
    std::string metadata = "{}";      // JSON text
    std::int64_t created_at_ms = 0;
    std::int64_t updated_at_ms = 0;
    friend bool operator==(const Installation&, const Installation&) = default;
};

// The books of the dummy company. What they hold from the start is constant (books.hpp).
enum class Collection {
    accounts,
    tag_groups,
    dimensions,
    tags,
    tag_values,
    tax_codes,
    vendors,
    imports,
    entries,
    receipts,
    export_jobs,
    subscriptions,
    activities,
    deliveries, // of webhooks
};

// A row of the books that was made, changed or deleted since; see books.hpp.
struct Record {
    Collection collection = Collection::accounts;
    std::string id;
    bool deleted = false;
    json::Value value; // an object in the shape of Pleo's model; members with "_" stay inside
    friend bool operator==(const Record&, const Record&) = default;
};

struct State {
    std::int64_t clock_offset_ms = 0; // added to Host::now_ms; only ever grows, until a reset
    std::int64_t failure_status = 0;  // what the next calls of the API are answered with,
    std::int64_t failure_times = 0;   // so many of them; by the control door
    std::vector<Transaction> transactions;
    std::vector<Code> codes;
    std::vector<Authorization> authorizations;
    std::vector<Token> tokens;
    std::optional<Installation> installation;
    std::vector<Record> records;
    Bench bench;
    friend bool operator==(const State&, const State&) = default;
};

State initial_state();

// One of the calls that are to be answered with this status; false: none is left.
bool take_failure(State& state, std::int64_t status);

json::Value to_json(const State& state);

// Nothing when it is not a state of this version, every field of it. The host then starts from
// initial_state().
std::optional<State> state_from_json(const json::Value& value);

} // namespace simulator
