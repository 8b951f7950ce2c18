// "Check credentials": are client id and secret right? Answered without a person logging in and
// without anything to spend, by requests that can only fail: the exchange of an invented code and
// the introspection of an invented token, each in both client authentications. How the server says
// no tells whether it knew the client (RFC 6749 sections 4.1.3 and 5.2, RFC 7662 section 2.3).
//
// The RFCs name the checks, not their order. So a "no" that does not speak of the client is compared
// with a control: the same request with an invented secret. If the answers differ, the secret made
// the difference. Two equal refusals (401, 403) are two refusals; any other two equal answers tell
// nothing.
//
//   for (const Probe& probe : credential_probes(desc)) send(probe.request);
//   CredentialRow row = judge_probe(probe, response);
//   if (row.wants_control) send(control_probe(desc, probe).request);
//   row = judge_probe(probe, response, control_response);
//   CredentialReport report = credential_report(rows);
//
// Two to eight failed requests are what this costs; a server may count them.
#pragma once

#include "http/message.hpp"
#include "oauth/client.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauth {

struct CredentialCheckDesc {
    Client client; // its `authentication` does not matter
    Endpoints endpoints;
    // Random, for what is invented: code_verifier() of fresh octets (oauth/pkce.hpp), so that it is
    // nobody's code, token or secret.
    std::string invented;
    // Before an invented code or token: Simulated Staging knows its own by one (S69).
    std::string prefix = "";
};

enum class ProbeKind { token_exchange, introspection };
std::string_view to_string(ProbeKind kind); // "Exchange of an invented code", ...

struct Probe {
    ProbeKind kind = ProbeKind::token_exchange;
    ClientAuthentication authentication = ClientAuthentication::client_secret_basic;
    http::Request request;
    friend bool operator==(const Probe&, const Probe&) = default;
};

// Four, or two where there is no introspection endpoint: Basic before body, exchange before
// introspection.
std::vector<Probe> credential_probes(const CredentialCheckDesc& desc);

// The same with an invented secret.
Probe control_probe(const CredentialCheckDesc& desc, const Probe& probe);

enum class Conclusion { accepted, refused, none };
std::string_view to_string(Conclusion conclusion); // "accepted", "not accepted", "no conclusion"

// A line of the table.
struct CredentialRow {
    ProbeKind kind = ProbeKind::token_exchange;
    ClientAuthentication authentication = ClientAuthentication::client_secret_basic;
    Conclusion credentials = Conclusion::none;
    // Refused when the server's words say so. Never accepted: a server that does not know the code
    // has nothing to compare the redirect URI with, so only an authorisation request can tell.
    Conclusion redirect_uri = Conclusion::none;
    std::string evidence;    // "400 Bad Request, invalid_grant"
    std::string explanation; // what follows from that, or why nothing does
    std::string source;      // "RFC 6749 §5.2"
    bool wants_control = false;
    bool answered = true; // false: nobody said anything that could be read
    friend bool operator==(const CredentialRow&, const CredentialRow&) = default;
};

// Without an answer (network, CORS) there is no conclusion.
CredentialRow judge_probe(const Probe& probe, const std::optional<http::Response>& answer,
                          const std::optional<http::Response>& control_answer = std::nullopt);

struct CredentialReport {
    Conclusion credentials = Conclusion::none;
    Conclusion redirect_uri = Conclusion::none;
    std::vector<ClientAuthentication> methods; // that the token endpoint accepted
    std::vector<CredentialRow> rows;
    std::string headline;
    std::string next_step;
    friend bool operator==(const CredentialReport&, const CredentialReport&) = default;
};

CredentialReport credential_report(std::vector<CredentialRow> rows);

} // namespace oauth
